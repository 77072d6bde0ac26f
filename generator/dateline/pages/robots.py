"""Robots and trust: what crawlers are asked, and what ties a publication says it has. From settings alone."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.files import addresses
from dateline.pages.imprint import Imprint
from dateline.pages.planned import PlannedPage, planned
from dateline.settings.tables.trust import LISTS, Trust
from dateline.views.feeds import RobotsGroup, RobotsView, TrustLine, TrustView

EVERYBODY = "*"


def robots_page(imprint: Imprint) -> PlannedPage:
    """robots.txt: everybody may read everything, but for what the settings say."""
    crawlers = imprint.config.crawlers
    groups = [
        RobotsGroup(rule.agents, _paths(imprint, rule.allow), _paths(imprint, rule.disallow))
        for rule in crawlers.rules
    ]
    if crawlers.refused:
        groups.append(RobotsGroup(crawlers.refused, (), ("/",)))
    if not any(EVERYBODY in group.agents for group in groups):
        groups.append(RobotsGroup((EVERYBODY,), ("/",), ()))
    maps = (addresses.SITEMAP, addresses.NEWS_SITEMAP)
    view = RobotsView(tuple(groups), tuple(imprint.absolute(url) for url in maps))
    return planned(addresses.ROBOTS, "robots.txt", view)


def trust_page(imprint: Imprint) -> Iterator[PlannedPage]:
    """trust.txt, where the settings say anything for it (JournalList's specification)."""
    lines = trust_lines(imprint.config.trust)
    if lines:
        yield planned(addresses.TRUST, "trust.txt", TrustView(lines))


def trust_lines(trust: Trust) -> tuple[TrustLine, ...]:
    """What trust.txt says; () when there is none."""
    lines = [TrustLine(name, value) for name in LISTS for value in getattr(trust, name)]
    if trust.datatrainingallowed:
        lines.append(TrustLine("datatrainingallowed", trust.datatrainingallowed))
    return tuple(lines)


def _paths(imprint: Imprint, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Paths from the site's root as crawlers see them."""
    return tuple(imprint.config.base_path + path for path in paths)
