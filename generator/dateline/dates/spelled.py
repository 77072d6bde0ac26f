"""Spelled: days and months in the languages that Dateline speaks, in the very words of CLDR.

Babel has them for every language; to load it for one takes as long as to compile a story. A test holds what
stands here to what Babel says. Must not know Babel, nor what a day is shown for.
"""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec


class Spelling(msgspec.Struct, frozen=True):
    """How one language writes days and months."""

    forms: tuple[str, str, str, str, str]
    """Of `FIELDS`, each with places for what it names."""
    short: tuple[str, ...]
    """The months, abbreviated."""
    long: tuple[str, ...]

    def shown(self, fields: str, day: dt.date) -> str:
        """The fields of a day; raises ValueError for others than `FIELDS`."""
        form = self.forms[FIELDS.index(fields)]
        short, long = self.short[day.month - 1], self.long[day.month - 1]
        return form.format(y=day.year, m=day.month, d=day.day, short=short, long=long)


FIELDS: Final = ("yMMMd", "MMMd", "yMMM", "yMMMM", "y")
"""The fields of a day that are written here, as CLDR names them (UTS 35, "date field symbols")."""
_DAY_FIRST: Final = ("{d} {short} {y}", "{d} {short}", "{short} {y}", "{long} {y}", "{y}")


def _months(names: str) -> tuple[str, ...]:
    return tuple(names.split())


_ENGLISH: Final = _months(
    "January February March April May June July August September October November December"
)
_ARABIC: Final = _months("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر")
_JAPANESE: Final = _months("1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月")

SPELLED: Final[Mapping[str, Spelling]] = MappingProxyType(
    {
        "ar": Spelling(_DAY_FIRST, _ARABIC, _ARABIC),
        "de": Spelling(
            ("{d}. {short} {y}", "{d}. {short}", "{short} {y}", "{long} {y}", "{y}"),
            _months("Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez."),
            _months("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
        ),
        "en": Spelling(
            ("{short} {d}, {y}", "{short} {d}", "{short} {y}", "{long} {y}", "{y}"),
            tuple(name[:3] for name in _ENGLISH),
            _ENGLISH,
        ),
        "es": Spelling(
            ("{d} {short} {y}", "{d} {short}", "{short} {y}", "{long} de {y}", "{y}"),
            _months("ene feb mar abr may jun jul ago sept oct nov dic"),
            _months(
                "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
            ),
        ),
        "fr": Spelling(
            _DAY_FIRST,
            _months("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."),
            _months("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        ),
        "ja": Spelling(
            ("{y}年{short}{d}日", "{short}{d}日", "{y}年{short}", "{y}年{short}", "{y}年"),
            _JAPANESE,
            _JAPANESE,
        ),
    }
)
"""By the tag of the language; a tag with a territory ("en-GB") has ways of its own."""
