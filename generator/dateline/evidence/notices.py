"""What a newsroom says of its own article: corrections, clarifications, editors' notes.

They stand at an article's foot, or above it, and tell of the article and not of the world: "An earlier
version of this story said that 13 schools were closed. It was 14, not 13." Responsible for which sentences
do, and which of their words are taken back: what the earlier version said, and what "not" and "rather than"
stand before. Patterns are English. Must not know: articles, which sentences are worth anything. Linear in the
text; raises nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from dateline.evidence.values import Span
from dateline.patterns import deferred

_GOES_ON: Final = 3
"""Sentences behind a notice that belong to it, within its paragraph: "An earlier version said 13. It was 14."
"""
_DAY: Final = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?"
_LABEL: Final = deferred(
    r"[•*†‡(\[ ]{0,3}(?:Corrections?(?: and clarifications?)?|Clarifications?|Editors?['’]?s?['’]? note"
    r"|Erratum|For the record|CORRECTIONS?|CLARIFICATIONS?|EDITOR['’]?S NOTE)"
    rf"(?:,? {_DAY}| \([^()]{{1,40}}\))?\s?[:—–]"
)
_OURS: Final = r"(?:article|story|report|post|piece|live ?blog|column|dispatch|obituary|interview)"
_THEIRS: Final = r"(?:this|our) \w{0,12} ?" + _OURS + r"|the (?:article|story|post|live ?blog|column)"
"""What only the newsroom's own text is called: "the report" may be anybody's."""
_NOTICE: Final = deferred(
    rf"\b(?:earlier|previous|original|initial|first)(?: online| web| print)? versions? of (?:{_THEIRS})\b"
    r"|\b(?:headline|caption|subheading|standfirst|graphic|chart|picture|photograph)s? "
    rf"(?:on|of|to|in|with|for|accompanying) (?:an earlier version of )?(?:{_THEIRS}) (?:was|were|has|have)\b"
    rf"|\b(?:has|have) been (?:\w+ )?(?:changed|corrected|amended|removed|added|updated|clarified|deleted)"
    rf"(?: \w+){{0,6}} (?:in|from|to) this {_OURS}\b"
    rf"|\bthis {_OURS} (?:misspell?ed|misspelt|misstated|misidentified|misattributed|incorrectly)\b"
    r"|\b(?:due to|because of|owing to) an? (?:editing|production|typographical|typing|transcription) error\b"
    rf"|^[•*†‡(\[ ]{{0,3}}(?:this {_OURS}|the (?:article|story)) (?:has (?:since )?been|was) (?:\w+ )?"
    r"(?:amended|corrected|clarified|updated|revised)\b",
    re.IGNORECASE,
)


_SIGNS: Final = ("ersion", "orrect", "ORRECT", "mended", "larif", "misst", "miside", "misattr", " error")
"""Parts of words of which every notice that takes something back has one."""
_TAKEN_BACK: Final = deferred(
    r"(?:\b(?:earlier|previous|original|initial|first)(?: \w+)?"
    rf"(?: versions?(?: of (?:{_THEIRS}))?| figures?| reports?)"
    r"|\b(?:originally|previously|initially|incorrectly|wrongly|erroneously|mistakenly)"
    rf"|\bthis {_OURS} (?:misstated|misidentified|misattributed))\b"
    r"(?P<earlier>(?>(?:[^.,;:—–()]|[.,:](?=\d)|:(?= [“\"])"
    r"|,(?! (?:but|when|it|in fact|not|and not)\b)){0,999}))"
    r"|(?:, (?:and )?not|\(not|[—–] ?not|\brather than|\binstead of)\b"
    r"(?P<instead>(?>(?:[^.,;:—–()]|[.,:](?=\d)){0,999}))",
    re.IGNORECASE,
)
"""What says that the words behind it do not hold, up to the end of its clause."""


def is_notice(words: str) -> bool:
    """Whether a sentence says how its article was corrected, and nothing of the world."""
    return bool(_LABEL.match(words) or _NOTICE.search(words))


def in_notice(text: str, sentences: Sequence[Span], number: int) -> bool:
    """Whether the sentence of this number is a notice, or goes on with one that opened its paragraph."""
    for at in range(number, max(number - _GOES_ON, 0) - 1, -1):
        if is_notice(text[slice(*sentences[at])]):
            return True
        if at and _parted(text, sentences, at):
            return False
    return False


def upheld(text: str, sentences: Sequence[Span]) -> str:
    """The text with spaces in place of all that its notices take back: offsets stay what they are."""
    if not any(sign in text for sign in _SIGNS):
        return text
    parts: list[str] = []
    at = 0
    for number in _noted(text, sentences):
        for low, high in _taken_back(text, *sentences[number]):
            parts += text[at:low], " " * (high - low)
            at = high
    return "".join((*parts, text[at:])) if parts else text


def _noted(text: str, sentences: Sequence[Span]) -> Iterator[int]:
    """The numbers of the sentences in notices, in order."""
    left = 0
    for number, (start, end) in enumerate(sentences):
        left = 0 if number and _parted(text, sentences, number) else left - 1
        if is_notice(text[start:end]):
            left = _GOES_ON + 1
        if left > 0:
            yield number


def _parted(text: str, sentences: Sequence[Span], number: int) -> bool:
    """Whether a paragraph begins with the sentence of this number."""
    return "\n\n" in text[sentences[number - 1][1] : sentences[number][0]]


def _taken_back(text: str, start: int, end: int) -> Iterator[Span]:
    """The words of a sentence of a notice that it takes back, in order."""
    for found in _TAKEN_BACK.finditer(text, start, end):
        yield found.span(found.lastgroup or 0)
