from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.evidence.quotes import Kind, find, is_checked, judge, nearest, quoted, quoted_in, read
from dateline.evidence.readings import Quote

FIXTURES = Path(__file__).parents[1] / "text" / "quotes.md"
ARTICLE = (
    "PORT ELLERY — The mayor was clear. “We can’t go – not now,” she added. “We will spend $3.5 million "
    "on the well-known gate, and it will last for thirty years.”\n\n"
    "“She told ‘the boys’ to wait,” Finch recalled. Traffic grew 7% to 10–15 boats a day. “If they come "
    "[by water], we shall hear them... and then we shall see,” he said. He walks home daily past the "
    "Café\u00a0Lomé. The Cabinet met twice in its colour-coded hall."
)
READ = read(ARTICLE)


def case(line: str) -> tuple[list[str], list[list[str]]]:
    """The claims of a line of the fixture, and the quotations expected of each."""
    claims = line.split(" ‖ ")
    return [re.sub("[⟦⟧]", "", claim) for claim in claims], [re.findall("⟦(.*?)⟧", claim) for claim in claims]


CASES = [
    case(line[2:]) for line in FIXTURES.read_text(encoding="utf-8").splitlines() if line.startswith("- ")
]


def a_quote(words: str) -> Quote:
    return Quote(0, len(words), words)


@pytest.mark.parametrize(("claims", "expected"), CASES, ids=lambda value: str(value)[:40])
def test_quotations_are_found_as_a_reader_finds_them(claims: list[str], expected: list[list[str]]) -> None:
    found = quoted_in(claims)
    assert [[quote.text for quote in quotes] for quotes in found] == expected
    for claim, quotes in zip(claims, found, strict=True):
        assert all(claim[quote.start : quote.end] == quote.text for quote in quotes)


def test_one_claim_alone_gives_the_same() -> None:
    assert quoted("“We go,” she said, “and stay.”") == (Quote(1, 7, "We go,"), Quote(20, 29, "and stay."))


def test_a_blank_line_ends_what_is_open() -> None:
    assert quoted("She said “we go.\n\nHe came” at noon.") == ()


def test_a_quotation_that_the_next_paragraph_takes_up_runs_to_the_end_of_this_one() -> None:
    claims = ["He said: “We go.", "We stay."]
    assert quoted_in(claims) == ((), ())
    assert quoted_in(claims, goes_on=True) == ((Quote(10, 16, "We go."),), (Quote(0, 8, "We stay."),))


@pytest.mark.parametrize(
    "words",
    [
        "four words are here",
        "a well-being for all",
        "[He] never said [that] he would go",
        "我们现在就走了吧",
        "قالت إنها لن تذهب",
        "하나 둘 셋 넷",
    ],
)
def test_long_quotations_are_checked(words: str) -> None:
    assert is_checked(a_quote(words))


@pytest.mark.parametrize(
    "words", ["just three words", "[He] said no [to them]", "我们走了", "", "… — …", "well-known boat"]
)
def test_short_ones_are_not(words: str) -> None:
    assert not is_checked(a_quote(words))


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("We can't go — not now,", "We can’t go – not now"),
        ("we can’t go--not now.", "We can’t go – not now"),
        ('She told "the boys" to wait', "She told ‘the boys’ to wait"),
        ("she told the boys to wait", "She told ‘the boys’ to wait"),
        ("the well\u2011known gate", "the well-known gate"),
        ("past the Cafe\u0301 Lome\u0301", "past the Café\u00a0Lomé"),
        ("past  the Ca\u00adfé Lomé", "past the Café\u00a0Lomé"),
        ("not now,” she added. “We will", "not now,” she added. “We will"),
        ("thirty years. She told", "thirty years.”\n\n“She told"),
        ("We will spend … thirty years", None),
        ("We will spend ... for thirty years", None),
        ("We will spend (…) for thirty years", None),
        ("We will spend, … for thirty years", None),
        ("… it will last for thirty years …", "it will last for thirty years"),
        ("we shall hear them… and then we shall see", "we shall hear them... and then we shall see"),
        ("We will spend [money] on the gate", ""),
        ("We will spend [money] on the well-known gate", None),
        ("We will [as agreed] spend $3.5 million", "We will spend $3.5 million"),
        ("[The town] will spend $3.5 million", "will spend $3.5 million"),
        ("[We] will spend $3.5 million", "will spend $3.5 million"),
        ("We will [surely] spend … the well-known gate [at last]", None),
        ("[W]e will spend $3.5 million", "We will spend $3.5 million"),
        ("and [i]t will last", "and it will last"),
        ("He walk[ed] home daily", "He walks home daily"),
        ("If they come [by water], we shall hear them", "If they come [by water], we shall hear them"),
        ("If they come, we shall hear them", ""),
        ("If they come [by land], we shall hear them", ""),
    ],
)
def test_typography_ellipses_and_insertions_are_allowed_for(words: str, stands: str | None) -> None:
    place = find(words, READ)
    if stands == "":
        assert place is None
    else:
        assert place is not None
        assert stands is None or ARTICLE[slice(*place)] == stands


