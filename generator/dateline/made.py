"""What a plan makes: every file of the output, each with the key of all that it is made from.

Nothing is made here: an output's bytes are asked for when its key, or the file on the disk, is another.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from dateline import digest
from dateline.again import Again
from dateline.album import Album
from dateline.developed import file_outputs
from dateline.pages import Plan, PlannedPage
from dateline.pages.planned import PlannedData
from dateline.search.index import FOLDER, index_of
from dateline.theme import Theme
from dateline.timing import Timing
from dateline.version import generator_digest
from dateline.views import SiteView
from dateline.write import Output


def made_of(
    plan: Plan, theme: Theme, root: Path, album: Album | None, again: Again, timing: Timing
) -> tuple[Output, ...]:
    """The outputs of a plan for the site at `root`: pages, data, files, and the theme's own.

    `album` has the pictures that earlier builds made.
    """
    generator = generator_digest()
    sites = {"": plan.site, **plan.others}
    common = {t: again.below(t).call(_common, site, theme.digest, generator) for t, site in sites.items()}
    languages = [page.language for page in plan.pages]
    columns = plan.pages, [sites[tag] for tag in languages], [common[tag] for tag in languages]
    pages = again.each("outputs", [page.path for page in plan.pages], columns, _output, theme, timing)
    data = again.each("data", [data.path for data in plan.data], [plan.data], _data, generator)
    return (*pages, *data, *file_outputs(root, album, plan, theme))


def index_made(plan: Plan, state: Path | None, *, keep: bool) -> tuple[Output, ...]:
    """The files of the search's index; `state` has what a build kept, or is None to make all anew."""
    if plan.search is None or not plan.search.documents:
        return ()
    key = digest.of_value(plan.search.digest, generator_digest())
    index = index_of(key, plan.search.documents, state, keep=keep)
    return tuple(
        Output(f"{FOLDER}/{path}", known, partial(bytes, content))
        for path, (known, content) in index.files.items()
    )


def _data(data: PlannedData, generator: str) -> Output:
    return Output(data.path, digest.of_value(data.digest, generator), data.content)


def _common(*shared: object) -> str:
    """The digest of what all pages are made from."""
    return digest.of_value(*shared)


def _output(page: PlannedPage, site: SiteView, common: str, theme: Theme, timing: Timing) -> Output:
    key = digest.of_value(page.template, page.digest, common)
    return Output(page.path, key, partial(_render, theme, page, site, timing))


def _render(theme: Theme, page: PlannedPage, site: SiteView, timing: Timing) -> bytes:
    with timing.stage("render", template=page.template, story=page.story):
        return theme.render(page.template, page.view(), site)
