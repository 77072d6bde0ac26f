"""Translated: which files of a folder are translations of its story.md, by their names alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dateline import rules
from dateline.problems import Place, Problem

_NAME = re.compile(r"story\.([^.]+)\.md", re.IGNORECASE)


def is_translation(name: str) -> bool:
    """True for what is meant as a translation: story.fr.md, also in capitals."""
    return _NAME.fullmatch(name) is not None


def tag_of(name: str) -> str:
    """The tag of the language in the name of a translation."""
    return name.split(".")[1]


def problems_of(files: Iterable[str], *, has_original: bool) -> Iterator[tuple[str, Problem]]:
    """The translations, by their paths, that cannot be read as such, each with its problem."""
    for file in files:
        name = file.rpartition("/")[2]
        meant = f"story.{tag_of(name)}.md"
        if name != meant:
            message = f"“{name}” is not read: the name is “{meant}”, in small letters"
            problem = rules.problem("bad-file-name", Place(file), message, f"rename it to {meant}")
            yield file, problem
        elif not has_original:
            message = "this is a translation of story.md, and there is none beside it"
            yield (
                file,
                rules.problem("translation-alone", Place(file), message, "write story.md too"),
            )
