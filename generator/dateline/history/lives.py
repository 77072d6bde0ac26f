"""Lives: what a story's log tells its readers, by reading each state of it as it would be read today.

A state was public when it was no draft, from its commit or its `published` on, until the next state or its
`expires`. A version is a public state whose visible words differ from those of the public one before. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo

from dateline import digest
from dateline.dates import Moment
from dateline.files.addressbook import AddressBook
from dateline.files.addresses import CONTENT, language_of, original_id
from dateline.git.commits import Log, State
from dateline.linking.briefing import link_story
from dateline.linking.changes import beside, changes, form_of
from dateline.linking.edition import Edition
from dateline.model.draft import StoryFolder
from dateline.model.revisions import Form, Life, Revision, Version

_NOWHERE = AddressBook({}, (), (), ())


def life_of(path: str, log: Log, key: str, blobs: Mapping[str, bytes], zone: tzinfo) -> Life:
    """The life of the story with the id `path`; `blobs` has the files of all its states.

    It stands under `key`, or under another one while git has lost some of them.
    """
    read = [(state, folder_of(path, state.files, blobs)) for state in log.states]
    known = [(state, folder) for state, folder in read if folder is not None and folder.story]
    versions: list[Version] = []
    revisions: list[Revision] = []
    slugs: list[tuple[str, int, int | None]] = []
    last: Form | None = None
    for state, folder, since, until in _public(known, zone):
        slug = folder.story.header.slug if folder.story else ""
        begun = slugs.pop()[1] if slugs and slugs[-1][::2] == (slug, state.when) else state.when
        slugs.append((slug, begun, until))
        story = link_story(folder, "/", _NOWHERE, zone).story
        form = form_of(story)
        found = changes(last, beside(last, story, form)) if last else ()
        was_public, last = last is not None, form
        if was_public and not found:
            continue
        when = since if was_public else _first(folder, since)
        versions.append(Version(state.id, when, state.files))
        revisions.append(Revision(when, found, version=state.id))
    skipped = sum(folder is None for _, folder in read)
    lost = sorted({blob for state in log.states for _, blob in state.files} - blobs.keys())
    key = digest.of_value(key, lost) if lost else key
    return Life(key, tuple(versions), tuple(revisions), last, skipped, tuple(slugs))


def folder_of(
    path: str, files: tuple[tuple[str, str], ...], blobs: Mapping[str, bytes]
) -> StoryFolder | None:
    """The story in a state of its files; None when it cannot be read today."""
    below, tag = f"{CONTENT}/{original_id(path)}/", language_of(path)
    texts = {below + name: blobs[blob] for name, blob in files if blob in blobs}
    if len(texts) < len(files):
        return None
    from dateline.files import parse  # most lives are known

    original = (name, texts.pop(name)) if (name := f"{below}story.md") in texts else None
    if not tag:
        return parse.folder(path, original, texts.items())[0]
    name = f"{below}story.{tag}.md"
    if original is None or name not in texts:
        return None
    return parse.translation(path, (name, texts.pop(name)), original, texts.items())[0]


def _first(folder: StoryFolder, since: Moment) -> Moment:
    """When a story was first published: a translation, which has its original's day, when it was there."""
    if folder.original is not None or folder.story is None:
        return since
    return folder.story.header.published


def _public(
    known: list[tuple[State, StoryFolder]], zone: tzinfo
) -> Iterator[tuple[State, StoryFolder, Moment, int | None]]:
    """The states that readers could see, since when, and when the next was committed.

    What had no story.md was made by a machine.
    """
    for at, (state, folder) in enumerate(known):
        if folder.story is None:
            continue
        header = folder.story.header
        since = datetime.fromtimestamp(state.when, zone)
        if not Edition(since, zone).shows(header):
            if header.draft or header.published.instant(zone) <= since:  # a draft, or gone already
                continue
            since = header.published.instant(zone)
        following = known[at + 1][0].when if at + 1 < len(known) else None
        if following is None or since.timestamp() < following:
            yield state, folder, Moment(since.date(), since), following
