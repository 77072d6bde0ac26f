"""Clustering: for any articles each is placed once, in the same way whatever the order."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from dateline.compose.clusters import UNDATED, cluster
from dateline.evidence.articles import Article

WORDS = st.sampled_from(
    ["Kestrel", "ferry", "Marrow", "library", "Loom", "orchard", "frost", "61", "the", "said"]
)
TEXTS = st.one_of(st.lists(WORDS, max_size=12).map(" ".join), st.text(max_size=30))
DAYS = st.one_of(st.just(UNDATED), st.integers(0, 40).map(lambda days: date(2026, 1, 1) + timedelta(days)))


@st.composite
def articles(draw: st.DrawFn, most: int) -> list[Article]:
    several = draw(st.lists(st.tuples(TEXTS, TEXTS, DAYS), max_size=most))
    return [Article(f"k{n}", "", title, day, text) for n, (title, text, day) in enumerate(several)]


STORIES = st.dictionaries(st.sampled_from(["a/one", "a/two", "b/three"]), articles(3))


@given(articles(8), STORIES, st.randoms(use_true_random=False))
def test_each_article_is_placed_once_whatever_the_order(
    inbox: list[Article], stories: dict[str, list[Article]], chance: Random
) -> None:
    plan = cluster(inbox, stories)
    placed = [joined.key for one in plan.clusters for joined in one.articles]
    assert sorted(placed) == sorted(article.key for article in inbox)

    known = [one.story for one in plan.clusters if one.story]
    assert len(known) == len(set(known))
    assert set(known) <= {story for story, told in stories.items() if told}
    assert all(0 <= joined.alike <= 1.001 for one in plan.clusters for joined in one.articles)

    chance.shuffle(inbox)
    turned = {story: stories[story][::-1] for story in reversed(stories)}
    assert cluster(inbox, turned) == plan
