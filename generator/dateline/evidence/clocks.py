"""Times of day in words: "half past ten", "quarter to eleven", "ten o'clock", "at five in the morning".

Responsible for where they stand and what they are worth. English. Must not know: times in digits
(`quantities`), numbers (`numerals`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dateline.evidence.quantities import Shape
from dateline.evidence.readings import Kind
from dateline.patterns import deferred

_WORDS: Final = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_HOURS: Final = {word: number for number, word in enumerate(_WORDS, 1)}
_PARTS: Final = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_NAMED: Final = {"noon": 12 * 60, "midday": 12 * 60, "midnight": 0}
_HOUR: Final = rf"(?:{'|'.join(_WORDS)}|1[0-2]|[1-9])"
_MINUTES: Final = "five|ten|twenty|twenty-five"
_SPOKEN: Final = deferred(
    rf"\b(?:(?P<past>half|(?:a )?quarter|{_MINUTES})(?: minutes)? past (?P<begun>{_HOUR})"
    rf"|(?P<to>(?:a )?quarter|(?:{_MINUTES})(?= minutes))(?: minutes)? to (?P<next>{_HOUR})"
    rf"|(?P<sharp>{_HOUR}) ?o['’]clock|(?P<named>noon|midday|midnight)"
    rf"|(?<=\b(?:at|by) )(?P<hour>{_HOUR}) in the (?P<half>morning|afternoon|evening))\b",
    re.IGNORECASE,
)
_SIGNS: Final = (
    *(" past ", "clock", "uarter to ", " minutes to ", "noon", "midday", "midnight"),
    *(" in the morning", " in the evening"),
)
"""What a text without any time in words has none of."""


def spoken(text: str, start: int, end: int) -> Iterator[Shape]:
    """The times in words between two places; "noon" is loose, as who says it counts nothing."""
    if not any(sign in text for sign in _SIGNS):
        return
    for found in _SPOKEN.finditer(text, start, end):
        shape = Shape(*found.span(), _minutes(found), 1, Kind.CLOCK)
        if named := found["named"]:
            shape.unit, shape.loose = "am" if named.lower() == "midnight" else "pm", True
        elif half := found["half"]:
            shape.unit = "am" if half.lower() == "morning" else "pm"
            shape.value = shape.value % 720 + (720 if shape.unit == "pm" else 0)
        yield shape


def _minutes(found: re.Match[str]) -> int:
    """The minutes since midnight or noon."""
    if found["named"]:
        return _NAMED[found["named"].lower()]
    hour = found["begun"] or found["next"] or found["sharp"] or found["hour"]
    minutes = 60 * (int(hour) if hour.isdigit() else _HOURS[hour.lower()])
    if part := found["past"] or found["to"]:
        away = _PARTS[part.lower().removeprefix("a ")]
        minutes += away if found["past"] else -away
    return minutes
