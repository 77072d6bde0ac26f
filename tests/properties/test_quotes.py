from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dateline.evidence.plain import plain
from dateline.evidence.quotes import Kind, find, is_checked, judge, nearest, quoted, quoted_in, read, stands
from dateline.evidence.readings import Quote

PIECES = (
    *(
        "word",
        "The",
        "3.5",
        "boys’",
        "it's",
        "well-known",
        "Lomé",
        "走",
        "ماء",
        "e\u0301",
        "s",
        "“",
        "”",
        "‘",
        "’",
        '"',
    ),
    *(
        "'",
        "„",
        "«",
        "»",
        "「",
        "」",
        " ",
        " ",
        " ",
        "\u00a0",
        "\n\n",
        "…",
        "...",
        "[",
        "]",
        "[…]",
        "—",
        "-",
        ".",
    ),
    *(
        ",",
        "$",
        "%",
        "\x00",
        "\u00ad",
        "<b>",
        "</b>",
        "&amp;",
        "*",
        "_",
        "`",
        "\\",
        "#",
        "\n",
        "- ",
        "> ",
        "😀",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=200)
WORDS = st.lists(
    st.sampled_from(
        ["tide", "gate", "Finch", "won’t", "3.5", "$12", "7%", "co-op", "Lomé", "she", "said", "“now”", "—"]
    ),
    min_size=8,
    max_size=80,
)
TYPOGRAPHY = str.maketrans({"’": "'", "“": '"', "”": '"', "—": "–", "-": "\u2011"})


def judged(words: str, text: str) -> Kind:
    return judge(Quote(0, len(words), words), [("own", read(text))]).kind


@given(TEXTS)
def test_quotations_stand_where_they_say_in_order_and_apart(text: str) -> None:
    at = 0
    for quote in quoted(text):
        assert at <= quote.start < quote.end <= len(text)
        assert text[quote.start : quote.end] == quote.text == quote.text.strip()
        at = quote.end


@given(st.lists(TEXTS, max_size=5), st.booleans())
def test_parts_of_quotations_stand_in_their_claims(claims: list[str], goes_on: bool) -> None:
    found = quoted_in(claims, goes_on=goes_on)
    assert len(found) == len(claims)
    for claim, quotes in zip(claims, found, strict=True):
        assert all(claim[quote.start : quote.end] == quote.text for quote in quotes)


@given(TEXTS, TEXTS)
def test_any_words_can_be_judged_by_any_text(words: str, text: str) -> None:
    article = read(text)
    place = find(words, article)
    if place:
        assert 0 <= place[0] < place[1] <= len(text)
    near = nearest(words, article)
    if near:
        assert near.text == text[near.start : near.end]
        assert all(0 <= start <= end <= len(words) for start, end in near.differs)
        assert all(0 <= start <= end <= len(near.text) for start, end in near.source_differs)
    is_checked(Quote(0, len(words), words))


@given(TEXTS)
def test_a_text_stands_in_itself(text: str) -> None:
    if re.search(r"[^\W_]", text):
        assert find(text, read(text)) is not None


@given(WORDS, st.data())
def test_a_span_cut_from_a_text_is_found_where_it_was_cut(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 4))
    end = data.draw(st.integers(start + 1, len(words)))
    text = " ".join(words)
    cut = " ".join(words[start:end])
    if re.search(r"[^\W_]", cut):
        at = len(" ".join(words[:start])) + (start > 0)
        marked = " ".join([*words[:start], "Here", *words[start:end], "ends", *words[end:]])
        place = find("Here " + cut + " ends", read(marked))
        assert place == (at, at + len(f"Here {cut} ends"))
        for spelled in (cut, cut.translate(TYPOGRAPHY), f"“{cut},”", cut[0].swapcase() + cut[1:]):
            assert judged(spelled, text) is Kind.VERBATIM


@given(WORDS, st.data())
def test_one_word_changed_is_never_verbatim(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 4))
    end = data.draw(st.integers(start + 4, len(words)))
    at = data.draw(st.integers(start, end - 1))
    text = " ".join(words)
    for other in ("zebra", "4.5", "won't've"):
        changed = " ".join([*words[start:at], other, *words[at + 1 : end]])
        assert judged(changed, text) in (Kind.ALTERED, Kind.NOWHERE)


@given(WORDS, st.data())
def test_what_an_ellipsis_leaves_out_is_allowed_for(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(1, len(words) - 2))
    second = data.draw(st.integers(first, len(words) - 1))
    before, behind = " ".join(words[:first]), " ".join(words[second:])
    assume(not re.search(r"[—-]$", before) and not re.match(r"[—-]", behind))  # half of “3 – 5” is no figure
    for mark in (" … ", "...", " [. . .] "):
        if re.search(r"[^\W_]", before + behind):
            assert judged(before + mark + behind, " ".join(words)) is Kind.VERBATIM


@given(TEXTS)
def test_plain_text_has_tidy_paragraphs(text: str) -> None:
    found = plain(text)
    assert found == found.strip(" \n")
    assert "\n\n\n" not in found
    assert not re.search(r"(?<!\n)\n(?!\n)| \n|\n |  |[\ufdd0-\ufdef\x00]", found)


@given(
    st.lists(
        st.sampled_from(["The tide", "rose;", "“no”", "Finch", "said", "5 - 3", "(a)", "it's"]), min_size=1
    )
)
def test_plain_words_stay_as_they_were(words: list[str]) -> None:
    text = " ".join(words)
    assert plain(text) == text


HOSTILE = {
    "five megabytes": "The tide rose and the gate fell. " * 150_000,
    "one sentence": "tide " * 20_000,
    "one word": "tide" * 250_000,
    "opening marks": "“" * 100_000,
    "straight marks": '"' * 100_000,
    "single marks": " ‘a" * 50_000,
    "apostrophes": "boys’ b " * 50_000,
    "crossed marks": "“a ‘b ”" * 30_000,
    "brackets": "[" * 100_000,
    "insertions": "a [b] c " * 50_000,
    "ellipses": "a … b " * 50_000,
    "points": "." * 200_000,
    "arabic": "قال «نحن ذاهبون» ثم " * 20_000,
    "chinese": "他说：「我们走吧。」" * 20_000,
    "nuls": "a\x00b " * 100_000,
    "html": '<p onclick="x">“a</p>' * 20_000,
    "accents": "e\u0301 " * 100_000,
    "dashes": " - —" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_are_read_to_their_end(text: str) -> None:
    article = read(plain(text))
    assert judge(Quote(0, 0, "a b c d [x] … e f"), [("own", article)]).kind is not Kind.NOT_CHECKED
    for quote in quoted(text)[:20]:
        judge(quote, [("own", article)])
    assert find("never said anywhere at all", article) is None
    part = text[:2000].rpartition(" ")[0]
    assert not re.search(r"[^\W_]", part) or find(part, read(text)) is not None


@pytest.mark.parametrize(
    "words", ["tide " * 20_000, "a … " * 20_000, "[a] b " * 20_000, "“" * 50_000, "x" * 100_000]
)
def test_hostile_quotations_are_judged(words: str) -> None:
    article = read("The tide rose and a gate fell. " * 2_000)
    assert judge(Quote(0, len(words), words), [("own", article)]).kind in (Kind.ALTERED, Kind.NOWHERE)


@given(TEXTS, st.data())
def test_what_plainly_stands_in_a_text_is_found_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    words = text[start : data.draw(st.integers(start, len(text)))]
    assert not stands(words, text) or find(words, read(text))
