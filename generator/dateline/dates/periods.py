"""Forms that name a stretch of the calendar: quarters, halves, seasons, decades, centuries, fiscal years.

Each reader is a `Reader` (`scene`). What a missing year becomes is decided here. Must not know forms that
count from the article's day.
"""

from dateline.dates import cues, mention
from dateline.dates.mention import Anchor, Stretch
from dateline.dates.scene import (
    MONTHS,
    RELATIVE_YEAR,
    SEASON,
    SEASONS,
    SHIFTS,
    YEAR,
    Reading,
    S,
    Scene,
    compiled,
    year_anchor,
)

_ORDINAL = r"first|second|third|fourth|final|1st|2nd|3rd|4th"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}
_FISCAL_YEAR = rf"(?:fiscal{S}(?:year{S})?)?"
_QUARTER = compiled(
    rf"(?:(?P<y0>{YEAR}){S})?(?:fiscal[- ])?"
    rf"(?:(?P<n>{_ORDINAL})(?:-|{S}(?:fiscal{S})?)quarter\b|q(?P<q>[1-4])(?![0-9a-z-])|(?P<q2>[1-4])q(?![0-9a-z-]))"
    rf"(?: ?,?{S}(?:(?:of|in){S})?(?:the{S})?{_FISCAL_YEAR}(?P<y>{YEAR})|{S}{RELATIVE_YEAR})?"
)
_HALF = compiled(
    rf"(?:(?P<n>first|second|last|latter){S}half{S}of{S}{_FISCAL_YEAR}|h(?P<h>[12]){S})"
    rf"(?:(?P<y>{YEAR})|(?P<rel>last|this|next|the){S}year\b)"
)
_SEASON = compiled(
    rf"(?P<s>{SEASON}){S}(?:of{S})?(?P<y>{YEAR})(?:[-/](?P<y2>[0-9]{{4}}|[0-9]{{2}})(?![0-9]))?"
)
_SEASON_ALONE = compiled(rf"(?P<s>{SEASON})(?! {{1,6}}(?:of|olympics?|games|school|camp|break|from|in)\b)")
_YEAR_QUARTER = compiled(
    rf"(?P<r>this|last|next){S}year's{S}(?:fiscal{S})?(?:(?P<n>first|second|third|fourth)(?:{S}|-))?quarter(?![a-z])"
)
_THE_QUARTER = compiled(
    rf"(?:latest{S})?(?:quarter|period)(?![a-z])(?:(?={S}end(?:ed|ing){S}(?P<m>[a-z]{{3}})[a-z]{{0,6}}\.?{S}[0-9]))?"
)
_FISCAL = compiled(rf"(?:fiscal{S}(?:year{S})?|fy(?:{S})?)(?P<y>{YEAR})")
_DECADE = compiled(r"(?P<y>1[0-9]{2}0|20[0-9]0)'?s(?![a-z])|'(?P<z>[2-9]0)'?s(?![a-z])")
_DECADE_WORDS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_DECADES = {name: 1900 + 10 * number for number, name in enumerate(_DECADE_WORDS, 2)}
_DECADE_WORD = compiled(rf"(?:{'|'.join(_DECADE_WORDS)})(?![a-z])")
_CENTURY = compiled(rf"(?P<n>[4-9]|1[0-9]|2[01])(?:th|st)(?:{S}|-)century\b")


def by_quarter(scene: Scene, at: int) -> Reading | None:
    """The quarter or half in "third quarter", "Q4 2025", "first half of 2025"."""
    plain = scene.plain
    if match := _HALF.match(plain, at):
        number = int(match["h"]) if match["h"] else 1 + (match["n"] != "first")
        return Reading(
            match.end(),
            mention.half(scene.named_year(match) or scene.written.year, number),
            year_anchor(match),
        )
    match = _QUARTER.match(plain, at)
    if match is None:
        return None
    number = int(match["q"] or match["q2"] or _ORDINALS.get(match["n"]) or match["n"][0])
    if match["y0"]:
        return Reading(match.end(), mention.quarter(int(match["y0"]), number))
    if (named := scene.named_year(match)) is not None:
        return Reading(match.end(), mention.quarter(named, number), year_anchor(match))
    if cues.is_sport(plain, at, match.end()):
        return None
    return Reading(match.end(), _quarter_near(scene, number, at, match.end()), Anchor.YEAR)


