"""Planning: the pure list of everything that would be written, each page with its template and view.

Collisions are found here. This room renders nothing and knows no theme beyond its options.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import Any, NamedTuple

from dateline import digest
from dateline.again import Again, positions
from dateline.files import addresses
from dateline.linking.translations import Versions
from dateline.model.site import Site
from dateline.pages.compiled import Compiled
from dateline.pages.desks import Desk
from dateline.pages.feeds import feed_pages
from dateline.pages.frame import Frame, clashes, frame_of
from dateline.pages.hosts import host_files, site_policy
from dateline.pages.imprint import Imprint
from dateline.pages.languages import crossing, in_language
from dateline.pages.own import placed, story_forms, story_page
from dateline.pages.pictures import planned_pictures, shown_around, site_words
from dateline.pages.plan import Plan
from dateline.pages.planned import (
    NO_VERSIONS,
    Claimed,
    PlannedCard,
    PlannedData,
    PlannedFile,
    PlannedPage,
    PlannedPicture,
    PlannedVersions,
    planned,
)
from dateline.pages.related import related
from dateline.pages.searching import NEEDS, planned_search, search_view
from dateline.pages.siteicons import manifest, own_icons, planned_icons
from dateline.pages.siteindex import Catalogue, site_data
from dateline.pages.sitekey import site_key
from dateline.pages.siteview import site_view, top_sections
from dateline.pages.topics import topic_pages
from dateline.pages.twinfiles import twin_claims
from dateline.pictures.cards import CardWords
from dateline.policy import Policy
from dateline.problems import Problem
from dateline.settings.config import Config
from dateline.views.pages import SiteView
from dateline.words import OWN, Library


class Shared(NamedTuple):
    """What the plans of a site in all its languages are made from."""

    config: Config
    options: dict[str, Any]
    """The theme's options."""
    desk: Desk
    words: Library
    policy: Policy
    languages: Versions
    """The addresses of what there is in several languages."""
    icons: tuple[str, ...]
    """The icons that are files of the site, and so are not drawn."""


class Part(NamedTuple):
    """What of a plan is in one language."""

    site: SiteView
    pages: tuple[PlannedPage, ...]
    files: tuple[PlannedFile, ...]
    twins: tuple[tuple[PlannedData, ...], ...]
    tables: tuple[PlannedData, ...]
    card: CardWords | None
    """The site's own card in this language."""
    drawn: tuple[CardWords | None, ...]
    """What the cards say that are drawn for its stories."""
    pictures: tuple[tuple[str, ...], ...]
    """The addresses of the pictures that each of its stories shows."""
    claimed: Claimed
    """The paths of the forms of its stories, and the files that ask for them."""


def plan(
    site: Site,
    config: Config,
    options: dict[str, Any],
    desk: Desk,
    again: Again | None = None,
    words: Library = OWN,
    needs: Mapping[str, Iterable[str]] = MappingProxyType({}),
    versions: PlannedVersions = NO_VERSIONS,
    languages: Versions = MappingProxyType({}),
) -> tuple[Plan, tuple[Problem, ...]]:
    """The plan for a site with these theme `options`, and a problem for each path that two outputs claim.

    What has not changed is taken from the last plan that was made with the same `again`. `needs` is what the
    theme's pages load beyond what all may, by directive; `versions` has the pages of earlier versions of
    stories, `languages` the addresses of what there is in several languages.
    """
    again = again or Again()
    policy = again.call(site_policy, config, needs)
    widest = policy.allowing(NEEDS) if config.search.enabled else policy  # each page says its own too
    hosts = again.call(host_files, site, config, widest)
    own = again.call(own_icons, site.files)
    shared = Shared(config, options, desk, words, policy, languages, own)
    beyond = _claimed(again, "versions", versions.pages), _claimed(again, "hosts", hosts)
    whole, found = _in_language("", site, again, shared, others=beyond)
    tongues = [tag for tag in site.languages if tag in config.languages]
    parts = [_in_language(tag, site.languages[tag], again.below(tag), shared)[0] for tag in tongues]
    pages = (*whole.pages, *versions.pages)
    for tag, part in zip(tongues, parts, strict=True):
        pages += again.below(tag).call(in_language, part.pages, tag)
    tables = (*whole.tables, *hosts, *again.call(manifest, own, config), *chain(*(p.tables for p in parts)))
    spoken = (whole, *parts)
    twins = tuple(chain(*(part.twins for part in parts))) if parts else ()
    made = Plan(
        site=whole.site,
        pages=pages,
        files=whole.files,
        twins=(*whole.twins, *twins) if twins else whole.twins,
        tables=tables,
        pictures=_pictures(site, config, again, tuple(part.pictures for part in spoken), versions.pictures),
        cards=again.call(_cards, tuple(part.card for part in spoken), *(part.drawn for part in spoken)),
        icons=again.call(planned_icons, own, config),
        policy=widest,
        others={tag: part.site for tag, part in zip(tongues, parts, strict=True)},
        search=planned_search(config, desk, {"": site, **site.languages}),
    )
    if parts:
        claims = _claimed(again, "pages", pages), _claimed(again, "tables", tables)
        found = found or again.call(crossing, *claims, *(part.claimed for part in spoken))
    return made, found


