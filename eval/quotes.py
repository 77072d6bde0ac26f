"""Measures `dateline.evidence.quotes` on `bbc2225`: false alarms, and words changed inside quotations.

The protocol is that of the tuning sets' README ("Injected errors"), once on three of the first eight
sentences of every article and once on all sentences of all articles, each read within its paragraph. Found is
a change when the quotation is not judged verbatim; named, when the words said to differ include it.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypedDict

from dateline import sentences
from dateline.evidence.plain import plain
from dateline.evidence.quotes import Kind, ReadText, is_checked, judge, quoted_in, read
from dateline.evidence.readings import Quote

from results import keep

ROOT: Final = Path(__file__).parents[1]
DATA: Final = ROOT.parent / "shared" / "data" / "bbc2225.jsonl.gz"
LONG: Final = 20
"""Characters of a quotation in which a word is changed."""
_WORD: Final = re.compile(r"[^\W\d_]{4,}")


class Score(TypedDict):
    """What became of the quotations of some sentences."""

    sentences: int
    judged: int
    false_alarms: int
    changed: int
    found: float
    named: float
    changed_of_four_words: int
    found_of_four_words: float


def paragraphs(text: str) -> Iterator[list[str]]:
    """The sentences of each paragraph."""
    for paragraph in text.split("\n\n"):
        yield [paragraph[start:end] for start, end in sentences.split(paragraph)]


def early(text: str, chance: random.Random) -> Iterator[list[str]]:
    """Three of the first eight sentences of six words or more, each alone."""
    said = [text for paragraph in paragraphs(text) for text in paragraph if len(text.split()) >= 6]
    yield from ([sentence] for sentence in (chance.sample(said[:8], 3) if len(said) >= 8 else ()))


def changed(quote: Quote, words: list[str], chance: random.Random) -> tuple[Quote, tuple[int, int]] | None:
    """The quotation with one word of another text in place of its own, and where that is."""
    places = list(_WORD.finditer(quote.text))
    if len(quote.text) < LONG or not places:
        return None
    start, end = chance.choice(places).span()
    own = quote.text[start:end].casefold()  # the case of a first letter is no change
    other = next(word for word in iter(lambda: chance.choice(words), "") if word.casefold() != own)
    text = quote.text[:start] + other + quote.text[end:]
    return Quote(quote.start, quote.start + len(text), text), (start, start + len(other))


def measure(texts: list[str], *, whole: bool, seed: int = 7) -> Score:
    """The figures for three early sentences of each text, or for the whole of it."""
    chance = random.Random(seed)
    words = _WORD.findall(" ".join(texts[::40]))
    count = dict.fromkeys(
        ("sentences", "judged", "alarms", "changed", "found", "named", "four", "found four"), 0
    )
    for text in texts:
        article = read(text)
        for claims in paragraphs(text) if whole else early(text, chance):
            count["sentences"] += len(claims)
            for quote in (quote for quotes in quoted_in(claims) for quote in quotes):
                count["judged"] += is_checked(quote)
                count["alarms"] += judge(quote, [("own", article)]).kind is not Kind.VERBATIM
                other = changed(quote, words, chance)
                if other:
                    _count_change(count, *other, article)
    return Score(
        sentences=count["sentences"],
        judged=count["judged"],
        false_alarms=count["alarms"],
        changed=count["changed"],
        found=round(count["found"] / count["changed"], 4),
        named=round(count["named"] / count["changed"], 4),
        changed_of_four_words=count["four"],
        found_of_four_words=round(count["found four"] / count["four"], 4),
    )


def _count_change(count: dict[str, int], quote: Quote, span: tuple[int, int], article: ReadText) -> None:
    """Judge a changed quotation."""
    verdict = judge(quote, [("own", article)])
    found = verdict.kind is not Kind.VERBATIM
    count["changed"] += 1
    count["found"] += found
    count["four"] += is_checked(quote)
    count["found four"] += found and is_checked(quote)
    if verdict.altered:
        count["named"] += any(start < span[1] and span[0] < end for start, end in verdict.altered.differs)


def speed(texts: list[str]) -> dict[str, float]:
    """Microseconds for an article: its plain text, and its preparation; and for a quotation in it."""
    figures: dict[str, float] = {}
    began = time.perf_counter()
    for text in texts:
        plain(text)
    figures["plain"] = time.perf_counter() - began
    began = time.perf_counter()
    articles = [read(text) for text in texts]
    figures["read"] = time.perf_counter() - began
    found = [[quote for quotes in quoted_in([text]) for quote in quotes] for text in texts]
    began = time.perf_counter()
    for article, quotes in zip(articles, found, strict=True):
        for quote in quotes:
            judge(quote, [("own", article)])
    each = sum(map(len, found)) / len(texts)
    figures["judge"] = (time.perf_counter() - began) / each
    return {name: round(seconds / len(texts) * 1e6, 1) for name, seconds in figures.items()}


def main() -> int:
    """Print the table and keep the figures; 1 when a bar is missed."""
    if not DATA.exists():
        print(f"quotes: skipped, no {DATA.name} in ../shared/data")
        return 0
    with gzip.open(DATA, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines if not line.startswith('{"_meta"')]
    scores = {"three early": measure(texts, whole=False), "all": measure(texts, whole=True)}
    print(
        f"{'bbc2225, sentences':<20}{'n':>8}{'judged':>8}{'alarms':>8}{'changed':>9}{'found':>8}{'named':>8}"
    )
    for name, row in scores.items():
        counts = f"{row['sentences']:>8}{row['judged']:>8}{row['false_alarms']:>8}{row['changed']:>9}"
        print(f"{name:<20}{counts}{row['found']:>8.4f}{row['named']:>8.4f}")
    times = speed(texts)
    print(", ".join(f"{name}: {figure} µs" for name, figure in times.items()))
    keep("quotes", {"sets": scores, "microseconds": times, "bars": {"false_alarms": 0, "found": 1.0}})
    return int(any(row["false_alarms"] or row["found"] < 1 for row in scores.values()))


if __name__ == "__main__":
    sys.exit(main())
