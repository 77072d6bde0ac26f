"""Clustering: articles of one story come together, stories that are there stay, and each has its reason."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from dateline.compose.clusters import ENOUGH, UNDATED, Clustering, cluster
from dateline.evidence.articles import Article

FERRY = (
    "The Kestrel ferry ran aground off Port Ellery on Tuesday with 61 passengers aboard. Lifeboats from "
    "Whitsand took them off within the hour. The Kestrel lies on the Marrow Bank with a hole in her hull."
)
FERRY_LATER = (
    "Salvors hope to float the Kestrel off the Marrow Bank at the next spring tide. Passengers taken off by "
    "the Whitsand lifeboats praised the crew of the ferry. Divers have patched the hole in her hull."
)
LIBRARY = (
    "Brackwater council has voted to close the library on Loom Street in spring. Readers collected 4,000 "
    "signatures against it. The librarian, Ines Dorrance, called the vote a mistake."
)
LIBRARY_LATER = (
    "Readers of the Loom Street library occupied its reading room on Friday. Brackwater council, which voted "
    "to close it, said it would wait. Ines Dorrance, the librarian, made them tea."
)
ORCHARD = "A late frost took half of the cherry blossom in the orchards of the Velden valley, growers say."


def article(key: str, text: str, title: str = "", day: date = UNDATED) -> Article:
    return Article(key, "The Post", title or text.partition(".")[0], day, text)


def groups(plan: Clustering) -> list[tuple[str, list[str]]]:
    return [(one.story, [joined.key for joined in one.articles]) for one in plan.clusters]


def test_articles_of_one_story_come_together_and_a_lone_one_founds_its_own() -> None:
    inbox = [
        article("a", FERRY),
        article("b", LIBRARY),
        article("c", ORCHARD),
        article("d", FERRY_LATER),
        article("e", LIBRARY_LATER),
    ]
    assert groups(cluster(inbox, {})) == [("", ["a", "d"]), ("", ["b", "e"]), ("", ["c"])]


def test_an_article_joins_the_story_that_is_there_and_another_founds_one() -> None:
    there = {
        "harbour/kestrel": [article("post", FERRY)],
        "city/library": [article("post", LIBRARY), article("radio", LIBRARY_LATER)],
        "city/empty": [],
    }
    plan = cluster([article("new", FERRY_LATER), article("other", ORCHARD)], there)
    assert groups(plan) == [("harbour/kestrel", ["new"]), ("", ["other"])]
    assert plan.clusters[0].title == ""
    assert plan.clusters[1].title


def test_stories_that_are_there_are_not_joined_by_an_article_between_them() -> None:
    there = {"a/first": [article("post", FERRY)], "a/second": [article("post", FERRY)]}
    plan = cluster([article("new", FERRY_LATER)], there)
    assert groups(plan) == [("a/first", ["new"])]
    runner_up = plan.clusters[0].articles[0].runner_up
    assert runner_up is not None
    assert runner_up.story == "a/second"


def test_the_reasons_are_the_likeness_the_words_the_days_and_the_next_story() -> None:
    there = {
        "harbour/kestrel": [article("post", FERRY, day=date(2026, 3, 3)), article("old", FERRY, day=UNDATED)],
        "city/library": [article("post", LIBRARY, day=date(2026, 3, 3))],
    }
    mixed = FERRY_LATER + " Readers gave tea."
    reason = cluster([article("new", mixed, day=date(2026, 3, 6))], there).clusters[0].articles[0]
    assert reason.alike >= ENOUGH
    assert reason.days == 3
    assert {"Kestrel", "Marrow"} <= set(reason.terms)
    assert reason.runner_up is not None
    assert reason.runner_up.story == "city/library"
    assert 0 < reason.runner_up.alike < ENOUGH


def test_a_lone_article_has_no_likeness_and_names_the_nearest() -> None:
    plan = cluster([article("new", ORCHARD)], {"harbour/kestrel": [article("post", FERRY + " Frost fell.")]})
    lone = plan.clusters[0].articles[0]
    assert (lone.alike, lone.terms, lone.days) == (0.0, (), None)
    assert lone.runner_up is not None
    assert lone.runner_up.alike < ENOUGH


def test_days_apart_make_articles_less_alike_and_an_unknown_day_does_not() -> None:
    def alike(one: date, other: date) -> float:
        plan = cluster([article("a", FERRY, day=one), article("b", FERRY_LATER, day=other)], {})
        return plan.clusters[0].articles[0].alike

    near, apart, far = (
        alike(date(2026, 3, 1), date(2026, 3, 1)),
        alike(date(2026, 3, 1), date(2026, 3, 3)),
        alike(date(2026, 3, 1), date(2027, 3, 1)),
    )
    assert near > apart > far
    assert far == pytest.approx(near / 2, abs=0.002)
    assert alike(date(2026, 3, 1), UNDATED) == near


def test_a_long_story_is_as_near_as_its_nearest_article() -> None:
    long = [article("a", FERRY, day=date(2025, 1, 1)), article("b", FERRY, day=date(2026, 3, 2))]
    reason = cluster([article("new", FERRY_LATER, day=date(2026, 3, 2))], {"s": long}).clusters[0].articles[0]
    assert reason.days == 0


def test_the_order_of_articles_and_stories_makes_no_difference() -> None:
    inbox = [article(key, text) for key, text in zip("abcd", (FERRY, LIBRARY, FERRY, ORCHARD), strict=True)]
    there = [("x", [article("1", LIBRARY_LATER), article("2", LIBRARY)]), ("y", [article("1", FERRY_LATER)])]
    first = cluster(inbox, dict(there))
    for several in itertools.permutations(inbox):
        again = {name: list(reversed(told)) for name, told in reversed(there)}
        assert cluster(several, again) == first


def test_nothing_to_sort_and_articles_without_words() -> None:
    assert cluster([], {}) == Clustering(())
    assert cluster([], {"a": [article("post", FERRY)]}) == Clustering(())
    bare = [Article(key, "", "", UNDATED, "") for key in "ab"]
    assert groups(cluster(bare, {})) == [("", ["a"]), ("", ["b"])]


def test_the_same_article_twice_is_one_story() -> None:
    plan = cluster([article("a", FERRY), article("b", FERRY)], {})
    assert groups(plan) == [("", ["a", "b"])]
    assert plan.clusters[0].articles[0].alike == pytest.approx(1.0)


def test_two_articles_under_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="one key"):
        cluster([article("a", FERRY), article("a", LIBRARY)], {})


def test_a_founded_story_is_headed_by_a_title_of_its_articles_and_knows_what_is_near() -> None:
    inbox = [
        article("a", FERRY, "Ferry Kestrel aground"),
        article("b", FERRY_LATER, "Kestrel may float again"),
    ]
    there = {
        "city/library": [article("post", LIBRARY + " The ferry was late.")],
        "z/far": [article("post", ORCHARD)],
    }
    one = cluster(inbox, there).clusters[0]
    assert one.title in {"Ferry Kestrel aground", "Kestrel may float again"}
    assert [near.story for near in one.near if near.story == "z/far"] == []