def _quarter_near(scene: Scene, number: int, at: int, end: int) -> Stretch:
    """The quarter without a year: the nearest, or of two as near the one that the sentence looks to."""
    year, current = scene.written.year, (scene.written.month + 2) // 3
    back, ahead = (current - number) % 4, (number - current) % 4
    if back > 1 and ahead <= 2 and scene.tense(at, end) > 0:
        return mention.quarter(year, current + ahead)
    return mention.quarter(year, current - back)


def by_year_quarter(scene: Scene, at: int) -> Reading | None:
    """The quarter in "last year's third quarter", "this year's quarter"."""
    match = _YEAR_QUARTER.match(scene.plain, at)
    if match is None:
        return None
    year = scene.written.year + SHIFTS.get(match["r"], 0)
    if match["n"]:
        return Reading(match.end(), mention.quarter(year, _ORDINALS[match["n"]]), Anchor.YEAR)
    if known := scene.quarter(at, 1500):
        return Reading(match.end(), mention.quarter(year, (known.earliest.month + 2) // 3), Anchor.WHOLE)
    return None


def by_the_quarter(scene: Scene, at: int) -> Reading | None:
    """The quarter in "the latest quarter", "the period", "the quarter ended Sept. 30"."""
    match = _THE_QUARTER.match(scene.plain, at)
    if match is None or not scene.before(at, "the "):
        return None
    ended = MONTHS.get(match["m"] or "")
    if ended:
        # A quarter that ends on July 31 lies, but for a month, in the second of the calendar.
        year = scene.written.year - (ended > scene.written.month)
        month = mention.month(year, ended - 1).earliest
        return Reading(match.end(), mention.quarter(month.year, (month.month + 2) // 3), Anchor.YEAR)
    known = scene.quarter(at, 1500)
    return Reading(match.end(), known, Anchor.WHOLE) if known else None


def by_season(scene: Scene, at: int) -> Reading | None:
    """The season in "summer 2025", "winter of 2025-26", and behind "the", "early" or "late"."""
    match = _SEASON.match(scene.plain, at)
    if match is None:
        return _season_alone(scene, at)
    is_double = match["y2"] and match["s"] == "winter"
    end = match.end() if is_double else match.end("y")
    return Reading(end, mention.season(int(match["y"]), SEASONS[match["s"]]))


def _season_alone(scene: Scene, at: int) -> Reading | None:
    """The last that has begun, or the next one after a word of the future."""
    match = _SEASON_ALONE.match(scene.plain, at)
    if match is None or not scene.before(
        at, " the ", " early ", " late ", " mid-", "the early ", "the late "
    ):
        return None
    if match["s"] == "fall" and not scene.before(at, "in the ", " early ", " late ", "of the "):
        return None
    written, index = scene.written, SEASONS[match["s"]]
    begun = written.month >= 3 + 3 * index
    is_coming = begun or scene.tense(at, match.end()) > 0
    return Reading(match.end(), mention.season(written.year - (not is_coming), index), Anchor.YEAR)


def by_fiscal(scene: Scene, at: int) -> Reading | None:
    """The year in "fiscal 2025", "FY2025", by its name: every company begins it on another day."""
    if match := _FISCAL.match(scene.plain, at):
        return Reading(match.end(), mention.year(int(match["y"])))
    return by_quarter(scene, at)


def by_decade(scene: Scene, at: int) -> Reading | None:
    """The ten years in "1990s", "'90s"; the hundred in "1800s", "19th century"."""
    if match := _CENTURY.match(scene.plain, at):
        if cues.is_before_christ(scene.plain, match.end()):
            return None
        return Reading(match.end(), mention.century(int(match["n"]) - 1))
    match = _DECADE.match(scene.plain, at)
    if match is None:
        return None
    year = int(match["y"] or 1900 + int(match["z"]))
    if year % 100 == 0 and year < 2000:
        return Reading(match.end(), mention.century(year // 100))
    return Reading(match.end(), mention.decade(year))


def by_decade_word(scene: Scene, at: int) -> Reading | None:
    """The ten years in "nineties", behind "the", "early", "mid" or "late" and not "in his"."""
    match = _DECADE_WORD.match(scene.plain, at)
    if match is None or not scene.before(at, "the ", "the early ", "the late ", "the mid-"):
        return None
    if scene.before(at, "the ") and scene.plain[max(0, at - 5) : at - 4].isalpha():  # "to bathe"
        return None
    return Reading(match.end(), mention.decade(_DECADES[match[0]]))
