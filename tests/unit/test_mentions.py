"""What dates are found in a text, what they are resolved to, and when two of them agree."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from dateline.dates import DateError, display
from dateline.dates.holidays import HOLIDAYS, easter
from dateline.dates.mentions import Anchor, Grain, Mention, agrees, mentions

FIXTURES = Path(__file__).parents[1] / "text" / "mentions.md"
WRITTEN = dt.date(2026, 1, 7)  # a Wednesday


def rows() -> list[tuple[str, str]]:
    """The rows of the fixture: the text with its brackets, and what is found in it."""
    lines = [line for line in FIXTURES.read_text("utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line[1:].removesuffix("|").split("|")] for line in lines]
    return [(text, found) for text, found in cells if text not in ("text", "---")]


def told(mention: Mention) -> str:
    """A mention in the words of the fixture."""
    days = f"{mention.earliest}" if mention.is_day else f"{mention.earliest}/{mention.latest}"
    return f"{days} {mention.grain} {mention.value} {mention.modifier}".strip()


def one(text: str, written: dt.date = WRITTEN) -> Mention:
    (found,) = mentions(text, written)
    return found


@pytest.mark.parametrize(("marked", "expected"), rows())
def test_dates_are_found_and_resolved(marked: str, expected: str) -> None:
    text = re.sub(r"[\[\]]", "", marked)
    found = mentions(text, WRITTEN)
    assert [mention.words for mention in found] == re.findall(r"\[(.*?)\]", marked)
    assert " · ".join(map(told, found)) == expected
    assert all(text[mention.start : mention.end] == mention.words for mention in found)


def test_the_same_words_mean_other_days_in_another_article() -> None:
    assert one("She left on Friday.", dt.date(2024, 2, 29)).earliest == dt.date(2024, 2, 23)
    assert one("She left in the third quarter.", dt.date(2025, 11, 3)).value == "2025-Q3"
    assert one("She left on Nov. 3.", dt.date(2025, 11, 1)).earliest == dt.date(2025, 11, 3)


def test_typographic_signs_and_line_breaks_are_read_as_plain_ones() -> None:
    text = "The boat sank on\nNew Year\u2019s Eve\u00a02025, İ said, and burned Dec.\u00a030\u201331."
    found = mentions(text, WRITTEN)
    assert [mention.words for mention in found] == ["New Year\u2019s Eve\u00a02025", "Dec.\u00a030\u201331"]


def test_a_date_does_not_run_into_the_next_paragraph() -> None:
    assert [mention.words for mention in mentions("He left in May\n\n12 boats sank.", WRITTEN)] == ["May"]


def test_vague_words_are_there_when_they_are_asked_for() -> None:
    text = "He has recently left, and is now ashore. The near future is dark."
    assert mentions(text, WRITTEN) == ()
    found = mentions(text, WRITTEN, vague=True)
    assert [mention.value for mention in found] == ["PAST_REF", "PRESENT_REF", "FUTURE_REF"]
    assert {mention.grain for mention in found} == {Grain.VAGUE}
    with pytest.raises(DateError):
        _ = found[0].fuzzy


@pytest.mark.parametrize(
    ("text", "edtf", "shown"),
    [
        ("It sank on Dec. 30.", "2025-12-30", "Dec 30, 2025"),
        ("It sank in late December.", "2025-12-21/2025-12-31", "Late Dec 2025"),
        ("It sank in early 2024.", "2024-01/2024-04", "Early 2024"),
        ("It sank in the third quarter.", "2025-35", "Q3 2025"),
        ("It sank in the first half of 2025.", "2025-40", "H1 2025"),
        ("It sank last summer.", "2025-22", "Summer 2025"),
        ("It sank in late winter 2024.", "2025-02", "Late Winter 2024"),
        ("It sank last year.", "2025", "2025"),
        ("It sank about two years ago.", "2024~", "c. 2024"),
        ("It has been sunk since August.", "2025-08/..", "since Aug 2025"),
        ("It is to be sunk until May 3.", "../2026-05-03", "until May 3, 2026"),
        ("It sank in the 1990s.", "199X", "1990s"),
        ("It sank in the mid-1990s.", "1994/1996", "Mid 1990s"),
        ("It sank in the early 2000s.", "2000-01-01/2003-12-31", "the early 2000s"),
        ("It sank in the 19th century.", "18XX", "1800–1899"),
        ("It sank last week.", "2025-12-29/2026-01-04", "Dec 29, 2025 – Jan 4, 2026"),
        ("It was gone Dec. 30–31.", "2025-12-30/2025-12-31", "Dec 30–31, 2025"),
    ],
)
def test_a_mention_is_a_date_for_the_timeline(text: str, edtf: str, shown: str) -> None:
    date = one(text).fuzzy
    assert (date.edtf, display(date, "en")) == (edtf, shown)


def test_a_holiday_is_noted_beside_its_day() -> None:
    mention = one("It sank on New Year's Eve.")
    assert (mention.name, mention.fuzzy.note) == ("New Year's Eve", "New Year's Eve")
    assert mention.fuzzy.earliest == dt.date(2025, 12, 31)


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("easter", 2024, dt.date(2024, 3, 31)),
        ("good friday", 2025, dt.date(2025, 4, 18)),
        ("ash wednesday", 2026, dt.date(2026, 2, 18)),
        ("thanksgiving", 2024, dt.date(2024, 11, 28)),
        ("black friday", 2024, dt.date(2024, 11, 29)),
        ("memorial day", 2025, dt.date(2025, 5, 26)),
        ("martin luther king jr. day", 2026, dt.date(2026, 1, 19)),
        ("election day", 2022, dt.date(2022, 11, 8)),
        ("election day", 2021, dt.date(2021, 11, 2)),
    ],
)
def test_floating_holidays_fall_where_the_calendar_has_them(name: str, year: int, day: dt.date) -> None:
    assert HOLIDAYS[name](year) == day


def test_every_holiday_has_a_day_in_the_first_and_the_last_year_there_is() -> None:
    for rule in HOLIDAYS.values():
        assert (rule(1).year, rule(9999).year) == (1, 9999)
    assert easter(1961) == dt.date(1961, 4, 2)


@pytest.mark.parametrize("written", [dt.date.min, dt.date.max])
def test_what_lies_outside_the_calendar_is_no_date(written: dt.date) -> None:
    text = (
        "Last year, next week, ten decades ago, yesterday, tomorrow, May 3, Easter, last winter, next spring."
    )
    for mention in mentions(text, written):
        assert mention.earliest <= mention.latest


# A claim's words, a source's words, and whether the source bears the claim out.
AGREEMENTS = [
    ("in December 2025", "on Dec. 30, 2025", True),
    ("on Dec. 30, 2025", "in December 2025", False),
    ("on Dec. 30", "in late December", False),
    ("in late December", "on Dec. 30", True),
    ("in late December", "in December", False),
    ("in late December", "on Dec. 3", False),
    ("on Dec. 30", "on Dec. 31", False),
    ("on Dec. 30", "on Dec. 30–31", True),
    ("on Dec. 29", "on Dec. 28-31", False),
    ("on Dec. 30", "on Dec. 30, 2019", True),
    ("in August", "on Aug. 3, 2019", True),
    ("on Dec. 30, 2025", "on Dec. 30, 2019", False),
    ("on Dec. 31", "on New Year's Eve", True),
    ("on New Year's Eve", "on Dec. 31, 2025", True),
    ("on Tuesday", "on Jan. 6", True),
    ("on Tuesday", "on Monday", False),
    ("yesterday", "on Tuesday night", True),
    ("last week", "on Jan. 2", True),
    ("last week", "on Jan. 6", False),
    ("in 2025", "in the third quarter", True),
    ("in the third quarter of 2025", "in 2025", False),
    ("since August", "in August", True),
    ("about two years ago", "in March 2024", True),
    ("in the 1990s", "in 1994", True),
    ("on Tuesday, Jan. 6", "on Jan. 6", True),
    ("on Tuesday, Jan. 6", "on Tuesday", True),
    ("on Monday, Jan. 6", "on Tuesday, Jan. 6", False),
    ("on Monday, Jan. 6", "on Jan. 6, 2026", False),
    ("on Monday, Jan. 6, 2026", "on Jan. 6", False),
    ("on Monday, Jan. 6", "on Tuesday", False),
    ("on Monday, Jan. 6", "on Jan. 6", True),  # of which year, neither says
    ("on Monday, Jan. 6, 2026", "on Monday, Jan. 6, 2026", True),  # the source's own mistake
]


@pytest.mark.parametrize(("claimed", "given", "expected"), AGREEMENTS)
def test_a_source_bears_out_a_date_that_is_as_precise_as_its_own(
    claimed: str, given: str, expected: bool
) -> None:
    assert agrees(one(f"It sank {claimed}."), one(f"It sank {given}.")) is expected


def test_a_vague_claim_cannot_be_wrong_and_a_vague_source_gives_nothing() -> None:
    (vague,) = mentions("It has recently sunk.", WRITTEN, vague=True)
    day = one("It sank on Dec. 30.")
    assert agrees(vague, day)
    assert not agrees(day, vague)


def test_the_same_words_agree_whatever_the_articles_dates() -> None:
    claimed, given = one("It sank on Thursday."), one("It sank on Thursday.", dt.date(2025, 12, 20))
    assert claimed.anchor is Anchor.WEEK
    assert claimed.earliest != given.earliest
    assert agrees(claimed, given)


def test_february_29_agrees_in_no_year_without_one() -> None:
    claimed = one("It sank on Feb. 29.")
    assert not agrees(claimed, one("It sank on March 1, 2023."))
