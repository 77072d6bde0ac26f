"""Rules on translations: languages that the site does not have, and what an original says otherwise."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from dateline import rules
from dateline.files.addresses import language_of
from dateline.files.translated import alone, lonely
from dateline.model.draft import Draft, Outline, PageFile, SectionFolder, StoryFile, StoryFolder
from dateline.model.prose import Cite, Mark, Sentence
from dateline.problems import Place, Problem, did_you_mean
from dateline.settings.config import Config
from dateline.settings.tags import check_language
from dateline.yaml import spots


def check_languages(draft: Draft, config: Config, known: Collection[str]) -> Iterator[Problem]:
    """Translations into languages that site.toml does not list, and those of pages that are not there.

    `known` has the languages into which anything is translated.
    """
    if not (config.languages or draft.translated or known):
        return
    files: tuple[Outline | PageFile | SectionFolder, ...] = (*draft.stories, *draft.pages, *draft.translated)
    for file in files:
        tag = language_of(file.path)
        if tag and tag not in config.languages:
            yield _unknown(tag, file, config)
    for page in draft.pages:
        tag, original = lonely(page.path)
        if tag in config.languages:
            yield alone(page.file, original)
        elif tag and _spelt(tag, config):
            yield _unknown(tag, page, config)


def _spelt(tag: str, config: Config) -> str:
    """The language of the site that is meant by a tag in other spelling; "" for none."""
    plain = tag.replace("_", "-").casefold()
    return next((known for known in config.languages if known.casefold() == plain), "")


def _unknown(tag: str, file: Outline | PageFile | SectionFolder, config: Config) -> Problem:
    message = f"site.toml lists no language “{tag}”"
    name = file.file.rpartition("/")[2]
    if known := _spelt(tag, config):
        hint = f"did you mean “{known}”? rename the file to {name.replace(f'.{tag}.', f'.{known}.')}"
    elif check_language(tag)[1]:
        message, hint = f"“{tag}” is no tag of a language", "the name has one as in BCP 47: fr, or pt-BR"
    else:
        hint = did_you_mean(tag, config.languages) or f"write [languages.{tag}] there, or rename the file"
    if tag.casefold() == config.language.casefold():
        message = f"“{tag}” is the site’s own language"
        hint = f"what is written in it stands in {name.partition('.')[0]}.md"
    return rules.problem("unknown-language", Place(file.file), message, hint)


def check_translation(folder: StoryFolder) -> Iterator[Problem]:
    """What a translation says that its original does not, and what it may not say yet."""
    story, original = folder.story, folder.original
    if story is None or original is None:
        return
    theirs = {cite.key for cite in _cites(original) if cite.key}
    told: set[str] = set()
    for cite in _cites(story):
        if cite.key and cite.key not in theirs and cite.key not in told:
            told.add(cite.key)
            message = f"“{cite.key}” is cited here, and not in story.md"
            yield rules.problem(
                "translation-cites-more", cite.place, message, "cite it there too, or take it away"
            )
    yield from _outdated(folder, story, original)


def _outdated(folder: StoryFolder, story: StoryFile, original: StoryFile) -> Iterator[Problem]:
    """That the original has been corrected, or its sources have news, since it was translated."""
    told = [notice for notice in story.header.corrections if notice.text]  # not what it inherits
    missing = len(original.header.corrections) - len(told)
    if missing > 0:
        message = f"story.md has {missing} notice{'s' * (missing > 1)} under `corrections:` that this has not"
        yield rules.problem("translation-outdated", Place(story.file), message, "translate them too")
    if folder.translated is None:
        return
    listed = original.header.sources
    days = [s.header.published.date for s in folder.sources if listed is None or s.key in listed]
    newest = max((*days, *(notice.date.date for notice in original.header.corrections)), default=date.min)
    if folder.translated.date < newest:
        place = spots.place(story.file, story.yaml, "translated")
        message = f"story.md has been updated since: {newest.isoformat()}"
        yield rules.problem(
            "translation-outdated", place, message, "translate what is new, and set the day anew"
        )


def _cites(file: StoryFile) -> Iterator[Cite]:
    """Every citation of a briefing, in order."""
    body = file.body
    texts = [body.summary, *(section.prose for section in body.sections)]
    texts += [entry.prose for entry in body.timeline]
    for prose in texts:
        yield from _marks(prose)


def _marks(pieces: Iterable[object]) -> Iterator[Cite]:
    for piece in pieces:
        if isinstance(piece, Mark):
            yield from piece.cites
        elif isinstance(piece, Sentence):
            yield from _marks(piece.parts)
