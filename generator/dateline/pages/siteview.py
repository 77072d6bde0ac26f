"""The site's view: what every page knows of the site."""

from __future__ import annotations

from typing import Any

from dateline.files import addresses
from dateline.model.site import Site
from dateline.pages.feedlinks import feed_links
from dateline.pages.imprint import Imprint
from dateline.pages.siteicons import icon_views
from dateline.policy import Policy
from dateline.views.pages import LinkView, SiteView
from dateline.words import direction, locale_tag


def top_sections(site: Site) -> tuple[tuple[str, str], ...]:
    """The titles and addresses of the sections at the top."""
    return tuple((section.title, section.url) for section in site.sections if section.parent is None)


def site_view(
    top: tuple[tuple[str, str], ...],
    imprint: Imprint,
    options: dict[str, Any],
    policy: Policy,
    icons: tuple[str, ...],
) -> SiteView:
    """What every page knows of the site, which brings these `icons` itself."""
    config, href = imprint.config, imprint.href
    return SiteView(
        title=config.title,
        description=config.description,
        language=config.language,
        direction=direction(config.language),
        locale=locale_tag(config.language),
        home=href(addresses.HOME),
        feed=href(addresses.FEED),
        feeds=feed_links(imprint, config.title, addresses.HOME),
        archive=href(addresses.ARCHIVE),
        tags=href(addresses.TAGS),
        publishers=href(addresses.PUBLISHERS),
        corrections=href(addresses.CORRECTIONS),
        search=href(addresses.SEARCH) if config.search.enabled else "",
        sections=tuple(LinkView(title, href(url)) for title, url in top),
        menu=tuple(LinkView(item.name, _menu_href(imprint, item.url)) for item in config.menu),
        options=options,
        icons=icon_views(icons, imprint),
        policy=policy.meta,
    )


def _menu_href(imprint: Imprint, url: str) -> str:
    return imprint.shared(imprint.here(url)) if url.startswith("/") and not url.startswith("//") else url
