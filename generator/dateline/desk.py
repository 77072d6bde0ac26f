"""The story desk: every story's compiled page, from the memory where it is still valid, else made anew.

Whether a story has to be compiled follows from digests alone, so an incremental build differs from a clean
one only in what the memory holds. This room makes values; it writes no output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache, partial
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from dateline import crew
from dateline.linking.briefing import link_story
from dateline.linking.link import Survey
from dateline.loading.load import ChangedError
from dateline.memory.memory import Memory
from dateline.memory.records import Record
from dateline.model.draft import Outline, StoryFolder
from dateline.model.linked import Claim
from dateline.model.revisions import UNKNOWN, UNTOLD, Life
from dateline.model.site import Event, Story
from dateline.pages.compiled import Compiled, compile_key
from dateline.pages.story import StoryPages
from dateline.problems import Place, Problem
from dateline.settings.tables.history import OFF
from dateline.timing import UNTIMED, Timing
from dateline.twins.twin import Twin
from dateline.views.stories import StoryView

if TYPE_CHECKING:
    from dateline.pages.examined import Examined, Told

_SHOWN = ("listing", "card", "problems", "pictures", "drawn")
"""The fields of a compiled story that other pages show, or that are searched for all stories."""
_ENCODER = msgspec.json.Encoder()


class EncodedStory(msgspec.Struct, frozen=True):
    """A compiled story with its page's view and its twin, encoded, and where its claims and events stand."""

    compiled: Compiled
    view: msgspec.Raw
    twin: msgspec.Raw
    marks: msgspec.Raw


_MARKS = msgspec.json.Decoder(tuple[tuple[str, Place], ...])


class Folders(Protocol):
    """Gives the parsed files of a story."""

    def folder(self, story: str) -> StoryFolder:
        """The parsed files of a story."""

    def texts(self, story: str) -> Mapping[str, str]:
        """The texts of its articles by key, as Markdown."""

    def release(self, story: str) -> None:
        """Drop a story's parsed files, as its page is made."""


