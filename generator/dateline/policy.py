"""The content security policy: what a page may load, as one value that others can add to.

It begins with nothing at all and allows what a page of words and pictures needs. A theme, a setting or
another room adds sources by directive; the published files, the page itself and the preview all say the same
value. Standard: Content Security Policy 3. This room knows no settings, no theme, no host.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import SplitResult, urlsplit

import msgspec

NOTHING: Final = "'none'"
_SOURCE: Final = re.compile(r"[!-+\--:<-~]+")  # visible ASCII without the comma and the semicolon
_PORTS: Final[Mapping[str, int]] = {"http": 80, "https": 443}
_HEADER_ONLY: Final = frozenset({"frame-ancestors"})
"""Directives that a page cannot say of itself (§3.3)."""

_BEGINNING: Final[Mapping[str, tuple[str, ...]]] = {
    "default-src": (NOTHING,),
    "script-src": (NOTHING,),
    "style-src": ("'self'",),
    "img-src": ("'self'",),
    "font-src": ("'self'",),
    "media-src": ("'self'",),
    "manifest-src": ("'self'",),
    "connect-src": (
        "'self'",
    ),  # auditing tools read robots.txt from inside a page; no script of ours asks for anything
    "frame-src": (NOTHING,),
    "worker-src": (NOTHING,),
    "form-action": ("'self'",),
    "base-uri": (NOTHING,),
    "frame-ancestors": (NOTHING,),
}
DIRECTIVES: Final = tuple(_BEGINNING)
"""All directives that can be added to, in the order in which they are written."""


class Policy(msgspec.Struct, frozen=True):
    """The sources that each directive allows, in the order of `DIRECTIVES`."""

    allowed: tuple[tuple[str, ...], ...] = tuple(_BEGINNING.values())

    def allowing(self, more: Mapping[str, Iterable[str]]) -> Policy:
        """The policy that allows these sources too, by directive; KeyError for a directive it has not."""
        allowed = dict(zip(DIRECTIVES, self.allowed, strict=True))
        for directive, sources in more.items():
            both = dict.fromkeys((*allowed[directive], *sources))
            if len(both) > 1:
                both.pop(NOTHING, None)
            allowed[directive] = tuple(both)
        return Policy(tuple(allowed.values()))

    def of(self, directive: str) -> tuple[str, ...]:
        """The sources that a directive allows."""
        return self.allowed[DIRECTIVES.index(directive)]

    @property
    def header(self) -> str:
        """The policy as the value of the header `Content-Security-Policy`."""
        return "; ".join(self._said(DIRECTIVES))

    @property
    def meta(self) -> str:
        """What of it a page can say itself, for `<meta http-equiv>`."""
        return "; ".join(self._said(name for name in DIRECTIVES if name not in _HEADER_ONLY))

    def _said(self, names: Iterable[str]) -> Iterable[str]:
        allowed = dict(zip(DIRECTIVES, self.allowed, strict=True))
        return (
            f"{name} {' '.join(allowed[name])}"
            for name in names
            # What falls back to `default-src` and allows as little as that goes without saying.
            if allowed[name] != (NOTHING,) or not name.endswith("-src") or name == "default-src"
        )


STRICT: Final = Policy()
"""What a page of words and pictures of the site's own needs, and nothing more."""


def loads(sources: Iterable[str], url: str) -> bool:
    """Whether one of a directive's sources lets a page load a whole address (CSP 3 §6.7.2)."""
    parts = urlsplit(url)
    return any(_matches(source.lower(), parts) for source in sources)


def _matches(source: str, parts: SplitResult) -> bool:
    if source == "*" or source == f"{parts.scheme}:":
        return True
    scheme, is_whole, rest = source.rpartition("://")
    place, slash, path = rest.partition("/")
    name, _, port = place.partition(":")
    host = parts.hostname or ""
    if is_whole and scheme != parts.scheme and (scheme, parts.scheme) != ("http", "https"):
        return False
    if name != host and not (name.startswith("*.") and host.endswith(name[1:])):
        return False
    if port not in ("", "*", str(parts.port or _PORTS.get(parts.scheme))) or (not port and parts.port):
        return False
    return (
        not path or parts.path == slash + path or (path.endswith("/") and parts.path.startswith(slash + path))
    )


def is_source(text: str) -> bool:
    """True for what can stand as one source of a directive."""
    return bool(_SOURCE.fullmatch(text))
