"""Assets: a theme's static files under names that change with their contents.

Gives each file a fingerprinted output path, an address and a subresource-integrity value
(https://www.w3.org/TR/SRI/), and rewrites what style sheets refer to. It must know no templates and
no folders: bytes come in by name, values go out.
"""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

import msgspec

from dateline import digest
from dateline.files.addresses import ASSETS
from dateline.patterns import deferred
from dateline.problems import Place, Problem, ThemeError, did_you_mean

FOLDER = ASSETS.strip("/")
"""The folder of the output that holds all assets, flat."""

_REFERENCE = re.compile(r"""(?P<open>url\(\s*["']?|@import\s+["'])(?P<target>[^"')\s]+)(?=["']?\s*\)|["'])""")
_ELSEWHERE = deferred(r"[a-z][a-z0-9+.-]*:|/|#", re.IGNORECASE)


class StaticFile(msgspec.Struct, frozen=True):
    """A file of a theme: how problems name it, and its bytes."""

    shown: str
    content: bytes


class Asset(msgspec.Struct, frozen=True):
    """A published static file: its address, its integrity value, its path in the output, its bytes."""

    href: str
    integrity: str
    path: str
    content: bytes
    loads: tuple[str, ...] = ()
    """The names of the files that it refers to, when it is a style sheet."""


def publish(files: Mapping[str, StaticFile], base_path: str) -> dict[str, Asset]:
    """An asset for each static file, by the name that templates use ("css/site.css").

    A style sheet is fingerprinted after what it refers to, so a changed font renames the sheet too.
    Raises ThemeError for a reference to a file that is not there, and for sheets that import each other.
    """
    published: dict[str, Asset] = {}
    for name in sorted(files):
        _publish(name, files, base_path, published, ())
    return published


def loaded(published: Mapping[str, Asset], names: Iterable[str]) -> tuple[Asset, ...]:
    """The assets that load with those of these names, and they themselves, each path once.

    A name of no asset is passed over.
    """
    found: dict[str, Asset] = {}
    to_load = sorted(names, reverse=True)
    while to_load:
        asset = published.get(to_load.pop())
        if asset is not None and asset.path not in found:
            found[asset.path] = asset
            to_load += reversed(asset.loads)
    return tuple(found.values())


def _publish(
    name: str,
    files: Mapping[str, StaticFile],
    base_path: str,
    published: dict[str, Asset],
    importers: tuple[str, ...],
) -> Asset:
    """The asset for `name`, and in `published` that of everything it refers to."""
    if name in published:
        return published[name]
    if name in importers:
        circle = " → ".join((*importers, name))
        raise ThemeError(
            Problem(Place(files[name].shown), "theme", f"style sheets import each other: {circle}")
        )
    content = files[name].content
    loads: dict[str, None] = {}
    if name.endswith(".css"):
        text = _text(files[name])

        def renamed(match: re.Match[str]) -> str:
            target = match["target"]
            if _ELSEWHERE.match(target):
                return match[0]
            path, mark, rest = _split(target)
            wanted = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
            if wanted not in files:
                raise _missing(files[name], text, match, wanted, files)
            asset = _publish(wanted, files, base_path, published, (*importers, name))
            loads[wanted] = None
            return f"{match['open']}{posixpath.basename(asset.path)}{mark}{rest}"

        content = _REFERENCE.sub(renamed, text).encode()
    published[name] = _asset(name, content, base_path, tuple(loads))
    return published[name]


def _asset(name: str, content: bytes, base_path: str, loads: tuple[str, ...]) -> Asset:
    """The asset that holds `content`; equal stems and contents share one path."""
    pure = PurePosixPath(name)
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", pure.stem).strip("-") or "file"
    path = f"{FOLDER}/{stem}.{digest.of_bytes(content)[:10]}{pure.suffix.lower()}"
    integrity = "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()
    return Asset(f"{base_path.rstrip('/')}/{path}", integrity, path, content, loads)


def _text(file: StaticFile) -> str:
    try:
        return file.content.decode()
    except UnicodeDecodeError as error:
        raise ThemeError(
            Problem(Place(file.shown), "theme", f"the style sheet is not UTF-8 at byte {error.start}")
        ) from None


def _split(target: str) -> tuple[str, str, str]:
    """The path of a reference, and the query or fragment that follows it."""
    found = re.search(r"[?#]", target)
    cut = found.start() if found else len(target)
    return target[:cut], target[cut : cut + 1], target[cut + 1 :]


def _missing(
    sheet: StaticFile, text: str, match: re.Match[str], wanted: str, files: Mapping[str, StaticFile]
) -> ThemeError:
    """The error for a reference to a file that the theme does not have."""
    start = match.start("target")
    place = Place(
        sheet.shown, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start), len(match["target"])
    )
    return ThemeError(
        Problem(place, "theme", f"the theme has no static file “{wanted}”", did_you_mean(wanted, files))
    )
