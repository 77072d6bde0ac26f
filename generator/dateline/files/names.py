"""Names: what is wrong with the name of a file that is meant as Markdown, and of one that is to be cited.

This room knows names, and no folder and no file.
"""

from __future__ import annotations

import re

from dateline.citations import KEY, NONE
from dateline.patterns import deferred
from dateline.urls import slugify

STORY = "story.md"
SECTION = "section.md"

_KEY = re.compile(KEY)
_MARKDOWN = deferred(r"\.(?:md|markdown|mdown|mkdn?|mdwn|mdtxt|mdtext|mdx)(?![^\W_])", re.IGNORECASE)
_TEXT = deferred(r"(story|section)\.(?:te?xt|(rtf|docx?|odt|pages))\Z", re.IGNORECASE)
"""A briefing, or the words of a section, as other programs save them."""


def misnamed(name: str, *, in_folder: bool) -> tuple[str, str] | None:
    """What is wrong, and a hint, where a file is meant as Markdown and has not the name of one.

    `in_folder` is False at the top of content/, where nothing is called story.md or section.md.
    """
    text = _TEXT.match(name) if in_folder else None
    if text:
        meant = f"{text[1].casefold()}.md"
        hint = f"save its words as plain text, as {meant}" if text[2] else f"rename it to {meant}"
        return f"“{name}” is not read: the name is “{meant}”", hint
    ending = _MARKDOWN.search(name)
    if ending is None:
        return None
    stem, rest = name[: ending.start()], name[ending.end() :]
    is_known = in_folder and f"{stem.casefold()}.md" in (STORY, SECTION)
    meant = f"{stem.casefold() if is_known else stem}.md"
    if name.endswith(".md") and (meant == name or not is_known):
        return None
    if rest:
        message = f"this looks like a copy of {meant}, and would be published as it is"
        return message, "move it out of content/, or delete it"
    own = f"the name is “{meant}”" if name.endswith(".md") else "a Markdown file ends in “.md”"
    return f"“{name}” is not read: {own}, in small letters", f"rename it to {meant}"


def markdown_stem(name: str) -> str:
    """What stands before the ending of a Markdown file, however that is spelt; "" for any other file."""
    ending = _MARKDOWN.search(name)
    return name[: ending.start()] if ending and ending.end() == len(name) else ""


def wrong_key(key: str) -> tuple[str, str, str] | None:
    """The rule, the words and the hint where a source file's stem cannot be cited; else None."""
    if key.isdigit():
        message = f"“{key}” cannot be a citation key: a bare number means a position in `sources:`"
        return "numeric-key", message, "name the file after its publisher: ap.md"
    if _KEY.fullmatch(key) and key != NONE:
        return None
    hint = "a key has letters, digits, “_” and single “-” or “.” between them"
    if slugify(key) and slugify(key) != key:
        hint = f"rename it to {slugify(key)}.md"
    elif key == NONE:
        hint = "[@none] says that a sentence has no source: choose another name"
    return "bad-file-name", f"“{key}” cannot be a citation key", hint
