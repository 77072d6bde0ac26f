"""Offering: what the settings of a site add to it, for those who link before anything is planned."""

from __future__ import annotations

from dateline import addresses
from dateline.config import Config
from dateline.offered import Offered
from dateline.pages.robots import trust_lines
from dateline.twins.forms import FORMS


def offered(config: Config) -> Offered:
    """What a site with these settings offers."""
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
    )
