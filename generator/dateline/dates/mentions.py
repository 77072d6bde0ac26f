"""The entrance: finds the dates in English news text and resolves them against the article's date.

One pass: first words (`triggers`) lead to the few forms that begin with each, and a form is never longer
than a line, so the time is linear in the text. Must not know sources, claims or timelines. Nothing is
guessed: what names a month is a month, and what cannot be resolved is left out.
"""

import datetime as dt
import re

from dateline.dates import counted, forms, periods, ranges, relative, vague
from dateline.dates import durations as lengths
from dateline.dates.agreement import agrees
from dateline.dates.fuzzy import DateError
from dateline.dates.mention import Anchor, Grain, Mention, narrowed
from dateline.dates.numeric import unclear
from dateline.dates.scene import Reader, Reading, S, Scene, compiled
from dateline.dates.triggers import FIRST, triggers
from dateline.patterns import deferred

__all__ = ["Anchor", "Grain", "Mention", "agrees", "mentions", "unclear"]

_SPACES = "\t\n\r\v\f\x1c\x1d\x1f\x85\u00a0\u2007\u2009\u202f"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2212"
# One character for one, so that offsets stay right; the capital I with a dot has two small letters.
_PLAIN = (
    *((sign, " ") for sign in _SPACES),
    *((sign, "-") for sign in _HYPHENS),
    *(("\u2014", ";"), ("\u2019", "'"), ("\u2018", "'"), ("\u0130", "i")),
)
_PARAGRAPH = deferred(r"\n[ \t\r]*+\n")
_CORE = compiled(FIRST)
_LEAD = compiled(
    rf"(?P<about>(?:about|around|nearly|almost){S})?(?:(?:the{S})?(?:very{S})?"
    rf"(?:(?P<edge>end|beginning|start|middle){S}of{S}|(?P<part>early|late|mid|earlier|later)(?:-|{S})(?:in{S})?))?"
    rf"(?P<the>the{S})?"
)
_OPENING = compiled(r"\b(since|until|till) $")
_READERS: dict[str, tuple[Reader, ...]] = {
    "digits": (relative.by_clock, forms.by_digits, counted.by_number),
    "holiday": (forms.by_holiday, forms.by_month),
    "weekday": (relative.by_weekday,),
    "month": (forms.by_month,),
    "clock": (relative.by_clock,),
    "vague": (vague.by_vague, relative.by_this),
    "today": (relative.by_today,),
    "this": (
        forms.by_part_of_month,
        periods.by_year_quarter,
        periods.by_the_quarter,
        periods.by_quarter,
        relative.by_this,
    ),
    "compound": (counted.by_compound,),
    "unit": (periods.by_the_quarter, relative.by_unit),
    "ordinal": (forms.by_ordinal,),
    "quarter": (periods.by_quarter, forms.by_part_of_month),
    "season": (periods.by_season,),
    "fiscal": (periods.by_fiscal,),
    "decade": (periods.by_decade_word,),
    "number": (counted.by_number, forms.by_spoken_year, vague.by_vague),
}
_EDGES = {"end": "late", "beginning": "early", "start": "early", "middle": "mid"}
# Kinds of which "the" is a part: "the third quarter", "the 1990s", and not "the Oct. 23" meeting.
_WITH_THE = ("this", "quarter", "season", "unit", "decade", "vague", "compound", "number", "fiscal")


def mentions(
    text: str, written: dt.date, *, vague: bool = False, durations: bool = False
) -> tuple[Mention, ...]:
    """The dates of a text in its order, each with the days that it may mean, as seen from the day of writing.

    "Thursday" is the last Thursday, the day of writing included, if nothing nearer speaks of what is to come;
    a day without its year is the nearest. With `vague`, words without a date ("now", "recently") are there
    too; with `durations`, so are lengths of time and what recurs ("three weeks", "daily"), with their values.
    Linear in the text; never raises.
    """
    plain = _flat(text)
    scene = Scene(text, plain, written)
    done = 0
    for hit in triggers(plain):
        if hit.start() < done:
            continue
        found = _read(scene, hit)
        if found is None or (found.grain is Grain.VAGUE and not vague):
            continue
        if scene.found:
            scene.found[-1], found = ranges.ordered(plain, scene.found[-1], found)
        scene.found.append(found)
        done = found.end
    if durations:
        scene.found.extend(lengths.durations(text, plain, scene.found))
        scene.found.sort(key=lambda mention: mention.start)
    return tuple(scene.found)


def _flat(text: str) -> str:
    """The text in lower case with plain spaces, hyphens and apostrophes, character for character."""
    broken = _PARAGRAPH.sub(lambda gap: "\x1e" * len(gap[0]), text) if "\n" in text else text
    for sign, instead in _PLAIN:
        if sign in broken:
            broken = broken.replace(sign, instead)
    return broken.lower()


def _read(scene: Scene, hit: re.Match[str]) -> Mention | None:
    """The mention that begins with the first word that was hit, or None."""
    start = at = hit.start()
    lead = None
    if hit.lastgroup == "lead":
        lead = _LEAD.match(scene.plain, start)
        core = _CORE.match(scene.plain, lead.end()) if lead else None
        if lead is None or core is None or core.lastgroup == "lead":
            return None
        at, hit = lead.end(), core
    kind = hit.lastgroup or ""
    for reader in _READERS[kind]:
        try:
            reading = reader(scene, at)
        except (DateError, ValueError, OverflowError):  # A day that no calendar has: "Feb. 30".
            continue
        if reading is not None:
            modifier = ""
            if lead is not None:
                start, modifier = _led(lead, kind, reading)
            return _mention(scene, start, modifier or reading.modifier, reading)
    return None


def _led(lead: re.Match[str], kind: str, reading: Reading) -> tuple[int, str]:
    """Where a mention begins whose words have others before them, and what those say of it."""
    word = lead["edge"] or lead["part"]
    if word:
        return lead.end("about") if lead["about"] else lead.start(), _EDGES.get(word, word)
    with_the = kind in _WITH_THE or reading.stretch.grain in (Grain.DECADE, Grain.CENTURY, Grain.QUARTER)
    # "the third-quarter results": the article belongs to the noun behind.
    hyphened = lead.string.endswith(("-quarter", "year-ago", "year-earlier"), lead.end(), reading.end)
    start = lead.start("the") if lead["the"] and with_the and not hyphened else lead.end()
    if lead["about"] and kind in ("number", "digits"):
        return lead.start(), "about"
    return start, ""


def _mention(scene: Scene, start: int, modifier: str, reading: Reading) -> Mention:
    if not modifier and (lead := _OPENING.search(scene.plain, max(0, start - 6), start)):
        modifier = "since" if lead[1] == "since" else "until"
    stretch = narrowed(reading.stretch, modifier)
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
