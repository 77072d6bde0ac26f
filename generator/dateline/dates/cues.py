"""What the words around a date tell of it: before or after the article, a match's quarter, a plain number.

Responsible for cue words and the stretch of text in which they count. Must not know dates.
"""

import re

_BEFORE, _AFTER = 160, 120
_FUTURE = (
    r"(?:will|'ll|would|shall|may|might|could|can|must|should|to)(?: not)? be(?: [a-z]{1,20})?|will|'ll|won't|shall|would|due|scheduled|slated|expected|expects?|plan(?:s|ned|ning)?|going to|set (?:to|for)"
    r"|upcoming|intends?|hopes?|is to|are to|to be|next|ahead|starting|beginning|until|as soon as|no later than|as early as"
    r"|to (?:begin|start|meet|visit|hold|open|take|discuss|consider|vote|decide|announce|attend|return|leave|travel)"
)
_PAST = (
    r"(?!united)[a-z]{2,20}ed|was|were|had|did|said|told|met|began|won|lost|fell|rose|made|took|came|went|gave|left|found|sent"
    r"|saw|held|ran|led|broke|spoke|wrote|became|got|kept|stood|felt|hit|cut|shot|died|sold|bought|paid|grew|drew"
    r"|flew|drove|threw|struck|sank|swept|fought|caught|brought|thought|knew|put|since|last|ago"
)
_CUES = re.compile(rf"(?<![a-z])(?:(?P<future>{_FUTURE})|(?P<past>{_PAST}))(?![a-z'])")
_STOP = re.compile(r"[!?;\x1e]|(?<![a-z.][a-z])\. |(?<=[a-z]{3})\. ")
_SPORT = re.compile(
    r"touchdown|field goal|halftime|half-time|quarterback|[0-9]-yard|rebounds?\b|overtime|kickoff|three-pointer"
    r"|free throw|interception|end zone|\bnba\b|\bnfl\b|\bcoach\b|\bscored\b|jump shot|lay-?up"
)


def tense(plain: str, start: int, end: int) -> int:
    """1 if the nearest cue in the sentence speaks of what is to come, -1 of what was, 0 without a cue.

    `plain` is lower-case text; the date stands at `start` to `end`.
    """
    near, best = 0, _BEFORE + 1
    floor = max(0, start - _BEFORE)
    for stop in _STOP.finditer(plain, floor, start):
        floor = stop.end()
    for cue in _CUES.finditer(plain, floor, start):
        near, best = (1 if cue.lastgroup == "future" else -1), start - cue.end()
    ceiling = min(len(plain), end + min(_AFTER, best))
    if closing := _STOP.search(plain, end, ceiling):
        ceiling = closing.start()
    if (behind := _CUES.search(plain, end, ceiling)) and behind.start() - end < best:
        near = 1 if behind.lastgroup == "future" else -1
    return near


def is_sport(plain: str, start: int, end: int) -> bool:
    """True if the words around speak of a match, whose quarters are no dates."""
    return _SPORT.search(plain, max(0, start - 250), min(len(plain), end + 250)) is not None


_NAMING = re.compile(
    r"(?:\b(?:in|of|since|during|until|till|by|from|through|last|next|this|late|early|mid|before|after|between|for|every|each)"
    r"[ -]{1,6}|[(]|-)$"
)
_JOINED = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)(?: (?:and|to|or) |, |-)$"
)


_NOUN = re.compile(r" (?!of|on|to|for|in|by|at|and|or|was|is|will|from|with|that)[a-z]{3}")


def is_no_month(text: str, plain: str, start: int, end: int) -> bool:
    """True if a month's name alone is likely something else: the verb "march", the modal "may", a first name."""
    before = plain[max(0, start - 14) : start]
    if _NAMING.search(before) or _JOINED.search(before):
        return False
    name = plain[start:end]
    if before.endswith("the ") and _NOUN.match(text, end):
        return False
    if name in ("may", "march", "mar", "jan", "jun"):
        return True
    following = text[end : end + 2]
    return (
        name in ("april", "june", "august", "jan", "jun") and following[:1] == " " and following[1:].isupper()
    )


_UNITS = (
    r"people|persons?|men|women|children|workers|jobs|employees|troops|soldiers|members|voters|votes|students|points?"
    r"|feet|miles|meters|metres|kilometers|kilometres|km|kg|pounds|dollars|euros|yen|francs|marks|shares|tons|tonnes"
    r"|barrels|acres|hectares|homes|houses|cars|vehicles|copies|cases|deaths|victims|hours|minutes|seconds|days|weeks"
    r"|months|years|times|rpm|mph|bytes|megabytes|mhz|hz|gmt|est|edt|hrs|delegates|refugees|seats|units|rooms|calories"
    r"|degrees|passengers|protesters|residents|civilians|prisoners|families|pages|percent|per cent|million|billion"
)
_NOT_YEAR = re.compile(rf" {{1,6}}(?:{_UNITS})(?![a-z])")
_COUNTING = re.compile(
    r"(?:[$#]|\b(?:no\.|number|flight|room|route|highway|model|about|nearly|almost|some|over|than|least|most|approximately"
    r"|up to|p\.m\.|a\.m\.|another|only|windows|boeing|page|pages|lot|unit)) {0,3}$"
)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|of|since|by|from|until|till|to|through|during|before|after|late|early|mid|and|or|between|the|for|fiscal|spring"
    r"|summer|autumn|fall|winter|around|circa|year|than)[ -]{1,6}$|[(,'] ?$|\x1e$"
)


def is_year(plain: str, start: int, end: int, written: int) -> bool:
    """True if four digits are a year: in a likely range, and not the number of something."""
    number = int(plain[start:end])
    before = plain[max(0, start - 16) : start]
    if _NOT_YEAR.match(plain, end) or _COUNTING.search(before):
        return False
    if 1900 <= number <= written + 15:
        return True
    return 1400 <= number <= written + 60 and _YEAR_BEFORE.search(before) is not None
