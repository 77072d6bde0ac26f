"""What the words around a date tell of it: before or after the article, a match's quarter, a plain number.

Responsible for cue words and for the stretch of text in which they count. Must not know dates. `plain` is the
text in lower case with plain spaces, hyphens and apostrophes, as long as the text itself.
"""

from dateline.patterns import deferred

# In characters; a cue behind the date weighs half.
_BEFORE, _AFTER = 160, 120
_VISITS = r"visit|hold|open|take|discuss|consider|vote|decide|announce|attend|return|leave|travel"
_FUTURE = (
    r"(?:will|'ll|would|shall|to)(?: not)? be(?: [a-z]{1,20})?|will|'ll|won't|shall|would|due|scheduled"
    r"|slated|expected|expects?|plans to|plan to|planned for|planning|supposed to|going to|set (?:to|for)"
    r"|upcoming|intends?|hopes?|is to|are to|next|ahead|starting|beginning|until|as soon as|no later than"
    rf"|as early as|effective|payable|to (?:begin|start|meet|{_VISITS})"
)
_PAST = (
    r"(?!united)[a-z]{2,20}ed|was|were|had|did|said|told|met|began|won|lost|fell|rose|made|took|came|went|gave|left"
    r"|found|sent|saw|held|ran|led|broke|spoke|wrote|became|got|kept|stood|felt|hit|cut|shot|died|sold|bought|paid"
    r"|grew|drew|flew|drove|threw|struck|sank|swept|fought|caught|shut|brought|thought|knew|put|since|last|ago"
)
_CUES = deferred(rf"(?<![a-z])(?:(?P<future>{_FUTURE})|(?P<past>{_PAST}))(?![a-z'])")
_STOP = deferred(r"[!?;\x1e]|(?<![a-z.][a-z])\. |(?<=[a-z]{3})\. ")
_SPORT = deferred(
    r"touchdown|field goal|halftime|half-time|quarterback|[0-9]-yard|rebounds?\b|overtime|kickoff"
    r"|three-pointer|free throw|interception|end zone|\bnba\b|\bnfl\b|\bcoach\b|\bscored\b|jump shot|lay-?up"
    r"|grand prix|formula one|pole position|\blaps?\b|pit stops?\b|\bqualifying (?:session|lap|time|race)"
)
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_NAMING = deferred(
    r"(?:\b(?:in|of|since|during|until|till|by|from|through|last|next|this|late|early|mid|before|after|between|for"
    rf"|every|each)[ -]{{1,6}}|[(]|-|\b{_MONTH}(?: (?:and|to|or) |, ))$"
)
_NOUN = deferred(r" (?!of|on|to|for|in|by|at|and|or|was|is|will|from|with|that)[a-z]{3}")
_UNITS = (
    r"people|persons?|men|women|children|workers|jobs|employees|troops|soldiers|members|voters|votes|students"
    r"|points?|feet|miles|meters|metres|kilometers|kilometres|km|kg|pounds|dollars|euros|yen|francs|marks|shares"
    r"|tons|tonnes|barrels|acres|hectares|homes|houses|cars|vehicles|copies|cases|deaths|victims|hours|minutes"
    r"|seconds|days|weeks|months|years|times|rpm|mph|bytes|megabytes|mhz|hz|gmt|bst|cet|utc|[ecmp][ds]t|hrs|delegates|refugees"
    r"|seats|units|rooms|calories|degrees|passengers|protesters|residents|civilians|prisoners|families|pages"
    r"|percent|per cent|million|billion"
)
_COUNTED = deferred(rf" {{1,6}}(?:{_UNITS})(?![a-z])")
_BEFORE_CHRIST = deferred(
    r"(?:(?: {1,6}to {1,6}| {0,3}- {0,3})[0-9]{1,4})?(?: {1,6}|-)b[.]?c(?P<e>[.]?e)?(?![a-z])"
)
"""Behind a year, or years: they lie before the first of the calendar."""
_OF_LATE = 1900
_COUNTING = deferred(
    r"(?:[$#]|\b(?:no\.|number|flight|room|route|highway|model|about|nearly|almost|some|over|than|least|most"
    r"|approximately|up to|p\.m\.|a\.m\.|another|only|page|pages|lot|unit)) {0,3}$"
)
_DATING = deferred(
    r"\b(?:in|of|since|by|from|until|till|to|through|during|before|after|late|early|mid|and|or|between|the|for|fiscal"
    r"|spring|summer|autumn|fall|winter|around|circa|year|than)[ -]{1,6}$|[(,'] ?$|\x1e$"
)
_NAME = deferred(r"(?<=[a-z] )[A-Z][a-z]{2,20} $")


def tense(plain: str, start: int, end: int) -> int:
    """1 if the nearest cue in the sentence speaks of what is to come, -1 of what was, 0 without a cue.

    The date stands at `start` to `end`. A cue behind it counts where none before it is nearer.
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
    # "from February until August" joins two dates, and says nothing of their tense.
    after = end + len(" until") if plain.startswith((" until ", " till "), end) else end
    if (behind := _CUES.search(plain, after, ceiling)) and 2 * (behind.start() - end) < best:
        near = 1 if behind.lastgroup == "future" else -1
    return near


def is_sport(plain: str, start: int, end: int) -> bool:
    """True if the words around speak of a match, whose quarters are no dates."""
    return _SPORT.search(plain, max(0, start - 250), min(len(plain), end + 250)) is not None


def is_no_month(text: str, plain: str, start: int, end: int) -> bool:
    """True if the name of a month is likelier another word: the verb "march", "may", a first name."""
    before, name = plain[max(0, start - 16) : start], plain[start:end]
    if _NAMING.search(before):
        return False
    if len(name) <= 4 and name not in ("june", "july") and name[-1] != ".":
        return name != "may" or not (before.endswith("the ") and _NOUN.match(text, end))
    if name == "march":
        return not (before.endswith("the ") and _NOUN.match(text, end))
    following = text[end : end + 2]
    return name in ("april", "june", "august") and following[:1] == " " and following[1:].isupper()


def is_before_noun(text: str, end: int) -> bool:
    """True if a noun seems to follow, so that the date names it: "the New Year's Eve fire"."""
    return _NOUN.match(text, end) is not None


def is_before_christ(plain: str, end: int, year: int = 0) -> bool:
    """True if what stands behind a year or a century says that it is one before Christ: "1450 BC".

    Behind a year of late that is not round, B.C. is a province of Canada.
    """
    found = _BEFORE_CHRIST.match(plain, end)
    return found is not None and (found["e"] is not None or year < _OF_LATE or year % 100 == 0)


def is_counted(plain: str, end: int) -> bool:
    """True if a number that ends there is one of people or things: "'40 people"."""
    return _COUNTED.match(plain, end) is not None


def is_year(text: str, plain: str, start: int, end: int, written: int) -> bool:
    """True if four digits are a year: in a likely range, and not a number of things or part of a name."""
    number = int(plain[start:end])
    before = plain[max(0, start - 16) : start]
    if is_counted(plain, end) or _COUNTING.search(before) or is_before_christ(plain, end, number):
        return False
    if 1900 <= number <= written + 15:
        return not _NAME.search(text, max(0, start - 24), start)
    return 1400 <= number <= written + 60 and _DATING.search(before) is not None