class StoryDesk:
    """Compiles the stories of one survey; implements `pages.Desk`."""

    def __init__(
        self,
        content: Folders,
        memory: Memory,
        survey: Survey,
        pages: StoryPages,
        timing: Timing = UNTIMED,
        lives: Mapping[str, Life] = MappingProxyType({}),
        records: tuple[Record, ...] = (),
    ) -> None:
        """`lives` has the histories of the stories that have one, by id; `records` has all stories as loaded.

        The desk becomes that of the `memory`, where the next one finds what this one made.
        """
        self._lives = lives
        self._otherwise = UNTOLD if pages.config.history.kept_in == OFF else UNKNOWN
        self._content, self._memory, self._survey, self._pages = content, memory, survey, pages
        self._timing = timing
        former = memory.session.desk
        known = former is not None and former._survey is survey and former._pages is pages
        self._former: StoryDesk | None = former if known else None
        self._before: Mapping[str, Compiled] = former._compiled if former is not None else {}
        self._outlines: Mapping[str, Outline] = (
            former._outlines if known else {outline.path: outline for outline in survey.stories}
        )
        self.paths: tuple[str, ...] = former.paths if known else tuple(self._outlines)
        """The stories that are out, in the order of the survey."""
        self.rows: tuple[Compiled, ...] = ()
        """What is kept of each of them."""
        self._records = records
        self._compiled: Mapping[str, Compiled] = {}
        memory.session.desk = self
        self.made: set[str] = set()
        """The stories that were compiled, and not remembered."""

    def compile_all(self) -> tuple[Compiled, ...]:
        """What is kept of every story that is out, in the order of the survey."""
        former, self._former = self._former, None  # or each desk would keep all those before it
        records, again = self._memory.records, self._memory.again
        unsure = self._unsure(former) if former is not None else None
        stale = [path for path in (self.paths if unsure is None else unsure) if not self._holds(path)]
        if len(stale) == 1:
            self._compile(stale[0])  # in this process, so the result need not be encoded
            stale = []
        if stale:
            compiler()  # loaded here, or each copy of the process would load it
        made = crew.each(self._made, stale, alone=self._timing.alone)
        for done, (path, data) in enumerate(zip(stale, made, strict=True), 1):
            self._keep(path, msgspec.json.decode(data, type=EncodedStory))
            self._timing.reached("compile", done, len(stale))
        if former is None or unsure is None:
            self.rows = tuple(map(attrgetter("compiled"), map(records.__getitem__, self.paths)))
            self._compiled = dict(zip(self.paths, self.rows, strict=True))
        else:
            places = again.places(self.paths)
            now: dict[str, Any] = {path: records[path].compiled for path in unsure}
            self.rows = again.replaced(former.rows, [places[path] for path in now], tuple(now.values()))
            self._compiled = {**former._compiled, **now}
        return self.rows

    def _unsure(self, former: StoryDesk) -> Iterable[str] | None:
        """The stories whose pages may differ from those of a former desk; None if that may be any."""
        before, now = former._records, self._records
        if not former.rows or not now or len(before) != len(now):
            return None
        unsure = {now[at].outline.path for at in self._memory.again.others(before, now)}
        if former._lives is not self._lives:
            one, other = former._life, self._life
            unsure |= {p for p in former._lives.keys() | self._lives.keys() if one(p) is not other(p)}
        return sorted(unsure & self._outlines.keys())

    def _holds(self, path: str) -> bool:
        """True when compiling a story again would give what is kept of it."""
        kept = self._memory.records[path].compiled
        outline = self._outlines[path]
        return kept is not None and kept.holds(self._key(outline), outline, self._survey.book)

    def _key(self, outline: Outline) -> str:
        """The digest of all that a story's page is made from, apart from its links."""
        files = self._memory.records[outline.path].digest
        return compile_key(outline, files, self._life(outline.path).key, self._pages.of(outline.path))

    def _life(self, story: str) -> Life:
        """A story's history; one that says why there is none, for stories without."""
        return self._lives.get(story, self._otherwise)

    def rehearse(self) -> None:
        """Compile the first story and drop the result, so that all that compiling takes is loaded."""
        path = next(iter(self._outlines), None)
        if path is not None:
            with suppress(ChangedError):
                self._linked(path)
                self._content.release(path)

    def problems(self) -> Iterable[Problem]:
        """The problems of the stories that are out."""
        for compiled in self._compiled.values():
            yield from compiled.problems

    @property
    def survey(self) -> Survey:
        """Which stories, pages and sections are out, and the addresses of all."""
        return self._survey

    @property
    def shown(self) -> Mapping[str, Compiled]:
        """What is kept of every story that is out, by id."""
        return self._compiled

    def compiled(self, story: str) -> Compiled:
        """What is kept of a story's page."""
        return self._compiled[story]

    def view(self, story: str) -> StoryView:
        """The view of a story's page."""
        return self.maker(story)()

    def maker(self, story: str) -> Callable[[], StoryView]:
        """A function that gives the view of a story's page as of this desk, even once others followed."""
        return partial(_view, self._memory, story, self._compiled[story].view)

    def twin(self, story: str) -> Callable[[], Twin]:
        """A function that gives a story's twin, likewise."""
        return partial(_twin, self._memory, story, self._compiled[story].twin)

    def story(self, story: str) -> Story:
        """The linked story itself; raises `ChangedError` when its files have changed since."""
        folder = self._content.folder(story)
        if folder.story is not None:
            return link_story(
                folder, self._outlines[story].url, self._survey.book, self._pages.zone, self._life(story)
            ).story
        return self.told(story).linked.story

    def told(self, story: str) -> Told:
        """A story with its articles, before anything is examined; raises `ChangedError` as `story` does."""
        from dateline.pages.examined import tell_story

        folder, texts = self._content.folder(story), self._content.texts(story)
        url, newsroom = self._outlines[story].url, self._pages.newsroom
        return tell_story(url, folder, texts, self._survey.book, newsroom, self._life(story))

    def examined(self, story: str) -> Examined:
        """A story with its articles and what stands behind its claims; raises `ChangedError` as `story` does.

        It is made anew each time and kept nowhere: it holds the articles' texts.
        """
        from dateline.pages.examined import examine_story

        folder, texts = self._content.folder(story), self._content.texts(story)
        url, newsroom = self._outlines[story].url, self._pages.newsroom
        return examine_story(url, folder, texts, self._survey.book, newsroom, self._life(story))

    def places(self, story: str) -> tuple[tuple[str, Place], ...]:
        """The anchors of a story's claims, then of its events, and where they stand in its files."""
        key = self._compiled[story].key
        kept = self._memory.places.find(story, key)
        if kept is None:
            kept = _ENCODER.encode(_marks(self.story(story)))
            self._memory.places.put(story, key, kept)
        return _MARKS.decode(kept)

    def _compile(self, path: str) -> EncodedStory:
        """Compile a story and keep the result; for the desk's own process."""
        with self._timing.stage("compile", story=path):
            made = self._linked(path)
            self._keep(path, made)
        return made

    def _made(self, path: str) -> bytes:
        """The same in a copy of the process: an `EncodedStory` as bytes, for the desk itself to keep."""
        with self._timing.stage("compile", story=path):
            return _ENCODER.encode(self._linked(path))

    def _linked(self, path: str) -> EncodedStory:
        """A story, linked and compiled; nothing is kept."""
        folder = self._content.folder(path)
        outline, texts = self._outlines[path], self._content.texts(path)
        key = self._key(outline)
        compiled, story, *shown = compiler()(
            outline, key, folder, texts, self._survey.book, self._pages.of(path), self._life(path)
        )
        view, twin, marks = (msgspec.Raw(_ENCODER.encode(value)) for value in (*shown, _marks(story)))
        return EncodedStory(compiled, view, twin, marks)

    def _keep(self, path: str, made: EncodedStory) -> None:
        """Put a compiled story into the memory, and drop its parsed files."""
        self.made.add(path)
        memory, compiled = self._memory, _as_before(made.compiled, self._before.get(path))
        memory.before.setdefault(path, memory.records[path].compiled)
        memory.records[path].compiled = compiled
        memory.places.put(path, compiled.key, bytes(made.marks))
        memory.views.put(path, compiled.view, bytes(made.view))
        memory.twins.put(path, compiled.twin, bytes(made.twin))
        memory.changed.add(path)
        self._content.release(path)


