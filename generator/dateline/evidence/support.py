"""Which passage of an article supports a claim best, and how well: lexical support, not entailment.

Responsible for: the best window of one to three sentences, its score, its standing and its marks.
Must not know: stories, citations, other sources, what a quotation or a figure is worth.

The score is a logistic regression over what `measures` finds (named in `WEIGHTS`): how much of the claim's
content stands in the passage and in the article, in which company, which names and numbers are missing, and
whether a fact is in no part of the article (`provable`).
`eval/train_support.py` trained the weights on CLIFF-val and WiCE-dev; `eval/README.md` has the figures.

Speed: an article keeps at which words each stem stands. A claim asks for its own stems alone, so sentences
that share nothing with it are never looked at; windows are tried around the two that share most.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import exp, log
from operator import itemgetter, mul
from typing import Final, NamedTuple

from dateline.evidence.articles import Article
from dateline.evidence.asking import Asked, asked_of
from dateline.evidence.facts import Claim
from dateline.evidence.languages import ENGLISH
from dateline.evidence.marks import quoted
from dateline.evidence.provable import missing
from dateline.evidence.values import Passage, Span, Standing, Support
from dateline.evidence.verbatim import find

# On WiCE-dev and CLIFF-val: of what scores SUPPORTED or more, two thirds to four fifths are supported; of
# what is supported, less than a tenth scores less than WEAK. Of sentences held against another article of
# the BBC set, 95 % do.
SUPPORTED: Final = 0.595
WEAK: Final = 0.3

# What is measured of a claim in an article, and what it weighs.
WEIGHTS: Final = {
    "article recall": 0.184,
    "passage recall": 1.741,
    "trigrams": 1.128,
    "is there a name": 0.317,
    "a name missing": -0.422,
    "names missing in passage": -0.359,
    "numbers missing": -1.591,
    "words missing": -0.281,
    "further sentences": 0.257,
    "a fact missing": -1.258,
}
BIAS: Final = -1.170
_WEIGHTS: Final = tuple(WEIGHTS.values())
_TOP: Final = (
    0.900  # the chance of a sentence with a name that stands in the article as it is: the score is 1
)
_WIDEST: Final = 3  # sentences of a passage
_NARROW: Final = 50  # a further sentence must add a fiftieth of the claim's weight
_RAREST: Final = 6  # stems by which sentences are found
_TRIED: Final = 2  # sentences around which windows are tried
_FEWEST_QUOTED: Final = 3  # words of a quotation that tells where it is from


class Window(NamedTuple):
    """Consecutive sentences of an article."""

    first: int
    last: int
    held: frozenset[str]
    """The stems of the claim that are in them."""


def support(claim: str, article: Article, tag: str = "") -> Support:
    """What `article` does for `claim`: the passage that supports it best, a score from 0 to 1, its standing.

    `tag` is that of the language of the claim, "" where nothing says it.
    Of equal passages the shorter is taken, then the earlier. Time is linear in the length of both.
    The article's title counts as text, but a passage is from the text. Nothing is checked without a text,
    across languages or scripts, or in another language than English: stems, function words and weights are
    English. Where both are in one other language, the passage with most words in common is given even so.
    """
    if not article.sentences:
        return _unchecked(article, "no text is kept of this article")
    ask = asked_of(article, claim, tag)
    if article.language_name != ENGLISH:
        same = ask.language == article.language_name
        return _unchecked(article, f"in {article.language_name}", ask if same else None)
    if ask.language != ENGLISH:
        return _unchecked(article, f"the claim is in {ask.language}")
    if not ask.stems:
        return _word_for_word(claim, article) or _unchecked(article, "the claim has no words to look for")
    window = best_window(ask, article)
    if not window.held:
        return Support(article.key, Standing.UNSUPPORTED, 0.0, None)
    score = _score(ask, article, window)
    return Support(article.key, _standing(score), round(score, 4), _passage(article, window))


def _word_for_word(claim: str, article: Article) -> Support | None:
    """The support for a claim without content whose quotations stand in the article: He said “I am done.”"""
    said = [quote.text for quote in quoted(claim) if len(quote.text.split()) >= _FEWEST_QUOTED]
    places = [place for words in said if (place := find(words, article.read_text))]
    if not said or len(places) < len(said):
        return None
    start, end = places[0]
    low = bisect_right(article.sentences, start, key=itemgetter(0)) - 1
    high = bisect_left(article.sentences, end, key=itemgetter(0))
    first, last = article.sentences[low][0], article.sentences[high - 1][1]
    passage = Passage(first, last, article.text[first:last], ((start - first, end - first),))
    return Support(article.key, Standing.SUPPORTED, 1.0, passage)


def _unchecked(article: Article, why: str, ask: Asked | None = None) -> Support:
    """Not checked, and why; with the passage that shares most words, where there is one to look at."""
    window = best_window(ask, article) if ask else None
    passage = _passage(article, window) if window and window.held else None
    return Support(article.key, Standing.NOT_CHECKED, 0.0, passage, why)


def _standing(score: float) -> Standing:
    if score >= SUPPORTED:
        return Standing.SUPPORTED
    return Standing.WEAK if score >= WEAK else Standing.UNSUPPORTED


def best_window(ask: Asked, article: Article) -> Window:
    """The one to three sentences that hold most of the claim, each stem weighted by how rare it is.

    Sentences are found by the rarest stems that are shared; the best of them are tried with their neighbours.
    """
    where, rarities, sentences = article.stem_sentences, article.rarities, article.sentence_stems
    known = [stem for stem in ask.stems if stem in where]
    if not known:
        return Window(0, 0, frozenset())
    lone = next((where[stem][0] for stem in known if len(where[stem]) == 1), -1)
    if lone >= 0 and len(held := ask.stems & sentences[lone]) == len(known):
        return Window(lone, lone, held)  # all that is shared, and one word of it stands nowhere else
    shared = sorted([(-rarities[stem], where[stem]) for stem in known])
    votes: dict[int, int] = {}
    for vote, numbers in shared[:_RAREST]:
        for number in numbers:
            votes[number] = votes.get(number, 0) + vote
    _, first = min(zip(votes.values(), votes, strict=True))
    held = ask.stems & sentences[first]
    if len(held) == len(shared):  # no window holds more, and none that holds as much comes before
        return Window(first, first, held)
    total = (len(ask.stems) - len(shared)) * rarities[""] - sum([vote for vote, _ in shared])
    tops = sorted(zip(votes.values(), votes, strict=True))[:_TRIED]
    found = [_around(top, ask.stems, rarities, sentences, total // _NARROW) for _, top in tops]
    return max(found, key=itemgetter(0, 1, 2))[3]


def _around(
    number: int, stems: frozenset[str], rarities: dict[str, int], sentences: list[frozenset[str]], narrow: int
) -> tuple[int, int, int, Window]:
    """The best window that holds this sentence, after its weight, how short and how early it is."""
    held = stems & sentences[number]
    value = sum([rarities[stem] for stem in held])
    best = value, 0, -number, Window(number, number, held)
    rest = stems - held
    low, high = max(0, number - _WIDEST + 1), min(len(sentences), number + _WIDEST)
    gains = [rest & sentence for sentence in sentences[low:high]]
    if not any(gains):
        return best
    for first in range(low, number + 1):
        if first < number and not gains[first - low]:
            continue
        for last in range(number, min(first + _WIDEST, high)):
            if first == last or (last > number and not gains[last - low]):
                continue
            more = gains[first - low].union(*gains[first - low + 1 : last - low + 1])
            worth = value + sum([rarities[stem] for stem in more]) - narrow * (last - first)
            if worth > best[0] or (worth == best[0] and (first - last, -first) > best[1:3]):
                best = worth, first - last, -first, Window(first, last, held | more)
    return best


def _score(ask: Asked, article: Article, window: Window) -> float:
    """The score of a claim in an article; that of one whose words stand all in a sentence is known."""
    if not ask.trigrams and window.first == window.last and len(window.held) == len(ask.stems):
        return _WHOLE[bool(ask.names)]
    return score_of(measures(ask, article, window))


def measures(ask: Asked, article: Article, window: Window) -> tuple[float, ...]:
    """The features by which a claim is scored against a window of an article, in the order of `WEIGHTS`."""
    size = len(ask.stems)
    known = article.known_stems
    count = len(ask.stems & known)
    numbers_out, named = ask.numbers - known, ask.names <= known
    doubtful = ask.trigrams and (numbers_out or not named)
    return (
        count / size,
        len(window.held) / size,
        len(ask.trigrams & article.trigrams) / len(ask.trigrams) if ask.trigrams else count / size,
        1.0 if ask.names else 0.0,
        0.0 if named else 1.0,
        log(1 + len(ask.names - window.held)),
        len(numbers_out) / len(ask.numbers) if numbers_out else 0.0,
        log(1 + size - count),
        float(window.last - window.first),
        1.0 if doubtful and _lacks_a_fact(ask, article) else 0.0,
    )


def _lacks_a_fact(ask: Asked, article: Article) -> bool:
    """Whether a figure, a date or a full name of the claim is in no part of the article.

    Asked only where a name or a number is not there as it is written: all of them are read for it.
    """
    return bool(missing(Claim(ask.text, article.published, ask.tag), [article]))


def score_of(values: tuple[float, ...]) -> float:
    """The score of these measures, 0 to 1: the chance that an annotator says "supported", drawn out to 1."""
    return min(1.0, 1 / (1 + exp(-sum(map(mul, _WEIGHTS, values), BIAS))) / _TOP)


_WHOLE: Final = {
    named: score_of((1.0, 1.0, 1.0, float(named), 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)) for named in (False, True)
}
"""The score of a claim that stands in one sentence as it is, by whether it has a name."""


def _passage(article: Article, window: Window) -> Passage:
    """The sentences of a window, with the words that the claim shares."""
    start, end = article.sentences[window.first][0], article.sentences[window.last][1]
    low, high = article.sentence_words[window.first][0], article.sentence_words[window.last][1]
    starts, ends, _ = article.columns
    stems, held = article.stems, window.held
    marks: list[Span] = []
    previous = -3
    for at in [at for at, stem in enumerate(stems[low:high], low) if stem in held]:
        near = at - previous == 1 or (at - previous == 2 and not stems[at - 1])
        begin = marks.pop()[0] if near else starts[at] - start
        marks.append((begin, ends[at] - start))
        previous = at
    return Passage(start, end, article.text[start:end], tuple(marks))
