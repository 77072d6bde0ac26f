"""Measures `dateline.compose.timeline` on `t17`, and `compose.dating` on `semeval2015_t4_timelines`."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
import sys
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Final, NamedTuple, TypedDict

import Stemmer
from dateline.compose.dating import dated, named
from dateline.compose.timeline import timeline
from dateline.compose.values import DraftedEvent
from dateline.dates.mentions import Grain
from dateline.evidence.articles import Article

from results import keep

ROOT: Final = Path(__file__).parents[1]
DATA: Final = ROOT.parent / "shared" / "data"
T17: Final = DATA / "t17.jsonl.gz"
SEMEVAL: Final = DATA / "semeval2015_t4_timelines.jsonl.gz"
STOP_WORDS: Final = DATA / "smart_common_words.txt"
BARS: Final = {"date_f1": 0.58, "ar1": 0.12, "ar2": 0.04, "given": 1.0, "semeval": 0.72}
_MARKS: Final = frozenset((".", ",", ";", ":", "``", "''", "-", '"', "`"))
_STEM: Final = Stemmer.Stemmer("porter").stemWord
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Told = Mapping[dt.date, Sequence[str]]
"""A timeline: by day its sentences."""


class Pair(NamedTuple):
    """A precision and a recall."""

    precision: float
    recall: float


class Score(NamedTuple):
    """How one timeline compares with a journalist's."""

    dates: Pair
    ar1: Pair
    ar2: Pair


class Row(TypedDict):
    """What is kept of a topic, or of all."""

    timelines: int
    date_f1: float
    ar1: float
    ar2: float
    given: float
    seconds: float


def records(path: Path) -> list[dict[str, Any]]:
    """The records of a set; the first line, which describes it, is left out."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines][1:]


def article(key: str, published: str, sentences: Sequence[str]) -> Article:
    """An article of these sentences, whose ends are given and not looked for."""
    made = Article(key, key, "", dt.date.fromisoformat(published), " ".join(sentences))
    ends = list(accumulate(len(sentence) + 1 for sentence in sentences))
    spans = tuple((end - 1 - len(sentence), end - 1) for sentence, end in zip(sentences, ends, strict=True))
    made.__dict__["sentences"] = spans
    return made


# Scores, as tilse's "align+ m:1" (Martschat & Markert 2017) has them.


@cache
def words(sentence: str) -> tuple[str, ...]:
    """The words that count: in small letters, without ROUGE's stop words and marks."""
    stop = _stop_words()
    return tuple(word for word in sentence.lower().split() if word not in stop and word not in _MARKS)


@cache
def stems(sentence: str) -> tuple[str, ...]:
    """Their stems by Porter; ROUGE leaves words of three letters alone."""
    return tuple(_STEM(word) if len(word) > 3 else word for word in words(sentence))


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(STOP_WORDS.read_text(encoding="utf-8").split())


def grams(
    sentences: Iterable[str], size: int, of: Callable[[str], tuple[str, ...]]
) -> Counter[tuple[str, ...]]:
    """The n-grams of some sentences, read as one text."""
    text = [word for sentence in sentences for word in of(sentence)]
    return Counter(zip(*(text[at:] for at in range(size)), strict=False))


def score(told: Told, gold: Told) -> Score:
    """How the days of a timeline and what is said of them compare with the gold ones."""
    shared = len(told.keys() & gold.keys())
    dates = Pair(shared / max(1, len(told)), shared / len(gold))
    plain = {day: grams(said, 1, words) for day, said in told.items()}
    gold_plain = {day: grams(said, 1, words) for day, said in gold.items()}

    def cost(day: dt.date, other: dt.date) -> float:
        one, two = plain[day], gold_plain[other]
        both = one.total() + two.total()
        f1 = 2 * (one & two).total() / both if both else 0.0
        return (1 - 1 / (abs((day - other).days) + 1)) * (1 - f1)

    to_gold = {day: min(sorted(gold), key=lambda other: cost(day, other)) for day in told}
    to_told = {day: min(sorted(told), key=lambda other: cost(other, day)) for day in gold} if told else {}
    return Score(dates, _aligned(told, gold, to_gold, to_told, 1), _aligned(told, gold, to_gold, to_told, 2))


def _aligned(
    told: Told,
    gold: Told,
    to_gold: Mapping[dt.date, dt.date],
    to_told: Mapping[dt.date, dt.date],
    size: int,
) -> Pair:
    """Alignment-based ROUGE: matches between aligned days, by how far apart they are."""
    ours = {day: grams(said, size, stems) for day, said in told.items()}
    theirs = {day: grams(said, size, stems) for day, said in gold.items()}

    def match(day: dt.date, other: dt.date) -> float:
        return (ours[day] & theirs[other]).total() / (abs((day - other).days) + 1)

    said, wanted = (sum(count.total() for count in counts.values()) for counts in (ours, theirs))
    return Pair(
        sum(match(day, other) for day, other in to_gold.items()) / max(1, said),
        sum(match(other, day) for day, other in to_told.items()) / max(1, wanted),
    )


def f1(pairs: Sequence[Pair]) -> float:
    """F1 of the mean precision and the mean recall."""
    precision = sum(pair.precision for pair in pairs) / len(pairs)
    recall = sum(pair.recall for pair in pairs) / len(pairs)
    return round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0


# Timelines.


def is_given(event: DraftedEvent, articles: Mapping[str, Article]) -> bool:
    """Whether every line stands in its article, and names the date or is of an article of that day."""
    for line in event.lines:
        source = articles[line.keys[0]]
        start, end = line.span
        number = bisect_right(source.sentences, (start, len(source.text))) - 1
        first, last = source.sentences[number]
        named = {
            (one.earliest, one.latest) for one in source.mentions if first <= one.start and one.end <= last
        }
        dates = named | {(source.published, source.published)}
        if source.text[start:end] != line.text or (event.date.earliest, event.date.latest) not in dates:
            return False
    return True


