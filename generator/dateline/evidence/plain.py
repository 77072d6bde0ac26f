"""The readable text of a source article: its Markdown and HTML read away, its words kept.

Responsible for: one string in, one string out. Sources are untrusted and many, so this is no parser: a few
regular expressions, each linear for any text, that read the Markdown a newsroom's articles hold. Where they
and a parser disagree, words are kept. Must not know: sources, claims, files; what the words mean.

What is literal (code, escapes, entities) is set aside as noncharacters (U+FDD0 to U+FDEF, which no text may
use) until the marks around it are gone.
"""

from __future__ import annotations

import html
import re
from functools import partial
from typing import Final

from dateline.patterns import deferred

_UNUSUAL: Final = deferred("[^\t\n -~\xa0-\xac\xae-\u1fff\u2010-\u2027\u2030-\u205f\u2070-\ud7ff]")
"""What may be no sign that a reader sees, or another kind of newline: most texts have none of it."""
_UNSEEN: Final = deferred(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef]++"
)
"""Controls, soft hyphens, marks of direction: a reader sees none of them."""
_NEWLINE: Final = deferred(r"\r\n?|[\x85\u2028]")
_SIGNS: Final = "\\`*_{}[]()#+-.!><&|~=:^•\"'"
_ASIDE: Final = {ord(sign): chr(0xFDD0 + at) for at, sign in enumerate(_SIGNS)}
_BACK: Final = {0xFDD0 + at: sign for at, sign in enumerate(_SIGNS)}

_LITERAL: Final = deferred(
    r"""(?P<fence>^[ ]{0,3}(?P<bar>`{3,}+|~{3,}+)[^`\n]*+\n(?P<block>(?s:.*?))
          (?:^[ ]{0,3}(?P=bar)[`~]*+[ \t]*+$|\Z))
      | (?P<code>(?<!`)(?P<ticks>`{1,3}+)(?!`)
          (?P<inside>(?>(?:[^`\n]++|\n(?![ \t]*+\n)|(?!(?P=ticks)(?!`))`++){1,999}))(?P=ticks)(?!`))
      | (?P<gone><!--(?s:.*?)(?:-->|\Z)
          | (?i:<(?P<hidden>script|style|template|svg)\b(?s:.*?)(?:</(?P=hidden)[^<>]*+>|\Z))
          | <[!?][^<>]*+>)
      | (?P<tag></?(?P<name>[A-Za-z][A-Za-z0-9-]{0,40}+)(?=[\s/>])(?>(?:[^<>"']++|"[^"]*+"|'[^']*+'){0,999})>)
      | <(?P<address>[A-Za-z][A-Za-z0-9+.-]{1,31}+:[^\s<>]*+|[^\s<>@]{1,64}+@[^\s<>@]{1,255}+)>
      | \\(?P<escaped>[!-/:-@\[-`{-~\n])
      | (?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)""",
    re.VERBOSE | re.MULTILINE,
)
_LITERAL_SIGNS: Final = ("<", "&", "\\", "`", "~~~")
_BLOCK: Final = deferred(
    r"address|article|aside|blockquote|body|center|d[dlt]|details|dialog|div|fieldset|figcaption|figure|footer|"
    r"form|h[1-6r]|head|header|html|legend|li|main|nav|ol|option|p|pre|section|summary|table|tbody|tfoot|thead|"
    r"title|tr|ul",
    re.IGNORECASE,
)
_ALT: Final = deferred(r"""\salt\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""", re.IGNORECASE)

