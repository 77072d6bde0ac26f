"""Says why a text is no date, and what to write instead. Runs only after both parsers gave up.

Must not decide whether something is a date: whatever reaches this module is refused.
"""

import re
from functools import cache

from dateline.dates.fuzzy import DateError

ACCEPTED = (
    "accepted: 2025-12-30 · 2025-12 · 2025 · 2025-12~ · 2025-12-21/2025-12-31 · 2025-12-30/.. · "
    "2025-12-30T09:00:00-05:00 · Dec 30, 2025 · 30 December 2025 · Dec 30–31, 2025 · "
    "Dec 30, 2025 – Jan 2, 2026 · Late Dec 2025 · Mid-January 2026 · Early 2026 · Dec 2025 · Q4 2025 · "
    "H1 2026 · Winter 2025 · the 1990s · c. Dec 2025 · since Dec 30, 2025 · Dec 30, 2025 09:00 -05:00"
)
"""What can be said to every mistake with a date."""
MOMENTS = (
    "accepted: 2026-01-02 · Jan 2, 2026 · 2 January 2026 · 2026-01-02T10:15:00-04:00 · "
    "Jan 2, 2026 10:15 -04:00"
)
"""The same where it has to be one certain day or time."""
_FULL = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october")
_SHORT = (
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
)
_MONTHS = (*_FULL, *_SHORT)
_COMMON = ("early", "mid", "late", "spring", "summer", "autumn", "fall", "winter", "since", "until")
_RARE = (
    "circa",
    "about",
    "around",
    "the",
    "to",
    "at",
    "am",
    "pm",
    "utc",
    "gmt",
    "c",
    "ca",
    "q",
    "h",
    "s",
    "z",
)
_NAME = "(?:" + "|".join(_MONTHS) + r")\b\.?"
_GROUP = rf"(?:{_NAME}|spring|summer|autumn|fall|winter|q[1-4]|h[12])"
_UNIT = rf"(?:(?:(?:early|mid|late)[- ]+)?{_GROUP}|early|mid|late)"
_DAY = rf"(?:{_UNIT}(?: +[0-9]{{1,2}}(?: *[-–] *[0-9]{{1,2}})?)?|[0-9]{{1,2}} +{_NAME})"
_TIME = r"(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{1,2} *[ap]\.?m\b)"

# Shape of the text -> what is wrong, what to write. The first that is found in the text counts; the column is
# that of the group "at".
_SHAPES: tuple[tuple[str, str, str], ...] = (
    (r"^(?P<at>)$", "the date is empty", ""),
    (
        r"^(?P<at>[0-9]{1,4}[/.][0-9]{1,2}[/.][0-9]{1,4})\b",
        "numbers with slashes or dots are read differently from country to country",
        "write the month as a word, or year-month-day",
    ),
    (
        r"^(?P<at>[0-9]{1,2}[-–/][0-9]{1,2}(?:[-–/][0-9]{2,4})?)$",
        "it does not say which number is the month",
        "write the month as a word, or year-month-day",
    ),
    (
        r"(?P<at>\b(?:yesterday|today|tonight|tomorrow|now|ago|last|next|this|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)",
        "the date must not depend on the day or the week in which it is read",
        "write the calendar date alone",
    ),
    (r"^(?P<at>[0-9]{8})$", "the hyphens are missing", "write year-month-day, as in 2025-12-30"),
    (
        r"^[0-9]{4}(?P<at>[–—−‐‑][0-9]{2})\b",
        "a date in figures has plain hyphens",
        "write - instead of the dash",
    ),
    (
        r"^[0-9]{4}-(?:[0-9]{2}-)?(?P<at>[0-9])(?![0-9])",
        "month and day have two digits",
        "write 2026-01-02, not 2026-1-2",
    ),
    (r"^[0-9]{4}/(?P<at>[0-9]{1,2})$", "the end of a range needs its year", "write 2025-12 for a month"),
    (
        r"^[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?P<at> *(?:–|—| to | - ) *)[0-9]{4}-",
        "a range in figures has a slash",
        "write 2025-12-30/2026-01-02",
    ),
    (
        rf"{_TIME}.*?(?P<at>\b(?!am\b|pm\b|a\.m|p\.m|utc\b|gmt\b|z\b)[a-z]{{2,}}(?:/[a-z_]+)?)",
        "the name of a zone can mean several zones",
        "write the offset from UTC, such as -05:00",
    ),
    (
        rf"(?P<at>{_TIME})(?: *[ap]\.?m\.?)?$",
        "the time has no zone",
        "add its offset from UTC, as in 09:00 -05:00",
    ),
    (r"(?P<at>[0-9]{1,2}(?:st|nd|rd|th)\b)", "a day is a plain number", "write Dec 30, not Dec 30th"),
    (r"(?P<at>['’][0-9]{2})\b", "a year has four digits", ""),
    (rf"^{_UNIT}(?: +[0-9]{{1,2}})?,? +(?P<at>[0-9]{{2}})$", "a year has four digits", ""),
    (rf"^[0-9]{{1,2}} +{_NAME},? +(?P<at>[0-9]{{2}})$", "a year has four digits", ""),
    (
        rf"^(?P<at>)(?:since +|until +|c\. *)?{_DAY}\??$",
        "the year is missing",
        "nothing is guessed: add it",
    ),
    (
        rf"[0-9]{{4}}.*(?:–|—|-| to ) *(?P<at>(?:{_NAME} +[0-9]{{1,2}}|[0-9]{{1,2}} +{_NAME}|{_NAME}))$",
        "the year of the last date is missing",
        "add it",
    ),
)


@cache
def _shapes() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """The shapes, compiled at the first refusal: most runs see none."""
    return tuple((re.compile(shape, re.IGNORECASE), message, hint) for shape, message, hint in _SHAPES)


def refusal(text: str) -> DateError:
    """The error for a text that is no date: its likely mistake, and all accepted forms."""
    for shape, message, hint in _shapes():
        if match := shape.search(text):
            said = f'"{_short(text)}" is no date: {message}' if text else message
            return DateError(said, _with_forms(hint), match.start("at"))
    return _misspelt(text) or DateError(f'"{_short(text)}" is no date', _with_forms(""), 0)


def _misspelt(text: str) -> DateError | None:
    """The error for a word that is no word of dates, with the nearest one if there is one."""
    for match in re.finditer(r"[^\W\d_]+", text):
        word = match[0].lower()
        if word in _MONTHS or word in _COMMON or word in _RARE:
            continue
        import difflib  # only mistakes need it

        near = difflib.get_close_matches(word[:20], (*_MONTHS, *_COMMON), 1, 0.7)
        hint = f'did you mean "{near[0].capitalize()}"?' if near else ""
        message = f'"{_short(text)}" is no date: "{_short(match[0])}" is no word that a date can have'
        return DateError(message, _with_forms(hint), match.start())
    return None


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _with_forms(hint: str) -> str:
    """The hint, and the accepted forms in a line of their own."""
    return f"{hint}\n{ACCEPTED}" if hint else ACCEPTED
