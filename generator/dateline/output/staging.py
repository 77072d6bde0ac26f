"""Staging: makes outputs on all processors, and writes those that differ from the disk into a staging folder.

A copy of the process that makes an output writes it too, so that only its digest passes between processes.
Nothing in the output folder is changed here, except that the staging folder stands in it if it must, to be
on the same device.
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
from dateline.output.ledger import MARKER, OutputFolder

RUN = 12
"""Outputs that one copy makes in a row: those of one story or list, which share what they decode."""


class Output(msgspec.Struct, frozen=True):
    """One file to be written: where, the digest of all that it is made from, and how to make it."""

    path: str
    """Relative to the output folder, with "/" between its parts."""
    key: str
    """The digest of all that it is made from."""
    content: Callable[[], bytes]
    """Called only when the file on disk is not known to be made from `key`."""
    heavy: bool = False
    """True for what takes a processor long: a picture."""


class Produced(NamedTuple):
    """An output that was made."""

    digest: str
    """The digest of its bytes."""
    file: str | None
    """The staged file that holds them; None where nothing is staged, or the file on the disk has them."""


def produced(
    outputs: Sequence[Output], known: Sequence[str], stage: Path | None, *, alone: bool = False
) -> Iterator[Produced]:
    """Each output made, in their order; `known` are the digests of the files on the disk ("" for none).

    An output whose bytes differ from the file is written into the folder `stage`, if that is given. One
    processor is used when `alone`. Raises what `content` raises, and OSError.
    """
    with producing(outputs, known, stage, alone=alone) as made:
        yield from made


@contextmanager
def producing(
    outputs: Sequence[Output], known: Sequence[str], stage: Path | None, *, alone: bool = False
) -> Iterator[Iterator[Produced]]:
    """The same as a context: where copies of the process are made, they work from its beginning on."""
    heavy = sum(output.heavy for output in outputs)
    rows = [(at, *row) for at, row in enumerate(zip(outputs, known, strict=True))]
    worth_it, run = (2, 1) if heavy > 1 else (crew.WORTH_IT, RUN)
    with crew.begun(partial(_made, stage), rows, alone=alone, worth_it=worth_it, run=run) as results:
        yield map(partial(_told, stage), rows, results)


def _told(stage: Path | None, row: tuple[int, Output, str], result: bytes) -> Produced:
    at, _, known = row
    made = result.decode()
    return Produced(made, None if stage is None or made == known else _file(stage, at))


def _made(stage: Path | None, row: tuple[int, Output, str]) -> bytes:
    """Make an output, and stage it unless its digest is the known one; the digest of its bytes."""
    at, output, known = row
    data = output.content()
    made = digest.of_bytes(data)
    if stage is not None and made != known:
        disk.put(_file(stage, at), data)
    return made.encode()


def _file(stage: Path, at: int) -> str:
    return f"{stage}/{at}"


@contextmanager
def staging(folder: OutputFolder) -> Iterator[Path]:
    """An empty folder on the output's own device, where files can be renamed into it; removed afterwards.

    Its name is new each time: an ext4 without a journal makes files slowly in a folder from which many were
    removed lately, as they are from the folder of the last build.
    """
    path, state = folder.path, folder.state
    near = next(parent for parent in (path, *path.parents) if parent.is_dir())
    within, beside = path / f"{MARKER}.staging", state / "staging"
    place = beside if _same_device(near, state) else within
    for left_over in (within, beside):
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
