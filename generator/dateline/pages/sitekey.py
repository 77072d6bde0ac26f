"""The digest of a site as its pages show it: the key of what another process planned of it."""

from __future__ import annotations

import msgspec

from dateline import digest
from dateline.model.site import Site
from dateline.pages.imprint import Imprint


def site_key(site: Site, imprint: Imprint, paths: tuple[str, ...], shown: tuple[str, ...]) -> str:
    """The digest of a site in one language, with its stories' listings and cards, and of its `imprint`.

    `paths` are the ids of all stories that are out, in every language. `shown` has the digests of their
    listings and cards, which are taken in place of these, as they are known already.
    """
    return digest.of_value(
        _told(site), [_told(other) for other in site.languages.values()], paths, shown, imprint.whole
    )


def _told(site: Site) -> tuple[Site, list[str]]:
    """A site without its stories, and their ids."""
    return msgspec.structs.replace(site, stories=(), languages={}), [story.id for story in site.stories]
