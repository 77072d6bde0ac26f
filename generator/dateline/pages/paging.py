"""Long lists in pages: which stories stand on which, and the ways from one page to the others.

Page 1 stands at the list's own address, the others below it: `/tags/sea/page/2/`. Pure: views in, views out.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dateline.files import addresses
from dateline.pages.imprint import Imprint
from dateline.views.lists import ListView, PagerLinkView, PagerView

AROUND = 2
"""How many pages on each side of a page its navigation names, beside the first and the last."""


def in_pages(whole: ListView, url: str, imprint: Imprint) -> Iterator[tuple[str, ListView]]:
    """A list at `url` in pages of the site's length, each with its own address; a short one as it is."""
    size = imprint.config.build.page_stories
    count = max(1, -(-len(whole.stories) // size))
    if count == 1:
        yield url, whole
        return
    for number in range(1, count + 1):
        at = addresses.list_url(url, number)
        part = msgspec.structs.replace(
            whole,
            stories=whole.stories[(number - 1) * size : number * size],
            pager=_pager(url, number, count, imprint),
        )
        yield at, _headed(part if number == 1 else _later(part), url, number, count, imprint)


def _later(part: ListView) -> ListView:
    """A page after the first: what introduces the list stands on that one alone."""
    head = msgspec.structs.replace(part.head, description="", json_ld="")
    return msgspec.structs.replace(part, head=head, description="", html="", children=(), facts=None)


def _headed(part: ListView, url: str, number: int, count: int, imprint: Imprint) -> ListView:
    """The page with a head of its own: title, address, and the pages before and after it."""

    def absolute(page: int) -> str:
        return imprint.absolute(addresses.list_url(url, page)) if 1 <= page <= count else ""

    title = imprint.say("page_title", title=part.head.title, number=number) if number > 1 else part.head.title
    head = msgspec.structs.replace(
        part.head,
        title=title,
        languages=part.head.languages if number == 1 else (),
        canonical=absolute(number),
        previous=absolute(number - 1),
        next=absolute(number + 1),
    )
    return msgspec.structs.replace(part, head=head)


def _pager(url: str, number: int, count: int, imprint: Imprint) -> PagerView:
    def href(page: int) -> str:
        return imprint.href(addresses.list_url(url, page)) if 1 <= page <= count else ""

    shown = sorted({1, count, *range(max(1, number - AROUND), min(count, number + AROUND) + 1)})
    return PagerView(
        number=number,
        count=count,
        previous=href(number - 1),
        next=href(number + 1),
        links=tuple(PagerLinkView(page, href(page)) for page in shown),
    )
