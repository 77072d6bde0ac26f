from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from dateline.dates import FuzzyDate, parse_date
from dateline.evidence.articles import Article
from dateline.evidence.audit import audit
from dateline.evidence.digits import digits
from dateline.evidence.quotes import quoted_in
from dateline.evidence.readings import Quote
from dateline.evidence.support import support
from dateline.evidence.values import Asked, Finding

FERRY = """\
The Harbour Workers' Union (HWU) said on Thursday that 297 of its members would strike over the new \
night rules at the port.

Ada Finch, its leader, confirmed the vote and told reporters: “We will not load another ship until \
the night rules are gone.” \
Turnout rose to 76.4% from 60% a year ago.

Port Ellery lost $3.2m a day during the last strike, in May 2019. Mayor Tom Reed told Ada Finch that \
he was ready to talk on \
January 5."""
CRANE = """\
A crane fell into the harbour of Port Ellery on Tuesday and killed 12 seals. The owner, Olga Lund, \
said the crane was sold for \
$4 million in 2024. “Nobody could have seen this coming at all,” she said."""
AP = Article("ap", "AP", "Dockers in Port Ellery vote to strike", dt.date(2026, 1, 2), FERRY)
COURIER = Article("courier", "Courier", "Crane falls", dt.date(2026, 1, 6), CRANE)
EMPTY = Article("wire", "Wire", "A strike", dt.date(2026, 1, 3), "")
ARABIC = Article(
    "noor", "Noor", "إضراب", dt.date(2026, 1, 3), "قال الاتحاد إن العمال سيضربون يوم الخميس في الميناء. " * 5
)


def asked(
    text: str,
    *cited: Article,
    others: Sequence[Article] = (),
    event: FuzzyDate | None = None,
    quotes: tuple[tuple[str, str], ...] = (),
    said: tuple[Quote, ...] | None = None,
    declared: Mapping[str, Sequence[FuzzyDate]] | None = None,
) -> list[Finding]:
    articles = cited or (AP,)
    supports = [support(text, article) for article in articles]
    found = audit(Asked(text, quotes, event, said=said), articles, others, supports, declared or {})
    for finding in found:
        assert 0 <= finding.span[0] <= finding.span[1] <= len(text)
    return list(found)


def rules(text: str, *cited: Article, **options: object) -> set[str]:
    return {finding.rule for finding in asked(text, *cited, **options)}


def only(found: list[Finding]) -> Finding:
    (finding,) = found
    return finding


@pytest.mark.parametrize(
    "text",
    [
        "Ada Finch, its leader, confirmed the vote and told reporters: "
        "“We will not load another ship until the night rules are gone.”",
        "Turnout rose to 76.4% from 60% a year ago.",
        "About 300 members of the HWU would strike, the union said on Thursday.",
        "Turnout rose to 76 per cent.",
        "The port lost 3.2 million dollars a day during the strike of May 2019.",
        "Finch confirmed the vote.",
        "Tom Reed, the mayor, told Ada Finch that he was ready to talk.",
    ],
)
def test_what_the_source_says_in_its_words_or_others_has_no_finding(text: str) -> None:
    assert rules(text) <= {"low-support"}


@pytest.mark.parametrize(
    ("text", "rule", "words", "instead"),
    [
        ("Turnout rose to 67.4% from 60% a year ago.", "figure-not-in-source", "67.4%", "60%"),
        ("Port Ellery lost $3.5 million a day.", "figure-not-in-source", "$3.5 million", "$3.2m"),
        ("Port Ellery lost $3.2m a day in May 2018.", "date-not-in-source", "May 2018", "May 2019"),
        (
            "The HWU said on Wednesday that members would strike.",
            "date-not-in-source",
            "Wednesday",
            "Thursday",
        ),
        (
            "Mayor Tom Read told Ada Finch that he was ready to talk.",
            "name-not-in-source",
            "Tom Read",
            "Tom Reed",
        ),
    ],
)
def test_a_fact_that_no_source_holds_is_named_with_what_the_source_has(
    text: str, rule: str, words: str, instead: str
) -> None:
    finding = only([found for found in asked(text) if found.rule == rule])
    assert text[slice(*finding.span)] == words
    assert finding.message == f"“{words}” is in no part of “ap”"
    assert f"“{instead}”" in finding.hint


def test_all_cited_sources_are_named() -> None:
    text = "Some 512 dockers would strike, the union said."
    assert asked(text, AP, COURIER)[0].message == "“512” is in neither “ap” nor “courier”"
    third = Article("herald", "Herald", "Strike", dt.date(2026, 1, 3), FERRY)
    assert asked(text, AP, COURIER, third)[0].message == "“512” is in none of “ap”, “courier” and “herald”"


def test_a_fact_of_one_cited_source_is_enough() -> None:
    assert "figure-not-in-source" not in rules("The crane killed 12 seals.", AP, COURIER)


def test_the_title_holds_facts_too() -> None:
    titled = Article("post", "Post", "Ida Blom sells 41 boats", dt.date(2026, 1, 2), FERRY)
    text = "Dockers would strike, and Ida Blom sold 41 boats."
    assert not {"name-not-in-source", "figure-not-in-source"} & rules(text, titled)


def test_who_wrote_and_published_a_source_is_held() -> None:
    by = Article("post", "Ellery Post", "Strike", dt.date(2026, 1, 2), FERRY, "Coast Wire", author="Ida Blom")
    text = "Dockers would strike, Ida Blom of the Ellery Post and Coast Wire reported."
    assert "name-not-in-source" in rules(text)
    assert "name-not-in-source" not in rules(text, by)


@pytest.mark.parametrize("unread", [EMPTY, ARABIC], ids=["no text", "another script"])
def test_a_source_that_cannot_be_read_may_hold_anything(unread: Article) -> None:
    text = "Some 512 dockers led by Olga Lund would strike “over the colour of the new cranes”."
    provable = {rule for rule in rules(text, AP, unread) if "-in-source" in rule or rule.startswith("quote-")}
    assert provable == set()


