"""Markdown: the only room that knows markdown-it-py.

CommonMark with tables and strikethrough; raw HTML is text, comments are dropped, and in a briefing a
citation is read before a link (so that a stray `[2]: url` cannot swallow `[1][2]`). Plain pages also
take footnotes and definition lists. The room gives tokens and finished HTML for single tokens; what
the tokens mean is said in `body` and `claims`.

The parser does not say where inline text stands. Here each inline token gets an `offset` into the text of
its block in its `meta`, as far as it can be found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from typing import Final, Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from dateline import citations
from dateline.visible import visible

__all__ = ["Token", "cells_of", "parse_page", "parse_story", "render_token"]

_RENDERER = RendererHTML()
_STOPS = re.compile(r"[\n\\`~*_\[\]!<&^]")
"""Where a rule for inline text can begin or, for `]`, end; the library stops at more, which its own rules
and extensions that are not used here may ask for."""
_NEAR = 4000
"""How far ahead a token's text is looked for: a block of any size is read in linear time."""


_CELLS = ("th_open", "td_open")
_WORDS = ("text", "text_special", "code_inline")


def parse_story(text: str) -> list[Token]:
    """The block tokens of a briefing; `citation` and `comment` are tokens among the inline ones."""
    return _shown(text, _located(_parser(cites=True).parse(text)))


def parse_page(text: str) -> list[Token]:
    """The block tokens of a plain page, without citations."""
    return _shown(text, _located(_parser(cites=False).parse(text)))


def render_token(tokens: Sequence[Token], index: int) -> str:
    """The HTML of one token that is no inline text: a tag, a rule, a block of code."""
    if tokens[index].type.startswith("footnote"):
        return _footnotes(tokens[index])
    options = _parser(cites=False).options
    rule = _RENDERER.rules.get(tokens[index].type)
    html = rule(tokens, index, options, {}) if rule else _RENDERER.renderToken(tokens, index, options, {})
    if tokens[index].type in _CELLS:  # a strict policy heeds no style that stands in a page
        return str(html).replace(' style="text-align:', ' class="align-')
    if tokens[index].type == "table_open":  # one that is wider than the window scrolls, also by keys
        return str(html).replace("<table>", '<table tabindex="0">')
    return str(html)


def cells_of(row: str) -> list[str]:
    """The cells of a line of a table as they are written, those among them for which there is no column."""
    cells = escapedSplit(row.strip())
    return cells[cells[:1] == [""] : len(cells) - (cells[-1:] == [""])]


def _footnotes(token: Token) -> str:
    """The HTML of what stands around the footnotes of a plain page (DPUB-ARIA 1.1, doc-endnotes)."""
    match token.type:
        case "footnote_block_open":
            return '<section class="footnotes" role="doc-endnotes">\n<ol>\n'
        case "footnote_block_close":
            return "</ol>\n</section>\n"
        case "footnote_open":
            return f'<li id="fn{token.meta["id"] + 1}">'
        case "footnote_anchor":
            back = f":{token.meta['subId']}" if token.meta.get("subId") else ""
            return f' <a href="#fnref{token.meta["id"] + 1}{back}" role="doc-backlink">↩</a>'
        case _:
            return "</li>\n"


@cache
def _parser(*, cites: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "xhtmlOut": False})
    parser.enable(["table", "strikethrough"])
    parser.disable(["html_inline", "html_block"])
    # Addresses are judged when they are linked, with a place and a hint; here none is dropped.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # the library's own hook
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # the library's own hook
    parser.block.ruler.before("paragraph", "comment", _comment_block, {"alt": ["paragraph"]})
    parser.inline.ruler.before("autolink", "comment", _comment_inline)
    parser.inline.terminator_re = _STOPS
    if cites:
        parser.inline.ruler.after("text", "citation", _citation)
        parser.core.ruler.at("inline", _inline)
        parser.block.ruler.before("table", "words", _words_block)
        parser.core.ruler.after("block", "numbers_cite", _numbers_cite)
    else:
        parser.use(footnote_plugin).use(deflist_plugin)
    return parser


def _shown(text: str, tokens: list[Token]) -> list[Token]:
    """The tokens of a text without its hidden signs, which may stand there as entities."""
    if "&" in text or not text.replace("\n", "").isprintable():
        for block in tokens:
            if block.type != "inline":
                block.content = visible(block.content)
            for token in block.children or ():
                _show(token)
    return tokens


def _show(token: Token) -> None:
    """Take the hidden signs out of an inline token; its words then stand in the file otherwise."""
    if "title" in token.attrs:
        token.attrs["title"] = visible(str(token.attrs["title"]))
    for child in token.children or ():
        _show(child)
    if token.type in _WORDS and (shown := visible(token.content)) != token.content:
        token.content = shown
        token.meta = {name: value for name, value in token.meta.items() if name != "offset"}


def _located(tokens: list[Token]) -> list[Token]:
    """The tokens, with the offsets of the inline ones in their `meta`."""
    for block in tokens:
        if not block.children or block.meta:  # its text was located when it was read
            continue
        at, source, children = 0, block.content, block.children
        for index, token in enumerate(children):
            if token.type in ("citation", "comment"):
                at = token.meta["offset"] + len(token.content)
            elif token.type in ("link_open", "image"):
                at = _locate_address(source, children, index, at)
            elif token.type in ("softbreak", "hardbreak"):
                at = source.find("\n", at, at + _NEAR) + 1 or at
            elif token.content:
                at = _locate_words(source, token, at)
    return tokens


