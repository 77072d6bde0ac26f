"""A draft's text from its sources: summary, themes, headings, citations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from dateline.compose.briefing import budget, themes
from dateline.compose.headings import Headings
from dateline.compose.values import Briefing
from dateline.evidence.articles import Article


def paragraphs(text: str) -> str:
    """The text with its lines joined, as an article's plain text is."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


PUMP = paragraphs(
    """PORT ELLERY (Coast Wire) — The pump at Fen End failed at noon on 3 March and flooded 41 cellars, the
    Drainage Board said.

    Ada Brandt, who leads the Board, told residents that a valve in it had stuck. She closed Ferry Lane
    within the hour. The valve was last tested on 11 June 2025, by a sheet that the Board handed out.

    Firefighters from Marlside carried nine people out of Ferry Lane in boats. Nobody was hurt in Ferry Lane.

    The school in Tar Street will stay shut until Monday. Its hall serves as a shelter for 60 people.

    A new pump would cost 310,000 crowns, by an estimate that the Board gave to the council in January. The
    council put off a decision on the new pump in February.

    Sign up for our newsletter. © 2026 Coast Wire."""
)
CELLARS = paragraphs(
    """The valve that stuck at Fen End was last tested nine months ago, a test sheet of the Board shows.

    The pump at Fen End failed at noon on 3 March and flooded 41 cellars, the Drainage Board said.

    The council put off a decision on the new pump in February, and its price has risen to 340,000 crowns.

    Hilde Arno, a baker in Ferry Lane, lost two ovens to the water. Insurers in Port Ellery expect 200 claims
    from Ferry Lane. But Hilde Arno does not expect to be paid before the summer.

    “The oven was older than the pump, and it never failed,” said Hilde Arno."""
)


def article(
    key: str, text: str, day: int = 4, title: str = "Pump fails at Fen End", language: str = "en"
) -> Article:
    return Article(key, key.title(), title, dt.date(2026, 3, day), text, language=language)


def both() -> list[Article]:
    return [article("wire", PUMP, 3), article("quay", CELLARS, 4, "Cellars full at Fen End")]


def texts(found: Briefing) -> list[str]:
    return [line.text for line in found.lines]


def test_a_draft_has_a_lead_and_themes_with_headings() -> None:
    found = themes(both())
    assert found.summary[0].text.startswith("The pump at Fen End failed at noon on 3 March")
    assert 2 <= len(found.themes) <= 5
    assert all(1 <= len(theme.heading.split()) <= 6 for theme in found.themes)
    assert len({theme.heading for theme in found.themes}) == len(found.themes)
    words = PUMP.lower() + CELLARS.lower()
    assert all(theme.heading.lower() in words for theme in found.themes)


def test_a_line_cites_every_source_that_holds_it() -> None:
    line = themes(both()).summary[0]
    assert sorted(line.keys) == ["quay", "wire"]


def test_a_source_with_another_figure_is_not_cited() -> None:
    other = article("post", PUMP.replace("41 cellars", "48 cellars"), 5)
    lines = [line for line in themes([article("wire", PUMP, 3), other]).lines if "cellars" in line.text]
    assert [len(line.keys) for line in lines] == [1]


def test_a_pronoun_comes_behind_the_sentence_that_it_needs() -> None:
    said = texts(themes([article("wire", PUMP)], 400))
    before = next(at for at, text in enumerate(said) if text.startswith("Ada Brandt, who leads the Board"))
    assert said[before + 1] == "She closed Ferry Lane within the hour."


def test_what_somebody_says_over_two_sentences_stands_whole_and_nobody_else_says_half_of_it() -> None:
    told = "“The boiler of the hall stood in water. Sixty people froze there,” said Lin Osei."
    long = (
        "“It failed in May. It failed again in June. The council knew. The pump is too old,” Ada Brandt said."
    )
    lines = themes([article("wire", f"{PUMP}\n\n{told}\n\n{long}", 3), article("quay", CELLARS)], 400).lines
    at = next(number for number, line in enumerate(lines) if line.goes_on)
    assert " ".join(line.text for line in lines[at : at + 2]) == told
    assert not any(line.text in long for line in lines)


def test_nothing_of_the_page_around_an_article_gets_in() -> None:
    said = " ".join(texts(themes(both(), 600)))
    assert not any(words in said for words in ("newsletter", "©", "(Coast Wire)"))


def test_a_connective_is_cut_off_before_a_name() -> None:
    assert "Hilde Arno does not expect to be paid before the summer." in texts(themes(both(), 600))


def test_the_same_article_twice_is_told_once_and_cited_twice() -> None:
    found = themes([article("wire", PUMP, 3), article("post", PUMP, 3)])
    assert len(set(texts(found))) == len(texts(found))
    assert all(sorted(line.keys) == ["post", "wire"] for line in found.lines)