def test_a_claim_in_another_language_is_asked_for_digits_alone() -> None:
    text = (
        "Le syndicat a dit que 297 dockers et leur chef Ada Finch sont en grève pour les nuits dans le port."
    )
    french = Article(
        "monde", "Monde", "Grève", dt.date(2026, 1, 2), f"{text} Ils ont voté à 76,4 pour cent. " * 3
    )
    assert rules(text.replace("Ada Finch", "Tom Reed"), french) == set()
    assert rules(text.replace("297", "512"), french) == {"figure-not-in-source"}


RECUL = (
    "Le syndicat a dit que la porte du port avait coûté 3,2 millions de couronnes. "
    "Quelque 1\u202f200 personnes ont quitté leurs maisons le 4 mars, "
    "et les droits ont augmenté de 4,5 % dans le port."
)


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("La porte du port avait coûté 3,2 millions de couronnes.", ""),
        ("La porte du port avait coûté 3,3 millions de couronnes.", "3,3"),
        ("La porte du port avait coûté 32 millions de couronnes.", "32"),
        ("Quelque 1200 personnes ont quitté leurs maisons.", ""),
        ("Quelque 1.200 personnes ont quitté leurs maisons.", ""),
        ("Quelque 1 200 personnes ont quitté leurs maisons.", ""),
        ("Quelque 1 300 personnes ont quitté leurs maisons.", "1 300"),
        ("Quelque 200 personnes ont quitté leurs maisons.", "200"),
        ("Les droits ont augmenté de 45 % dans le port.", "45"),
        ("Le 5 mars, les personnes ont quitté leurs maisons.", "5"),
    ],
)
def test_numbers_of_other_languages_are_read_as_they_write_them(claim: str, said: str) -> None:
    french = Article("monde", "Monde", "La porte", dt.date(2026, 1, 2), RECUL, language="fr")
    asked = audit(Asked(claim, language="fr"), [french], (), [support(claim, french, "fr")])
    found = [claim[slice(*one.span)] for one in asked if one.rule == "figure-not-in-source"]
    assert found == ([said] if said else [])


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1.200", [(Fraction(6, 5), 1200)]),
        ("1.200,50", [(Fraction(2401, 2),)]),
        ("1.200.300", [(1_200_300,)]),
        ("1'200'300", [(1_200_300,)]),
        ("4.3.2026", [(4,), (3,), (2026,)]),
        ("٣٫٢", [(Fraction(16, 5),)]),
        ("10:30, A380", [(10,), (30,)]),
        ("9" * 500, []),
    ],
)
def test_digits_are_worth_what_they_may_be(text: str, values: list[tuple[Fraction | int, ...]]) -> None:
    found = digits(text)
    assert [one.values for one in found] == values
    assert all(text[one.start : one.end] == one.words for one in found)


def test_a_quotation_is_judged() -> None:
    said = "“We will not load another ship until the night rules are gone,” said Ada Finch."
    assert asked(said) == []
    altered = only([f for f in asked(said.replace("another", "a single")) if f.rule == "quote-altered"])
    assert "‹a single›" in altered.message
    assert "‹another›" in altered.hint
    assert altered.key == "ap"
    elsewhere = asked("“Nobody could have seen this coming at all,” said Ada Finch.", AP, others=[COURIER])[0]
    assert (elsewhere.rule, elsewhere.key) == ("quote-elsewhere", "courier")
    assert asked("“The gulls of this harbour are all mine,” said Ada Finch.")[0].rule == "quote-nowhere"


def test_a_quotation_without_a_source_is_looked_for_in_all() -> None:
    found = audit(Asked("“Nobody could have seen this coming at all.”"), [], [AP, COURIER], [])
    assert [(finding.rule, finding.key) for finding in found] == [("quote-elsewhere", "courier")]


def test_the_words_of_a_citation_are_judged_by_its_own_source() -> None:
    text = "She confirmed the vote."
    held = (("ap", "confirmed the vote"),)
    assert "quote-altered" not in rules(text, AP, COURIER, quotes=held)
    assert "quote-elsewhere" in rules(
        text, AP, COURIER, quotes=(("courier", "its leader, confirmed the vote"),)
    )


def test_a_quotation_opened_in_the_claim_before_ends_in_this_one() -> None:
    before = "“We stay"
    for claim, found in (
        ("until the night rules are gone,” she said.", set()),
        ("until all the night rules are gone,” said Ada Finch.", {"quote-altered"}),
    ):
        assert rules(claim, said=quoted_in([before, claim])[1]) == found


def test_a_short_quotation_is_only_doubted() -> None:
    found = asked("Ada Finch confirmed the “terrible outcome of” vote.")
    assert {finding.rule for finding in found} == {"outside-passage"}


def test_the_title_of_a_work_is_no_quotation() -> None:
    assert "quote-nowhere" not in rules(
        "Ada Finch, who wrote “The Long Night of the Docks”, confirmed the vote."
    )


def test_two_names_exchanged_are_in_another_order() -> None:
    found = asked("Ada Finch told Mayor Tom Reed that he was ready to talk.")
    assert {finding.rule for finding in found} == {"order-differs"}
    assert "“Ada Finch” stands where “ap” has “Mayor Tom Reed”" in [finding.message for finding in found]


def test_a_figure_of_another_sentence_is_outside_the_passage_or_in_anothers_place() -> None:
    assert rules("Turnout rose to 297% from 60% a year ago.") == {"figure-not-in-source"}
    assert rules("Turnout rose to 60% from 60% a year ago.") == {"order-differs"}
    assert rules(
        "In the vote, 5 of its members confirmed that they would strike over the new night rules."
    ) & {
        "outside-passage",
        "figure-not-in-source",
    }


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Ada Finch, its leader, denied the vote.", "polarity-differs"),
        ("Turnout fell to 76.4% from 60% a year ago.", "comparative-differs"),
        ("Mayor Tom Reed told Ada Finch that he was not ready to talk.", "polarity-differs"),
        ("The old lighthouse was painted white by volunteers in summer.", "low-support"),
    ],
)
def test_the_opposite_and_the_unrelated_are_doubted(text: str, rule: str) -> None:
    assert rule in rules(text)


