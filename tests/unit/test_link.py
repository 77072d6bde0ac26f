"""A draft becomes a site: what is out, where it stands, and what stands beside it."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from dateline.linking.edition import Edition
from dateline.model.linked import Link
from dateline.model.site import Site
from newsroom import (
    NOON,
    TODAY,
    Files,
    article,
    attachment,
    briefing,
    folder,
    news,
    plain_page,
    rules_of,
    section,
    site_of,
)


def ids(site: Site) -> list[str]:
    return [story.id for story in site.stories]


# ── what is out ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("more", "published", "out"),
    [
        ("", "2026-01-15", True),
        ("", "2026-01-15T12:00:00+00:00", True),
        ("", "2026-01-15T12:00:01+00:00", False),
        ("", "2026-01-16", False),
        ("draft: true", "2026-01-01", False),
        ("expires: 2026-01-15", "2026-01-01", False),
        ("expires: 2026-01-15T12:00:00+00:00", "2026-01-01", False),
        ("expires: 2026-01-16", "2026-01-01", True),
    ],
)
def test_a_story_is_out_from_its_day_until_it_expires(more: str, published: str, out: bool) -> None:
    draft = Files(stories=(folder(briefing(more=more, published=published)),))
    assert len(site_of(draft).stories) == out


@pytest.mark.parametrize(
    ("more", "published", "flag"),
    [
        ("draft: true", "2026-01-01", "drafts"),
        ("", "2026-02-01", "future"),
        ("expires: 2026-01-02", "2026-01-01", "expired"),
    ],
)
def test_what_is_not_out_can_be_asked_for(more: str, published: str, flag: str) -> None:
    draft = Files(
        stories=(folder(briefing(more=more, published=published)),),
        pages=(plain_page("about", more=f"{more}\npublished: {published}"),),
    )
    everything = {"drafts": True, "future": True, "expired": True}
    for asked, out in (({flag: True}, 1), ({**everything, flag: False}, 0)):
        site = site_of(draft, msgspec.structs.replace(TODAY, **asked))
        assert (len(site.stories), len(site.pages)) == (out, out)


def test_a_day_begins_in_the_site_s_zone() -> None:
    draft = Files(stories=(folder(briefing(published="2026-01-16")),))
    tokyo = Edition(dt.datetime(2026, 1, 15, 15, tzinfo=dt.UTC), dt.timezone(dt.timedelta(hours=9)))
    assert len(site_of(draft, tokyo).stories) == 1


def test_what_lies_in_the_folder_of_a_hidden_story_is_hidden_too() -> None:
    draft = Files(
        stories=(folder(briefing(more="draft: true"), "world/ferry"), folder(briefing(), "world/ferry-two")),
        pages=(plain_page("world/ferry/background"), plain_page("world/ferry-two/background")),
        attachments=tuple(
            attachment(path)
            for path in ("world/ferry/boat.jpg", "world/ferry/in/a.pdf", "world/ferry-two/b.jpg")
        ),
    )
    site = site_of(draft)
    assert [file.url for file in site.files] == ["/world/ferry-two/b.jpg"]
    assert [page.url for page in site.pages] == ["/world/ferry-two/background/"]
    shown = site_of(draft, msgspec.structs.replace(TODAY, drafts=True))
    assert (len(shown.files), len(shown.pages)) == (3, 2)


@pytest.mark.parametrize(
    "target",
    ["secret/story.md", "secret/", "secret/boat.jpg", "secret/notes.md", "/secret/", "/secret/boat.jpg"],
)
def test_a_link_to_what_is_hidden_is_broken(target: str) -> None:
    draft = Files(
        stories=(folder(briefing(more="draft: true"), "secret"),),
        pages=(plain_page("about", f"[x]({target})"), plain_page("secret/notes")),
        attachments=(attachment("secret/boat.jpg"),),
    )
    site, _, problems = news(draft)
    assert rules_of(problems) == ["broken-link"]
    assert Link("", internal=False) in site.pages[0].text
    assert news(draft, msgspec.structs.replace(TODAY, drafts=True)).problems == ()


def test_next_due_is_the_first_moment_at_which_the_site_changes_by_itself() -> None:
    hour = dt.timedelta(hours=1)
    stories = (
        folder(briefing(published="2026-01-15T14:00:00+00:00"), "later"),
        folder(briefing(more="expires: 2026-01-15T13:00:00+00:00"), "going"),
        folder(briefing(published="2026-01-15T12:30:00+00:00", more="draft: true"), "never"),
        folder(briefing(), "out"),
    )
    draft = Files(stories=stories, pages=(plain_page("about", more="expires: 2026-01-15T15:00:00+00:00"),))
    assert site_of(draft).next_due == (NOON + hour, "going")
    assert site_of(draft, msgspec.structs.replace(TODAY, now=NOON + hour)).next_due == (
        NOON + 2 * hour,
        "later",
    )
    at_two = msgspec.structs.replace(TODAY, now=NOON + 2 * hour)
    assert site_of(draft, at_two).next_due == (NOON + 3 * hour, "about")
    at_three = site_of(draft, msgspec.structs.replace(TODAY, now=NOON + 3 * hour))
    assert at_three.next_due == (NOON + 50 * hour, "later"), "two days old, it is no news any more"
    assert site_of(draft, msgspec.structs.replace(TODAY, now=NOON + 50 * hour)).next_due is None


def test_news_is_what_was_first_published_in_the_last_two_days() -> None:
    stories = (
        folder(briefing(published="2026-01-13T12:00:00+00:00"), "over"),
        folder(briefing(published="2026-01-13T12:00:01+00:00"), "going"),
        folder(briefing(published="2026-01-14"), "day"),
        folder(briefing(published="2026-01-15T11:59:00+00:00"), "new"),
        folder(
            briefing(
                published="2026-01-15T11:00:00+00:00",
                more="corrections: [{date: 2026-01-15, text: It was not so., kind: withdrawn}]",
            ),
            "withdrawn",
        ),
    )
    assert site_of(Files(stories=stories)).news == ("new", "day", "going")
    assert site_of(Files(stories=stories)).next_due == (NOON + dt.timedelta(seconds=1), "going")


def test_no_more_than_a_thousand_stories_are_news(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.linking.link.MOST_NEWS", 2)
    stories = tuple(
        folder(briefing(published=f"2026-01-15T0{hour}:00:00+00:00"), f"s{hour}") for hour in (1, 3, 2)
    )
    site = site_of(Files(stories=stories))
    assert site.news == ("s3", "s2")


# ── where it stands ──────────────────────────────────────────────────────────────────────────────


def test_a_slug_moves_a_story_and_what_is_published_beside_it() -> None:
    draft = Files(
        stories=(folder(briefing("[x](boat.jpg) [@none].", "slug: boat"), "world/ferry"),),
        attachments=(attachment("world/ferry/boat.jpg"), attachment("world/ferry/In Port/a.pdf")),
    )
    site = site_of(draft)
    assert site.stories[0].url == "/world/boat/"
    assert [file.url for file in site.files] == ["/world/boat/boat.jpg", "/world/boat/in-port/a.pdf"]
    assert Link("/world/boat/boat.jpg", internal=True) in news(draft).stories[0].claims[0].parts


@pytest.mark.parametrize(
    ("path", "more", "url"),
    [
        ("about", "", "/about/"),
        ("About Us", "", "/about-us/"),
        ("world/index", "", "/world/"),
        ("world/index", "slug: start", "/world/start/"),
        ("about", "slug: us", "/us/"),
    ],
)
def test_the_address_of_a_plain_page(path: str, more: str, url: str) -> None:
    assert site_of(Files(pages=(plain_page(path, more=more),))).pages[0].url == url


def test_stories_stand_newest_first_and_then_by_their_folder() -> None:
    draft = Files(
        stories=(
            folder(briefing(published="2026-01-02"), "b"),
            folder(briefing(published="2026-01-02"), "a"),
            folder(briefing("[1]", published="2026-01-01"), "c", ap=article(published="2026-01-09")),
        )
    )
    assert ids(site_of(draft)) == ["c", "a", "b"]


def test_sections_are_shown_when_they_say_something_or_hold_something() -> None:
    draft = Files(
        sections=(
            section(""),
            section("empty"),
            section("said", "---\ntitle: Said\nweight: -1\n---\nWords.\n"),
            section("world"),
            section("world/near-by"),
            section("only-drafts"),
        ),
        stories=(
            folder(briefing(), "world/near-by/ferry"),
            folder(briefing(more="draft: true"), "only-drafts/ferry"),
        ),
    )
    site = site_of(draft)
    assert [(s.id, s.title, s.parent) for s in site.sections] == [
        ("said", "Said", None),
        ("world/near-by", "Near by", "world"),
        ("world", "World", None),
    ]
    assert site.stories[0].section == "world/near-by"


# ── tags and publishers ──────────────────────────────────────────────────────────────────────────


def test_terms_gather_stories_under_one_address() -> None:
    draft = Files(
        stories=(
            folder(
                briefing("[1]", "tags: [Sea, sea, Law]", published="2026-01-02"),
                "a",
                x=article(publisher="The Tide"),
            ),
            folder(
                briefing("[1][2]", "tags: [sea]"),
                "b",
                x=article(published="2026-01-01"),
                y=article(publisher="AP"),
            ),
        )
    )
    site = site_of(draft)
    assert [(term.id, term.name, term.stories) for term in site.tags] == [
        ("law", "Law", ("a",)),
        ("sea", "Sea", ("a", "b")),
    ]
    assert [(term.id, term.name, term.stories) for term in site.publishers] == [
        ("ap", "AP", ("b",)),
        ("the-tide", "The Tide", ("a",)),
        ("tide", "Tide", ("b",)),
    ]


@pytest.mark.parametrize(
    ("tags", "order"),
    [
        ("Zone, École, Eau, eaux", ["Eau", "eaux", "École", "Zone"]),
        ("Zug, Österreich, Ost, Äpfel, Apt", ["Äpfel", "Apt", "Ost", "Österreich", "Zug"]),
        ("Line 10, Line 9, Line 9a, Line 010b, Fa", ["Fa", "Line 9", "Line 9a", "Line 10", "Line 010b"]),
        ("かき, かぎ, き", ["かき", "かぎ", "き"]),
    ],
)
def test_terms_stand_in_the_order_in_which_readers_look_for_them(tags: str, order: list[str]) -> None:
    site = site_of(Files(stories=(folder(briefing("[1]", f"tags: [{tags}]"), "a", x=article()),)))
    assert [term.name for term in site.tags] == order


def test_a_publisher_whose_article_is_left_out_is_no_term() -> None:
    draft = Files(
        stories=(folder(briefing("[@x]", "sources: [x]"), "a", x=article(), y=article(publisher="Unused")),)
    )
    site, _, problems = news(draft)
    assert rules_of(problems) == ["uncited-source"]
    assert [term.name for term in site.publishers] == ["Tide"]


def test_a_link_to_the_page_of_a_publisher_that_has_none_is_broken() -> None:
    draft = Files(
        stories=(folder(briefing("[@x]", "sources: [x]"), "a", x=article(), y=article(publisher="Unused")),),
        pages=(plain_page("about", "[a](/publishers/tide/) [b](/publishers/unused/)"),),
    )
    assert rules_of(news(draft).problems) == ["uncited-source", "broken-link"]


# ── links ────────────────────────────────────────────────────────────────────────────────────────


def test_every_kind_of_file_can_be_linked_by_its_file() -> None:
    targets = (
        "world/ferry/story.md", "world/ferry/", "world/compiled/", "world/section.md", "world/", "terms.md",
        "boat.jpg", "/", "/archive/2026/01/", "/tags/sea/", "/publishers/tide/",
        "/feed.xml", "/tags/", "/publishers/",
    )  # fmt: skip
    draft = Files(
        sections=(section("world", "---\ntitle: World\n---\n"),),
        stories=(
            folder(briefing(more="tags: [sea]"), "world/ferry"),
            folder(None, "world/compiled", x=article(published="2026-01-03")),
        ),
        pages=(plain_page("about", " ".join(f"[x]({target})" for target in targets)), plain_page("terms")),
        attachments=(attachment("boat.jpg"),),
    )
    about = site_of(draft).pages[0]
    assert [part.target for part in about.text if isinstance(part, Link)] == [
        "/world/ferry/", "/world/ferry/", "/world/compiled/", "/world/", "/world/", "/terms/",
        "/boat.jpg", "/", "/archive/2026/01/", "/tags/sea/", "/publishers/tide/",
        "/feed.xml", "/tags/", "/publishers/",
    ]  # fmt: skip


def test_a_section_s_words_are_linked_from_its_own_page() -> None:
    draft = Files(
        sections=(section("world", "---\ntitle: World\n---\n[x](ferry/) [y](nowhere.md)\n"),),
        stories=(folder(briefing("Words."), "world/ferry"),),
    )
    site, _, problems = news(draft)
    assert Link("/world/ferry/", internal=True) in site.sections[0].text
    assert [(p.rule, p.place.file, p.place.line) for p in problems] == [
        ("broken-link", "content/world/section.md", 4)
    ]


def test_a_story_for_the_last_day_of_the_calendar_is_scheduled_and_shown() -> None:
    files = Files(stories=(folder(briefing(published="9999-12-31")),))
    hidden = site_of(files, Edition(NOON, dt.UTC))
    assert (hidden.stories, hidden.next_due) == (
        (),
        (dt.datetime(9999, 12, 31, tzinfo=dt.UTC), "world/ferry"),
    )
    shown = site_of(files, Edition(NOON, dt.UTC, future=True))
    assert [story.id for story in shown.stories] == ["world/ferry"]


def test_an_edition_shows_what_a_former_one_showed_until_something_is_due() -> None:
    former, hour = Edition(NOON, dt.UTC), dt.timedelta(hours=1)
    later = Edition(NOON + hour, dt.UTC)
    assert former.follows(former, NOON + hour)
    assert later.follows(former, None)
    assert later.follows(former, NOON + 2 * hour)
    assert not later.follows(former, NOON + hour)
    assert not former.follows(later, None), "what came out in between is not out yet"
    assert not Edition(NOON, dt.UTC, drafts=True).follows(former, None)
