"""One briefing, linked: its sources numbered, its marks turned into citations, its timeline merged.

A number is the position in `sources:`, or without that list the order of publication; it never changes
its meaning. This room looks only at one story folder and the address book.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, tzinfo
from html import escape

import msgspec

from dateline import rules, timeline
from dateline.dates import Moment, other_day
from dateline.files.addressbook import AddressBook, Resolved
from dateline.files.addresses import aliases_of, language_of, slug_place
from dateline.files.anchors import Anchors
from dateline.linking.changes import lived
from dateline.linking.sourcelist import (
    number_sources,
    source_of,
    uncited_sources,
    wrong_sources,
    wrong_values,
)
from dateline.model.draft import StoryFolder
from dateline.model.headers import EventEntry, PageHeader, SayEntry, StoryHeader
from dateline.model.linked import Citation, Claim, Figure, Link, Part, Text, Unsourced
from dateline.model.prose import Cite, Entry, Href, Inline, Mark, Picture, Prose, Sentence, sentences
from dateline.model.revisions import UNKNOWN, Life
from dateline.model.site import Conflict, Event, Source, Story, StorySection
from dateline.problems import Place, Problem, Severity, Turn, Weights
from dateline.yaml import spots

_NOT_TWICE = ("uncited-sentence", Severity.OFF)
_SOMEWHERE: tuple[Turn, ...] = ((0, 0, 0),)


class Linked(msgspec.Struct, frozen=True):
    """A linked story, the problems of its links and citations, and each link with what was found for it."""

    story: Story
    problems: tuple[Problem, ...]
    lookups: tuple[tuple[str, bool, Resolved], ...]


def link_story(
    folder: StoryFolder, url: str, book: AddressBook, zone: tzinfo, life: Life = UNKNOWN
) -> Linked:
    """Link the briefing in `folder`; its page is at `url`, `life` is its history."""
    linker = _Linker(folder, url, book, zone)
    story = linker.story()
    if folder.story:
        story = lived(story, life, folder.story.header, zone)
    unused = () if linker.doubtful else tuple(uncited_sources(story))
    return Linked(
        story, (*linker.problems, *unused), tuple((*asked, found) for asked, found in linker.lookups.items())
    )


class _Linker:
    """Links one story; counts the uses of each source in the order of the page."""

    def __init__(self, folder: StoryFolder, url: str, book: AddressBook, zone: tzinfo) -> None:
        if folder.story is None:
            raise ValueError(f"{folder.path} has no briefing: draft one first")
        self._folder, self._url, self._book, self._zone = folder, url, book, zone
        self._briefing = folder.story
        self._file = folder.sources[0].file if folder.drafted else folder.story.file
        self._yaml = folder.story.yaml
        self._list = number_sources(folder, zone)
        self.problems: list[Problem] = [] if folder.original else list(wrong_sources(folder, self._list))
        self.lookups: dict[tuple[str, bool], Resolved] = {}
        listed = (self._list.files[key].header.published for key in self._list.numbers)
        self._newest_day = max((moment.date for moment in listed), default=date.min)
        self._uses: Counter[str] = Counter()
        self._anchors = Anchors()
        self.doubtful = False
        """True when a citation could not be resolved: a source that seems unused may be what it means."""

    def story(self) -> Story:
        """The linked story; texts are linked in reading order, because uses are counted on the way."""
        body, header = self._briefing.body, self._briefing.header
        summary = self._text(body.summary)
        sections = tuple(
            StorySection(part.title, self._anchors.section(part.title), self._text(part.prose), part.language)
            for part in body.sections
        )
        conflicts = tuple(self._conflicts(header))
        events = tuple(self._timeline(body.timeline))
        image = self._image(header)
        updated = self._updated(header)
        return Story(
            id=self._folder.path,
            url=self._url,
            section=self._folder.path.rpartition("/")[0],
            title=header.title,
            description=header.description or _description(summary, sections),
            published=header.published,
            updated=updated,
            changed=self._newest([updated, *(notice.date for notice in header.corrections)]),
            authors=header.authors,
            tags=tuple(dict.fromkeys(header.tags)),
            summary=summary,
            sections=sections,
            timeline=events,
            sources=tuple(self._sources()),
            corrections=tuple(sorted(header.corrections, key=lambda c: c.date.instant(self._zone))),
            revisions=(),
            conflicts=conflicts,
            aliases=aliases_of(self._briefing),
            slug=slug_place(self._briefing),
            made_by=header.made_by,
            reviewed_by=header.reviewed_by,
            compiled=self._folder.drafted,
            image=image.target,
            image_alt=header.image_alt,
            image_credit=header.image_credit,
            raster=image.raster,
            extra=header.extra,
            file=self._file,
        )

    # ── texts ────────────────────────────────────────────────────────────────────────────────────

    def _text(self, prose: Prose) -> Text:
        """The text with every mark, link and sentence linked."""
        linked: list[Part | Claim] = []
        for piece in prose:
            linked += [self._claimed(piece)] if isinstance(piece, Sentence) else self._parts((piece,), ())
        return tuple(linked)

    def _claimed(self, sentence: Sentence) -> Claim:
        """The claim that a sentence makes."""
        parts = tuple(self._parts(sentence.parts, sentence.weights))
        # A mark that leads nowhere is a problem already: its sentence is no second one.
        weights = (*sentence.weights, _NOT_TWICE) if sentence.marks else sentence.weights
        claim = self._claim(sentence.text, parts, sentence.place)
        return msgspec.structs.replace(claim, weights=weights, turns=sentence.turns)

    def _claim(self, text: str, parts: tuple[Part, ...], place: Place) -> Claim:
        """A claim of front matter, which says where it begins but not where its words stand."""
        return Claim(self._anchors.claim(text), text, parts, place, turns=_SOMEWHERE)

    def _parts(self, parts: Iterable[Inline], weights: Weights) -> Iterator[Part]:
        for part in parts:
            if isinstance(part, Mark):
                yield from self._citations(part, weights)
            elif isinstance(part, Href):
                yield self._link(part, weights or part.weights)
            elif isinstance(part, Picture):
                yield Figure(self._link(part, weights or part.weights), part.alt, part.credit, part.alone)
            else:
                yield part

    def _citations(self, mark: Mark, weights: Weights) -> Iterator[Part]:
        """The citations of one mark; those that cannot be resolved are problems and show nothing."""
        if mark.unsourced:
            yield Unsourced()
        self.doubtful |= not mark.cites and not mark.unsourced
        for cite in mark.cites:
            found, problem = self._list.find(cite)
            if problem is not None:
                self.problems.append(problem.within(weights))
            if found is not None:
                yield self._cited(*found, cite.place, cite.quote, cite.locator)
            self.doubtful |= found is None

    def _cited(self, key: str, number: int, place: Place, quote: str = "", locator: str = "") -> Citation:
        self._uses[key] += 1
        return Citation(key, number, self._uses[key], place, quote, locator)

    def _link(self, href: Href | Picture, weights: Weights = ()) -> Link:
        picture = isinstance(href, Picture)
        resolved = self._book.look_up(href.target, self._file, self._url, picture=picture)
        self.lookups[href.target, picture] = resolved
        if resolved.rule:
            self.problems.append(resolved.problem(href.place).within(weights))
        return resolved.link

    # ── timeline ─────────────────────────────────────────────────────────────────────────────────

    def _timeline(self, entries: tuple[Entry, ...]) -> Iterator[Event]:
        """The story's entries and its sources' events, merged and in order."""
        declared = {number: self._list.files[key].header.events for key, number in self._list.numbers.items()}
        items = [
            timeline.Item(entry.date, " ".join(s.text for s in sentences(entry.prose)), 0, index)
            for index, entry in enumerate(entries)
        ]
        items += [
            timeline.Item(event.date, event.text, number, index)
            for number, events in declared.items()
            for index, event in enumerate(events)
        ]
        for group in timeline.merge(items):
            first = group[0]
            others = [item.rank for item in group[1:] if item.rank]
            if first.rank == 0:
                yield self._written_event(entries[first.index], first.words, others)
            else:
                event = declared[first.rank][first.index]
                yield self._declared_event(event, first.rank, first.index, others)

    def _written_event(self, entry: Entry, words: str, others: list[int]) -> Event:
        """An entry of the writer's, with the citations of the sources whose events say the same."""
        text = self._with_citations(self._text(entry.prose), others)
        return Event(
            self._anchors.event(entry.date.edtf, words), entry.date, entry.date.note or "", text, entry.place
        )

    def _declared_event(self, event: EventEntry, number: int, index: int, others: list[int]) -> Event:
        """An event that a source declares, cited to it and to the others that say the same."""
        source = self._list.files[self._list.key_of(number)]
        place, note = Place(source.file), event.note or event.date.note or ""
        if event.date.earliest > self._newest_day or (note and other_day(event.date, note)):
            # Somebody will ask where it stands.
            place = spots.place(source.file, source.yaml, f"events.{index}.date")
        parts = (escape(event.text), self._cited(source.key, number, place))
        text = self._with_citations((self._claim(event.text, parts, place),), others)
        return Event(self._anchors.event(event.date.edtf, event.text), event.date, note, text, place)

    def _with_citations(self, text: Text, numbers: list[int]) -> Text:
        """The text with citations of `numbers` added to its last claim, each source once."""
        found = [(at, part) for at, part in enumerate(text) if isinstance(part, Claim)]
        if not found or not numbers:
            return text
        last, claim = found[-1]
        cited = {citation.number for citation in claim.citations}
        added = tuple(
            self._cited(self._list.key_of(number), number, claim.place)
            for number in dict.fromkeys(numbers)
            if number not in cited
        )
        wider = msgspec.structs.replace(claim, parts=(*claim.parts, *added))
        return (*text[:last], wider, *text[last + 1 :])

    # ── conflicts ────────────────────────────────────────────────────────────────────────────────

    def _conflicts(self, header: StoryHeader) -> Iterator[Conflict]:
        """What the writer declares that sources disagree about, each side with its citation."""
        for index, entry in enumerate(header.conflicts):
            if len({say.source for say in entry.says}) < 2:
                message = "a conflict needs two sources that say different things"
                hint = "write under `says:` one entry with `source:` and `text:` for each of them"
                place = self._key(f"conflicts.{index}")
                self.problems.append(rules.problem("bad-value", place, message, hint))
            says = tuple(
                (self._said(say, f"conflicts.{index}.says.{at}"),) for at, say in enumerate(entry.says)
            )
            anchor = self._anchors.conflict(entry.about)
            yield Conflict(entry.about, anchor, says)

    def _said(self, say: SayEntry, path: str) -> Claim:
        """What one source says in a conflict, as a claim that cites it."""
        cite = Cite(self._key(f"{path}.source"), key=say.source)
        parts = (escape(say.text, quote=True), *self._citations(Mark((cite,)), ()))
        return self._claim(say.text, parts, self._key(f"{path}.text"))

    # ── the rest ─────────────────────────────────────────────────────────────────────────────────

    def _sources(self) -> Iterator[Source]:
        """The source list in the order of its numbers."""
        for key, number in sorted(self._list.numbers.items(), key=lambda pair: pair[1]):
            file = self._list.files[key]
            yield source_of(file, number, self._uses[key])
            self.problems += wrong_values(file)

    def _updated(self, header: StoryHeader) -> Moment:
        """When the story was updated: the newest of its own date and its sources', without corrections."""
        listed = [self._list.files[key].header.published for key in self._list.numbers]
        return self._newest([header.published, *listed])

    def _newest(self, moments: list[Moment]) -> Moment:
        return max(moments, key=lambda moment: moment.instant(self._zone))

    def _key(self, path: str) -> Place:
        """Where a key of the briefing's front matter stands."""
        return spots.place(self._file, self._yaml, path)

    def _image(self, header: StoryHeader) -> Link:
        """The picture of the front matter; a translation has its original's, where its mistakes are told."""
        if not header.image:
            return Link("", internal=False)
        place, told = self._key("image"), len(self.problems)
        self.problems += missing_words(header, place)
        link = self._link(Picture(header.image, place, header.image_alt, header.image_credit))
        if language_of(self._folder.path):
            del self.problems[told:]
        return link


def missing_words(header: StoryHeader | PageHeader, place: Place) -> Iterator[Problem]:
    """The problems of a picture in front matter, at `place`, that has no words or no credit."""
    if not header.image_alt:
        hint = "say in `image_alt` what the picture shows"
        yield rules.problem("missing-alt", place, "this picture has no `image_alt`", hint)
    if not header.image_credit:
        hint = "say in `image_credit` who made it: “Photo: A. Name”"
        yield rules.problem("image-credit", place, "this picture has no `image_credit`", hint)


def _description(summary: Text, sections: tuple[StorySection, ...]) -> str:
    """The first claim of the page, for lists and search engines."""
    for text in (summary, *(section.text for section in sections)):
        for part in text:
            if isinstance(part, Claim):
                return part.text
    return ""
