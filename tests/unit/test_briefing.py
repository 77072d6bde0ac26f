"""One story, linked: numbers, uses, the timeline, what is computed, and what sources say by themselves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.model.linked import Citation, Claim, Link, Unsourced
from dateline.model.site import Story
from dateline.problems import Place
from newsroom import article, briefing, by_key, linked, rules_of

EVENT = "events:\n  - date: 2025-12-30\n    text: "


def citations(story: Story) -> list[tuple[str, int, int]]:
    """Every citation of the page in reading order: key, number, use."""
    return [(c.key, c.number, c.use) for claim in story.claims for c in claim.citations]


def shown(story: Story) -> list[tuple[str, str, list[int]]]:
    """The timeline: date, words, and the numbers cited."""
    return [
        (event.date.edtf, claim.text, [c.number for c in claim.citations])
        for event in story.timeline
        for claim in event.text
        if isinstance(claim, Claim)
    ]


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────


def test_a_key_and_its_number_are_one_citation() -> None:
    text = briefing("Ebb [@tide][1]. Flow [2].", "sources: [ap, tide]")
    story, problems = linked(text, ap=article(), tide=article())
    assert problems == ()
    assert citations(story) == [("tide", 2, 1), ("ap", 1, 1), ("tide", 2, 2)]
    assert [(s.key, s.number, s.uses) for s in story.sources] == [("ap", 1, 1), ("tide", 2, 2)]


def test_uses_are_counted_in_the_order_of_the_page() -> None:
    body = "Sum [@a].\n\n## One\n\nOne [@a]. [@a]\n"
    body += "\n## Timeline\n\n- 2025-12-31: Late [@a].\n- 2025-12-30: Soon [@a].\n"
    story, problems = linked(briefing(body, "sources: [a]"), a=article())
    assert problems == ()
    assert [(claim.text, [c.use for c in claim.citations]) for claim in story.claims] == [
        ("Sum.", [1]),
        ("One.", [2, 3]),
        ("Soon.", [4]),
        ("Late.", [5]),
    ]
    assert story.sources[0].uses == 5


@given(st.permutations(["a", "b", "c"]), st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=6))
def test_a_number_keeps_its_meaning_whatever_is_cited_or_appended(order: list[str], cited: list[str]) -> None:
    sources = {key: article(published=f"2026-01-0{9 - at}") for at, key in enumerate("abcd", 1)}
    body = " ".join(f"Ebb [@{key}]." for key in cited)
    before, _ = linked(briefing(body, f"sources: [{', '.join(order)}]"), **sources)
    after, _ = linked(briefing(body, f"sources: [{', '.join([*order, 'd'])}]"), **sources)
    numbers = {key: at for at, key in enumerate(order, 1)}
    for story in (before, after):
        assert numbers.items() <= by_key(story).items()
        assert all(c.number == by_key(story)[c.key] for claim in story.claims for c in claim.citations)
    assert by_key(after)["d"] == 4


def test_what_cannot_be_resolved_is_told_and_shows_nothing() -> None:
    story, problems = linked(briefing("Ebb [@gone; @a] [9].", "sources: [a]"), a=article())
    assert rules_of(problems) == ["unknown-source", "source-index"]
    assert [(p.place.line, p.place.column, p.place.length) for p in problems] == [(6, 6, 5), (6, 17, 3)]
    assert citations(story) == [("a", 1, 1)]


def test_a_sentence_declared_unsourced_is_sourced_by_that() -> None:
    story, _ = linked(briefing("Ebb [@none]. Flow."))
    assert [claim.is_sourced for claim in story.claims] == [True, False]
    assert Unsourced() in story.claims[0].parts


def test_words_relied_on_travel_with_the_citation() -> None:
    story, _ = linked(briefing('Ebb [@a, "it ebbs"; @b, p. 2].', "sources: [a, b]"), a=article(), b=article())
    assert story.claims[0].citations == (
        Citation("a", 1, 1, Place(story.file, 6, 6, 2), quote="it ebbs"),
        Citation("b", 2, 1, Place(story.file, 6, 21, 2), locator="p. 2"),
    )


# ── anchors ──────────────────────────────────────────────────────────────────────────────────────


def test_an_anchor_stays_while_the_words_stay() -> None:
    one, _ = linked(briefing("Ebb. Flow."))
    two, _ = linked(briefing("Rain. *Ebb*. Flow [@none]."))
    anchors = {claim.text: claim.anchor for claim in one.claims}
    assert {claim.text: claim.anchor for claim in two.claims}.items() >= anchors.items()


def test_no_two_anchors_of_a_page_are_the_same() -> None:
    body = "Ebb. Ebb.\n\n## Sources\n\nEbb.\n\n## Ebb\n\n## Ebb\n\n## c-x\n\n## !\n"
    body += "\n## Timeline\n\n- 2026: Ebb.\n- 2026: Ebb.\n"
    story, _ = linked(briefing(body))
    anchors = [claim.anchor for claim in story.claims]
    anchors += [section.anchor for section in story.sections] + [event.anchor for event in story.timeline]
    assert len(set(anchors)) == len(anchors)
    assert [section.anchor for section in story.sections] == [
        "section-sources",
        "ebb",
        "ebb-2",
        "section-c-x",
        "section",
    ]


def test_a_section_gets_no_id_of_another_one_or_of_the_page() -> None:
    body = "".join(f"## {title}\n\n" for title in ("Talks", "Talks", "Talks 2", "History", "Related"))
    story, _ = linked(briefing(body))
    assert [section.anchor for section in story.sections] == [
        "talks",
        "talks-2",
        "talks-2-2",
        "section-history",
        "section-related",
    ]


# ── the timeline ─────────────────────────────────────────────────────────────────────────────────


def test_a_source_s_event_joins_the_writer_s_entry_and_brings_its_citation() -> None:
    body = "## Timeline\n\n- Dec 30, 2025 (New Year's Eve's eve): The ferry leaves Marl [@a].\n"
    events = {key: article(more=f"{EVENT}Ferry leaves Marl.") for key in ("a", "b")}
    story, problems = linked(briefing(body, "sources: [a, b]"), **events)
    assert problems == ()
    assert shown(story) == [("2025-12-30", "The ferry leaves Marl.", [1, 2])]
    assert story.timeline[0].note == "New Year's Eve's eve"
    assert [source.uses for source in story.sources] == [1, 1]


def test_other_figures_are_another_event() -> None:
    a, b = (article(more=f"{EVENT}Storm kills {count} in Marl") for count in (3, 4))
    story, _ = linked(briefing("", "sources: [b, a]"), a=a, b=b)
    assert shown(story) == [
        ("2025-12-30", "Storm kills 4 in Marl", [1]),
        ("2025-12-30", "Storm kills 3 in Marl", [2]),
    ]


def test_events_of_a_source_that_is_left_out_are_left_out() -> None:
    story, _ = linked(briefing("", "sources: [a]"), a=article(), b=article(more=f"{EVENT}Ebb."))
    assert story.timeline == ()


def test_an_event_s_words_are_text() -> None:
    story, _ = linked(None, a=article(more=f"{EVENT}'<b>Ebb</b> & [@x] *so*'"))
    [claim] = [part for part in story.timeline[0].text if isinstance(part, Claim)]
    assert claim.parts[0] == "&lt;b&gt;Ebb&lt;/b&gt; &amp; [@x] *so*"


def test_an_event_that_a_problem_may_speak_of_is_placed_at_its_date() -> None:
    story, _ = linked(None, a=article(published="2025-12-01", more=f"{EVENT}Ebb"))
    place = story.timeline[0].place
    assert (place.file, place.line, place.column) == ("content/world/ferry/sources/a.md", 6, 11)


# ── what is computed ─────────────────────────────────────────────────────────────────────────────


def test_updated_is_the_newest_of_the_story_and_its_sources() -> None:
    a, b = article(published="2026-01-03"), article(published="2026-01-09")
    assert linked(briefing("", "sources: [a]"), a=a, b=b)[0].updated.iso == "2026-01-03"
    assert linked(briefing("", "sources: [a, b]"), a=a, b=b)[0].updated.iso == "2026-01-09"
    assert linked(briefing("", "sources: [a]", published="2026-02-01"), a=a)[0].updated.iso == "2026-02-01"


def test_a_correction_never_moves_updated() -> None:
    more = "corrections:\n  - {date: 2026-03-02, text: Two}\n  - {date: 2026-03-01, text: One}"
    story, _ = linked(briefing("", more))
    assert story.updated.iso == "2026-01-01"
    assert [notice.text for notice in story.corrections] == ["One", "Two"]


def test_the_description_is_the_writer_s_or_the_first_sentence() -> None:
    assert linked(briefing("Ebb *now* [@none]. Flow.", "description: Tides"))[0].description == "Tides"
    assert linked(briefing("Ebb *now* [@none]. Flow."))[0].description == "Ebb now."
    assert linked(briefing("## One\n\nFlow."))[0].description == "Flow."
    assert linked(briefing())[0].description == ""


# ── a folder without story.md ────────────────────────────────────────────────────────────────────


def test_sources_alone_make_a_story() -> None:
    story, problems = linked(
        None,
        old=article("Ferry leaves", "2026-01-02", more=f"focus: It left.\n{EVENT}Ferry leaves Marl."),
        new=article("Ferry <returns>", "2026-01-05", more="focus: It came & went."),
        mute=article("Ferry sails", "2026-01-03"),
    )
    assert problems == ()
    assert story.compiled
    assert story.title == "Ferry <returns>"
    assert (story.published.iso, story.updated.iso) == ("2026-01-02", "2026-01-05")
    assert by_key(story) == {"old": 1, "mute": 2, "new": 3}
    assert [(claim.text, [c.number for c in claim.citations]) for claim in story.claims] == [
        ("It left.", [1]),
        ("It came & went.", [3]),
        ("Ferry leaves Marl.", [1]),
    ]
    assert "It came &amp; went" in story.claims[1].parts
    assert (story.id, story.section, story.url) == ("world/ferry", "world", "/world/ferry/")


def test_a_compiled_story_is_described_by_its_first_sentence() -> None:
    old, new = article(more="focus: It left."), article("Back", "2026-01-05", more="focus: It came.")
    assert linked(None, old=old, new=new)[0].description == "It left."


def test_many_focus_lines_are_a_list_and_no_wall_of_text() -> None:
    def markup(count: int) -> str:
        articles = {
            f"k{at}": article(published=f"2026-01-0{at}", more=f"focus: Ebb {at}.") for at in range(1, count)
        }
        story, _ = linked(None, **articles)
        return "".join(part for part in story.summary if isinstance(part, str))

    assert markup(2) == "<p></p>\n"
    assert markup(5) == "<p>   </p>\n"
    assert markup(6) == "<ul>\n<li></li>\n<li></li>\n<li></li>\n<li></li>\n<li></li>\n</ul>\n"


# ── links ────────────────────────────────────────────────────────────────────────────────────────


def test_a_link_is_resolved_from_the_story_s_file() -> None:
    story, problems = linked(briefing("See [it](story.md#sources) [@none]."))
    assert problems == ()
    assert Link("/world/ferry/#sources", internal=True) in story.claims[0].parts


def test_a_link_that_leads_nowhere_is_placed_at_its_address() -> None:
    _, problems = linked(briefing("See [it\nthere](nowhere.md) [@none]."))
    assert [(p.rule, p.place.line, p.place.column, p.place.length) for p in problems] == [
        ("broken-link", 7, 8, 10)
    ]


def test_an_article_s_address_must_be_safe() -> None:
    story, problems = linked(None, a=article(more='url: "javascript:alert(1)"'), b=article(more="url: x/y"))
    assert rules_of(problems) == ["unsafe-url", "unsafe-url"]
    assert story.sources[0].url == ""


# ── conflicts ────────────────────────────────────────────────────────────────────────────────────

CONFLICT = (
    "conflicts:\n  - about: How high it rose\n    says:\n      - source: a\n        text: It rose 2 metres.\n"
)


def test_a_conflict_says_who_says_what_with_citations_between_sections_and_timeline() -> None:
    more = f"sources: [a, b]\n{CONFLICT}      - source: b\n        text: It rose 3 metres & fell.\n"
    body = "## One\n\nTide rose [@a].\n\n## Timeline\n\n- 2025-12-31: High tide [@a].\n"
    story, problems = linked(briefing(body, more), a=article(), b=article())
    assert problems == ()
    (conflict,) = story.conflicts
    assert (conflict.about, conflict.anchor) == ("How high it rose", "conflict-how-high-it-rose")
    assert citations(story) == [("a", 1, 1), ("a", 1, 2), ("b", 2, 1), ("a", 1, 3)]
    assert [claim.text for claim in story.claims][1:3] == ["It rose 2 metres.", "It rose 3 metres & fell."]
    assert "It rose 3 metres &amp; fell." in story.claims[2].parts


def test_a_conflict_of_one_source_or_an_unknown_one_is_a_problem_at_its_key() -> None:
    story, problems = linked(briefing("One [@a].", f"sources: [a]\n{CONFLICT}"), a=article())
    assert [(p.rule, p.place.line) for p in problems] == [("bad-value", 6)]
    more = f"sources: [a]\n{CONFLICT}      - source: c\n        text: It fell.\n"
    story, problems = linked(briefing("One [@a].", more), a=article())
    assert [(p.rule, p.place.line) for p in problems] == [("unknown-source", 10)]
    assert story.conflicts[0].says[1][0].citations == ()


def test_a_source_cited_in_a_conflict_alone_must_be_listed_too() -> None:
    more = f"sources: [a]\n{CONFLICT}      - source: b\n        text: It fell.\n"
    _, problems = linked(briefing("One [@a].", more), a=article(), b=article())
    assert rules_of(problems) == ["unlisted-source"]
