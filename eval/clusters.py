"""Measures `dateline.compose.clusters` on `galaxy_events`, `ecbplus` and `multinews100`.

Each set is sorted as one inbox. Then every third story is new, and of every other one half of the articles is
there already: the rest has to join it. Last come small inboxes, of one to six stories. No article has a date.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from dateline.compose.clusters import ENOUGH, UNDATED, cluster
from dateline.evidence.articles import Article

from results import keep

ROOT: Final = Path(__file__).parents[1]
DATA: Final = ROOT.parent / "shared" / "data"
BARS: Final = {"galaxy medium": 0.92, "ECB+ 1-22": 0.90}
SMALL: Final = 60  # small inboxes of each set

Labelled = list[tuple[str, Article]]
"""Articles, each with its gold story."""


def rows(name: str) -> list[dict[str, Any]]:
    """The records of a set; the first line, which describes it, is left out."""
    with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines][1:]


def detokenised(text: str) -> str:
    """The text with its marks against its words again."""
    text = text.replace("`` ", '"').replace(" ''", '"').replace(" n't", "n't")
    return re.sub(r" (?=[.,;:?!)]|'s\b)", "", text)


def labelled(told: Sequence[tuple[str, str, str]]) -> Labelled:
    """The articles of stories, titles and texts, under keys by their number."""
    return [
        (story, Article(f"a{number:04}", "", title, UNDATED, text))
        for number, (story, title, text) in enumerate(told)
    ]


def sets() -> dict[str, Labelled]:
    """The sets by their names."""
    galaxy = [
        (str(row["event"]), a["title"], a["text"]) for row in rows("galaxy_events") for a in row["articles"]
    ]
    ecb = [
        (f"{row['topic']}-{row['story']}", "", detokenised(" ".join(row["sents"]))) for row in rows("ecbplus")
    ]
    multi = [
        (row["id"], "", text) for row in rows("multinews100") for text in row["articles"] if text.strip()
    ]
    return {
        "galaxy medium": labelled(galaxy),
        "ECB+ 1-22": labelled(ecb),
        "Multi-News 1-50": labelled(multi),
    }


def compared(gold: Sequence[str], found: Sequence[str]) -> dict[str, float]:
    """B-cubed (Amigó 2009), pair F1 and the adjusted Rand index of two ways to part the same articles."""
    sizes, ours, both = Counter(gold), Counter(found), Counter(zip(gold, found, strict=True))
    count = len(gold)
    cells = [(both[pair], sizes[pair[0]], ours[pair[1]]) for pair in zip(gold, found, strict=True)]
    precision = sum(shared / own for shared, _, own in cells) / count
    recall = sum(shared / true for shared, true, _ in cells) / count
    pairs = [sum(n * (n - 1) / 2 for n in table.values()) for table in (both, ours, sizes)]
    right, drawn, true = pairs
    chance = drawn * true / (count * (count - 1) / 2)
    rand = (right - chance) / ((drawn + true) / 2 - chance) if drawn + true > 2 * chance else 1.0
    return {
        "p": precision,
        "r": recall,
        "b3": 2 * precision * recall / (precision + recall),
        "pair_f1": 2 * right / (drawn + true) if drawn + true else 1.0,
        "ari": rand,
    }


def sorted_whole(told: Labelled) -> dict[str, float]:
    """The articles sorted as one inbox."""
    return compared([story for story, _ in told], placed(told, {}))


def placed(new: Labelled, there: dict[str, list[Article]]) -> list[str]:
    """Where each of the new articles comes to lie: a story, or the first key of a founded one."""
    plan = cluster([article for _, article in new], there)
    where = {one.key: of.story or of.articles[0].key for of in plan.clusters for one in of.articles}
    return [where[article.key] for _, article in new]


def added(told: Labelled) -> dict[str, float]:
    """With half of the articles of two stories in three there: how many of the rest join, or found one."""
    by_story: defaultdict[str, Labelled] = defaultdict(list)
    for story, article in told:
        by_story[story].append((story, article))
    there: dict[str, list[Article]] = {}
    new: Labelled = []
    for number, story in enumerate(sorted(by_story)):
        articles = by_story[story]
        half = len(articles) // 2 if number % 3 else 0
        if half:
            there[story] = [article for _, article in articles[:half]]
        new += articles[half:]
    where = placed(new, there)
    known = [place == story for (story, _), place in zip(new, where, strict=True) if story in there]
    fresh = [place not in there for (story, _), place in zip(new, where, strict=True) if story not in there]
    return {"joined": sum(known) / len(known), "founded": sum(fresh) / len(fresh), "articles": len(new)}


def small(told: Labelled, seed: int = 1) -> float:
    """The mean B-cubed F1 of inboxes of one to six stories, with one to five articles each."""
    by_story: defaultdict[str, Labelled] = defaultdict(list)
    for story, article in told:
        by_story[story].append((story, article))
    chance = random.Random(seed)
    total = 0.0
    for number in range(SMALL):
        inbox: Labelled = []
        for story in chance.sample(sorted(by_story), 1 + number % 6):
            inbox += chance.sample(by_story[story], min(len(by_story[story]), chance.randint(1, 5)))
        total += compared([story for story, _ in inbox], placed(inbox, {}))["b3"] if len(inbox) > 1 else 1.0
    return total / SMALL


def main() -> int:
    """Print the table and keep the figures; 1 when a bar is missed."""
    if not (DATA / "galaxy_events.jsonl.gz").exists():
        print("clusters: skipped, no ../shared/data")
        return 0
    names = ("articles", "P", "R", "B3 F1", "ARI", "pair F", "small", "joined", "founded", "ms")
    print(f"{'set':<18}{''.join(f'{name:>9}' for name in names)}  bar")
    figures: dict[str, dict[str, float]] = {}
    for name, told in sets().items():
        begun = time.process_time()
        row = sorted_whole(told)
        milliseconds = (time.process_time() - begun) * 1000 / len(told)
        row |= {"small_b3": small(told), **added(told), "articles": len(told)}
        figures[name] = {key: round(value, 4) for key, value in row.items()}
        shown = [row[key] for key in ("p", "r", "b3", "ari", "pair_f1", "small_b3", "joined", "founded")]
        cells = "".join(f"{value:>9.3f}" for value in shown)
        print(f"{name:<18}{len(told):>9}{cells}{milliseconds:>9.1f}  {BARS.get(name, '')}")
    keep("clusters", {"bars": BARS, "sets": figures, "threshold": ENOUGH})
    return int(any(figures[name]["b3"] < bar for name, bar in BARS.items()))


if __name__ == "__main__":
    sys.exit(main())