@pytest.mark.parametrize(
    ("turned", "right", "rule"),
    [
        ("Shares rose 4.5%.", "Shares fell 4.5%.", "comparative-differs"),
        ("Sales in the north were lower.", "Sales in the north were higher.", "comparative-differs"),
        ("The minister denied the talks.", "The minister confirmed the talks.", "polarity-differs"),
    ],
)
def test_of_a_short_claim_the_opposite_may_be_a_third(turned: str, right: str, rule: str) -> None:
    text = (
        "Its shares fell 4.5% on Tuesday. Sales in the north were higher than in the south.\n\n"
        "The minister confirmed the talks on Monday."
    )
    assert rule in rules(turned, bell(text))
    assert rule not in rules(right, bell(text))


def day(text: str) -> FuzzyDate:
    return parse_date(text)


@pytest.mark.parametrize("date", ["2026-01-01", "2026-01-05", "2026-01-02", "May 2019", "2019", "2026"])
def test_an_entry_may_have_a_date_that_its_source_gives(date: str) -> None:
    """By a mention ("Thursday", "January 5", "May 2019") or by the day of its publication."""
    assert "event-date-not-in-source" not in rules("Members vote to strike.", event=day(date))


def test_an_entry_whose_date_no_source_gives_is_found() -> None:
    finding = only(
        [
            f
            for f in asked("Members vote to strike.", event=day("2025-12-28"))
            if f.rule == "event-date-not-in-source"
        ]
    )
    assert "2025-12-28" in finding.message
    assert "“ap”" in finding.message


def test_a_declared_event_gives_its_date() -> None:
    declared = {"ap": [day("2025-12-28")]}
    text = "Members vote to strike."
    assert "event-date-not-in-source" not in rules(text, event=day("2025-12-28"), declared=declared)
    assert "event-date-not-in-source" in rules(text, COURIER, event=day("2025-12-28"), declared=declared)


def test_an_entry_in_the_words_of_its_one_source_needs_its_date_too() -> None:
    text = "Turnout rose to 76.4% from 60% a year ago."
    assert rules(text, AP) == set()
    assert "event-date-not-in-source" in rules(text, AP, event=day("2025-12-28"))


def test_a_source_older_than_the_event_is_doubted() -> None:
    assert "passage-before-event" in rules("The mayor and the union talk.", event=day("2026-01-09"))
    assert "passage-before-event" in rules("The mayor and the union talked.", event=day("2026-01-05"))
    assert "passage-before-event" not in rules(
        "The mayor and the union talked.", AP, COURIER, event=day("2026-01-05")
    )


def test_two_sources_that_differ_on_a_figure_are_told_apart() -> None:
    other = Article(
        "herald",
        "Herald",
        "Strike",
        dt.date(2026, 1, 2),
        FERRY.replace("297 of its members", "350 of its members"),
    )
    same = Article("post", "Post", "Strike", dt.date(2026, 1, 2), FERRY)
    text = "The HWU said that 297 members would strike over the new night rules at the port."
    finding = only([found for found in asked(text, AP, other) if found.rule == "figures-disagree"])
    assert "“297 of its members”" in finding.message
    assert "“350 of its members”" in finding.message
    assert text[slice(*finding.span)] == "297"
    assert "conflicts:" in finding.hint
    assert "figures-disagree" not in rules(text, AP, same)


def test_a_claim_without_facts_or_sources_has_nothing_to_be_found() -> None:
    assert audit(Asked("The tide comes in."), [], [AP], []) == ()


def test_what_a_source_announces_is_no_doubt_until_it_is_told_as_done() -> None:
    text = "The tower is to open on 5 January, the board said."
    told = Article("board", "Board", "Tower", dt.date(2026, 1, 2), text)
    assert "passage-before-event" not in rules("The tower opens.", told, event=day("2026-01-05"))
    assert "passage-before-event" in rules("The tower opened.", told, event=day("2026-01-05"))


def test_who_tells_it_need_not_be_named_in_the_passage() -> None:
    text = "The yard may owe nothing for the first months of the year, a clause says."
    told = Article("bell", "Evening Bell", "Yard", dt.date(2026, 1, 2), text)
    assert (
        rules("Evening Bell says the yard may owe nothing for the first months of the year.", told) == set()
    )


def test_what_is_told_in_other_words_is_not_compared_word_for_word() -> None:
    text = (
        "Ada Finch shut the gate. It stayed shut until noon. Nine boats waited outside, among them the Heron."
    )
    told = Article("bell", "Evening Bell", "Gate", dt.date(2026, 1, 2), text)
    found = rules(
        "Closing it cost nine crews, one from the Heron, their morning’s work, Ada Finch heard.", told
    )
    assert found <= {"low-support"}


def test_a_percentage_in_a_row_may_drop_its_sign() -> None:
    text = "Absence falls from 7.9 per cent to 6.8 once both schools are put back."
    told = Article("quay", "Quay", "Schools", dt.date(2026, 1, 2), text)
    assert "figure-not-in-source" not in rules("Absence falls to 6.8 per cent once both are put back.", told)
    assert "figure-not-in-source" in rules("Absence falls to 5.8 per cent once both are put back.", told)


def test_a_fall_is_no_season() -> None:
    text = "The cliff came down on Sunday. Since the cliff fell nobody sleeps in the row."
    told = Article("post", "Post", "Cliff", dt.date(2026, 6, 10), text)
    assert "date-not-in-source" not in rules("Nobody sleeps in the row since the fall of the cliff.", told)


def bell(text: str) -> Article:
    return Article("bell", "Evening Bell", "Tide", dt.date(2026, 1, 2), text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (
            "Ada Finch used to cook 40 lunches.",
            "Ada Finch cooked 40 lunches. “I used to cook,” she said.",
        ),
        (
            "Two cranes of one make fell in May.",
            "The cranes of one make stood. Two of one make fell in May.",
        ),
        (
            "Before that 31 per cent of the boats had gone.",
            "Before that 90 of the boats, or 31 per cent, had gone.",
        ),
        (
            "Oysters around Pike Spit and on 3 May were clean.",
            "Around Pike Spit oysters were clean on 3 May.",
        ),
        ("J.R. Ash met Ada Finch at the gate in May.", "J. R. Ash met Ada Finch at the gate in May."),
        ("Officials met J.R. Ash of the Board.", "Officials met Ada Finch and J. R. Ash of the Board."),
        ("United States officials met Ada Finch in May.", "U.S. officials met Ada Finch in May."),
        ("The United States Coast Guard met Ada Finch.", "The U.S. Coast Guard met Ada Finch in May."),
        ("The Coast Guard met Ada Finch in May.", "The U.S. Coast Guard met Ada Finch in May."),
        ("In May John Ash met Ada Finch at the gate.", "In May J. R. Ash met Ada Finch at the gate."),
        (
            "The work will cost 12% of the budget, or 3.2 million dollars.",
            "The work will cost $3.2 million, or 12 per cent of the budget.",
        ),
    ],
)
def test_what_is_no_fact_of_the_same_kind_stands_in_nobodys_place(claim: str, text: str) -> None:
    assert "order-differs" not in rules(claim, bell(text))


