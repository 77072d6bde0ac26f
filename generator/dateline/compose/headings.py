"""A short heading for each theme, made of words that stand side by side in its own lines.

Responsible for finding phrases that read as headings (a name, a noun phrase) and for taking the one that says most of
its theme and least of the others. There is no grammar here: a phrase stands between words that noun phrases stand
between, and its last word must behave like a noun in the sources. English habits. Must not know: how lines came
together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from dateline.compose.background import rarities
from dateline.evidence.articles import Article
from dateline.evidence.words import KEYS, STEMS, STOP, columns

MOST: Final = 6
"""Words of a heading."""


def _table(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LEADS: Final = _table(
    """the a an his her their its our this that these those some any no every each more most many several few of in on
    at by for with from into over under about against after before between during through without within among
    amid toward towards and or than as both other another own such including despite across around since until"""
)
"""What a noun phrase stands behind."""
_GIVES: Final = _table(
    "the a an his her their its this these those every each another some any no own of several"
)
"""What a noun stands behind, or an adjective of it."""
_AUXILIARIES: Final = _table(
    """is are was were has have had will would can could may might should must do does did said says be been isn't
    wasn't hasn't won't wouldn't didn't cannot can't couldn't"""
)
_FOLLOWS: Final = _AUXILIARIES | _table(
    """of in on at by for with from into over under against after before between during through without within
    among amid toward towards and or but that which who whose where when while as than because since until if so also
    however including despite across around near such not"""
)
"""What may stand behind a noun phrase."""
_SUBJECTS: Final = _table(
    """he she they it we i you who which to will would can could may might should must not has have had never also"""
)
"""What a verb stands behind."""
_LINKS: Final = _table("of for on in against over at between")
_VERBS: Final = _table(
    """say tell ask go come take make give get find know think see want become leave feel bring begin keep hold write
    stand hear let mean set meet pay sit speak lie lead grow lose fall send build understand draw break spend cut rise
    drive buy wear choose seek throw catch deal win forget sell eat include continue believe happen appear consider
    remain add expect suggest require allow follow create serve die reach raise pass decide return explain describe
    develop agree thank receive join involve apply provide announce warn urge vow deny admit accuse confirm insist
    argue claim declare refuse reject demand seem stop start open close help try use need show turn move live play run
    look put hit hold step face marks comes goes takes makes gives gets finds keeps holds means leaves says brings
    wants seems seeks vows faces adds told said took gave made went came met left put cut began became paid sent sold
    won lost held kept led found thought knew saw got felt brought wrote stood heard sat spoke fell rose drove bought
    chose threw caught spent broke grew ran lay rang spread struck swept hurt bore drew flew hung sang shook shot sank
    swore tore woke wound died lies stands dies looks allows includes remains appears owes plans works set being
    having making taking going coming saying getting leaving giving using according including following"""
)
_EMPTY: Final = _table(
    """lot number year years month months week weeks day days time times way ways part people man men woman women
    percent thing things kind sort end hour hours minute minutes today yesterday tomorrow monday tuesday wednesday
    thursday friday saturday sunday january february march april may may. june july august september october november
    december moment place case fact point side area home name words word statement spokesman spokeswoman spokesperson
    mr mrs ms dr million billion thousand hundred dozen dozens hundreds thousands new last first second third latest
    recent late early next previous other others least former same different good great big old young own able
    available likely full half couple one two three four five six seven eight nine ten total amount result rest reuters
    ap associated press news report reports source sources morning afternoon evening night interview following p.m a.m
    pm am largest biggest best longest highest lowest main major"""
)
_NO_NOUN: Final = re.compile(r".{2,}(?:ly|ous|ful|less|able|ible|ive|ish|ary|est|ed)|[a-z]{3,}(?:ic|ing)")
_BROKEN: Final = re.compile(r"[^\s]")


class _Phrase(NamedTuple):
    words: str
    stems: tuple[str, ...]
    named: bool
    """Whether a capitalised word is in it."""
    noun: bool
    """Whether it ends in a noun without a capital."""


