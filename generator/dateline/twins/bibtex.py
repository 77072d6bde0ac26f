"""BibTeX: a story's sources for whoever cites them in LaTeX, or imports such files."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from dateline.dates import parse_moment
from dateline.patterns import deferred
from dateline.twins.twin import Source, Twin
from dateline.urls import in_ascii

_MONTHS: Final = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_SPECIAL: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "{}$&#_%"},
    }
)
_LIGATURES: Final = deferred(r"(?<=-)(?=-)|(?<=')(?=')|(?<=[`!?])(?=`)|(?<=<)(?=<)|(?<=>)(?=>)|(?<=,)(?=,)")
"""Between two signs of which LaTeX makes one: two hyphens are a dash."""
_IN_KEYS: Final = deferred(r"[^A-Za-z0-9-]+")


def bibtex(twin: Twin) -> str:
    """The sources in the order of their numbers."""
    keys = _keys(twin.sources)
    return "\n".join(_entry(keys[source.key], source) for source in twin.sources)


def _keys(sources: tuple[Source, ...]) -> dict[str, str]:
    """A key for each source that BibTeX can read, none of them twice, also where case does not count."""
    taken: set[str] = set()
    keys = {}
    for source in sources:
        letters = unicodedata.normalize("NFKD", source.key).encode("ascii", "ignore").decode()
        key = first = _IN_KEYS.sub("-", letters).strip("-") or "source"
        count = 1
        while key.casefold() in taken:
            count += 1
            key = f"{first}-{count}"
        taken.add(key.casefold())
        keys[source.key] = key
    return keys


def _entry(key: str, source: Source) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(source))
    return f"@article{{{key},\n{fields}}}\n"


def _fields(source: Source) -> Iterator[tuple[str, str]]:
    day = parse_moment(source.published).date
    by = source.author or source.agency
    if by:
        yield "author", f"{{{{{_escaped(by)}}}}}"  # in two braces a name is not taken apart
    yield "title", f"{{{{{_escaped(source.title)}}}}}"  # nor the case of its letters changed
    yield "journal", f"{{{_escaped(source.publisher)}}}"
    yield "year", f"{{{day.year}}}"
    yield "month", _MONTHS[day.month - 1]
    yield "day", f"{{{day.day}}}"
    if source.url:
        yield "url", f"{{{in_ascii(source.url)}}}"
    if source.language:
        yield "language", f"{{{_escaped(source.language)}}}"


def _escaped(text: str) -> str:
    """A text as LaTeX prints it, on one line."""
    made = _LIGATURES.sub("{}", " ".join(text.split()).translate(_SPECIAL))
    if not _is_nested(text):  # BibTeX counts escaped braces too, and would not find the field's end
        made = made.replace(r"\{", r"\textbraceleft{}").replace(r"\}", r"\textbraceright{}")
    return made


def _is_nested(text: str) -> bool:
    """Whether the braces of a text are balanced."""
    depths = [*accumulate({"{": 1, "}": -1}.get(char, 0) for char in text)]
    return not depths or (min(depths) >= 0 == depths[-1])