@pytest.mark.parametrize(
    "words",
    [
        "We will spend $3.2 million",
        "We will spend $3",
        "We will spend £3.5 million",
        "the well known gate",
        "the wellknown gate",
        "its color-coded hall",
        "Traffic grew 7 to",
        "Traffic grew 7",
        "grew 7% to 10",
        "15 boats a day",
        "e will spend",
        "on the well-known gat",
        "We can go",
        "the cabinet met twice",
        "We will spend on the well-known gate",
        "for thirty years … We will spend",
        "[M]e will spend",
        "",
        "…",
        "[all of it]",
        "“”",
    ],
)
def test_what_differs_in_a_word_a_figure_or_a_hyphen_is_not_verbatim(words: str) -> None:
    assert find(words, READ) is None


@pytest.mark.parametrize("dash", [" — ", "\u00a0—\u00a0", "’ — ‘"])
def test_a_dash_around_an_aside_makes_no_range(dash: str) -> None:
    article = read(f"The ferry line lost 40{dash}12 of its boats, it said.")
    assert find("The ferry line lost 40", article) is not None
    assert find("12 of its boats, it said", article) is not None


@pytest.mark.parametrize("dash", ["—", "–", " – ", "-", " - "])
def test_half_of_a_range_is_no_figure(dash: str) -> None:
    article = read(f"The ferry line lost 10{dash}15 of its boats, it said.")
    assert find("The ferry line lost 10", article) is None
    assert find("15 of its boats, it said", article) is None


@pytest.mark.parametrize(
    ("text", "words", "other"),
    [
        ("港は「もう船には積まない」と言った。", "もう船には積まない", "もう船には積めない"),
        ("港说「我们不会再装船了」后离开。", "我们不会再装船了", "他们不会再装船了"),
        ("그는 “우리는 기다린다”고 말했다.", "우리는 기다린다", "우리는 떠난다"),
        ("They “will not load”and left.", "will not load", "will not loa"),
    ],
)
def test_a_letter_may_follow_at_once_behind_a_mark(text: str, words: str, other: str) -> None:
    found = find(words, read(text))
    assert found is not None
    assert text[slice(*found)] == words
    assert find(other, read(text)) is None


def test_what_an_apostrophe_joins_is_one_word() -> None:
    assert find("the boat", read("They sold the boat's oars.")) is None
    assert find("s oars", read("They sold the boat’s oars.")) is None


def test_parts_around_an_ellipsis_stand_near_each_other() -> None:
    far = read("We go at dawn. " + "The tide rose. " * 200 + "We stay at dusk.")
    assert find("We go … The tide", far) is not None
    assert find("We go at dawn … We stay at dusk", far) is None


