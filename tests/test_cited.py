"""Lists of sources and calendars as others read them: citeproc, bibtexparser, icalendar."""

from __future__ import annotations

import datetime as dt
import io
import json
from functools import partial

import bibtexparser  # type: ignore[import-untyped]  # it brings no types
import icalendar
import msgspec
import pytest
from bibtexparser.middlewares import LatexDecodingMiddleware  # type: ignore[import-untyped]  # as above
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter  # type: ignore[import-untyped]  # as above
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]  # as above
from hypothesis import example, given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db  # type: ignore[import-untyped]  # as above

from dateline.linking.edition import over
from dateline.twins.bibtex import bibtex
from dateline.twins.calendar import calendar
from dateline.twins.csl import csl_items
from dateline.twins.twin import Twin
from harness import REPOSITORY, Run
from newsroom import PAPER, Files, article, briefing, folder, news
from schemas import wrong_in_csl

KEY = "world/ferry"
TITLE = "50% of {x} & \\more_: “Łódź” ~ #1 <b>"
WORDS = st.text(st.sampled_from("aé ß{}\\%$&#_^~\"'`!?<>@,=-“”—"), min_size=1, max_size=20).filter(str.strip)


STYLE = b"""<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<info><title>S</title></info><citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><names variable="author"><name/></names><text variable="title" prefix=". "/>
<text variable="container-title" prefix=". "/><date variable="issued" prefix=", "><date-part name="year"/>
<date-part name="month" form="numeric" prefix="-"/><date-part name="day" prefix="-"/></date>
<text variable="URL" prefix=". "/></layout></bibliography></style>"""


def twin() -> Twin:
    timeline = (
        "\n## Timeline\n\n- 2026-01-15 (today): Low, water; and \\\\ more, " + "for long " * 20 + "[@ap].\n"
        "- 2026-02-01T10:00:00+02:00: The bell [@tide].\n- Late Feb 2026: Ebb [@ap].\n"
    )
    text = briefing(f"Ebb [@ap; @tide].\n{timeline}", "sources: [ap, tide]")
    files = Files(
        stories=(
            folder(
                text,
                ap=article(more="url: https://a.example/{x}?y=1%25&z\nauthor: Ada Finch"),
                tide=article(more="agency: Coast Wire\nlanguage: fr"),
            ),
        )
    )
    return news(files, config=PAPER).desk.twin(KEY)()


FOUND = twin()


def with_titles(*titles: str) -> Twin:
    sources = tuple(
        msgspec.structs.replace(FOUND.sources[0], key=f"s{at}", number=at, title=title)
        for at, title in enumerate(titles, 1)
    )
    return msgspec.structs.replace(FOUND, sources=sources)


# ── CSL-JSON ─────────────────────────────────────────────────────────────────────────────────────


def test_a_list_of_sources_is_csl_json() -> None:
    assert wrong_in_csl(csl_items(FOUND)) == []
    assert wrong_in_csl(csl_items(with_titles(TITLE))) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "newspaper-article"},
        {"titel": "Ebb"},
        {"author": "Ada Finch"},
        {"author": [{"name": "Ada Finch"}]},
        {"issued": "2026-01-02"},
        {"issued": {"date-parts": [["2026", 13]]}},
    ],
    ids=["type", "variable", "names", "name", "date", "month"],
)
def test_what_is_no_csl_json_is_found(wrong: dict[str, object]) -> None:
    (item, *_) = json.loads(csl_items(FOUND))
    assert wrong_in_csl(json.dumps([{**item, **wrong}]).encode())


def test_citeproc_prints_the_sources() -> None:
    library = CiteProcJSON(json.loads(csl_items(FOUND)))
    style = CitationStylesStyle(io.BytesIO(STYLE), validate=False)
    printed = CitationStylesBibliography(style, library, formatter.plain)
    printed.register(Citation([CitationItem(source.key) for source in FOUND.sources]))
    rows = [str(row) for row in printed.bibliography()]
    assert len(rows) == len(FOUND.sources)
    for row, source in zip(rows, FOUND.sources, strict=True):
        assert row == f"{source.author or source.agency}. {source.title}. {source.publisher}, 2026-1-2" + (
            f". {source.url}" if source.url else ""
        )


# ── BibTeX ───────────────────────────────────────────────────────────────────────────────────────


SIGNS = str.maketrans("ˆ˜", "^~")
"""What the reader makes of signs that LaTeX has by name alone."""
LATEX = get_default_latex_context_db()
LATEX.add_context_category(
    "braces",
    macros=[MacroTextSpec("textbraceleft", "{"), MacroTextSpec("textbraceright", "}")],
    prepend=True,
)
"""What the reader knows of LaTeX, and the two names of braces that it does not know."""


