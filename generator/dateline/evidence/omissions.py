"""What a source says that the briefing leaves out: its sentences that no claim covers, and which are central.

Responsible for: which sentences are covered, which are furniture, and how central the others are. It counts
words in common and places in a text; nothing is understood. Must not know: stories, pages.

Time is linear in the article: a sentence meets only the claims that share a word with it, and only the
sentences that come first by themselves are looked for in the other sources.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from dateline.evidence.articles import Article
from dateline.evidence.asking import asked
from dateline.evidence.languages import ENGLISH
from dateline.evidence.support import best_window
from dateline.evidence.values import Span
from dateline.evidence.voices import same_voice
from dateline.evidence.words import STEMS, spellings

COVERED: Final = 0.5
"""Share of a sentence's words, figures counting double, from which on a claim says what it says."""
RELIED_ON: Final = 0.3
"""The same for a sentence of a passage that the briefing rests on."""
OPENING: Final = 3
"""How many sentences are the article's opening."""
_LOOKED_FOR: Final = 40  # sentences of an article that are looked for in the others
_SHARED: Final = 0.6  # share of a sentence's words that a passage of another source must hold
_ENOUGH: Final = 4  # words that it must hold at least
_FEWEST: Final = 3  # different words without which a sentence says nothing by itself
_LINE: Final = 8  # words up to which a line without a full stop is a heading or a caption
_ENDS: Final = (".", "!", "?", "…", "”", "’", '"', "'", ")", ":", "»")
# Plain text has one space between words. What may begin a sentence of a report ("Terms of the deal", "Related
# claims", "Copyright law") is furniture only with more.
_FURNITURE: Final = re.compile(
    r"(?:click|tap|swipe) (?:here|to|for)\b|(?:read|see|watch|listen) ?(?:more|also|next|now)\b"
    r"|(?:sign|log) (?:up|in)\b|subscribe\b|subscribers? only\b|get (?:the latest|our newsletter|breaking)\b"
    r"|(?:please )?(?:follow|like|join|contact|email|e-mail|support) (?:us|our)\b"
    r"|(?:advertisement|sponsored|related|recommended|most read)\b[^.]{0,40}\Z"
    r"|©|\(c\) |copyright (?:©|\(c\)|(?:\w{1,30} ){0,4}\d{4})|all rights reserved"
    r"|(?:photo|photograph|picture|image|credit|video)s?(?: by| credit)? ?:"
    r"|(?:writing|editing|additional reporting) by\b|reporting by [^.]{1,80}(?:;|\Z)"
    r"|this (?:article|story|report) (?:was|is|has been) "
    r"(?:first |originally )?(?:published|updated|amended|corrected)"
    r"|(?:we|this site) (?:may )?(?:use|uses|earn|earns) (?:cookies|commission|a commission)"
    r"|(?:share|print|save|comment) (?:this|on this)\b|skip to\b"
    r"|terms (?:of (?:use|service)|and conditions)\b|privacy policy",
    re.IGNORECASE,
)


class Left(msgspec.Struct, frozen=True):
    """A sentence of an article that the briefing leaves out."""

    start: int
    end: int
    score: float
    """How central it is, without a unit: only the order counts."""
    opening: bool
    figures: bool
    names: bool
    also: tuple[str, ...] = ()
    """The keys of other sources that say nearly the same."""


class Omissions(msgspec.Struct, frozen=True):
    """What the briefing leaves out of one article."""

    key: str
    sentences: int = 0
    """How many sentences of it say something."""
    left: tuple[Left, ...] = ()
    """Those that are left out, in their order."""
    why: str = ""
    """Why it was not compared, in words; "" when it was."""

    def top(self, count: int) -> tuple[Left, ...]:
        """The most central of what is left out, first the first; of equals the earlier."""
        return tuple(sorted(self.left, key=lambda left: (-left.score, left.start))[:count])

    def rest(self, count: int) -> tuple[Left, ...]:
        """What `top` leaves, in its order."""
        taken = set(self.top(count))
        return tuple(left for left in self.left if left not in taken)