def told_topics(topics: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, Score, int, int, float]]:
    """For each gold timeline its topic, the score, how many entries have a given date, of how many, seconds.

    As in news-tls: the numbers of dates and of sentences a date are the gold ones, articles and dates are cut
    to the gold span.
    """
    for topic in topics:
        articles = [
            article(f"{topic['topic']}-{number}", one["date"], one["sents"])
            for number, one in enumerate(topic["articles"])
        ]
        for one in topic["timelines"]:
            start = time.process_time()
            gold = {dt.date.fromisoformat(day): said for day, said in one.items()}
            within = min(gold), max(gold)
            read = {made.key: made for made in articles if within[0] <= made.published <= within[1]}
            found = timeline(
                list(read.values()),
                entries=len(gold),
                sentences_per_date=round(sum(map(len, gold.values())) / len(gold)),
                within=within,
                grains=frozenset({Grain.DAY}),
            )
            told = {event.date.earliest: [line.text for line in event.lines] for event in found.events}
            given = sum(is_given(event, read) for event in found.events)
            seconds = time.process_time() - start
            yield str(topic["topic"]), score(told, gold), given, len(found.events), seconds


def measure_t17(path: Path = T17) -> dict[str, Row] | None:
    """The figures of every topic and of all timelines together; None where the data is absent."""
    if not path.exists() or not STOP_WORDS.exists():
        return None
    runs = list(told_topics(records(path)))
    rows = {name: _row([run for run in runs if run[0] == name]) for name in sorted({run[0] for run in runs})}
    return rows | {"all": _row(runs)}


def _row(runs: Sequence[tuple[str, Score, int, int, float]]) -> Row:
    scores = [run[1] for run in runs]
    return Row(
        timelines=len(runs),
        date_f1=f1([one.dates for one in scores]),
        ar1=f1([one.ar1 for one in scores]),
        ar2=f1([one.ar2 for one in scores]),
        given=round(sum(run[2] for run in runs) / max(1, sum(run[3] for run in runs)), 4),
        seconds=round(sum(run[4] for run in runs), 1),
    )


def likely_days(article: Article) -> tuple[dt.date, ...]:
    """By sentence, its day, supposing that it tells of a single one: named, carried, else the article's.

    A timeline asks `dated` as it is, where a month is a month.
    """
    names = [[mention for mention in mentions if mention.is_day] for mentions in named(article)]
    return tuple(found.earliest for found in dated(article, names))


def measure_semeval(path: Path = SEMEVAL) -> dict[str, float] | None:
    """How often an event with a full date gets that date; None where the data is absent.

    Each citation of an entry with a full date is one event; what is cited and not in the set is left out.
    Beside it what "always the article's date" and "the first day named, else the article's" reach.
    """
    if not path.exists():
        return None
    corpora = records(path)
    texts = {one["id"]: one for corpus in corpora for one in corpus["articles"]}
    made = {key: article(key, one["date"], one["sents"]) for key, one in texts.items()}
    days = {key: likely_days(one) for key, one in made.items()}
    right = document = first = total = 0
    for corpus in corpora:
        for entry in (one for entries in corpus["timelines"].values() for one in entries):
            for key, cited in entry["cites"]:
                if (
                    not _DAY.fullmatch(entry["date"])
                    or key not in texts
                    or int(cited) not in texts[key]["sent_ids"]
                ):
                    continue
                number = texts[key]["sent_ids"].index(int(cited))
                gold = dt.date.fromisoformat(entry["date"])
                total += 1
                right += days[key][number] == gold
                document += made[key].published == gold
                first += _first_day(made[key], number) == gold
    return {
        "events": total,
        "right": round(right / total, 4),
        "always the article's date": round(document / total, 4),
        "first named, else the article's": round(first / total, 4),
    }


def _first_day(made: Article, number: int) -> dt.date:
    start, end = made.sentences[number]
    inside = (one.earliest for one in made.mentions if one.is_day and start <= one.start < end)
    return next(inside, made.published)


def main() -> int:
    """Print the tables and keep the figures; 1 when a bar is missed."""
    reached: dict[str, float] = {}
    figures: dict[str, object] = {"bars": BARS}
    rows = measure_t17()
    if rows is None:
        print(f"timelines: skipped, no {T17.name} in ../shared/data")
    else:
        print(f"{'T17':<10}{'timelines':>10}{'date F1':>9}{'AR1':>8}{'AR2':>8}{'given':>8}{'CPU s':>7}")
        for name, row in rows.items():
            shown = f"{row['timelines']:>10}{row['date_f1']:>9.3f}{row['ar1']:>8.3f}{row['ar2']:>8.4f}"
            print(f"{name:<10}{shown}{row['given']:>8.3f}{row['seconds']:>7}")
        figures["t17"] = rows
        whole = rows["all"]
        reached |= {name: value for name, value in whole.items() if name in BARS and isinstance(value, float)}
    semeval = measure_semeval()
    if semeval is None:
        print(f"dating: skipped, no {SEMEVAL.name} in ../shared/data")
    else:
        print("SemEval-2015 task 4: " + ", ".join(f"{name} {value}" for name, value in semeval.items()))
        figures["semeval"] = semeval
        reached["semeval"] = semeval["right"]
    print("bars: " + ", ".join(f"{name} {bar}" for name, bar in BARS.items()))
    if reached:
        keep("timelines", figures)
    return int(any(value < BARS[name] for name, value in reached.items()))


if __name__ == "__main__":
    sys.exit(main())
