"""Measures `dateline.dates.mentions` on the tuning set `tempeval3`: dates found, resolved, and speed."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
import sys
import time
from pathlib import Path
from typing import Final, TypedDict

from dateline.dates.mentions import Mention, mentions

from results import keep

ROOT: Final = Path(__file__).parents[1]
DATA: Final = ROOT.parent / "shared" / "data" / "tempeval3.jsonl.gz"
SETS: Final = {"timebank": "TimeBank", "aquaint": "AQUAINT"}
BARS: Final = {"relaxed": 0.88, "value": 0.78, "day_value": 0.92}
SLOWEST: Final = 3.0
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Timex(TypedDict):
    """One gold expression: its offsets, its type (DATE, TIME, DURATION, SET) and its TIMEX3 value."""

    start: int
    end: int
    type: str
    value: str


class Record(TypedDict):
    """One document of the set, with the day on which it was written."""

    set: str
    id: str
    dct: str
    text: str
    timex: list[Timex]


class Score(TypedDict):
    """F1 of overlapping spans (relaxed), of equal ones (strict), of overlapping ones with an equal value."""

    gold: int
    found: int
    relaxed: float
    strict: float
    value: float
    day_gold: int
    day_relaxed: float
    day_value: float


class Whole(TypedDict):
    """F1 over all expressions: dates, times, durations and sets."""

    gold: int
    found: int
    relaxed: float
    value: float


class Figures(TypedDict):
    """What is kept of a run."""

    sets: dict[str, Score]
    all_types: dict[str, Whole]
    ms_per_500_words: float
    bars: dict[str, float]


Pairs = list[tuple[list[Timex], list[Mention]]]


def records(path: Path) -> list[Record]:
    """The documents of the set; the first line, which describes it, is left out."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines][1:]


def overlaps(gold: Timex, found: Mention) -> bool:
    """True if the two share a character."""
    return gold["start"] < found.end and found.start < gold["end"]


def compared(documents: list[Record]) -> Pairs:
    """The gold dates and the mentions of each document; a mention on a gold TIME counts neither way."""
    pairs: Pairs = []
    for record in documents:
        dates = [timex for timex in record["timex"] if timex["type"] == "DATE"]
        times = [timex for timex in record["timex"] if timex["type"] == "TIME"]
        found = mentions(record["text"], dt.date.fromisoformat(record["dct"]), vague=True)
        pairs.append((dates, [one for one in found if not any(overlaps(timex, one) for timex in times)]))
    return pairs


def counts(pairs: Pairs, *, days: bool) -> tuple[int, int, int, int, int]:
    """How many gold dates, mentions, overlaps, equal spans, equal values; with `days` of single days only.

    Values of days are compared by their ten characters: "1998-01-08" is right for "1998-01-08TMO".
    """
    gold = found = relaxed = strict = valued = 0
    for dates, given in pairs:
        wanted = [timex for timex in dates if not days or _DAY.match(timex["value"])]
        taken = [one for one in given if not days or _DAY.match(one.value)]
        gold, found = gold + len(wanted), found + len(taken)
        for one in taken:
            timex = next((timex for timex in wanted if overlaps(timex, one)), None)
            if timex is not None:
                relaxed += 1
                strict += (timex["start"], timex["end"]) == (one.start, one.end)
                valued += timex["value"][: 10 if days else None] == one.value[: 10 if days else None]
    return gold, found, relaxed, strict, valued


def score(documents: list[Record]) -> Score:
    """The F1 figures over some documents."""
    pairs = compared(documents)
    gold, found, relaxed, strict, valued = counts(pairs, days=False)
    day_gold, day_found, day_relaxed, _, day_valued = counts(pairs, days=True)
    both, day_both = (gold + found) / 2, (day_gold + day_found) / 2
    return Score(
        gold=gold,
        found=found,
        relaxed=round(relaxed / both, 4),
        strict=round(strict / both, 4),
        value=round(valued / both, 4),
        day_gold=day_gold,
        day_relaxed=round(day_relaxed / day_both, 4),
        day_value=round(day_valued / day_both, 4),
    )


def score_all(documents: list[Record]) -> Whole:
    """The F1 figures over expressions of every type, with durations and sets asked for."""
    gold = found = relaxed = valued = 0
    for record in documents:
        written = dt.date.fromisoformat(record["dct"])
        given = mentions(record["text"], written, vague=True, durations=True)
        gold, found = gold + len(record["timex"]), found + len(given)
        for one in given:
            timex = next((timex for timex in record["timex"] if overlaps(timex, one)), None)
            if timex is not None:
                relaxed += 1
                valued += timex["value"] == one.value
    both = (gold + found) / 2
    return Whole(gold=gold, found=found, relaxed=round(relaxed / both, 4), value=round(valued / both, 4))


def speed(documents: list[Record], words: int = 500) -> float:
    """Milliseconds of CPU for an article of so many words, the best of three runs over all the texts."""
    split = " ".join(record["text"] for record in documents).split()
    articles = [" ".join(split[at : at + words]) for at in range(0, len(split) - words, words)]
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for article in articles:
            mentions(article, dt.date(1998, 2, 1))
        best = min(best, time.process_time() - start)
    return round(best / len(articles) * 1000, 2)


def measure(path: Path = DATA) -> Figures | None:
    """The figures of every set, or None where the data is absent."""
    if not path.exists():
        return None
    documents = records(path)
    scores = {
        shown: score([record for record in documents if record["set"] == name])
        for name, shown in SETS.items()
    }
    whole = {
        shown: score_all([record for record in documents if record["set"] == name])
        for name, shown in SETS.items()
    }
    return Figures(
        sets=scores | {"both": score(documents)},
        all_types=whole | {"both": score_all(documents)},
        ms_per_500_words=speed(documents),
        bars={**BARS},
    )


def main() -> int:
    """Print the table and keep the figures; 1 when a bar is missed."""
    figures = measure()
    if figures is None:
        print(f"dates: skipped, no {DATA.name} in ../shared/data")
        return 0
    print(
        f"{'set':<12}{'DATE':>6}{'relaxed':>9}{'strict':>8}{'value':>8}{'days':>7}{'relaxed':>9}{'value':>8}"
    )
    for name, row in figures["sets"].items():
        print(
            f"{name:<12}{row['gold']:>6}{row['relaxed']:>9.4f}{row['strict']:>8.4f}{row['value']:>8.4f}"
            f"{row['day_gold']:>7}{row['day_relaxed']:>9.4f}{row['day_value']:>8.4f}"
        )
    print(f"{'set':<12}{'all':>6}{'relaxed':>9}{'value':>8}  with durations and sets")
    for name, whole in figures["all_types"].items():
        print(f"{name:<12}{whole['gold']:>6}{whole['relaxed']:>9.4f}{whole['value']:>8.4f}")
    both, everything = figures["sets"]["both"], figures["all_types"]["both"]
    print(f"bars (both): relaxed {BARS['relaxed']}, value {BARS['value']}, value of days {BARS['day_value']}")
    print(f"{figures['ms_per_500_words']} ms for 500 words (bar: {SLOWEST})")
    keep("dates", figures)
    reached = (both["relaxed"], both["value"], both["day_value"])
    missed = any(figure < bar for figure, bar in zip(reached, BARS.values(), strict=True))
    missed = missed or everything["relaxed"] < BARS["relaxed"] or everything["value"] < BARS["value"]
    return int(missed or figures["ms_per_500_words"] > SLOWEST)


if __name__ == "__main__":
    sys.exit(main())
