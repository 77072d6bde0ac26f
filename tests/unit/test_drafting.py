"""A whole draft: how much it takes of each source, and what it leaves out."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.compose.briefing import NO_TEXT, themes
from dateline.compose.drafting import FORBIDDEN, Room, draft
from dateline.compose.values import Draft
from dateline.evidence.articles import Article
from newsroom import article as file
from newsroom import told

LINES = [
    "The pump at Fen End failed at noon on 3 March and flooded 41 cellars, the Drainage Board said.",
    "Firefighters from Marlside carried nine people out of Ferry Lane in boats.",
    "The school in Tar Street will stay shut until Monday.",
    "Hilde Arno lost two ovens to the water on 4 March.",
    "Insurers in Port Ellery expect 200 claims from the lane by the summer.",
]


def article(key: str, text: str, day: int = 4, language: str = "") -> Article:
    return Article(key, key.title(), "Pump fails", dt.date(2026, 3, day), text, language=language)


def made(room: Room, *articles: Article) -> Draft:
    found, _ = draft(articles or [article("wire", " ".join(LINES))], room=room)
    return found


def taken(found: Draft) -> list[str]:
    """All lines of a draft, as often as they stand there."""
    parts = (found.summary, *(theme.lines for theme in found.themes), *(one.lines for one in found.timeline))
    return [line.text for lines in parts for line in lines]


@pytest.mark.parametrize("most", [0, 12, 30, 45, 150])
def test_no_more_is_taken_of_a_source_than_a_page_may_print(most: int) -> None:
    whole = taken(made({}))
    found = taken(made({"wire": most}))
    assert sum(len(line.split()) for line in set(found)) <= most
    assert set(found) <= set(whole)
    assert (set(found) == set(whole)) is (most == 150)


def test_a_quotation_for_which_there_is_no_room_is_left_out_whole() -> None:
    spoken = "“The oven was older than the pump. The pump cost more than the house,” said Hilde Arno."
    one = article("wire", f"{LINES[0]} {spoken}")
    halves = [line for line in taken(made({}, one)) if line in spoken]
    assert " ".join(halves) == spoken
    room = len(LINES[0].split()) + len(spoken.split()) - 1
    assert set(taken(made({"wire": room}, one))) == {LINES[0]}


def test_a_line_that_comes_again_takes_nothing_more() -> None:
    found = taken(made({"wire": len(LINES[0].split())}, article("wire", LINES[0])))
    assert found == [LINES[0]] * 2


def test_a_source_whose_licence_forbids_it_is_left_out_with_its_focus() -> None:
    found = made({"shut": 0}, article("wire", LINES[0]), article("shut", " ".join(LINES[1:])))
    assert set(taken(found)) == {LINES[0]}
    assert dict(found.left_out) == {"shut": FORBIDDEN}
    assert dict(found.focus).keys() == {"wire"}


def test_a_licence_reaches_the_draft_from_the_file() -> None:
    text = "\n\n".join(LINES)
    shut = told(wire=file(published="2026-03-04", more="license: none", text=text))
    free = told(wire=file(published="2026-03-04", text=text))
    assert free.drafted
    assert shut.drafted
    assert LINES[0].removesuffix(".") in free.drafted.text
    assert "41 cellars" not in shut.drafted.text


def test_what_has_no_sentence_to_be_shown_is_named() -> None:
    loud = article("loud", " ".join(LINES[1:]).upper())
    assert themes([loud]).left_out == (("loud", "no sentence of it can be shown"),)
    both = themes([loud, article("wire", LINES[0]), article("bare", "")])
    assert dict(both.left_out) == {"loud": "no sentence of it can be shown", "bare": NO_TEXT}


FRENCH = (
    "Le barrage de Stannock a cédé mardi à midi et les caves de la rue des Tanneurs sont inondées. "
    "Les pompiers de Marlside ont évacué neuf personnes en barque, selon la mairie."
)


def both(language: str, *more: Article) -> Draft:
    french = Article("jour", "Le Jour", "Le barrage cède", dt.date(2026, 3, 4), FRENCH)
    found, _ = draft([article("wire", " ".join(LINES)), french, *more], language=language)
    return found


def test_each_language_is_told_apart_and_that_of_the_page_leads() -> None:
    found = both("en")
    assert found.title == "Pump fails"
    assert {key for line in found.summary for key in line.keys} == {"wire"}
    french = [theme for theme in found.themes if theme.language]
    assert [(theme.heading, theme.language) for theme in french] == [("Le barrage cède", "fr")]
    assert {key for line in french[0].lines for key in line.keys} == {"jour"}
    assert found.themes[-1] == french[0]
    assert (found.left_out, found.apart) == ((), (("jour", "French"),))


def test_the_language_of_the_page_leads_where_another_has_more_articles() -> None:
    late = Article("soir", "Le Soir", "La vanne", dt.date(2026, 3, 5), "La vanne était rouillée et fermée.")
    found = both("en-GB", late)
    assert {key for line in found.summary for key in line.keys} == {"wire"}
    assert both("", late).title in ("Le barrage cède", "La vanne")


def test_where_no_article_is_in_the_language_of_the_page_each_section_says_its_own() -> None:
    found = both("de")
    assert found.summary == ()
    assert {theme.language for theme in found.themes} == {"en", "fr"}
    assert dict(found.apart) == {"wire": "English", "jour": "French"}


def test_a_language_that_has_no_name_is_left_out() -> None:
    strange = Article(
        "x", "X", "X", dt.date(2026, 3, 5), "Η αντλία στο Φεν Εντ σταμάτησε το μεσημέρι της Τρίτης."
    )
    found = both("en", strange)
    assert dict(found.left_out) == {"x": "in a script that is not compared"}
    named = Article("x", "X", "X", strange.published, strange.text, language="el")
    assert dict(both("en", named).left_out).keys() <= {"x"}


def test_an_ordinal_of_another_language_ends_no_line() -> None:
    text = (
        "Die Pumpe in Fen End fiel am 3. März um zwölf Uhr aus und überflutete 41 Keller in der Gasse. "
        "Ada Brandt leitet das Amt und schloss die Fährgasse innerhalb einer Stunde."
    )
    found = themes([article("ufer", text, language="de")])
    assert [line.text for line in found.lines] == [text[: text.index("Ada") - 1], text[text.index("Ada") :]]
