"""What the evidence of a story costs: processor milliseconds for 40 claims and three sources of 600 words.

All of it is in the figure: the sources read as text, what is found in them, the passage behind each claim and
its score, the audit, the voices, and the excerpts with their links for the page. Every story has its own
articles, of which nothing is known before. `--profile` prints where the time goes. Invented stories use few
words often, which is harder than news.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import statistics
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from dateline.dates import FuzzyDate, parse_date
from dateline.evidence.articles import Article
from dateline.evidence.asking import asked, words_of
from dateline.evidence.audit import audit
from dateline.evidence.excerpts import fit
from dateline.evidence.facts import read_names
from dateline.evidence.fragments import Landmarks, passage_url
from dateline.evidence.marks import quoted_in
from dateline.evidence.plain import plain
from dateline.evidence.support import support
from dateline.evidence.values import Asked, Excerpt, Finding, Limits, Standing, Support, Wanted
from dateline.evidence.voices import voices
from dateline.sentences import split

from stories import Story, stories
from tools import form

CLAIMS = 40
WARM = 20
LIMITS = Limits(40, 150)
STAGES = ("articles", "support", "audit", "voices", "excerpts")
_T = TypeVar("_T")


class Cited(NamedTuple):
    """A claim, the number of the source that it cites, and the date of the event that it is, if it is one."""

    text: str
    source: int
    event: FuzzyDate | None = None


class Work(NamedTuple):
    """What is asked for one story."""

    story: Story
    claims: list[Cited]


def works(count: int) -> Iterator[Work]:
    """The first stories of the benchmark's paper: their claims and events, and sentences of their sources."""
    for story in stories(count):
        yield Work(story, list(_claims(story)))


def _claims(story: Story) -> Iterator[Cited]:
    own = [Cited(f"{claim.text}.", claim.source) for claim in story.claims]
    own += [Cited(event.text, event.source, parse_date(f"{event.day:%Y-%m-%d}")) for event in story.events]
    said = [
        Cited(one.text[start:end], number)
        for number, one in enumerate(story.sources)
        for start, end in split(one.text)
    ]
    more = CLAIMS - len(own)
    yield from own
    yield from said[:: len(said) // more][:more]


class Clock:
    """The processor time of each stage of one story."""

    def __init__(self) -> None:
        self.spent = dict.fromkeys(STAGES, 0.0)

    def of(self, stage: str, task: Callable[[], _T]) -> _T:
        """The task's result; its time is counted under the stage."""
        start = time.process_time_ns()
        found = task()
        self.spent[stage] += (time.process_time_ns() - start) / 1e6
        return found


def examined(work: Work) -> Clock:
    """One story from its sources' Markdown to what its page shows, with each claim citing one source."""
    asked.cache_clear()
    words_of.cache_clear()
    read_names.cache_clear()  # no story has the claims of another
    clock = Clock()
    articles = clock.of("articles", lambda: read(work.story))
    supports = clock.of("support", lambda: [support(one.text, articles[one.source]) for one in work.claims])
    clock.of("audit", lambda: list(findings(work, articles, supports)))
    clock.of("voices", lambda: [voices([articles[one.source]]) for one in work.claims])
    clock.of("excerpts", lambda: [shown(work, number, articles, supports) for number in range(len(articles))])
    return clock


def read(story: Story) -> list[Article]:
    """The sources as they come from the disk, and what all claims ask of them."""
    found = [
        Article(one.key, one.publisher, one.title, one.published.date(), plain(one.text))
        for one in story.sources
    ]
    for article in found:
        _ = article.rarities, article.known_stems, article.trigrams
    return found


def findings(work: Work, articles: list[Article], supports: list[Support]) -> Iterator[tuple[Finding, ...]]:
    """What the audit finds in each claim."""
    for claim, supported in zip(work.claims, supports, strict=True):
        cited = articles[claim.source]
        others = [article for article in articles if article is not cited]
        asked = Asked(claim.text, event=claim.event, said=quoted_in([claim.text])[0])
        yield audit(asked, [cited], others, [supported])


def shown(work: Work, number: int, articles: list[Article], supports: list[Support]) -> tuple[object, ...]:
    """The excerpts of one source and the links to their passages."""
    source = work.story.sources[number]
    passages = [
        found.passage
        for claim, found in zip(work.claims, supports, strict=True)
        if claim.source == number and found.passage and found.standing is not Standing.NOT_CHECKED
    ]
    landmarks = Landmarks(articles[number].text, articles[number].columns)
    printed: tuple[Excerpt | None, ...] = fit([Wanted(one.text, one.marks) for one in passages], LIMITS)
    links = [passage_url(source.url, landmarks, (one.start, one.end)) for one in passages]
    return printed, links


def main() -> None:
    """Print the median, the extremes and the stages over all stories."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--stories", type=int, default=200)
    options.add_argument("--runs", type=int, default=3, help="of each story the least counts [3]")
    options.add_argument("--profile", action="store_true")
    asked = options.parse_args()
    every = list(works(asked.stories))
    first = sum(examined(every[0]).spent.values())
    profile = cProfile.Profile()
    gc.disable()  # as a build does
    for work in every[:WARM]:
        examined(work)
    if asked.profile:
        profile.enable()
    least = [
        min((examined(work).spent for _ in range(asked.runs)), key=lambda spent: sum(spent.values()))
        for work in every
    ]
    profile.disable()
    totals = [sum(spent.values()) for spent in least]
    print(f"evidence and audit, {CLAIMS} claims x 3 sources of 600 words, {len(totals)} stories, {form()}")
    middle = statistics.median(totals)
    print(f"  CPU ms per story: median {middle:.2f}, best {min(totals):.2f}, worst {max(totals):.2f}")
    for stage in STAGES:
        print(f"    {stage}: {statistics.median(spent[stage] for spent in least):.2f}")
    print(f"  the first story, with nothing known: {first:.2f}")
    if asked.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    main()
