"""Views: the plain frozen data that one template sees, and nothing more.

A page is a pure function of its view, the theme and the generator, so a view holds only strings, numbers,
tuples and other views (and `extra`, a mapping of plain data). `href` fields carry the base path and are ready
for an attribute; fields named `html` are safe HTML that the generator made, all else is plain text to be
escaped. This room knows no model, no files, no Jinja; `themes/default/README.md` documents it.
"""

from __future__ import annotations

from typing import Any

import msgspec


class View(msgspec.Struct, frozen=True):
    """The common root of all views: frozen, comparable, with a canonical form."""


class LinkView(View, frozen=True):
    """A text that leads somewhere."""

    text: str
    href: str


class DateView(View, frozen=True):
    """A day or an instant as people and machines read it."""

    label: str
    """As shown, localised: "Jan 2, 2026"."""
    datetime: str
    """For `<time datetime>`: "2026-01-02" or "2026-01-02T10:15:00-04:00"."""


class ImageSetView(View, frozen=True):
    """A picture in one kind and several widths, for `source`."""

    type: str
    """The media type: "image/avif"."""
    srcset: str


class ImageView(View, frozen=True):
    """A picture that belongs to a page."""

    href: str
    """In a width that fits most screens, for `src`."""
    url: str
    """The absolute address in the greatest width, for Open Graph: in the kind that most programs show."""
    alt: str
    width: int = 0
    height: int = 0
    """In pixels, of the greatest width; 0 when they are not known."""
    credit: str = ""
    srcset: str = ""
    """All widths in that kind; "" when there is but one."""
    sources: tuple[ImageSetView, ...] = ()
    """The same in newer kinds, the best first."""
    type: str = ""
    """The media type of what stands at `url`; "" when that is not known."""


class FeedLink(View, frozen=True):
    """A feed, or a page in a form for machines, that a page tells readers of."""

    title: str
    href: str
    type: str
    """Its media type: "application/atom+xml"."""


class LanguageLink(View, frozen=True):
    """The same page in a language, this one among them."""

    language: str
    """Its BCP 47 tag, or "x-default"."""
    url: str
    """Its absolute address."""
    href: str = ""
    name: str = ""
    """What the language calls itself; "" for "x-default"."""
    locale: str = ""
    """For Open Graph: "fr_FR"; "" for "x-default"."""
    current: bool = False
    """True for this page itself."""


class HeadView(View, frozen=True):
    """What goes into `<head>`: the same for every kind of page."""

    title: str
    description: str
    canonical: str
    """The absolute address of the page; "" where a page has none (404)."""
    kind: str
    """Open Graph's type: "article" or "website"."""
    image: ImageView | None = None
    published: str = ""
    """ISO 8601, for articles."""
    modified: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    json_ld: str = ""
    """A JSON-LD document that is safe inside `<script>`; "" for none."""
    index: bool = True
    """False asks search engines to leave the page out."""
    previous: str = ""
    """The absolute address of the page before, in a list of several; "" for none."""
    next: str = ""
    feeds: tuple[FeedLink, ...] = ()
    """The feeds of what the page lists."""
    languages: tuple[LanguageLink, ...] = ()
    """The page in every language that it is in; empty where that is one."""
    forms: tuple[FeedLink, ...] = ()


class IconView(View, frozen=True):
    """An icon of the site, or its manifest, for `<link>`."""

    rel: str
    href: str
    type: str = ""
    sizes: str = ""


class SiteView(View, frozen=True):
    """What every page knows of the site. A change here renders every page again."""

    title: str
    description: str
    language: str
    direction: str
    """How the language is written: "ltr" or "rtl"."""
    locale: str
    """The language with its territory, for Open Graph: "fr_FR"."""
    home: str
    feed: str
    archive: str
    tags: str
    publishers: str
    corrections: str
    """An href each, from `home` on."""
    search: str
    """Of the page to search on; "" on a site without search."""
    sections: tuple[LinkView, ...]
    menu: tuple[LinkView, ...]
    """`[[menu]]` of site.toml; empty when the site has none."""
    options: dict[str, Any]
    """The theme's options: theme.toml's defaults with site.toml's `[theme_options]` over them."""
    feeds: tuple[FeedLink, ...] = ()
    """The feeds of the whole site, in each format."""
    icons: tuple[IconView, ...] = ()
    policy: str = ""
    """What a page may load, for `<meta http-equiv="Content-Security-Policy">`."""


class StoryCard(View, frozen=True):
    """A story as lists show it."""

    title: str
    href: str
    description: str
    updated: DateView
    articles: int
    """How many source articles the story cites or lists."""
    section: LinkView | None
    corrected: bool
    withdrawn: bool
    publishers: tuple[str, ...]
    image: ImageView | None = None


class PageView(View, frozen=True):
    """A plain page: page.html."""

    head: HeadView
    title: str
    html: str
    extra: dict[str, Any]
    image: ImageView | None = None
    """The page's picture, which stands above its text."""


class SectionCards(View, frozen=True):
    """A section with its newest stories, on the home page."""

    title: str
    href: str
    description: str
    stories: tuple[StoryCard, ...]


class HomeView(View, frozen=True):
    """The home page: home.html."""

    head: HeadView
    lead: StoryCard | None
    """The story updated last; None on an empty site."""
    latest: tuple[StoryCard, ...]
    """The stories after the lead, newest first, up to `[build] home_stories`."""
    sections: tuple[SectionCards, ...]


class MonthView(View, frozen=True):
    """A month in the archive's overview."""

    title: str
    href: str
    stories: int


class YearView(View, frozen=True):
    """A year in the archive's overview."""

    title: str
    months: tuple[MonthView, ...]


class TermView(View, frozen=True):
    """A tag or publisher in an overview."""

    title: str
    href: str
    stories: int
    kind: str = ""
    """Of a publisher: as in PublisherFactsView, as is `country`."""
    country: str = ""


class IndexView(View, frozen=True):
    """An overview: archive.html (years), tags.html and publishers.html (terms)."""

    head: HeadView
    title: str
    years: tuple[YearView, ...] = ()
    terms: tuple[TermView, ...] = ()


class NoticeView(View, frozen=True):
    """A correction, clarification or withdrawal, on the page of all of them."""

    kind: str
    """"correction", "clarification" or "withdrawn"."""
    date: DateView
    text: str
    story: LinkView


class NoticesView(View, frozen=True):
    """What the newsroom got wrong: corrections.html."""

    head: HeadView
    title: str
    notices: tuple[NoticeView, ...]
    """Newest first."""


class SearchView(View, frozen=True):
    """The page to search on: search.html."""

    head: HeadView
    title: str
    script: str
    """The href of the script that reads the index: Pagefind's; "" while there is no story to find."""
    base: str
    """The href of the front page, below which all that is found stands."""
    policy: str
    """What this page may load, in place of `site.policy`."""


class NotFoundView(View, frozen=True):
    """404.html."""

    head: HeadView
    latest: tuple[StoryCard, ...]


class AliasView(View, frozen=True):
    """A page that sends an old address on: alias.html."""

    head: HeadView
    target: str
