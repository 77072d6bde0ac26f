"""A span of a claim's text stands where the writer wrote it: through markup, escapes and line breaks."""

from __future__ import annotations

import pytest

from dateline.files import parse
from dateline.model.prose import Sentence, sentences
from dateline.problems import Place, place_within

HEADER = "---\ntitle: T\npublished: 2026-01-01\n---\n"


def found(body: str) -> tuple[Sentence, ...]:
    """The sentences of a briefing's summary."""
    story, _ = parse.story("story.md", f"{HEADER}{body}\n".encode())
    assert story is not None
    return sentences(story.body.summary)


def marked(body: str, words: str, sentence: int = 0) -> str:
    """What of the file is marked for the first `words` in the text of a sentence."""
    claim = found(body)[sentence]
    start = claim.text.index(words)
    place = place_within(claim.place, claim.turns, start, start + len(words))
    line = f"{HEADER}{body}".split("\n")[place.line - 1]
    return line[place.column - 1 : place.column - 1 + place.length]


@pytest.mark.parametrize(
    ("body", "words", "expected"),
    [
        ("The ebb is late.", "ebb", "ebb"),
        ("The *old* ebb is late.", "old", "old"),
        ("The *old* ebb is late.", "ebb", "ebb"),
        ("The *old* ebb is late.", "old ebb", "old* ebb"),
        ("The [ebb](b.md \"Now\") is late.", "is late", "is late"),
        ("The ebb [@a] is late.", "is late", "is late"),
        ("The ebb [@a] is late.", "ebb is", "ebb [@a] is"),
        ("The ebb \\& flood is late.", "is late", "is late"),
        ("The ebb &amp; flood is late.", "flood", "flood"),
        ("The ebb &amp; flood is late.", "ebb & flood", "ebb &amp; flood"),
        ("The  ebb   is late.", "ebb", "ebb"),
        ("The  ebb   is late.", "is late", "is late"),
        ("The  ebb   is late.", "ebb is", "ebb   is"),
        ("The\nebb is\nlate again.", "ebb is", "ebb is"),
        ("The\nebb is\nlate again.", "late", "late"),
        ("The\nebb is\nlate again.", "is late", "is"),
        ("The  \nebb is late.", "ebb", "ebb"),
        ("> The\n> ebb is\n> late again.", "late", "late"),
        ("- The\n  ebb is late.", "ebb", "ebb"),
        ("The <!-- old --> ebb is late.", "ebb", "ebb"),
        ("The `old  ebb` is late.", "is late", "is late"),
        ("- The \\& ebb\n  &mdash; late, &lt;so&gt; it is.", "it is", "it is"),
        ("A boat 🚢 and an ebb.", "ebb", "ebb"),
        ("Ebb <https://a.example/b> is late.", "is late", "is late"),
    ],
)  # fmt: skip
def test_the_words_are_marked_where_they_stand(body: str, words: str, expected: str) -> None:
    assert marked(body, words) == expected


def test_the_second_sentence_has_places_of_its_own() -> None:
    body = "The *ebb* is\nlate. The flood\nis *early* today."
    assert marked(body, "flood", 1) == "flood"
    assert marked(body, "early", 1) == "early"
    assert marked(body, "today", 1) == "today"


def test_words_without_marks_need_no_turns() -> None:
    assert [sentence.turns for sentence in found("The ebb is late [@a]. The flood too.")] == [(), ()]
    assert [len(sentence.turns) for sentence in found("The ebb\nis late. The *flood* too.")] == [2, 3]


def test_a_span_in_words_of_unknown_place_is_the_whole() -> None:
    whole = Place("story.md", 3, 1, 9)
    assert place_within(whole, ((0, 0, 0),), 2, 4) == whole
    assert place_within(Place("story.md"), (), 2, 4) == Place("story.md")


def test_an_empty_span_is_one_sign_wide() -> None:
    assert place_within(Place("story.md", 3, 1, 9), (), 2, 2) == Place("story.md", 3, 3, 1)
