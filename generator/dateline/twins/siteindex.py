"""The site's index for machines: which stories it has, and where each is. This is the published schema.

`api/index.json` holds a `SiteIndex`. As in `twin`, a field that changes its meaning or goes away is a new
version, one that is added is not, and every address is absolute. This room knows no model and no settings.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from dateline.twins.twin import Named

VERSION: Final = 1


class Form(msgspec.Struct, frozen=True):
    """One form in which a story is published."""

    type: str
    """Its media type."""
    url: str


class Listed(msgspec.Struct, frozen=True):
    """A story of the site."""

    id: str
    """A tag URI (RFC 4151), the same as in the story's twin. It stays when the story moves."""
    url: str
    """The story's page."""
    title: str
    description: str
    published: str
    """When it was first published: RFC 3339, as are `updated` and `changed`."""
    updated: str
    """When the newest of its own text and its sources was published."""
    changed: str
    """When its words last changed: its update, or a later correction."""
    section: str
    """The address of the section that it stands in; "" at the top of the site."""
    tags: tuple[str, ...]
    publishers: tuple[str, ...]
    """Who published its sources."""
    articles: int
    """How many sources it lists."""
    corrected: bool
    withdrawn: bool
    """True when the newsroom has withdrawn it: its words no longer stand."""
    forms: tuple[Form, ...]
    """The same story for machines; the first is its twin as JSON, unless the site publishes none."""


class Term(msgspec.Struct, frozen=True):
    """A tag, or the publisher of sources."""

    name: str
    url: str
    """Its page, which lists its stories."""
    stories: int


class SiteIndex(msgspec.Struct, frozen=True):
    """A site of briefings, for machines. An empty text means that there is none."""

    schema: str = msgspec.field(name="$schema")
    """The address of the schema that this document follows."""
    version: Literal[1]
    """The version of the schema. Fields may be added to it; none changes its meaning or goes away."""
    url: str
    """The site's front page."""
    title: str
    description: str
    language: str
    """The BCP 47 tag of the language that it is written in."""
    publisher: str
    feeds: tuple[Form, ...]
    """Its feeds of all stories."""
    sections: tuple[Named, ...]
    tags: tuple[Term, ...]
    publishers: tuple[Term, ...]
    """Who published the sources of its stories."""
    stories: tuple[Listed, ...]
    """The latest updated first."""
