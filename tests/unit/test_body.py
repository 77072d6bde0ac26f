"""The body of story.md: what is summary, section and timeline; what a comment silences; what is told."""

from __future__ import annotations

import re

import pytest

from dateline.files.body import read_page, read_story
from dateline.model.prose import Body, Href, Mark, Prose, Sentence, sentences
from dateline.problems import Problem, Severity
from dateline.rules import weigh
from newsroom import Files, briefing, folder, news, plain_page, rules_of

FILE = "content/a/story.md"


def read(text: str, first_line: int = 1) -> tuple[Body, tuple[Problem, ...]]:
    return read_story(FILE, text, first_line)


def whole(text: str) -> Body:
    """The body of a text without problems."""
    body, problems = read(text)
    assert problems == ()
    return body


def words(prose: Prose) -> list[str]:
    return [sentence.text for sentence in sentences(prose)]


def told(text: str, first_line: int = 1) -> list[tuple[str, int, int]]:
    """The problems of a text: rule, line, column."""
    return [(p.rule, p.place.line, p.place.column) for p in read(text, first_line)[1]]


# ── summary, sections, timeline ──────────────────────────────────────────────────────────────────


def test_a_body_is_a_summary_then_sections_then_a_timeline() -> None:
    body = whole(
        "Ebb.\n\nFlow.\n\n## One\n\nRain.\n\n### Inner\n\nWind.\n\n## Two\n\n## Timeline\n\n- 2025: Calm.\n"
    )
    assert words(body.summary) == ["Ebb.", "Flow."]
    assert [(part.title, words(part.prose)) for part in body.sections] == [
        ("One", ["Rain.", "Wind."]),
        ("Two", []),
    ]
    assert [(entry.date.edtf, words(entry.prose)) for entry in body.timeline] == [("2025", ["Calm."])]
    assert "<h3>Inner</h3>" in "".join(piece for piece in body.sections[0].prose if isinstance(piece, str))


@pytest.mark.parametrize("text", ["", "\n\n", "<!-- nothing -->", "[a]: https://a.example/"])
def test_an_empty_body(text: str) -> None:
    assert whole(text) == Body()


@pytest.mark.parametrize(
    "heading", ["# One", "## One", "One\n===", "One\n---", "## One ##", "## *One*", "##  One  "]
)
def test_headings_of_the_first_two_levels_open_sections(heading: str) -> None:
    assert [part.title for part in whole(f"{heading}\n\nEbb.").sections] == ["One"]


@pytest.mark.parametrize("written", ["Au port {lang=fr}", 'Au port {lang="fr"}', "*Au* port  {lang=fr}"])
def test_a_heading_may_name_the_language_of_its_section(written: str) -> None:
    (part,) = whole(f"## {written}\n\nLe bac est là [@a].").sections
    assert (part.title, part.language) == ("Au port", "fr")


def test_a_language_tag_may_have_a_region_and_none_is_the_files() -> None:
    assert [part.language for part in whole("## A {lang=pt-BR}\n\n## B {x}").sections] == ["pt-BR", ""]


@pytest.mark.parametrize("tag", ["{lang=}", "{lang fr}", "{lang=French!}", "{language=fr}"])
def test_what_names_no_language_is_told_and_never_shown(tag: str) -> None:
    body, problems = read(f"## Au port {tag}\n\nLe bac est là [@a].")
    assert [(one.rule, one.place.line, one.place.column) for one in problems] == [("unknown-language", 1, 12)]
    assert body.sections[0].title == "Au port"


@pytest.mark.parametrize("heading", ["### One", "- ## One", "> ## One", "    ## One", "\\## One", "##One"])
def test_no_other_heading_does(heading: str) -> None:
    assert whole(f"{heading}\n").sections == ()


def test_a_heading_is_words() -> None:
    body = whole("## The *old* `ferry` & [its boat](a.md)\nleft\n")
    assert body.sections[0].title == "The old ferry & its boat"
    assert body.sections[0].place.line == 1


@pytest.mark.parametrize(
    "heading", ["## Timeline", "## TIMELINE", "# timeline", "Timeline\n---", "## **Timeline**"]
)
def test_a_timeline_is_known_by_its_heading(heading: str) -> None:
    assert len(whole(f"{heading}\n\n- 2025: Ebb.\n").timeline) == 1


