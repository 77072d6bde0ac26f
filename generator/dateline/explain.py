"""Explaining: why an output was made by the last build, and whether the next one will make it.

What is asked about may be named as an output, as an address, or by a file of content/. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

import msgspec

from dateline import ledger
from dateline.build import Planned, everything, open_memory, plan_site
from dateline.config import Config
from dateline.disk import Tree
from dateline.ledger import Ledger
from dateline.pages import PlannedData, PlannedPage
from dateline.problems import did_you_mean
from dateline.reasons import MOST, Noted, Scene, notes_path, read_notes
from dateline.request import STATE, Request
from dateline.walk import CONTENT

_GONE = "nothing of the site as it is now"


class Explained(msgspec.Struct, frozen=True):
    """One output, and why it is as it is."""

    path: str
    """In the output folder; "" for a file of content/ that has none."""
    what: str
    """What it is, in words."""
    last: str
    """What the last build did that made or removed anything."""
    last_reasons: tuple[str, ...]
    next: str
    """What the next build will do."""
    next_reasons: tuple[str, ...]


class Unknown(msgspec.Struct, frozen=True):
    """Nothing of the site has this name."""

    hint: str
    """The name that is nearest, as a question; "" for none."""


def explain(root: Path, request: Request, asked: str) -> Explained | Unknown:
    """What is behind the name `asked` of the site at `root`; raises ConfigError and ThemeError."""
    memory = open_memory(root, request)
    planned = plan_site(root, request, memory=memory)
    known = ledger.read_ledger(planned.output, ledger.manifest_path(planned.output, root / STATE, root))
    noted = read_notes(notes_path(planned.output, root / STATE, root))
    names = dict(_names(planned))
    spelled = tuple(dict.fromkeys(_spellings(asked, planned.config)))
    path = next((names[name] for name in spelled if name in names), None)
    if path is not None:
        made: list[PlannedPage | PlannedData] = [*planned.plan.pages, *planned.plan.data]
        page = next((page for page in made if page.path == path), None)
        file = next((file.file for file in planned.plan.files if file.path == path), "")
        reasons = _scene(planned, known, noted).of(path, page, file)
        what = f"{_what(page, file)}{_skipped(planned, page)}"
        return Explained(path, what, *_last(path, noted), *_next(planned, reasons))
    gone = next((name for name in spelled if name in known.owned), None)
    if gone is not None:
        reasons = ("nothing asks for it any more",)
        return Explained(gone, _GONE, *_last(gone, noted), "The next build will remove it:", reasons)
    return _hidden(spelled, planned) or Unknown(did_you_mean(_trimmed(asked), map(_trimmed, names)))


def _trimmed(name: str) -> str:
    return name.strip("/")


def _scene(planned: Planned, known: Ledger, noted: Noted | None) -> Scene:
    """What the next build will make, beside what is known of the last."""
    tree, made, planned_outputs = Tree(planned.output), {}, everything(planned, keep=False)
    for output in planned_outputs:
        present = ledger.digest_on_disk(tree, output.path, tree.stamp(output.path), known)
        why = ledger.why(known.entries.get(output.path), (output.key, present))
        if why is not None:
            made[output.path] = why
    gone = known.owned - {output.path for output in planned_outputs}
    then = noted.ground if noted else None
    return Scene(planned.memory, planned.desk, planned.ground, then, made, gone)


def _next(planned: Planned, reasons: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """What the next build will do, and why."""
    if planned.has_errors:
        return "The next build will write nothing:", ("the site has errors (dateline check names them)",)
    if reasons:
        return "The next build will make it anew:", reasons
    return "The next build will keep it:", ("nothing that it is made from has changed",)


def _last(path: str, noted: Noted | None) -> tuple[str, tuple[str, ...]]:
    """What the last build did, and why."""
    if noted is None:
        return "Nothing is remembered of the last build.", ()
    if path in noted.pages:
        return "The last build that had work to do made it anew:", noted.pages[path]
    if noted.made <= MOST:
        return "The last build that had work to do kept it:", ("nothing that it is made from had changed",)
    many = f"The last build that had work to do made {noted.made:,} files, too many to note why for each"
    return (f"{many}; for all of them:", noted.common) if noted.common else (f"{many}.", ())


def _names(planned: Planned) -> Iterator[tuple[str, str]]:
    """Every name by which an output is known, with its path; of two with one name the later wins."""
    stories = {page.story: page.path for page in planned.plan.pages if page.story}
    for name in planned.inputs:
        story = _story_of(name, stories)
        if story and name.endswith(".md"):
            yield name, stories[story]
    for story, path in stories.items():
        yield f"{CONTENT}/{story}", path
    for asset in planned.theme.assets:
        yield asset.path, asset.path
    for file in planned.plan.files:
        yield from ((file.file, file.path), (file.path, file.path))
    for page in planned.plan.pages:
        if page.file and page.alias is None:
            yield page.file, page.path
    for data in planned.plan.data:
        yield data.path, data.path
    for page in planned.plan.pages:
        yield from ((page.path, page.path), (page.path.removesuffix("index.html"), page.path))


def _story_of(file: str, stories: dict[str, str]) -> str | None:
    """The story in whose folder a file lies."""
    path = file.removeprefix(f"{CONTENT}/")
    while path and path not in stories:
        path = path.rpartition("/")[0]
    return path or None


def _spellings(asked: str, config: Config) -> Iterator[str]:
    """The names that may be meant: without the site's address, the output folder, or outer slashes."""
    for start in (config.base_url, f"{config.base_path}/", f"{config.build.output}/", ""):
        if asked.startswith(start):
            name = unquote(asked.removeprefix(start).split("#")[0]).removeprefix("./").strip("/")
            yield from (name, f"{name}/" if name else "", f"{name}/index.html".lstrip("/"))


def _what(page: PlannedPage | PlannedData | None, copied: str) -> str:
    """What an output is, in words."""
    if page is None:
        return f"a copy of {copied}" if copied else "a file of the theme"
    if isinstance(page, PlannedData):
        return f"what the page of {page.file} says, for machines" if page.file else "data for machines"
    return f"{f'the page of {page.file}' if page.file else 'a list'}, by the template {page.template}"


def _skipped(planned: Planned, page: PlannedPage | PlannedData | None) -> str:
    """How many states of a story's history cannot be read today, in words; "" for none."""
    life = planned.past.lives.get(page.story) if page and page.story else None
    if life is None or not life.skipped:
        return ""
    are = "is" if life.skipped == 1 else "are"
    return f"; {life.skipped} of its commits cannot be read today and {are} left out"


def _hidden(spelled: Iterable[str], planned: Planned) -> Explained | None:
    """What is to be said of a story that is not out; None when there is none of that name."""
    for record in planned.memory.records.values():
        outline = record.outline
        names = {outline.file, f"{CONTENT}/{outline.path}", outline.url.strip("/")} - {""}
        if not names.isdisjoint(spelled) and outline.path not in planned.desk.shown:
            why = ("it is a draft, it is scheduled or has expired, or its files have errors",)
            what = f"the story {outline.path}, which is not out"
            return Explained("", what, "It has no page:", why, "The next build will make none.", ())
    return None
