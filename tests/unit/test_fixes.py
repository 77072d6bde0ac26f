"""What `check --fix` changes in a file, byte for byte, and what it leaves alone."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.editing.fixes import fixed_article, fixed_briefing, fixed_page
from dateline.files import parse
from dateline.model.draft import StoryFolder
from newsroom import Files, article, news

FILE = "content/world/ferry/story.md"
KEYS = ("ap", "bbc", "cna", "dpa")
HEAD = "title: Ferry\npublished: 2026-01-01\n"


def folder(data: bytes, keys: tuple[str, ...] = KEYS) -> StoryFolder:
    """A story's folder with articles of later and later days, so that a key's number is its place."""
    sources = [
        (f"content/world/ferry/sources/{key}.md", article(published=f"2026-01-0{day}").encode())
        for day, key in enumerate(keys, 2)
    ]
    found, _ = parse.folder("world/ferry", (FILE, data), sources)
    assert found is not None
    return found


def fixed(text: str, keys: tuple[str, ...] = KEYS) -> str:
    """The text of a story.md, fixed; a second time changes nothing."""
    data = text.encode()
    once = fixed_briefing(folder(data, keys), data, dt.UTC)
    assert fixed_briefing(folder(once, keys), once, dt.UTC) == once
    return once.decode()


def body(text: str, sources: str = "sources: [ap, bbc, cna]\n") -> str:
    return f"---\n{HEAD}{sources}---\n{text}"


# ── citations ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ebb [1].", "Ebb [@ap]."),
        ("Ebb [1][2].", "Ebb [@ap; @bbc]."),
        ("Ebb [3][1][3]. Flow [2].", "Ebb [@cna; @ap; @cna]. Flow [@bbc]."),
        ("Ebb [1] [2].", "Ebb [@ap] [@bbc]."),
        ("Ebb [1][@bbc].", "Ebb [@ap][@bbc]."),
        ("Ebb *is [1]\nlate* [2].", "Ebb *is [@ap]\nlate* [@bbc]."),
        ("> Ebb [1].\n> Flow [2].", "> Ebb [@ap].\n> Flow [@bbc]."),
        ("- Ebb [1]\n  - Flow [2]", "- Ebb [@ap]\n  - Flow [@bbc]"),
        ("| a | b |\n| --- | --- |\n| Ebb [1] | Flow |", "| a | b |\n| --- | --- |\n| Ebb [@ap] | Flow |"),
        ("Ebb <!-- [1] --> [1].", "Ebb <!-- [1] --> [@ap]."),
        ("Ebb [sic][1].", "Ebb [sic][@ap]."),
    ],
)
def test_numbers_become_keys(before: str, after: str) -> None:
    assert fixed(body(before)) == body(after)


@pytest.mark.parametrize(
    "text",
    [
        "Ebb [@ap].",
        "Ebb [9].",
        "Ebb [1][9].",
        "Ebb `[1]`.",
        "Ebb \\[1].",
        "Ebb [1](b.md).",
        "    [1] ebb\n",
        "```\n[1]\n```",
        "Ebb [@ap, p. [1]].",
    ],
)
def test_what_is_no_number_of_a_source_stays(text: str) -> None:
    assert fixed(body(text)) == body(text)


def test_numbers_without_a_list_are_those_of_the_days() -> None:
    assert fixed(body("Ebb [2][4].", "")) == body("Ebb [@bbc; @dpa].", "")


def test_numbers_without_a_list_stay_when_an_article_cannot_be_read() -> None:
    data = body("Ebb [2].", "").encode()
    sources = [("content/world/ferry/sources/ap.md", b"no header"),
               ("content/world/ferry/sources/bbc.md", article().encode())]  # fmt: skip
    found, _ = parse.folder("world/ferry", (FILE, data), sources)
    assert found is not None
    assert fixed_briefing(found, data, dt.UTC) == data


# ── sources ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sources: [ap]\n", "sources: [ap, dpa, bbc]\n"),
        ("sources:\n  - ap  # first\n", "sources:\n  - ap  # first\n  - dpa\n  - bbc\n"),
        ("sources: [bbc]\n", "sources: [bbc, dpa]\n"),
        ("", ""),
    ],
)
def test_cited_sources_go_to_the_end_in_the_order_of_their_numbers(before: str, after: str) -> None:
    text = "Ebb [@dpa; @bbc]."
    assert fixed(body(text, before)) == body(text, after)


def test_a_source_that_nobody_cites_is_not_added() -> None:
    text = body("Ebb [@ap].", "sources: [ap]\n")
    assert fixed(text) == text


# ── dates ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2025-12-30", "Dec 30, 2025"),
        ("30 December 2025", "Dec 30, 2025"),
        ("December 30, 2025", "Dec 30, 2025"),
        ("2025-12", "Dec 2025"),
        ("2025-12-30/2025-12-31", "Dec 30–31, 2025"),
        ("2025-12-31 (New Year's Eve)", "Dec 31, 2025 (New Year's Eve)"),
        ("2025-36", "Q4 2025"),
        ("2025-12~", "c. Dec 2025"),
        ("Dec 30, 2025", "Dec 30, 2025"),
        ("Late December 2025", "Late December 2025"),
        ("winter 2025–26", "winter 2025–26"),
        ("2025-12-30T09:00:00-05:00", "2025-12-30T09:00:00-05:00"),
        ("2025", "2025"),
    ],
)
def test_dates_of_the_timeline_get_words(before: str, after: str) -> None:
    line = "Ebb.\n\n## Timeline\n\n- {}: Flow: late [@ap]\n"
    assert fixed(body(line.format(before))) == body(line.format(after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("published: Jan 2, 2026", "published: 2026-01-02"),
        ('published: "2 January 2026"  # Friday', 'published: "2026-01-02"  # Friday'),
        ("published: Jan 2, 2026, 9:00 am -05:00", "published: 2026-01-02T09:00:00-05:00"),
        ("published: 2026-01-02 10:15:00-04:00", "published: 2026-01-02 10:15:00-04:00"),
        ("events:\n  - date: Dec 30, 2025\n    text: Ebb.", "events:\n  - date: 2025-12-30\n    text: Ebb."),
        ("events:\n  - {date: 'Dec 31, 2025 (Eve)', text: E}",
         "events:\n  - {date: '2025-12-31 (Eve)', text: E}"),
        ("events:\n  - date: Late Dec 2025\n    text: E.", "events:\n  - date: Late Dec 2025\n    text: E."),
        ("events:\n  - date: Q4 2025\n    text: Ebb.", "events:\n  - date: Q4 2025\n    text: Ebb."),
        ("events:\n  - date: Dec 2025\n    text: Dec 2025", "events:\n  - date: 2025-12\n    text: Dec 2025"),
    ],
)  # fmt: skip
def test_dates_of_front_matter_get_figures(before: str, after: str) -> None:
    def text(lines: str) -> str:
        more = "" if lines.startswith("published") else "published: 2026-01-02\n"
        return f"---\ntitle: T\npublisher: P\n{more}{lines}\n---\nIt came on Jan 2, 2026.\n"

    once = fixed_article("a.md", "a", text(before).encode())
    assert once.decode() == text(after)
    assert fixed_article("a.md", "a", once) == once


def test_dates_of_a_story_and_of_a_page_get_figures() -> None:
    before = "---\ntitle: T\npublished: Jan 2, 2026\ncorrections:\n  - date: Jan 5, 2026\n    text: E.\n---\n"
    after = before.replace("Jan 2, 2026", "2026-01-02").replace("Jan 5, 2026", "2026-01-05")
    assert fixed(before, ()) == after
    page = b"---\ntitle: T\nexpires: Jan 2, 2026\n---\nE.\n"
    assert fixed_page("a.md", "a", page) == page.replace(b"Jan 2, 2026", b"2026-01-02")


# ── nothing else ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_stay(end: str) -> None:
    before = body("Ebb  \n[1].\n\n## Timeline\n\n- 2025-12-30: Flow [2]", "sources: [ap, bbc]\n")
    after = body("Ebb  \n[@ap].\n\n## Timeline\n\n- Dec 30, 2025: Flow [@bbc]", "sources: [ap, bbc]\n")
    assert fixed(before.replace("\n", end)) == after.replace("\n", end)


@pytest.mark.parametrize(
    "text",
    [
        body("Ebb [1].", "titel: x\n"),
        body("Ebb [1].", "sources: [ap, ap]\n"),
        body("Ebb [1].", "sources: [ap, gone]\n"),
        body("Ebb [1] [@ap, @bbc]."),
        body("## Ebb [1]"),
        body("Ebb [1].\n\n## Timeline\n\n- yesterday: Flow"),
        body("Ebb [1]. <!-- flow"),
    ],
)
def test_a_file_with_an_error_is_not_touched(text: str) -> None:
    data = text.encode()
    assert fixed_briefing(folder(body("").encode()), data, dt.UTC) == data
    found, _ = parse.folder("world/ferry", (FILE, data), [])
    assert found is None or fixed_briefing(found, data, dt.UTC) == data


# ── the same page ────────────────────────────────────────────────────────────────────────────────

WORDS = st.sampled_from(
    ["Ebb", "*flow*", "late", "“rain”", "`[1]`", "\\&", "🚢", "[it](b.md)", "Mr. Moor", "\n"]
)
MARKS = st.sampled_from(
    [
        "",
        " [1]",
        " [2][1]",
        " [3]",
        " [9]",
        " [@ap]",
        " [@dpa; @cna]",
        ' [@bbc, "late"]',
        " [@none]",
        "[1] [2]",
    ]
)
SENTENCES = st.builds(
    lambda words, mark, end: f"{' '.join(words)}{mark}{end}",
    st.lists(WORDS, min_size=1, max_size=4),
    MARKS,
    st.sampled_from([".", "!", " ."]),
)
BLOCKS = st.builds(
    lambda lead, sentences: lead + " ".join(sentences).replace("\n", "\n" + " " * len(lead)),
    st.sampled_from(["", "- ", "> "]),
    st.lists(SENTENCES, min_size=1, max_size=3),
)
DATES = st.sampled_from(
    ["2025-12-30", "30 Dec 2025", "Dec 30, 2025", "Late Dec 2025", "2025-12~", "2025-36", "2025-12-30 (Eve)"]
)
STORIES = st.builds(
    lambda blocks, dates, sources, published, end: (
        f"---\ntitle: Ferry\npublished: {published}\n{sources}---\n"
        + "\n\n".join(
            ["Begin.", "## One", *blocks, "## Timeline", *(f"- {d}: Ebb [1] {d[:4]}" for d in dates)]
        )
    ).replace("\n", end),
    st.lists(BLOCKS, min_size=1, max_size=4),
    st.lists(DATES, max_size=3),
    st.sampled_from(["", "sources: [ap, bbc]\n", "sources: [cna, ap, bbc]\n", "sources:\n- bbc\n- dpa\n"]),
    st.sampled_from(["2026-01-01", "Jan 1, 2026"]),
    st.sampled_from(["\n", "\r\n"]),
)


@given(STORIES)
def test_fixing_leaves_the_page_as_it_is_and_is_done_at_once(text: str) -> None:
    data = text.encode()
    before = folder(data)
    once = fixed_briefing(before, data, dt.UTC)
    after = folder(once)
    assert fixed_briefing(after, once, dt.UTC) == once
    pages = [
        desk.view("world/ferry") for desk in (news(Files(stories=(story,))).desk for story in (before, after))
    ]
    assert pages[0] == pages[1]
