"""Staging: outputs are made on all processors, compared with what is there, and kept beside it.

The copies of the process that make outputs write them too, so no bytes pass between processes; what comes
back is a digest. Nothing in the output folder is changed here, but for the staging folder that stands in it
where it has to.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from dateline import crew, digest
from dateline.output import disk
from dateline.output.ledger import MARKER

RUN = 12
"""Outputs that one copy makes in a row: those of one story, or of one list, are made from the same."""


class Output(msgspec.Struct, frozen=True):
    """One file to be written: where, the digest of all that it is made from, and how to make it."""

    path: str
    """Relative to the output folder, with "/" between its parts."""
    key: str
    content: Callable[[], bytes]
    """Called only when the file on disk is not known to be made from `key`."""
    heavy: bool = False
    """True for what takes a processor long: a picture."""


class Made(NamedTuple):
    """What making an output came to."""

    digest: str
    """Of its bytes."""
    file: str | None
    """The staged file that holds them; None where nothing is staged, and for bytes that are there."""


def produced(
    outputs: Sequence[Output], known: Sequence[str], stage: Path | None, *, alone: bool = False
) -> Iterator[Made]:
    """Each output made, in their order; `known` are the digests of what stands on the disk ("" for nothing).

    Those that are others are staged in `stage`, where it is given. One processor is used when `alone`. Raises
    what `content` raises, and OSError.
    """
    with producing(outputs, known, stage, alone=alone) as made:
        yield from made


@contextmanager
def producing(
    outputs: Sequence[Output], known: Sequence[str], stage: Path | None, *, alone: bool = False
) -> Iterator[Iterator[Made]]:
    """The same, begun when it is entered: where there are copies, these are at work from then on."""
    heavy = sum(output.heavy for output in outputs)
    rows = [(at, *row) for at, row in enumerate(zip(outputs, known, strict=True))]
    worth_it, run = (2, 1) if heavy > 1 else (crew.WORTH_IT, RUN)
    with crew.begun(partial(_made, stage), rows, alone=alone, worth_it=worth_it, run=run) as results:
        yield map(partial(_told, stage), rows, results)


def _told(stage: Path | None, row: tuple[int, Output, str], result: bytes) -> Made:
    at, _, known = row
    made = result.decode()
    return Made(made, None if stage is None or made == known else _file(stage, at))


def _made(stage: Path | None, row: tuple[int, Output, str]) -> bytes:
    """The digest of an output's bytes, which are in their staged file now when that is not the known one."""
    at, output, known = row
    data = output.content()
    made = digest.of_bytes(data)
    if stage is not None and made != known:
        disk.put(_file(stage, at), data)
    return made.encode()


def _file(stage: Path, at: int) -> str:
    return f"{stage}/{at}"


@contextmanager
def staging(folder: Path, state: Path) -> Iterator[Path]:
    """An empty folder on the output's own device, gone afterwards; renaming works only there.

    It has another name in each build. An ext4 without a journal looks at each file that was lately removed
    from a place before it makes a new one there, and each build removes those that the last one staged.
    """
    near = next(parent for parent in (folder, *folder.parents) if parent.is_dir())
    inside = not _same_device(near, state)
    place = folder / f"{MARKER}.staging" if inside else state / "staging"
    for left_over in (folder / f"{MARKER}.staging", state / "staging"):
        if left_over.is_dir() and not left_over.is_symlink():
            shutil.rmtree(left_over, ignore_errors=True)  # a copy of a killed build may add one file more
    stage = place / os.urandom(6).hex()
    disk.make_folder(place)
    try:
        disk.scatter(place)
        disk.make_folder(stage)
        yield stage
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _same_device(first: Path, second: Path) -> bool:
    return first.stat().st_dev == second.stat().st_dev
