"""Explaining: why an output was made by the last build, and whether the next one will make it.

What is asked about may be named as an output, as an address, or by a file of content/. Nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

import msgspec

from dateline.build import Planned, edition_of, everything, open_memory, plan_site
from dateline.files.walk import CONTENT
from dateline.linking.edition import Edition, local
from dateline.made.described import Descriptions
from dateline.made.reasons import MOST, CommonInputs, Comparison, Noted, notes_path, read_notes
from dateline.model.draft import Outline
from dateline.output import ledger
from dateline.output.disk import Tree
from dateline.output.ledger import Ledger
from dateline.output.staging import Output
from dateline.pages.planned import PlannedData, PlannedPage
from dateline.problems import did_you_mean
from dateline.request import Request
from dateline.settings.config import Config

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
    with closing(open_memory(root, request)) as memory:
        return _explained(plan_site(root, request, memory=memory), root, request, asked)


def _explained(planned: Planned, root: Path, request: Request, asked: str) -> Explained | Unknown:
    """The same, of a plan."""
    known, noted = ledger.read_ledger(planned.output), read_notes(notes_path(planned.output))
    descriptions = Descriptions(planned.plan, planned.theme)
    outputs, then = everything(planned, keep=False), noted.inputs if noted else None
    names = {output.path: output.path for output in outputs} | descriptions.names(planned.inputs)
    spelled = tuple(dict.fromkeys(_spellings(asked, planned.config)))
    path = next((names[name] for name in spelled if name in names), None)
    if path is not None:
        described = descriptions.of(path)
        reasons = _compared(planned, outputs, known, then).of(path, described)
        what = f"{described.what}{_skipped(planned, described.page)}"
        return Explained(path, what, *_last(path, noted), *_next(planned, reasons))
    gone = next((name for name in spelled if name in known.owned), None)
    if gone is not None:
        reasons = ("nothing asks for it any more",)
        return Explained(gone, _GONE, *_last(gone, noted), "The next build will remove it:", reasons)
    hidden = _hidden(spelled, planned, edition_of(planned.config, request))
    return hidden or Unknown(did_you_mean(_trimmed(asked), map(_trimmed, names)))


def _trimmed(name: str) -> str:
    return name.strip("/")


def _compared(
    planned: Planned, outputs: Iterable[Output], known: Ledger, then: CommonInputs | None
) -> Comparison:
    """What the next build will make, beside what is known of the last."""
    tree, made, paths = Tree(planned.output.path), {}, set()
    for output in outputs:
        paths.add(output.path)
        present = ledger.digest_on_disk(tree, output.path, tree.stamp(output.path), known)
        why = ledger.why(known.entries.get(output.path), ledger.Entry(output.key, present))
        if why is not None:
            made[output.path] = why
    return Comparison(planned.memory, planned.desk.shown, planned.common, then, made, known.owned - paths)


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


def _spellings(asked: str, config: Config) -> Iterator[str]:
    """The names that may be meant: without the site's address, the output folder, or outer slashes."""
    if asked and f"{asked}/" in (config.base_url, f"{config.base_path}/"):
        asked += "/"
    for start in (config.base_url, f"{config.base_path}/", f"{config.build.output}/", ""):
        if asked.startswith(start):
            rest = asked.removeprefix(start)
            for part in dict.fromkeys((rest, re.split("[?#]", rest)[0])):
                name = unquote(part).removeprefix("./").strip("/")
                yield from (name, f"{name}/" if name else "", f"{name}/index.html".lstrip("/"))


def _skipped(planned: Planned, page: PlannedPage | PlannedData | None) -> str:
    """How many states of a story's history cannot be read today, in words; "" for none."""
    life = planned.past.lives.get(page.story) if page and page.story else None
    if life is None or not life.skipped:
        return ""
    are = "is" if life.skipped == 1 else "are"
    return f"; {life.skipped} of its commits cannot be read today and {are} left out"


def _hidden(spelled: Iterable[str], planned: Planned, edition: Edition) -> Explained | None:
    """What is to be said of a story that is not out; None when there is none of that name."""
    for record in planned.memory.records.values():
        outline = record.outline
        names = {outline.file, f"{CONTENT}/{outline.path}", outline.url.strip("/")} - {""}
        if not names.isdisjoint(spelled) and outline.path not in planned.desk.shown:
            what = f"the story {outline.path}, which is not out"
            why = (_why_not(outline, edition),)
            return Explained("", what, "It has no page:", why, "The next build will make none.", ())
    return None


def _why_not(outline: Outline, edition: Edition) -> str:
    """Why a story has no page."""
    if not outline.is_whole:
        return "its files have errors (dateline check names them)"
    if outline.draft and not edition.drafts:
        return "it is a draft (-D shows it)"
    comes = outline.published.instant(edition.zone)
    if comes > edition.now and not edition.future:
        return f"it is scheduled for {_shown(comes, edition)} (-F shows it)"
    if outline.expires and not edition.shows(outline):
        return f"it expired on {_shown(outline.expires.instant(edition.zone), edition)} (-E shows it)"
    return "another story that it belongs to is not out"


def _shown(instant: datetime, edition: Edition) -> str:
    return f"{local(instant, edition.zone):%Y-%m-%d %H:%M}"
