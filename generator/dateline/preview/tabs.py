"""Tabs: what a page carries so that it can be kept up to date, and what an open tab is told.

A page is marked with a digest of what it shows: its words, the pictures beside it, and apart from them its
style sheets. From two marks follows what a tab must do: nothing, take new style sheets, or load the page
again. Pure: bytes and values in, values out; no sockets, no clock.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any
from urllib.parse import quote, unquote, urljoin

import msgspec

from dateline import digest
from dateline.preview.attempts import Failure
from dateline.preview.preview import Preview
from dateline.preview.shown import Notice, Shown
from dateline.urls import output_path

HOME = "/_dateline/"
"""Where the preview's own files and events are; no page of a site can be there."""
REPORTS = f"{HOME}story/"
"""Where the evidence reports are: the list of them, and each below it by the story's id."""

_LINK = re.compile(rb"<link\b[^>]*>", re.IGNORECASE)
_SHEET = re.compile(rb"""(href=["']?)([^"'\s>]*/assets/[A-Za-z0-9_-]+\.)[0-9a-f]{10}(\.css)""")
_INTEGRITY = re.compile(rb"""(integrity=["'])([^"']*)""")
_REFERENCE = re.compile(rb"""\s(?:src|poster)=["']([^"']+)""")
_POLICY = re.compile(rb"""<meta http-equiv=["']Content-Security-Policy["'][^>]*>\n?""", re.IGNORECASE)
_END = re.compile(rb"</body\s*>", re.IGNORECASE)


class Sheet(msgspec.Struct, frozen=True):
    """A style sheet as a page links it."""

    href: str
    integrity: str


class Mark(msgspec.Struct, frozen=True):
    """What a page shows: a digest of all but its style sheets, and the style sheets."""

    words: str
    sheets: tuple[Sheet, ...] = ()

    @property
    def text(self) -> str:
        """The mark as the page carries it."""
        return f"{self.words}.{digest.of_value(self.sheets)}"


class Answer(msgspec.Struct, frozen=True):
    """What an address shows: a status, the file's path for its type, its bytes, or where to go instead."""

    status: int
    path: str = ""
    body: bytes = b""
    failure: Failure | None = None
    location: str = ""


def answer(preview: Preview, shown: Shown, address: str) -> Answer:
    """What is at an address, whose percent-encoding is undone: a file that was planned, or nothing.

    It is only looked up among the planned paths; no path on the disk is ever made of it.
    """
    base = shown.base_path
    if f"{address}/".startswith(REPORTS):
        return _report(preview, shown, address)
    if not shown.outputs:
        return Answer(500, "404.html", failure=Failure())
    if base and not f"{address}/".startswith(f"{base}/"):
        return Answer(307, location=f"{base}/") if address == "/" else _missing(preview, shown)
    path = address.removeprefix(base).removeprefix("/")
    if not path or path.endswith("/"):
        path += "index.html"
    elif path not in shown.outputs and f"{path}/index.html" in shown.outputs:
        return Answer(307, location=f"{href(shown, path)}/")
    body = preview.body(shown, path)
    if isinstance(body, Failure):
        return Answer(500, path, failure=body)
    return _missing(preview, shown) if body is None else Answer(200, path, body)


def _report(preview: Preview, shown: Shown, address: str) -> Answer:
    """The evidence report at an address; it shows the files as they are, not those of the last good build."""
    if not address.endswith("/"):
        return Answer(307, location=f"{quote(address, safe=_PLAIN)}/")
    path = f"{address.removeprefix('/')}index.html"
    body = preview.report(shown, address.removeprefix(REPORTS).removesuffix("/"))
    if isinstance(body, Failure):
        return Answer(500, path, failure=body)
    return _missing(preview, shown) if body is None else Answer(200, path, body)


def _missing(preview: Preview, shown: Shown) -> Answer:
    """The site's own page for addresses that lead nowhere."""
    body = preview.body(shown, "404.html")
    if isinstance(body, Failure):
        return Answer(500, "404.html", failure=body)
    return Answer(404, "404.html", body if body is not None else b"<!doctype html><p>Not found.</p>")


def mark(shown: Shown, answered: Answer, address: str) -> Mark:
    """The mark of what an address shows now."""
    if answered.failure is not None:  # the page in its place says what is wrong in the files
        return Mark(digest.of_value("broken", [notice.text for notice in shown.errors], shown.trace))
    sheets = []

    def plain(link: re.Match[bytes]) -> bytes:
        found = _SHEET.search(link[0])
        if not found or b"stylesheet" not in link[0]:
            return link[0]
        integrity = _INTEGRITY.search(link[0])
        value = integrity[2].decode() if integrity else ""
        sheets.append(Sheet((found[2] + link[0][found.end(2) : found.end()]).decode(), value))
        return _INTEGRITY.sub(rb"\1", _SHEET.sub(rb"\1\2\3", link[0]))

    words = _LINK.sub(plain, answered.body)
    beside = [shown.outputs[path].key for path in _pictures(shown, answered.body, address)]
    return Mark(digest.of_value(answered.status, words, beside), tuple(sheets))


