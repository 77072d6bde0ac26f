"""An article as evidence: its plain text, read once and asked by every claim that cites it.

What is found in the text (its sentences, words, figures, names, dates) is found when it is first asked for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import log

import msgspec

from dateline import sentences
from dateline.dates.mentions import Mention, mentions, unclear
from dateline.evidence import verbatim, words
from dateline.evidence.broken import whole
from dateline.evidence.contrast import Row
from dateline.evidence.digits import digits
from dateline.evidence.figures import figures
from dateline.evidence.held import Held
from dateline.evidence.languages import ENGLISH, language
from dateline.evidence.names import BARE, names
from dateline.evidence.notices import upheld
from dateline.evidence.readings import Figure, Name, Size
from dateline.evidence.sizes import sizes
from dateline.evidence.values import Span
from dateline.evidence.verbatim import ReadText
from dateline.once import keeping, once


@lru_cache(256)
def _rarities(count: int) -> list[int]:
    """What one in so many of `count` sentences tells, from none of them on."""
    return [round(1000 * log(count / (few + 0.5))) for few in range(count)]


@dataclass(frozen=True)
@keeping
class Article:
    """A source as evidence. `text` is plain: no Markdown, no HTML; "" when the newsroom kept none."""

    key: str
    publisher: str
    title: str
    published: date
    text: str
    agency: str = ""
    language: str = ""
    """The tag of its language; "" for the site's own."""
    author: str = ""

    @once
    def sentences(self) -> tuple[Span, ...]:
        """Where its sentences stand."""
        return sentences.split(self.text)

    @once
    def upheld(self) -> str:
        """Its text, blank where its own corrections take something back."""
        return upheld(self.text, self.sentences)

    @once
    def columns(self) -> words.Columns:
        """Its words, as columns of starts, ends and spellings, without those that it takes back."""
        return words.columns(self.upheld)

    @once
    def sentence_words(self) -> tuple[Span, ...]:
        """The range of words of every sentence."""
        starts = self.columns.starts
        lows = [bisect_left(starts, start) for start, _ in self.sentences]
        return tuple(zip(lows, [*lows[1:], len(starts)], strict=False))  # no word lies between two of them

    @once
    def language_name(self) -> str:
        """The name of the language that its text is in, by its tag, else by its words."""
        return language(self.text, self.columns.texts, self.language, self.stems)

    @once
    def keys(self) -> list[str]:
        """The key of every word, as names and neighbours are compared."""
        return list(map(BARE.__getitem__, self.columns.texts))

    @once
    def stems(self) -> list[str]:
        """The stem of every word; "" for words without content."""
        return list(map(words.STEMS.__getitem__, self.columns.texts))

    @once
    def sentence_stems(self) -> list[frozenset[str]]:
        """The stems of every sentence; "" may be among them."""
        stems = self.stems
        return [frozenset(stems[low:high]) for low, high in self.sentence_words]

    @once
    def stem_places(self) -> dict[str, list[int]]:
        """At which words every stem stands; words without content are left out."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, stem in enumerate(self.stems):
            if stem:
                places[stem].append(at)
        return dict(places)

    @once
    def stem_sentences(self) -> dict[str, list[int]]:
        """In which sentences every stem stands, in order."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, stems in enumerate(self.sentence_stems):
            for stem in stems:
                found[stem].append(number)
        found.pop("", None)
        return dict(found)

    @once
    def rarities(self) -> dict[str, int]:
        """What every stem tells of where in the text one is: the logarithm of one in so many sentences.

        In thousandths, whole: their sum is the same in whatever order a set gives them. "" is for what the
        text does not hold.
        """
        of = _rarities(len(self.sentence_stems) + 1)
        found = {stem: of[len(where)] for stem, where in self.stem_sentences.items()}
        found[""] = of[0]
        return found

    @once
    def known_stems(self) -> frozenset[str]:
        """The stems of its text and its title."""
        title = map(words.STEMS.__getitem__, words.spellings(self.title))
        return frozenset(self.stem_sentences).union(title) - {""}

    @once
    def trigrams(self) -> frozenset[tuple[str, str, str]]:
        """Each three words that follow one another, by their keys."""
        keys = list(map(words.KEYS.__getitem__, self.columns.texts))
        return frozenset(zip(keys, keys[1:], keys[2:], strict=False))

    @once
    def figures(self) -> tuple[Figure, ...]:
        """The figures of its text and then those of its title, which stand at negative offsets.

        In another language than English these are its numbers in digits.
        """
        if self.language_name != ENGLISH:
            return digits(self.upheld) + tuple(
                msgspec.structs.replace(one, start=one.start - len(self.title), end=one.end - len(self.title))
                for one in digits(self.title)
            )
        return figures(self.upheld, self.columns) + tuple(
            msgspec.structs.replace(
                figure, start=figure.start - len(self.title), end=figure.end - len(self.title)
            )
            for figure in figures(self.title)
        )

    @once
    def sizes(self) -> tuple[tuple[int, Size], ...]:
        """How long, far or heavy what its text tells of is, each with where it stands."""
        return tuple(sizes(self.upheld, self.figures))

    @once
    def mentions(self) -> tuple[Mention, ...]:
        """The dates of its text and then those of its title, which stand at negative offsets."""
        return mentions(self.upheld, self.published) + tuple(
            msgspec.structs.replace(
                named, start=named.start - len(self.title), end=named.end - len(self.title)
            )
            for named in mentions(self.title, self.published)
        )

    @once
    def unclear(self) -> tuple[Mention, ...]:
        """The days that dates of its text may mean whose order nobody says: "02/03/2025" gives two."""
        return tuple(day for both in unclear(self.upheld) for day in both)

    @once
    def names(self) -> tuple[Name, ...]:
        """The names of its text."""
        return names(self.upheld, self.columns)

    @once
    def held(self) -> Held:
        """The words that may hold a name: its text's, its title's, and who wrote and published it."""
        about = f"{self.title} | {self.publisher} | {self.agency} | {self.author}"
        return Held(self.columns, words.columns(about))

    @once
    def told_by(self) -> frozenset[str]:
        """The words of who wrote and published it, as names are compared."""
        about = words.columns(f"{self.publisher} {self.agency} {self.author}")
        return frozenset(BARE[text] for text in about.texts)

    @once
    def row(self) -> Row:
        """Its words in their order, to compare neighbours in."""
        return Row(self.upheld, self.columns, self.keys, self.stem_places, self.sentence_words)

    @once
    def read_text(self) -> ReadText:
        """Its text, prepared to be searched for quotations."""
        return verbatim.read(self.upheld)

    @once
    def read_whole(self) -> tuple[ReadText, ...]:
        """Its text as it would be had nobody interrupted a quotation to say whose it is, in two ways."""
        return tuple(map(verbatim.read, whole(self.upheld)))

    @once
    def read_title(self) -> ReadText:
        """Its title, prepared in the same way."""
        return verbatim.read(self.title)