def test_a_figure_of_the_same_things_may_stand_further_on() -> None:
    text = (
        "The yard repaired the old lantern on the ground by the quay. It was dark. It rained. Nobody came. "
        "It replaced 212 stones in all."
    )
    claim = "The yard repaired the old lantern on the ground by the quay, and its 212 {}."
    assert "outside-passage" not in rules(claim.format("stones"), bell(text))
    assert "outside-passage" in rules(claim.format("panes"), bell(text))


def test_a_last_name_that_opens_a_sentence_is_that_of_who_was_named_before() -> None:
    text = (
        "Edda Marsh leads the Conservancy. It is old. It is poor. The board told the Conservancy. "
        "Marsh signed the order an hour before the spill was known."
    )
    claim = "Edda Marsh signed the order an hour before the spill was known."
    assert "outside-passage" not in rules(claim, bell(text))


WEEK = bell("The closure costs the port 1.4 million crowns a week. The fire killed 12 people.")
MORE = Article(
    "post",
    "Post",
    "Tide",
    dt.date(2026, 1, 2),
    "The union says the closure costs the port 1.9 million crowns a week. The fire killed 14 people.",
)


@pytest.mark.parametrize(
    "claim", ["The closure costs the port 1.4 million crowns a week.", "The fire killed 12 people."]
)
def test_figures_disagree_though_one_source_has_the_claim_word_for_word(claim: str) -> None:
    assert rules(claim, WEEK, MORE) == {"figures-disagree"}


@pytest.mark.parametrize(
    "claim", ["The ring road had 12% more traffic.", "On the ring road traffic rose by about 12 per cent."]
)
def test_percentages_of_one_thing_disagree_whichever_verb_tells_of_them(claim: str) -> None:
    rose = bell("Traffic rose 12% on the ring road.")
    carried = replace(MORE, text="The ring road carried 14 percent more traffic on Friday.")
    assert "figures-disagree" in rules(claim, rose, carried)
    fares = replace(MORE, text="On the ring road traffic was calm, and fares rose 14 percent.")
    assert "figures-disagree" not in rules(claim, rose, fares)


@pytest.mark.parametrize(
    ("claim", "one", "other", "marked"),
    [
        ("The fire killed people.", "The fire killed 12 people.", "In the fire 14 people died.", "people"),
        ("The fire left people dead.", "The fire left 12 dead.", "The fire killed 14 people.", "people"),
        ("The yard sent its ships.", "The yard sent 38 of its ships.", "The yard sent 41 ships.", "ships"),
        (
            "The strike cost the port dearly.",
            "The strike cost the port $3.2m a day.",
            "The strike cost the port 4.1 million dollars a day, the board said.",
            "The strike cost the port dearly.",
        ),
        ("Turnout in the vote rose.", "Turnout in the vote was 76%.", "In the vote turnout was 61%.", None),
        (
            "Boats left the bay.",
            "On Monday 40 boats left the bay.",
            "On 5 January 52 boats left the bay.",
            "Boats",
        ),
        (
            "Boats sank in the bay.",
            "Finch said 40 boats sank in the bay.",
            "Reed said 52 boats sank.",
            "Boats",
        ),
    ],
)
def test_sources_disagree_on_a_figure_that_the_claim_does_not_give(
    claim: str, one: str, other: str, marked: str | None
) -> None:
    (finding,) = asked(claim, replace(AP, text=one, published=dt.date(2026, 1, 5)), replace(MORE, text=other))
    assert finding.rule == "figures-disagree"
    assert claim[slice(*finding.span)] == (marked or claim)


@pytest.mark.parametrize(
    ("claim", "one", "other"),
    [
        ("The fire killed people.", "The fire killed 12 people.", "The fire killed twelve people."),
        ("The fire hurt people.", "The fire killed 12 people.", "The fire hurt 30 people."),
        ("Boats sank in the bay.", "About 40 boats sank in the bay.", "In the bay 42 boats sank."),
        ("Boats sank in the bay.", "More than 40 boats sank in the bay.", "In the bay 60 boats sank."),
        ("Boats sank in the bay.", "Some 300 boats sank in the bay.", "In the bay 297 boats sank."),
        ("Boats sank in the bay.", "In the bay 300 boats sank.", "In the bay 297 boats sank."),
        ("Boats sank in the bay.", "In the bay 40 to 50 boats sank.", "In the bay 42 boats sank."),
        ("Boats sank in the bay.", "In the bay 40–50 boats sank.", "In the bay 45–60 boats sank."),
        (
            "Boats sank in the bay.",
            "On Sunday 40 boats sank in the bay.",
            "On Monday 52 boats sank in the bay.",
        ),
        ("Boats sank.", "40 boats sank in Port Ellery.", "52 boats sank in Zennick."),
        ("Both yards have boats.", "The Marl yard has 40 boats.", "The Zennick yard has 52 boats."),
        ("Boats sank in the bay.", "In the bay 40 boats sank.", "In the bay 12 more boats sank."),
        (
            "The fund gave the yard 12 boats.",
            "The yard has 40 boats, of which the fund gave 12.",
            "The fund gave the yard 12 boats.",
        ),
        ("Fees hurt the port.", "The fees cost the port $3m a day.", "The fees cost the port $20m a week."),
        ("The boats sank in 2019.", "In 2019 the boats sank.", "In 2021 the boats sank."),
        (
            "The driver sank a boat.",
            "The driver, a 46-year-old man, sank a boat.",
            "A 51-year-old driver sank it.",
        ),
        (
            "The yard works at night.",
            "The yard works 3 nights a week.",
            "The yard works at night: 12 men do.",
        ),
    ],
)
def test_figures_that_may_be_one_or_are_of_other_things_do_not_disagree(
    claim: str, one: str, other: str
) -> None:
    assert "figures-disagree" not in rules(claim, replace(AP, text=one), replace(MORE, text=other))


