"""Twin files: the forms of stories for machines, beside their pages. What they say is for `twins`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

import msgspec

from dateline import digest
from dateline.files import addresses
from dateline.linking.edition import over
from dateline.model.site import Listing, Site
from dateline.pages.imprint import Imprint
from dateline.pages.planned import Claimed, PlannedData
from dateline.settings.config import Config
from dateline.twins.forms import FORMS, Form
from dateline.twins.twin import Twin
from dateline.urls import output_path

Make = Callable[[], Twin]


def forms_of(story: Listing, formats: tuple[str, ...], upcoming: datetime | None) -> Iterator[Form]:
    """The forms that a story has, of those that the site wants; `upcoming` is the end of its next event."""
    for form in FORMS:
        if form.name in formats and (story.articles or not form.sourced) and (upcoming or not form.dated):
            yield form


def site_urls(imprint: Imprint) -> Iterator[str]:
    """What a site has for machines in one language; a schema is the same in all."""
    for url, name in addresses.DATA.items():
        if name in imprint.config.twins.formats and not (imprint.tag and url in addresses.SCHEMAS):
            yield url


def data_paths(site: Site, imprint: Imprint) -> Iterator[tuple[str, str, str]]:
    """The paths of all forms, and of what the site has for machines; each with its story's file and id."""
    formats = imprint.config.twins.formats
    yield from ((output_path(imprint.at(url)), "", "") for url in site_urls(imprint))
    for story in site.stories:
        folder = _folder(story)
        for form in forms_of(story, formats, site.upcoming.get(story.id)):
            yield folder + form.file, story.file, story.id


def _folder(story: Listing) -> str:
    """The folder of a story's page in the output, with "/" at its end: forms have plain names there."""
    return output_path(story.url).removesuffix("index.html")


def twin_claims(site: Site, imprint: Imprint) -> Claimed:
    """The paths of the forms of a site's stories, and the files that ask for them."""
    rows = [(path, file) for path, file, story in data_paths(site, imprint) if story]
    return tuple(path for path, _ in rows), tuple(file for _, file in rows)


def with_calendars(site: Site, config: Config) -> Site:
    """The site, whose next change by itself may now be the end of an event that a calendar holds."""
    ends = [(end, story) for story, end in site.upcoming.items() if "ics" in config.twins.formats]
    due = min((*ends, *([site.next_due] if site.next_due else [])), default=None)
    return site if due == site.next_due else msgspec.structs.replace(site, next_due=due)


def twin_files(
    story: Listing, upcoming: datetime | None, twin: Make, keys: tuple[str, str], imprint: Imprint
) -> tuple[PlannedData, ...]:
    """All forms of a story; `keys` are the digests of its twin and of its list of sources."""
    formats, folder = imprint.config.twins.formats, _folder(story)
    return tuple(
        PlannedData(
            path=folder + form.file,
            digest=_key(form, keys, upcoming, imprint),
            content=partial(_made, form.name, twin, upcoming, imprint),
            file=story.file,
            story=story.id,
        )
        for form in forms_of(story, formats, upcoming)
    )


def _key(form: Form, keys: tuple[str, str], upcoming: datetime | None, imprint: Imprint) -> str:
    """The digest of all that a form is made from."""
    twin, cited = keys
    if form.name == "json":
        return twin
    if form.sourced:
        return digest.of_value(form.name, cited)
    return digest.of_value(form.name, twin, imprint.key, upcoming if form.dated else None)


def _made(form: str, twin: Make, upcoming: datetime | None, imprint: Imprint) -> bytes:
    from dateline.twins.making import made  # most builds make none, or few

    return made(form, twin(), imprint.say, partial(over, zone=imprint.zone), upcoming)
