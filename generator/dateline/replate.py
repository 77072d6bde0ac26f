"""Replate: the outputs of a few stories made alone, after an edit that nothing else of the site shows.

As a newspaper changes one plate while the press runs on. The stories whose files are others are read and
compiled as ever, with what the last build of the whole site left on its sheet. When all that the site shows
of them is what it was, every other output is too: their pages, their forms for machines and the feeds that
hold them are put in place. Whatever is in doubt is no answer, and the site is planned whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import msgspec

from dateline.described import Things
from dateline.desk import StoryDesk
from dateline.faults import of_story
from dateline.files.addressbook import AddressBook, Resolved
from dateline.fresh import Since
from dateline.history.history import histories
from dateline.linking.edition import Edition, upcoming
from dateline.linking.link import Survey
from dateline.loading.load import ChangedError, Content
from dateline.memory.memory import Record
from dateline.model.site import Listing
from dateline.outcome import Outcome
from dateline.output.staging import Output
from dateline.output.write import amend
from dateline.pages.compiled import Compiled
from dateline.pages.feeds import Entries, pages_of_list
from dateline.pages.own import story_forms, story_page
from dateline.pages.plan import Plan
from dateline.pages.planned import PlannedData, PlannedPage
from dateline.pages.related import Near, beside_of
from dateline.pages.story import StoryPages
from dateline.problems import Problem, has_errors, in_order
from dateline.reasons import ground_of, note, notes_path
from dateline.rendered import around_of, data_output, page_output
from dateline.request import Request
from dateline.settings.tables.history import GIT
from dateline.sheet import FeedRow
from dateline.standing import BeyondError, Standing
from dateline.timing import UNTIMED, Timing
from dateline.touched import touched

_NEAR = msgspec.json.Decoder(dict[str, msgspec.Raw])
_WAY = msgspec.json.Decoder(Near)


class KnownLinks(AddressBook):
    """An address book of the links that stories had; one that is new is looked up in no part of a site."""

    def __init__(self, stories: Iterable[tuple[str, Compiled]]) -> None:
        """`stories` were compiled from these files."""
        super().__init__({}, (), (), ())
        self._known: Mapping[tuple[str, str, bool], Resolved] = {
            (file, look.target, look.picture): look.found for file, kept in stories for look in kept.lookups
        }

    def look_up(self, target: str, file: str, base: str, *, picture: bool) -> Resolved:
        """What a link of a story is known to mean; raises BeyondError for one that it had not."""
        found = self._known.get((file, target, picture))
        if found is None:
            raise BeyondError(target)
        return found


def replate(
    root: Path, request: Request, last: Since, is_left: Callable[[], bool], timing: Timing | None = None
) -> Outcome | None:
    """Build the site at `root` when, of what it was at the `last` build, only a few stories are others.

    What it came to; None, with nothing written, when the site has to be planned whole. `is_left` tells
    whether the output is as that build left it. Raises OutputError and ThemeError as a build does.
    """
    try:
        return _Replate(root, request, last, timing or UNTIMED).outcome(is_left)
    except (BeyondError, ChangedError, OSError, msgspec.MsgspecError):
        return None


class Kept(NamedTuple):
    """What was known of a story before its files were read."""

    record: Record
    compiled: Compiled
    problems: tuple[Problem, ...]
    """As they weigh here."""


class _Replate:
    """One such build."""

    def __init__(self, root: Path, request: Request, last: Since, timing: Timing) -> None:
        self._standing = Standing(root, request, last, timing)
        self._root, self._request, self._last, self._timing = root, request, last, timing

    def outcome(self, is_left: Callable[[], bool]) -> Outcome:
        """Make what has to be made; raises BeyondError and ChangedError with nothing written."""
        standing, timing, memory = self._standing, self._timing, self._standing.memory
        with timing.stage("walk"):
            found = touched(self._root, self._last, memory, standing.sheet.topics)
        kept = self._known([story.path for story in found.stories])
        with timing.stage("read and parse"):
            content = Content(self._root, memory, standing.zone, None, timing, found)
        if [r.outline for r in content.records] != [one.record.outline for one in kept.values()]:
            raise BeyondError
        desk = self._desk(content, kept)
        with timing.stage("compile"):
            rows = desk.compile_all()
        if not all(map(_is_alike, rows, (one.compiled for one in kept.values()))):
            raise BeyondError
        problems = self._problems(content, kept, rows)
        with timing.stage("plan"):
            plan = self._plan(desk)
        with timing.stage("write"):
            known = standing.left()
            done = amend(self._outputs(plan), *standing.places, known) if is_left() else None
            if done is None:
                raise BeyondError
            report, left = done
            ground = ground_of(standing.config, standing.theme, plan.site, standing.generator)
            notes = notes_path(*standing.places)
            note(notes, memory, desk, ground, Things(plan, standing.theme), report)
        outcome = standing.came_to(
            written=report.written,
            kept=report.kept,
            read=content.read,
            compiled=len(desk.made),
            rendered=sum(page.path in report.made for page in plan.pages),
            problems=problems,
        )
        with timing.stage("memory"):
            stamps = dict(found.folders)
            stamps |= {file.file: file.stamp for story in found.stories for file in story.files}
            standing.leave(outcome, stamps, left.manifest)
        return outcome

    # ── what is known ────────────────────────────────────────────────────────────────────────────

    def _known(self, stories: Sequence[str]) -> dict[str, Kept]:
        """What is known of stories, which is all that the last build had to say of their files."""
        kept: dict[str, Kept] = {}
        for story in stories:
            record = self._standing.memory.records[story]
            if record.compiled is None:
                raise BeyondError(story)
            problems = self._weighed(record, record.compiled)
            kept[story] = Kept(msgspec.structs.replace(record), record.compiled, problems)
        files = {file for one in kept.values() for file in one.record.files}
        said = [p for p in self._last.snapshot.outcome.problems if p.place.file in files]
        own = list(in_order(chain.from_iterable(one.problems for one in kept.values())))
        if said != own or any(problem.unless for problem in own):
            raise BeyondError  # what others say of a file can stand elsewhere in it now
        return kept

    def _weighed(self, record: Record, compiled: Compiled) -> tuple[Problem, ...]:
        asked = self._standing.config, self._request.strict, self._request.checking
        return of_story(record.problems, (compiled.problems,), *asked)

    # ── what is made of it ───────────────────────────────────────────────────────────────────────

    def _desk(self, content: Content, kept: Mapping[str, Kept]) -> StoryDesk:
        """The desk that compiles the stories, with what is around them; raises BeyondError."""
        outlines = tuple(record.outline for record in content.records)
        book = KnownLinks((one.record.outline.file, one.compiled) for one in kept.values())
        standing, memory, sheet = self._standing, self._standing.memory, self._standing.sheet
        seen = Survey(outlines, (), (), (), book, sheet.tags, (), (), ())
        pages = StoryPages(standing.imprint, sheet.sections, sheet.tags)
        with self._timing.stage("history"):
            if standing.config.history.kept_in == GIT:
                memory.recall_logs()
            told = memory, standing.zone, self._timing
            past = histories(self._root, standing.config, outlines, *told)
        lives = {story: life.key for story, life in past.lives.items()}
        if past.problems or past.is_refused or any(lives.get(s) != sheet.lives.get(s) for s in kept):
            raise BeyondError
        return StoryDesk(content, memory, seen, pages, self._timing, past.lives, content.records)

    def _problems(
        self, content: Content, kept: Mapping[str, Kept], rows: Sequence[Compiled]
    ) -> tuple[Problem, ...]:
        """What is wrong with the site; raises BeyondError when that stops a build, or waits for a plan."""
        made = [self._weighed(*pair) for pair in zip(content.records, rows, strict=True)]
        new = tuple(chain.from_iterable(made))
        if has_errors(new) or any(problem.unless for problem in new) or content.problems:
            raise BeyondError
        before = self._last.snapshot.outcome.problems
        if new == tuple(chain.from_iterable(one.problems for one in kept.values())):
            return before
        files = {file for one in kept.values() for file in one.record.files}
        return in_order((*(problem for problem in before if problem.place.file not in files), *new))

    def _plan(self, desk: StoryDesk) -> Plan:
        """The pages of the stories, their forms, and the feeds that hold them."""
        sheet, memory, imprint = self._standing.sheet, self._standing.memory, self._standing.imprint
        lists = [row for row in sheet.feeds if not desk.shown.keys().isdisjoint(row.stories)]
        ways = self._ways(desk.paths)
        memory.recall({other for row in lists for other in row.stories})
        memory.recall({other for way in ways.values() for other, _, _ in way})
        known = {story: record.compiled for story, record in memory.records.items() if record.compiled}
        desk.lend(known)
        pages: list[PlannedPage] = []
        for story in desk.paths:
            cards = tuple(_of(known, other).card for other, _, _ in ways[story])
            beside = beside_of(ways[story], known[story].listing, cards)
            pages.append(story_page(desk, known[story].listing, known[story].view, beside))
        kitchen = Entries(imprint)
        for row in lists:
            pages += self._feeds(desk, row, tuple(_of(known, story) for story in row.stories), kitchen)
        now = self._request.now.instant(self._standing.zone)
        ends = upcoming((known[story].listing for story in desk.paths), Edition(now, self._standing.zone))
        twins = tuple(self._forms(desk, known[story], ends) for story in desk.paths)
        return Plan(site=self._standing.site_view(), pages=tuple(pages), files=(), twins=twins)

    def _ways(self, stories: Iterable[str]) -> dict[str, Near]:
        """Who stands beside each story; raises BeyondError."""
        near = self._standing.memory.stage("near", self._standing.sheet.near)
        if near is None:
            raise BeyondError
        every = _NEAR.decode(near)
        return {story: _WAY.decode(every[story]) for story in stories}

    def _feeds(
        self, desk: StoryDesk, row: FeedRow, stories: Sequence[Compiled], kitchen: Entries
    ) -> tuple[PlannedPage, ...]:
        listings: tuple[Listing, ...] = tuple(story.listing for story in stories)
        twins = tuple(story.twin for story in stories)
        return pages_of_list(desk, row.url, row.title, row.about, listings, twins, kitchen)

    def _forms(
        self, desk: StoryDesk, compiled: Compiled, ends: Mapping[str, datetime]
    ) -> tuple[PlannedData, ...]:
        story, imprint = compiled.listing, self._standing.imprint
        return story_forms(desk, story, ends.get(story.id), compiled.twin, compiled.cited, imprint)

    def _outputs(self, plan: Plan) -> tuple[Output, ...]:
        around = around_of(plan.site, self._standing.generator)
        pages = (page_output(page, around, self._standing.theme, self._timing) for page in plan.pages)
        return (*pages, *(data_output(data, self._standing.generator) for data in plan.data))


def _is_alike(now: Compiled, before: Compiled) -> bool:
    """True when all that the site shows of a story is the same."""
    return (now.shown, now.pictures, now.drawn) == (before.shown, before.pictures, before.drawn)


def _of(known: Mapping[str, Compiled], story: str) -> Compiled:
    """What is kept of a story; raises BeyondError."""
    if story not in known:
        raise BeyondError(story)
    return known[story]