# Every line begins behind a newline, the first too: a search for "\n" is quicker than one for "^".
_QUOTED: Final = deferred(r"\n(?>(?:[ \t]*+>){1,999})")
_RULE: Final = deferred(r"\n[ \t]*+(?:(?>(?:[*_-][ \t]*+){1,999})|=++[ \t]*+)(?=\n)")
_TABLE_RULE: Final = deferred(r"\n[ \t]*+\|?+(?>(?:[ \t]*+:?-++:?[ \t]*+\|){1,999})[ \t:-]*+(?=\n)")
_ROW: Final = deferred(r"\n[ \t]*+\|([^\n]*+)")
_HEADING: Final = deferred(r"\n[ ]{0,3}#{1,6}+(?:[ \t]++([^\n]*+))?(?=\n)")
_BULLET: Final = deferred(r"\n[ \t]*+(?>(?:[-+*•‣◦][ \t]++){1,999})(?:\[[ xX]\][ \t]++)?")
_NUMBERED: Final = deferred(r"\n[ \t]*+(\d{1,3})[.)][ \t]++")
_NOTE: Final = deferred(r"\n[ ]{0,3}\[\^[^\]\s]{1,60}\]:[ \t]*+")
_DEFINED: Final = deferred(
    r"""\n[ ]{0,3}\[([^\[\]\n]{1,300}+)\]:[ \t]*+(?=[^\s/#]{0,40}[/#])\S++
        (?>(?:[ \t]++(?:"[^"\n]*+"|'[^'\n]*+'|\([^()\n]*+\)))?)[ \t]*+(?=\n)""",
    re.VERBOSE,
)
_BLANK: Final = deferred(r"\n(?>(?:[ \t\f\v]*+\n){1,999})")
_GAP: Final = deferred(r"[\t\f\v\n][ \t\f\v\n]*+")

_WORDS: Final = r"(!?)\[(?P<words>(?>(?:[^\[\]\n]++|\[[^\[\]\n]*+\]){0,999}))\]"
_TITLE: Final = r"""(?>(?:[ ]++(?:"[^"\n]*+"|'[^'\n]*+'|\([^()\n]*+\)))?)"""
_TARGET: Final = rf"\([ ]*+(?>(?:[^\s()]++|\([^\s()]*+\)){{0,999}}){_TITLE}[ ]*+\)"
_LINK: Final = deferred(rf"{_WORDS}(?>(?P<target>{_TARGET})?)")
_REFERRED: Final = deferred(rf"{_WORDS}(?>(?:(?P<target>{_TARGET})|\[(?P<label>[^\[\]\n]{{0,300}}+)\])?)")
_EMPHASIS: Final = (
    ("**", deferred(r"(?<!\*)\*\*(?=[^\s*]|\*[^\s*])((?>(?:[^*\n]++|\*(?!\*)){1,999}))(?<!\s)\*\*")),
    ("*", deferred(r"(?<!\*)\*(?=[^\s*])([^*\n]++)(?<!\s)\*(?!\*)")),
    ("__", deferred(r"(?<![^\W_])__(?=\S)((?>(?:[^_\n]++|_(?!_)){1,999}))(?<!\s)__(?![^\W_])")),
    ("_", deferred(r"(?<!\w)_(?=[^\s_])((?>(?:[^_\n]++|(?<=[^\W_])_(?=[^\W_])){1,999}))(?<!\s)_(?!\w)")),
    ("~~", deferred(r"(?<!~)~~(?=[^\s~])([^~\n]++)(?<!\s)~~(?!~)")),
)
_SPACES: Final = deferred(r" {2,}+")


def plain(body: str) -> str:
    """The readable text of a Markdown body: paragraphs of one line each, parted by one blank line.

    Links and pictures are their words, lists and headings paragraphs of their own; comments, scripts and
    styles are gone, entities resolved, code kept as words. A no-break space stays. Raises nothing, for any
    text, and takes time in proportion to its length.
    """
    text = body
    if not text.replace("\n", "").isprintable() and _UNUSUAL.search(text):
        text = _NEWLINE.sub("\n", _UNSEEN.sub("", text))
    literal = any(sign in text for sign in _LITERAL_SIGNS)
    if literal:
        text = _LITERAL.sub(_literal, text)
    labels: set[str] = set()
    text = _lines(f"\n{text}\n", labels)
    parts = map(str.strip, _BLANK.split(text.replace("\u2029", "\n\n")))
    text = "\n\n".join(part if part.isprintable() else _GAP.sub(" ", part) for part in parts)
    text = _inline(text, labels)
    if literal:
        text = _UNSEEN.sub("", text.translate(_BACK))
    if "  " in text:
        text = _SPACES.sub(" ", text)
    return "\n\n".join(filter(None, (part.strip(" ") for part in text.split("\n\n"))))