def _locate_words(source: str, token: Token, at: int) -> int:
    """The end of a token's text in `source`; its start is noted when the text stands there as it is."""
    found = source.find(token.content, at, at + len(token.content) + _NEAR)
    if found >= 0:
        token.meta = {**token.meta, "offset": found}
        return found + len(token.content)
    last = token.content.split()[-1:]  # escapes and entities differ from what they say
    return max(source.find(last[0], at, at + _NEAR) + len(last[0]) if last else at, at)


def _locate_address(source: str, tokens: Sequence[Token], index: int, at: int) -> int:
    """Where to go on after a link's `[` or after a picture; noted is its address, else its first sign."""
    token, auto = tokens[index], tokens[index].markup == "autolink"
    address = str(token.attrs.get("href") or token.attrs.get("src") or "")
    begin = max(source.find("<" if auto else "[", at, at + _NEAR), at)
    words = token.content if token.type == "image" else _words_of_link(tokens, index)
    near = begin + len(words) + _NEAR
    bracket = begin if auto else source.find("](", begin + len(words), near)
    found = source.find(address, bracket, near) if address and bracket >= 0 else -1
    token.meta = {"offset": found, "length": len(address)} if found >= 0 else {"offset": begin, "length": 1}
    return found + len(address) if found >= 0 and token.type == "image" else begin + 1


def _words_of_link(tokens: Sequence[Token], index: int) -> str:
    """The words of the link that begins with the token at `index`."""
    following = (tokens[at] for at in range(index, len(tokens)))  # islice() would count up to `index`
    return "".join(token.content for token in takewhile(lambda token: token.type != "link_close", following))


def _inline(state: StateCore) -> None:
    """Core rule: the inline text of a briefing; words that hold nothing but citations need no parser."""
    for block in state.tokens:
        if block.type == "inline":
            block.children = _words_and_citations(block.content)
            if block.children is None:
                block.children = []
                state.md.inline.parse(block.content, state.md, state.env, block.children)
            else:
                block.meta["located"] = True


def _words_and_citations(text: str) -> list[Token] | None:
    """The tokens of words with citations, as the parser makes them; None where there is any other markup."""
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        stop = _STOPS.search(text, at)
        end = stop.start() if stop else len(text)
        if end > at:
            tokens.append(Token("text", "", 0, content=text[at:end], meta={"offset": at}))
        if stop:
            mark = citations.read(text, end) if stop[0] == "[" else None
            if mark is None:
                return None
            meta = {"mark": mark, "offset": end}
            tokens.append(Token("citation", "", 0, content=text[end : mark.end], meta=meta))
            end = mark.end
        at = end
    return tokens


def _citation(state: StateInline, silent: bool) -> bool:
    """Inline rule: one citation mark; its reading and offset travel in the token's `meta`."""
    if state.src[state.pos] != "[":
        return False
    mark = citations.read(state.src, state.pos)
    if mark is None:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = state.src[state.pos : mark.end]
        token.meta = {"mark": mark, "offset": state.pos}
    state.pos = mark.end
    return True


def _numbers_cite(state: StateCore) -> None:
    """Core rule: `[1]: url` defines nothing, so that `[sic][1]` holds a citation and no link."""
    references = state.env.get("references", {})
    for label in [label for label in references if label.isdigit() or label.startswith("@")]:
        del references[label]


_PARAGRAPH: Final[tuple[tuple[str, Literal[-1, 0, 1]], ...]] = (
    ("paragraph_open", 1),
    ("inline", 0),
    ("paragraph_close", -1),
)


def _words_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: a line that can only be a paragraph by itself, so that no other rule need look at it."""
    at, after = state.bMarks[start] + state.tShift[start], start + 1
    if silent or not state.src[at : at + 1].isalpha() or state.is_code_block(start):
        return False
    if after < state.lineMax and not state.isEmpty(after):
        begin = state.bMarks[after] + state.tShift[after]
        item = state.src.startswith("- ", begin) and state.src[begin + 2 : begin + 3].isalnum()
        if state.sCount[after] or not item:
            return False
    for kind, nesting in _PARAGRAPH:
        token = state.push(kind, "p" if nesting else "", nesting)
        if nesting >= 0:
            token.map = [start, after]
        if not nesting:
            token.content, token.children = mdTrim(state.src[at : state.eMarks[start]]), []
    state.line = after
    return True


def _comment_inline(state: StateInline, silent: bool) -> bool:
    """Inline rule: `<!-- … -->` within a paragraph."""
    if not state.src.startswith("<!--", state.pos):
        return False
    end = state.src.find("-->", state.pos + 4)
    if not silent:
        token = state.push("comment", "", 0)
        token.content = state.src[state.pos + 4 : end if end >= 0 else None]
        token.meta = {"closed": end >= 0, "offset": state.pos}
    state.pos = end + 3 if end >= 0 else state.posMax
    return True


def _comment_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: a comment that begins a line, up to its end even across blank lines."""
    at = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith("<!--", at):
        return False
    close = state.src.find("-->", at + 4)
    last = state.src.count("\n", 0, close if close >= 0 else len(state.src))
    if last >= end:
        close = -1  # it ends beyond the quotation that it stands in
    follows = state.src[close + 3 :].split("\n", 1)[0].strip() if close >= 0 else ""
    if follows and not re.search(r"\n\s*\n", state.src[at:close]):
        return False  # words follow on the line: it is a paragraph that begins with a comment
    if silent:
        return True
    token = state.push("comment", "", 0)
    token.content = state.src[at + 4 : close if close >= 0 else None]
    token.map = [start, min(last + 1, end)]
    token.meta = {"closed": close >= 0}
    state.line = min(last + 1, end)
    if follows:  # the rest of the line where it closes is read as if it stood alone
        state.bMarks[last] = close + 3
        state.tShift[last] = state.skipSpaces(close + 3) - (close + 3)
        state.sCount[last] = state.blkIndent
        state.line = last
    return True
