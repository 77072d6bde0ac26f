"""Tongues: what CLDR has no words for, in the languages that Dateline speaks.

Parts of a month and of a year, seasons, halves, decades, and what is not certain or has no end, each with a
place for the date or the year. What stands here is as true as the plain range of days or the signs that every
other language is shown. Must not know Babel.
"""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from dateline.dates.fuzzy import FuzzyDate, Precision

_Three = tuple[str, str, str]
_Both = tuple[str, str]
"""What is said of a month or a year, or a range, and what of a single day."""


class Tongue(NamedTuple):
    """The phrases of one language; `{}` is the place of the month or the year."""

    month_parts: _Three
    """Early, mid and late in a month."""
    year_parts: _Three
    seasons: tuple[str, str, str, str]
    """From spring on."""
    halves: tuple[str, str]
    decade: str
    perhaps: str
    """What is not certain."""
    about: _Both
    """What is so only approximately."""
    since: _Both
    until: _Both


TONGUES: Final[Mapping[str, Tongue]] = MappingProxyType(
    {
        "en": Tongue(
            ("Early {}", "Mid-{}", "Late {}"),
            ("Early {}", "Mid-{}", "Late {}"),
            ("Spring {}", "Summer {}", "Autumn {}", "Winter {}"),
            ("H1 {}", "H2 {}"),
            "{}s",
            "{}?",
            ("c. {}", "c. {}"),
            ("since {}", "since {}"),
            ("until {}", "until {}"),
        ),
        "es": Tongue(
            ("principios de {}", "mediados de {}", "finales de {}"),
            ("principios de {}", "mediados de {}", "finales de {}"),
            ("primavera de {}", "verano de {}", "otoño de {}", "invierno de {}"),
            ("primer semestre de {}", "segundo semestre de {}"),
            "década de {}",
            "¿{}?",
            ("aprox. {}", "aprox. el {}"),
            ("desde {}", "desde el {}"),
            ("hasta {}", "hasta el {}"),
        ),
        "fr": Tongue(
            ("début {}", "mi-{}", "fin {}"),
            ("début {}", "mi-{}", "fin {}"),
            ("printemps {}", "été {}", "automne {}", "hiver {}"),
            ("premier semestre {}", "second semestre {}"),
            "années {}",
            "{}\u00a0?",
            ("vers {}", "vers le {}"),
            ("depuis {}", "depuis le {}"),
            ("jusqu’à {}", "jusqu’au {}"),
        ),
        "de": Tongue(
            ("Anfang {}", "Mitte {}", "Ende {}"),
            ("Anfang {}", "Mitte {}", "Ende {}"),
            ("Frühjahr {}", "Sommer {}", "Herbst {}", "Winter {}"),
            ("erstes Halbjahr {}", "zweites Halbjahr {}"),
            "{}er-Jahre",
            "{}?",
            ("ca. {}", "ca. {}"),
            ("seit {}", "seit {}"),
            ("bis {}", "bis {}"),
        ),
        "ar": Tongue(
            ("أوائل {}", "منتصف {}", "أواخر {}"),
            ("أوائل {}", "منتصف {}", "أواخر {}"),
            ("ربيع {}", "صيف {}", "خريف {}", "شتاء {}"),
            ("النصف الأول من {}", "النصف الثاني من {}"),
            "عقد {}",
            "{}؟",
            ("حوالي {}", "حوالي {}"),
            ("منذ {}", "منذ {}"),
            ("حتى {}", "حتى {}"),
        ),
        "ja": Tongue(
            ("{}上旬", "{}中旬", "{}下旬"),
            ("{}年初め", "{}年半ば", "{}年末"),
            ("{}年春", "{}年夏", "{}年秋", "{}年冬"),
            ("{}年上半期", "{}年下半期"),
            "{}年代",
            "{}？",
            ("{}頃", "{}頃"),
            ("{}以降", "{}以降"),
            ("{}まで", "{}まで"),
        ),
    }
)

_MONTHS = ((1, 4), (5, 8), (9, 12))


def part_of_month(date: FuzzyDate) -> int | None:
    """0, 1 or 2 for the early, mid or late part of a month; None for anything else."""
    first, last = date.earliest, date.latest
    if (
        date.precision is not Precision.PART
        or not last
        or (first.year, first.month) != (last.year, last.month)
    ):
        return None
    ends = (last.day == 10, last.day == 20, (last + dt.timedelta(days=1)).day == 1)
    part, rest = divmod(first.day - 1, 10)
    return part if not rest and part < len(ends) and ends[part] else None


def part_of_year(date: FuzzyDate) -> int | None:
    """0, 1 or 2 for the early, mid or late part of a year; None for anything else."""
    first, last = date.earliest, date.latest
    if date.precision is not Precision.PART or not last or first.year != last.year:
        return None
    months = (first.month, last.month)
    return _MONTHS.index(months) if months in _MONTHS else None