def test_a_timeline_may_stand_before_a_section_and_go_on_after_it() -> None:
    body = whole("## Timeline\n\n- 2025: Ebb.\n\n## One\n\nFlow.\n\n## Timeline\n\n- 2026: Rain.\n")
    assert [entry.date.edtf for entry in body.timeline] == ["2025", "2026"]
    assert [part.title for part in body.sections] == ["One"]


# ── entries ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "edtf", "note", "text"),
    [
        ("Dec 30, 2025: Ebb.", "2025-12-30", None, "Ebb."),
        ("Dec 31, 2025 (New Year's Eve): Ebb.", "2025-12-31", "New Year's Eve", "Ebb."),
        ("Late Dec 2025: Ebb.", "2025-12-21/2025-12-31", None, "Ebb."),
        ("2025-12-30: Ebb: and flow.", "2025-12-30", None, "Ebb: and flow."),
        ("2025-12-30T10:15:00-04:00: Ebb.", "2025-12-30T10:15:00-04:00", None, "Ebb."),
        ("2025-12-30 (at 10:15): Ebb.", "2025-12-30", "at 10:15", "Ebb."),
        ("2025-12-30 (noon: high (spring) tide): Ebb.", "2025-12-30", "noon: high (spring) tide", "Ebb."),
        ("2025-12-30：Ebb: flow.", "2025-12-30", None, "Ebb: flow."),
        ("2025-12-30 (昼：満潮)： Ebb.", "2025-12-30", "昼：満潮", "Ebb."),
        ("2025-12-30/..: Ebb.", "2025-12-30/..", None, "Ebb."),
        ("2025-12-30:\n  Ebb.", "2025-12-30", None, "Ebb."),
        ("2025-12-30:   Ebb at 10:15. Flow.", "2025-12-30", None, "Ebb at 10:15. Flow."),
    ],
)
def test_an_entry_is_a_date_and_its_words(line: str, edtf: str, note: str | None, text: str) -> None:
    [entry] = whole(f"## Timeline\n\n- {line}\n").timeline
    assert (entry.date.edtf, entry.date.note) == (edtf, note)
    assert " ".join(words(entry.prose)) == text
    assert (entry.place.line, entry.place.column) == (3, 3)


def test_an_entry_holds_claims_citations_and_markup() -> None:
    [entry] = whole("## Timeline\n\n1. 2025: *Ebb* [@ap]. [Flow](a.md) [1].\n").timeline
    first, second = sentences(entry.prose)
    assert (
        [c.key for m in first.marks for c in m.cites],
        [c.number for m in second.marks for c in m.cites],
    ) == (
        ["ap"],
        [1],
    )
    assert first.parts[0] == "<em>Ebb</em>"
    assert any(isinstance(part, Href) for part in second.parts)


def test_every_entry_of_a_loose_or_nested_list_counts() -> None:
    body = whole("## Timeline\n\n- 2024: Ebb.\n\n- 2025: Flow.\n  - 2025-06: Rain.\n")
    assert [entry.date.edtf for entry in body.timeline] == ["2024", "2025", "2025-06"]


@pytest.mark.parametrize(
    ("entry", "rule", "column"),
    [
        ("- Ebb.", "bad-timeline", 3),
        ("- 2025:", "bad-timeline", 3),
        ("- 2025 Ebb.", "bad-timeline", 3),
        ("- **2025**: Ebb.", "bad-timeline", 3),
        ("- 2025 (noon: Ebb.", "bad-date", None),
        ("- Someday: Ebb.", "bad-date", 3),
        ("- 2025-13-01: Ebb.", "bad-date", None),
        ("- 30/12/2025: Ebb.", "bad-date", 3),
        ("Ebb.", "bad-timeline", 1),
        ("> - 2025: Ebb.", "bad-timeline", None),
        ("~~~ 2025\n~~~", "bad-timeline", None),
        ("***", "bad-timeline", None),
    ],
)
def test_what_is_no_entry_is_told_once(entry: str, rule: str, column: int | None) -> None:
    body, problems = read(f"## Timeline\n\n{entry}\n", first_line=7)
    assert [(p.rule, p.place.line) for p in problems] == [(rule, 9)]
    assert column is None or problems[0].place.column == column
    assert body.timeline == ()


