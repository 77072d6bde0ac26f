"""Naming a story on the command line: by its id, its folder, or a file in it, from wherever one stands."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.problems import did_you_mean

if TYPE_CHECKING:
    from dateline.build import Planned


def below_content(root: Path, named: str, known: Iterable[str], parameter: str) -> str:
    """The path below content/ of the story or the folder that is named; raises BadParameter for neither."""
    content = (root / "content").resolve()
    stories = set(known)
    for start in (Path.cwd(), root, content):
        path = (start / named).resolve()
        if path != content and content not in path.parents:
            continue
        below = path.relative_to(content).as_posix() if path != content else ""
        around = [below, *(parent.as_posix() for parent in Path(below).parents)]
        story = next((folder for folder in around if folder in stories), None)
        if story is not None:
            return story
        if any(not below or story.startswith(f"{below}/") for story in stories):
            return below
    near = did_you_mean(named.strip("/").removeprefix("content/"), sorted(stories))
    raise click.BadParameter(f"no story lies at “{named}”{f': {near}' if near else ''}", param_hint=parameter)


def one_story(planned: Planned, named: str) -> str:
    """The id of the story that is named; raises BadParameter for none, and for a folder of several.

    story.fr.md names the translation in it.
    """
    from dateline.files.addresses import told_by
    from dateline.selection import story_folders

    known = story_folders(planned.inputs) | planned.memory.records.keys()
    found = below_content(planned.root, named, known, "'STORY'")
    translation = told_by(f"{found}/{Path(named).name}")
    if translation in known:
        return translation
    if found in known:
        return found
    inside = sorted(path for path in known if not found or path.startswith(f"{found}/"))
    many = "1 story" if len(inside) == 1 else f"{len(inside)} stories"
    several = f"“{named}” holds {many}: name one, such as {inside[0]}"
    raise click.BadParameter(several, param_hint="'STORY'")
