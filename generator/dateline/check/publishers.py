"""The rule on `[publishers]` of site.toml: what is known is known of somebody whom a story cites."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from dateline import rules
from dateline.model.draft import Draft
from dateline.model.site import Term
from dateline.problems import Place, Problem, did_you_mean
from dateline.settings.tables.publishers import Publisher, by_address
from dateline.urls import slugify


def check_publishers(
    known: Mapping[str, Publisher], cited: Iterable[Term], draft: Draft, locate: Callable[[str], Place]
) -> Iterator[Problem]:
    """Publishers of the settings whom no story cites, neither one that is out nor another."""
    tables = by_address(known)
    lost = tables.keys() - {term.id for term in cited}
    if not lost:
        return
    names = {slugify(name): name for story in draft.stories for name, _ in story.publishers}
    for publisher in sorted(lost - names.keys()):
        name, _ = tables[publisher]
        message = f"no story cites a publisher “{name}”"
        hint = did_you_mean(name, names.values()) or "it is named as the sources name it, in `publisher:`"
        yield rules.problem("unknown-publisher", locate(name), message, hint)