# ── comments ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "<!-- dateline-ignore: uncited-sentence -->\nEbb. Flow.",
        "<!-- dateline-ignore: uncited-sentence -->\n\nEbb. Flow.",
        "<!-- dateline-ignore: uncited-sentence --> Ebb. Flow.",
        "Ebb. <!-- dateline-ignore: uncited-sentence --> Flow.",
        "<!-- DATELINE-IGNORE uncited-sentence -->\nEbb.\nFlow.",
        "<!--\ndateline-ignore: uncited-sentence\n-->\nEbb. Flow.",
        "- <!-- dateline-ignore: uncited-sentence --> Ebb. Flow.",
    ],
)
def test_a_comment_silences_the_paragraph_that_it_touches_and_no_other(text: str) -> None:
    found = sentences(whole(f"Rain.\n\n{text}\n\nWind.").summary)
    silenced = {sentence.text: sentence.weights for sentence in found}
    assert silenced.pop("Rain.") == silenced.pop("Wind.") == ()
    assert set(silenced.values()) == {(("uncited-sentence", Severity.OFF),)}


def test_a_comment_names_several_rules() -> None:
    text = "<!-- dateline-ignore: uncited-sentence, late-event broken-link -->\nEbb."
    [sentence] = sentences(whole(text).summary)
    assert [rule for rule, _ in sentence.weights] == ["uncited-sentence", "late-event", "broken-link"]


def test_a_comment_silences_one_entry_of_a_timeline() -> None:
    comment = "<!-- dateline-ignore: late-event -->"
    body = whole(
        f"## Timeline\n\n- 2025: Ebb. {comment}\n- 2026: Flow.\n\n{comment}\n\n- 2027: Rain.\n- 2028: Wind.\n"
    )
    weights = [sentence.weights for entry in body.timeline for sentence in sentences(entry.prose)]
    off = (("late-event", Severity.OFF),)
    assert weights == [off, (), off, ()]


def test_a_comment_gives_each_rule_its_weight() -> None:
    text = "<!-- dateline-check quote-altered=error, late-event = warning low-support=off -->\nEbb.\n\nFlow."
    first, second = sentences(whole(text).summary)
    assert first.weights == (
        ("quote-altered", Severity.ERROR),
        ("late-event", Severity.WARNING),
        ("low-support", Severity.OFF),
    )
    assert second.weights == ()


def test_of_two_comments_on_one_rule_the_last_holds() -> None:
    text = "<!-- dateline-ignore: uncited-sentence --> Ebb. <!-- dateline-check uncited-sentence=error -->"
    story = folder(briefing(f"## One\n\n{text}"))
    [problem] = weigh(news(Files(stories=(story,))).problems, {"uncited-sentence": Severity.OFF})
    assert (problem.rule, problem.severity) == ("uncited-sentence", Severity.ERROR)


@pytest.mark.parametrize(
    ("said", "column", "hint"),
    [
        ("quote-altred=error", 21, "did you mean “quote-altered”?"),
        ("quote-altered=eror", 21, "did you mean “error”?"),
        ("quote-altered=loud", 21, "write error, warning or off"),
        ("quote-altered", 21, "write rule=error, rule=warning or rule=off"),
        ("quote-altered=", 21, "write rule=error, rule=warning or rule=off"),
        ("=error", 21, "write rule=error, rule=warning or rule=off"),
        ("unsafe-url=warning", 21, ""),
    ],
)
def test_a_comment_that_says_no_weight_is_told_where_it_stands(said: str, column: int, hint: str) -> None:
    body, problems = read(f"<!-- dateline-check {said} -->\nEbb.")
    assert [(p.rule, p.place.line, p.place.column, p.hint) for p in problems] == [
        ("unknown-rule", 1, column, hint)
    ]
    assert sentences(body.summary)[0].weights == ()


def test_what_is_always_an_error_may_be_called_one() -> None:
    assert told("<!-- dateline-check unsafe-url=error -->\nEbb.") == []


def test_an_unknown_rule_silences_nothing_and_is_told_with_the_nearest() -> None:
    body, problems = read("<!-- dateline-ignore: uncited-sentense -->\nEbb.")
    assert [(p.rule, p.place.line, p.hint) for p in problems] == [
        ("unknown-rule", 1, "did you mean “uncited-sentence”?")
    ]
    assert sentences(body.summary)[0].weights == ()


def test_what_is_always_an_error_cannot_be_silenced() -> None:
    assert [rule for rule, _, _ in told("<!-- dateline-ignore: unsafe-url -->\nEbb.")] == ["unknown-rule"]


