"""The digest of a site as its pages show it, by which what was planned of it in another process is known."""

from __future__ import annotations

import msgspec

from dateline import digest
from dateline.model.site import Site
from dateline.pages.imprint import Imprint


def site_key(site: Site, imprint: Imprint, paths: tuple[str, ...], shown: tuple[str, ...]) -> str:
    """The digest of a site in one language, with its stories' listings and cards, and of its `imprint`.

    `paths` are the ids of all stories that are out, in every language, and `shown` the digests of their
    listings and cards, which stand for these: they are known, and short.
    """
    return digest.of_value(
        _told(site), [_told(other) for other in site.languages.values()], paths, shown, imprint.whole
    )


def _told(site: Site) -> tuple[Site, list[str]]:
    """A site with the ids of its stories in place of them."""
    return msgspec.structs.replace(site, stories=(), languages={}), [story.id for story in site.stories]
