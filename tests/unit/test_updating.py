"""What new sources add to a briefing, and where it goes in the file."""

from __future__ import annotations

import pytest

from dateline.compose.drafted import drafted
from dateline.compose.inserting import UNTITLED, inserted
from dateline.compose.updating import Addition, Proposal, proposal
from dateline.compose.values import Draft, DraftedEvent, Line
from dateline.dates import parse_date
from dateline.evidence.examine import articles_of
from dateline.files import parse
from dateline.model.draft import StoryFolder
from dateline.settings.newsroom import Newsroom
from newsroom import article, source

FILE = "content/port/crane/story.md"
OLD = "A crane fell onto Pier Six on 4 May 2026. Nobody was hurt, the harbour master Lin Osei said."
NEW = (
    "Nobody was hurt, the harbour master Lin Osei said. Divers lifted the crane's jib out of the basin on "
    "7 May 2026. The pier will stay closed until the insurers have seen the jib."
)
TEXT = """---
title: Crane
published: 2026-05-04
---
A crane fell onto Pier Six [1].

## Nobody hurt

Nobody was hurt, said the harbour master Lin Osei [@old, "Nobody was hurt"].

## Timeline

- May 4, 2026: A crane fell [@old]
"""


def folder(text: str, **articles: str) -> tuple[StoryFolder, dict[str, str]]:
    """A story with its articles' texts, a day apart from May 5 on."""
    story, problems = parse.story(FILE, text.encode())
    assert (problems, story is None) == ((), False)
    files = [
        source(f"content/port/crane/sources/{key}.md", article(key, f"2026-05-{5 + at:02}", text=body))
        for at, (key, body) in enumerate(articles.items())
    ]
    return StoryFolder("port/crane", story, tuple(files)), articles


def proposed(text: str, made: Draft | None = None, **articles: str) -> Proposal:
    """What the articles add to the briefing, from their draft or from the one that is given."""
    found, texts = folder(text, **articles)
    known, newsroom = articles_of(found.sources, texts), Newsroom(language="en")
    return proposal(found, known, made or drafted(found, known, newsroom).draft, newsroom)


def updated(text: str, **articles: str) -> str:
    after, left = inserted(FILE, text.encode(), proposed(text, **articles))
    assert left == ()
    return after.decode()


FRENCH = (
    "La grue du quai a été levée hors du bassin jeudi et les dockers ont repris le travail. "
    "Les assureurs ont demandé une expertise sur les causes de la chute."
)
SPEECH = (
    "Le port a rouvert les quais aux navires et les dockers de la grue ont été payés, selon les assureurs."
)


def test_what_is_in_another_language_gets_a_section_of_its_own_and_goes_on_there() -> None:
    first = updated(TEXT, old=OLD, jour=FRENCH)
    lines = first.splitlines()
    at = lines.index("## jour {lang=fr}")
    assert "[@jour]" in lines[at + 2]
    assert lines.index("## Timeline") > at
    assert "[@jour]" not in "".join(lines[:at])
    second = updated(first, old=OLD, jour=FRENCH, soir=SPEECH)
    assert second.count("{lang=fr}") == 1
    assert "[@soir]" in second.splitlines()[at + 4]


# ── what is added ────────────────────────────────────────────────────────────────────────────────


def test_new_claims_events_and_second_sources() -> None:
    found = proposed(TEXT, old=OLD, new=NEW)
    assert found.fresh == ("new",)
    assert [(gain.text, gain.keys) for gain in found.gains] == [
        ("Nobody was hurt, said the harbour master Lin Osei.", ("new",))
    ]
    said = [one.line.text for one in found.additions]
    assert any("Divers lifted" in text for text in said)
    assert not any("Nobody was hurt" in text for text in said)
    assert [event.date.edtf for event in found.events] == ["2026-05-07"]


def test_a_source_that_is_cited_by_number_is_not_new() -> None:
    assert proposed(TEXT.replace("@old", "@new"), old=OLD, new=NEW).fresh == ()
    assert proposed(TEXT, old=OLD) == Proposal()


