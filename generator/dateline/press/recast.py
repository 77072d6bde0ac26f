"""Recast: reads and compiles the stories that were edited, with the sheet in place of the rest of the site.

The result counts only when other pages show the same of these stories as before (listing, card, pictures).
Where the edit may reach further, there is none, and the whole site is built. Nothing here needs a template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from dateline.desk import StoryDesk, compiler
from dateline.files.addressbook import AddressBook, Resolved
from dateline.files.walk import Found
from dateline.history.history import histories
from dateline.linking.link import Survey
from dateline.loading.load import ChangedError, Content
from dateline.loading.sent import Ahead
from dateline.pages.compiled import Compiled
from dateline.pages.imprint import Imprint
from dateline.pages.story import StoryPages
from dateline.press.plates import Cast, Kept, Plate, encoded
from dateline.press.standing import BeyondError, Standing
from dateline.settings.tables.history import GIT
from dateline.sitefiles import theme_words

_AHEAD = msgspec.json.Decoder(tuple[Ahead, ...])


class KnownLinks(AddressBook):
    """An address book that knows only the links that these stories had when they were compiled last."""

    def __init__(self, stories: Iterable[tuple[str, Compiled]]) -> None:
        """`stories` are pairs: the file of the briefing, and what was kept of the story."""
        super().__init__({}, (), (), ())
        self._known: Mapping[tuple[str, str, bool], Resolved] = {
            (file, look.target, look.picture): look.found for file, kept in stories for look in kept.lookups
        }

    def look_up(self, target: str, file: str, base: str, *, picture: bool) -> Resolved:
        """What a link was found to point at then; raises BeyondError for a link that is new."""
        found = self._known.get((file, target, picture))
        if found is None:
            raise BeyondError(target)
        return found


def recast(standing: Standing, found: Found, kept: Mapping[str, Kept], ahead: Callable[[], bytes]) -> bytes:
    """The stories that were `found`, read and compiled: a `Cast`, encoded.

    `kept` is what the memory has of each, `ahead` gives those that were read already, encoded. The result
    is empty where more of the site may show the edit, or a file changes meanwhile. Raises OSError.
    """
    with standing.timing.stage("load the generator"):
        compiler()  # before `ahead` is waited for: another process reads the stories meanwhile
    try:
        return encoded(_recast(standing, found, kept, _AHEAD.decode(ahead())))
    except (BeyondError, ChangedError):
        return b""


def _recast(standing: Standing, found: Found, kept: Mapping[str, Kept], ahead: Iterable[Ahead]) -> Cast:
    timing, memory = standing.timing, standing.memory
    with timing.stage("read and parse"):
        content = Content(standing.root, memory, standing.zone, timing, found, ahead=ahead)
    if [r.outline for r in content.records] != [one.record.outline for one in kept.values()]:
        raise BeyondError
    desk = _desk(standing, content, kept)
    with timing.stage("compile"):
        rows = desk.compile_all()
    if not all(map(_is_alike, rows, (one.compiled for one in kept.values()))):
        raise BeyondError
    plates = tuple(Plate(memory.records[story], _made(desk, standing, story)) for story in kept)
    return Cast(content.read, plates)


def _desk(standing: Standing, content: Content, kept: Mapping[str, Kept]) -> StoryDesk:
    """The desk that compiles these stories, with what the sheet has around them; raises BeyondError."""
    outlines = tuple(record.outline for record in content.records)
    book = KnownLinks((one.record.outline.file, one.compiled) for one in kept.values())
    config, memory, sheet, timing = standing.config, standing.memory, standing.sheet, standing.timing
    survey = Survey(outlines, (), (), (), book, sheet.tags, (), (), ())
    pages = StoryPages(Imprint(config, theme_words(standing.root, config)), sheet.sections, sheet.tags)
    with timing.stage("history"):
        if config.history.kept_in == GIT:
            memory.recall_logs(kept)
        past = histories(standing.root, config, outlines, memory, standing.zone, timing)
    lives = {story: life.key for story, life in past.lives.items()}
    if past.problems or past.is_refused or any(lives.get(s) != sheet.lives.get(s) for s in kept):
        raise BeyondError
    return StoryDesk(content, memory, survey, pages, timing, past.lives, content.records)


def _made(desk: StoryDesk, standing: Standing, story: str) -> tuple[msgspec.Raw, ...]:
    """The view and the twin of a story, encoded; empty if it did not have to be compiled."""
    if story not in desk.made:
        return ()
    shelves = standing.memory.views, standing.memory.twins
    return tuple(msgspec.Raw(last[1]) for shelf in shelves if (last := shelf.last(story)))


def _is_alike(now: Compiled, before: Compiled) -> bool:
    """True when other pages show the same of a story before and after the edit."""
    return (now.shown, now.pictures, now.drawn) == (before.shown, before.pictures, before.drawn)