NOTICE = (
    "Fourteen schools were closed by the storm, the council said.\n\n"
    "Correction, 5 January 2026: An earlier version of this article said that 13 schools were closed "
    "by the storm on Monday, and quoted the mayor: “We shut every school in town.” It was 14, not 15, on 3 "
    "January."
)


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("The storm closed 13 schools.", "figure-not-in-source", "13"),
        (
            "An earlier version of this article said that 13 schools were closed.",
            "figure-not-in-source",
            "13",
        ),
        ("The storm closed 15 schools.", "figure-not-in-source", "15"),
        ("The storm closed 14 schools on Monday.", "date-not-in-source", "Monday"),
    ],
)
def test_what_a_correction_takes_back_is_not_held(text: str, rule: str, words: str) -> None:
    finding = next(found for found in asked(text, bell(NOTICE)) if found.rule == rule)
    assert finding.message == f"“{words}” is in “bell” only as what its correction takes back"


def test_a_quotation_that_a_correction_takes_back_stands_nowhere() -> None:
    assert "quote-nowhere" in rules("The mayor said: “We shut every school in town.”", bell(NOTICE))


@pytest.mark.parametrize(
    "text",
    [
        "The storm closed 14 schools.",
        "Fourteen schools were closed by the storm on 3 January.",
        "The article was corrected on 5 January.",
    ],
)
def test_what_a_correction_puts_right_is_held(text: str) -> None:
    assert not {rule for rule in rules(text, bell(NOTICE)) if rule.endswith("not-in-source")}


def test_a_number_in_words_is_another_in_the_place_of_one_in_digits() -> None:
    text = "The guard sent five cutters and 12 nets to the gate."
    assert rules("The guard sent 12 cutters.", bell(text)) == {"order-differs"}


@pytest.mark.parametrize(
    ("claim", "said"),
    [("The board denied that the gates had held.", "denied"), ("Insurers confirmed the loss.", "confirmed")],
)
def test_what_others_denied_beside_it_denies_nothing_here(claim: str, said: str) -> None:
    text = "The board confirmed that the gates had held. Insurers denied the loss."
    finding = only(asked(claim, bell(text)))
    assert (finding.rule, claim[slice(*finding.span)]) == ("polarity-differs", said)


def test_another_first_name_is_another_name_though_the_last_name_stands_alone() -> None:
    text = "The yard told Renata Kosky so in May. Kosky spoke for the drivers."
    assert rules("In May Petra Kosky spoke for the drivers.", bell(text)) == {"name-not-in-source"}
    assert rules("In May R. Kosky spoke for the drivers.", bell(text)) == set()
    assert rules("In May Ms Kosky spoke for the drivers.", bell(text)) == set()


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Built in the 1990s, the yard stands.", "The yard, built in the nineties, stands."),
        ("Built in the nineties, the yard stands.", "The yard, built in the 1990s, stands."),
        ("Built in the 1990s, the yard stands.", "The yard, built in 1994, stands."),
        ("The yard shut at half past ten.", "The yard shut at 10:30 on Friday."),
        ("The yard shut at 10:30.", "The yard shut at half past ten."),
        ("It was minus 4 in the yard.", "It was four degrees below zero in the yard."),
        ("The yard was sold on 8.1.2026.", "The yard was sold on January 8, 2026."),
        ("The yard was sold on 8 January 2026.", "The yard was sold on 8.1.2026."),
        ("The yard was sold on 1/8/2026.", "The yard was sold on January 8, 2026."),
        ("The yard was sold on 1/8/2026.", "The yard was sold on 1 August 2026."),
        ("The yard was sold on January 8, 2026.", "The yard was sold on 8/1/2026."),
        ("The yard was built in ’87.", "The yard was built in 1987."),
        ("The yard was built in 1987.", "The yard was built in the autumn of '87."),
        ("The yard was shut for 14 days.", "The yard was shut for two weeks."),
        ("The yard was shut for two weeks.", "The yard was shut for a fortnight."),
        ("The yard was shut for 18 months.", "The yard was shut for one and a half years."),
        ("The yard was shut for 12 hours.", "The yard was shut for half a day."),
        ("The pier is 1.5 kilometres long.", "The pier is 1,500 metres long."),
        ("The pier is 1500m long.", "The pier is 1.5km long."),
        ("The pier is 120 m long.", "The pier is 120 metres long."),
        ("The yard sold 3 m tickets.", "The yard sold three million tickets."),
        ("The rate rose by 25 basis points.", "The rate rose by a quarter point."),
        ("The rate rose by 25 basis points.", "The rate rose by 0.25 percentage points."),
        ("About two thirds of the drivers agreed.", "Some 66 percent of the drivers agreed."),
        ("A third of the drivers agreed.", "Of the drivers 33 percent agreed."),
        ("One in five of the drivers agreed.", "Of the drivers 20 percent agreed."),
        ("Four out of every five drivers agreed.", "Of the drivers 80% agreed."),
        ("Of the drivers 25 percent agreed.", "One in four of the drivers agreed."),
        ("The 1980s were loud in the yard.", "The eighties were loud in the yard."),
        ("The yard was shut on Boxing Day 2025.", "The yard was shut on December 26, 2025."),
    ],
)
def test_one_fact_in_two_spellings_is_held(claim: str, text: str) -> None:
    assert not {rule for rule in rules(claim, bell(text)) if rule.endswith("not-in-source")}


