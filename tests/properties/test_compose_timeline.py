"""What holds for every drafted timeline: dates are given, words stand in their source, in any order."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from dateline.compose.dating import dated
from dateline.compose.timeline import MOST, Chronicle, Declared, timeline
from dateline.dates import parse_date
from dateline.evidence.articles import Article

SENTENCES = (
    "The pump at Fen End failed at noon on Tuesday 3 March.",
    "The pump at Fen End failed at noon on Wednesday 4 March.",
    "PORT ELLERY (AP) — The pump at Fen End failed on Tuesday and flooded 41 cellars.",
    "Ada Brandt, the harbour master, closed Ferry Lane on 2 March 2026.",
    "PORT ELLERY, March 1 (AP) — Divers found a hole in the hull of the ferry Odile.",
    "She had been warned in June of a valve that stuck.",
    "But the council put off a decision until February.",
    "The valve was last tested in late December.",
    "The council voted on March 5 to buy a pump, and will vote again on 1 April 2027.",
    "“The valve broke in March,” said Hilde Arno, a baker, on Thursday.",
    "Trains have been late since 2024.",
    "Nobody has slept in Ferry Lane since the 3 March flood.",
    "The Drainage Board was founded in 1931.",
    "Sign up for our newsletter by Friday.",
    "Feb. 30 is no day, and 31/31/2026 neither.",
    "The first light was lit on 0001-01-01 and the last on 9999-12-31.",
    "The pump , built in May 2020 , failed on March 3 .",
)
ROWS = st.lists(st.sampled_from(SENTENCES), max_size=10).map(" ".join)
TEXTS = st.one_of(ROWS, st.text(max_size=200), st.lists(ROWS, max_size=4).map("\n\n".join))
DAYS = st.one_of(
    st.dates(dt.date(2026, 2, 27), dt.date(2026, 3, 9)), st.sampled_from((dt.date.min, dt.date.max))
)
EVENTS = st.lists(
    st.builds(
        Declared,
        st.sampled_from(("2026-03-03", "2026-03", "../2026-03-03", "2025-12~")).map(parse_date),
        st.sampled_from(SENTENCES),
        st.just(("a0",)),
    ),
    max_size=3,
)


@st.composite
def sources(draw: st.DrawFn) -> list[Article]:
    """Some articles, whose texts may be anything."""
    return [
        Article(f"a{number}", "The Quay", "", draw(DAYS), draw(TEXTS))
        for number in range(draw(st.integers(0, 4)))
    ]


def given_by_source(found: Chronicle, articles: list[Article], declared: list[Declared]) -> None:
    """Assert that every entry is declared, or stands in its source with its date."""
    known = {article.key: article for article in articles}
    kept = {(one.date.edtf, one.text) for one in declared}
    for event in found.events:
        for line in event.lines:
            if line.declared:
                assert (event.date.edtf, line.text) in kept
                continue
            article = known[line.keys[0]]
            start, end = line.span
            assert article.text[start:end] == line.text
            days = {
                (one.earliest, one.latest)
                for one in article.mentions
                if start <= one.start and one.end <= end
            } | {(article.published, article.published)}
            assert (event.date.earliest, event.date.latest) in days


@given(sources(), EVENTS, st.sampled_from((None, 1, 30)), st.integers(1, 3))
def test_every_date_is_given_and_every_line_stands_in_its_source(
    articles: list[Article], declared: list[Declared], entries: int | None, many: int
) -> None:
    found = timeline(articles, declared, entries=entries, sentences_per_date=many)
    given_by_source(found, articles, declared)
    assert len(found.events) <= len(declared) + (MOST if entries is None else entries)
    assert [event.date.sort_key for event in found.events] == sorted(
        event.date.sort_key for event in found.events
    )
    texts = [line.text for event in found.events for line in event.lines]
    assert all(one.text in texts for one in declared)
    for conflict in found.conflicts:
        one, two = conflict.lines
        assert one.keys != two.keys
        assert conflict.dates[0].earliest < conflict.dates[1].earliest


@given(sources(), EVENTS)
def test_the_order_of_the_articles_does_not_matter(articles: list[Article], declared: list[Declared]) -> None:
    found = timeline(articles, declared)
    assert found == timeline(articles[::-1], declared)
    assert found == timeline(articles, declared)


@given(sources())
def test_every_sentence_has_a_date(articles: list[Article]) -> None:
    for article in articles:
        found = dated(article)
        assert [one.number for one in found] == list(range(len(article.sentences)))
        assert all(one.earliest <= one.latest for one in found)
