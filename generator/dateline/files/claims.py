"""Claims: one run of inline text cut into sentences, each with the citations that close it.

A sentence runs from one sentence end to the next. Citations written after the full stop belong to the
sentence before them, as those written before it do. Markup that spans a sentence end is closed and
opened again, so that every sentence can be wrapped in an element of its own.

This room knows tokens and sentences; what a section or a timeline is, is said in `body`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import msgspec

from dateline import sentences
from dateline.citations import MarkText
from dateline.files.lines import Lines
from dateline.files.origins import Origins, pieces
from dateline.markdown import Token
from dateline.model.prose import Cite, Href, Inline, Mark, Picture, Piece, Sentence, joined
from dateline.problems import Place, Weights
from dateline.visible import visible

_EMPHASIS = frozenset({"em_open", "strong_open", "s_open"})
_NEAR = 40
"""How many tokens are looked at ahead: a block of any size is read in linear time."""


class _Run(msgspec.Struct, frozen=True):
    """One inline token as pieces: the plain words a reader sees, and the pieces that show them.

    `at` is where the words stand in the block's text; -1 when that cannot be said. `cuts` is true for
    plain words, which may be cut anywhere; they are shown as they are, and have no `parts`.
    """

    plain: str
    parts: tuple[Inline, ...] = ()
    opens: bool = False
    closes: bool = False
    at: int = -1
    cuts: bool = False


def inline_pieces(block: Token, lines: Lines) -> tuple[Inline, ...]:
    """The pieces of inline text that makes no claims: a heading, a table cell."""
    return _uncut(_runs(block, lines))


def _uncut(runs: Iterable[_Run]) -> tuple[Inline, ...]:
    """The pieces of some runs, in order."""
    return tuple(
        part for run in runs for part in ((escape(run.plain, quote=True),) if run.cuts else run.parts)
    )


def cut(block: Token, lines: Lines, weights: Weights, skip: int = 0) -> tuple[Piece, ...]:
    """The sentences of one inline token, with the space between them as plain pieces.

    `skip` leaves out that many characters at the start: the date of a timeline entry.
    """
    runs = _skipped(_runs(block, lines), skip)
    plain = "".join(run.plain for run in runs)
    spans = sentences.split("".join(_masked(run) for run in runs))
    if not spans:
        return _uncut(runs)
    return tuple(_Cutter(spans, plain, block, lines, weights).cut(runs))


def _skipped(runs: list[_Run], skip: int) -> list[_Run]:
    """The runs without the first `skip` characters of the first, which is text."""
    if not skip:
        return runs
    first = runs[0]
    if skip >= len(first.plain) and len(runs) > 1 and runs[1].cuts:  # it is in pieces
        return _skipped(runs[1:], skip - len(first.plain)) if skip > len(first.plain) else runs[1:]
    rest = first.plain[skip:].lstrip()
    at = first.at + len(first.plain) - len(rest) if first.at >= 0 else -1
    return [_text(rest, at), *runs[1:]]


def _masked(run: _Run) -> str:
    """The words of a run as the splitter sees them: within code no sentence ends, after it one may."""
    whole = not run.cuts and run.plain.strip()
    return "x" * (len(run.plain) - 1) + run.plain[-1] if whole else run.plain


class _Cutter:
    """Deals the runs of one block out to its sentences."""

    def __init__(
        self,
        spans: tuple[tuple[int, int], ...],
        plain: str,
        block: Token,
        lines: Lines,
        weights: Weights,
    ) -> None:
        self._spans, self._plain = spans, plain
        self._weights = weights
        self._at = 0  # offset in the plain text
        self._origins = Origins(block, lines, plain)
        self._index = 0  # the sentence being filled
        self._open: list[_Run] = []  # markup open at this point
        self._space = ""  # what stands behind the sentence, shown only if a picture follows
        self._parts: list[Inline] = []
        self._pieces: list[Piece] = []

    def cut(self, runs: Sequence[_Run]) -> list[Piece]:
        """All pieces of the block, in order."""
        for index, run in enumerate(runs):
            if run.plain:
                self._origins.add(self._at, len(run.plain), run.at)
            if run.cuts:
                self._take_text(run.plain)
            else:
                self._take(run, cites=run.opens and _only_cites(runs, index))
        self._finish()
        return self._pieces

    def _take_text(self, text: str) -> None:
        """Text may be cut anywhere: give each sentence its share, and the space between them to none."""
        begin, end = self._at, self._at + len(text)
        while begin < end:
            start, stop = self._spans[self._index]
            upto = min(end, stop) if begin < stop else min(end, self._next_start())
            share = self._plain[begin:upto]
            if begin < stop:
                lead = start - begin if begin < start and not self._begins_without_words() else 0
                self._parts.append(escape(share[lead:], quote=True))
            else:
                self._space = share
            begin = self._at = upto
            if begin == self._next_start() and begin < len(self._plain):
                self._advance()
        self._at = end

    def _take(self, run: _Run, *, cites: bool) -> None:
        """Markup, marks and whole elements belong to the sentence they touch; what only cites too."""
        if (run.opens and not cites and self._at >= self._spans[self._index][1]) or (
            run.plain.strip() and self._at >= self._next_start()
        ):
            self._advance()
        if self._space and _shows_address(run):
            self._parts.append(self._space)
            self._space = ""
        if run.plain and not run.plain.strip() and self._at >= self._spans[self._index][1]:
            self._parts += run.parts  # a hard break between two sentences
            self._at += len(run.plain)
            return
        self._parts += run.parts
        self._at += len(run.plain)
        if run.opens:
            self._open.append(run)
        elif run.closes and self._open:
            self._open.pop()

    def _begins_without_words(self) -> bool:
        """True when a picture or a mark stands before the words of the sentence."""
        return any(isinstance(part, Href | Picture | Mark) for part in self._parts)

    def _next_start(self) -> int:
        """Where the sentence after this one starts."""
        following = self._index + 1
        return self._spans[following][0] if following < len(self._spans) else len(self._plain)

    def _advance(self) -> None:
        """Close this sentence and open the next, with the markup that spans both."""
        if self._index + 1 < len(self._spans):
            self._finish()
            if self._plain[self._next_start() - 1].isspace():  # Japanese has no space there
                self._pieces.append(" ")
            self._index += 1
            self._space = ""
            self._parts = [part for run in self._open for part in run.parts]

    def _finish(self) -> None:
        """Add the sentence that was being filled to the pieces."""
        parts = [*self._parts, *(_closing(run) for run in reversed(self._open))]
        start, end = self._spans[self._index]
        text = " ".join(self._plain[start:end].split())
        place, turns = self._origins.place(start, end), self._origins.turns(start, end, text)
        self._pieces.append(Sentence(text, joined(parts), place, self._weights, turns))


def _closing(run: _Run) -> str:
    """The end tag for a run that opens an element."""
    tag = str(run.parts[0])[1:].split(" ", 1)[0].rstrip(">")
    return f"</{tag}>"


def _shows_address(run: _Run) -> bool:
    """True for a picture, and for the begin of a link."""
    return any(isinstance(part, Href | Picture) for part in run.parts)


def _only_cites(runs: Sequence[_Run], index: int) -> bool:
    """True when the element that opens at `index` holds marks and nothing else, as in `*[@ap]*`."""
    depth, cites = 1, False
    for run in runs[index + 1 : index + _NEAR]:
        depth += run.opens - run.closes
        if depth == 0:
            return cites
        if run.plain.strip() or _shows_address(run):
            return False
        cites = cites or any(isinstance(part, Mark) for part in run.parts)
    return False


def _text(text: str, at: int = -1) -> _Run:
    return _Run(text, at=at, cuts=True)


def _runs(block: Token, lines: Lines) -> list[_Run]:
    """One run for each inline token; the space before a mark is dropped."""
    children = block.children or []
    runs: list[_Run] = []
    for index, token in enumerate(children):
        run = _run(token, block, lines)
        if run is None:
            continue
        if run.cuts and run.plain[-1:].isspace() and _mark_follows(children, index):
            run = _text(run.plain.rstrip(), run.at)
        if run.at < 0 and run.cuts and run.plain.strip():
            before = next((known.at + len(known.plain) for known in reversed(runs) if known.at >= 0), 0)
            runs += (_text(piece, at) for piece, at in pieces(run.plain, block.content, before))
        else:
            runs.append(run)
    return runs


def _mark_follows(children: Sequence[Token], index: int) -> bool:
    """True when the next thing to be seen is a mark, which may stand in emphasis."""
    for at in range(index + 1, min(len(children), index + _NEAR)):
        token = children[at]
        if token.type not in _EMPHASIS and (token.content or token.type != "text"):
            return token.type == "citation"
    return False


def _run(token: Token, block: Token, lines: Lines) -> _Run | None:
    """What one inline token shows; None for a comment."""
    match token.type:
        case "text" | "text_special":
            return _text(token.content, token.meta.get("offset", -1))
        case "softbreak":
            return _text("\n")
        case "hardbreak":
            return _Run("\n", ("<br>\n",))
        case "code_inline":
            parts = (f"<code>{escape(token.content)}</code>",)
            return _Run(token.content, parts, at=token.meta.get("offset", -1))
        case "citation":
            return _Run("", (mark_of(token, block, lines),))
        case "comment":
            return None
        case "link_open":
            return _Run("", _link(token, block, lines), opens=True)
        case "image":
            return _Run("", (picture_of(token, block, lines),))
        case "footnote_ref":
            return _footnote(token)
        case _:
            tag = f"<{token.tag}>" if token.nesting == 1 else f"</{token.tag}>"
            return _Run("", (tag,) if token.tag else (), opens=token.nesting == 1, closes=token.nesting == -1)


def mark_of(token: Token, block: Token, lines: Lines) -> Mark:
    """The mark of a `citation` token, with the place of each of its citations."""
    mark: MarkText = token.meta["mark"]
    cites = tuple(
        Cite(
            lines.place(block, "x" * cite.length, offset=cite.start),
            "" if cite.key == "none" else cite.key,
            cite.number,
            visible(cite.quote),
            visible(cite.locator),
        )
        for cite in mark.cites
    )
    if len(mark.cites) == 1 and mark.cites[0].key == "none":
        return Mark((), unsourced=True)
    return Mark(cites)


def _link(token: Token, block: Token, lines: Lines) -> tuple[str | Href, ...]:
    """`<a href="…">` around the address, which is looked up when the site is linked."""
    target = str(token.attrGet("href") or "")
    title = token.attrGet("title")
    end = f'" title="{escape(str(title))}">' if title else '">'
    return ('<a href="', Href(target, _address_place(token, block, lines)), end)


def picture_of(token: Token, block: Token, lines: Lines, *, alone: bool = False) -> Picture:
    """The picture of an `image` token; its title is its credit."""
    alt = "".join(child.content for child in token.children or [] if child.type != "comment")
    credit = " ".join(str(token.attrGet("title") or "").split())
    place = _address_place(token, block, lines)
    return Picture(str(token.attrGet("src") or ""), place, " ".join(alt.split()), credit, alone)


def _address_place(token: Token, block: Token, lines: Lines) -> Place:
    """Where the address of a link or picture stands, or the link itself when it is given elsewhere."""
    return lines.place(block, "x" * token.meta["length"], offset=token.meta["offset"])


def _footnote(token: Token) -> _Run:
    """A footnote's number in a plain page, linked to the note."""
    number = token.meta["id"] + 1
    back = f":{token.meta['subId']}" if token.meta.get("subId") else ""
    link = f'<a href="#fn{number}" id="fnref{number}{back}" role="doc-noteref">{number}</a>'
    return _Run("", (f"<sup>{link}</sup>",))
