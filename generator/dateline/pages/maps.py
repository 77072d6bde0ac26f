"""Maps: which addresses of the site search engines are told of."""

from __future__ import annotations

from dateline import addresses
from dateline.feedviews import LocationView, SitemapView
from dateline.model import Site
from dateline.pages.imprint import Imprint


def sitemap(site: Site, imprint: Imprint) -> SitemapView:
    """The addresses of stories with the day of their last change, and of the other pages without."""
    locations = [LocationView(imprint.absolute(addresses.HOME), "")]
    locations += [
        LocationView(imprint.absolute(story.url), imprint.stamp(story.changed)) for story in site.stories
    ]
    others = [page.url for page in site.pages] + [section.url for section in site.sections]
    others += [addresses.tag_url(term.id) for term in site.tags]
    others += [addresses.publisher_url(term.id) for term in site.publishers]
    others += sorted({addresses.month_url(story.published) for story in site.stories}, reverse=True)
    locations += [LocationView(imprint.absolute(url), "") for url in others]
    return SitemapView(tuple(locations))
