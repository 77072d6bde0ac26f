"""Which sentences may be shown, and where they begin."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.compose.boilerplate import balanced, why_not
from dateline.compose.openings import ages_soon, front, points_back
from dateline.compose.showing import usable, usable_at
from dateline.evidence.articles import Article


def shown(text: str) -> list[str]:
    article = Article("quay", "The Quay", "Pump", dt.date(2026, 3, 2), text, language="en")
    return [text[place.start : place.end] for place in usable(article)]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("By Mara Lindqvist and Joao Petty, of our harbour staff.", "not part of the report"),
        ("Photo: Samira Okafor for the Northshore Post, from the mole.", "not part of the report"),
        ("Sign up for our newsletter to get the tide tables first.", "not part of the report"),
        ("© 2026 Tidewater Radio and its partners in Port Ellery.", "not part of the report"),
        ("Read more about the harbour dues in our long report.", "not part of the report"),
        ("This story has been updated with a word from the mayor.", "not part of the report"),
        ("Follow the Post on Whistle for all that the council does.", "not part of the report"),
        ("The two ferries are seen at the old quay before the test.", "not part of the report"),
        ("Crews lift the boom from berth 4 on Sunday, Sept. 27, 2026.", "a caption"),
        ("Divers rest at Fen End, Tuesday, March 3, 2026, in Port Ellery.", "a caption"),
        ("Mayor Idris Venn speaks at the sluice on March 3, 2026 in Port Ellery.", "a caption"),
        ("Breaking news emails get the tide alerts and reports first.", "not part of the report"),
        ("The crane leans a little more in the video above.", "not part of the report"),
        ("(The pump was later sold to a farm in Marlside.)", "cut off"),
        ("Ada Brandt: No, not at all by then.", "a label"),
        ("The vote on a law by Rep.(R-Ober) is to help Speaker(R-Moss) along.", "run together"),
        ("Opened a debate on the dues, and was heard in all of Ober.", "no whole sentence"),
        ("JH: Knock on the doors of the keepers and ask them.", "a label"),
        ("Just as they did as keepers of the lock in 2008.", "no whole sentence"),
        ("In 2011, received a medal from the town of Marlside.", "no whole sentence"),
        ("A sign hangs over the lane There is nobody in the houses.", "run together"),
        ("A crane leans over the lane The council voted on Tuesday.", "run together"),
        ("Divers rest on the mole While the pump stood, nobody came.", "run together"),
        ("First published April 25, 2026, 8:32 p.m. in Port Ellery.", "not part of the report"),
        ("“It was a long night,” she tells HARBOUR.Brandt, 48, leads the Board.", "run together"),
        ("PUMP FAILS AT FEN END AND NOBODY KNOWS WHY IT FAILED.", "in capitals"),
        ("The council voted on Tuesday to put another forty", "cut off"),
        ("the council voted on Tuesday for another pump.", "cut off"),
        ("The pump failed at noon.Engineers came within the hour to look.", "run together"),
        ("“The pump failed at noon and nobody heard it.", "a mark that is not closed"),
        ("Berths 2, 3, 4, 5, 6 were 40 60 80 90 full.", "a table"),
        ("The pump failed at noon, I was told by the keeper.", "speaks of the reporter or to the reader"),
        ("The pump failed at noon, as you may have heard by now.", "speaks of the reporter or to the reader"),
        ("What did the pump cost the town in the end?", "a question"),
        ("“The pump failed at noon and nobody heard it.”", "a quotation alone"),
        ("“The pump failed at noon and nobody heard it,” he said.", "a quotation without a speaker"),
    ],
)
def test_what_is_no_part_of_a_briefing_is_told_with_its_reason(words: str, why: str) -> None:
    assert why_not(words) == why


@pytest.mark.parametrize(
    "words",
    [
        "The pump at Fen End failed at noon on Tuesday.",
        "“The pump failed at noon and nobody heard it,” said Ada Brandt, the harbour master.",
        "The bridge at The Hague was closed, and the band played The Tide.",
        "A list that was published March 3 names the owners.",
        "The study, published on Thursday, found that the pump had failed twice.",
        "The annex was written by Jonas Terrell, a hydrologist in Port Ellery.",
        "Crane 3 has 24 pins.",
        "Wounded sailors were brought to the old quay.",
        "Asked a second time, Ada Brandt said that the lock was shut.",
        "In 2011, wounded sailors were brought to the old quay.",
        "On March 3, 2026, the mayor spoke at the sluice in Port Ellery.",
        "The light is seen across the water from the steps at Old Quay.",
        "A spokesman said that “the pump will not be mended before May”.",
    ],
)
def test_sentences_of_the_report_are_kept(words: str) -> None:
    assert why_not(words) == ""


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("PORT ELLERY (AP) — The pump failed.", "The pump failed."),
        ("PORT ELLERY: The pump failed.", "The pump failed."),
        ("PORT ELLERY, March 2 – The pump failed.", "The pump failed."),
        ("Port Ellery (Coast Wire) - The pump failed.", "The pump failed."),
        ("MARLSIDE/OBER, Ada Brandt closed the berth.", "Ada Brandt closed the berth."),
        ("(Coast Wire) The pump failed.", "The pump failed."),
        ("But Ada Brandt closed the berth.", "Ada Brandt closed the berth."),
        ("As previously reported, Ada Brandt closed the berth.", "Ada Brandt closed the berth."),
        ("Pump fails at Fen End Tuesday 3 March 2026 18.13 GMT The pump failed.", "The pump failed."),
        ("10.31am GMT Ada Brandt closed the berth.", "Ada Brandt closed the berth."),
        ("14:05 – Ada Brandt closed the berth.", "Ada Brandt closed the berth."),
        ("09:58 CET: “The berth is closed,” Ada Brandt said.", "“The berth is closed,” Ada Brandt said."),
        ("9:30 a.m. EST Monday is when the berth opens.", "9:30 a.m. EST Monday is when the berth opens."),
        ("10:42 trains a day stop at the quay.", "10:42 trains a day stop at the quay."),
        ("Meanwhile, Ada Brandt closed the berth.", "Ada Brandt closed the berth."),
        ("But the harbour master closed the berth.", "But the harbour master closed the berth."),
        ("The pump failed.", "The pump failed."),
    ],
)
def test_datelines_and_connectives_are_cut_off(words: str, rest: str) -> None:
    assert words[front(words) :] == rest


@pytest.mark.parametrize(
    "words",
    [
        "He closed the berth.",
        "But the harbour master closed the berth.",
        "That vote was close.",
        "The latter was closed.",
        "Two days later the berth was closed.",
        "In March, they closed the berth.",
        "At the top it says Crane 3.",
        "Over the weekend it became the third berth to close.",
        "12 metres of steel, it opened in 2009 with a brass band.",
        "The immediate effect was that 41 cellars were full.",
        "Board spokesman John Moss said it would be closed by May.",
        "Of its panels, four were missing.",
        "There were years in which it did not move.",
        "On Friday evening he closed the berth.",
        "Meanwhile the berth was closed.",
        "“He closed the berth at noon,” said Ada Brandt.",
        "The Harbour Board’s is 2 million crowns.",
        "Before the diggers came to Chandler Street her shop was full.",
        "A statement from the company said that he was asleep.",
        "The now 47-year-old keeper from Marlside was looking for work.",
        "The father-of-three was told that the lock was shut.",
        "The mayor said they had tried that.",
        "The few pictures of him show a quiet man at the mole.",
        "Those who know her said the pump was all she talked of.",
        "In the past these figures were read out on Fridays.",
    ],
)
def test_words_that_point_back_are_noticed(words: str) -> None:
    assert points_back(words)


@pytest.mark.parametrize(
    "words",
    [
        "Ada Brandt said she would close the berth.",
        "The harbour master said she would close the berth.",
        "There are two berths in Marlside.",
        "It is not clear when the berth will open.",
        "In her speech, Ada Brandt closed the berth.",
        "This week the berth was closed.",
        "“It failed at noon,” said Ada Brandt.",
        "Because of the storm the berth was closed.",
        "Police said they had closed the berth.",
        "The picture of the mole shows Ada Brandt with her brother.",
        "Those who live in the lane left on Tuesday.",
        "In the days of those with oars the mole was dry.",
    ],
)
def test_sentences_that_stand_alone_may(words: str) -> None:
    assert not points_back(words)


def test_what_is_shown_begins_behind_the_dateline_and_has_its_length() -> None:
    text = (
        "PORT ELLERY (Coast Wire) — The pump at Fen End failed at noon on Tuesday.\n\n"
        "By Mara Lindqvist\n\n"
        "It was mended. Engineers from Marlside took nine hours to find the fault in a valve."
    )
    assert shown(text) == [
        "The pump at Fen End failed at noon on Tuesday.",
        "Engineers from Marlside took nine hours to find the fault in a valve.",
    ]


SPOKEN = "“The bolt in the sluice had rusted. Divers saw it in May,” said Ada Brandt of the Harbour Board."


def test_sentences_that_share_a_quotation_are_shown_together() -> None:
    article = Article(
        "quay", "The Quay", "Pump", dt.date(2026, 3, 2), f"The sluice broke on Monday. {SPOKEN}"
    )
    places = list(usable(article))
    assert [(place.number, place.needs, place.goes_on) for place in places] == [
        *[(1, False, True), (2, True, False)]
    ]
    assert " ".join(article.text[place.start : place.end] for place in places) == SPOKEN
    assert [usable_at(article, number) for number in (1, 2)] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "“The bolt had rusted through. The council knew of the rust in May. Nobody did a thing about it. The "
        "sluice broke in June,” said Ada Brandt.",
        "“The bolt in the sluice had rusted through. The council of Port Ellery knew of it in May.”",
        "“The bolt in the sluice had rusted through. The council knew of it in May,” he said.",
        "“Divers saw it in May. "
        + "The bolt in the old sluice of the harbour had rusted through " * 6
        + "by then,” said Ada Brandt.",
    ],
    ids=["four sentences", "nobody speaks", "who is he", "too long"],
)
def test_no_part_of_a_quotation_is_shown_by_itself(text: str) -> None:
    assert shown(text) == []


def test_a_quotation_that_is_never_closed_ends_with_its_sentence() -> None:
    open_mark = "“The bolt in the sluice had rusted.\n\nDivers saw it in May at the mole of Ober."
    assert shown(open_mark) == ["Divers saw it in May at the mole of Ober."]


def test_quotations_that_meet_in_a_sentence_hang_together() -> None:
    text = "“The bolt had rusted. Divers saw it,” said Ada Brandt, “and told the Board. It did nothing.”"
    assert shown(text) == [
        "“The bolt had rusted.",
        "Divers saw it,” said Ada Brandt, “and told the Board.",
        "It did nothing.”",
    ]


def test_sentences_too_short_and_too_long_are_left_out() -> None:
    assert shown("The pump has failed.") == []
    assert shown("The pump " + "at the very end " * 20 + "failed.") == []


@pytest.mark.parametrize(
    "words",
    [
        "Divers of the Drainage Board during a drill.",
        "Leading the way, the old tower of Marlside.",
        "Winds out of the east at 10 to 20 mph.",
    ],
)
def test_a_line_without_a_verb_is_left_out(words: str) -> None:
    assert shown(words) == []
    assert shown(f"{words} The pump at Fen End failed at noon on Tuesday.") == [
        "The pump at Fen End failed at noon on Tuesday."
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Rain fell on the old town all through the night.",
        "Divers hold the rope in the dark for nine hours.",
        "About 200 of the houses in Ferry Lane depend on the pump.",
        "Ada Brandt won’t open the berth before the first of May.",
        "Water drips from the wall of the old sluice in Marlside.",
    ],
)
def test_a_sentence_with_any_verb_is_kept(words: str) -> None:
    assert shown(words) == [words]


def test_verbs_are_asked_for_in_english_alone() -> None:
    words = "Am Montag um zehn Uhr brach der Damm von Ellerstadt im Regen."
    article = Article("ufer", "Das Ufer", "Damm", dt.date(2026, 3, 2), words, language="de")
    assert len(list(usable(article))) == 1


@pytest.mark.parametrize(
    ("words", "ages"),
    [
        ("The berth was closed yesterday.", True),
        ("Tonight the berth is closed.", True),
        ("Yesterday’s vote closed the berth.", False),
        ("The berth was closed on Monday.", False),
    ],
)
def test_what_is_true_on_one_day_alone_is_noticed(words: str, ages: bool) -> None:
    assert ages_soon(words) is ages


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("“One” and “two”.", True),
        ("“One and two.", False),
        ("One” and two.", False),
        ('"One" and "two.', False),
        ("One (and two.", False),
        ("‘One’ and two’s.", True),
        ("‘One and two.", False),
    ],
)
def test_marks_that_open_must_close(words: str, right: bool) -> None:
    assert balanced(words) is right


@pytest.mark.parametrize(
    "words",
    [
        "• This article was amended on 3 March 2026. An earlier version named 13 berths. It was 14.",
        "An earlier version of this article stated that the bridge had been shut since Thursday.",
        "Correction: A previous version of this story misspelled the name of Skerry Point.",
        "Due to an editing error, a caption named the wrong harbour master of Fen End.",
        "Editor's note: The spelling of Ada Brandt’s name has been mended since publication.",
        "The spelling of her name has been changed in this article since it came out.",
        "The headline on this article was changed on 4 March to make clear who closed the berth.",
        "Clarification, March 4, 2026: Coast Wire said that it had warned the Board on Wednesday.",
        "For the record: The storm was the second of the season and not the third.",
    ],
)
def test_what_a_newsroom_says_of_its_own_article_is_left_out(words: str) -> None:
    kept = "The pump at Fen End failed at noon on Tuesday."
    assert shown(f"{kept}\n\n{words}") == [kept]
    assert shown(f"{words}\n\n{kept}") == [kept]


@pytest.mark.parametrize(
    "words",
    [
        "An earlier version of the bill would have closed the berth at Fen End.",
        "An earlier version of the report by the auditors named the harbour master.",
        "The report was revised on Tuesday to say that forty berths were closed.",
        "Correction officers closed the gate of the old jail at noon.",
        "For the record, Ada Brandt told the council that the pump had failed.",
        "The headline of the Tide Gazette was read out in the council on Tuesday.",
    ],
)
def test_what_others_corrected_is_news(words: str) -> None:
    assert shown(words) == [words]
