"""A drafted timeline: which dates are told, in whose words, and what is declared."""

from __future__ import annotations

import datetime as dt

from dateline.compose.occasions import elbow
from dateline.compose.timeline import FEWEST, MOST, Chronicle, Declared, timeline
from dateline.dates import display, parse_date
from dateline.dates.mentions import Grain
from dateline.evidence.articles import Article


def paragraphs(text: str) -> str:
    """The text with its lines joined, as an article's plain text is."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def source(key: str, published: str, text: str, publisher: str = "") -> Article:
    return Article(key, publisher or key, "", dt.date.fromisoformat(published), paragraphs(text))


QUAY = source(
    "quay",
    "2026-01-07",
    """The council of Port Ellery voted on Tuesday to replace the pump at Fen End, by 28 to 23.

    The pump failed on Dec. 30 and flooded 41 cellars in Ferry Lane. Nine people
    were carried out in boats.

    The Drainage Board had asked for a new pump in late October 2025. A valve was last tested on 11 June 2025.

    The new pump is to be delivered on 1 March. Divers will look at the outfall in May.""",
)
POST = source(
    "post",
    "2026-01-08",
    """Hilde Arno lost two ovens when the pump at Fen End failed on Dec. 30 and flooded 41 cellars in Ferry
    Lane.

    The council voted on Tuesday, Jan. 6, to replace the pump at Fen End, by 28 to 23, after a long debate.

    Insurers expect 200 claims from Ferry Lane. The Drainage Board was founded in 1931.""",
)
WIRE = source(
    "wire",
    "2025-12-31",
    """PORT ELLERY (Coast Wire) — A pump at Fen End failed on Tuesday and flooded 41 cellars in Ferry Lane.

    Ada Brandt, who leads the Drainage Board, closed Ferry Lane on Tuesday evening with two officers.""",
)
ALL = (QUAY, POST, WIRE)


def shown(found: Chronicle) -> dict[str, str]:
    """What is told of every date."""
    return {
        event.date.label or display(event.date, "en"): " ".join(line.text for line in event.lines)
        for event in found.events
    }


def test_dates_are_told_in_their_order_in_the_words_of_a_source() -> None:
    found = timeline(ALL)
    days = [event.date.sort_key for event in found.events]
    assert days == sorted(days)
    told = shown(found)
    assert told["Jan 6, 2026"].startswith(
        ("The council of Port Ellery voted", "The council voted on Tuesday")
    )
    assert "flooded 41 cellars" in told["Dec 30, 2025"]
    texts = {article.key: article.text for article in ALL}
    for event in found.events:
        for line in event.lines:
            assert texts[line.keys[0]][slice(*line.span)] == line.text


def test_one_event_is_one_entry_with_the_citations_of_all_who_tell_it() -> None:
    found = timeline(ALL)
    (vote,) = [event for event in found.events if event.date.edtf == "2026-01-06"]
    assert set(vote.lines[0].keys) == {"quay", "post"}
    assert [event.date.edtf for event in found.events].count("2025-12-30") == 1


def test_a_month_stays_a_month_with_its_label() -> None:
    assert "The Drainage Board had asked" in shown(timeline(ALL))["Late Oct 2025"]


def test_what_is_announced_is_kept() -> None:
    assert "is to be delivered" in shown(timeline(ALL))["Mar 1, 2026"]


def test_what_is_declared_is_kept_and_gets_the_sources_that_say_it() -> None:
    declared = (
        Declared(parse_date("Jan 6, 2026"), "The council votes to replace the pump at Fen End.", ("post",)),
        Declared(parse_date("2024"), "The pump is painted.", ("wire",)),
    )
    found = timeline(ALL, declared)
    texts = [line.text for event in found.events for line in event.lines]
    assert "The pump is painted." in texts
    (vote,) = [event for event in found.events if event.date.edtf == "2026-01-06"]
    assert vote.lines[0].text == declared[0].text
    assert vote.lines[0].declared
    assert set(vote.lines[0].keys) == {"post", "quay"}


def test_a_declared_event_is_not_told_again_in_other_words_by_one_source() -> None:
    declared = (Declared(parse_date("Jun 11, 2025"), "Engineers open a hatch at Fen End.", ("wire",)),)
    dates = [event.date.edtf for event in timeline(ALL, declared).events]
    assert dates.count("2025-06-11") == 1


def test_of_one_date_the_declared_comes_first() -> None:
    declared = (Declared(parse_date("Dec 30, 2025"), "The mayor of Whitsand resigns.", ("post",)),)
    events = [event for event in timeline(ALL, declared).events if event.date.edtf == "2025-12-30"]
    assert events[0].lines[0].text == "The mayor of Whitsand resigns."
    assert len(events) == 2


def test_sources_that_date_one_event_differently_are_told_and_nobody_is_picked() -> None:
    one = source(
        "one", "2026-03-10", "The ferry Odile struck the mole at Lower Marl on 2 March with 60 people aboard."
    )
    two = source(
        "two", "2026-03-11", "The ferry Odile struck the mole at Lower Marl on 3 March with 60 people aboard."
    )
    found = timeline((one, two))
    (conflict,) = found.conflicts
    assert [date.edtf for date in conflict.dates] == ["2026-03-02", "2026-03-03"]
    assert [line.keys for line in conflict.lines] == [("one",), ("two",)]
    assert [event.date.edtf for event in found.events] == ["2026-03-02", "2026-03-03"]


def test_what_happens_twice_is_no_conflict() -> None:
    one = source(
        "one", "2026-03-10", "The council met in the old hall on 2 March and shut the bridge to lorries."
    )
    two = source(
        "two", "2026-03-11", "The council met in the old hall on 9 March and raised the fares of ferries."
    )
    assert timeline((one, two)).conflicts == ()


def test_other_figures_make_another_event() -> None:
    one = source(
        "one", "2026-03-10", "The clinic at Lower Marl counted 31 cases of the fever on 2 March alone."
    )
    two = source(
        "two", "2026-03-11", "The clinic at Lower Marl counted 48 cases of the fever on 3 March alone."
    )
    assert timeline((one, two)).conflicts == ()


def test_a_report_without_a_day_does_not_date_what_another_dates_by_name() -> None:
    late = source(
        "late", "2026-03-04", "The ferry Odile struck the mole at Lower Marl with 60 people aboard."
    )
    same = source("same", "2026-03-04", "Divers found a hole in the hull below the water line of the ship.")
    one = source(
        "one", "2026-03-03", "The ferry Odile struck the mole at Lower Marl on 2 March with 60 people aboard."
    )
    dates = [event.date.edtf for event in timeline((late, one, same)).events]
    assert dates[0] == "2026-03-02"
    told = shown(timeline((late, one, same)))
    assert not any("Odile" in words for date, words in told.items() if date != "Mar 2, 2026")


def test_many_reports_without_a_day_do_not_outweigh_one_that_names_it() -> None:
    struck = "The ferry Odile struck the mole at Lower Marl with 60 people aboard."
    late = [source(f"late{n}", "2026-03-04", f"{struck} Boat {n} came to help.") for n in range(7)]
    named = source("named", "2026-03-03", struck.replace("with", "on 2 March with"))
    (entry,) = timeline((*late, named)).events
    assert entry.date.edtf == "2026-03-02"


def test_a_date_in_a_dateline_is_not_that_of_the_sentence() -> None:
    text = "PORT ELLERY, March 1 (AP) — Divers found a hole in the hull of the ferry Odile."
    assert timeline((source("wire", "2026-03-04", text),)).events == ()


def test_a_sentence_that_names_both_days_is_no_conflict() -> None:
    struck = "The ferry Odile struck the mole at Lower Marl on 2 March with 60 people aboard."
    one = source("one", "2026-03-10", struck)
    two = source("two", "2026-03-11", struck.replace("2 March", "3 March, and not on 2 March,"))
    assert timeline((one, two)).conflicts == ()


def test_the_day_of_words_deep_in_an_article_is_no_entry() -> None:
    lead = "A crane fell. Two were hurt. The berth was shut."
    told = source("one", "2026-03-10", f"{lead} Hilde Arno told a court on 2 March that the oven was old.")
    assert timeline((told,)).events == ()
    assert len(timeline((told,), entries=1).events) == 1


def test_a_month_ahead_is_told_where_the_sentence_speaks_of_the_future() -> None:
    lead = "A crane fell. Two were hurt. The berth was shut."
    vague = source("one", "2026-01-20", f"{lead} The Drainage Board says that the ice comes in February.")
    clear = source("one", "2026-01-20", f"{lead} The Drainage Board will buy a new pump in February.")
    assert timeline((vague,)).events == ()
    assert [event.date.edtf for event in timeline((clear,)).events] == ["2026-02"]


def test_what_the_press_comes_back_to_weighs_more() -> None:
    lead = "A crane fell. Two were hurt. The berth was shut."
    soon = source("soon", "2026-03-05", f"{lead} Divers found a hole in the ferry Odile on 4 March.")
    late = source("late", "2026-03-20", f"{lead} Lena Aldous sold the bakery to a friend on 6 March.")
    assert [event.date.edtf for event in timeline((soon, late), entries=1).events] == ["2026-03-06"]


def test_no_two_lines_of_an_entry_say_the_same() -> None:
    struck = "The ferry Odile struck the mole at Lower Marl on 2 March with 60 people aboard."
    one = source("one", "2026-03-10", struck)
    two = source("two", "2026-03-11", struck.replace("mole at", "old mole of"))
    (entry,) = timeline((one, two), sentences_per_date=2).events
    assert len(entry.lines) == 1


def test_a_sentence_that_cannot_stand_alone_is_no_entry() -> None:
    text = "Ada Brandt leads the Board. But she shut the lane on 2 March. They met on 3 March."
    assert timeline((source("one", "2026-03-10", text),)).events == ()


def test_another_sentence_is_taken_than_the_one_above_if_there_is_one() -> None:
    (line,) = (event.lines[0] for event in timeline(ALL).events if event.date.edtf == "2025-12-30")
    (other,) = (
        event.lines[0] for event in timeline(ALL, said=[line]).events if event.date.edtf == "2025-12-30"
    )
    assert other.text != line.text
    assert "failed" in other.text


def test_of_two_alike_the_one_is_taken_that_names_its_day() -> None:
    one = source("one", "2026-01-08", "The sluice at Ober was shut yesterday after a bolt in it sheared.")
    two = source("two", "2026-01-09", "The sluice at Ober was shut on Wednesday after a bolt in it sheared.")
    assert "on Wednesday" in shown(timeline([one, two]))["Jan 7, 2026"]


def test_the_number_of_entries_and_of_sentences_may_be_given() -> None:
    two = timeline(ALL, entries=2)
    assert {event.date.edtf for event in two.events} == {"2025-12-30", "2026-01-06"}
    assert timeline(ALL, entries=0).events == ()
    more = timeline(ALL, entries=1, sentences_per_date=3)
    assert 1 < len(more.events[0].lines) <= 3
    texts = [line.text for line in more.events[0].lines]
    assert len(set(texts)) == len(texts)


def test_days_may_be_asked_for_alone_and_within_a_span() -> None:
    within = dt.date(2025, 6, 1), dt.date(2025, 12, 31)
    found = timeline(ALL, within=within, grains={Grain.DAY})
    assert [event.date.edtf for event in found.events] == ["2025-06-11", "2025-12-30"]


def test_the_same_article_twice_counts_once() -> None:
    twin = Article("twin", "Coast Wire", "", QUAY.published, QUAY.text)
    once, twice = timeline((QUAY,)), timeline((QUAY, twin))
    assert [event.date for event in once.events] == [event.date for event in twice.events]
    assert {key for event in twice.events for line in event.lines for key in line.keys} == {"quay", "twin"}


def test_without_dates_there_is_no_timeline() -> None:
    text = "A crane stands on the quay. Nobody knows how long it has stood there. The Board owns it."
    assert timeline((source("one", "2026-03-10", text),)) == Chronicle(())
    assert timeline(()) == Chronicle(())
    assert timeline((source("one", "2026-03-10", ""),)) == Chronicle(())


def test_another_language_and_capitals_are_left_out() -> None:
    french = source(
        "fr",
        "2026-03-10",
        """La pompe est tombée en panne le 2 mars et elle a inondé les caves dans la rue, selon la mairie.
        Les pompiers sont venus avec des bateaux pour les habitants qui ont été sauvés, et ils ont fermé.""",
    )
    loud = source(
        "loud", "2026-03-10", "THE PUMP AT FEN END FAILED ON 2 MARCH AND FLOODED 41 CELLARS IN FERRY LANE."
    )
    assert timeline((french, loud)).events == ()


def test_many_sources_and_long_ones() -> None:
    many = [
        source(
            f"s{number}",
            f"2026-03-{1 + number % 9:02}",
            f"The pump number {number} failed on {1 + number % 9} March.",
        )
        for number in range(130)
    ]
    assert len(timeline(many).events) <= MOST
    long = source(
        "long",
        "2026-03-10",
        " ".join(f"Boat {n} sank off Lower Marl on {n % 9 + 1} March." for n in range(5000)),
    )
    assert len(timeline((long,)).events) == FEWEST


def test_texts_whose_words_are_parted_are_read_too() -> None:
    text = "The pump , built by Ada Brandt , failed on March 2 . Divers found a hole in its hull on March 3 ."
    found = timeline((source("one", "2026-03-10", text),), entries=2)
    assert [event.date.edtf for event in found.events] == ["2026-03-02", "2026-03-03"]


def test_where_weights_fall_the_elbow_is() -> None:
    assert elbow([9, 8, 7, 1, 1, 1, 1], 2, 12) == 3
    assert elbow([9, 8, 7, 1, 1, 1, 1], 5, 12) == 5
    assert elbow([1, 1, 1, 1], 2, 12) == 4
    assert elbow([1, 1, 1, 1], 2, 3) == 3
    assert elbow([9, 1], 6, 12) == 2
    assert elbow([], 6, 12) == 0


def test_what_happened_is_told_rather_than_what_was_announced() -> None:
    before = source("before", "2026-03-05", "The council will vote on a weir at Ober on 10 March, it said.")
    after = source(
        "after", "2026-03-10", "The council of Ober voted on Tuesday for a weir of 8 million crowns."
    )
    assert shown(timeline([before, after]))["Mar 10, 2026"] == after.text
    assert shown(timeline([before]))["Mar 10, 2026"] == before.text