@cache
def compiler() -> Callable[..., tuple[Compiled, Story, StoryView, Twin]]:
    """`compile_story`, which is imported on first use, as it loads all that evidence needs."""
    from dateline.pages.compiling import compile_story

    return compile_story


def _view(memory: Memory, story: str, key: str) -> StoryView:
    """The view of a story's page by its digest; raises `ChangedError` when the story has changed since."""
    kept = memory.view(story, key)
    if kept is None:
        kept = _anew(memory, story, lambda known: known.view == key).view
    return _views().decode(kept)


@cache
def _views() -> msgspec.json.Decoder[StoryView]:
    """Decodes pages; made when one is asked for, as who compiles a story alone asks for none."""
    return msgspec.json.Decoder(StoryView)


def _twin(memory: Memory, story: str, key: str) -> Twin:
    """A story's twin by its digest; raises `ChangedError` as `_view` does."""
    return memory.opened_twin(
        story, key, lambda: bytes(_anew(memory, story, lambda known: known.twin == key).twin)
    )


def _anew(memory: Memory, story: str, is_wanted: Callable[[Compiled], bool]) -> EncodedStory:
    """A story compiled once more, as the memory has lost the result; raises `ChangedError` if it differs."""
    desk: StoryDesk = memory.session.desk
    if story not in desk.shown or not is_wanted(desk.compiled(story)):
        raise ChangedError(story)
    return desk._compile(story)


def _as_before(compiled: Compiled, former: Compiled | None) -> Compiled:
    """The same with the former objects in place of equal ones, so that `Again` sees that nothing changed."""
    if former is None:
        return compiled
    pairs = [(name, getattr(former, name), getattr(compiled, name)) for name in _SHOWN]
    return msgspec.structs.replace(compiled, **{name: old for name, old, new in pairs if old == new})


def _marks(story: Story) -> tuple[tuple[str, Place], ...]:
    """The anchors of a story's claims, then of its events, and where they stand."""
    marks: list[Claim | Event] = [*story.claims, *story.timeline]
    return tuple((mark.anchor, mark.place) for mark in marks)
