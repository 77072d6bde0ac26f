"""The timeline's drawing: what a template needs to draw events to scale, beside the list of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from dateline.dates import display, display_tick
from dateline.model.site import Event
from dateline.pages.imprint import Imprint
from dateline.pages.wordings import beginning
from dateline.timescale import Mark, Tick, Unit, pill_width, to_scale
from dateline.views.stories import ChartMarkView, ChartTickView, ChartView
from dateline.words import direction

_ANCHORS = {"start": "end", "end": "start", "middle": "middle"}


def chart(events: Sequence[Event], imprint: Imprint) -> ChartView | None:
    """The drawing of some events, in the order of their list; None where it would tell nothing."""
    language = imprint.config.language
    scale = to_scale([event.date for event in events], partial(_length, language))
    if scale is None:
        return None
    mirrored = direction(language) == "rtl"
    return ChartView(
        height=scale.height,
        axis=scale.axis,
        marks=tuple(_mark(mark, events, language, mirrored) for mark in scale.marks),
        ticks=tuple(_tick(tick, language, mirrored) for tick in scale.ticks),
    )


def _length(language: str, unit: Unit, day: dt.date) -> int:
    return len(display_tick(unit, day, language))


def _mark(mark: Mark, events: Sequence[Event], language: str, mirrored: bool) -> ChartMarkView:
    first, last = (beginning(display(events[at].date, language)) for at in (mark.first, mark.last))
    begin, end = (100 - mark.end, 100 - mark.begin) if mirrored else (mark.begin, mark.end)
    left, right = (mark.open_end, mark.open_begin) if mirrored else (mark.open_begin, mark.open_end)
    several = mark.last > mark.first
    return ChartMarkView(
        href=f"#{events[mark.first].anchor}",
        label=f"{mark.first + 1}–{mark.last + 1}" if several else f"{mark.first + 1}",
        title=first if first == last else f"{first} – {last}",
        x=_percent(100 - mark.x if mirrored else mark.x),
        y=mark.y,
        shift=-mark.shift if mirrored else mark.shift,
        width=pill_width(mark.first, mark.last),
        bar=_percent(begin) if end > begin else "",
        length=_percent(end - begin) if end > begin else "",
        soft=mark.soft,
        open_left=left,
        open_right=right,
    )


def _tick(tick: Tick, language: str, mirrored: bool) -> ChartTickView:
    return ChartTickView(
        x=_percent(100 - tick.x if mirrored else tick.x),
        label=display_tick(tick.unit, tick.day, language),
        anchor=_ANCHORS[tick.anchor] if mirrored else tick.anchor,
    )


def _percent(value: float) -> str:
    """A length along the line, for an attribute."""
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"
