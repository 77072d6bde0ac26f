"""The imprint: the site's address, language and time zone, by which values become words and hrefs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo
from functools import cached_property
from types import MappingProxyType
from typing import Protocol
from urllib.parse import urlsplit

from dateline import digest
from dateline.dates import Moment, display_day, display_moment
from dateline.files.addresses import at_language
from dateline.linking.translations import Versions
from dateline.model.headers import CorrectionEntry
from dateline.model.linked import Link
from dateline.model.site import Story
from dateline.settings.config import Config
from dateline.urls import absolute, with_base
from dateline.views.pages import DateView, LanguageLink
from dateline.words import OWN, Library, endonym, locale_tag


class Headed(Protocol):
    """A story as others show it."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def withdrawn(self) -> bool:
        """True when a notice withdraws it."""


class Imprint:
    """How this site writes addresses, days and words. Holds nothing that changes."""

    def __init__(
        self, config: Config, words: Library = OWN, tag: str = "", versions: Versions = MappingProxyType({})
    ) -> None:
        """`tag` is that of one of the site's other languages, `versions` what there is in several."""
        self._own, self._versions = config.language, versions
        self.tag = tag
        """The tag of the language, when it is not the site's own."""
        self.config = config = config.in_language(tag)
        speech = words.speech(config.language)
        self.say = speech.say
        """The words for a key, with values in their places."""
        self.zone: tzinfo = config.zone
        self.key = digest.of_value(
            *(config.base_url, config.language, config.timezone),
            *(config.title, config.publisher, config.authors),
            *(config.evidence, config.images, config.twins, speech.digest, tag),
        )
        """The digest of the settings that a story's page shows or depends on."""
        self._made_from = config, words, tag, versions
        self.host = urlsplit(config.base_url).hostname or "localhost"

    @cached_property
    def whole(self) -> str:
        """The digest of all that the imprint is made from."""
        config, words, tag, versions = self._made_from
        return digest.of_value(config, words.digest, tag, dict(versions))

    def href(self, url: str) -> str:
        """An address of the site in this language for an attribute, with the base path."""
        return self.shared(self.at(url))

    def absolute(self, url: str) -> str:
        """An address of the site in this language with scheme and host."""
        return absolute(self.config.base_url, self.at(url))

    def at(self, url: str) -> str:
        """An address of the site where it stands in this language."""
        return at_language(self.tag, url)

    def shared(self, url: str, *, whole: bool = False) -> str:
        """An address that all languages share, as a picture's, for an attribute; `whole` as in `link`."""
        return absolute(self.config.base_url, url) if whole else with_base(self.config.base_path, url)

    def languages(self, url: str) -> tuple[LanguageLink, ...]:
        """What stands at an address of this language, in all its languages: the site's own, if any, first."""
        rows = self._versions.get(self.at(url), ())
        beside = [tag or self._own for tag, _ in rows]
        links = tuple(self._language(tag, other, beside) for tag, other in rows)
        return (LanguageLink("x-default", links[0].url), *links) if rows and not rows[0][0] else links

    def here(self, url: str) -> str:
        """The address in this language of what stands at one of the site's; the same where there is none."""
        return dict(self._versions.get(url, ())).get(self.tag, url)

    def _language(self, tag: str, url: str, beside: Iterable[str]) -> LanguageLink:
        language = tag or self._own
        whole, name = self.shared(url, whole=True), endonym(language, beside)
        return LanguageLink(language, whole, self.shared(url), name, locale_tag(language), tag == self.tag)

    def headline(self, story: Headed) -> str:
        """A story's title where its notice is out of sight, as in a feed: it says that it is withdrawn."""
        return f"{self.say('withdrawn')}{self.say('colon')}{story.title}" if story.withdrawn else story.title

    def told(self, notice: CorrectionEntry) -> str:
        """What a notice says; of a translation that was withdrawn with its original, that it was."""
        return notice.text or self.say("withdrawn_original")

    def link(self, link: Link, *, whole: bool) -> str:
        """A linked address for an attribute; `whole` gives addresses that work outside the page."""
        if not link.internal:
            return link.target
        return self.shared(link.target, whole=whole)

    def authors(self, story: Story) -> tuple[str, ...]:
        """Who wrote a briefing: its authors, else the site's; nobody wrote one that was compiled."""
        return story.authors or (() if story.compiled else self.config.authors)

    def foreign(self, language: str) -> str:
        """The tag of a language; "" when it is the page's, which one of them may say more exactly.

        What names no language is in the site's own.
        """
        language = language or (self._own if self.tag else "")
        one, other = language.lower() + "-", self.config.language.lower() + "-"
        return "" if not language or one.startswith(other) or other.startswith(one) else language

    def day(self, moment: Moment) -> DateView:
        """The day of a moment as people and machines read it."""
        return DateView(display_day(moment, self.config.language), moment.iso)

    def moment(self, moment: Moment) -> DateView:
        """A moment likewise, with the time of day where it is known."""
        return DateView(display_moment(moment, self.config.language), moment.iso)

    def stamp(self, moment: Moment) -> str:
        """The moment as RFC 3339, for feeds."""
        return moment.instant(self.zone).isoformat(timespec="seconds")
