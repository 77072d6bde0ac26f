"""The site's own outputs for machines: the index of all stories, llms.txt, and schemas."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache, partial
from urllib.parse import urljoin

from dateline import digest
from dateline.files import addresses
from dateline.model.site import Listing, Site
from dateline.pages.feedlinks import feed_links
from dateline.pages.imprint import Imprint
from dateline.pages.planned import PlannedData
from dateline.pages.twinfiles import forms_of, site_urls
from dateline.pages.wordings import clipped, tag_uri
from dateline.twins import siteindex
from dateline.twins.siteindex import Form, Listed, SiteIndex
from dateline.twins.twin import Named
from dateline.urls import output_path

Rows = tuple[tuple[str, str, str], ...]
"""Names, addresses and, of what lists stories, how many."""


class Catalogue:
    """Lists stories for machines; a row is kept for as long as its story is in the site."""

    def __init__(self, imprint: Imprint) -> None:
        self.imprint = imprint
        self._kept: dict[str, tuple[Listing, datetime | None, Listed]] = {}

    def __len__(self) -> int:
        """How many stories are kept."""
        return len(self._kept)

    def listed(self, site: Site) -> tuple[Listed, ...]:
        """The stories of a site as the index lists them, each with its next event's calendar."""
        self._kept = {story.id: self._listed(story, site.upcoming.get(story.id)) for story in site.stories}
        return tuple(row for _, _, row in self._kept.values())

    def _listed(self, story: Listing, upcoming: datetime | None) -> tuple[Listing, datetime | None, Listed]:
        kept = self._kept.get(story.id)
        if kept is None or kept[0] is not story or kept[1] != upcoming:
            return story, upcoming, listed(story, upcoming, self.imprint)
        return kept


def listed(story: Listing, upcoming: datetime | None, imprint: Imprint) -> Listed:
    """A story as the index lists it."""
    absolute, formats = imprint.absolute, imprint.config.twins.formats
    return Listed(
        id=tag_uri(story, imprint),
        url=absolute(story.url),
        title=story.title,
        description=clipped(story.description),
        published=imprint.stamp(story.published),
        updated=imprint.stamp(story.updated),
        changed=imprint.stamp(story.changed),
        section=absolute(addresses.folder_url(story.section)) if story.section else "",
        tags=story.tags,
        publishers=story.publishers,
        articles=story.articles,
        corrected=story.corrected,
        withdrawn=story.withdrawn,
        forms=tuple(
            Form(form.type, absolute(story.url + form.file)) for form in forms_of(story, formats, upcoming)
        ),
    )


def rows_of(site: Site) -> tuple[Rows, Rows, Rows]:
    """The site's sections, tags and publishers."""
    sections = tuple((section.title, section.url, "") for section in site.sections)
    tags = tuple((term.name, addresses.tag_url(term.id), str(len(term.stories))) for term in site.tags)
    publishers = tuple(
        (term.name, addresses.publisher_url(term.id), str(len(term.stories))) for term in site.publishers
    )
    return sections, tags, publishers


def site_data(key: str, site: Site, catalogue: Catalogue) -> tuple[PlannedData, ...]:
    """The files of the whole site for machines, those that the settings ask for.

    `key` is the digest of the site and of its imprint (`site_key`).
    """
    return data_files(key, cache(partial(index_of, site, catalogue)), catalogue.imprint)


def data_files(key: str, found: Callable[[], SiteIndex], imprint: Imprint) -> tuple[PlannedData, ...]:
    """The same; `found` gives the index of all stories, when one of them is made."""
    made = {
        addresses.API: partial(_json, found),
        addresses.API_SCHEMA: partial(_schema, "api"),
        addresses.TWIN_SCHEMA: partial(_schema, "twin"),
        addresses.LLMS: partial(_llms, found, imprint),
    }
    return tuple(_data(url, key, made[url], imprint) for url in site_urls(imprint))


def index_of(site: Site, catalogue: Catalogue) -> SiteIndex:
    """The index of all stories."""
    imprint = catalogue.imprint
    config, absolute = imprint.config, imprint.absolute
    sections, tags, publishers = rows_of(site)
    return SiteIndex(
        schema=imprint.shared(addresses.API_SCHEMA, whole=True),
        version=siteindex.VERSION,
        url=absolute(addresses.HOME),
        title=config.title,
        description=config.description,
        language=config.language,
        publisher=config.publisher or config.title,
        feeds=tuple(
            Form(feed.type, urljoin(config.base_url, feed.href))
            for feed in feed_links(imprint, config.title, addresses.HOME)
        ),
        sections=tuple(Named(name, absolute(url)) for name, url, _ in sections),
        tags=tuple(siteindex.Term(name, absolute(url), int(count)) for name, url, count in tags),
        publishers=tuple(siteindex.Term(name, absolute(url), int(count)) for name, url, count in publishers),
        stories=catalogue.listed(site),
    )


def _data(url: str, key: str, content: Callable[[], bytes], imprint: Imprint) -> PlannedData:
    """An output; a schema is the generator's own, and nothing of the site changes it."""
    path = output_path(imprint.at(url))
    return PlannedData(path, "" if url in addresses.SCHEMAS else digest.of_value(path, key), content)


# The rooms that make these are loaded when one is made.


def _json(found: Callable[[], SiteIndex]) -> bytes:
    from dateline.twins.lines import as_lines

    return as_lines(found())


def _schema(name: str) -> bytes:
    from dateline.schemas import schema_text

    return schema_text(name).encode()


def _llms(found: Callable[[], SiteIndex], imprint: Imprint) -> bytes:
    from dateline.twins.llms import llms

    absolute = imprint.absolute
    names = (
        [("All briefings, as JSON", absolute(addresses.API))] if "api" in imprint.config.twins.formats else []
    )
    names += [("Atom feed", absolute(addresses.FEED))]
    names += [("Sitemap", imprint.shared(addresses.SITEMAP, whole=True))]  # of all languages
    names += [("Archive", absolute(addresses.ARCHIVE))]
    return llms(found(), names).encode()