class Said:
    """What a briefing says: its claims, asked which of them covers a sentence."""

    def __init__(self, claims: Iterable[str]) -> None:
        self._claims: defaultdict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(claims):
            for stem in {STEMS[spelling] for spelling in spellings(text)} - {""}:
                self._claims[stem].append(number)

    def share(self, stems: Iterable[str]) -> float:
        """The greatest share of these stems that one claim holds, 0 to 1; figures count double."""
        whole = 0
        held: Counter[int] = Counter()
        for stem in stems:
            weight = _weight(stem)
            whole += weight
            for claim in self._claims.get(stem, ()):
                held[claim] += weight
        return max(held.values(), default=0) / whole if whole else 0.0


def omissions(
    article: Article, said: Said, passages: Sequence[Span] = (), others: Sequence[Article] = ()
) -> Omissions:
    """The sentences of `article` that nothing which is `said` covers.

    `passages` are the parts of its text that the briefing rests on; `others` are the story's other sources.
    An article that cannot be compared (no text, another language) has none, and says why.
    """
    if not article.sentences:
        return Omissions(article.key, why="no text is kept of this article")
    if article.language_name != ENGLISH:
        return Omissions(article.key, why=f"in {article.language_name}")
    relied_on = _sentences_in(article, passages)
    found: list[Left] = []
    seen: set[frozenset[str]] = set()
    for number, span in enumerate(article.sentences):
        stems = article.sentence_stems[number] - {""}
        if stems in seen or _is_furniture(article, number, stems):
            continue
        seen.add(stems)
        share = said.share(stems)
        if share < (RELIED_ON if number in relied_on else COVERED):
            found.append(_left(article, number, span, stems))
    return Omissions(article.key, len(seen), tuple(_compared(article, found, others)))


def _weight(stem: str) -> int:
    return 2 if stem[0].isdigit() else 1


def _sentences_in(article: Article, passages: Sequence[Span]) -> set[int]:
    """The numbers of the sentences that lie in these passages."""
    starts = {start: number for number, (start, _) in enumerate(article.sentences)}
    found = set()
    for start, end in passages:
        number = starts.get(start)
        while number is not None and number < len(article.sentences) and article.sentences[number][0] < end:
            found.add(number)
            number += 1
    return found


def _is_furniture(article: Article, number: int, stems: frozenset[str]) -> bool:
    """True for what belongs to the page and not to the report: headings, captions, invitations, rights."""
    if len(stems) < _FEWEST:
        return True
    start, end = article.sentences[number]
    if _FURNITURE.match(article.text, start, end):
        return True
    low, high = article.sentence_words[number]
    return high - low <= _LINE and not article.text[start:end].rstrip().endswith(_ENDS)


def _left(article: Article, number: int, span: Span, stems: frozenset[str]) -> Left:
    """The sentence with how central it is by itself: by its place, its figures, its names and its words."""
    low, high = article.sentence_words[number]
    texts = article.columns.texts[low:high]
    figures = any(text[0].isdigit() for text in texts) or any(
        stem[:2].isdigit() for stem in stems if stem[1:]
    )
    names = any(text[0].isupper() and STEMS[text] for text in texts[1:])
    often = sum(min(len(article.stem_places[stem]), 5) - 1 for stem in stems) / (4 * len(stems))
    score = 1.5 / (1 + number / OPENING) + 0.5 * figures + 0.4 * names + often
    return Left(*span, round(score, 4), number < OPENING, figures, names)


def _compared(article: Article, found: list[Left], others: Sequence[Article]) -> list[Left]:
    """The sentences, the most central of them with the sources that say so too: that adds to their score."""
    comparable = [other for other in others if other.sentences and other.language_name == ENGLISH]
    worth = {other.key: 0.0 if same_voice(article, other) else 0.7 for other in comparable}
    first = set(sorted(found, key=lambda left: (-left.score, left.start))[:_LOOKED_FOR])
    return [_also(article, left, comparable, worth) if left in first else left for left in found]


def _also(article: Article, left: Left, others: Sequence[Article], worth: Mapping[str, float]) -> Left:
    """The sentence with the others that say nearly the same; `worth` is what each adds to its score."""
    ask = asked(article.text[left.start : left.end])
    enough = max(_ENOUGH, _SHARED * len(ask.stems))
    keys = [other.key for other in others if len(best_window(ask, other).held) >= enough]
    more = min(1.4, sum(worth[key] for key in keys))
    return msgspec.structs.replace(left, also=tuple(keys), score=round(left.score + more, 4))
