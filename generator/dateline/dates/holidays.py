"""The holidays that news in English names: on which day of a given year each falls.

Responsible for names and days, fixed and floating. Must not know sentences. What is celebrated on different
days in different countries ("Mother's Day", "Independence Day" outside the United States) is left out, or is
here with the day of the United States, where the name is theirs alone.
"""

import datetime as dt
from collections.abc import Callable

Rule = Callable[[int], dt.date]


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    shift = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    rest = (32 + 2 * (b % 4) + 2 * (c // 4) - shift - c % 4) % 7
    late = (a + 11 * shift + 22 * rest) // 451
    month, day = divmod(shift + rest - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def _fixed(month: int, day: int) -> Rule:
    return lambda year: dt.date(year, month, day)


def _nth(month: int, weekday: int, number: int, plus: int = 0) -> Rule:
    """The n-th weekday of a month (-1: the last), and some days more."""

    def rule(year: int) -> dt.date:
        if number > 0:
            first = dt.date(year, month, 1)
            shift = (weekday - first.weekday()) % 7 + 7 * (number - 1)
            return first + dt.timedelta(days=shift + plus)
        last = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7 - plus)

    return rule


def _easter(days: int) -> Rule:
    return lambda year: easter(year) + dt.timedelta(days=days)


def _election(year: int) -> dt.date:
    """The Tuesday after the first Monday of November."""
    return _nth(11, 0, 1, 1)(year)


# Lower case, with a plain apostrophe. The longer name stands before one that it begins with.
HOLIDAYS: dict[str, Rule] = {
    "new year's eve": _fixed(12, 31),
    "new years eve": _fixed(12, 31),
    "new year's day": _fixed(1, 1),
    "new years day": _fixed(1, 1),
    "new year's": _fixed(1, 1),
    "epiphany": _fixed(1, 6),
    "martin luther king jr. day": _nth(1, 0, 3),
    "martin luther king day": _nth(1, 0, 3),
    "groundhog day": _fixed(2, 2),
    "valentine's day": _fixed(2, 14),
    "presidents' day": _nth(2, 0, 3),
    "presidents day": _nth(2, 0, 3),
    "international women's day": _fixed(3, 8),
    "st. patrick's day": _fixed(3, 17),
    "st patrick's day": _fixed(3, 17),
    "april fools' day": _fixed(4, 1),
    "april fool's day": _fixed(4, 1),
    "earth day": _fixed(4, 22),
    "anzac day": _fixed(4, 25),
    "shrove tuesday": _easter(-47),
    "mardi gras": _easter(-47),
    "ash wednesday": _easter(-46),
    "palm sunday": _easter(-7),
    "maundy thursday": _easter(-3),
    "good friday": _easter(-2),
    "holy saturday": _easter(-1),
    "easter monday": _easter(1),
    "easter sunday": _easter(0),
    "easter": _easter(0),
    "whit monday": _easter(50),
    "pentecost": _easter(49),
    "may day": _fixed(5, 1),
    "cinco de mayo": _fixed(5, 5),
    "memorial day": _nth(5, 0, -1),
    "juneteenth": _fixed(6, 19),
    "canada day": _fixed(7, 1),
    "fourth of july": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "assumption day": _fixed(8, 15),
    "labor day": _nth(9, 0, 1),
    "columbus day": _nth(10, 0, 2),
    "indigenous peoples' day": _nth(10, 0, 2),
    "halloween": _fixed(10, 31),
    "all saints' day": _fixed(11, 1),
    "all souls' day": _fixed(11, 2),
    "guy fawkes night": _fixed(11, 5),
    "bonfire night": _fixed(11, 5),
    "veterans day": _fixed(11, 11),
    "veterans' day": _fixed(11, 11),
    "armistice day": _fixed(11, 11),
    "election day": _election,
    "thanksgiving day": _nth(11, 3, 4),
    "thanksgiving": _nth(11, 3, 4),
    "black friday": _nth(11, 3, 4, 1),
    "cyber monday": _nth(11, 3, 4, 4),
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
}