@pytest.mark.parametrize(
    ("claim", "text", "rule"),
    [
        (
            "Built in the 1990s, the yard stands.",
            "The yard, built in the eighties, stands.",
            "date-not-in-source",
        ),
        ("The yard shut at half past ten.", "The yard shut at 10:15.", "figure-not-in-source"),
        ("It was minus 4 in the yard.", "It was 4 degrees in the yard.", "figure-not-in-source"),
        (
            "It was four degrees in the yard.",
            "It was minus four degrees in the yard.",
            "figure-not-in-source",
        ),
        ("It was 4 degrees in the yard.", "It was 4 degrees below zero.", "figure-not-in-source"),
        ("Turnout rose by 5%.", "Turnout rose by 5 percentage points.", "figure-not-in-source"),
        ("The yard was sold on 9.1.2026.", "The yard was sold on January 8, 2026.", "date-not-in-source"),
        ("The yard was sold on 9/1/2026.", "The yard was sold on 8 January 2026.", "date-not-in-source"),
        ("The yard was built in ’88.", "The yard was built in 1987.", "date-not-in-source"),
        ("The yard was shut for 15 days.", "The yard was shut for two weeks.", "figure-not-in-source"),
        ("The yard was shut for 30 days.", "The yard was shut for a month.", "figure-not-in-source"),
        ("The yard shuts for 24 hours.", "The yard shuts twice a day.", "figure-not-in-source"),
        ("The pier is 1.6 kilometres long.", "The pier is 1,500 metres long.", "figure-not-in-source"),
        ("The rate rose by 50 basis points.", "The rate rose by a quarter point.", "figure-not-in-source"),
        ("One in six of the drivers agreed.", "Of the drivers 20 percent agreed.", "figure-not-in-source"),
        ("Two thirds of the drivers agreed.", "Of the drivers 62 percent agreed.", "figure-not-in-source"),
        ("Some 0.5 percent of them agreed.", "Half of the drivers agreed.", "figure-not-in-source"),
        ("The yard was shut on Boxing Day.", "The yard was shut on December 27.", "date-not-in-source"),
    ],
)
def test_what_only_looks_like_the_fact_is_not_it(claim: str, text: str, rule: str) -> None:
    assert rule in rules(claim, bell(text))


def test_the_figures_of_a_sentence_that_never_ends_are_compared_in_time() -> None:
    endless = "The fire killed 40 people and 12 seals on Monday " * 20_000
    other = replace(MORE, text=endless.replace("40", "50"))
    assert "figures-disagree" in rules("The fire killed people on Monday.", bell(endless), other)


def test_who_says_what_in_one_sentence_is_carried_by_both() -> None:
    text = "Evening Bell counts 12 people killed by the fire, the Post 14."
    assert rules(text, WEEK, MORE).isdisjoint(("low-support", "figures-disagree"))
    assert "low-support" in rules(
        "Evening Bell counts 12 boats at the wharf in spring, the Post 14.", WEEK, MORE
    )


def test_what_another_finding_tells_is_not_told_again_as_low_support() -> None:
    assert rules("The closure costs the port 2.4 million crowns.", WEEK) == {"figure-not-in-source"}


def test_facts_in_another_spelling_are_support() -> None:
    text = "The line cost $3.2 million and lost 3 points. About 1,000 riders use the boats."
    assert rules("The line cost $3.2m.", bell(text)) == set()
    assert rules("About 1k riders use the boats.", bell(text)) == set()


def test_low_support_shows_what_comes_nearest() -> None:
    finding = only(asked("The lighthouse was painted white by a crew of volunteers after the fire.", WEEK))
    assert "The fire killed 12 people." in finding.hint


def test_what_is_quoted_as_it_was_said_is_no_clash() -> None:
    text = (
        "The light was put out in May, Reyle said. The tower is old. The mole is long. The sea is grey. "
        "“Not while I am chair,” he said."
    )
    claim = "The light was put out in May, Reyle said: “{} while I am chair.”"
    assert "polarity-differs" not in rules(claim.format("Not"), bell(text))
    assert "quote-altered" in rules(claim.format("Never"), bell(text))


def test_the_second_year_of_a_range_may_lack_its_century() -> None:
    text = "The new name is used in the academic year of 2018-2019 by all schools."
    assert "date-not-in-source" not in rules("The new name is used in 2018–19 by all schools.", bell(text))
    assert "date-not-in-source" in rules("The new name is used in 2016–17 by all schools.", bell(text))


def test_a_weekday_and_its_date_are_no_exchange() -> None:
    text = "The clinic said that five people died on Jan. 1, after the storm. The road was shut."
    assert rules("Five people died on Thursday, the clinic said.", bell(text)) == set()
    assert rules("Five people died on Wednesday, the clinic said.", bell(text)) == {"date-not-in-source"}


def test_the_number_of_a_thing_negates_nothing() -> None:
    text = "The council heard that Pier 10 is shut until spring. Number 10 had said so on Friday."
    assert "polarity-differs" not in rules("No. 10 had said so on Friday.", bell(text))


@pytest.mark.parametrize(
    ("said", "given"),
    [("The U.S.", "The United States"), ("The United States", "The U.S."), ("The UN", "The United Nations")],
)
def test_a_denial_is_seen_where_one_side_spells_a_name_out(said: str, given: str) -> None:
    text = f"{given} confirmed that it had struck the dock in the river delta. The ferry sails."
    assert "polarity-differs" in rules(
        f"{said} denied that it had struck the dock in the river delta.", bell(text)
    )