def test_what_a_cited_source_says_is_not_new() -> None:
    found = proposed(TEXT, old=f"{OLD} {NEW}", new=NEW)
    assert (found.additions, found.events) == ((), ())


def test_another_figure_is_no_second_source_and_is_a_claim_of_its_own() -> None:
    text = TEXT.replace("Nobody was hurt, said", "The crane hurt 3 dockers, said").replace(
        '@old, "Nobody was hurt"', "@old"
    )
    found = proposed(
        text,
        old="The crane hurt 3 dockers, said the harbour master Lin Osei.",
        new="The crane hurt 5 dockers, said the harbour master Lin Osei.",
    )
    assert found.gains == ()
    assert [one.line.text for one in found.additions] == [
        "The crane hurt 5 dockers, said the harbour master Lin Osei."
    ]


def test_an_event_of_another_day_is_no_second_source_of_an_entry() -> None:
    entry = "Divers lifted the jib of the crane out of the basin"
    text = TEXT.replace("A crane fell [@old]", f"{entry} [@old]")
    article = "Divers lifted the jib of the crane out of the basin on 2 May 2026."
    assert proposed(text, old=f"{entry} on 4 May 2026.", new=article).gains == ()
    same = proposed(text.replace("May 4", "May 2"), old=article, new=article)
    assert [gain.keys for gain in same.gains] == [("new",)]


def test_a_pronoun_comes_with_the_line_that_names_whom_it_means_or_not_at_all() -> None:
    named = "Mara Quist bought the broken crane of Pier Six at an auction in Velden."
    led = "She wants to hang 9 lamps from its jib above the lighthouse."
    new = f"{named} {led}"
    lines = (Line(named, ("new",), (0, len(named))), Line(led, ("new",), (len(named) + 1, len(new))))
    made = Draft("T", lines)
    both = proposed(TEXT, made, old=OLD, new=new).additions
    assert [one.line.text for one in both] == [named, led]
    assert both[0].section == both[1].section
    known = TEXT.replace("## Nobody", f"{named[:-1]} [@old].\n\n## Nobody")
    assert proposed(known, made, old=f"{OLD} {named}", new=new).additions == ()


def test_a_source_that_the_draft_names_beside_another_alone_adds_what_it_alone_tells() -> None:
    same = "Nobody was hurt, the harbour master Lin Osei said."
    told = "The pier will stay closed until the insurers have seen the jib in Velden."
    new = f"{same} {told}"
    lines = (Line(same, ("old", "new"), (0, len(same))),)
    found = proposed(TEXT, Draft("T", lines), old=OLD, new=new)
    assert [one.line.text for one in found.additions] == [told]
    assert [gain.keys for gain in found.gains] == [("new",)]


def test_what_is_taken_up_is_not_proposed_again() -> None:
    after = updated(TEXT, old=OLD, new=NEW)
    assert proposed(after, old=OLD, new=NEW).is_empty


# ── where it goes ────────────────────────────────────────────────────────────────────────────────

LINE = Line("The jib was lifted.", ("new", "more"), (0, 19))
EVENT = DraftedEvent(parse_date("May 7, 2026"), (Line("The jib was lifted.", ("new",), (0, 19)),))
EARLY = DraftedEvent(parse_date("May 2, 2026"), (Line("The crane was tested.", ("new",), (0, 21)),))
HEAD = "---\ntitle: T\npublished: 2026-05-04\n---\n"


def put(body: str, found: Proposal) -> str:
    after, left = inserted(FILE, f"{HEAD}{body}".encode(), found)
    assert left == ()
    text = after.decode()
    assert text.startswith(HEAD)
    return text[len(HEAD) :]


