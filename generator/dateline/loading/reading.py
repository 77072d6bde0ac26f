"""Reading: one story's folder from the disk to its outline and its parsed files.

A story is read alone and knows nothing of the others, so many can be read at once.
"""

from __future__ import annotations

from datetime import tzinfo
from hashlib import sha1
from pathlib import Path

import msgspec

from dateline import digest
from dateline.check.headers import check_header
from dateline.files import parse
from dateline.files.addresses import folder_url, original_id, story_url
from dateline.files.walk import FoundStory
from dateline.git.commits import state_id
from dateline.linking.sourcelist import number_sources
from dateline.loading.opened import key_of, read_file, story_digest
from dateline.model.draft import Outline, StoryFolder
from dateline.model.headers import CorrectionKind
from dateline.problems import Place, Problem
from dateline.yaml import frontmatter


class ReadStory(msgspec.Struct, frozen=True):
    """A story as it was read: its outline, its parsed files, and the digest of each file by its name."""

    outline: Outline
    digest: str
    """Of every file that it is made from, by name."""
    problems: tuple[Problem, ...]
    """What is wrong with its files, each by itself."""
    folder: StoryFolder | None
    digests: dict[str, str]
    state: str
    """The id of its files as git would know them."""


def read_story(root: Path, found: FoundStory, zone: tzinfo) -> ReadStory:
    """The story in a folder of the site at `root`; files that cannot be read are problems of its outline."""
    problems: list[Problem] = []
    texts: dict[str, bytes] = {}
    for file in found.files:
        told = problems if found.original is None or file is found.briefing else []
        data = read_file(root, file, told)
        if data is not None:
            texts[file.file] = data
    digests = {file: digest.of_bytes(data) for file, data in texts.items()}
    key = story_digest(found, digests)
    folder = None
    if found.briefing is None or found.briefing.file in texts:
        folder, wrong = _parsed(found, texts)
        problems += wrong
    if folder and folder.story:
        problems += check_header(folder.story, zone)
    outline = outline_of(folder, zone) if folder else _broken(found)
    return ReadStory(outline, key, tuple(problems), folder, digests, _state(found, texts))


def _state(found: FoundStory, texts: dict[str, bytes]) -> str:
    """The id of the story's files by their blobs, as `commits.state_id` makes it of what git has."""
    below = f"{original_id(found.path)}/"
    names = ((file.path.removeprefix(below), file.file) for file in found.files)
    return state_id(tuple(sorted((name, _blob(texts[file])) for name, file in names if file in texts)))


def _blob(data: bytes) -> str:
    """The name of a file's content in git."""
    return sha1(b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()


def _parsed(found: FoundStory, texts: dict[str, bytes]) -> tuple[StoryFolder | None, tuple[Problem, ...]]:
    """The story's files, parsed; a source that could not be read is one that exists and is broken."""
    briefing = (found.briefing.file, texts[found.briefing.file]) if found.briefing else None
    sources = [(file.file, texts[file.file]) for file in found.sources if file.file in texts]
    if found.original is None:
        folder, problems = parse.folder(found.path, briefing, sources)
    elif briefing and found.original.file in texts:
        original = found.original.file, texts[found.original.file]
        folder, problems = parse.translation(found.path, briefing, original, sources)
    else:
        return None, ()  # the original's own story says what is wrong with it
    if folder is None:
        return None, problems
    unread = [key_of(file) for file in found.sources if file.file not in texts]
    broken = (*folder.broken, *unread, *found.uncitable)
    return msgspec.structs.replace(folder, broken=broken), problems


def outline_of(folder: StoryFolder, zone: tzinfo) -> Outline:
    """The outline of a story as it was parsed."""
    numbered = number_sources(folder, zone)
    listed = [numbered.files[source] for source in numbered.numbers]
    publishers = tuple((source.header.publisher, source.file) for source in listed)
    if folder.story is None:
        oldest = min((source.header.published for source in listed), key=lambda m: m.instant(zone))
        file, url = folder.sources[0].file, folder_url(folder.path)
        return Outline(folder.path, file, url, True, False, oldest, None, False, (), (), publishers)
    header = folder.story.header
    return Outline(
        path=folder.path,
        file=folder.story.file,
        url=story_url(folder.path, header.slug),
        is_whole=True,
        has_briefing=True,
        published=header.published,
        expires=header.expires,
        draft=header.draft,
        tags=header.tags,
        aliases=header.aliases,
        publishers=publishers,
        title=header.title,
        follows=header.follows,
        withdrawn=any(notice.kind is CorrectionKind.WITHDRAWN for notice in header.corrections),
    )


def _broken(found: FoundStory) -> Outline:
    """The outline of a story that cannot be shown."""
    return Outline(found.path, found.files[0].file, "", False, False, parse.NEVER, None, False, (), (), ())


def place_of(root: Path, file: str, path: str) -> Place:
    """The place of a key in a file's front matter, read again for the sake of a problem."""
    try:
        text, _ = frontmatter.read_text(file, (root / file).read_bytes())
    except OSError:
        return Place(file)
    parts = frontmatter.split(file, text)[0] if text is not None else None
    return frontmatter.place(file, parts.header, path) if parts else Place(file)