def read(text: str, *, plain: bool = False) -> list[dict[str, str]]:
    """The entries as a reader of BibTeX has them, with the letters that LaTeX prints, unless `plain`."""
    decoder = LatexNodes2Text(latex_context=LATEX, math_mode="verbatim")
    more = [] if plain else [LatexDecodingMiddleware(decoder=decoder)]
    library = bibtexparser.parse_string(text, append_middleware=more)
    assert library.failed_blocks == []
    return [
        {"key": e.key, **{name: str(f.value).translate(SIGNS) for name, f in e.fields_dict.items()}}
        for e in library.entries
    ]


def test_bibtex_is_read_back() -> None:
    ap, tide = read(bibtex(FOUND))
    source = FOUND.sources[0]
    assert (ap["key"], ap["author"], ap["journal"]) == ("ap", "Ada Finch", source.publisher)
    assert (ap["year"], ap["month"], ap["day"]) == ("2026", "jan", "2")
    assert read(bibtex(FOUND), plain=True)[0]["url"] == "https://a.example/%7Bx%7D?y=1%25&z"
    assert (tide["author"], tide["language"]) == ("Coast Wire", "fr")
    (nasty,) = read(bibtex(with_titles(TITLE)))
    assert nasty["title"] == TITLE


@pytest.mark.parametrize("signs", ["a--b", "a---b", "''a''", "``a``", "?`", "<<a>>", ",,a"])
def test_no_sign_of_a_title_becomes_another(signs: str) -> None:
    (entry,) = read(bibtex(with_titles(signs)))
    assert entry["title"] == signs


@given(WORDS, WORDS)
@example("<", "{")
def test_any_title_is_read_back(one: str, other: str) -> None:
    found = read(bibtex(with_titles(one, other)))
    assert [entry["title"] for entry in found] == [" ".join(title.split()) for title in (one, other)]


# ── iCalendar ────────────────────────────────────────────────────────────────────────────────────


def events(text: str) -> list[icalendar.Event]:
    read = icalendar.Calendar.from_ical(text)
    assert isinstance(read, icalendar.Calendar)
    assert (read.errors, [event.errors for event in read.walk("VEVENT")]) == (
        [],
        [[]] * len(read.walk("VEVENT")),
    )
    return list(read.events)


def test_a_calendar_is_read_back() -> None:
    found = events(calendar(FOUND, partial(over, zone=dt.UTC), None))
    day, bell = found
    assert (day.start, day.end) == (dt.date(2026, 1, 15), dt.date(2026, 1, 16))
    assert bell.start == dt.datetime(2026, 2, 1, 8, tzinfo=dt.UTC)
    told = [event.text for event in FOUND.timeline if event.date.startswith(("2026-01-15", "2026-02-01"))]
    assert [str(event["SUMMARY"]) for event in found] == told
    assert [str(event["URL"]) for event in found] == [
        f"{FOUND.url}#{event.anchor}" for event in FOUND.timeline[:2]
    ]
    assert len({str(event["UID"]) for event in found}) == 2
    assert all(event.DTSTAMP and event.DTSTAMP.tzinfo for event in found)


@given(WORDS)
def test_any_words_of_an_event_are_read_back(words: str) -> None:
    (first, *_) = FOUND.timeline
    one = msgspec.structs.replace(first, text=words)
    (event,) = events(
        calendar(msgspec.structs.replace(FOUND, timeline=(one,)), partial(over, zone=dt.UTC), None)
    )
    assert str(event["SUMMARY"]) == " ".join(words.split())


# ── a whole site ─────────────────────────────────────────────────────────────────────────────────


def test_all_that_the_repositorys_own_site_publishes_is_read(
    tmp_path_factory: pytest.TempPathFactory, run: Run
) -> None:
    public = tmp_path_factory.mktemp("cited") / "public"
    ran = run(REPOSITORY, "build", "--output", str(public), "--now", "2026-11-22T12:00:00+00:00")
    assert ran.exit == 0, ran.console
    listed = list(public.rglob("sources.csl.json"))
    assert len(listed) > 3
    for path in listed:
        items = path.read_bytes()
        assert wrong_in_csl(items) == [], path
        entries = read((path.parent / "sources.bib").read_text(encoding="utf-8"))
        assert [entry["title"] for entry in entries] == [item["title"] for item in json.loads(items)]
    for path in public.rglob("timeline.ics"):
        assert events(path.read_text(encoding="utf-8")), path