def _pictures(
    site: Site,
    config: Config,
    again: Again,
    held: tuple[tuple[tuple[str, ...], ...], ...],
    more: tuple[str, ...],
) -> tuple[PlannedPicture, ...]:
    """The pictures that pages, sections and stories show, and `more`."""
    spoken = (site, *site.languages.values())
    pages = tuple(page for one in spoken for page in one.pages)
    around = again.call(shown_around, pages, tuple(s for one in spoken for s in one.sections))
    shown = again.call(_shown, around, held, more)
    return again.call(planned_pictures, site.files, shown, config.images)


def _shown(
    around: tuple[str, ...], held: tuple[tuple[tuple[str, ...], ...], ...], more: tuple[str, ...]
) -> tuple[str, ...]:
    """All addresses of pictures, each once; `held` has those of stories, by language and by story."""
    return tuple(dict.fromkeys((*around, *chain.from_iterable(chain(*held)), *more)))


def _cards(
    own: tuple[CardWords | None, ...], *drawn: tuple[CardWords | None, ...]
) -> tuple[PlannedCard, ...]:
    """The cards that are drawn: the site's own, and those of stories."""
    said = dict.fromkeys((*own, *chain(*drawn)))
    return tuple(PlannedCard(words.path, words) for words in said if words)


def _claimed(again: Again, table: str, outputs: tuple[PlannedPage | PlannedData, ...]) -> Claimed:
    """The paths of outputs, and the files that ask for them; the same tuples while none has changed."""
    return again.field(table, outputs, "path"), again.field(table, outputs, "file")


def _in_language(
    tag: str,
    site: Site,
    again: Again,
    shared: Shared,
    others: tuple[Claimed, ...] = (),
) -> tuple[Part, tuple[Problem, ...]]:
    """The plan for the site in one language ("" for its own), and a problem for each path claimed twice.

    `others` are outputs that are planned elsewhere: their paths, and the files that ask for them.
    """
    desk, policy = shared.desk, shared.policy
    imprint = again.call(Imprint, shared.config, shared.words, tag, shared.languages)
    ids: tuple[str, ...] = again.field("stories", site.stories, "id")
    compiled = again.picked("compiled", again.call(_places, ids, desk.paths), desk.rows)
    cards = again.field("compiled", compiled, "card")
    key = again.call(site_key, site, imprint, desk.paths, again.field("desk", desk.rows, "shown"))
    frame = again.call(frame_of, again, key, site, imprint, cards)
    beside = again.call(related, again, key, site.stories, cards)
    again.kept("placed", key, tuple[tuple[str, str], ...], placed, site.stories)
    columns = site.stories, again.field("compiled", compiled, "view"), beside
    stories = again.each("story pages", ids, columns, partial(story_page, desk))
    topics = topic_pages(site, imprint, desk, again)
    sought = any(not story.withdrawn for story in site.stories)
    searched = again.call(_search_page, imprint, policy, sought)
    feeds = feed_pages(site, imprint, desk, again, again.field("compiled", compiled, "twin"))
    pages = (*frame.first, *stories, *topics, *frame.middle, *searched, *feeds, *frame.last)
    view = again.call(site_view, top_sections(site), imprint, shared.options, policy, shared.icons)
    data = _data(key, site, imprint, ids, compiled, desk, again)
    lists = ("topics", topics), ("searched", searched), ("feeds", feeds)
    beyond = (*(_claimed(again, *one) for one in lists), *others)
    pictures = again.field("compiled", compiled, "pictures")
    drawn = again.field("compiled", compiled, "drawn")
    claimed, card = again.call(twin_claims, site, imprint), again.call(site_words, imprint)
    made = Part(view, pages, frame.files, *data, card, drawn, pictures, claimed)
    return made, again.call(_clashes, again, key, site, frame, imprint, beyond)


def _clashes(
    again: Again, key: str, site: Site, frame: Frame, imprint: Imprint, beyond: tuple[Claimed, ...]
) -> tuple[Problem, ...]:
    """A problem for each path claimed twice; `key` is the digest of the site, `beyond` are other claims."""
    known = digest.of_value(key, beyond)
    return again.kept("clashes", known, tuple[Problem, ...], clashes, site, frame, imprint, beyond)


def _data(
    key: str,
    site: Site,
    imprint: Imprint,
    ids: tuple[str, ...],
    compiled: tuple[Compiled, ...],
    desk: Desk,
    again: Again,
) -> tuple[tuple[tuple[PlannedData, ...], ...], tuple[PlannedData, ...]]:
    """What is published for machines: the twins of stories in their forms, and files of the whole site."""
    ends = again.call(_ends, site, ids)
    digests = (again.field("compiled", compiled, name) for name in ("twin", "cited"))
    columns = site.stories, ends, *digests
    files = again.each("twins", ids, columns, partial(story_forms, desk), imprint)
    return files, again.call(site_data, key, site, again.call(Catalogue, imprint))


def _places(ids: tuple[str, ...], paths: tuple[str, ...]) -> tuple[int, ...]:
    """The position of each of these stories among all that are out, `paths`."""
    return tuple(map(positions(paths).__getitem__, ids))


def _ends(site: Site, ids: tuple[str, ...]) -> tuple[datetime | None, ...]:
    """When the next event of each story is over."""
    return tuple(map(site.upcoming.get, ids))


def _search_page(imprint: Imprint, policy: Policy, sought: bool) -> tuple[PlannedPage, ...]:
    """The page to search on, on a site with search."""
    if not imprint.config.search.enabled:
        return ()
    return (planned(addresses.SEARCH, "search.html", search_view(imprint, policy, sought)),)
