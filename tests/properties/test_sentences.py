from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from dateline.sentences import split

WORDISH = (
    "The",
    "tide",
    "Mr",
    "U.S",
    "No",
    "a.m",
    "J",
    "Inc",
    "e.g",
    "3.5",
    "10",
    "Finch",
    "asked",
    "said",
    "と",
)
MARKS = (".", ".", ".", "?", "!", "…", "...", "。", "؟", "।")
SPACES = (" ", " ", " ", " ", "\n", "\n\n", "\r\n", "\u2029", "\u00a0")
SIGNS = (
    "“",
    "”",
    '"',
    "'",
    "‘",
    "’",
    "(",
    ")",
    "[",
    "]",
    "»",
    "«",
    "—",
    "*",
    "😀",
    "\u0301",
    "\x00",
    "「",
    "」",
)
LONGER = ("[@ap, “Go. Now.”]", "[1]", "- ", "1. ")
PIECES = st.lists(st.sampled_from(WORDISH + MARKS + SPACES + SIGNS + LONGER), max_size=40).map("".join)
TEXTS = PIECES | st.text()
WORDS = st.sampled_from(["tide", "gate", "boat", "storm", "harbour", "wall", "quay"])
SENTENCES = st.lists(WORDS, min_size=2, max_size=8).map(lambda words: " ".join(words).capitalize() + ".")


@given(TEXTS)
def test_spans_are_in_order_trimmed_and_not_empty(text: str) -> None:
    at = 0
    for start, end in split(text):
        assert at <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        at = end


@given(TEXTS)
def test_only_white_space_lies_between_sentences(text: str) -> None:
    spans = split(text)
    starts = [start for start, _ in spans] + [len(text)]
    ends = [0] + [end for _, end in spans]
    assert all(not text[end:start].strip() for end, start in zip(ends, starts, strict=True))


@given(TEXTS, TEXTS)
@example("The tide.The", "")
def test_a_blank_line_parts_texts_that_do_not_know_each_other(one: str, two: str) -> None:
    one, two = one.strip(), two.strip()
    shift = len(one) + 2
    moved = tuple((start + shift, end + shift) for start, end in split(two))
    assert split(f"{one}\n\n{two}") == split(one) + moved


@given(st.lists(SENTENCES, min_size=1, max_size=6), st.sampled_from([" ", "\n", "  ", "\u00a0", "\n\n"]))
def test_plain_sentences_come_back_as_they_were(sentences: list[str], gap: str) -> None:
    text = gap.join(sentences)
    assert [text[start:end] for start, end in split(text)] == sentences


@given(TEXTS)
def test_a_citation_is_never_cut(text: str) -> None:
    whole = f"{text} [@coast, “It broke. We ran. Who knew?”]"
    at = whole.rindex("[@coast")
    assert not any(at < start or at < end < len(whole) for start, end in split(whole))
