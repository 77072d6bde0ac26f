"""What of a site can be searched: its stories but those withdrawn, and the page to search them on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import msgspec

from dateline import digest
from dateline.files import addresses
from dateline.model.site import Site
from dateline.pages.desks import Desk
from dateline.pages.imprint import Imprint
from dateline.policy import Policy
from dateline.search.documents import document
from dateline.settings.config import Config
from dateline.urls import output_path
from dateline.views.pages import HeadView, SearchView
from dateline.views.stories import StoryView

FOLDER = "/pagefind/"
"""Where the index stands."""
ENTRY = f"{FOLDER}pagefind.js"
"""The script that reads it."""
NEEDS = {
    "script-src": ("'self'", "'wasm-unsafe-eval'"),
    "worker-src": ("'self'",),
    "connect-src": ("'self'",),
}
"""What the page for searching loads beyond what all may: the script, what it compiles, and the index."""


class PlannedSearch(msgspec.Struct, frozen=True):
    """What can be searched: the digest of all documents, and each page's output path with its document."""

    digest: str
    documents: tuple[tuple[str, Callable[[], str]], ...]


def planned_search(config: Config, desk: Desk, sites: Mapping[str, Site]) -> PlannedSearch | None:
    """The stories that can be found in each language of the site, by tag; None on a site without search."""
    if not config.search.enabled:
        return None
    found = [
        (output_path(story.url), config.in_language(tag).language, story.id)
        for tag, site in sites.items()
        if not tag or tag in config.languages
        for story in site.stories
        if not story.withdrawn
    ]
    key = digest.of_value([(path, language, desk.compiled(id_).view) for path, language, id_ in found])
    documents = ((path, partial(_document, desk.maker(id_), language)) for path, language, id_ in found)
    return PlannedSearch(key, tuple(documents))


def _document(make: Callable[[], StoryView], language: str) -> str:
    return document(make(), language)


def search_view(imprint: Imprint, policy: Policy, sought: bool) -> SearchView:
    """The page for searching, which may load what the index needs; no script where none can be `sought`."""
    title = imprint.say("search")
    return SearchView(
        head=HeadView(
            *(title, "", imprint.absolute(addresses.SEARCH), "website"),
            index=False,
            languages=imprint.languages(addresses.SEARCH),
        ),
        title=title,
        script=imprint.shared(ENTRY) if sought else "",
        base=imprint.shared(addresses.HOME),
        policy=policy.allowing(NEEDS).meta,
    )
