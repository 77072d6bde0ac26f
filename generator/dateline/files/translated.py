"""Translated: which files of a folder are translations of others, by their names alone.

`story.fr.md` stands beside story.md and `section.fr.md` beside section.md, or it is a mistake. `about.fr.md`
is a translation where there is an about.md, and else a page of its own: `notes.v2.md` is no mistake.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from dateline import rules
from dateline.files.addresses import translation_id
from dateline.patterns import deferred
from dateline.problems import Place, Problem

_NAME = re.compile(r"(story|section)\.(.+)\.md", re.IGNORECASE)
_PAGE = deferred(r"(.+)\.([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\.md", re.IGNORECASE)
_MEANT = deferred(r"(.+)\.([a-z]{2,3}(?:[_-][a-z0-9]{2,8})*)\.md", re.IGNORECASE)


def is_translation(name: str) -> bool:
    """True for what is meant as a translation of story.md or section.md: also in capitals."""
    return _NAME.fullmatch(name) is not None


def tag_of(name: str) -> str:
    """The tag of the language in the name of a translation: all between its first and its last full stop."""
    return name.partition(".")[2].rpartition(".")[0]


def original_of(name: str) -> str:
    """The name of what is translated: "story.md" or "section.md"."""
    return f"{name.partition('.')[0].casefold()}.md"


def page_id(path: str, known: Container[str]) -> str:
    """The id of the plain page in a Markdown file, by its path below content/; `known` has those of all."""
    found = _PAGE.fullmatch(path)
    if found and f"{found[1]}.md" in known:
        return translation_id(found[1], found[2])
    return path.removesuffix(".md")


def lonely(page: str) -> tuple[str, str]:
    """The tag of a page that may be meant as a translation of another, and that one's name; else "".

    The tag may be spelt with underscores, as none is.
    """
    found = _MEANT.fullmatch(f"{page}.md")
    return (found[2], f"{found[1].rpartition('/')[2]}.md") if found else ("", "")


def problems_of(files: Iterable[str], originals: Container[str]) -> Iterator[tuple[str, Problem]]:
    """The translations, by their paths, that cannot be read as such, each with its problem.

    `originals` has the names of what is there to be translated.
    """
    for file in files:
        name = file.rpartition("/")[2]
        original = original_of(name)
        meant = original.replace(".md", f".{tag_of(name)}.md")
        if "." in tag_of(name):
            message = f"“{name}” is not read: a translation’s name has one language between its full stops"
            first = meant.rsplit(".", 2)[0]
            hint = f"rename it to {first}.md, or move it out of content/"
            yield file, rules.problem("bad-file-name", Place(file), message, hint)
        elif name != meant:
            message = f"“{name}” is not read: the name is “{meant}”, in small letters"
            problem = rules.problem("bad-file-name", Place(file), message, f"rename it to {meant}")
            yield file, problem
        elif original not in originals:
            yield file, alone(file, original)


def alone(file: str, original: str) -> Problem:
    """The problem of a translation without an original."""
    message = f"this is a translation of {original}, and there is none beside it"
    return rules.problem("translation-alone", Place(file), message, f"write {original} too")
