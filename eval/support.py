"""Measures `dateline.evidence.support` on the tuning sets `cliff_val` and `wice_dev`: AUROC of the score.

A record is a claim of one or more sentences, a text, and whether the text supports the claim. Each sentence
is scored by itself; the record's score is their mean. WiCE's "partially supported" counts as not supported.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple, TypedDict

from dateline.evidence.articles import Article
from dateline.evidence.support import SUPPORTED, WEAK, support

from results import keep

DATA: Final = Path(__file__).parents[2] / "shared" / "data"
SETS: Final = {"CLIFF-val": "cliff_val", "WiCE-dev": "wice_dev"}
BARS: Final = {"CLIFF-val": 0.85, "WiCE-dev": 0.82}


class Record(NamedTuple):
    """A claim, sentence by sentence, with what it is said to rest on."""

    claims: tuple[str, ...]
    article: Article
    right: bool


class Figures(TypedDict):
    """How the score does on one set."""

    records: int
    auroc: float
    supported_precision: float
    """Of the records whose score says "supported", the share that is."""
    supported_recall: float
    unsupported_wrongly: float
    """Of the records that are supported, the share whose score says "unsupported"."""


def records(name: str) -> list[Record] | None:
    """The records of a set; None where it is absent."""
    path = DATA / f"{name}.jsonl.gz"
    if not path.exists():
        return None
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][1:]
    return [
        Record(
            tuple(row["claim_sents"]),
            Article("a", "", "", date(2000, 1, 1), "\n\n".join(row["source_sents"]), language="en"),
            row["label"] == 1,
        )
        for row in rows
    ]


def score(record: Record) -> float:
    """The mean of the scores of the claim's sentences."""
    return sum(support(claim, record.article).score for claim in record.claims) / len(record.claims)


def auroc(scores: Sequence[float], rights: Sequence[bool]) -> float:
    """How often a right one has a higher score than a wrong one; equal scores count half."""
    order = sorted(range(len(scores)), key=scores.__getitem__)
    ranks = [0.0] * len(scores)
    start = 0
    while start < len(order):
        stop = start
        while stop < len(order) and scores[order[stop]] == scores[order[start]]:
            stop += 1
        for at in order[start:stop]:
            ranks[at] = (start + stop + 1) / 2
        start = stop
    count = sum(rights)
    above = sum(rank for rank, right in zip(ranks, rights, strict=True) if right) - count * (count + 1) / 2
    return above / (count * (len(rights) - count))


def measure(rows: list[Record]) -> Figures:
    """The figures of one set."""
    scores, rights = [score(row) for row in rows], [row.right for row in rows]
    said = [right for value, right in zip(scores, rights, strict=True) if value >= SUPPORTED]
    lost = [value for value, right in zip(scores, rights, strict=True) if right and value < WEAK]
    return Figures(
        records=len(rows),
        auroc=round(auroc(scores, rights), 4),
        supported_precision=round(sum(said) / max(1, len(said)), 4),
        supported_recall=round(sum(said) / sum(rights), 4),
        unsupported_wrongly=round(len(lost) / sum(rights), 4),
    )


def main() -> int:
    """Print the table and keep the figures; 1 when a bar is missed."""
    figures: dict[str, Figures] = {}
    for title, name in SETS.items():
        rows = records(name)
        if rows is None:
            print(f"support: skipped, no {name}.jsonl.gz in ../shared/data")
            continue
        figures[title] = measure(rows)
    if not figures:
        return 0
    print(
        f"{'set':<12}{'records':>8}{'AUROC':>8}  bar  {'supported: P':>13}{'R':>8}{'wrongly unsupported':>21}"
    )
    for title, row in figures.items():
        said = f"{row['supported_precision']:>13.3f}{row['supported_recall']:>8.3f}"
        lost = f"{row['unsupported_wrongly']:>21.3f}"
        print(f"{title:<12}{row['records']:>8}{row['auroc']:>8.4f}  {BARS[title]:.2f} {said}{lost}")
    keep("support", {"sets": figures, "bars": BARS})
    return int(any(row["auroc"] < BARS[title] for title, row in figures.items()))


if __name__ == "__main__":
    sys.exit(main())