@pytest.mark.parametrize(
    ("claim", "text", "said"),
    [
        ("More than five ships left.", "Five ships left the quay.", "More than five"),
        ("Fewer than five ships left.", "Five ships left the quay.", "Fewer than five"),
        ("More than five ships left.", "Fewer than five ships left the quay.", "More than five"),
        ("At least five ships left.", "At most five ships left the quay.", "At least five"),
        ("No more than five ships left.", "More than five ships left the quay.", "No more than five"),
        ("Five ships left.", "Fewer than five ships left the quay.", "Five"),
        ("The lock cost over $5 million.", "The lock cost $5 million in all.", "over $5 million"),
        ("Nearly 300 ships left.", "More than 300 ships left the quay.", "Nearly 300"),
        ("More than 10 ships left the quay.", "10 ships left the quay after 12 weeks.", "More than 10"),
    ],
)
def test_a_bound_that_no_source_has_is_doubted(claim: str, text: str, said: str) -> None:
    found = [finding for finding in asked(claim, bell(text)) if finding.rule.endswith("-differs")]
    assert [(one.rule, claim[slice(*one.span)]) for one in found] == [("bound-differs", said)]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("At least five ships left.", "Five ships left the quay."),
        ("More than five ships left.", "At least five ships left the quay."),
        ("More than five ships left.", "Five or more ships left the quay."),
        ("More than five ships left.", "Five to seven ships left the quay."),
        ("More than five ships left.", "Five ships left the quay, and another two followed."),
        ("More than 300 ships left.", "300 ships left the quay; in all 310 ships left."),
        ("Nearly 300 ships left.", "About 300 ships left the quay."),
        ("Five ships left.", "No fewer than five ships left the quay."),
        ("Five ships left.", "More than five ships left the quay."),
        ("It took over five years.", "It took all of five years."),
        ("More than five ships left in two years.", "Some six ships left after five years."),
        ("Dues rose 12 per cent over 2024.", "Dues rose 12 per cent on those of 2024."),
    ],
)
def test_a_bound_that_a_source_may_mean_is_none_to_doubt(claim: str, text: str) -> None:
    assert "bound-differs" not in rules(claim, bell(text))


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Marl Yards was sued by the Quay Board.", "Marl Yards sued the Quay Board on Monday."),
        ("Marl Yards sued the Quay Board.", "Marl Yards was later sued by the Quay Board."),
        ("The tug was driven by the gate.", "The tug drove the gate on Monday."),
    ],
)
def test_who_does_it_to_whom_is_read_in_the_passive_too(claim: str, text: str) -> None:
    assert "order-differs" in rules(claim, bell(text))


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Marl Yards was sued by the Quay Board in May.", "In May the Quay Board sued Marl Yards."),
        (
            "The Quay Board sued Marl Yards over the crane.",
            "Marl Yards, sued by the Quay Board, has a crane.",
        ),
        (
            "On Monday Tom Reed was praised by Ada Finch for his work.",
            "Ada Finch praised Tom Reed for his work on Monday.",
        ),
        ("The gate was closed by Friday evening.", "The board closed the gate on Friday evening."),
    ],
)
def test_the_passive_exchanges_nobody(claim: str, text: str) -> None:
    assert "order-differs" not in rules(claim, bell(text))


@pytest.mark.parametrize(
    ("claim", "text", "said"),
    [
        ("The city sued the firm on Monday.", "The firm sued the city on Monday.", "city"),
        ("The man bit the dog.", "The dog bit the man.", "man"),
        (
            "Finch told Reed that it left.",
            "Reed, of Marl Yards, told Finch of the Evening Bell that it left.",
            "Reed",
        ),
        (
            "The south gate was shut and the north gate stayed open.",
            "The north gate was shut and the south gate stayed open.",
            "south",
        ),
        ("Dues fell in May and rose in June.", "Dues rose in May and fell in June.", "fell"),
        (
            "The board backs the plan, and the union fears it.",
            "The union backs the plan, and the board fears it.",
            "board",
        ),
    ],
)
def test_words_that_are_exchanged_are_doubted(claim: str, text: str, said: str) -> None:
    found = [finding for finding in asked(claim, bell(text)) if finding.rule == "order-differs"]
    assert [claim[slice(*one.span)] for one in found] == [said]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The council met the union on Monday.", "The union met the council on Monday."),
        ("The city was sued by the firm.", "The firm sued the city."),
        ("The crew had soup, wine and bread.", "The crew had bread, wine and soup."),
        ("On Monday the city sued the firm.", "The city sued the firm on Monday."),
        ("The city sued the firm.", "The firm sued the city. In May the city sued the firm."),
        ("Prices of fish in the market fell.", "In the market fish prices fell."),
        ("Reed told Ada Finch that it left.", "Reed told Ada Finch of the Evening Bell that it left."),
        ("Sen. Bo Li and Rep. Al Orr left.", "Senator Bo Li and Representative Al Orr left."),
        ("South Korean President Yoon Park left.", "President Yoon Park of South Korea left."),
        ("Ada Finch resigned on Monday.", "Ada Finch, 44, a steward at Tide Lines, resigned on Monday."),
        (
            "The minister of health in the cabinet, Carla Benso, resigned.",
            "Carla Benso, the minister of health in the cabinet, resigned.",
        ),
    ],
)
def test_another_order_of_the_same_is_none_to_doubt(claim: str, text: str) -> None:
    assert "order-differs" not in rules(claim, bell(text))


@pytest.mark.parametrize(
    ("claim", "text", "doubted"),
    [
        ("The board voted against the tram.", "The board voted for the tram.", True),
        ("The board voted for a strike.", "The board voted on Monday against a strike.", True),
        ("The board voted against the tram.", "The board voted 12 to 7 in favour of the tram.", True),
        ("The board voted 12 to 7 for the tram.", "The board voted in favour of the tram, 12 to 7.", False),
        ("The board voted for the tram.", "The board voted for the tram, and Reed voted against it.", False),
        ("The board paid for a guard against fire.", "The board paid a guard against fire.", False),
    ],
)
def test_a_vote_for_and_one_against_differ(claim: str, text: str, doubted: bool) -> None:
    assert ("polarity-differs" in rules(claim, bell(text))) is doubted


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("It cost EUR 3.2 billion.", "Turnout was low. It cost €3.2bn, or $3.5 billion. The bus left late."),
        ("The bus left at 7:15 p.m.", "It cost much. The bus left at 7.15pm. It rained."),
        ("Some twelve hundred were hurt.", "It rained. Some 1,200 were hurt, two of them badly. It rained."),
        ("Aske spoke on the eighth of January.", "Aske spoke on January 8. It rained."),
    ],
)
def test_another_spelling_of_a_figure_costs_a_claim_no_support(claim: str, text: str) -> None:
    assert rules(claim, bell(text)) == set()


@pytest.mark.parametrize(
    ("said", "given"),
    [
        ("Lech Walczak", "Lech Wałczak"),
        ("Søren Ødeby", "Soren Odeby"),
        ("Joerg Mueller", "Jörg Müller"),
        ("Jorg Muller", "Joerg Mueller"),
        ("Ægir Thorsson", "Aegir Þórsson"),
        ("Novak Dordic", "Novak Đorđić"),
    ],
)
def test_letters_that_newspapers_print_otherwise_make_no_other_name(said: str, given: str) -> None:
    assert rules(f"Mayor {said} opened the lock.", bell(f"Mayor {given} opened the lock on Monday.")) == set()
    assert "name-not-in-source" in rules(f"Mayor {said} spoke.", bell("Mayor Ada Finch spoke."))


