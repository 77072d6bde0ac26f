"""Hosts: what static hosts read of a site beside its files, `_headers` and `_redirects`.

In the syntax of Netlify and Cloudflare Pages, which others have taken over. Both follow from settings and
listings alone; a host that reads neither has the redirect pages, and the policy in each page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Final

from dateline import digest
from dateline.files import addresses
from dateline.model.site import Alias, Site
from dateline.pages.imprint import Imprint
from dateline.pages.planned import PlannedData
from dateline.pages.twinfiles import forms_of
from dateline.policy import STRICT, Policy
from dateline.settings.config import Config
from dateline.urls import output_path

UNUSED: Final = (
    *("accelerometer", "autoplay", "camera", "display-capture", "geolocation", "gyroscope", "hid"),
    *("magnetometer", "microphone", "midi", "payment", "publickey-credentials-get", "screen-wake-lock"),
    *("serial", "usb", "xr-spatial-tracking", "browsing-topics"),
)
"""What browsers offer to pages (W3C Permissions Policy) and no page of a briefing asks for."""

HEADERS: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""What every answer says, beside the policy."""

_FOREVER: Final = "public, max-age=31536000, immutable"


def site_policy(config: Config, theme: Mapping[str, Iterable[str]]) -> Policy:
    """What the pages of a site may load: what all may, what its theme needs, and what its settings add."""
    return STRICT.allowing(theme).allowing(config.hosting.policy)


def host_files(site: Site, config: Config, policy: Policy) -> tuple[PlannedData, ...]:
    """`_headers` and `_redirects`, where they are wanted."""
    if config.hosting.host == "none":
        return ()
    imprint = Imprint(config)
    made = [_data(addresses.HEADERS, _headers(imprint, policy))]
    if redirects := list(_redirects(site, imprint)):
        made.append(_data(addresses.REDIRECTS, redirects))
    return tuple(made)


def _data(url: str, lines: Iterable[str]) -> PlannedData:
    content = "".join(f"{line}\n" for line in lines).encode()
    return PlannedData(output_path(url), digest.of_bytes(content), partial(bytes, content))


def _headers(imprint: Imprint, policy: Policy) -> Iterator[str]:
    config = imprint.config
    yield f"{config.base_path}/*"
    said = {"Content-Security-Policy": policy.header, **HEADERS}
    if config.hosting.hsts:
        said["Strict-Transport-Security"] = f"max-age={config.hosting.hsts}"
    yield from (f"  {name}: {value}" for name, value in said.items())
    yield f"{config.base_path}{addresses.ASSETS}*"
    yield f"  Cache-Control: {_FOREVER}"
    for path in ("/feed.json", "/*/feed.json"):  # an ending alone would make it any JSON
        yield f"{config.base_path}{path}"
        yield "  Content-Type: application/feed+json; charset=utf-8"


def _redirects(site: Site, imprint: Imprint) -> Iterator[str]:
    """A line for every old address; none holds a sign of hosts, for no file could have such a name."""
    # A file at the address would win at Netlify, and the sign that it shall not is an error elsewhere.
    code = "301!" if imprint.config.hosting.host == "netlify" else "301"
    lines = (*_pages(site, imprint), *_forms(site, imprint))  # hosts take so many and no more: pages first
    yield from (f"{imprint.href(old)} {imprint.href(now)} {code}" for old, now in lines)


def _spoken(site: Site, imprint: Imprint) -> Iterator[tuple[str, Site]]:
    """The site in each of its languages, with its tag."""
    yield "", site
    yield from ((tag, site.languages[tag]) for tag in imprint.config.languages if tag in site.languages)


def _pages(site: Site, imprint: Imprint) -> Iterator[tuple[str, str]]:
    """The old addresses of pages and of their versions, each with where it leads."""
    for tag, one in _spoken(site, imprint):
        owners = [(story.url, story.aliases, story.versions) for story in one.stories]
        owners += [(page.url, page.aliases, ()) for page in one.pages]
        owners += [(addresses.at_language(tag, s.url), s.aliases, ()) for s in one.sections]
        for url, aliases, versions in owners:
            for alias in aliases:
                yield from addresses.former(alias.address, url, versions)


def _forms(site: Site, imprint: Imprint) -> Iterator[tuple[str, str]]:
    """The old addresses of what stood beside pages: a story's forms and joint timeline, a section's feeds.

    No file can lead on from them, so hosts that read no redirects have none.
    """
    config = imprint.config
    feeds = config.feeds.written if "sections" in config.feeds.lists else ()
    for tag, one in _spoken(site, imprint):
        for section in one.sections:
            url = addresses.at_language(tag, section.url)
            for old in _folders(section.aliases):
                yield from ((addresses.feed_url(old, form), addresses.feed_url(url, form)) for form in feeds)
        topics = {topic.stories[0]: topic.url for topic in one.topics}
        for story in one.stories:
            forms = forms_of(story, config.twins.formats, one.upcoming.get(story.id))
            beside = [form.file for form in forms] if story.aliases else []
            for old in _folders(story.aliases):
                yield from ((old + name, story.url + name) for name in beside)
                if topic := topics.get(story.id):
                    yield old + topic.removeprefix(story.url), topic


def _folders(aliases: Iterable[Alias]) -> Iterator[str]:
    """The old addresses below which something stood."""
    urls = (addresses.alias_url(alias.address) for alias in aliases)
    return (url for url in urls if url.endswith("/"))
