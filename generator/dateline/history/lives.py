"""Lives: what a story's log tells its readers, by reading each state of it as it would be read today.

A state was public when it was no draft, from its commit or its `published` on, until the next state or its
`expires`. A version is a public state whose visible words differ from those of the public one before. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from typing import NamedTuple

from dateline import digest
from dateline.dates import Moment
from dateline.files.addressbook import AddressBook
from dateline.files.addresses import CONTENT, language_of, original_id
from dateline.git.commits import Log, State
from dateline.linking.briefing import link_story
from dateline.linking.changes import beside, changes, form_of
from dateline.linking.edition import Edition
from dateline.model.draft import StoryFolder
from dateline.model.revisions import NOT_BEGUN, Begun, Form, Life, Revision, Version

_NOWHERE = AddressBook({}, (), (), ())


class _Tale(NamedTuple):
    """What a row of states tells, as far as it was read."""

    versions: tuple[Version, ...] = ()
    revisions: tuple[Revision, ...] = ()
    last: Form | None = None
    slugs: tuple[tuple[str, int, int | None], ...] = ()


def unread(log: Log, before: Life | None) -> tuple[State, ...]:
    """The states of a log that have to be read, if `before` was its story's life: the last ones, or all."""
    return log.states[_begun(log, before).states :]


def life_of(
    path: str,
    log: Log,
    key: str,
    blobs: Mapping[str, bytes],
    zone: tzinfo,
    before: Life | None = None,
) -> Life:
    """The life of the story with the id `path`; `blobs` has the files of its states that are `unread`.

    It stands under `key`, or under another one while git has lost some of them. `before` is its life as it
    was known until now.
    """
    begun, states = _begun(log, before), unread(log, before)
    read = [(state, folder_of(path, state.files, blobs)) for state in states]
    known = [(state, folder) for state, folder in read if folder is not None and folder.story]
    tale, settled = _told(begun, before), None
    for state, folder, since, until in _public(known, zone):
        if state is known[-1][0]:
            settled = tale
        tale = _followed(tale._replace(slugs=_slugs(tale, state, folder, until)), state, folder, since, zone)
    skipped = begun.skipped + sum(folder is None for _, folder in read)
    lost = sorted({blob for state in states for _, blob in state.files} - blobs.keys())
    if lost:
        return _life(digest.of_value(key, lost), tale, skipped)
    count = log.states.index(known[-1][0]) if known else 0
    if count:
        past = settled or tale
        after = sum(folder is None for _, folder in read[count - begun.states :])
        begun = Begun(_key(log, count), count, len(past.versions), past.last, past.slugs, skipped - after)
    return _life(key, tale, skipped, begun)


def _life(key: str, tale: _Tale, skipped: int, begun: Begun | None = None) -> Life:
    return Life(key, tale.versions, tale.revisions, tale.last, skipped, tale.slugs, begun)


def _begun(log: Log, before: Life | None) -> Begun:
    """What of a log is known from the life that its story had until now."""
    begun = before.begun if before else None
    return begun if begun and begun.key == _key(log, begun.states) else NOT_BEGUN


def _key(log: Log, states: int) -> str:
    """The digest of so many states, and of the next one, for until then the last of them was public."""
    return digest.of_value(log.states[: states + 1])


def _told(begun: Begun, before: Life | None) -> _Tale:
    """What was told until now of the states that are known."""
    if before is None:
        return _Tale()
    count = begun.versions
    return _Tale(before.versions[:count], before.revisions[:count], begun.last, begun.slugs)


def _slugs(
    tale: _Tale, state: State, folder: StoryFolder, until: int | None
) -> tuple[tuple[str, int, int | None], ...]:
    """The last parts of addresses, with that of a public state that followed, which stood `until` then."""
    slug = folder.story.header.slug if folder.story else ""
    *others, last = tale.slugs or ((slug, state.when, state.when),)
    if last[::2] == (slug, state.when):
        return (*others, (slug, last[1], until))
    return (*tale.slugs, (slug, state.when, until))


def _followed(tale: _Tale, state: State, folder: StoryFolder, since: Moment, zone: tzinfo) -> _Tale:
    """What is told once a public state followed."""
    story = link_story(folder, "/", _NOWHERE, zone).story
    form = form_of(story)
    found = changes(tale.last, beside(tale.last, story, form)) if tale.last else ()
    if tale.last and not found:
        return tale._replace(last=form)
    when = since if tale.last else _first(folder, since)
    version = Version(state.id, when, state.files)
    revision = Revision(when, found, version=state.id)
    return _Tale((*tale.versions, version), (*tale.revisions, revision), form, tale.slugs)


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
