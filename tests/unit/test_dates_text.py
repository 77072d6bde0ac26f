"""The rows of tests/text/dates.md: what a text means, how it is shown, why it is refused."""

import datetime as dt
from pathlib import Path

import pytest

from dateline.dates import DateError, display, html_datetime, parse_date

_FIXTURES = Path(__file__).parents[1] / "text" / "dates.md"


def _rows(heading: str) -> list[object]:
    """The table rows below the headings that start with `heading`, each named by its line and first cell."""
    rows: list[object] = []
    current = ""
    for number, line in enumerate(_FIXTURES.read_text("utf-8").splitlines(), 1):
        if line.startswith("## "):
            current = line[3:]
        elif (
            current.startswith(heading)
            and line.startswith("| ")
            and not line.startswith(("| ---", "| typed"))
        ):
            cells = [cell.strip(" ") for cell in line[2:].removesuffix("|").split("|")]
            rows.append(pytest.param(*cells, id=f"{number}: {cells[0]}"))
    assert rows
    return rows


def _day(cell: str) -> dt.date | None:
    if cell == "open":
        return None
    return dt.date.min if cell == "min" else dt.date.fromisoformat(cell)


@pytest.mark.parametrize(
    ("typed", "earliest", "latest", "precision", "edtf", "datetime", "label"), _rows("Read")
)
def test_read(
    typed: str, earliest: str, latest: str, precision: str, edtf: str, datetime: str, label: str
) -> None:
    date = parse_date(typed)
    assert (date.earliest, date.latest) == (_day(earliest), _day(latest))
    assert (date.precision.value, date.edtf) == (precision, edtf)
    assert (html_datetime(date), date.label) == (datetime or None, label or None)


@pytest.mark.parametrize(("typed", "locale", "shown"), _rows("Shown"))
def test_shown(typed: str, locale: str, shown: str) -> None:
    assert display(parse_date(typed), locale) == shown


@pytest.mark.parametrize(("typed", "column", "message", "hint"), _rows("Refused"))
def test_refused(typed: str, column: str, message: str, hint: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(typed)
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert caught.value.offset == (int(column) if column else None)
