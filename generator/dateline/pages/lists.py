"""The pages that list stories: home, sections, tags, publishers, months, and their overviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import msgspec

from dateline.dates import Moment, display_month
from dateline.files import addresses
from dateline.model.site import Listing, Page, Section, Site, Term
from dateline.pages.feedlinks import feed_links
from dateline.pages.imprint import Imprint
from dateline.pages.markup import Markup
from dateline.pages.paging import in_pages
from dateline.pages.pictures import site_card
from dateline.pages.publisherfacts import publisher_facts, publisher_json_ld
from dateline.settings.tables.publishers import Publisher, by_address
from dateline.views.lists import ListView
from dateline.views.pages import (
    HeadView,
    HomeView,
    ImageView,
    IndexView,
    LinkView,
    MonthView,
    NotFoundView,
    NoticesView,
    NoticeView,
    SectionCards,
    StoryCard,
    TermView,
    YearView,
)

IN_SECTION = 4
"""How many stories of each section the home page shows."""

Listed = tuple[str, str, ListView, str]
"""A list page: its address, template, view, and the file that asked for it ("" for none)."""


class ListPages:
    """Makes the views of list pages from the stories' cards, by id in the order of the site."""

    def __init__(self, site: Site, imprint: Imprint, cards: Mapping[str, StoryCard]) -> None:
        self._site, self._imprint, self._cards = site, imprint, cards
        self._known = {key: known for key, (_, known) in by_address(imprint.config.publishers).items()}

    def home(self) -> HomeView:
        """The home page: the story updated last, the latest, and each section's newest, none withdrawn."""
        cards = self._standing(self._cards.values())
        config = self._imprint.config
        return HomeView(
            head=self.head(config.title, config.description, addresses.HOME),
            lead=cards[0] if cards else None,
            latest=cards[1 : 1 + config.build.home_stories],
            sections=tuple(self._home_sections()),
        )

    def sections(self) -> Iterator[Listed]:
        """The pages of each section, with the stories below it."""
        for section in self._site.sections:
            title, html = section.title, Markup(self._imprint, {}).html(section.text)
            about = section.description or self._imprint.say("section_about", section=title)
            view = self._list(
                "section",
                self._head("section", title, about, section.url),
                title,
                section.description,
                self._below(section),
                html,
                tuple(self._children(section)),
            )
            file = section.file or f"{addresses.CONTENT}/{section.id}"
            yield from self._pages(section.url, "section.html", view, file)

    def tags(self) -> Iterator[Listed]:
        """The pages of each tag."""
        say = self._imprint.say
        for term in self._site.tags:
            url = addresses.tag_url(term.id)
            title, about = say("tag_title", tag=term.name), say("tag_about", tag=term.name)
            head = self._head("tag", title, about, url)
            yield from self._pages(url, "tag.html", self._list("tag", head, term.name, "", self._of(term)))

    def publishers(self) -> Iterator[Listed]:
        """The pages of each publisher: the briefings that cite it."""
        for term in self._site.publishers:
            url = addresses.publisher_url(term.id)
            description = self._imprint.say("citing", publisher=term.name)
            title = self._imprint.say("publisher_title", publisher=term.name)
            head = self._head("publisher", title, description, url)
            plain = self._list("publisher", head, term.name, description, self._of(term))
            known = self._known.get(term.id)
            json_ld = publisher_json_ld(term, known or Publisher(), url, self._imprint)
            view = msgspec.structs.replace(
                plain,
                head=msgspec.structs.replace(plain.head, json_ld=json_ld),
                facts=publisher_facts(known, self._imprint) if known else None,
            )
            yield from self._pages(url, "publisher.html", view)

    def months(self) -> Iterator[Listed]:
        """The pages of each month in which a story was first published."""
        for url, stories in self._by_month.items():
            title = self._month_title(stories[0].published)
            cards = tuple(self._cards[story.id] for story in stories)
            head = self._head("month", title, self._imprint.say("month_about", month=title), url)
            yield from self._pages(url, "month.html", self._list("month", head, title, "", cards))

    def archive(self) -> IndexView:
        """The overview of all months, newest first."""
        years: dict[str, list[MonthView]] = defaultdict(list)
        for url, stories in self._by_month.items():
            month = MonthView(self._month_title(stories[0].published), self._imprint.href(url), len(stories))
            years[f"{stories[0].published.date.year:04}"].append(month)
        views = tuple(YearView(year, tuple(months)) for year, months in years.items())
        title = self._imprint.say("archive")
        return IndexView(self.head(title, "", addresses.ARCHIVE), title, years=views)

    def overview(self, title: str, url: str, terms: Iterable[Term]) -> IndexView:
        """The overview of all tags or of all publishers."""
        make = self._tag_row if url == addresses.TAGS else self._publisher_row
        views = tuple(make(term) for term in terms)
        return IndexView(self.head(title, "", url), title, terms=views)

    def notices(self) -> NoticesView:
        """All corrections, clarifications and withdrawals, the newest first."""
        zone, day = self._imprint.zone, self._imprint.day
        dated = [(notice, story) for story in self._site.stories for notice in story.notices]
        dated.sort(key=lambda pair: (pair[0].date.instant(zone), pair[1].id), reverse=True)
        views = (
            NoticeView(
                notice.kind.value,
                day(notice.date),
                self._imprint.told(notice),
                LinkView(story.title, self._imprint.href(story.url)),
            )
            for notice, story in dated
        )
        title, about = self._imprint.say("corrections"), self._imprint.say("corrections_about")
        return NoticesView(self.head(title, about, addresses.CORRECTIONS), title, tuple(views))

    def _tag_row(self, tag: Term) -> TermView:
        return TermView(tag.name, self._imprint.href(addresses.tag_url(tag.id)), len(tag.stories))

    def _publisher_row(self, term: Term) -> TermView:
        href, known = self._imprint.href(addresses.publisher_url(term.id)), self._known.get(term.id)
        facts = publisher_facts(known, self._imprint) if known else None
        about = (facts.kind, facts.country) if facts else ()
        return TermView(term.name, href, len(term.stories), *about)

    def not_found(self) -> NotFoundView:
        """The page for addresses that do not exist."""
        head = HeadView(self._imprint.say("not_found"), "", "", "website", index=False)
        return NotFoundView(head, self._standing(self._cards.values())[:5])

    def head(self, title: str, description: str, url: str) -> HeadView:
        """The head of a page that is no article."""
        imprint, languages = self._imprint, self._imprint.languages(url)
        whole = imprint.absolute(url)
        return HeadView(title, description, whole, "website", image=self._card, languages=languages)

    @cached_property
    def _card(self) -> ImageView | None:
        return site_card(self._imprint)

    def _head(self, kind: str, title: str, description: str, url: str) -> HeadView:
        """The head of a list, with its feeds; the title tells its kind, for names may be the same."""
        head = self.head(title, description, url)
        if f"{kind}s" not in self._imprint.config.feeds.lists:
            return head
        return msgspec.structs.replace(head, feeds=feed_links(self._imprint, title, url))

    @staticmethod
    def _list(
        kind: str,
        head: HeadView,
        title: str,
        description: str,
        stories: tuple[StoryCard, ...],
        html: str = "",
        children: tuple[LinkView, ...] = (),
    ) -> ListView:
        return ListView(head, kind, title, description, html, stories, children, len(stories))

    def _pages(self, url: str, template: str, whole: ListView, file: str = "") -> Iterator[Listed]:
        for at, view in in_pages(whole, url, self._imprint):
            yield at, template, view, file

    def _of(self, term: Term) -> tuple[StoryCard, ...]:
        return tuple(self._cards[story] for story in term.stories)

    def _below(self, section: Section) -> tuple[StoryCard, ...]:
        """The stories in a section and in the sections inside it."""
        return tuple(self._by_section[section.id])

    @staticmethod
    def _standing(cards: Iterable[StoryCard]) -> tuple[StoryCard, ...]:
        """The stories that were not withdrawn; those that were stay in all other lists."""
        return tuple(card for card in cards if not card.withdrawn)

    @cached_property
    def _by_section(self) -> Mapping[str, list[StoryCard]]:
        """The stories in each section and in the sections inside it, by its id."""
        sections: dict[str, list[StoryCard]] = defaultdict(list)
        for story in self._site.stories:
            section = story.section
            while section:
                sections[section].append(self._cards[story.id])
                section = section.rpartition("/")[0]
        return sections

    def _children(self, section: Section) -> Iterator[LinkView]:
        inner: list[Section | Page] = [s for s in self._site.sections if s.parent == section.id]
        inner += [page for page in self._site.pages if page.section == section.id]
        for child in inner:
            yield LinkView(child.title, self._imprint.href(child.url))

    def _home_sections(self) -> Iterator[SectionCards]:
        for section in self._site.sections:
            stories = self._standing(self._below(section))[:IN_SECTION]
            if section.parent is None and stories:
                yield SectionCards(
                    section.title, self._imprint.href(section.url), section.description, stories
                )

    @cached_property
    def _by_month(self) -> Mapping[str, list[Listing]]:
        """The stories of each month by its address, the newest month first, and in each the newest story."""
        zone = self._imprint.zone
        months: dict[str, list[Listing]] = defaultdict(list)
        for story in sorted(self._site.stories, key=lambda s: (-s.published.instant(zone).timestamp(), s.id)):
            months[addresses.month_url(story.published)].append(story)
        return dict(sorted(months.items(), reverse=True))  # a day is that of the zone it was written in

    def _month_title(self, moment: Moment) -> str:
        return display_month(moment.date.year, moment.date.month, self._imprint.config.language)
