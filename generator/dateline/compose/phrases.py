"""Phrases of an article that could be a heading: names and noun phrases, found without a grammar.

Responsible for telling where a noun phrase begins and ends: it stands between words that noun phrases stand
between, holds no figure and no verb, and its last word behaves like a noun in the sources. English habits.
Must not know: themes, what a phrase is worth.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Final, NamedTuple

from dateline.evidence.articles import Article
from dateline.evidence.words import KEYS, STEMS, STOP

MOST: Final = 6
"""Words of a phrase."""


def _table(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LEADS: Final = _table(
    """a about across after against amid among an another any around as at before between both by
    despite during each every few for from her his in including into its many more most no of on or
    other our over own several since some such than that the their these this those through toward
    towards under until with within without"""
)
"""What a noun phrase stands behind."""
_GIVES: Final = _table(
    """a an another any each every her his its no of own several some the their these this those"""
)
"""What a noun stands behind, or an adjective of it."""
_AUXILIARIES: Final = _table(
    """are be been can can't cannot could couldn't did didn't do does had has hasn't have is isn't may
    might must said says should was wasn't were will won't would wouldn't"""
)
_FOLLOWS: Final = _AUXILIARIES | _table(
    """across after against also amid among and around as at because before between but by despite during
    for from however if in including into near not of on or over since so such than that through toward
    towards under until when where which while who whose with within without"""
)
"""What may stand behind a noun phrase."""
_SUBJECTS: Final = _table(
    """also can could had has have he i it may might must never not she should they to we which who will
    would you"""
)
"""What a verb stands behind."""
_LINKS: Final = _table("of for on in against over")
VERBS: Final = _table(
    """according accuse add adds admit agree allow allows announce appear appears apply argue ask asks
    assuming became become began begin being believe bore bought break bring brings broke brought build
    buy calls came catch caught choose chose claim clash clashes close come comes coming condemn
    condemns confirm confirms consider continue create cut deal decide declare decries decry demand deny
    depicting describe develop die died dies dodge dodges draw drew drive drove eat expect explain face
    faces fall feel fell felt find finds flew follow following forget found gave get gets getting give
    gives giving go goes going got grew grow happen having hear heard held help hit hold holds hung hurt
    include includes including insist involve join keep keeps kept knew know lay lead leave leaves
    leaving led left let lie lies live look looks lose lost made make makes making marks mean means meet
    meets met mourn mourns move need open owes paid pass pay plans play promote promoted promotes
    provide put raise ran rang reach receive record recorded refuse reject remain remains reports
    require responds return rise rose run said sang sank sat saw say saying says see seek seeking seeks
    seem seems sell send sent serve set shook shot show sit slam slams sold speak spend spent spoke
    spread stand stands start step stood stop struck suggest swept swore take takes taking tell thank
    think thought threw throw told took tore try turn understand urge use using vow vows want wants warn
    watching wear went win woke won works wound write wrote
    blew crept dealt drank dug fled flung forgave forgot fought froze laid lent meant misled overcame
    overtook shone slept slid sought sped sprang stole stung swam taught understood undertook wept
    withdrew wore"""
)
_EMPTY: Final = _table(
    """a.m able afternoon am amount answer ap april area argument article associated august available
    back beginning behind best big biggest billion bit bottom capital case center centre comment
    comments couple day days december decision different dozen dozens dr early eight end evening eye
    eyes fact february first five following form former forms four friday front full good great half
    hand hands height highest home hour hours hundred hundreds interview january july june kind
    largest last late latest least length likely longest lot lots lowest main major man march may
    may. men middle million minute minutes moment monday month months morning mr mrs ms name new
    news next night nine november number october old one other others overnight own p.m part people
    percent photo picture place pm point press previous province question questions recent report
    reports rest result reuters same saturday second september seven side sides site six size sort
    source sources spokesman spokesperson spokeswoman statement story sunday ten thing things third
    thousand thousands three thursday time times today tomorrow top total tuesday two video way ways
    website wednesday week weeks woman women word words year years yesterday young
    abroad altogether anyway apart aside elsewhere forward indoors outdoors somehow somewhere"""
)
"""What no heading begins or ends with: it says nothing of its own."""
_NO_NOUN: Final = re.compile(
    r".{2,}(?:ly|ous|ful|less|able|ible|ive|ish|est|ed)|[a-z]{3,}(?:ic|ing)|[a-z]+-[a-z]+(?:ed|ing|old)"
)
_ENDS: Final = frozenset(',.;:—–)”"(!?')
_TIGHT: Final = frozenset("-’'/.&")


class Phrase(NamedTuple):
    """Words that stand side by side in a source."""

    words: str
    """As they are written there."""
    stems: tuple[str, ...]
    """Their stems, without words of no content."""
    noun: bool
    """Whether it ends in a noun, and not in a name."""


