"""The stories of the benchmark: a newsroom's worth of invented briefings, the same for every generator.

Pure and seeded: the same count gives the same stories, on every machine. What a claim says (names,
figures, days, quotes) stands in the source that it cites, so that a generator that checks claims
against their sources finds nothing wrong. This room knows no generator and no file.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from words import (
    ACTIONS,
    DONE,
    FACTS,
    FILLERS,
    NOUNS,
    ORGANISATIONS,
    PAPERS,
    PEOPLE,
    PLACES,
    QUOTES,
    ROLES,
    SECTIONS,
    THINGS,
)

SEED = 20260102
FIRST_DAY = datetime(2023, 7, 1, 6, 0, tzinfo=UTC)
DAYS = 1095
SOURCES = 3
CLAIMS = 12
CLAIMS_IN_SECTION = 3
EVENTS = 8
WORDS_IN_SOURCE = 600


class Section(NamedTuple):
    """A section of the paper."""

    id: str
    title: str
    description: str


class Claim(NamedTuple):
    """A sentence without its full stop, and the number (from 0) of the source that it cites."""

    text: str
    source: int


class Event(NamedTuple):
    """One day of the timeline; `in_source`: kept in the source's file, not in the briefing."""

    day: datetime
    text: str
    source: int
    in_source: bool


class Source(NamedTuple):
    """An article that the newsroom read."""

    key: str
    title: str
    publisher: str
    author: str
    focus: str
    url: str
    published: datetime
    text: str


class Story(NamedTuple):
    """A briefing: four thematic sections of three claims, three sources, eight events."""

    section: str
    slug: str
    title: str
    description: str
    published: datetime
    tags: tuple[str, ...]
    sources: tuple[Source, ...]
    headings: tuple[str, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]

    @property
    def id(self) -> str:
        """Its address: "world/bridge-00042"."""
        return f"{self.section}/{self.slug}"

    @property
    def updated(self) -> datetime:
        """When its newest source was published, or itself if that is later."""
        return max(self.published, *(source.published for source in self.sources))

    def section_claims(self, number: int) -> tuple[Claim, ...]:
        """The claims of the thematic section with this number, from 0."""
        return self.claims[number * CLAIMS_IN_SECTION : (number + 1) * CLAIMS_IN_SECTION]


def sections() -> tuple[Section, ...]:
    """The paper's sections."""
    return tuple(Section(*section) for section in SECTIONS)


