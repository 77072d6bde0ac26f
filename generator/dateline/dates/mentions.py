"""The entrance: finds the dates in English news text and resolves them against the article's date.

One pass: a pattern of first words leads to the few forms that begin with each; a form is never longer than a
line, so the time is linear in the text. Must not know sources, claims or timelines. Nothing is guessed: what
names a month is a month, what cannot be resolved is left out.
"""

import datetime as dt
import re
from collections.abc import Callable

from dateline.dates import forms, relative, vague
from dateline.dates.agreement import agrees
from dateline.dates.fuzzy import DateError
from dateline.dates.holidays import HOLIDAYS
from dateline.dates.mention import Anchor, Grain, Mention, Stretch, narrowed
from dateline.dates.scene import Reading, S, Scene, compiled

__all__ = ["Anchor", "Grain", "Mention", "agrees", "mentions"]

Reader = Callable[[Scene, int], Reading | None]

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\t\n\r\v\f\u00a0\u2007\u2009\u202f", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"),
    }
    | {"\u2014": ";", "\u2019": "'", "\u2018": "'", "\u0130": "i"}
)
_PARAGRAPH = re.compile(r"\n[ \t\r]*+\n")
_HOLIDAYS = "|".join(sorted({name.split()[0] for name in HOLIDAYS} - {"may", "fourth"}, reverse=True))
_TENS = "(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
# The first word of every form; the name of its group picks the readers.
_FIRST = (
    r"(?:(?P<digits>(?<![$\u20ac\u00a3#./])(?:[0-9]{1,4}(?![0-9])|'[2-9]0'?s))"
    rf"|(?P<holiday>(?:may day|fourth of july|{_HOLIDAYS})(?![a-z]))"
    r"|(?P<weekday>mon|tue|wed|thu|fri|sat|sun)"
    r"|(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|(?P<clock>(?:noon|midnight)(?![a-z]))"
    r"|(?P<vague>now|right now|these days|currently|(?:more )?recently|at present|recent|coming|future|past)(?![a-z])"
    r"|(?P<today>today|yesterday|tomorrow|tonight|day (?:before yest|after tom))"
    r"|(?P<this>(?:this|last|next|past|previous|current|following|same|that|latest)(?![a-z]))"
    r"|(?P<compound>year(?:-(?:end|earlier|ago)|'s end| end))"
    r"|(?P<unit>(?:quarter|period|week|weekend|month|year)(?![a-z-]))"
    r"|(?P<quarter>(?:first|second|third|fourth|final|latter|1st|2nd|3rd|4th|[1-4]q|q[1-4]|h[12])(?![a-z0-9]))"
    r"|(?P<season>(?:spring|summer|autumn|fall|winter)(?![a-z-]))"
    r"|(?P<fiscal>fiscal|fy ?[12])"
    rf"|(?P<decade>{_TENS[:-1]}ies)"
    r"|(?P<number>(?:an?|half a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many"
    rf"|[a-z]{{3,5}}teen|{_TENS})(?=[ -]))"
    r"|(?P<lead>(?:the|early|late|mid|earlier|later|end|beginning|start|middle|about|around|nearly|almost)(?=[ -]))"
    r")"
)
_TRIGGER = compiled(rf"(?<!\w)(?<!\w-){_FIRST}")
_CORE = compiled(_FIRST)
_LEAD = compiled(
    rf"(?:(?:about|around|nearly|almost){S})?"
    rf"(?:(?:the{S})?(?:(?:very{S})?(?P<edge>end|beginning|start|middle){S}of{S}|(?P<part>early|late|mid|earlier|later)(?:-|{S})(?:in{S})?))?(?:the{S})?"
)
_READERS: dict[str, tuple[Reader, ...]] = {
    "digits": (relative.by_clock, forms.by_digits, relative.by_number),
    "holiday": (forms.by_holiday, forms.by_month),
    "weekday": (relative.by_weekday,),
    "month": (forms.by_month,),
    "clock": (relative.by_clock,),
    "today": (relative.by_today,),
    "this": (relative.by_year_quarter, forms.by_quarter, relative.by_this),
    "vague": (vague.by_vague, relative.by_this),
    "unit": (relative.by_unit,),
    "compound": (relative.by_compound,),
    "quarter": (forms.by_quarter,),
    "season": (forms.by_season,),
    "fiscal": (forms.by_fiscal,),
    "decade": (forms.by_decade_word,),
    "number": (relative.by_number, forms.by_spoken_year, vague.by_vague),
}
_MODIFIERS = {
    "earlier": "",
    "later": "",
    "end": "late",
    "beginning": "early",
    "start": "early",
    "middle": "mid",
    "about": "about",
    "around": "about",
    "nearly": "about",
    "almost": "about",
    "the": "",
}


def mentions(text: str, written: dt.date, *, loose: bool = False) -> tuple[Mention, ...]:
    """The dates of a text in its order, each with the days that it may mean, seen from the day it was written.

    Linear in the text; never raises. "Thursday" is the last Thursday, the article's day included, if nothing
    nearer speaks of what is to come; a day without a year is the nearest, past preferred.
    """
    plain = _flat(text)
    scene = Scene(text, plain, written)
    done = 0
    for hit in _TRIGGER.finditer(plain):
        at = hit.start()
        if at < done:
            continue
        found = _read(scene, hit)
        if found is not None and (loose or found.grain is not Grain.VAGUE):
            scene.found.append(found)
            done = found.end
    return tuple(scene.found)


def _flat(text: str) -> str:
    """The text in lower case with plain spaces, hyphens and apostrophes, character for character."""
    broken = _PARAGRAPH.sub(lambda gap: "\x1e" * len(gap[0]), text) if "\n" in text else text
    return broken.translate(_PLAIN).lower()


def _read(scene: Scene, hit: re.Match[str]) -> Mention | None:
    """The mention that begins with the first word that was hit, or None."""
    start = at = hit.start()
    modifier = ""
    if hit.lastgroup == "lead":
        lead = _LEAD.match(scene.plain, start)
        core = _CORE.match(scene.plain, lead.end()) if lead else None
        if lead is None or core is None or core.lastgroup == "lead" or lead.end() == start:
            return None
        word = lead["edge"] or lead["part"] or lead[0].split()[0]
        modifier, at, hit = _MODIFIERS.get(word, word), lead.end(), core
    for reader in _READERS[hit.lastgroup or ""]:
        try:
            reading = reader(scene, at)
        except (DateError, ValueError, OverflowError):  # A day that no calendar has: "Feb. 30".
            continue
        if reading is not None:
            return _mention(scene, start, modifier, reading)
    return None


def _mention(scene: Scene, start: int, modifier: str, reading: Reading) -> Mention:
    stretch: Stretch = narrowed(reading.stretch, modifier)
    return Mention(
        start,
        reading.end,
        scene.text[start : reading.end],
        stretch.earliest,
        stretch.latest,
        stretch.grain,
        stretch.value,
        modifier,
        reading.name,
        reading.anchor,
    )
