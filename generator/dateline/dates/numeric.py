"""Days in figures alone: "2025-12-30", "12/30/2025", "30.12.2025".

Responsible for reading them where their order is known, and for the two days that one may be whose order is
not ("02/03/2025"). Dots stand behind day and month, as in Europe. Must not know months' names.
"""

import datetime as dt
import re
from collections.abc import Iterator

from dateline.dates import mention
from dateline.dates.mention import Anchor, Mention
from dateline.dates.scene import Reading, Scene, compiled

_ISO = compiled(r"(?P<y>[12][0-9]{3})-(?P<m>[01][0-9])-(?P<d>[0-3][0-9])(?![0-9-])")
_SLASH = compiled(r"(?<![0-9./])(?P<a>[0-3]?[0-9])/(?P<b>[0-3]?[0-9])/(?P<y>[12][0-9]{3})(?![0-9/])")
_DOTS = compiled(r"(?P<d>[0-3]?[0-9])\.(?P<m>[01]?[0-9])\.(?P<y>[12][0-9]{3})(?![0-9]|\.[0-9])")
_MONTHS = 12


def by_figures(scene: Scene, at: int) -> Reading | None:
    """The day that stands there in figures; None for one that may be another in another order."""
    plain = scene.plain
    near = plain[at + 1 : at + 5]  # behind the longest first number
    if "-" in near and (match := _ISO.match(plain, at)):
        return _reading(match, int(match["m"]), int(match["d"]))
    if "/" in near and (match := _SLASH.match(plain, at)):
        one, two = int(match["a"]), int(match["b"])
        if one > _MONTHS or one == two:
            return _reading(match, two, one)
        return _reading(match, one, two) if two > _MONTHS else None
    if "." in near and (match := _DOTS.match(plain, at)):
        return _reading(match, int(match["m"]), int(match["d"]))
    return None


def _reading(match: re.Match[str], month: int, day: int) -> Reading:
    return Reading(match.end(), mention.day(dt.date(int(match["y"]), month, day)))


def unclear(text: str) -> tuple[tuple[Mention, Mention], ...]:
    """The days in figures that may be read in two orders: each as month, day and as day, month.

    Linear in the text; raises nothing.
    """
    return tuple(_both(text)) if "/" in text else ()


def _both(text: str) -> Iterator[tuple[Mention, Mention]]:
    for match in _SLASH.finditer(text):
        one, two, year = int(match["a"]), int(match["b"]), int(match["y"])
        if one != two and 0 < one <= _MONTHS and 0 < two <= _MONTHS:
            yield _at(match, dt.date(year, one, two)), _at(match, dt.date(year, two, one))


def _at(match: re.Match[str], date: dt.date) -> Mention:
    day = mention.day(date)
    return Mention(*match.span(), match[0], date, date, day.grain, day.value, anchor=Anchor.NONE)
