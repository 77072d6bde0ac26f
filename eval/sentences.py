"""Measures `dateline.sentences` on the tuning set `sbd`: sentence ends found, and speed."""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Final, TypedDict

from dateline.sentences import split

from results import keep

ROOT: Final = Path(__file__).parents[1]
DATA: Final = ROOT.parent / "shared" / "data" / "sbd.jsonl.gz"
BARS: Final = {"GUM news (Wikinews)": 0.97, "all": 0.97}


class Record(TypedDict):
    """One text of the set, with the offsets behind its sentences."""

    set: str
    text: str
    ends: list[int]


class Score(TypedDict):
    """How the ends found compare with the gold ends of one set."""

    sentences: int
    precision: float
    recall: float
    f1: float


class Figures(TypedDict):
    """What is kept of a run."""

    sets: dict[str, Score]
    mchars_per_second: float
    bars: dict[str, float]


def records(path: Path) -> list[Record]:
    """The texts of the set; the first line, which describes it, is left out."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines][1:]


def score(texts: list[Record]) -> Score:
    """Precision, recall and F1 of the sentence ends over all texts."""
    right = found = gold = 0
    for record in texts:
        ends = {end for _, end in split(record["text"])}
        right += len(ends & set(record["ends"]))
        found += len(ends)
        gold += len(record["ends"])
    precision, recall = right / found, right / gold
    f1 = 2 * precision * recall / (precision + recall)
    return Score(sentences=gold, precision=round(precision, 4), recall=round(recall, 4), f1=round(f1, 4))


def speed(texts: list[Record], size: int = 2_000_000) -> float:
    """Millions of characters a second, the best of three runs."""
    text = "\n\n".join(record["text"] for record in texts)
    text *= size // len(text) + 1
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        split(text)
        best = min(best, time.perf_counter() - start)
    return round(len(text) / best / 1e6, 1)


def measure(path: Path = DATA) -> Figures | None:
    """The figures of every set, or None where the data is absent."""
    if not path.exists():
        return None
    texts = records(path)
    sets: dict[str, list[Record]] = defaultdict(list)
    for record in texts:
        sets[record["set"]].append(record)
    scores = {name: score(members) for name, members in sorted(sets.items())} | {"all": score(texts)}
    return Figures(sets=scores, mchars_per_second=speed(texts), bars=BARS)


def main() -> int:
    """Print the table and keep the figures; 1 when a bar is missed."""
    figures = measure()
    if figures is None:
        print(f"sentences: skipped, no {DATA.name} in ../shared/data")
        return 0
    scores = figures["sets"]
    print(f"{'set':<24}{'sentences':>10}{'P':>8}{'R':>8}{'F1':>8}  bar")
    for name, row in scores.items():
        figure = f"{row['precision']:>8.4f}{row['recall']:>8.4f}{row['f1']:>8.4f}"
        print(f"{name:<24}{row['sentences']:>10}{figure}  {BARS.get(name, '')}")
    print(f"{figures['mchars_per_second']} million characters a second")
    keep("sentences", figures)
    return int(any(scores[name]["f1"] < bar for name, bar in BARS.items()))


if __name__ == "__main__":
    sys.exit(main())
