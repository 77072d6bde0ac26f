"""Pagefind's files in the one form that the same pages always have.

Pagefind lists the values of a filter, and the filters and the sorts of an index, in an order of chance. Here
they are sorted; names, which are hashes of what is in a file, follow. All else is the same in every run.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from dateline import digest

Node: TypeAlias = Any
"""A number, a text, or a list of such: all that these files hold."""

_MARK: Final = b"pagefind_dcd"
_ENTRY: Final = "pagefind-entry.json"
_SYSTEM: Final = 9
_UNKNOWN: Final = b"\xff"
"""Where a packed file says which system packed it, and what it says of none (RFC 1952)."""
_FILTERS, _SORTS = 3, 4  # their places in a list of what an index has


class FormatError(ValueError):
    """The files are not such as this version of Pagefind is known to write."""


def canonical(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """What readers are sent of these files by path, in its one form; raises FormatError."""
    try:
        entry = json.loads(files[_ENTRY])
        made = dict(_plain(files, {language["wasm"] for language in entry["languages"].values()}))
        for name, language in sorted(entry["languages"].items()):
            language["hash"] = _index(name, language["hash"], files, made)
    except (KeyError, TypeError, IndexError, ValueError, OSError) as error:
        raise FormatError(str(error)) from error
    made[_ENTRY] = json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    return dict(sorted(made.items()))


def _plain(files: Mapping[str, bytes], languages: set[str]) -> Iterator[tuple[str, bytes]]:
    """The files that are kept as they are: script, worker, what reads the index, words and excerpts."""
    wasm = {f"wasm.{name}.pagefind" for name in (*languages, "unknown")}
    for path, content in files.items():
        if path in ("pagefind.js", "pagefind-worker.js", *wasm) or path.endswith(
            (".pf_index", ".pf_fragment")
        ):
            yield path, content


def _index(language: str, known: str, files: Mapping[str, bytes], made: dict[str, bytes]) -> str:
    """Put the index of a language and its filters into `made`; the name of the index."""
    meta = _read(files[f"pagefind.{known}.pf_meta"])
    for row in meta[_FILTERS]:
        values = _read(files[f"filter/{row[1]}.pf_filter"])
        values[1].sort(key=lambda value: value[0])
        row[1] = _named(language, values, made, "filter/{}.pf_filter")
    meta[_FILTERS].sort(key=lambda row: row[0])
    meta[_SORTS].sort(key=lambda row: row[0])
    return _named(language, meta, made, "pagefind.{}.pf_meta")


def _named(language: str, node: Node, made: dict[str, bytes], path: str) -> str:
    """Put what a file holds into `made`; its name, which does not depend on how it is packed."""
    content = _content(node)
    name = f"{language}_{digest.of_bytes(content)[:10]}"
    made[path.format(name)] = _packed(content)
    return name


# ── CBOR (RFC 8949), as far as these files go ────────────────────────────────────────────────────


def _read(packed: bytes) -> Node:
    data = gzip.decompress(packed)
    if not data.startswith(_MARK):
        raise ValueError("a file has another beginning")
    node, end = _node(data, len(_MARK))
    if end != len(data):
        raise ValueError("a file goes on behind its end")
    return node


def _node(data: bytes, at: int) -> tuple[Node, int]:
    major, small = divmod(data[at], 32)
    at += 1
    if small >= 24:
        if small > 27:
            raise ValueError("a length is not known")
        size = 1 << (small - 24)
        small, at = int.from_bytes(data[at : at + size], "big"), at + size
    if major == 0:
        return small, at
    if major == 3:
        return data[at : at + small].decode("utf-8"), at + small
    if major != 4:
        raise ValueError("a value is neither a number, a text nor a list")
    nodes = []
    for _ in range(small):
        node, at = _node(data, at)
        nodes.append(node)
    return nodes, at


def _content(node: Node) -> bytes:
    return _MARK + b"".join(_bytes(node))


def _packed(content: bytes) -> bytes:
    packed = gzip.compress(content, mtime=0)
    return packed[:_SYSTEM] + _UNKNOWN + packed[_SYSTEM + 1 :]  # Python 3.13 says another system than 3.11


def _bytes(node: Node) -> Iterator[bytes]:
    if isinstance(node, int):
        yield _head(0, node)
    elif isinstance(node, str):
        text = node.encode("utf-8")
        yield _head(3, len(text)) + text
    else:
        yield _head(4, len(node))
        for part in node:
            yield from _bytes(part)


def _head(major: int, value: int) -> bytes:
    if value < 24:
        return bytes((major * 32 + value,))
    power = next(power for power in range(4) if value < 1 << (8 << power))
    return bytes((major * 32 + 24 + power,)) + value.to_bytes(1 << power, "big")
