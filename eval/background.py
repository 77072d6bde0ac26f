"""Makes `dateline/compose/background.txt`: how many news stories use each stem, counted on open sets.

Run by hand when the stems of `dateline.evidence.words` change: `.venv/bin/python eval/background.py`. A story
told by many articles counts once: a stem counts for the share of them that use it. What is kept are figures
and single stems that two stories use or nearly so; no text.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any, Final

from dateline.evidence.words import STEMS, spellings

ROOT: Final = Path(__file__).parents[1]
DATA: Final = ROOT.parent / "shared" / "data"
TABLE: Final = ROOT / "generator" / "dateline" / "compose" / "background.txt"
FEWEST: Final = 1.2  # stories that must use a stem
STEP: Final = 5  # of a thousand stories, from 50 on; finer differences are chance


def rows(name: str) -> list[dict[str, Any]]:
    """The records of a set."""
    with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines][1:]


def stories() -> list[list[str]]:
    """The texts of every story: both of an ECB+ topic, each of GUM, and SemEval's airliners as one."""
    told: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows("ecbplus"):
        told[f"{row['topic']}-{row['story']}"].append(" ".join(row["sents"]))
    news = [[row["text"]] for row in rows("sbd") if row["set"].startswith("GUM")]
    for row in rows("semeval2015_t4_timelines"):
        news.append([" ".join(article["sents"]) for article in row["articles"]])
    return [*told.values(), *news]


def shares(told: list[list[str]]) -> dict[str, float]:
    """For every stem, in how many stories it is used."""
    count: defaultdict[str, float] = defaultdict(float)
    for texts in told:
        for text in texts:
            for stem in {STEMS[word] for word in spellings(text)} - {""}:
                count[stem] += 1 / len(texts)
    return count


def main() -> int:
    """Write the table and say how large it is."""
    if not DATA.exists():
        print("background: skipped, no ../shared/data")
        return 0
    told = stories()
    by_share: defaultdict[int, list[str]] = defaultdict(list)
    for stem, count in shares(told).items():
        if count >= FEWEST and stem.isascii() and not any(sign.isdigit() for sign in stem):
            share = round(1000 * count / len(told))
            by_share[share if share < 50 else share // STEP * STEP].append(stem)
    lines = [f"{share} {' '.join(sorted(stems))}" for share, stems in sorted(by_share.items(), reverse=True)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{sum(map(len, by_share.values()))} stems of {len(told)} stories, {TABLE.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
