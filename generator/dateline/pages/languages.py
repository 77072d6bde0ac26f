"""Languages: the pages of the site in one of its other languages, at their place among all pages.

Their plan is made as that of the site's own language; here it moves below the language's address, without
what a site has only once. This room makes no page.
"""

from __future__ import annotations

import msgspec

from dateline.files.addresses import prefix_of
from dateline.pages.planned import Claimed, PlannedData, PlannedPage, collisions
from dateline.problems import Problem

_ONCE = frozenset(
    {"404.html", "sitemap.xml", "sitemap-index.xml", "news-sitemap.xml", "robots.txt", "trust.txt"}
)
"""The templates of what a site has only once, in its own language."""


def in_language(pages: tuple[PlannedPage, ...], tag: str) -> tuple[PlannedPage, ...]:
    """The pages of a language as they are written; old addresses stay where they were."""
    folder = prefix_of(tag).removeprefix("/") + "/"
    return tuple(
        msgspec.structs.replace(
            page,
            path=page.path if page.alias or page.path.startswith(folder) else folder + page.path,
            language=tag,
        )
        for page in pages
        if page.template not in _ONCE
    )


def crossing(*outputs: Claimed) -> tuple[Problem, ...]:
    """The paths that outputs in two languages want."""
    made = [PlannedData(path, "", bytes, file) for rows in outputs for path, file in zip(*rows, strict=True)]
    return tuple(collisions(made, ()))
