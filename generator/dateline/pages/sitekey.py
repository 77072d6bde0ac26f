"""The digest of a site as its pages show it: the key of what another process planned of it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dateline import digest
from dateline.model.site import Site
from dateline.pages.imprint import Imprint


def site_key(site: Site, imprint: Imprint, paths: tuple[str, ...], shown: tuple[str, ...]) -> str:
    """The digest of a site in one language, with its stories' listings and cards, and of its `imprint`.

    `paths` are the ids of all stories that are out, in every language. `shown` has the digests of their
    listings and cards, which are taken in place of these, as they are known already.
    """
    return key_of(frame_key(site, imprint, paths), shown)


def key_of(frame: str, shown: Iterable[str]) -> str:
    """The same from its parts: the `frame_key`, and the digests of listings and cards in the order of ids."""
    return digest.of_value(frame, tuple(shown))


def frame_key(site: Site, imprint: Imprint, paths: tuple[str, ...]) -> str:
    """The part of that digest that is not of listings and cards."""
    others = [_told(other) for other in site.languages.values()]
    return digest.of_value(_told(site), others, paths, imprint.whole)


def _told(site: Site) -> tuple[Site, list[str]]:
    """A site without its stories, and their ids."""
    return msgspec.structs.replace(site, stories=(), languages={}), [story.id for story in site.stories]