def _pictures(shown: Shown, body: bytes, address: str) -> list[str]:
    """The paths of the copied files that a page embeds."""
    paths = []
    for reference in dict.fromkeys(_REFERENCE.findall(body)):
        written = unescape(reference.decode(errors="replace"))
        try:
            target = unquote(urljoin(quote(address), re.split("[#?]", written, maxsplit=1)[0]))
        except ValueError:  # no address: "//[x"
            continue
        path = target.removeprefix(f"{shown.base_path}/").removeprefix("/")
        if path in shown.copied:
            paths.append(path)
    return paths


def with_script(body: bytes, shown: Shown, made: Mark, report: str = "") -> bytes:
    """The page with the preview's script at its end, without the policy that would refuse it, else as it is.

    `report` is the address of the evidence report about the page; "" for none.
    """
    more = f' data-report="{escape(report)}"' if report else ""
    tag = (
        f'<script src="{HOME}client.js" data-mark="{made.text}" data-builds="{shown.builds}"{more}></script>'
    )
    body = _POLICY.sub(b"", body, count=1)  # the preview says it, with its own script, in a header
    ends = list(_END.finditer(body))
    at = ends[-1].start() if ends else len(body)
    return body[:at] + tag.encode() + body[at:]


def broken_page(shown: Shown, failure_notices: tuple[Notice, ...], trace: str) -> bytes:
    """The page where no good page can be shown: what is wrong, readable without the script too."""
    texts = [notice.text for notice in (*failure_notices, *shown.errors)]
    texts += [text for text in (trace, shown.trace) if text]
    said = "\n\n".join(dict.fromkeys(texts))
    return (
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>This page cannot be built</title><link rel="stylesheet" href="{HOME}broken.css"></head>\n'
        f'<body>\n<main>\n<h1>This page cannot be built yet</h1>\n<pre tabindex="0">{escape(said)}</pre>\n'
        "<p>It appears here as soon as it can.</p>\n</main>\n</body>\n</html>\n"
    ).encode()


def news(
    shown: Shown, answered: Answer, made: Mark, seen: str, beside: tuple[Notice, ...], *, go: bool
) -> dict[str, Any]:
    """What a tab is told: what to do with its page, and what is wrong in the files.

    `beside` are the warnings of its own page, `seen` is the mark that this carries; `go` sends the tab to
    what was edited last.
    """
    words, _, sheets = seen.partition(".")
    message: dict[str, Any] = {"builds": shown.builds, "mark": made.text, "do": "nothing"}
    if words != made.words:
        message["do"] = "reload"
    elif sheets != made.text.partition(".")[2]:
        message |= {"do": "restyle", "sheets": [[sheet.href, sheet.integrity] for sheet in made.sheets]}
    if go:
        message["go"] = href(shown, shown.edited.page)
        message["anchor"] = shown.edited.anchor
    is_report = answered.path.startswith(REPORTS[1:])
    says_all = answered.failure is not None or (is_report and shown.planned_in == shown.builds)
    listed = () if says_all else (*shown.errors, *beside)  # a page that says all shows the problems itself
    message["problems"] = [
        {"text": notice.text, "severity": notice.severity, "anchor": notice.anchor} for notice in listed
    ]
    message["wrong"] = sum(problem.is_error for problem in shown.problems) if shown.errors and listed else 0
    message["elsewhere"] = 0 if is_report or says_all else shown.warnings - len(beside)
    message["trace"] = "" if answered.failure is not None else shown.trace
    return message


def href(shown: Shown, path: str) -> str:
    """The address of a file as a browser asks for it."""
    folder, _, name = path.rpartition("/")
    shortened = (f"{folder}/" if folder else "") if name == "index.html" else path
    return f"{shown.base_path}/{quote(shortened, safe=_PLAIN)}"


def report_href(shown: Shown, path: str) -> str:
    """The address of the evidence report about the page at a path; "" for a page that is no story's."""
    pages = shown.plan.plan.pages if shown.plan else ()
    story = next((page.story for page in pages if page.path == path and page.story), "")
    return f"{REPORTS}{quote(story, safe=_PLAIN)}/" if story else ""


_PLAIN = "/!$&'()*+,;=:@~"


def page_path(shown: Shown, address: str) -> str:
    """The path of the page at a percent-encoded address; "" when none can be there."""
    below = unquote(address).removeprefix(shown.base_path)
    try:
        return output_path(quote(below or "/"))
    except ValueError:
        return ""
