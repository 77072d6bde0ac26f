"""Where a date may begin: by its first word, found without a look at the words in between.

Responsible for the words that lead to a form, and for passing over those of them that every sentence has
("the", "a", "one") where no word behind them can be a date's. A place that is given may still be none; one
that is not given never is. Must not know the forms, nor what a date means.

`plain` is the text in lower case with plain spaces, hyphens and apostrophes, as long as the text itself.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from dateline.dates.holidays import HOLIDAYS
from dateline.patterns import deferred

HOLIDAY_WORDS = "|".join(
    sorted(
        (re.escape(name) for name in {name.split()[0] for name in HOLIDAYS} - {"may", "fourth"}), reverse=True
    )
)
TENS = "(?:twen|thir|for|fif|six|seven|eigh|nine)t"
_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"),
    *("sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
ORDINALS = {
    word: number
    for number, word in enumerate(
        (*_ONES, *_TEENS, "twentieth", *(f"twenty-{one}" for one in _ONES), "thirtieth", "thirty-first"), 1
    )
}
"""The days of a month in words: "the eighth of January"."""
# The first word of every form; the name of its group picks the readers.
FIRST = (
    r"(?:(?P<digits>(?<![$\u20ac\u00a3#./])(?:[0-9]{1,4}(?![0-9])|'[2-9]0'?s|'[0-9]{2}(?![0-9a-z'])))"
    rf"|(?P<holiday>(?:may day|fourth of july|{HOLIDAY_WORDS})(?![a-z]))"
    r"|(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?![a-z]))"
    r"|(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
    r"|(?P<clock>(?:noon|midnight)(?![a-z]))"
    r"|(?P<vague>(?:now|right now|these days|currently|recently|more recently|at present|recent|coming|past"
    r"|(?:near |foreseeable )?future)(?![a-z]))"
    r"|(?P<today>today|yesterday|tomorrow|tonight|day (?:before yest|after tom))"
    r"|(?P<this>(?:this|last|next|past|previous|current|following|same|that|latest)(?![a-z]))"
    r"|(?P<compound>year(?:-(?:end|earlier|ago)|'s end| end))"
    r"|(?P<unit>(?:quarter|period|week|weekend|month|year|full year)(?![a-z-]))"
    rf"|(?P<ordinal>(?:{'|'.join(sorted(ORDINALS, reverse=True))})"
    r"(?= of (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))"
    r"|(?P<quarter>(?:first|second|third|fourth|final|latter|1st|2nd|3rd|4th|[1-4]q|q[1-4]|h[12])(?![a-z0-9]))"
    r"|(?P<season>(?:spring|summer|autumn|fall|winter)(?![a-z-]))"
    r"|(?P<fiscal>fiscal|fy ?[12])"
    rf"|(?P<decade>{TENS}ies)"
    r"|(?P<number>(?:an?|half a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many"
    rf"|[a-z]{{3,5}}teen|{TENS}y)(?=[ -]))"
    r"|(?P<lead>(?:the|early|late|mid|earlier|later|end|beginning|start|middle|about|around|nearly|almost)"
    r"(?=[ -]))"
    r")"
)
_TRIGGER = deferred(rf"(?<!\w)(?<!\w-){FIRST}", re.ASCII)
_WORD = deferred(r"(\w+)", re.ASCII)


_FIRST, _COUNT, _LEAD, _LINK = 1, 2, 3, 4
"""What a word may do for a date: begin it, begin it where a unit of time is near behind, stand before its
first word, stand between such a word and the first; 0 is none of these."""
_LEADS = frozenset(
    (
        *("the", "early", "late", "mid", "earlier", "later", "end", "beginning", "start", "middle"),
        *("about", "around", "nearly", "almost"),
    )
)
_LINKS = frozenset(("very", "of", "in"))
_COUNTS = deferred(
    r"(?:an?|half|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many"
    rf"|(?!nine)[a-z]{{3,5}}teen|{TENS}y)\Z"
)
_WHOLE = "|".join({re.split(r"\W", name)[0] for name in HOLIDAYS})
_FIRSTS = deferred(
    r"[0-9]|today|yesterday|tomorrow|tonight|fiscal|fy"
    r"|(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|noon|midnight|now|right|these|currently"
    r"|recently|more|at|recent|coming|past|near|foreseeable|future|day|this|last|next|previous|current|following|same"
    r"|that|latest|year|quarter|period|week|weekend|month|full|first|second|third|fourth|final|latter|q[1-4]|h[12]"
    rf"|{'|'.join((*_ONES[4:], *_TEENS, 'twentieth', 'thirtieth'))}"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    rf"|nov(?:ember)?|dec(?:ember)?|spring|summer|autumn|fall|winter|{TENS}ies|nineteen|{_WHOLE})(?![a-z])"
)
"""The words that a form may begin with, and some that only look like them."""
_UNITS = ("day", "week", "month", "quarter", "year", "decade", "centur")
_TENFOLD = frozenset(("twenty", "thirty"))
_ENDINGS = [[one] for one in _ONES]
_NEAR = 5  # words from a number to its unit: "half a dozen years"
_LEADING = 10  # words before a first one, and it: "about the very end of the early"
_KEPT = 50_000  # words remembered


class _Roles(dict[str, int]):
    """What words may do, found when first asked for."""

    def __missing__(self, word: str) -> int:
        if len(self) > _KEPT:
            self.clear()
        role = 0
        if word in _LEADS:
            role = _LEAD
        elif word in _LINKS:
            role = _LINK
        elif _COUNTS.match(word):
            role = _COUNT
        elif _FIRSTS.match(word):
            role = _FIRST
        self[word] = role
        return role


_ROLES = _Roles()


def triggers(plain: str) -> Iterator[re.Match[str]]:
    """The first words of all forms that may begin in a text, in its order and without overlap."""
    parts = _WORD.split(plain)
    words = parts[1::2]
    roles = list(map(_ROLES.__getitem__, words))
    begins = [
        at
        for at, role in enumerate(roles)
        if role == _FIRST or (role and role != _LINK and _may_begin(words, roles, at))
    ]
    if not begins:
        return
    starts = list(accumulate(map(len, parts)))[:-1:2]
    past = 0
    for at in begins:
        hit = _hit(plain, starts[at], past)
        if hit:
            past = hit.end()
            yield hit


def _hit(plain: str, start: int, past: int) -> re.Match[str] | None:
    """The first words of the form that may begin at `start`, not before `past`; or at an apostrophe: '90s."""
    hit = None
    if start > past and plain[start - 1] == "'":
        hit = _TRIGGER.match(plain, start - 1)
    return hit or (_TRIGGER.match(plain, start) if start >= past else None)


def _may_begin(words: Sequence[str], roles: Sequence[int], at: int) -> bool:
    """Whether the words behind one with a role leave it possible that a form begins with it."""
    role = roles[at]
    if role == _LEAD:
        for behind in range(at + 1, min(len(roles), at + _LEADING)):
            at, role = behind, roles[behind]
            if role < _LEAD:
                break
    if role == _COUNT:
        if words[at] in _TENFOLD and words[at + 1 : at + 2] in _ENDINGS:
            return True  # "the twenty-first of January"
        return any(word.startswith(_UNITS) for word in words[at + 1 : at + _NEAR])
    return role == _FIRST
