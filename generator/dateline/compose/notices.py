"""What a newsroom says of its own article: corrections, clarifications, editors' notes.

They stand at an article's foot, or above it, and tell of the article and not of the world: "An earlier
version of this story said that 13 schools were closed." Patterns are English. Must not know: which sentences
are worth anything. Linear in the text; raises nothing.
"""

from __future__ import annotations

import re
from typing import Final

from dateline.evidence.articles import Article

_GOES_ON: Final = 3
"""Sentences behind a notice that belong to it, within its paragraph: "An earlier version said 13. It was 14."
"""
_DAY: Final = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?"
_LABEL: Final = re.compile(
    r"[•*†‡(\[ ]{0,3}(?:Corrections?(?: and clarifications?)?|Clarifications?|Editors?['’]?s?['’]? note"
    r"|Erratum|For the record|CORRECTIONS?|CLARIFICATIONS?|EDITOR['’]?S NOTE)"
    rf"(?:,? {_DAY}| \([^()]{{1,40}}\))?\s?[:—–]"
)
_OURS: Final = r"(?:article|story|report|post|piece|live ?blog|column|dispatch|obituary|interview)"
_THEIRS: Final = r"(?:this|our) \w{0,12} ?" + _OURS + r"|the (?:article|story|post|live ?blog|column)"
"""What only the newsroom's own text is called: "the report" may be anybody's."""
_NOTICE: Final = re.compile(
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


def is_notice(words: str) -> bool:
    """Whether a sentence says how its article was corrected, and nothing of the world."""
    return bool(_LABEL.match(words) or _NOTICE.search(words))


def in_notice(article: Article, number: int) -> bool:
    """Whether the sentence of this number is a notice, or goes on with one that opened its paragraph."""
    for at in range(number, max(number - _GOES_ON, 0) - 1, -1):
        start, end = article.sentences[at]
        if is_notice(article.text[start:end]):
            return True
        if at and "\n\n" in article.text[article.sentences[at - 1][1] : start]:
            return False
    return False
