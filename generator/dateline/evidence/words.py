"""Words of a text: where they stand, the key by which two spellings are one word, and its stem.

Responsible for: what a word is, which words carry content, and the folding of case, accents, apostrophes and
English endings. Must not know: sentences, articles, claims.

One pass over the text, in C: `columns` lets `re.split` alternate between gaps and words and adds up their
lengths. Folding and stemming are asked once per spelling (`KEYS`, `STEMS`) and looked up after that.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate
from typing import Final, NamedTuple

import Stemmer


def table(words: str) -> frozenset[str]:
    """The words of a text that is written to be read, as a set."""
    return frozenset(words.split())


def _pairs(table: str) -> dict[str, str]:
    parts = table.split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


STOP: Final = table(
    """a about above across after again against ago all almost along already also although always am amid
    among an and another any anyone anything are aren't around as at away back be became because become been
    before being below beside between both but by came can can't cannot could couldn't did didn't do does
    doesn't doing don't done down during each either else enough even ever every everyone everything few for
    from further get gets getting go goes going got had hadn't has hasn't have haven't having he he'd he'll
    he's her here hers herself him himself his how however i i'd i'll i'm i've if in indeed instead into is
    isn't it it's its itself just least less let like likely made make many may maybe me might more most much
    must my myself near nearly neither never next no none nor not nothing now of off often on once one only
    onto or other others our ours ourselves out over own per perhaps put quite rather really said same say
    saying says seem seemed shall she she'd she'll she's should shouldn't since so some someone something
    soon still such than that that's the their theirs them themselves then there there's therefore these
    they they'd they'll they're they've thing things this those though through thus to together told too
    toward towards under until up upon us very via was wasn't we we'd we'll we're we've well went were
    weren't what when where whether which while who who's whom whose why will with within without won't
    would wouldn't yet you you'd you'll you're you've your yours yourself"""
)
"""Keys of English words that carry no content of their own: function words, and "said"."""

_LONGEST: Final = 40  # characters of a word that are looked at; what is longer is no word of a language
_KEPT: Final = 200_000  # spellings remembered; a vocabulary of news has less
_PLAIN: Final = "[0-9A-Za-z]*+"  # of any letter or digit it takes three times as long to tell that it is one
# A dot, a comma, an apostrophe, all that is not ASCII: by what it is not, as each sign takes its time.
_INSIDE: Final = r"[^\0-&(-+\-/-\x7f]"
_WORD: Final = re.compile(
    rf"([^\W_]{_PLAIN}(?>(?:{_INSIDE}(?:(?<=[^\W_])|"
    r"(?:(?<=['’ʼ])|(?<=\d[.,])(?=\d)|(?<=\b[A-Za-z]\.)(?=[A-Za-z]\b))"  # won't; 1,000 and 3.2; U.S and a.m
    rf"[^\W_]){_PLAIN})*))"
)
_NAMES: Final = {"US": "u.s", "U.S": "u.s", "WHO": "w.h.o", "May": "may."}  # no words without content
# Two ways to write a number or a month are one stem.
_SAME: Final = _pairs(
    """two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13
    fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40
    fifty 50 sixty 60 seventy 70 eighty 80 ninety 90 first 1st second 2nd third 3rd fourth 4th fifth 5th
    sixth 6th seventh 7th eighth 8th ninth 9th tenth 10th jan januari feb februari mar march apr april
    jun june jul juli aug august sep septemb sept septemb oct octob nov novemb dec decemb"""
)
_STEMMER: Final = Stemmer.Stemmer("english", 0)  # keeps nothing itself: `STEMS` does
_APOSTROPHES: Final = {"’": "'", "ʼ": "'", "‘": "'"}
_STROKES: Final = {
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ı": "i",
    "æ": "ae",
    "Æ": "Ae",
} | {
    "œ": "oe",
    "Œ": "Oe",
    "ð": "d",
    "Ð": "D",
    "þ": "th",
    "Þ": "Th",
}
"""Letters that Unicode takes for letters of their own, as English newspapers print them: "Walesa"."""
_FOLDED: Final = str.maketrans(_APOSTROPHES | _STROKES)


class Columns(NamedTuple):
    """All words of a text, as columns: the n-th of each belongs to the n-th word."""

    starts: list[int]
    ends: list[int]
    texts: list[str]


def columns(text: str) -> Columns:
    """Where the words of `text` stand, and their spelling. Linear in its length; raises nothing."""
    parts = _WORD.split(text)
    edges = list(accumulate(map(len, parts)))
    return Columns(edges[:-1:2], edges[1::2], parts[1::2])


def spellings(text: str) -> list[str]:
    """The words of `text` as they are written, for who need not know where they stand."""
    return _WORD.findall(text)


def fold(spelling: str) -> str:
    """The key of one spelling: its letters and digits, with case and accents folded.

    "Señor’s" is "senor's", "Ph.D" is "phd", "1,000.5" is "1000.5"; "US" and "U.S" are "u.s", not "us".
    """
    if spelling in _NAMES:
        return _NAMES[spelling]
    plain = spelling[:_LONGEST]
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_FOLDED))
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    if plain[0].isdigit():
        plain = plain.replace(",", "")
    elif "." in plain:
        plain = plain.replace(".", "")
    return plain.casefold()


def stem(key: str) -> str:
    """What forms of one word share: "closing" and "closed" give "close", "five" and "5.0" give "5".

    English (Porter 2, by the Snowball project), after a possessive is cut off. Shown to nobody. Not kept: ask
    `STEMS` for words of a text.
    """
    word = key.partition("'")[0] or key
    if "." in word and word[0].isdigit():
        word = word.rstrip("0").rstrip(".")
    return _SAME.get(word) or _STEMMER.stemWord(word)


class _Keys(dict[str, str]):
    """Spellings to keys, found when first asked for."""

    def __missing__(self, spelling: str) -> str:
        if len(self) > _KEPT:
            self.clear()
        key = self[spelling] = fold(spelling)
        return key


class _Stems(dict[str, str]):
    """Spellings to stems; to "" for words that carry no content."""

    def __missing__(self, spelling: str) -> str:
        if len(self) > _KEPT:
            self.clear()
        key = KEYS[spelling]
        found = self[spelling] = "" if key in STOP else stem(key)
        return found


KEYS: Final = _Keys()
STEMS: Final = _Stems()


def is_content(key: str) -> bool:
    """Whether the word of this key says something by itself: no function word, no lone letter."""
    return key not in STOP and (len(key) > 1 or key.isdigit())
