"""Attachments: the files that are published beside pages, hashed, and the pictures among them looked into.

A file is read when its stamp says that it may have changed; a picture is looked into once, whatever its
name is later. What cannot be read is a problem of its file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from dateline import crew, digest, rules
from dateline.files.walk import FoundFile
from dateline.loading.opened import unreadable
from dateline.memory.memory import Memory
from dateline.model.draft import Attachment
from dateline.model.rasters import RAW, SHOWN, ending
from dateline.pictures.imaging.looking import LARGEST, Seen, look, too_large
from dateline.problems import Place, Problem

WORTH_IT = 4
"""From so many pictures on, all processors examine them."""


class _Read(msgspec.Struct, frozen=True):
    """A file as it was read: its digest, what a look into a picture came to, or why it was not read."""

    digest: str
    seen: Seen | None = None
    error: tuple[int, str] | None = None


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(_Read)


def attachments(
    root: Path, files: Sequence[FoundFile], memory: Memory, seen: int, *, alone: bool
) -> tuple[tuple[Attachment, ...], tuple[Problem, ...], int]:
    """The files that are published, what is wrong with them, and how many had to be read.

    `seen` is when their stamps were taken.
    """
    known = {file.file: memory.digest_of(file.file, file.stamp) or "" for file in files}
    fresh = [file for file in files if _is_fresh(memory, file, known[file.file])]
    read = {file.file: one for file, one in zip(fresh, _read(root, fresh, alone=alone), strict=True)}
    problems: list[Problem] = []
    made = []
    for file in files:
        key, one = known[file.file], read.get(file.file)
        if one is not None:
            if one.error:
                problems.append(unreadable(file.file, OSError(*one.error)))
                continue
            key = one.digest
            memory.note(file.file, file.stamp, key, seen)
            if one.seen:
                memory.looks[_name(file, key)] = one.seen
        problems += _wrong(file, memory.looks.get(_name(file, key)))
        made.append(_attachment(memory, file, key))
    if len(memory.looks) > len(made):
        shown = {_name(file, known[file.file] or read[file.file].digest) for file in files}
        memory.looks = {name: look for name, look in memory.looks.items() if name in shown}
    return tuple(made), tuple(problems), len(fresh)


def _is_fresh(memory: Memory, file: FoundFile, key: str) -> bool:
    """True for a file that must be read: a change, or a picture that nobody looked into."""
    return not key or (ending(file.path) in SHOWN and _name(file, key) not in memory.looks)


def _name(file: FoundFile, key: str) -> str:
    return f"{key}{ending(file.path)}"


def _read(root: Path, files: Sequence[FoundFile], *, alone: bool) -> Iterator[_Read]:
    pictures = sum(ending(file.path) in SHOWN for file in files)
    worth_it = WORTH_IT if pictures >= WORTH_IT else crew.WORTH_IT
    for data in crew.each(partial(_read_one, root), files, alone=alone, worth_it=worth_it):
        yield _DECODER.decode(data)


def _read_one(root: Path, file: FoundFile) -> bytes:
    """A file as it was read, encoded."""
    try:
        if ending(file.path) not in SHOWN or file.stamp.size > LARGEST:
            with (root / file.file).open("rb") as stream:
                hashed = hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=digest.SIZE))
            is_large = ending(file.path) in SHOWN
            read = _Read(hashed.hexdigest(), too_large(file.stamp.size) if is_large else None)
        else:
            data = (root / file.file).read_bytes()
            key = digest.of_bytes(data)
            read = _Read(key, look(file.path, data, key))
    except OSError as error:
        read = _Read("", error=(error.errno or 0, error.strerror or str(error)))
    return _ENCODER.encode(read)


def _attachment(memory: Memory, file: FoundFile, key: str) -> Attachment:
    """The file as a value; the same one as long as its bytes are the same."""
    known = memory.session.attached.get(file.file)
    if known is None or known.digest != key:
        found = memory.looks.get(_name(file, key))
        raster = found.raster if found else None
        known = memory.session.attached[file.file] = Attachment(file.file, file.path, key, raster)
    return known


def _wrong(file: FoundFile, seen: Seen | None) -> Iterator[Problem]:
    """What is wrong with a picture."""
    if seen and seen.message:
        yield rules.problem("bad-picture", Place(file.file), seen.message, seen.hint)
    if ending(file.path) in RAW:
        message = "this picture is published as it is, with all that its camera wrote into it"
        hint = "export it as JPEG, or move it out of the content folder"
        yield rules.problem("raw-picture", Place(file.file), message, hint)