def test_the_budget_is_kept_and_grows_gently() -> None:
    few, many = budget(both()), budget([article(f"a{number}", PUMP * 4) for number in range(40)])
    assert few < many <= 600
    words = sum(len(text.split()) for text in texts(themes(both(), 60)))
    assert 30 <= words <= 66


def test_the_language_of_most_articles_is_taken_and_the_others_are_named() -> None:
    french = "La pompe est tombée en panne mardi à midi, et elle a inondé quarante caves dans la rue."
    found = themes([*both(), article("phare", french, language="fr"), article("empty", "")])
    assert dict(found.left_out) == {"phare": "in French", "empty": "no text is kept of it"}
    assert not any("phare" in line.keys for line in found.lines)


@pytest.mark.parametrize(
    "given",
    [
        [],
        [""],
        ["One."],
        ["The pump at Fen End failed at noon on Tuesday."],
        [PUMP.upper()],
        ["The pump at Fen End failed at noon on Tuesday. " * 7_000],
        ["word " * 50_000],
        ["\n\n".join(f"{line} {number}" for number in range(40) for line in PUMP.split("\n\n"))],
        [PUMP] * 40,
    ],
    ids=["none", "empty", "a word", "a sentence", "capitals", "repeated", "no sentence", "long", "forty"],
)
def test_odd_sources_give_a_draft_or_an_empty_one(given: Sequence[str]) -> None:
    articles = [article(f"a{number}", text) for number, text in enumerate(given)]
    known = {one.key: one.text for one in articles}
    for line in themes(articles).lines:
        assert known[line.keys[0]][slice(*line.span)] == line.text


def test_few_lines_are_a_summary_without_themes() -> None:
    found = themes([article("wire", "The pump at Fen End failed at noon on Tuesday.")])
    assert texts(found) == ["The pump at Fen End failed at noon on Tuesday."]
    assert found.themes == ()


def test_a_heading_is_a_phrase_of_the_sources_whose_words_its_lines_hold() -> None:
    lines = [
        [
            "Ada Brandt told residents that a valve in the pump had stuck.",
            "The valve was last tested in June.",
        ],
        [
            "The school in Tar Street will stay shut until Monday.",
            "A shelter for 60 people is in the school.",
        ],
    ]
    source = article("wire", PUMP + "\n\n" + " ".join(map(" ".join, lines)))
    one, two = Headings([source]).of(lines)
    assert "valve" in one.lower()
    assert "school" in two.lower()
    assert not any(letter.isdigit() for letter in one + two)


def test_a_heading_stands_in_a_line_as_it_is() -> None:
    lines = ["Police were sent to the northern coast.", "In the northern dunes police stayed until May."]
    told = "The northern police were asked. The northern police refused. The northern police left."
    (heading,) = Headings([article("wire", " ".join([*lines, told]))]).of([lines])
    assert heading == "Northern coast"


@pytest.mark.parametrize(
    ("lines", "never"),
    [
        (["A landslip between Ober and Marlside shut the line."], "between"),
        (["The Ober College specializing in tides has closed.", "The tides there are high."], "specializing"),
    ],
)
def test_no_heading_is_half_of_a_phrase(lines: list[str], never: str) -> None:
    (heading,) = Headings([article("wire", " ".join(lines))]).of([lines])
    assert never not in heading


def test_no_two_headings_turn_on_one_word_where_there_is_another() -> None:
    one = ["The iron sluice gate had rusted.", "The iron sluice gate was shut in the night."]
    two = [
        "A stone sluice costs a million, by a council estimate.",
        "A council estimate of a stone sluice is new.",
    ]
    headings = Headings([article("wire", " ".join([*one, *two]))]).of([one, two])
    assert headings == ["Iron sluice gate", "Council estimate"]


def test_nobody_is_a_heading_twice_or_with_a_title_alone() -> None:
    one = ["The council chose Ada Brandt, and a boat was sent.", "A letter from Ada Brandt is lost."]
    two = ["Bills for the lamps were sent to Mrs Brandt.", "Another came from Mrs Brandt."]
    headings = Headings([article("wire", " ".join([*one, *two]))]).of([one, two])
    assert headings[0] == "Ada Brandt"
    assert "Brandt" not in headings[1]


@pytest.mark.parametrize(
    ("lines", "never"),
    [
        (["Boats from Cape St. George came first.", "The wharf at Cape St. George is full."], "Cape St"),
        (["The candidate laid blame on the Board.", "Voters of a candidate laid blame too."], "laid"),
    ],
)
def test_no_heading_breaks_off_or_has_a_verb(lines: list[str], never: str) -> None:
    (heading,) = Headings([article("wire", " ".join(lines))]).of([lines])
    assert never not in heading


def test_no_heading_is_made_where_no_phrase_will_do() -> None:
    assert Headings([article("wire", "It was so.")]).of([["It was so."]]) == [""]