@pytest.mark.parametrize(
    ("claim", "text", "wrong"),
    [
        ("It was 41.5 degrees Celsius at noon.", "At noon it was 41.5C, the town said.", False),
        ("It was 42.5C at noon.", "At noon it was 41.5C, the town said.", True),
        ("The park gives 12 megawatts.", "The park gives 12MW from May on.", False),
        ("The park gives 14MW.", "The park gives 12MW from May on.", True),
        ("The town has the 3G net.", "The town has a net of its own.", False),
    ],
)
def test_a_number_with_a_unit_in_capitals_is_read(claim: str, text: str, wrong: bool) -> None:
    assert ("figure-not-in-source" in rules(claim, bell(text))) is wrong


def test_another_first_name_at_the_start_of_a_sentence_is_doubted() -> None:
    text = "Renata Kosky, the steward, spoke for the drivers. Pilot Marla Dunn was away."
    finding = only(asked("Petra Kosky spoke for the drivers.", bell(text)))
    assert (finding.rule, finding.span) == ("order-differs", (0, 11))
    assert "“Renata Kosky”" in finding.message


def test_a_last_name_alone_is_that_of_who_was_named_before_at_the_start_of_a_sentence_too() -> None:
    text = "Renata Kosky, the steward, spoke for the drivers. Kosky, 52, told Ms Dunn so."
    assert rules("Petra Kosky spoke for the drivers.", bell(text)) == {"order-differs"}


@pytest.mark.parametrize(
    ("claim", "text", "said"),
    [
        ("The lock opens three months late.", "The lock opens three weeks late.", "three"),
        ("The wall is 54 metres long.", "The wall is 54 kilometres long.", "54"),
    ],
)
def test_another_unit_is_doubted(claim: str, text: str, said: str) -> None:
    finding = only(asked(claim, bell(text)))
    assert (finding.rule, claim[slice(*finding.span)]) == ("outside-passage", said)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The wall is 54 meters long.", "The wall is 54 metres long."),
        ("The lock opens three weeks late.", "After three days the board said: it opens three weeks late."),
        ("The lock has 12 day tickets.", "The lock has 12 tickets for a day."),
    ],
)
def test_the_same_unit_is_not(claim: str, text: str) -> None:
    assert "outside-passage" not in rules(claim, bell(text))


CRASH = "The crash on the quay killed three people and injured five. Two more were missing after the crash."


@pytest.mark.parametrize(
    ("claim", "said", "given"),
    [
        ("The crash injured three people.", "injured", "killed"),
        ("Three people were injured in the crash.", "injured", "killed"),
        ("In the crash on the quay five people died.", "died", "injured"),
        ("Two people were killed in the crash.", "killed", "missing"),
    ],
)
def test_as_many_of_another_fate_are_doubted(claim: str, said: str, given: str) -> None:
    found = [one for one in asked(claim, bell(CRASH)) if one.rule == "order-differs"]
    assert f"“{said}” is told of" in only(found).message
    assert f"“bell” has “{given}”" in only(found).message


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Three people died in the crash.", CRASH),
        ("The crash left three people dead and five hurt.", CRASH),
        ("Two people were missing after the crash.", CRASH),
        (
            "Eight people were killed or injured in the crash.",
            "Eight people were killed or injured in a crash.",
        ),
        (
            "Three people were hurt.",
            "Three people were killed in the crash on the quay, and three were hurt.",
        ),
        ("Three people met at the quay.", "Three people were killed in the crash at the quay."),
    ],
)
def test_as_many_of_the_same_fate_or_of_none_are_not(claim: str, text: str) -> None:
    assert "order-differs" not in rules(claim, bell(text))


def test_how_many_times_more_it_is_may_differ() -> None:
    assert "comparative-differs" in rules("The yard doubled its crews.", bell("The yard tripled its crews."))
    assert "comparative-differs" not in rules(
        "The yard doubled its crews.", bell("The yard doubled its crews.")
    )


@pytest.mark.parametrize("day", ["March 4", "Wednesday 4 March 2026", "Wednesday, March 4"])
def test_the_parts_of_a_date_may_stand_in_another_order(day: str) -> None:
    assert rules(f"The lock opens on {day}, late.", bell("The lock opens on 4 March 2026, late.")) == set()


def test_what_a_quotation_leaves_out_may_be_its_never() -> None:
    said = "“We have never seen such a flood in all our years here,” said Finch."
    left_out = said.replace("have never seen", "have … seen")
    assert rules(said, bell(said)) == set()
    assert rules(left_out, bell(said)) == {"polarity-differs"}


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Pilot Dunn was away.", "Marla Dunn was away on Monday."),
        ("Yesterday Dunn was away.", "Marla Dunn was away on Monday."),
        ("M. Dunn was away.", "Petra Dunn was away on Monday."),
        ("Petra Dunn was away.", "P. Dunn was away on Monday."),
        ("Mike Dunn was away.", "Michael Dunn was away on Monday."),
        ("Petra Dunn was away.", "Warden Dunn told Dunn he was away on Monday."),
        ("Ellery University was away.", "Marl University was away on Monday."),
    ],
)
def test_what_may_be_no_other_first_name_is_not(claim: str, text: str) -> None:
    assert "order-differs" not in rules(claim, bell(text))


def test_a_quotation_that_its_teller_interrupts_may_be_quoted_whole() -> None:
    def verdict(claim: str) -> list[str]:
        text = (
            "“Where was the keeper,” he asked, “when we needed her?” "
            "‘We will stay,’ said Lund, ‘and we will sing.’ "
            "“It was dark,” he said. “Nobody saw the light,” said Aske, and left."
        )
        article = Article("wire", "Wire", "", dt.date(2026, 1, 9), text)
        return [one.rule for one in audit(Asked(claim), [article], [], [support(claim, article)])]

    assert "quote-altered" not in verdict("“Where was the keeper when we needed her?” he asked.")
    assert "quote-altered" not in verdict("“We will stay, and we will sing,” said Lund.")
    assert "quote-altered" not in verdict("“We will stay and we will sing,” said Lund.")
    assert "quote-altered" in verdict("“Where was the keeper when he needed her?” he asked.")
    assert "quote-altered" in verdict("“It was dark, Nobody saw the light,” he said.")
