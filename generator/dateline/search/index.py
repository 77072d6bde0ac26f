"""The index: Pagefind run over the documents of all stories; kept until one of them changes.

What is kept is one file in the site's `.dateline/`, sealed by its digest: one that is damaged counts as
missing, and losing it costs time only. The same documents give the same files, byte for byte.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import msgspec

from dateline import digest
from dateline.search import service
from dateline.search.canonical import FormatError, canonical

FOLDER: Final = "pagefind"
"""Where the index stands in the output."""
NAME: Final = "search.index"
_LONGEST: Final = 600  # seconds; ten thousand stories take about a minute


class Index(msgspec.Struct, frozen=True):
    """An index: the key of all that it is made from, and its files with their digests, by path."""

    key: str
    files: dict[str, tuple[str, bytes]]


Documents = Iterable[tuple[str, Callable[[], str]]]
"""The output path of each page that can be found, and what makes its document."""


@cache
def is_installed() -> bool:
    """Whether Pagefind is there: `pip install 'dateline[search]'`."""
    return find_spec("pagefind_bin") is not None


def is_index(path: str) -> bool:
    """True for the output paths of the index."""
    return path.startswith(f"{FOLDER}/")


def index_of(key: str, documents: Documents, state: Path | None, *, keep: bool = True) -> Index:
    """The index under a key: the one kept in `state`, else made anew, and kept; raises OutputError."""
    known = _kept(state / NAME) if state else None
    if known is not None and known.key == key:
        return known
    files = _made(documents)
    index = Index(key, {path: (digest.of_bytes(content), content) for path, content in files.items()})
    if state and keep:
        _keep(state / NAME, index)
    return index


_DECODER = msgspec.msgpack.Decoder(Index)


def _kept(path: Path) -> Index | None:
    """The index that an earlier build kept; None when there is none that can be read."""
    try:
        seal, _, packed = path.read_bytes().partition(b"\n")
        return _DECODER.decode(packed) if seal == digest.of_bytes(packed).encode() else None
    except (OSError, msgspec.MsgspecError):
        return None


def _keep(path: Path, index: Index) -> None:
    packed = msgspec.msgpack.encode(index)
    with contextlib.suppress(OSError):  # a full disk, a folder that is not ours: it is made again then
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        fresh.write_bytes(digest.of_bytes(packed).encode() + b"\n" + packed)
        fresh.replace(path)


def _made(documents: Documents) -> Mapping[str, bytes]:
    """The files of the index of these documents, in their one form."""
    files = service.made_index(((path, make()) for path, make in documents), _LONGEST)
    try:
        return canonical(files)
    except FormatError as error:
        raise service.failure(f"its files are not as this Dateline knows them: {error}") from error
