"""Icons: the small pictures by which browsers and phones know a site, and where each stands in the output.

Values alone; `imaging` draws. A file of the site's own at one of these places goes first.
"""

from __future__ import annotations

import json
import unicodedata

import msgspec

from dateline.pictures.cards import Colours

MANIFEST = "site.webmanifest"
_ARTICLE = "The "


class Icon(msgspec.Struct, frozen=True):
    """One icon: its place in the output, its kind, and how many pixels its sides have."""

    path: str
    kind: str
    """"svg", "ico" or "png"."""
    size: int = 0


ICONS = (
    Icon("favicon.svg", "svg"),
    Icon("favicon.ico", "ico", 32),
    Icon("apple-touch-icon.png", "png", 180),
    Icon("icon-192.png", "png", 192),
    Icon("icon-512.png", "png", 512),
)
OWN = ("favicon.svg", "favicon.png", "favicon.ico")
"""The files of a site that stand for what is drawn else, the best first."""
TYPES = {"svg": "image/svg+xml", "png": "image/png", "ico": "image/x-icon"}


def letter_of(title: str) -> str:
    """The letter that stands for a site: the first of its title, in capitals; "" when it has none."""
    for char in title.removeprefix(_ARTICLE):
        if unicodedata.category(char)[0] in "LN":
            return char.upper()[:1]
    return ""


def drawing(letter: str, colours: Colours) -> bytes:
    """The icon as an SVG."""
    mark = (
        f'<text x="16" y="24" font-family="Georgia, serif" font-weight="700" font-size="23" '
        f'text-anchor="middle" fill="{colours.paper}">{letter}</text>'
    )
    if not letter or letter in "<>&":
        mark = f'<path d="M7 10h18M7 16h18M7 22h11" stroke="{colours.paper}" stroke-width="3"/>'
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    return f'{head}<rect width="32" height="32" rx="6" fill="{colours.accent}"/>{mark}</svg>\n'.encode()


def manifest(title: str, home: str, icons: tuple[tuple[str, int], ...]) -> bytes:
    """The web app manifest (W3C): the site's name, and its icons by address and size."""
    data = {
        "name": title,
        "short_name": title.removeprefix(_ARTICLE)[:24],
        "start_url": home,
        "display": "browser",
        "icons": [{"src": href, "sizes": f"{size}x{size}", "type": "image/png"} for href, size in icons],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"