def _literal(found: re.Match[str]) -> str:
    """What stands for code, HTML, an escape or an entity; what is literal in it is set aside."""
    match found.lastgroup:
        case "fence":
            return f"\n\n{found['block'].translate(_ASIDE)}\n\n"
        case "code":
            return found["inside"].translate(_ASIDE)
        case "tag":
            return _tag(found)
        case "address":
            return found["address"].translate(_ASIDE)
        case "escaped":
            return found["escaped"].translate(_ASIDE)
        case "entity":
            sign = html.unescape(found["entity"]).translate(_ASIDE)
            return " " if sign.isspace() and sign != "\xa0" else sign
        case _:
            return ""


def _tag(found: re.Match[str]) -> str:
    """What stands for an HTML tag: the words of a picture, the gap that an element makes, or nothing."""
    if _BLOCK.fullmatch(found["name"]):
        return "\n\n"
    name = found["name"].lower()
    if name == "img":
        alt = _ALT.search(found[0])
        return html.unescape(alt[1] or alt[2] or alt[3] or "").translate(_ASIDE) if alt else ""
    return " " if name in ("br", "td", "th") else ""


def _lines(text: str, labels: set[str]) -> str:
    """The text without the marks that lines begin with; the labels of link definitions go into `labels`."""
    if ">" in text:
        text = _QUOTED.sub("\n", text)
    if "]:" in text:
        text = _NOTE.sub("\n\n", text)
        labels.update(_label(found[1]) for found in _DEFINED.finditer(text))
        text = _DEFINED.sub("\n", text)
    if "|" in text:
        text = _ROW.sub(lambda row: f"\n\n{row[1].replace('|', ' ')}\n", _TABLE_RULE.sub("\n", text))
    text = _RULE.sub("\n", text)
    if "#" in text:
        text = _HEADING.sub(_heading, text)
    text = _BULLET.sub("\n\n", text)
    return _numbers_gone(text)


def _label(words: str) -> str:
    """A link's label as Markdown compares it."""
    return " ".join(words.split()).casefold()


def _heading(found: re.Match[str]) -> str:
    """The words of a heading, as a paragraph."""
    words = (found[1] or "").rstrip()
    bare = words.rstrip("#")
    return f"\n\n{bare if bare[-1:] in ('', ' ', chr(9)) else words}\n\n"


def _numbers_gone(text: str) -> str:
    """The text without the numbers of list items; "1984." that a line break left at a line's start stays."""
    last = -1

    def item(found: re.Match[str]) -> str:
        nonlocal last
        number, at = int(found[1]), found.start()
        if number not in (1, last + 1) and text[text.rfind("\n", 0, at) + 1 : at].strip():
            return found[0]
        last = number
        return "\n\n"

    return _NUMBERED.sub(item, text)


def _inline(text: str, labels: set[str]) -> str:
    """The text without links, pictures, footnote marks and emphasis; it has one line a paragraph."""
    if "[" in text:
        pattern = _REFERRED if labels else _LINK
        text = pattern.sub(partial(_link, pattern, labels), text)
    for mark, pattern in _EMPHASIS:
        if mark[0] in text and mark in text:  # one sign is sought in a tenth of the time of two
            text = pattern.sub(r"\1", text)
    return text


def _link(pattern: re.Pattern[str], labels: set[str], found: re.Match[str]) -> str:
    """The words of a link or picture; brackets that are neither stay as they are."""
    words = found["words"]
    if words.startswith("^") and found["target"] is None and " " not in words:
        return ""
    inner = pattern.sub(partial(_link, pattern, labels), words) if "[" in words else words
    if found["target"] is not None:
        return inner
    label = found["label"] if pattern is _REFERRED else None
    if labels and _label(label or words) in labels:
        return inner
    return f"{found[1]}[{inner}]" + (f"[{label}]" if label is not None else "")