@pytest.mark.parametrize(
    "text",
    [
        "Ebb.\n\n<!-- Flow.\n\nRain.\n\n-->\n\nWind.",
        "Ebb. <!-- Flow. -->\n\nWind.",
        "Ebb.\n<!-- Flow.\n-->\nWind.",
    ],
)
def test_a_comment_reaches_no_page(text: str) -> None:
    assert words(whole(text).summary) == ["Ebb.", "Wind."]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("Ebb.\n\n<!-- Flow.\n\nRain.", 3, 1),
        ("Ebb. <!-- Flow.\n\nRain. -->", 1, 6),
        ("> <!-- Ebb\n\nFlow -->", 1, 3),
    ],
)
def test_a_comment_that_does_not_end_where_it_began_is_told(text: str, line: int, column: int) -> None:
    assert told(text) == [("unclosed-comment", line, column)]


# ── marks ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Ebb [@ap;].", 5),
        ("Ebb [@ap", 5),
        ("Ebb [@none; @ap].", 5),
        ("Ebb [@ap, @tide].", 5),
        ("Ebb [see @ap].", 5),
        ("[Ebb [@ap] flow](a.md).", 6),
        ("- Ebb [@].", 7),
        ("| Ebb |\n|---|\n| [@] |", 3),
    ],
)
def test_a_mark_that_cannot_be_read_is_told(text: str, column: int) -> None:
    line = 1 + text.count("\n")
    assert told(text) == [("bad-citation", line, column)]


def test_a_heading_carries_no_citation() -> None:
    assert told("Ebb.\n\n## Flow [@ap]\n") == [("bad-citation", 3, 9)]


# ── plain pages ──────────────────────────────────────────────────────────────────────────────────


def test_a_plain_page_has_no_claims_and_no_citations() -> None:
    prose, problems = read_page("a.md", "# Ebb & flow\n\nEbb [@ap]. [1]\n", 1)
    assert problems == ()
    assert prose == ('<h1 id="ebb-flow">Ebb &amp; flow</h1>\n<p>Ebb [@ap]. [1]</p>\n',)
    assert not any(isinstance(piece, Mark | Sentence) for piece in prose)


def test_a_plain_page_has_footnotes_and_definitions() -> None:
    prose, _ = read_page("a.md", "Ebb[^1].\n\nTide\n:   Ebb and flow\n\n[^1]: Low.\n", 1)
    html = "".join(piece for piece in prose if isinstance(piece, str))
    assert '<a href="#fn1"' in html
    assert 'id="fn1"' in html
    assert "<dt>Tide</dt>" in html


def test_no_two_headings_of_a_plain_page_share_an_id_and_none_has_one_of_the_page() -> None:
    text = "# Main\n\n## Team\n\n## Team\n\n## Team 2\n\n## Fn1\n\n## Fnref1\n\nEbb[^1].\n\n[^1]: Low.\n"
    html = "".join(piece for piece in read_page("a.md", text, 1)[0] if isinstance(piece, str))
    assert re.findall(r'id="([^"]*)"', html) == [
        *("section-main", "team", "team-2", "team-2-2", "section-fn1", "section-fnref1"),
        *("fnref1", "fn1"),
    ]


def test_a_heading_without_a_letter_has_no_anchor() -> None:
    assert read_page("a.md", "## !\n", 1)[0] == ("<h2>!</h2>\n",)


@pytest.mark.parametrize(
    "text",
    [
        "See [it](gone.md).",
        "See [it](gone.md) <!-- dateline-ignore: missing-alt -->.",
        "<!-- dateline-ignore: broken-link -->\n\nSee it.\n\nSee [it](gone.md).",
    ],
)
def test_a_broken_link_of_a_page_is_told(text: str) -> None:
    assert rules_of(news(Files(pages=(plain_page("about", text),))).problems) == ["broken-link"]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- dateline-ignore: broken-link -->\nSee [it](gone.md) and\n![a boat](gone.png).",
        "See [it](gone.md). <!-- dateline-ignore: broken-link -->",
        "- <!-- dateline-ignore: broken-link --> See [it](gone.md).",
    ],
)
def test_a_broken_link_of_a_page_can_be_silenced(text: str) -> None:
    assert weigh(news(Files(pages=(plain_page("about", text),))).problems, {}) == ()
    story = folder(briefing(text.replace(" See [it]", " See [@none] [it]")))
    assert "broken-link" not in rules_of(weigh(news(Files(stories=(story,))).problems, {}))


def test_a_broken_link_in_a_cell_can_be_silenced() -> None:
    text = "| a |\n| --- |\n| [it](gone.md) <!-- dateline-ignore: broken-link --> |"
    found = news(Files(stories=(folder(briefing(text)),))).problems
    assert rules_of(found) == ["broken-link"]
    assert "broken-link" not in rules_of(weigh(found, {}))