def stories(count: int) -> Iterator[Story]:
    """The first `count` stories of a paper of that size, oldest first; their order by day is their order."""
    chance = random.Random(SEED)
    tags = _tags(chance, max(12, count // 20))
    publishers = _publishers(max(12, count // 50))
    gap = timedelta(days=DAYS) / count
    for index in range(count):
        yield _story(random.Random(SEED + index), index, FIRST_DAY + gap * index, tags, publishers)


def _tags(chance: random.Random, count: int) -> list[str]:
    pairs = [f"{first}-{second}" for first in NOUNS for second in ACTIONS]
    return chance.sample(pairs, count)


def _publishers(count: int) -> list[str]:
    names = [f"{place} {paper}" for paper in PAPERS for place in PLACES]
    return names[:count]


def _story(
    chance: random.Random, index: int, published: datetime, tags: list[str], publishers: list[str]
) -> Story:
    published = published.replace(second=0, microsecond=0)
    noun, place = chance.choice(NOUNS), chance.choice(PLACES)
    names = chance.sample(publishers, SOURCES)
    delays = (timedelta(days=-2, hours=-3), timedelta(days=-1, hours=-1), timedelta(minutes=45))
    said: list[list[str]] = [[] for _ in names]
    claims = []
    for number in range(CLAIMS):
        source = number % SOURCES if number < SOURCES else chance.randrange(SOURCES)
        basis, claim = _fact(chance, published)
        said[source].append(basis)
        claims.append(Claim(claim, source))
    events = tuple(_events(chance, published, said))
    sources = tuple(
        _source(chance, index, number, name, published + delays[number], said[number])
        for number, name in enumerate(names)
    )
    headings = tuple(
        f"{chance.choice(DONE).capitalize()} {chance.choice(THINGS)} divide the {chance.choice(ORGANISATIONS)}"
        for _ in range(CLAIMS // CLAIMS_IN_SECTION)
    )
    return Story(
        section=SECTIONS[index % len(SECTIONS)][0],
        slug=f"{noun}-{index:05}",
        title=f"{chance.choice(ORGANISATIONS)} counts {chance.choice(THINGS)} in {place} as the {noun} inquiry opens",
        description=f"What the {noun} inquiry asks of {place}, who answers for the {chance.choice(THINGS)}, "
        "and where the accounts of three papers differ.",
        published=published,
        tags=tuple(chance.sample(tags, 3)),
        sources=sources,
        headings=_distinct(headings),
        claims=tuple(claims),
        events=events,
    )


def _distinct(headings: tuple[str, ...]) -> tuple[str, ...]:
    """The headings, told apart where chance gave one twice."""
    return tuple(
        f"{heading} again" * (heading in headings[:i]) or heading for i, heading in enumerate(headings)
    )


def _slots(chance: random.Random, published: datetime) -> dict[str, object]:
    day = published - timedelta(days=chance.randrange(5, 300))
    return {
        "person": chance.choice(PEOPLE),
        "role": chance.choice(ROLES),
        "place": chance.choice(PLACES),
        "org": chance.choice(ORGANISATIONS),
        "things": chance.choice(THINGS),
        "done": chance.choice(DONE),
        "noun": chance.choice(NOUNS),
        "number": chance.randrange(12, 990),
        "share": chance.randrange(11, 89),
        "quote": chance.choice(QUOTES),
        "date": f"{day.day} {day:%B %Y}",
    }


def _fact(chance: random.Random, published: datetime) -> tuple[str, str]:
    """A sentence for a source, and the claim that rests on it, without its full stop."""
    basis, claim = chance.choice(FACTS)
    slots = _slots(chance, published)
    return basis.format_map(slots), claim.format_map(slots)


def _events(chance: random.Random, published: datetime, said: list[list[str]]) -> Iterator[Event]:
    """Eight events on eight days, in their order; each is told by its source."""
    for number, before in enumerate(sorted(chance.sample(range(4, 400), EVENTS), reverse=True)):
        day = (published - timedelta(days=before)).replace(hour=0, minute=0)
        source = number % SOURCES
        slots = _slots(chance, published)
        what = (
            "The {org} meets in {place} over the {noun} and {person} hands in {number} {things}".format_map(
                slots
            )
        )
        said[source].append(f"It is on the record for {day.day} {day:%B %Y}: {what}.")
        yield Event(day, what, source, in_source=number < SOURCES)


def _source(
    chance: random.Random, index: int, number: int, publisher: str, published: datetime, said: list[str]
) -> Source:
    """An article of about 600 words that holds every sentence of `said` in some order."""
    sentences, length = list(said), sum(sentence.count(" ") + 1 for sentence in said)
    while length < WORDS_IN_SOURCE:
        sentence = chance.choice(FILLERS).format_map(_slots(chance, published))
        length += sentence.count(" ") + 1
        sentences.append(sentence)
    chance.shuffle(sentences)
    paragraphs = [" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]
    key = publisher.lower().replace(" ", "-")
    noun = chance.choice(NOUNS)
    return Source(
        key=key,
        title=f"{chance.choice(PEOPLE)} answers for the {noun} in {chance.choice(PLACES)}",
        publisher=publisher,
        author=chance.choice(PEOPLE),
        focus=f"Reports what the {chance.choice(ORGANISATIONS)} said of the {noun}, and asks who paid for it.",
        url=f"https://www.{key}.example/{published:%Y/%m/%d}/{noun}-{index}-{number}",
        published=published,
        text="\n\n".join(paragraphs),
    )
