"""Changes: what readers see to have changed between two forms of a story, and the revisions that follow.

What readers do not see (tags, comments, an article's text, a citation key) is no change. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo
from functools import partial
from html import unescape

import msgspec

from dateline import digest
from dateline.dates import Moment
from dateline.model.headers import StoryHeader
from dateline.model.linked import Citation, Claim, Part, Text
from dateline.model.revisions import UNTOLD, Change, Form, Life, Revision
from dateline.model.site import Story

_AS_THEY_ARE: Mapping[str, str] = {}
_TAG = re.compile(r"<[^>]*>")


def form_of(story: Story, keys: Mapping[str, str] = _AS_THEY_ARE) -> Form:
    """The visible words of a story; `keys` gives, for keys of sources, those that replace them."""
    words = partial(_words, keys)
    says = [(conflict.about, *map(words, conflict.says)) for conflict in story.conflicts]
    return Form(
        title=story.title,
        summary=_digest(words(story.summary)),
        sections=tuple((section.title, _digest(words(section.text))) for section in story.sections),
        sources=tuple(
            (
                keys.get(s.key, s.key),
                s.publisher,
                _digest(s.title, s.publisher, s.published.iso, s.author, s.agency, s.focus),
            )
            for s in story.sources
        ),
        events=tuple((e.date.edtf, _digest(e.note, words(e.text))) for e in story.timeline),
        conflicts=_digest(*says) if says else "",
        notices=tuple((n.kind.value, _digest(n.kind.value, n.date.iso, n.text)) for n in story.corrections),
    )


def changes(old: Form, new: Form) -> tuple[Change, ...]:
    """What changed from one form to another, in the order of the page; () when readers see no difference."""
    return tuple(change for change in _changes(old, new) if change is not None)


def beside(old: Form, story: Story, new: Form) -> Form:
    """The `new` form of a story as it has to be for a comparison with an old one.

    Readers see numbers and no keys, so an article whose key was changed stands under its old key.
    """
    keys = _renamed(old, new)
    return form_of(story, keys) if keys else new


def lived(story: Story, life: Life, header: StoryHeader, zone: tzinfo) -> Story:
    """The story with its revisions, and with the time of the last as that of its change.

    What is not committed yet is a revision of the time that the story's own dates give. Where git tells
    of no change, the writer's notes in the `header` stand. With `history: false` the time alone is told.
    """
    if life == UNTOLD:
        return story
    revisions = [*life.revisions]
    since = changes(life.last, beside(life.last, story, form_of(story))) if life.last else ()
    if since:
        revisions.append(Revision(_later(story.changed, revisions[-1].when, zone), since))
    if len(revisions) < 2:
        revisions = [Revision(note.date, note=note.note) for note in header.revisions]
        revisions.sort(key=lambda revision: revision.when.instant(zone))
    if not revisions:
        return story
    if story.is_withdrawn:  # its page stays with the notice; earlier words without one must not
        revisions = [msgspec.structs.replace(revision, version="") for revision in revisions]
    changed = _later(story.changed, revisions[-1].when, zone)
    told = tuple(revisions) if header.history else ()
    return msgspec.structs.replace(story, changed=changed, revisions=told)


def _later(one: Moment, other: Moment, zone: tzinfo) -> Moment:
    return other if other.instant(zone) > one.instant(zone) else one


def _changes(old: Form, new: Form) -> Iterator[Change | None]:
    if old.title != new.title:
        yield Change("title")
    if old.summary != new.summary:
        yield Change("summary")
    yield from _sections(dict(_numbered(old.sections)), dict(_numbered(new.sections)))
    if old.conflicts != new.conflicts:
        yield Change("conflicts")
    yield from _events(old.events, new.events)
    yield from _sources(old, new)
    before, after = dict.fromkeys(old.notices), dict.fromkeys(new.notices)
    yield _named("notices", (kind for kind, words in after if (kind, words) not in before))
    if before.keys() - after.keys() and not after.keys() - before.keys():
        yield _named("notices-removed", (kind for kind, words in before if (kind, words) not in after))


def _sections(old: dict[str, str], new: dict[str, str]) -> Iterator[Change | None]:
    """Sections by their headings; the same words under another heading are a changed one."""
    gone = {words: title for title, words in old.items() if title not in new}
    renamed = {title for title, words in new.items() if title not in old and words in gone}
    kept = {gone[new[title]] for title in renamed}
    yield _named("sections-added", (t for t in new if t not in old and t not in renamed))
    yield _named("sections-changed", (t for t in new if t in renamed or old.get(t, new[t]) != new[t]))
    yield _named("sections-removed", (t for t in old if t not in new and t not in kept))


def _events(old: tuple[tuple[str, str], ...], new: tuple[tuple[str, str], ...]) -> Iterator[Change | None]:
    """Events by date and words; the same words on another date, or the reverse, are a changed one."""
    gone, come = [event for event in old if event not in new], [event for event in new if event not in old]
    changed = []
    for event in [*come]:
        former = next((one for one in gone if event[0] == one[0] or event[1] == one[1]), None)
        if former:
            gone.remove(former)
            come.remove(event)
            changed.append(event)
    yield _named("events-added", (date for date, _ in come))
    yield _named("events-changed", (date for date, _ in changed))
    yield _named("events-removed", (date for date, _ in gone))


def _sources(old: Form, new: Form) -> Iterator[Change | None]:
    before = {key: row for key, _, row in old.sources}
    after = {key: row for key, _, row in new.sources}
    yield _named("sources-added", (name for key, name, _ in new.sources if key not in before), each=True)
    yield _named(
        "sources-changed", (name for key, name, row in new.sources if before.get(key, row) != row), each=True
    )
    yield _named("sources-removed", (name for key, name, _ in old.sources if key not in after), each=True)


def _renamed(old: Form, new: Form) -> dict[str, str]:
    """The keys of sources that stood under another one before, each with that one."""
    before, after = ({key for key, *_ in form.sources} for form in (old, new))
    gone = {row: key for key, _, row in old.sources if key not in after}
    return {key: gone.pop(row) for key, _, row in new.sources if key not in before and row in gone}


def _named(kind: str, names: Iterable[str], *, each: bool = False) -> Change | None:
    """A change of this kind, when there is anything to name; `each` names twice what there is twice."""
    found = tuple(names) if each else tuple(dict.fromkeys(names))
    return Change(kind, found) if found else None


def _numbered(sections: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Sections by headings that differ: of two that are alike, the second has a number."""
    seen: dict[str, int] = {}
    for title, words in sections:
        seen[title] = seen.get(title, 0) + 1
        yield (title if seen[title] == 1 else f"{title} ({seen[title]})"), words


def _words(keys: Mapping[str, str], text: Text) -> str:
    """The words of a text as readers see them, with the keys of the sources that it cites."""
    return " ".join(unescape(_TAG.sub("", "".join(_shown(part, keys) for part in text))).split())


def _shown(part: Part | Claim, keys: Mapping[str, str]) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Claim):
        return "".join(_shown(one, keys) for one in part.parts)
    return f"[{keys.get(part.key, part.key)}]" if isinstance(part, Citation) else ""


def _digest(*words: object) -> str:
    return digest.of_value(*words)[:12]