def test_a_mark_gets_keys_and_one_of_numbers_a_mark_behind_it() -> None:
    after = updated(TEXT, old=OLD, new=f"A crane fell onto Pier Six. {NEW}")
    assert "A crane fell onto Pier Six [1][@new].\n" in after
    assert 'Lin Osei [@old, "Nobody was hurt"; @new].\n' in after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("## A\n\nOne.\n", "## A\n\nOne.\n\nThe jib was lifted [@new; @more].\n"),
        ("## A\n\nOne.", "## A\n\nOne.\n\nThe jib was lifted [@new; @more].\n"),
        ("## A\nOne.\n## B\nTwo.\n", "## A\nOne.\n\nThe jib was lifted [@new; @more].\n\n## B\nTwo.\n"),
        ("## A\n\n- One\n\n\n\n## B\n", "## A\n\n- One\n\nThe jib was lifted [@new; @more].\n\n\n\n## B\n"),
        ("A\n---\n", "A\n---\n\nThe jib was lifted [@new; @more].\n"),
    ],
)
def test_a_claim_ends_its_section(before: str, after: str) -> None:
    assert put(before, Proposal(additions=(Addition(LINE, 0, ""),))) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("One.\n", "One.\n\n## The jib\n\nThe jib was lifted [@new; @more].\n"),
        ("", "\n## The jib\n\nThe jib was lifted [@new; @more].\n"),
        (
            "One.\n\n## Timeline\n\n- 2026: Two.\n",
            "One.\n\n## The jib\n\nThe jib was lifted [@new; @more].\n\n## Timeline\n\n- 2026: Two.\n",
        ),
    ],
)
def test_a_new_section_stands_before_the_timeline(before: str, after: str) -> None:
    assert put(before, Proposal(additions=(Addition(LINE, -1, "The jib"),))) == after
    untitled = put(before, Proposal(additions=(Addition(LINE, -1, ""),)))
    assert untitled == after.replace("The jib\n", f"{UNTITLED}\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- May 4, 2026: A.\n", "- May 2, 2026: {early}\n- May 4, 2026: A.\n- May 7, 2026: {late}\n"),
        ("* May 4, 2026: A\n  b.", "* May 2, 2026: {early}\n* May 4, 2026: A\n  b.\n* May 7, 2026: {late}"),
        (
            "- May 9, 2026: A.\n- May 4, 2026: B.\n",
            "- May 9, 2026: A.\n- May 7, 2026: {late}\n- May 4, 2026: B.\n- May 2, 2026: {early}\n",
        ),
    ],
)
def test_an_event_goes_to_its_place(before: str, after: str) -> None:
    found = Proposal(events=(EARLY, EVENT))
    body = after.format(early="The crane was tested [@new].", late="The jib was lifted [@new].")
    assert put(f"## Timeline\n\n{before}", found) == f"## Timeline\n\n{body}"


@pytest.mark.parametrize("before", ["One.\n", "One.\n\n## Timeline\n"])
def test_the_first_events_make_a_timeline(before: str) -> None:
    entries = "- May 2, 2026: The crane was tested [@new].\n- May 7, 2026: The jib was lifted [@new].\n"
    assert put(before, Proposal(events=(EARLY, EVENT))) == f"One.\n\n## Timeline\n\n{entries}"


def test_the_line_ends_are_those_of_the_file() -> None:
    found = proposed(TEXT, old=OLD, new=NEW)
    unix, _ = inserted(FILE, TEXT.encode(), found)
    dos, _ = inserted(FILE, TEXT.replace("\n", "\r\n").encode(), found)
    assert dos.decode() == unix.decode().replace("\n", "\r\n")
    assert len(unix) > len(TEXT.encode())


@pytest.mark.parametrize("body", ["## A\n\n```\nopen\n", "## A\n\n<!-- open\n"])
def test_what_would_not_be_read_is_left_out_and_named(body: str) -> None:
    data = f"{HEAD}{body}".encode()
    after, left = inserted(FILE, data, Proposal(additions=(Addition(LINE, 0, ""),)))
    assert (after, left) == (data, ("The jib was lifted.",))


def test_a_quotation_over_two_sentences_is_added_whole_or_not_at_all() -> None:
    spoken = "“The jib was cracked in March. The insurers had a letter about the crack,” said Lin Osei."
    after = updated(TEXT, old=OLD, new=f"{NEW} {spoken}")
    assert (
        "“The jib was cracked in March [@new]. The insurers had a letter about the crack,” said Lin" in after
    )
    known = updated(TEXT, old=f"{OLD} The jib was cracked in March.", new=f"{NEW} {spoken}")
    assert "cracked" not in known
    assert "letter" not in known
