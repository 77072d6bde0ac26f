"""Text fragments: an address that leads to a passage inside an article and lights it up.

WICG, “URL Fragment Text Directives”: `#:~:text=[prefix-,]start[,end]`. A browser takes the first place where
all parts match on word bounds, each of them inside one block of the page. So the parts are short, never
cross a paragraph, and are made longer only until they name one place. What the article's page says outside
the text that is kept here cannot be known. Pure.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate
from urllib.parse import quote

from dateline.evidence.values import Span
from dateline.evidence.words import Columns
from dateline.patterns import deferred
from dateline.urls import unsafe_reason

FEW, MANY = 4, 10
"""How many words name the start and the end, at least and at most."""
WHOLE = 8
"""A passage of up to so many words is named whole."""
LONG = 300
"""The most characters of one part; what is longer is not named at all."""

_MOST_JOINED = 500  # joints that are made one by one
_JOINERS = "'’.,:@&/-"
_WORD = deferred(rf"(\w++(?:[{_JOINERS}]\w\w*+)*+)")
_JOINER = deferred(rf"[{_JOINERS}](?=\w)")
_DIRECTIVE = ":~:"


class Landmarks:
    """The words of one article, in which places are named."""

    def __init__(self, text: str, known: Columns | None = None) -> None:
        """Read the text, or put together the words that are `known` of it."""
        self._text = text
        self._starts, self._ends, texts = _joined(text, known) if known and "_" not in text else _read(text)
        words = " ".join(texts)
        folded = words.casefold()
        self._joined = f" {folded} "
        self._places: list[int] = []
        """Where each word begins in `_joined`."""
        at = 1
        for word in texts if len(folded) == len(words) else folded.split(" "):
            self._places.append(at)
            at += len(word) + 1

    def find(self, words: str) -> Span | None:
        """Where these words stand first, whatever stands between them; None where they do not."""
        sought = " ".join(found[0].casefold() for found in _WORD.finditer(words))
        at = self._joined.find(f" {sought} ") if sought else -1
        if at < 0:
            return None
        first = bisect_left(self._places, at + 1)
        last = bisect_left(self._places, at + 1 + len(sought)) - 1
        return self._starts[first], self._ends[last]

    def directive(self, start: int, end: int) -> str:
        """The text directive of the passage from `start` to `end`, without `#:~:`; "" without words."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        if first >= last:
            return ""
        head = self._block_end(first, last)
        if last - first <= WHOLE and head == last:
            return self._named(first, last)
        tail = self._block_start(first, last)
        begin = self._start(first, min(head, last - 1))
        close = self._end(begin, max(tail, begin), last)
        return self._named(first, begin, (close, last))

    def _block_end(self, first: int, last: int) -> int:
        """The word after those of the first paragraph, or `last`."""
        if self._is_one_line(first, last):
            return last
        inside = range(first + 1, last)
        return next((at for at in inside if self._is_broken(at)), last)

    def _block_start(self, first: int, last: int) -> int:
        """The first word of the last paragraph, or `first`."""
        if self._is_one_line(first, last):
            return first
        inside = range(last - 1, first, -1)
        return next((at for at in inside if self._is_broken(at)), first)

    def _is_one_line(self, first: int, last: int) -> bool:
        """True when these words stand in one paragraph."""
        return self._text.find("\n", self._starts[first], self._starts[last - 1]) < 0

    def _is_broken(self, at: int) -> bool:
        """True when a paragraph ends before a word."""
        return "\n" in self._text[self._ends[at - 1] : self._starts[at]]

    def _start(self, first: int, most: int) -> int:
        """The word after the shortest start that names its place."""
        few, many = min(first + FEW, most), min(first + MANY, most)
        return next((at for at in range(few, many + 1) if self._is_first(first, at)), few)

    def _end(self, begin: int, least: int, last: int) -> int:
        """The word that the shortest end begins with, of those after the start that name their place."""
        few, many = max(last - FEW, least), max(last - MANY, least)
        return next((at for at in range(few, many - 1, -1) if self._is_first(at, last, begin)), few)

    def _is_first(self, first: int, last: int, after: int = 0) -> bool:
        """True when these words stand nowhere between the word `after` and themselves."""
        low = self._places[after] - 1 if after < len(self._places) else 0
        return self._joined.find(self._words(first, last), low) == self._places[first] - 1

    def _words(self, first: int, last: int) -> str:
        """Some words as they are sought, with a space on either side."""
        end = self._places[last] if last < len(self._places) else len(self._joined)
        return self._joined[self._places[first] - 1 : end]

    def _named(self, first: int, last: int, end: Span | None = None) -> str:
        """The directive, with a prefix where the start stands elsewhere before."""
        parts = [self._encoded(first, last), *([self._encoded(*end)] if end else [])]
        if any(not part for part in parts):
            return ""
        if not self._is_first(first, last) and (prefix := self._prefix(first, last)):
            parts.insert(0, f"{prefix}-")
        return f"text={','.join(parts)}"

    def _prefix(self, first: int, last: int) -> str:
        """The shortest words before a start that name its place; "" when there are none."""
        for at in range(first - 1, max(first - MANY, 0) - 1, -1):
            if self._is_first(at, last):
                return _encoded(self._text[self._starts[at] : self._starts[first]])
            if self._is_broken(at):
                return ""
        return ""

    def _encoded(self, first: int, last: int) -> str:
        """The words from one to before another, as the article has them, percent-encoded."""
        return _encoded(self._text[self._starts[first] : self._ends[last - 1]])


