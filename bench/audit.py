"""What the evidence of a story costs: processor milliseconds for 40 claims, each held against three sources.

Every story has its own articles of 600 words, read anew: sentences, words and stems are in the figure.
`--profile` prints where the time goes. Invented stories use few words often, which is harder than news.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import statistics
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from dateline.evidence.articles import Article
from dateline.evidence.support import support
from dateline.evidence.values import Standing
from dateline.evidence.voices import voices
from dateline.sentences import split

from stories import Story, stories

CLAIMS = 40
WARM = 20


class Work(NamedTuple):
    """What is asked for one story."""

    claims: list[str]
    sources: list[tuple[str, str, str]]
    """Key, publisher, text."""


def works(count: int) -> Iterator[Work]:
    """The first stories of the benchmark's paper, filled up to 40 claims with sentences of their sources."""
    for story in stories(count):
        yield Work(_claims(story), [(one.key, one.publisher, one.text) for one in story.sources])


def _claims(story: Story) -> list[str]:
    said = [one.text[start:end] for one in story.sources for start, end in split(one.text)]
    more = CLAIMS - len(story.claims)
    return [f"{claim.text}." for claim in story.claims] + said[:: len(said) // more][:more]


def read(work: Work, when: Story) -> list[Article]:
    """The sources as they come from the disk: nothing is known of them yet."""
    day = when.published.date()
    return [Article(key, publisher, "", day, text) for key, publisher, text in work.sources]


def supports(work: Work, articles: list[Article]) -> int:
    """Every claim against every source, and how many voices support it."""
    total = 0
    for claim in work.claims:
        found = [support(claim, article) for article in articles]
        pairs = zip(articles, found, strict=True)
        total += voices([one for one, held in pairs if held.standing is Standing.SUPPORTED])
    return total


def milliseconds(task: Callable[[], object]) -> float:
    """Processor time of one call."""
    start = time.process_time_ns()
    task()
    return (time.process_time_ns() - start) / 1e6


def main() -> None:
    """Print the median and the extremes over all stories."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--stories", type=int, default=200)
    options.add_argument("--profile", action="store_true")
    asked = options.parse_args()
    every = list(works(asked.stories))
    paper = list(stories(asked.stories))
    profile = cProfile.Profile()
    spent = []
    for number, (work, story) in enumerate(zip(every, paper, strict=True)):
        if number == WARM and asked.profile:
            profile.enable()
        spent.append(milliseconds(lambda work=work, story=story: supports(work, read(work, story))))
    profile.disable()
    warm = spent[WARM:] or spent
    print(f"support and voices, {CLAIMS} claims x 3 sources of 600 words, {len(warm)} stories")
    middle = statistics.median(warm)
    print(f"  CPU ms per story: median {middle:.2f}, best {min(warm):.2f}, worst {max(warm):.2f}")
    print(f"  the first story, with nothing known: {spent[0]:.2f}")
    if asked.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(20)


if __name__ == "__main__":
    main()
