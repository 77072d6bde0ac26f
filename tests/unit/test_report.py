"""The evidence report as a value and as a page: what an editor sees of a story, whatever its sources hold."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser

import msgspec

from dateline import report, rules
from dateline.check.evidence import check_evidence
from dateline.pages.imprint import Imprint
from dateline.pages.report import REST, TOP, report_view
from dateline.pages.reportclaims import LONGEST, runs
from dateline.problems import Problem, Severity
from dateline.settings.config import parse_config
from dateline.views.report import ClaimView, ReportView
from newsroom import PAPER, article, briefing, examined

LEAD = "The night ferry Marigold ran aground on Tern Bank on Friday with 212 passengers on board."
FARES = "The council will pay back 14 crowns to every passenger, Bram Aldous promised on Sunday."
COURIER = article(publisher="City Courier", text=f"{LEAD}\n\n{FARES}")
GAZETTE = article(publisher="The Gazette", text=f"A band was playing on the upper deck of the ship. {LEAD}")
WIRE = article(publisher="Coast Wire", text="")
NASTY = '<script>alert(1)</script> <img src=x onerror="alert(2)"> "quays" & boats'


def view(text: str | None, problems: Iterable[Problem] | None = None, **sources: str) -> ReportView:
    found = examined(text, **sources)
    if problems is None:
        problems = rules.weigh(check_evidence(found.story, found.evidence), {})
    return report_view(Imprint(parse_config(PAPER)), found, tuple(problems))


def only(shown: ReportView) -> ClaimView:
    ((claim,),) = [part.claims for part in shown.parts]
    return claim


def words(claim: ClaimView, kind: str) -> list[str]:
    return [run.text for run in claim.runs if run.kind == kind]


def test_a_claim_stands_beside_its_passages_with_the_shared_words_marked() -> None:
    body = "## Aground\n\nThe ferry Marigold ran aground with 212 passengers on board [@courier; @gazette].\n"
    claim = only(view(briefing(body, "sources: [courier, gazette]"), courier=COURIER, gazette=GAZETTE))
    assert [(backing.number, backing.publisher) for backing in claim.backings] == [
        (1, "City Courier"),
        (2, "The Gazette"),
    ]
    first = claim.backings[0]
    assert (first.standing, first.label, first.why) == ("supported", "supported", "")
    assert re.fullmatch(r"(0\.\d\d|1\.00)", first.score)
    assert "".join(run.text for run in first.runs) == LEAD
    assert any(run.kind == "shared" and "Marigold" in run.text for run in first.runs)
    assert [(cite.number, cite.anchor) for cite in claim.cites] == [(1, "r_source-1"), (2, "r_source-2")]


def test_a_finding_marks_its_words_and_leads_from_the_list_to_its_claim() -> None:
    body = "## Aground\n\nThe ferry Marigold ran aground with 312 passengers on board [@courier].\n"
    shown = view(briefing(body, "sources: [courier]"), courier=COURIER)
    claim = only(shown)
    assert words(claim, "provable") == ["312"]
    assert ("provable", "figure-not-in-source") in [(f.name, f.rule) for f in claim.findings]
    assert "found" in claim.tags
    assert shown.found == 1
    first = shown.levels[0]
    assert (first.name, first.lines[0].anchor) == ("provable", claim.anchor)
    assert first.lines[0].where == "content/world/ferry/story.md:8:37"


def test_what_a_setting_turns_off_is_counted_and_not_shown() -> None:
    body = "## Aground\n\nThe ferry Marigold ran aground with 312 passengers on board [@courier].\n"
    shown = view(briefing(body, "sources: [courier]"), (), courier=COURIER)
    claim = only(shown)
    assert (claim.findings, words(claim, "provable"), "found" in claim.tags) == ((), [], False)
    assert claim.silenced == shown.silenced > 0


def test_a_date_that_no_source_gives_stands_at_its_entry_and_counts_as_no_silence() -> None:
    body = "## Timeline\n\n- Mar 7, 2025: The ferry Marigold ran aground on Tern Bank [@courier]\n"
    shown = view(briefing(body, "sources: [courier]"), courier=COURIER)
    ((claim,),) = [entry.claims for entry in shown.timeline]
    assert "event-date-not-in-source" in [finding.rule for finding in claim.findings]
    assert shown.silenced == 0
    lines = {line.rule: line.anchor for level in shown.levels for line in level.lines}
    assert lines["event-date-not-in-source"] == claim.anchor


def test_problems_are_parted_by_level_with_errors_first() -> None:
    body = "## Aground\n\nThe ferry Marigold ran aground with 312 passengers on board [@courier].\n"
    found = examined(briefing(body, "sources: [courier]"), courier=COURIER)
    place = found.story.claims[0].place
    made = [rules.problem(rule, place, rule) for rule in ("late-event", "low-support", "name-not-in-source")]
    made.append(msgspec.structs.replace(made[0], rule="bad-value", severity=Severity.ERROR))
    shown = report_view(Imprint(parse_config(PAPER)), found, made)
    assert [(level.name, [line.rule for line in level.lines]) for level in shown.levels] == [
        ("provable", ["name-not-in-source"]),
        ("doubt", ["low-support"]),
        ("house", ["bad-value", "late-event"]),
    ]


def test_tags_tell_the_filter_what_a_claim_is() -> None:
    body = (
        f"## Aground\n\n{LEAD} [@courier]. {LEAD} [@courier; @gazette]. {FARES} [@wire].\n\nNobody knows.\n\n"
        "It was dark [@none].\n"
    )
    more = "sources: [courier, gazette, wire]"
    gazette = GAZETTE.replace(
        LEAD, "On Friday the night ferry Marigold, with 212 passengers on board, ran aground on Tern Bank."
    )
    shown = view(briefing(body, more), courier=COURIER, gazette=gazette, wire=WIRE)
    kinds = {"single", "several", "uncited", "unsourced", "unchecked"}
    assert [kinds & set(claim.tags) for part in shown.parts for claim in part.claims] == [
        {"single"},
        {"several"},
        {"unchecked"},
        {"uncited"},
        {"unsourced"},
    ]
    assert (shown.single, shown.uncited) == (1, 3)
    assert [count.number for count in shown.counts][:2] == [5, 3]


def test_copies_are_one_voice_and_the_report_says_why() -> None:
    body = f"## Aground\n\n{LEAD} [@courier; @gazette].\n"
    shown = view(
        briefing(body, "sources: [courier, gazette]"),
        courier=article(publisher="City Courier", more="agency: Coast Wire", text=LEAD),
        gazette=article(publisher="The Gazette", more="agency: Coast Wire", text=LEAD),
    )
    (tie,) = shown.ties
    assert (tie.one, tie.other, tie.why) == ("City Courier", "The Gazette", "the same agency, Coast Wire")
    assert shown.voices == 1
    assert only(shown).voices == "single source"
    assert only(shown).tied == ("City Courier and The Gazette are one voice: the same agency, Coast Wire",)


def test_a_source_says_how_it_is_used_and_what_is_left_out() -> None:
    body = f"## Aground\n\n{LEAD} [@courier].\n"
    shown = view(
        briefing(body, "sources: [courier, gazette, wire]"), courier=COURIER, gazette=GAZETTE, wire=WIRE
    )
    courier, gazette, wire = shown.sources
    assert (courier.cited, courier.left, courier.sentences) == (1, 1, 2)
    assert courier.top[0].text == FARES
    assert courier.top[0].notes == ("opening", "figures", "names")
    assert [(count.label, count.number) for count in courier.standings] == [("supported", 1)]
    assert (gazette.cited, gazette.left) == (0, 1)
    assert (wire.unchecked, wire.left) == ("no text is kept of this article", 0)


def test_what_is_left_out_is_limited_and_the_rest_is_counted() -> None:
    many = "\n\n".join(f"Ship number {n} sailed for harbour {n + 1} with {n + 2} crates." for n in range(100))
    shown = view(briefing("## S\n\nNothing [@courier].\n", "sources: [courier]"), courier=article(text=many))
    (courier,) = shown.sources
    assert (courier.left, len(courier.top), len(courier.rest), courier.more) == (
        100,
        TOP,
        REST,
        100 - TOP - REST,
    )


def test_an_event_has_the_dates_that_its_sources_give() -> None:
    events = "events:\n  - date: 2026-01-02\n    text: The ferry runs aground.\n"
    body = "## Timeline\n\n- Jan 2, 2026: The ferry runs aground [@courier; @gazette; @wire]\n"
    shown = view(
        briefing(body, "sources: [courier, gazette, wire]"),
        courier=article(publisher="City Courier", published="2026-01-04", more=events, text=LEAD),
        gazette=article(publisher="The Gazette", published="2026-01-02", text="The ferry lay on the bank."),
        wire=article(publisher="Coast Wire", published="2026-03-04", text="The ferry lay on the bank."),
    )
    (entry,) = shown.timeline
    assert [(given.publisher, given.words) for given in entry.given] == [
        ("City Courier", ("declared: Jan 2, 2026", "“Friday” (Jan 2, 2026)")),
        ("The Gazette", ("its day of publication",)),
        ("Coast Wire", ()),
    ]


def test_a_section_on_one_voice_and_a_conflict_are_shown() -> None:
    more = (
        "sources: [courier, gazette]\nconflicts:\n  - about: How many were on board\n    says:\n"
        "      - {source: courier, text: 212 passengers.}\n      - {source: gazette, text: 300 passengers.}\n"
    )
    body = f"## Aground\n\n{LEAD} [@courier]. {FARES} [@courier].\n"
    shown = view(briefing(body, more), courier=COURIER, gazette=GAZETTE)
    assert shown.parts[0].note == "All of this rests on one voice, that of City Courier."
    (dispute,) = shown.disputes
    assert (dispute.about, len(dispute.claims)) == ("How many were on board", 2)


def test_a_folder_without_a_briefing_has_a_report() -> None:
    shown = view(None, courier=article(more="focus: The ferry Marigold ran aground.", text=LEAD))
    assert [claim.cites[0].number for claim in shown.parts[0].claims] == [1]
    assert shown.sources[0].cited == 2


def test_runs_cover_the_text_and_the_heavier_mark_wins() -> None:
    made = runs("one two three", [(0, 7, "doubt"), (4, 13, "provable"), (9, 9, "doubt"), (90, 99, "doubt")])
    assert [(run.text, run.kind) for run in made] == [
        ("one ", "doubt"),
        ("two", "provable"),
        (" three", "provable"),
    ]
    assert runs("", []) == ()


class Seen(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)


# ── the page ─────────────────────────────────────────────────────────────────────────────────────


def page(shown: ReportView) -> str:
    return report.page_of(shown).decode()


def test_hostile_words_are_escaped_wherever_they_stand() -> None:
    body = (
        f"## {NASTY}\n\nBoats and `{NASTY}` are dear [@courier, “{NASTY}”]. Ships ran 17 times [@courier]."
        "\n\n"
        "## Timeline\n\n- Jan 2, 2026 (`<b>`): Boats `<b onclick=x>` are dear [@courier]\n"
    )
    nasty = NASTY.replace('"', "'")
    front = f'title: "{nasty}"\npublisher: "{nasty}"\nagency: "{nasty}"\n'
    front += "url: https://courier.example/?a='b'\n"
    text = (
        "Boats and &lt;script>alert(1)&lt;/script> &lt;/blockquote> are dear: \u202eevil.\n\n"
        "The &lt;style>b{}&lt;/style> of ships and the rest of the cargo was lost in the night.\n"
    )
    courier = f"---\n{front}published: 2026-01-02\n---\n{text}"
    html = page(view(briefing(body, "sources: [courier]"), courier=courier))
    assert "&lt;script&gt;" in html
    seen = Seen()
    seen.feed(html)
    assert not {"script", "img", "b"} & seen.tags
    assert [name for name in seen.attributes if name.startswith("on") or name == "style"] == []
    assert html.count("<style") == 1
    assert "\u202e" not in html


def test_a_page_loads_nothing_and_carries_its_policy() -> None:
    shown = view(briefing(f"## S\n\n{LEAD} [@courier].\n", "sources: [courier]"), courier=COURIER)
    html = page(shown)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert unescape(policy[1]).startswith(f"default-src 'none'; style-src {report.style_policy()};")
    style = html.partition("<style>")[2].partition("</style>")[0]
    assert report.style_policy() == f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"
    assert re.findall(r"<(?:script|link|img|iframe|object|embed)\b|\sstyle=|\son[a-z]+=", html) == []
    assert re.findall(r"@import|url\(", html) == []
    assert b"http-equiv" not in report.page_of(shown, served=True)


def test_ids_are_unique_whatever_sections_are_called() -> None:
    body = "".join(
        f"## {title}\n\n{LEAD} [@courier].\n\n" for title in ("Problems", "R problems", "Claims", "Show all")
    )
    html = page(view(briefing(body, "sources: [courier]"), courier=COURIER))
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    assert set(re.findall(r'aria-labelledby="([^"]+)"', html)) <= set(ids)


def test_a_sentence_of_a_hundred_thousand_characters_is_cut_on_the_page() -> None:
    long = (
        "the water was in it, " * 2500 + "the ferry Marigold ran aground, " + "the water was in it, " * 2500
    )
    body = "## S\n\nThe ferry Marigold ran aground [@courier].\n"
    shown = view(briefing(body, "sources: [courier]"), courier=article(text=long))
    runs_of = only(shown).backings[0].runs
    assert len("".join(run.text for run in runs_of)) <= LONGEST + 4
    assert any("Marigold" in run.text for run in runs_of)
    assert len(page(shown)) < 60_000


def test_a_story_that_cannot_be_read_is_a_list_of_problems() -> None:
    from dateline.pages.report import unreadable_view
    from dateline.problems import Place

    found = rules.problem("unknown-key", Place("content/world/ferry/story.md", 2, 1), "unknown key “<b>”")
    html = page(unreadable_view("world/ferry", "content/world/ferry/story.md", "en", [found]))
    assert "unknown key “&lt;b&gt;”" in html
    assert "cannot be read yet" in html


def test_the_report_knows_no_clock() -> None:
    made = [
        page(view(briefing(f"## S\n\n{LEAD} [@courier].\n", "sources: [courier]"), courier=COURIER))
        for _ in "12"
    ]
    assert made[0] == made[1]