class Grammar:
    """What the sources show of their words: which stand where nouns do, and which where verbs do."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._nouns: Counter[str] = Counter()
        self._verbs: Counter[str] = Counter()
        self._small: set[str] = set()
        for article in articles:
            texts = article.columns.texts
            self._small.update(text for text in texts if text[0].islower())
            for before, key in pairwise(map(KEYS.__getitem__, texts)):
                if before in _GIVES:
                    self._nouns[key] += 1
                elif before in _SUBJECTS:
                    self._verbs[key] += 1

    def phrases(self, article: Article) -> Iterator[Phrase]:
        """The phrases of an article, in order, as often as they stand there. Linear in its length."""
        chunks = self._chunks(article)
        texts = article.columns.texts
        for number, (low, high) in enumerate(chunks):
            if found := self._phrase(article, low, high):
                yield found
            linked = number + 1 < len(chunks) and self._linked(article, high, chunks[number + 1][0])
            if linked and _joins(texts[low:high]):
                whole = self._phrase(article, low, chunks[number + 1][1])
                if whole:
                    yield whole

    def _linked(self, article: Article, high: int, low: int) -> bool:
        """Whether only "of", "for the" or the like stands between two chunks."""
        starts, ends, texts = article.columns
        between = texts[high:low]
        if not 1 <= len(between) <= 2 or KEYS[between[0]] not in _LINKS:
            return False
        if len(between) == 2 and between[1] not in ("the", "a", "an"):
            return False
        return starts[low] - ends[high - 1] == sum(map(len, between)) + len(between) + 1

    def _chunks(self, article: Article) -> list[tuple[int, int]]:
        """The runs of words with content that stand where noun phrases stand."""
        starts, ends, texts = article.columns
        text = article.text
        size = len(texts)
        found: list[tuple[int, int]] = []
        at = 0
        while at < size:
            if not self._belongs(texts[at]):
                at += 1
                continue
            high = at + 1
            while (
                high < size
                and text[ends[high - 1] : starts[high]] in (" ", "-")
                and self._belongs(texts[high])
            ):
                high += 1
            before = text[ends[at - 1] : starts[at]] if at else ". "
            behind = text[ends[high - 1] : starts[high]] if high < size else "."
            led = (before != " " and "&" not in before) or KEYS[texts[at - 1]] in _LEADS
            closed = behind[0] in _ENDS or (behind == " " and KEYS[texts[high]] in _FOLLOWS)
            if led and closed and before[-1] not in _TIGHT and high - at <= MOST:
                found.append((at, high))
            at = high
        return found

    def _belongs(self, text: str) -> bool:
        """Whether a word may be part of a phrase: it has content, and is no verb and no figure."""
        key = KEYS[text]
        if key in STOP or not text.replace("'", "").replace("’", "").isalpha():
            return False
        if text[0].isupper():
            return True
        if key in VERBS or key.endswith("ly"):
            return False
        return self._verbs[key] <= self._nouns[key]

    def _phrase(self, article: Article, low: int, high: int) -> Phrase | None:
        """The words from one number to another as a phrase; None if they make none."""
        starts, ends, texts = article.columns
        first, last = texts[low], texts[high - 1]
        key = KEYS[last]
        if high - low > MOST or key in _EMPTY or key.endswith(("'s", "'")):
            return None
        end = ends[high - 1] + 1
        if article.text[end - 1 : end + 1] == ". " and not self._is_end(article, end):
            return None  # "Cape St. George"
        if first[0].islower() and (KEYS[first] in _EMPTY or (first.endswith("ed") and high - low > 1)):
            return None
        if (high - low > 1 and first.endswith("ing")) or _has_verb(texts[low:high]):
            return None
        opens = low == 0 or article.text[ends[low - 1] : starts[low]].strip() != ""
        if opens and first[0].isupper() and (KEYS[first] in _EMPTY or first.lower() in self._small):
            return None
        noun = last[0].islower()
        if noun and _NO_NOUN.fullmatch(key) and high < len(texts) and KEYS[texts[high]] == "and":
            return None  # "the sinking and tilting tower"
        if noun and not self._is_noun(key, high - low):
            return None
        if not noun and (high - low == 1 or KEYS[first] in _HONORIFICS):
            return None
        stems = tuple(stem for text in texts[low:high] if (stem := STEMS[text]))
        return Phrase(article.text[starts[low] : ends[high - 1]], stems, noun)

    def _is_end(self, article: Article, at: int) -> bool:
        """Whether a sentence of the article ends at this offset."""
        number = bisect_left(article.sentences, at, key=itemgetter(1))
        return number < len(article.sentences) and article.sentences[number][1] == at

    def _is_noun(self, key: str, size: int) -> bool:
        """Whether a word behaves like a noun in the sources."""
        if _NO_NOUN.fullmatch(key) and not self._nouns[key] > 1:
            return False
        if self._verbs[key] > self._nouns[key]:
            return False
        if size == 1 or not key.endswith("s") or key.endswith("ss"):
            return size > 1 or self._nouns[key] > 1
        singular = (key[:-1], key.removesuffix("es"), key[:-3] + "y")
        return self._nouns[key] > 0 or any(self._nouns[one] for one in singular)


_HONORIFICS: Final = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "lord", "lady", "judge"}
)


def _joins(texts: Sequence[str]) -> bool:
    """Whether another noun phrase may hang on this one: it ends in a noun, and in no "Ober specializing"."""
    key = KEYS[texts[-1]]
    participle = len(texts) > 1 and texts[-2][0].isupper() and key.endswith(("ing", "ed"))
    return texts[-1][0].islower() and key not in _EMPTY and not participle


def _has_verb(texts: Sequence[str]) -> bool:
    """Whether a word in -ed stands beside a name as a verb does: "deputies released Webster"."""
    return any(
        text.endswith("ed")
        and text[0].islower()
        and "-" not in text
        and (behind[0].isupper() or (before[0].isupper() and not before.endswith(("'s", "’s"))))
        for before, text, behind in zip(texts, texts[1:], texts[2:], strict=False)
    )