@pytest.mark.parametrize(
    ("words", "source", "mine", "theirs"),
    [
        ("We will spend $3.2 million on the", "We will spend $3.5 million on the", ["3.2"], ["3.5"]),
        ("We will spend £3.5 million on", "We will spend $3.5 million on", ["£"], ["$"]),
        ("on the well known gate, and", "on the well-known gate, and", ["well known"], ["well-known"]),
        ("They will spend it on the well-known gate", None, ["They", "it"], ["We", "$3.5 million"]),
        ("it will last for forty years", "it will last for thirty years", ["forty"], ["thirty"]),
        ("it will last for thirty decades", "it will last for thirty years", ["decades"], ["years"]),
        ("and it will surely last for thirty", "and it will last for thirty", ["surely"], []),
        ("it will last thirty years", "it will last for thirty years", [], ["for"]),
        ("the cabinet met twice", "The Cabinet met twice", ["cabinet"], ["Cabinet"]),
        (
            "the well-known gate and it will last",
            "the well-known gate, and it will last",
            ["gate and"],
            [","],
        ),
        ("We [all] will spend $3.5 million on this well-known gate", None, ["this"], ["the"]),
        ("We will spend … and it would last", "and it will last", ["would"], ["will"]),
        (
            "He walks home … She told ‘the boys’",
            "She told ‘the boys",
            ["She told ‘the boys’"],
            ["She told ‘the boys"],
        ),
        (
            "If they come [by land], we shall hear",
            "If they come [by water], we shall hear",
            ["[by land]"],
            [],
        ),
    ],
)
def test_the_words_that_differ_are_named_on_both_sides(
    words: str, source: str | None, mine: list[str], theirs: list[str]
) -> None:
    found = nearest(words, READ)
    assert found is not None
    assert found.text == ARTICLE[found.start : found.end]
    assert source in (None, found.text)
    assert [words[start:end] for start, end in found.differs] == mine
    spoken = [found.text[start:end] for start, end in found.source_differs]
    assert spoken == theirs or spoken == [words.removeprefix("$") for words in theirs]


def test_what_shares_too_few_words_is_not_near() -> None:
    assert nearest("We will march on the town hall tomorrow", READ) is None
    assert nearest("", READ) is None
    assert nearest("anything at all, really", read("")) is None


def test_of_a_very_long_quotation_the_first_stretch_that_differs_is_compared() -> None:
    words = [f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(500)]
    altered = [*words[:300], "changed", *words[301:]]
    found = nearest(" ".join(altered), read(" ".join(words)))
    assert found is not None
    assert [" ".join(altered)[start:end] for start, end in found.differs] == ["changed"]


def test_the_verdict_names_the_source() -> None:
    other = read("Finch wrote: “Nobody at the quay was told of it.”")
    sources = [("gazette", READ)], [("herald", other)]
    verbatim = judge(a_quote("We can’t go, not now"), [("herald", other), ("gazette", READ)])
    assert verbatim.kind is Kind.ALTERED
    verbatim = judge(a_quote("We can’t go — not now"), [("herald", other), ("gazette", READ)])
    assert (verbatim.kind, verbatim.key) == (Kind.VERBATIM, "gazette")
    assert ARTICLE[slice(*verbatim.span)] == "We can’t go – not now"
    elsewhere = judge(a_quote("Nobody at the quay was told"), *sources)
    assert (elsewhere.kind, elsewhere.key) == (Kind.ELSEWHERE, "herald")
    altered = judge(a_quote("We will spend $3.6 million"), *sources)
    assert (altered.kind, altered.key) == (Kind.ALTERED, "gazette")
    assert altered.altered
    altered = judge(a_quote("Somebody at the quay was told"), *sources)
    assert (altered.kind, altered.key) == (Kind.ALTERED, "herald")
    nearer = read("The mayor said: “We will spend $3.7 million.”")
    for cited, uncited in (("gazette", READ), ("herald", nearer)), (("herald", nearer), ("gazette", READ)):
        altered = judge(a_quote("We will spend $3.6 million"), [cited], [uncited])
        assert (altered.kind, altered.key) == (Kind.ALTERED, cited[0])
    assert judge(a_quote("The moon is made of tin"), *sources) == judge(a_quote("Tin is the moon's"), [])
    assert judge(a_quote("The moon is made of tin"), *sources).kind is Kind.NOWHERE


def test_a_source_without_text_proves_nothing() -> None:
    unread = ("tide", read(""))
    assert judge(a_quote("We will spend $3.6 million"), [("gazette", READ), unread]).kind is Kind.NOT_CHECKED
    assert judge(a_quote("We will spend $3.5 million"), [unread, ("gazette", READ)]).kind is Kind.VERBATIM
    assert judge(a_quote("The moon is made of tin"), [("gazette", READ)], [unread]).kind is Kind.NOWHERE
