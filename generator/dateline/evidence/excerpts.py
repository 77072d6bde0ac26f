"""Excerpts: how many of a source's words a page prints, and which.

Two limits hold at once: one for each excerpt, and one for all excerpts of a source on a page. Where there
is not room for all, the room is shared like water between vessels: the short ones are filled first and the
others stand at one level, each shortened around the words that matter. Pure: what the limits are is for
`licenses`, what is shown where for the pages.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from dateline.evidence.values import Excerpt, Limits, Span, Wanted
from dateline.patterns import deferred

USEFUL = 8
"""An excerpt of fewer words says nothing, unless the passage itself is shorter."""
CUT = "…"

_ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts that put no space between words, one character nearly a word: Chinese, Japanese."""
_CLOSING = "\u3001\u3002\uff0c\uff0e\uff01\uff1f\uff1a\uff1b\u300d\u300f\uff09"
_RUN = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
"""Scripts that put no space between words, several characters to a word: Thai, Lao, Burmese, Khmer."""
_WORD = deferred(f"[{_ALONE}][{_CLOSING}]*+|[{_RUN}]{{1,6}}+|[—–]*+[^\\s—–{_ALONE}{_RUN}]{{1,40}}+|[—–]++")
_PARTED = deferred(f"[—–{_ALONE}{_RUN}]")
# To compile these two takes longer than to look through the sources of a story.
_SPACED = deferred("[\0-\u0dff\u2000-\u20cf]*+")
"""Scripts that put spaces between words, with their signs: in these the two below find the same."""
_SPACED_WORD = deferred(r"[—–]*+[^\s—–]{1,40}+|[—–]++")
_DASH = deferred("[—–]")
_LONGEST = 40  # characters of one word: as in `_WORD`
_FULL_STOP = deferred(r"[.!?。！？][\"'”’»)\]]*\Z")


def words(text: str) -> list[Span]:
    """Where the words of a text stand: what white space or a dash parts.

    Of Chinese and Japanese every character is a word; of Thai and its like six are; and of what has no
    spaces for other reasons forty. So nothing is long and counts as little.
    """
    return list(zip(*_edges(text), strict=True))


_Edges = tuple[list[int], list[int]]
"""Where the words of a text start, and where they end."""


def _edges(text: str) -> _Edges:
    """The edges of the words of a text."""
    sizes = list(map(len, text.split()))
    is_spaced = text.isascii() or _SPACED.fullmatch(text) is not None
    if sum(sizes) + len(sizes) - 1 != len(text) or not _are_words(text, sizes, is_spaced):
        word = _SPACED_WORD if is_spaced else _WORD
        spans = [found.span() for found in word.finditer(text)]
        return [start for start, _ in spans], [end for _, end in spans]
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for size in sizes:
        starts.append(at)
        ends.append(at + size)
        at += size + 1
    return starts, ends


def _are_words(text: str, sizes: Sequence[int], is_spaced: bool) -> bool:
    """True when nothing but spaces parts the words of a text, of these sizes, and none is overlong."""
    parted = _DASH if is_spaced else _PARTED
    return max(sizes) <= _LONGEST and (text.isascii() or not parted.search(text))


def fit(wanted: Sequence[Wanted], limits: Limits) -> tuple[Excerpt | None, ...]:
    """What may be printed of each passage of one source on one page; None where there is no room.

    As many as possible keep a useful excerpt; which, depends on nothing but the arguments.
    """
    found = [_edges(want.text) for want in wanted]
    most = [min(len(starts), limits.excerpt_words) for starts, _ in found]
    kept = _kept(wanted, most, limits.source_words)
    sizes = _shares(kept, most, limits.source_words)
    return tuple(
        _excerpt(want, edges, sizes[at]) if sizes.get(at) else None
        for at, (want, edges) in enumerate(zip(wanted, found, strict=True))
    )


def _kept(wanted: Sequence[Wanted], most: Sequence[int], room: int | None) -> list[int]:
    """Which passages keep a useful excerpt: those that need least, and of these the first."""
    needs = [min(size, USEFUL) for size in most]
    order = sorted(range(len(wanted)), key=lambda at: (needs[at], wanted[at].rank, at))
    if room is None:
        return order
    totals = accumulate(needs[at] for at in order)
    return [at for at, total in zip(order, totals, strict=True) if total <= room]


def _shares(kept: Sequence[int], most: Sequence[int], room: int | None) -> dict[int, int]:
    """How many words each of the kept passages may have."""
    if room is None:
        return {at: most[at] for at in kept}
    shares: dict[int, int] = {}
    left = room
    for done, at in enumerate(sorted(kept, key=lambda at: (most[at], at))):
        shares[at] = min(most[at], left // (len(kept) - done))
        left -= shares[at]
    return shares


def _excerpt(want: Wanted, edges: _Edges, size: int) -> Excerpt:
    """`size` words of a passage, around its marks."""
    starts, ends = edges
    first = _first(want, edges, size)
    last = first + size - 1
    is_cut = last < len(starts) - 1
    start = starts[first] if first else 0
    end = ends[last] if is_cut else len(want.text)
    before = CUT if first and not _is_sentence_end(want.text, starts[first - 1], ends[first - 1]) else ""
    after = CUT if is_cut and not _is_sentence_end(want.text, starts[last], end) else ""
    body = want.text[start:end]
    body = body.rstrip(" ,;:—–-") if after else body.rstrip()
    end, shift = start + len(body), len(before) - start
    marks = tuple(
        [(max(a, start) + shift, min(b, end) + shift) for a, b in want.marks if max(a, start) < min(b, end)]
    )
    return Excerpt(f"{before}{body}{after}", marks)


def _first(want: Wanted, edges: _Edges, size: int) -> int:
    """The word that an excerpt begins with: the most marked words, a sentence's start, then their middle."""
    starts, ends = edges
    if size == len(starts):
        return 0
    found = _marked(edges, want.marks)
    count = sum(found[:size])
    counts = [count]
    for gone, more in zip(found, found[size:], strict=False):
        count += more - gone
        counts.append(count)
    most = max(counts)
    best = [start for start, count in enumerate(counts) if count == most]
    if len(best) == 1:
        return best[0]
    middle = (found.index(1) + len(found) - 1 - found[::-1].index(1)) / 2 if any(found) else 0.0

    def worth(start: int) -> tuple[bool, float]:
        opens = start == 0 or _is_sentence_end(want.text, starts[start - 1], ends[start - 1])
        return opens, -abs(start + (size - 1) / 2 - middle)

    return max(best, key=worth)


def _marked(edges: _Edges, marks: Sequence[Span]) -> list[int]:
    """1 for each word that a mark touches, else 0."""
    starts, ends = edges
    found = [0] * len(starts)
    for start, end in marks:
        for at in range(bisect_right(ends, start), bisect_left(starts, end)):
            found[at] = 1
    return found


def _is_sentence_end(text: str, start: int, end: int) -> bool:
    """True when the word from `start` to `end` closes a sentence, as far as its own letters tell."""
    if text[end - 1].isalnum():
        return False
    return bool(_FULL_STOP.search(text, max(start, end - 8), end))
