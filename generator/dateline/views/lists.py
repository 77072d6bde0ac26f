"""The views of lists in pages: sections, tags, publishers and months. `pages` says what a view is."""

from __future__ import annotations

from dateline.views.pages import HeadView, LinkView, StoryCard, View


class PagerLinkView(View, frozen=True):
    """A page of a long list by its number."""

    number: int
    href: str


class PagerView(View, frozen=True):
    """Where a page stands in a list of several."""

    number: int
    """Its own number, from 1."""
    count: int
    previous: str
    """The href of the page before; "" on the first."""
    next: str
    links: tuple[PagerLinkView, ...]
    """The first page, the last, and those around this one, which is among them."""


class PublisherFactsView(View, frozen=True):
    """What is known of a publisher: plain texts, each "" where it is not known."""

    kind: str
    """"agency", "newspaper", "magazine", "broadcaster", "website", "blog" or "official"."""
    owner: str
    country: str
    """Its name in the site's language."""
    url: str
    """The address of its own site, safe for an attribute."""
    note: str


class ListView(View, frozen=True):
    """A list of stories under a name: section.html, tag.html, publisher.html, month.html."""

    head: HeadView
    kind: str
    """"section", "tag", "publisher" or "month"."""
    title: str
    description: str
    html: str
    """The body of section.md as safe HTML; "" elsewhere."""
    stories: tuple[StoryCard, ...]
    children: tuple[LinkView, ...]
    """Sections inside this section, and its plain pages."""
    total: int = 0
    """How many stories the list has, on all its pages."""
    pager: PagerView | None = None
    """None on a list that has one page."""
    facts: PublisherFactsView | None = None
    """What `[publishers]` of site.toml says of a publisher, on the first page of its list."""
