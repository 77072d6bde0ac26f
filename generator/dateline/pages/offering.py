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
    whole = [f"/{name}" for name in feeds]
    whole += [url for url, form in addresses.DATA.items() if form in formats]
    whole += [addresses.SEARCH] if config.search.enabled else []
    whole += [addresses.TRUST] if trust_lines(config.trust) else []
    named = [form for form in FORMS if form.name in formats and not form.dated]
    return Offered(
        addresses=tuple(whole),
        feeds=feeds,
        lists=config.feeds.lists,
        forms=tuple(form.file for form in named if not form.sourced),
        sourced=tuple(form.file for form in named if form.sourced),
    )