class Headings:
    """Finds headings for the themes of one story; what the sources show of its words is counted once."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._nouns: Counter[str] = Counter()
        self._verbs: Counter[str] = Counter()
        self._seen: Counter[tuple[str, str]] = Counter()
        self._lower: Counter[str] = Counter()
        for article in articles:
            texts = article.columns.texts
            keys = list(map(KEYS.__getitem__, texts))
            for before, key in zip(keys, keys[1:], strict=False):
                if before in _GIVES:
                    self._nouns[key] += 1
                elif before in _SUBJECTS:
                    self._verbs[key] += 1
            stems = article.stems
            self._seen.update(zip(stems, stems[1:], strict=False))
            self._lower.update(word for word in texts if word[0].islower())

    def of(self, themes: Sequence[Sequence[str]]) -> list[str]:
        """A heading for each theme, given the texts of its lines; "" where no phrase will do. No two are alike."""
        counts = [Counter(stem for line in lines for stem in _stems(line)) for lines in themes]
        total = sum(counts, Counter[str]())
        used: set[str] = set()
        found: list[str] = []
        for lines, count in zip(themes, counts, strict=True):
            phrases = dict.fromkeys(phrase for line in lines for phrase in self._phrases(line))
            ranked = sorted(
                (
                    (-self._worth(phrase, count, total, len(lines)), at, phrase)
                    for at, phrase in enumerate(phrases)
                ),
            )
            best = next(
                (
                    phrase
                    for _, _, phrase in ranked
                    if not used.issuperset(phrase.stems[-1:])
                    and not (len(used.intersection(phrase.stems)) * 2 > len(phrase.stems))
                ),
                None,
            )
            if best is None:
                found.append("")
                continue
            used.update(best.stems)
            found.append(best.words[0].upper() + best.words[1:])
        return found

    def _worth(self, phrase: _Phrase, count: Counter[str], total: Counter[str], lines: int) -> float:
        """How much a phrase says of its theme and of no other."""
        rare = rarities()
        worth = 0.0
        for stem in set(phrase.stems):
            own = count[stem]
            worth += min(rare[stem], 4.5) * (own / lines) ** 0.5 * own / (total[stem] + 0.5)
        pairs = zip(phrase.stems, phrase.stems[1:], strict=False)
        known = sum(1 for pair in pairs if self._seen[pair] > 1)
        worth *= 1 + 0.2 * min(known, 2)
        size = len(phrase.words.split())
        worth *= {1: 0.55, 2: 1.0, 3: 1.0, 4: 0.85, 5: 0.7}.get(size, 0.6)
        return worth * (1.3 if phrase.noun else 1.0) * (1.1 if phrase.named else 1.0)

    def _phrases(self, line: str) -> Iterator[_Phrase]:
        """The phrases of a line that read as a heading."""
        words = columns(line)
        texts = words.texts
        keys = list(map(KEYS.__getitem__, texts))
        for low, high in self._chunks(line):
            yield from self._phrase(line, words.starts, words.ends, texts, low, high)
            # "cost of the tram": two chunks with a link between them
            link = high
            if link < len(keys) and keys[link] in _LINKS and words.starts[link] == words.ends[high - 1] + 1:
                onward = link + 1 + (link + 1 < len(keys) and keys[link + 1] in ("the", "a", "an"))
                for low2, high2 in self._chunks(line):
                    if low2 == onward and words.starts[low2] - words.ends[low2 - 1] == 1:
                        yield from self._phrase(line, words.starts, words.ends, texts, low, high2, high)

    def _chunks(self, line: str) -> list[tuple[int, int]]:
        """The runs of words with content that stand where noun phrases stand."""
        starts, ends, texts = columns(line)
        keys = list(map(KEYS.__getitem__, texts))
        found: list[tuple[int, int]] = []
        at = 0
        while at < len(texts):
            if not self._belongs(texts[at], keys[at]):
                at += 1
                continue
            high = at + 1
            while (
                high < len(texts)
                and line[ends[high - 1] : starts[high]] in (" ", "-")
                and self._belongs(texts[high], keys[high])
            ):
                high += 1
            led = (
                at == 0
                or keys[at - 1] in _LEADS
                or line[ends[at - 1] : starts[at]] != " "
                or keys[at - 1] in _AUXILIARIES
            )
            tight = at > 0 and starts[at] - ends[at - 1] == 1 and line[ends[at - 1]] in "-’'/"
            gap = line[ends[high - 1] : starts[high]] if high < len(texts) else "."
            closed = (
                (gap.strip()[:1] in (",", ".", ";", ":", "—", "–", ")", "”", '"', "(")
                and gap != " ")
                or (gap == " " and keys[high] in _FOLLOWS)
            )
            if led and closed and not tight:
                found.append((at, high))
            at = high
        return found

    def _belongs(self, text: str, key: str) -> bool:
        """Whether a word may be part of a phrase: it has content, and is no verb and no figure."""
        if key in STOP or text[0].isdigit() or any(letter.isdigit() for letter in text):
            return False
        if text[0].isupper():
            return True
        plain = key.partition("'")[0]
        if plain in _VERBS or key.endswith("ly"):
            return False
        return self._verbs[key] <= self._nouns[key]

    def _phrase(
        self,
        line: str,
        starts: Sequence[int],
        ends: Sequence[int],
        texts: Sequence[str],
        low: int,
        high: int,
        join: int = 0,
    ) -> Iterator[_Phrase]:
        """The phrase between two words, if it is one."""
        if high - low > MOST:
            return
        words = line[starts[low] : ends[high - 1]]
        if "'s " in words.replace("’", "'") and high - low > 4:
            return
        last, key = texts[high - 1], KEYS[texts[high - 1]]
        if (
            key in _EMPTY
            or key.endswith(("'s", "'"))
            or (KEYS[texts[low]] in _EMPTY
            and texts[low][0].islower())
        ):
            return
        if join and (KEYS[texts[join - 1]] in _EMPTY or texts[join - 1][0].isupper()):
            return
        stems = tuple(stem for text in texts[low:high] if (stem := STEMS[text]))
        noun = last[0].islower()
        if noun and (_NO_NOUN.fullmatch(key) or self._verbs[key] > self._nouns[key]):
            return
        if (
            noun
            and high - low > 1
            and last.endswith("s")
            and not self._nouns[key]
            and not self._is_plural(key)
        ):
            return
        if not noun and len(stems) == 1 and low == 0 and self._lower[last.lower()]:
            return
        if not noun and key in _EMPTY:
            return
        yield _Phrase(words, stems, any(text[0].isupper() for text in texts[low + (low == 0) : high]), noun)

    def _is_plural(self, key: str) -> bool:
        """Whether a word in -s is, as far as the sources show, no verb: its singular stands behind an article."""
        return bool(
            self._nouns[key[:-1]] or self._nouns[key.removesuffix("es")] or self._nouns[key[:-3] + "y"]
        )


def _stems(line: str) -> set[str]:
    return {STEMS[word] for word in columns(line).texts} - {""}
