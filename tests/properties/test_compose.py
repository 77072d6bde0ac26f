"""What holds for every draft: its words stand in their source, and nothing depends on the order of the
articles.
"""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from dateline.compose.briefing import themes
from dateline.compose.citing import PROVABLE
from dateline.compose.focus import MOST, focus
from dateline.compose.headline import headline
from dateline.compose.showing import usable
from dateline.evidence.articles import Article
from dateline.evidence.audit import audit
from dateline.evidence.support import support
from dateline.evidence.values import Asked

SENTENCES = (
    "The pump at Fen End failed at noon on Tuesday 3 March.",
    "Ada Brandt, the harbour master, closed Ferry Lane within the hour.",
    "She had been warned in June of a valve that stuck.",
    "But the council put off a decision until February.",
    "“The valve was never tested by anybody,” said Hilde Arno, a baker.",
    "“I lost two ovens to the water,” she said.",
    "A new pump would cost 310,000 crowns, by an estimate of the Marl Drainage Board.",
    "The Marl Drainage Board says that a new pump would cost 340,000 crowns.",
    "Sign up for our newsletter.",
    "PORT ELLERY (AP) — Nine people were carried out of Ferry Lane in boats.",
    "Meanwhile, Insurers expect 200 claims from Ferry Lane by the end of April.",
    "Firefighters from Marlside came with boats and carried nine people out of the lane.",
    "WHAT NOW FOR FERRY LANE",
    "La pompe est tombée en panne et elle a inondé les caves dans la rue.",
)
ROWS = st.lists(st.sampled_from(SENTENCES), max_size=12).map(" ".join)
TEXTS = st.one_of(ROWS, st.text(max_size=300), st.lists(ROWS, max_size=4).map("\n\n".join))


@st.composite
def sources(draw: st.DrawFn) -> list[Article]:
    """Some articles, whose texts may be anything."""
    return [
        Article(
            f"a{number}",
            draw(st.sampled_from(("The Quay", "Northshore Post"))),
            draw(st.one_of(st.sampled_from(SENTENCES), st.text(max_size=60))),
            dt.date(2026, 3, draw(st.integers(1, 9))),
            draw(TEXTS),
            language=draw(st.sampled_from(("", "en", "fr"))),
        )
        for number in range(draw(st.integers(0, 5)))
    ]


@given(sources())
def test_every_line_stands_in_its_first_source(articles: list[Article]) -> None:
    found = themes(articles)
    known = {article.key: article for article in articles}
    for line in found.lines:
        assert line.text
        assert known[line.keys[0]].text[slice(*line.span)] == line.text
        assert set(line.keys) <= set(known)
        assert len(set(line.keys)) == len(line.keys)
    assert {key for key, _ in found.left_out} <= set(known)
    assert len({line.text for line in found.lines}) == len(found.lines)


@given(sources())
def test_no_line_has_anything_provable_against_it(articles: list[Article]) -> None:
    known = {article.key: article for article in articles}
    for line in themes(articles).lines:
        cited = [known[key] for key in line.keys]
        others = [article for key, article in known.items() if key not in line.keys]
        supports = [support(line.text, article) for article in cited]
        found = audit(Asked(line.text, written=cited[0].published), cited, others, supports)
        assert not [finding for finding in found if finding.rule in PROVABLE]


@given(sources())
def test_the_order_of_the_articles_does_not_matter(articles: list[Article]) -> None:
    mixed = articles[::-1]
    found = themes(articles)
    again = themes(mixed)
    assert (found.summary, found.themes) == (again.summary, again.themes)
    assert headline(articles) == headline(mixed)
    assert dict(focus(articles)) == dict(focus(mixed))
    assert found == themes(articles)


@given(sources())
def test_headings_and_focus_lines_are_words_of_the_sources(articles: list[Article]) -> None:
    together = "\n".join(article.text for article in articles).casefold()
    for theme in themes(articles).themes:
        assert theme.heading.casefold() in together
        assert len(theme.heading.split()) <= 6
    for key, words in focus(articles):
        assert words in next(article.text for article in articles if article.key == key)
        assert len(words.split()) <= MOST


@given(st.text())
def test_any_text_has_sentences_to_show_or_none(text: str) -> None:
    article = Article("a", "", "", dt.date(2026, 3, 1), text)
    for place in usable(article):
        assert 0 <= place.start < place.end <= len(text)
