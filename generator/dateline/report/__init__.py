"""The evidence reports of a planned site: pages for its editors, made on request and never planned.

They hold long passages of other people's articles. Who asks decides where they go; this room writes nothing.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from pathlib import Path
from urllib.parse import quote

from dateline.build import Planned
from dateline.evidence.tally import Tally
from dateline.files.addresses import original_id, told_by
from dateline.files.walk import CONTENT
from dateline.model.draft import Outline
from dateline.pages.compiled import Compiled
from dateline.pages.imprint import Imprint
from dateline.pages.report import report_view, unreadable_view
from dateline.problems import Problem
from dateline.rules import BY_NAME, Level
from dateline.theming.theme import OwnPages
from dateline.views.report import ReportView, RowsView, RowView

_FOLDER = Path(__file__).parent


class HiddenError(Exception):
    """A story is not out in this edition; `outline` says why."""

    def __init__(self, outline: Outline) -> None:
        super().__init__(outline.path)
        self.outline = outline


def style_policy() -> str:
    """The source expression (Content Security Policy 3, §2.3.1) of the one style sheet that a report has."""
    return f"'sha256-{b64encode(hashlib.sha256(_style().encode()).digest()).decode()}'"


@cache
def _style() -> str:
    return (_FOLDER / "report.css").read_text(encoding="utf-8")


@cache
def _pages() -> OwnPages:
    return OwnPages(_FOLDER)


def view_of(planned: Planned, story: str, *, page: str = "") -> ReportView:
    """The report of a story as it was planned; of one that cannot be read, what is wrong with it.

    `page` is the address of its page in a preview. Raises KeyError for no story of the site, `HiddenError`
    for one that is not out, and `ChangedError` when its files have changed since.
    """
    imprint = Imprint(planned.config, planned.theme.words)
    outline = planned.memory.records[story].outline
    problems = problems_of(planned, story)
    if not outline.is_whole:
        return unreadable_view(story, outline.file, planned.config.language, problems)
    if story not in planned.desk.shown:
        raise HiddenError(outline)
    found = planned.desk.examined(story)
    return report_view(imprint, found, problems, page=page, state="draft" if outline.draft else "")


def problems_of(planned: Planned, story: str) -> tuple[Problem, ...]:
    """The problems in a story's files, weighed: of a translation, those in its own."""
    below, others = f"{CONTENT}/{original_id(story)}/", planned.memory.records.keys() - {story}
    found = (p for p in planned.problems if p.place.file.startswith(below))
    if original_id(story) != story:
        return tuple(p for p in found if _told_by(p) == story)
    return tuple(p for p in found if _told_by(p) not in others)


def _told_by(problem: Problem) -> str:
    """The id of the story, or of the translation, in whose files a problem is; "" for none."""
    return told_by(problem.place.file.removeprefix(f"{CONTENT}/"))


def page_of(view: ReportView, *, served: bool = False) -> bytes:
    """The report as one HTML file that loads nothing; `served` leaves its policy to the server's headers."""
    policy = f"default-src 'none'; style-src {style_policy()}; base-uri 'none'; form-action 'none'"
    policy = "" if served else policy
    return _pages().render("report.html", report=view, policy=policy)


def list_page(planned: Planned, home: str) -> bytes:
    """The list of all reports, for a preview whose site is at `home`."""
    imprint = Imprint(planned.config, planned.theme.words)
    counts = _level_counts(planned)
    rows = [_row(kept, imprint, counts.get(story, {})) for story, kept in planned.desk.shown.items()]
    outlines = {story: record.outline for story, record in planned.memory.records.items()}
    rows += [
        _counted(story, story, ("", ""), Tally(), counts.get(story, {}))
        for story, outline in outlines.items()
        if not outline.is_whole
    ]
    view = RowsView(planned.config.title, home, tuple(rows))
    return _pages().render("stories.html", list=view, language=planned.config.language)


def href_of(story: str) -> str:
    """The address of a story's report below that of the list."""
    return f"{quote(story, safe='/')}/"


def _level_counts(planned: Planned) -> dict[str, dict[Level, int]]:
    """How many problems of each level the files of each story have."""
    stories = planned.memory.records
    counts: dict[str, dict[Level, int]] = {}
    for problem in planned.problems:
        folder = problem.place.file.rpartition("/")[0].removeprefix(f"{CONTENT}/").removesuffix("/sources")
        told = _told_by(problem)
        story = told if told in stories else folder
        if story in stories:
            own = counts.setdefault(story, {})
            level = BY_NAME[problem.rule].level
            own[level] = own.get(level, 0) + 1
    return counts


def _row(kept: Compiled, imprint: Imprint, counts: dict[Level, int]) -> RowView:
    """A story that could be read."""
    day, tally = imprint.day(kept.listing.updated), kept.tally
    return _counted(kept.listing.id, kept.listing.title, (day.label, day.datetime), tally, counts)


def _counted(
    story: str, title: str, updated: tuple[str, str], tally: Tally, counts: dict[Level, int]
) -> RowView:
    return RowView(
        href=href_of(story),
        title=title,
        story=story,
        updated=updated[0],
        updated_iso=updated[1],
        claims=tally.claims,
        cited=tally.cited,
        corroborated=tally.corroborated,
        single=tally.single,
        unchecked=tally.unchecked,
        provable=counts.get(Level.PROVABLE, 0),
        doubts=counts.get(Level.WARNING, 0),
        house=counts.get(Level.EDITORIAL, 0),
    )
