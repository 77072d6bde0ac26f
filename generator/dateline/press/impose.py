"""Impose: makes the outputs that show a few stories, and puts them in place; all other files are left alone.

What stands around the stories is made ready before they are compiled: the theme, the entries of the other
stories in their feeds, and the ledger of the output. Then their pages, their forms for machines and these
feeds are written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import chain

import msgspec

from dateline.fresh import Confirmed
from dateline.linking.edition import upcoming
from dateline.made.described import Descriptions
from dateline.made.reasons import common_inputs, note, notes_path
from dateline.made.rendered import around_of, data_output, page_output
from dateline.memory.records import version_name
from dateline.output.placing import Report
from dateline.output.staging import Output
from dateline.output.write import amend
from dateline.pages.compiled import Compiled
from dateline.pages.feeds import Entries, pages_of_list
from dateline.pages.own import STORY, VERSION, story_forms, story_page, version_pages
from dateline.pages.plan import Plan
from dateline.pages.planned import PlannedData, PlannedPage, are_free
from dateline.pages.register import REGISTER, Register, Row
from dateline.pages.related import Near, beside_of
from dateline.press.sheet import FeedRow
from dateline.press.standing import BeyondError, Standing
from dateline.stamps import Stamp
from dateline.twins.twin import Twin
from dateline.views.stories import StoryView

_NEAR = msgspec.json.Decoder(dict[str, msgspec.Raw])
_WAY = msgspec.json.Decoder(Near)
_REGISTER = msgspec.json.Decoder(Register)
_VIEWS = msgspec.json.Decoder(StoryView)


class Done(msgspec.Struct, frozen=True):
    """What came of putting outputs in place."""

    report: Report
    rendered: int
    """How many pages were made anew."""
    manifest: Stamp | None
    """The stamp of the manifest as it is now."""
    added: int
    """How many pages there are more than before."""


class Forme:
    """The outputs that show some stories, ready but for the stories. (A forme is type set for printing.)"""

    def __init__(self, standing: Standing, stories: Sequence[str]) -> None:
        """Raises BeyondError where the memory lacks something that these outputs show, and ThemeError."""
        self._standing, self._memory = standing, standing.memory
        self._site, self._left = standing.site_view(), standing.left()
        self._common = common_inputs(standing.config, standing.theme, self._site, standing.generator)
        standing.theme.load(STORY, self._site.language)
        self._lists = [row for row in standing.sheet.feeds if not set(stories).isdisjoint(row.stories)]
        self._ways = _ways(standing, stories)
        listed = dict.fromkeys(chain.from_iterable(row.stories for row in self._lists))
        beside = {other for way in self._ways.values() for other, _, _ in way}
        self._memory.recall({*listed, *beside} - set(stories))
        self._known = {s: r.compiled for s, r in self._memory.records.items() if r.compiled}
        self._entries = Entries(standing.imprint)
        for story in listed.keys() - set(stories):
            self._entries.entry(story, self._of(story).twin, self.twin(story))

    # ── what pages are made of ───────────────────────────────────────────────────────────────────

    def maker(self, story: str) -> Callable[[], StoryView]:
        """A function that gives the view of a story's page; it raises BeyondError where that was lost."""
        return partial(self._view, story, self._of(story).view)

    def twin(self, story: str) -> Callable[[], Twin]:
        """A function that gives a story's twin; it raises as `maker` says."""
        return partial(self._memory.opened_twin, story, self._of(story).twin, partial(_found, story, None))

    def _view(self, story: str, key: str) -> StoryView:
        return _VIEWS.decode(_found(story, self._memory.view(story, key)))

    def _version(self, story: str, version: str, key: str) -> Callable[[], StoryView]:
        return partial(self._view, version_name(story, version), key)

    def _of(self, story: str) -> Compiled:
        """What is kept of a story; raises BeyondError for one that is not known."""
        if story not in self._known:
            raise BeyondError(story)
        return self._known[story]

    # ── what is made ─────────────────────────────────────────────────────────────────────────────

    def rehearse(self, is_awaited: Callable[[], bool]) -> None:
        """Make outputs of the stories as they were, for as long as `is_awaited`, and drop them.

        So all that making them takes is loaded while another process compiles the stories. One page of each
        template is enough for that. Raises as `put` does.
        """
        if is_awaited():
            plan = self._plan({story: self._of(story) for story in self._ways})
            once = {page.template: page for page in plan.pages}
            plan = msgspec.structs.replace(plan, pages=tuple(once.values()))
            for output in reversed(self._outputs(plan)):
                if is_awaited():
                    output.content()

    def put(self, stories: Mapping[str, Compiled], confirmed: Confirmed) -> Done:
        """Make and write the outputs of the stories that this was made for, as they were compiled now.

        Raises BeyondError with nothing written unless the output is `confirmed` to be as the last build
        left it, and OutputError and ThemeError as a build does.
        """
        standing, timing = self._standing, self._standing.timing
        before, self._known = self._known, {**self._known, **stories}
        with timing.stage("plan"):
            plan = self._plan(stories)
            added = self._added(plan)
            if any(before[story].shown != made.shown for story, made in stories.items()):
                plan = self._with_lists(plan, stories)
        with timing.stage("write"):
            stamps = confirmed()
            if stamps is None:
                raise BeyondError
            left = self._left.believing(stamps)
            done = amend(self._outputs(plan), standing.output, left, added=added)
            if done is None:
                raise BeyondError
            report, left = done
            descriptions = Descriptions(plan, standing.theme)
            note(notes_path(standing.output), self._memory, stories, self._common, descriptions, report)
        rendered = sum(page.path in report.made for page in plan.pages)
        return Done(report, rendered, left.manifest, len(added))

    def _added(self, plan: Plan) -> tuple[str, ...]:
        """The paths of the versions' pages that are new.

        Raises BeyondError for the first such page of the site, whose template is new too, where one may be
        what a link was to lead to, and where something else is in its folder or in place of that.
        """
        versions = (page.path for page in plan.pages if page.template == VERSION)
        added = tuple(path for path in versions if path not in self._left.entries)
        if not added:
            return ()
        is_first = VERSION not in self._standing.sheet.templates
        last = self._standing.since.snapshot.outcome
        if is_first or any(problem.unless for problem in last.problems):
            raise BeyondError
        if not are_free(added, self._left.entries):
            raise BeyondError
        return added

    def _with_lists(self, plan: Plan, stories: Mapping[str, Compiled]) -> Plan:
        """The plan with the outputs that say of every story when it changed; raises BeyondError."""
        memory, imprint = self._memory, self._standing.imprint
        ends = self._ends(stories)
        rows = {story: Row(made.listing, ends.get(story), made.shown) for story, made in stories.items()}
        register = _REGISTER.decode(_found("", memory.last_stage(REGISTER)))
        if not rows.keys() <= register.shown.keys():
            raise BeyondError
        now = register.with_rows(rows, imprint)
        sitemap = now.sitemap(imprint)
        if sitemap is None:
            raise BeyondError
        memory.stages.put(REGISTER, now.key, now)
        return msgspec.structs.replace(plan, pages=(*plan.pages, sitemap), tables=now.data(imprint))

    def _ends(self, stories: Mapping[str, Compiled]) -> dict[str, datetime]:
        """When the next event of each story is over."""
        return upcoming((made.listing for made in stories.values()), self._standing.edition)

    def _plan(self, stories: Mapping[str, Compiled]) -> Plan:
        """The plan for the pages of the stories, their forms, and the feeds that hold them."""
        standing, pages = self._standing, list[PlannedPage]()
        for story, made in stories.items():
            way = self._ways[story]
            beside = beside_of(way, made.listing, tuple(self._of(other).card for other, _, _ in way))
            pages.append(story_page(self, made.listing, made.view, beside))
            record = self._memory.records[story]
            maker = partial(self._version, story)
            pages += version_pages(record.outline, made.listing, record.versions, maker)
        for row in self._lists:
            pages += self._feeds(row)
        ends = self._ends(stories)
        twins: list[tuple[PlannedData, ...]] = []
        for story, made in stories.items():
            digests = made.twin, made.cited
            twins.append(story_forms(self, made.listing, ends.get(story), *digests, standing.imprint))
        return Plan(site=self._site, pages=tuple(pages), files=(), twins=tuple(twins))

    def _feeds(self, row: FeedRow) -> tuple[PlannedPage, ...]:
        stories = [self._of(story) for story in row.stories]
        listings, twins = tuple(s.listing for s in stories), tuple(s.twin for s in stories)
        return pages_of_list(self, row.first, row.url, row.title, row.about, listings, twins, self._entries)

    def _outputs(self, plan: Plan) -> tuple[Output, ...]:
        generator, theme, timing = self._standing.generator, self._standing.theme, self._standing.timing
        around = around_of(plan.site, generator)
        pages = (page_output(page, around, theme, timing) for page in plan.pages)
        return (*pages, *(data_output(data, generator) for data in plan.data))


def _found(story: str, kept: bytes | None) -> bytes:
    """What was kept of a story; raises BeyondError for None, which is for what was lost."""
    if kept is None:
        raise BeyondError(story)
    return kept


def _ways(standing: Standing, stories: Sequence[str]) -> dict[str, Near]:
    """The related stories that are shown beside each of these; raises BeyondError where that was lost."""
    near = standing.memory.stage("near", standing.sheet.near)
    if near is None:
        raise BeyondError
    every = _NEAR.decode(near)
    return {story: _WAY.decode(every[story]) for story in stories}
