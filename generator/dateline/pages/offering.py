"""Offering: the outputs that a site has because of its settings, for linking, which comes before planning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dateline.files import addresses
from dateline.linking.offered import Offered
from dateline.pages.hosts import site_policy
from dateline.pages.robots import trust_lines
from dateline.settings.config import Config
from dateline.twins.forms import FORMS


def offered(config: Config, theme: Mapping[str, Iterable[str]]) -> Offered:
    """What a site with these settings offers; `theme` is what its pages load, by directive."""
    formats = config.twins.formats
    feeds = tuple(addresses.FEEDS[form] for form in config.feeds.written)
    data = [url for url, form in addresses.DATA.items() if form in formats]
    once = [url for url in data if url in addresses.SCHEMAS]
    spoken = [f"/{name}" for name in feeds] + [url for url in data if url not in once]
    spoken += [addresses.SEARCH] if config.search.enabled else []
    once += [addresses.TRUST] if trust_lines(config.trust) else []
    named = [form for form in FORMS if form.name in formats and not form.dated]
    return Offered(
        addresses=tuple(once),
        spoken=tuple(spoken),
        feeds=feeds,
        lists=config.feeds.lists,
        forms=tuple(form.file for form in named if not form.sourced),
        sourced=tuple(form.file for form in named if form.sourced),
        pictures=("/".join(config.base_url.split("/")[:3]), *site_policy(config, theme).of("img-src")),
    )
