"""Names in a text: runs of capitalised words, compared without titles, accents, initials and possessives.

Responsible for: where names stand, what of them must be found elsewhere, and whether a text's words hold a
name. Months and weekdays are no names. A word that opens a sentence may be an ordinary one, so it is soft: it
is never missed. Must not know: articles, claims. English habits; other scripts have no capitals and so no
names here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dateline.dates.holidays import HOLIDAYS
from dateline.evidence.readings import Name
from dateline.evidence.words import KEYS, STOP, Columns, columns, table
from dateline.patterns import deferred

_BODIES: Final = table(
    """university bank house department ministry council bishop archbishop duke duchess republic bay gulf
    church board court institute academy school college isle museum chamber office bureau institution
    association federation kingdom league union society city state states district port secretary president"""
)
TITLES: Final = table(
    """mr mrs ms miss mx dr prof professor sir dame lord lady baroness president minister prime vice deputy
    chancellor secretary senator sen rep gov governor mayor judge justice king queen prince princess pope rev
    reverend father sister brother saint captain capt sergeant sgt lieutenant lt colonel col general gen major
    maj admiral adm commander chief officer constable inspector detective chairman chairwoman chair director
    executive coach manager spokesman spokeswoman congressman congresswoman representative ambassador attorney
    premier jr sr ii iii iv mp phd shadow home foreign former acting leader boss striker skipper keeper"""
)
_ABBREVIATED: Final = table("jan mar sun sat mon wed dec")
_ADDRESSES: Final = table("mr mrs ms miss mx dr prof sir lord lady")
_CALENDAR: Final = table(
    """monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    january february march april may. june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec christmas easter gmt utc bst est edt cet et i i'm i've i'd i'll ok am pm"""
)
# Spellings of one name; the key of each is replaced by the first of its line.
_SAME: Final = {
    spelling: line.split()[0]
    for line in """u.s us usa america american americans
        uk u.k gb britain british britons briton britain's
        un u.n
        eu e.u
        france french frenchman
        netherlands dutch holland
        switzerland swiss
        greece greek greeks
        spain spanish spaniard spaniards
        wales welsh welshman
        ireland irish irishman
        scotland scottish scots scot scotsman
        england english englishman
        denmark danish dane danes
        poland polish pole poles
        turkey turkish turk turks
        finland finnish finn finns
        sweden swedish swede swedes
        germany german germans
        iraq iraqi iraqis
        israel israeli israelis
        pakistan pakistani pakistanis
        china chinese
        japan japanese
        norway norwegian norwegians
        portugal portuguese
        thailand thai thais
        ukraine ukrainian ukrainians
        brazil brazilian brazilians
        argentina argentine argentinian argentines
        afghanistan afghan afghans
        philippines filipino filipinos
        peru peruvian
        czech czechia""".splitlines()
    for spelling in line.split()
}
_JOINED: Final = deferred(r"[ \u00a0]|-|\. ?|['’] ")
PARTICLES: Final = table("de del della da das do dos di du van von der den la le el al bin ibn ben y")
_PARTICLE: Final = deferred(rf" (?:(?:{'|'.join(sorted(PARTICLES))}) ){{1,2}}|[ -](?:al|el|ul)-")
SUFFIXES: Final = table("jr sr ii iii iv phd")
"""Titles behind a name, whose point ends the name."""
_HOLIDAY_ENDS: Final = frozenset(name.split()[-1] for name in HOLIDAYS)
_OF: Final = deferred(r" (?:of|for)(?: the)? ")
_OPENS: Final = deferred(r"""(?:^|[.!?:…"“”‘«(\[•*—–]|(?<!\w)['-])[\s"“‘'«(\[•*—–-]*$""")
_STOPS: Final = (".", "!", "?", '"', "”", "]")
_DIGITS: Final = frozenset("0123456789")
_FARTHEST: Final = 12  # characters between two words of a name: " van der "


def names(
    text: str, words: Columns | None = None, found: Iterable[list[int]] | None = None
) -> tuple[Name, ...]:
    """The names of `text`, in order and without overlap; `words` and `found` (its runs) where they are known.

    Linear in the length of the text; raises nothing.
    """
    words = words or columns(text)
    if found is None:
        found = () if is_titled(text, words) else runs(text, words)
    return tuple(name for run in found if (name := _name(text, words, run)) and not _is_holiday(name))


def _is_holiday(name: Name) -> bool:
    """Whether it names a day ("Boxing Day"), which dates are asked for."""
    return name.parts[-1] in _HOLIDAY_ENDS and name.words.lower().replace("’", "'") in HOLIDAYS


def runs(text: str, words: Columns) -> Iterator[list[int]]:
    """The words of each run of capitalised words, as their numbers: what may be a name, title and all."""
    starts, ends, texts = words
    run: list[int] = []
    for at, word in enumerate(texts):
        if word[0].islower() or not _is_part(word):
            continue
        if run and not _goes_on(text, ends[run[-1]], starts[at], texts[run[-1]]):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def run_around(text: str, words: Columns, at: int, reach: int) -> tuple[int, int]:
    """The run that a capitalised word is in, as its first word and the one behind its last.

    No word of it is further than `reach` words away.
    """
    starts, ends, texts = words
    first = last = at
    for near in range(at - 1, max(0, at - reach) - 1, -1):
        if _is_part(texts[near]):
            if not _goes_on(text, ends[near], starts[first], texts[near]):
                break
            first = near
        elif starts[first] - ends[near] > _FARTHEST:
            break
    for near in range(at + 1, min(len(texts), at + reach)):
        if _is_part(texts[near]):
            if not _goes_on(text, ends[last], starts[near], texts[last]):
                break
            last = near
        elif starts[near] - ends[last] > _FARTHEST:
            break
    return first, last + 1


def _is_part(word: str) -> bool:
    """Whether a word may be part of a name: a capitalised one, or a code."""
    return word[0].isupper() or (word[0] in _DIGITS and not word.isdigit() and _is_code(word))


def _is_code(word: str) -> bool:
    """Whether digits with letters are a name: "4x4", "143LR", and neither "1990s" nor "10bn"."""
    return any(letter.isupper() for letter in word) or "x" in word


def opens(text: str, start: int) -> bool:
    """Whether the word at `start` opens a sentence or a quotation, and may be capitalised for that alone."""
    if start > 1 and text[start - 1] == " " and text[start - 2].isalnum():
        return False
    return bool(_OPENS.search(text[max(0, start - 6) : start]))


def is_titled(text: str, words: Columns) -> bool:
    """Whether every word of weight is capitalised, as in a headline, or all of them are in capitals."""
    texts = words.texts
    if len(texts) < 5 or (text.rstrip().endswith(_STOPS) and not text.isupper()):
        return False
    if sum(word[0].isupper() for word in texts) < 3:
        return False
    return not any(word[0].islower() and KEYS[word] not in STOP for word in texts)


def _goes_on(text: str, end: int, start: int, last: str) -> bool:
    """Whether a name goes on from `end` to `start`."""
    if start - end > _FARTHEST or last.endswith(("'s", "’s")):
        return False
    if start - end == 1 and text[end] == " ":
        return True
    if _PARTICLE.fullmatch(text, end, start):
        return True
    if _OF.fullmatch(text, end, start):
        return last.lower() in _BODIES
    joint = _JOINED.fullmatch(text, end, start)
    if joint is None:
        return False
    if "." not in joint[0] or len(last) == 1 or last in ("St", "Mt", "Ft"):
        return True
    return last.lower() in TITLES and last.lower() not in SUFFIXES


def _name(text: str, words: Columns, run: list[int]) -> Name | None:
    """The name of one run, or None if nothing of it is a name."""
    starts, ends, texts = words
    kept = [at for number, at in enumerate(run) if _counts(texts, run, number)]
    soft = bool(kept) and kept[0] == run[0] and _may_be_plain(text, starts[run[0]])
    if soft and KEYS[texts[run[0]]] in STOP:
        kept, soft = kept[1:], False
    if not kept or (soft and len(kept) == 1):
        return None
    start, end = starts[kept[0]], ends[kept[-1]]
    return Name(start, end, text[start:end], tuple(bare(texts[at]) for at in kept), soft)


def _may_be_plain(text: str, start: int) -> bool:
    """Whether a capitalised word may be an ordinary one: it opens a sentence, and is no code ("9G")."""
    return text[start] not in _DIGITS and opens(text, start)


def _counts(texts: Sequence[str], run: list[int], number: int) -> bool:
    """Whether a capitalised word of a run is part of a name: no title, no weekday, no month but a surname."""
    key = KEYS[texts[run[number]]]
    before = KEYS[texts[run[number - 1]]] if number else ""
    if before in _ADDRESSES:
        return True
    if key == "may.":
        return bool(before) and before not in _CALENDAR and before not in STOP
    if key in _ABBREVIATED and any(KEYS[texts[at]] not in _CALENDAR for at in run[number + 1 :]):
        return True  # "Jan van der Meer"
    return key not in _CALENDAR and key not in TITLES and not (key in STOP and number == 0)


def bare(spelling: str) -> str:
    """The key of a word of a name, without a possessive, and one for all spellings of a country."""
    key = KEYS[spelling]
    if "'" in key:
        key = key.removesuffix("'s").removesuffix("'")
    return _SAME.get(key, key)


class _Bare(dict[str, str]):
    """Spellings to bare keys, found when first asked for."""

    def __missing__(self, spelling: str) -> str:
        if len(self) > 200_000:
            self.clear()
        key = self[spelling] = bare(spelling)
        return key


BARE: Final = _Bare()