def _read(text: str) -> Columns:
    """The words of a text: a joiner between two makes them one, as a browser sees it."""
    parts = _WORD.split(text)  # what parts words, and words, in turn
    edges = list(accumulate(map(len, parts)))
    return Columns(edges[:-1:2], edges[1::2], parts[1::2])


def _joined(text: str, known: Columns) -> Columns:
    """The same from the words as evidence reads them, of which a joiner makes two."""
    near = _near(text, known)
    if not near:
        return known
    if len(near) > _MOST_JOINED:
        return _read(text)
    starts, ends, texts = list(known.starts), list(known.ends), list(known.texts)
    for at in reversed(near):
        ends[at] = ends.pop(at + 1)
        del starts[at + 1], texts[at + 1]
        texts[at] = text[starts[at] : ends[at]]
    return Columns(starts, ends, texts)


def _near(text: str, known: Columns) -> list[int]:
    """The words that a joiner alone parts from the next one."""
    starts, ends, _ = known
    joints = [found.start() for found in _JOINER.finditer(text)]
    words = [bisect_left(ends, joint) for joint in joints]
    last = len(ends) - 1
    return [
        at
        for at, joint in zip(words, joints, strict=True)
        if at < last and ends[at] == joint and starts[at + 1] == joint + 1
    ]


def passage_url(url: str, landmarks: Landmarks, span: Span) -> str:
    """The address of a passage in the article at `url`; "" where that must not be linked.

    An address that is not of the web comes back as it is, and so does one whose passage cannot be named.
    """
    if not _may_be_linked(url):
        return ""
    directive = landmarks.directive(*span) if url.lower().startswith(("http://", "https://")) else ""
    if not directive:
        return url
    page, _, fragment = url.partition("#")
    return f"{page}#{fragment.partition(_DIRECTIVE)[0]}{_DIRECTIVE}{directive}"


@lru_cache(maxsize=1024)
def _may_be_linked(url: str) -> bool:
    """True for an address that is one. Kept, as a page links its few sources many times."""
    return bool(url) and unsafe_reason(url) is None


def _encoded(text: str) -> str:
    """A part of a directive: white space as one space, and every sign that has a meaning there encoded."""
    text = " ".join(text.split())
    if len(text) > LONG:
        return ""
    if text.isascii() and text.replace(" ", "").isalnum():
        return text.replace(" ", "%20")
    return text.translate(_PERCENT)


class _Percent(dict[int, str]):
    """Signs to what stands for them in a directive, found when first asked for."""

    def __missing__(self, sign: int) -> str:
        code = self[sign] = quote(chr(sign), safe="").replace("-", "%2D")
        return code


_PERCENT = _Percent()
