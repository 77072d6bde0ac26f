"""Opened: the bytes of text files, and their digests. Must not load anything that parses them."""

from __future__ import annotations

from pathlib import Path

from dateline import digest, rules
from dateline.files.walk import FoundFile, FoundStory
from dateline.problems import Place, Problem
from dateline.yaml.limits import LARGEST, too_large


def story_digest(found: FoundStory, digests: dict[str, str]) -> str:
    """The digest of a story's files and their names, from the digests of the files."""
    return digest.of_value([(file.path, digests.get(file.file, "")) for file in found.files], found.uncitable)


def read_file(root: Path, file: FoundFile, problems: list[Problem]) -> bytes | None:
    """The bytes of a text file; None, with a problem, when it cannot be read."""
    if file.stamp.size > LARGEST:
        problems.append(too_large(file.file, file.stamp.size))
        return None
    try:
        return (root / file.file).read_bytes()
    except OSError as error:
        problems.append(unreadable(file.file, error))
        return None


def unreadable(file: str, error: OSError) -> Problem:
    """The problem of a file that the system does not give."""
    return rules.problem("unreadable-file", Place(file), f"this cannot be read: {error.strerror}")


def key_of(file: FoundFile) -> str:
    """The citation key of a source's file."""
    return file.path.rpartition("/")[2].removesuffix(".md")
