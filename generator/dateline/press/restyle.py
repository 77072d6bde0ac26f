"""Restyle: renders the pages of stories and of their versions anew, if only their templates have changed.

A page is a function of its view, the theme and the generator. When only templates have changed, every view
is the same, so nothing has to be read, linked or planned: pages are rendered from the views in the memory.
Where another kind of page can show the edit, or it is not certain that none does, the answer is None, and
the whole site is built.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final

import msgspec

from dateline import digest, fresh
from dateline.files.addresses import path_of_current, version_path
from dateline.fresh import Since
from dateline.made.reasons import MOST, common_inputs, note_all, notes_path
from dateline.made.rendered import around_of, page_output
from dateline.memory.excerpt import Excerpt
from dateline.memory.memoryfile import DamagedError
from dateline.memory.records import version_named
from dateline.outcome import Outcome
from dateline.output.ledger import Ledger
from dateline.output.write import renew
from dateline.pages.own import STORY, VERSION, view_beside
from dateline.pages.planned import PlannedPage
from dateline.pages.related import Beside
from dateline.press.sheet import with_templates
from dateline.press.standing import BeyondError, Standing
from dateline.request import Request
from dateline.timing import UNTIMED, Timing
from dateline.views.stories import StoryView

_VIEWED: Final = frozenset((STORY, VERSION))
"""The templates of the pages whose views are kept in the memory."""
_VIEWS: Final = msgspec.json.Decoder(StoryView)
_PATHS: Final = msgspec.json.Decoder(tuple[tuple[str, str], ...])
_BESIDE: Final = msgspec.json.Decoder(tuple[Beside, ...])


def restyle(
    root: Path,
    request: Request,
    since: Since,
    confirmed: fresh.Confirmed,
    timing: Timing = UNTIMED,
) -> Outcome | None:
    """Build the site at `root` if nothing but templates of stories has changed `since` the last build.

    The outcome; None, with nothing written, when the whole site has to be built. `confirmed` checks that the
    output is as the last build left it. Raises OutputError and ThemeError as a build does.
    """
    try:
        settings = fresh.look(root)
        inputs = since.snapshot.inputs[: len(settings.paths)]
        if inputs != settings.paths:  # a file of the theme was added or removed
            return None
        with closing(Standing(root, request, since, timing)) as standing:
            return _restyled(standing, settings, confirmed)
    except (BeyondError, DamagedError, OSError, msgspec.MsgspecError):
        return None


def _restyled(standing: Standing, settings: fresh.Inputs, confirmed: fresh.Confirmed) -> Outcome:
    """The outcome of such a build; raises BeyondError with nothing written."""
    timing, theme = standing.timing, standing.theme
    with timing.stage("plan"):
        now = {name: theme.digest_of(name) for name in standing.sheet.templates}
        edited = {name for name, old in standing.sheet.templates.items() if now[name] != old}
        if not edited or not edited <= _VIEWED:
            raise BeyondError
        view = standing.site_view()
        around = around_of(view, standing.generator)
        for name in edited:
            theme.load(name, view.language)  # once, and not by each copy of the process
        pages = tuple(_pages(standing))
        outputs = [page_output(page, around, theme, timing) for page in pages if page.template in edited]
    if len(outputs) <= MOST:  # of few, each is noted with its reasons, which takes a plan
        raise BeyondError
    with timing.stage("write"):
        left = partial(_left, standing, pages, around.common, confirmed)
        progress = partial(timing.reached, "write")
        done = renew(outputs, standing.output, left, progress=progress, alone=timing.alone)
        if done is None:
            raise BeyondError
        report, ledger = done
        common = common_inputs(standing.config, theme, view, standing.generator)
        note_all(notes_path(standing.output), common, report)
    outcome = standing.came_to(
        written=report.written, kept=report.kept, read=0, compiled=0, rendered=len(report.made)
    )
    with timing.stage("memory"):
        stamps = dict(zip(settings.paths, settings.stamps, strict=True))
        standing.leave(outcome, stamps, ledger.manifest, with_templates(standing.sheet, now))
    return outcome


def _pages(standing: Standing) -> Iterator[PlannedPage]:
    """The pages of all stories and of their versions, to be rendered from their views in the memory."""
    memory = standing.memory
    paths, row = dict(_PATHS.decode(_stage(standing, "placed"))), _BESIDE.decode(_stage(standing, "beside"))
    views = memory.view_digests()
    for (story, path), beside in zip(paths.items(), row, strict=True):
        known = views.get(story, "")
        own, make = digest.of_value(known, beside.digest), partial(_view, memory, story, known)
        yield PlannedPage(path, STORY, own, partial(view_beside, make, beside), story=story)
    for name, known in views.items():
        story, version = version_named(name)
        if version and story in paths:
            path = version_path(paths[story], version)
            yield PlannedPage(path, VERSION, known, partial(_view, memory, name, known))


def _left(
    standing: Standing, pages: tuple[PlannedPage, ...], common: str, confirmed: fresh.Confirmed
) -> Ledger:
    """The ledger of the last build; raises BeyondError unless it made these pages from these very views.

    And unless it made no other version of these stories, and put out the static files that pages load now,
    and no others.
    """
    left, before = standing.left(), standing.sheet.templates
    loaded = {asset.path for asset in standing.theme.assets_of(standing.sheet.templates)}
    if any((asset.path in loaded) != bool(left.key_of(asset.path)) for asset in standing.theme.assets):
        raise BeyondError
    for page in pages:
        key = digest.of_value(page.template, before.get(page.template), page.digest, common)
        if left.key_of(page.path) != key:
            raise BeyondError(page.path)
    if VERSION in before:
        known, stories = {page.path for page in pages}, {page.path for page in pages if page.story}
        if any(path_of_current(path) in stories for path in left.entries.keys() - known):
            raise BeyondError
    stamps = confirmed()
    if stamps is None:
        raise BeyondError
    return left.believing(stamps)


def _stage(standing: Standing, name: str) -> bytes:
    """The result of a stage of the last plan, as JSON; raises BeyondError where it is lost."""
    found = standing.memory.stage(name, standing.sheet.near)
    if found is None:
        raise BeyondError(name)
    return found


def _view(memory: Excerpt, name: str, key: str) -> StoryView:
    """The view of a page by its name and digest; raises BeyondError where it is lost, and DamagedError."""
    kept = memory.view(name, key)
    if kept is None:
        raise BeyondError(name)
    return _VIEWS.decode(kept)
