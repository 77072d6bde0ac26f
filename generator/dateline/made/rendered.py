"""Rendered: the outputs of templates, and those for machines, each with its key: the digest of its inputs.

Nothing is made here: the bytes of an output are asked for only when its key, or the file on the disk, has
changed.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from dateline import digest
from dateline.output.staging import Output
from dateline.pages.planned import PlannedData, PlannedPage
from dateline.theming.theme import Theme
from dateline.timing import Timing
from dateline.views.pages import SiteView


class Around(NamedTuple):
    """What all pages in one language show of the site, and the digest of that with the generator's."""

    site: SiteView
    common: str


def around_of(site: SiteView, generator: str) -> Around:
    """The surroundings of pages that show this of the site; `generator` is the digest of the generator."""
    return Around(site, digest.of_value(site, generator))


def page_output(page: PlannedPage, around: Around, theme: Theme, timing: Timing) -> Output:
    """The output of a page."""
    key = digest.of_value(page.template, theme.digest_of(page.template), page.digest, around.common)
    return Output(page.path, key, partial(_render, theme, page, around.site, timing))


def data_output(data: PlannedData, generator: str) -> Output:
    """The output of data that no template renders."""
    return Output(data.path, digest.of_value(data.digest, generator), data.content)


def form_outputs(data: tuple[PlannedData, ...], generator: str) -> tuple[Output, ...]:
    """The outputs of the forms of a story."""
    return tuple(data_output(one, generator) for one in data)


def _render(theme: Theme, page: PlannedPage, site: SiteView, timing: Timing) -> bytes:
    with timing.stage("render", template=page.template, story=page.story):
        return theme.render(page.template, page.view(), site)
