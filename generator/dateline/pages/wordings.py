"""Wordings: the few words of a story that its page, its feed entry and its twins all show alike.

Pure: values in, plain text out. This room knows no HTML.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from dateline.dates import Moment
from dateline.files.addresses import alias_url
from dateline.model.linked import Text, claims
from dateline.model.site import Listing, Story
from dateline.pages.imprint import Imprint
from dateline.urls import with_base
from dateline.views.pages import DateView

DESCRIPTION = 300
"""The most characters that a description takes from a story's own words."""


def publishers_of(story: Story) -> dict[str, str]:
    """The publisher of each source, by its key."""
    return {source.key: source.publisher for source in story.sources}


def speaker(text: Text, publishers: Mapping[str, str]) -> str:
    """The publisher of the first source that a text cites; "" when it cites none."""
    cited = (publishers.get(citation.key, "") for claim in claims(text) for citation in claim.citations)
    return next(cited, "")


def tag_uri(story: Story | Listing, imprint: Imprint) -> str:
    """A tag URI (RFC 4151) that stays when a moved story keeps its first address as an alias.

    It holds the path of the site, as several sites may stand below one host.
    """
    first = alias_url(story.aliases[0].address) if story.aliases else story.url
    whole = with_base(imprint.config.base_path, first)
    return f"tag:{imprint.host},{story.published.date.isoformat()}:{whole}"


def beginning(label: str) -> str:
    """A date as it begins a line: “Since Jan 8, 2026”; “c. 1990” stays."""
    return label if label[1:2] == "." else label[:1].upper() + label[1:]


def distinct_days(moments: Iterable[Moment], imprint: Imprint) -> Iterator[DateView]:
    """The day of each moment; of several on one day the time too, where it is known."""
    moments = tuple(moments)
    on_day = Counter(moment.date for moment in moments)
    for moment in moments:
        yield imprint.moment(moment) if on_day[moment.date] > 1 else imprint.day(moment)


def clipped(text: str) -> str:
    """The text, cut at a word when it is long."""
    if len(text) <= DESCRIPTION:
        return text
    return text[:DESCRIPTION].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def letters(number: int) -> str:
    """1 → "a", 26 → "z", 27 → "aa"."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
