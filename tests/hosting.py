"""A static host as tests need one: compressed files, the headers of `_headers`, what `_redirects` says.

It stands in for the hosts that read these two files (the form that Netlify and Cloudflare Pages share), on
loopback. What it does not know of their rules, it must not guess: such a line is an error.
"""

from __future__ import annotations

import gzip
import mimetypes
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_COMPRESSED = ("text/", "application/json", "application/xml", "application/atom+xml", "image/svg+xml")
_MORE_TYPES = {".avif": "image/avif", ".webp": "image/webp", ".webmanifest": "application/manifest+json"}


class Place(NamedTuple):
    """A built site."""

    public: Path
    host: str
    """Where it is served, without a slash at its end."""
    pages: tuple[str, ...]
    """The addresses of all pages, but for those that only send on."""


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """The address, without a slash at its end, at which a folder of output stands as on a static host."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, folder))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def headers_for(text: str, path: str) -> dict[str, str]:
    """The headers that a `_headers` file gives the file at a path; a later rule goes first."""
    found: dict[str, str] = {}
    applies = False
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line[0].isspace():
            pattern = re.escape(line.strip()).replace(r"\*", ".*")
            applies = re.fullmatch(pattern, path) is not None
        elif applies:
            name, colon, value = line.strip().partition(":")
            assert colon, f"no header: {line!r}"
            found[name] = value.strip()
    return found


def redirects_in(text: str) -> dict[str, tuple[str, int]]:
    """Where a `_redirects` file sends each address, and by which status."""
    rows = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert all(len(row) == 3 for row in rows), "a redirect is: from, to, status"
    return {row[0]: (row[1], int(row[2])) for row in rows}


class _Host(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, *args: object) -> None:
        self._folder = folder
        super().__init__(*args)  # type: ignore[arg-type]  # the request, its address and the server

    def do_GET(self) -> None:
        """A file, a redirect, or the site's page for what is not there."""
        path = unquote(urlsplit(self.path).path)
        moved = redirects_in(self._text("_redirects")).get(path)
        if moved:
            self._answer(moved[1], b"", {"Location": moved[0]})
            return
        status, file = 200, self._folder / path.lstrip("/")
        if file.is_dir():
            file /= "index.html"
        if not file.is_file():
            status, file = 404, self._folder / "404.html"
        kind = _MORE_TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "text/plain"
        body, headers = file.read_bytes(), {"Content-Type": kind, **headers_for(self._text("_headers"), path)}
        if kind.startswith(_COMPRESSED) or kind.endswith(("javascript", "+json", "+xml")):
            body, headers["Content-Encoding"] = gzip.compress(body, mtime=0), "gzip"
        self._answer(status, body, headers)

    do_HEAD = do_GET  # noqa: N815  # the parent calls it by this name

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _text(self, name: str) -> str:
        file = self._folder / name
        return file.read_text(encoding="utf-8") if file.is_file() else ""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name in the parent
        """Say nothing."""
