"""Making: a twin as the bytes of one of its forms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from dateline.dates import Moment
from dateline.twins.bibtex import bibtex
from dateline.twins.calendar import calendar
from dateline.twins.csl import csl_items
from dateline.twins.lines import as_lines
from dateline.twins.markdown import Say, markdown
from dateline.twins.twin import Twin


def made(
    form: str, twin: Twin, say: Say, until: Callable[[Moment], datetime], since: datetime | None
) -> bytes:
    """The form of this name.

    `say` has the words of its language; a calendar has what ends at `since` or later, where `until` says when
    what happens at a moment is over.
    """
    match form:
        case "json":
            return as_lines(twin)
        case "markdown":
            return markdown(twin, say).encode()
        case "csl":
            return csl_items(twin)
        case "bibtex":
            return bibtex(twin).encode()
        case "ics":
            return calendar(twin, until, since).encode()
    raise ValueError(form)
