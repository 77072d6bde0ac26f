"""The imprint: the site's address, language and time zone, by which values become words and hrefs."""

from __future__ import annotations

from datetime import tzinfo
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from dateline import digest
from dateline.config import Config
from dateline.dates import Moment, display_day
from dateline.linked import Link
from dateline.model import Story
from dateline.urls import absolute, with_base
from dateline.views import DateView
from dateline.words import OWN, Library


class Imprint:
    """How this site writes addresses, days and words. Holds nothing that changes."""

    def __init__(self, config: Config, words: Library = OWN) -> None:
        self.config = config
        speech = words.speech(config.language)
        self.say = speech.say
        """The words for a key, with values in their places."""
        self.zone: tzinfo = ZoneInfo(config.timezone)
        self.key = digest.of_value(
            *(config.base_url, config.language, config.timezone),
            *(config.title, config.publisher, config.authors),
            *(config.evidence, config.images, speech.digest),
        )
        """The digest of the settings that a story's page shows or depends on."""
        self.host = urlsplit(config.base_url).hostname or "localhost"

    def href(self, url: str) -> str:
        """An address of the site for an attribute, with the base path."""
        return with_base(self.config.base_path, url)

    def absolute(self, url: str) -> str:
        """An address of the site with scheme and host."""
        return absolute(self.config.base_url, url)

    def link(self, link: Link, *, whole: bool) -> str:
        """A linked address for an attribute; `whole` gives addresses that work outside the page."""
        if not link.internal:
            return link.target
        return self.absolute(link.target) if whole else self.href(link.target)

    def authors(self, story: Story) -> tuple[str, ...]:
        """Who wrote a briefing: its authors, else the site's; nobody wrote one that was compiled."""
        return story.authors or (() if story.compiled else self.config.authors)

    def foreign(self, language: str) -> str:
        """The tag of a language; "" when it is the site's, which one of them may say more exactly."""
        one, other = language.lower() + "-", self.config.language.lower() + "-"
        return "" if not language or one.startswith(other) or other.startswith(one) else language

    def day(self, moment: Moment) -> DateView:
        """The day of a moment as people and machines read it."""
        return DateView(display_day(moment, self.config.language), moment.iso)

    def stamp(self, moment: Moment) -> str:
        """The moment as RFC 3339, for feeds."""
        return moment.instant(self.zone).isoformat(timespec="seconds")
