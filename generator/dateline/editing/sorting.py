"""Sorting the inbox: which article goes into which story's folder, under which key.

Responsible for reading the inbox and the stories, and for names that are free. It changes nothing: `moving`
does. Which articles belong together is said in `compose.clusters`. Must not know the clock or the terminal.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from dateline import digest
from dateline.citations import NONE
from dateline.compose.clusters import Cluster, Joined, Near, cluster
from dateline.editing.moving import Left, Move
from dateline.editing.scaffold import refuse_no_site, story_folder
from dateline.editing.sourceedit import with_source
from dateline.evidence.articles import Article
from dateline.evidence.plain import plain
from dateline.evidence.words import fold, is_content, spellings
from dateline.files import parse
from dateline.files.names import STORY
from dateline.files.walk import CONTENT, INBOX, SOURCES, FoundFile, FoundStory, walk
from dateline.model.headers import SourceHeader
from dateline.problems import Place, Problem
from dateline.rules import problem
from dateline.urls import slugify

FOLDER: Final = f"{CONTENT}/{INBOX}"
_SLUG_WORDS: Final = 5
_NEAREST: Final = 5  # stories that say in which section a founded one lies


class Destination(msgspec.Struct, frozen=True):
    """A story and the articles that go there: its id, and its headline when they found it."""

    story: str
    title: str
    founded: bool
    moves: tuple[Move, ...]


class Sorting(msgspec.Struct, frozen=True):
    """What is to be moved and what is left, and the problems of what cannot be read."""

    stories: tuple[Destination, ...]
    left: tuple[Left, ...]
    problems: tuple[Problem, ...]

    @property
    def moves(self) -> tuple[Move, ...]:
        """All that is moved, in the order of the stories."""
        return tuple(move for story in self.stories for move in story.moves)


# ── the plan ─────────────────────────────────────────────────────────────────────────────────────


def plan_sorting(root: Path, names: Iterable[str] = (), section: str | None = None) -> Sorting:
    """Where the articles of the inbox go, all of them or those with these file names; nothing is changed.

    `section` is the folder below content/ for stories that are founded ("" for the top); else each lies in
    the section of the stories nearest to it. Raises ConfigError where there is no site, and OutputError when
    the section can hold no story.
    """
    refuse_no_site(root)
    if section:
        story_folder(root, f"{section}/story")
    inbox = _Inbox(root, frozenset(names))
    site = _Site(root)
    inbox.leave_copies(site)
    plan = cluster(list(inbox.articles.values()), site.articles)
    names_of = _Names(root, site, section)
    ids = {one: names_of.story(one) for one in plan.clusters}
    where = {joined.key: story for one, story in ids.items() for joined in one.articles}
    stories = []
    for one, story in ids.items():
        moves = tuple(_move(inbox, site, names_of, story, joined, where) for joined in one.articles)
        stories.append(Destination(story, one.title, not one.story, moves))
    return Sorting(tuple(stories), tuple(inbox.left), tuple(inbox.problems))


def _move(
    inbox: _Inbox, site: _Site, names: _Names, story: str, joined: Joined, where: Mapping[str, str]
) -> Move:
    """How one article gets to its story."""
    publisher = inbox.headers[joined.key].publisher
    key, notes = names.key(story, publisher)
    listed = False
    if story in site.briefings:
        data = site.briefings[story]
        header = parse.story(STORY, data)[0]
        listed = with_source(data, key) is not None
        if not listed and (header is None or header.header.sources is not None):
            notes = (
                *notes,
                f"`sources:` of {CONTENT}/{story}/{STORY} cannot be edited safely: add {key} there",
            )
    near = joined.runner_up
    other = None if near is None else (_place(near, where), near.alike)
    target = f"{CONTENT}/{story}/{SOURCES}/{key}.md"
    file = f"{FOLDER}/{joined.key}"
    return Move(file, target, key, inbox.digests[joined.key], joined, other, listed, notes)


def _place(near: Near, where: Mapping[str, str]) -> str:
    return near.story or where[near.first]


class _Inbox:
    """The articles that wait, by their file names, and those that cannot be sorted."""

    def __init__(self, root: Path, wanted: frozenset[str]) -> None:
        self.articles: dict[str, Article] = {}
        self.headers: dict[str, SourceHeader] = {}
        self.digests: dict[str, str] = {}
        self.left: list[Left] = []
        self.problems: list[Problem] = []
        folder = root / FOLDER
        paths = sorted(folder.iterdir()) if folder.is_dir() else []
        for path in paths:
            if path.name.startswith(".") or path.name.endswith("~") or (wanted and path.name not in wanted):
                continue
            file = f"{FOLDER}/{path.name}"
            if path.is_symlink() or not path.is_file() or path.suffix != ".md":
                self.left.append(Left(file, "this is no article: a plain file whose name ends in .md"))
            else:
                self._read(path, file)

    def _read(self, path: Path, file: str) -> None:
        try:
            data = path.read_bytes()
        except OSError as error:
            message = f"this cannot be read: {error.strerror}"
            self.problems.append(problem("unreadable-file", Place(file), message))
            self.left.append(Left(file, "it cannot be read"))
            return
        article, header, found = _article(file, path.name, data)
        wrong = [one for one in found if one.is_error]
        self.problems += wrong
        if article is None or header is None or wrong:
            count = len(wrong)
            what = f"an error: {wrong[0].message}" if count == 1 else f"{count} errors: {wrong[0].message} …"
            self.left.append(Left(file, f"its front matter has {what}"))
            return
        self.articles[path.name], self.headers[path.name] = article, header
        self.digests[path.name] = digest.of_bytes(data)

    def leave_copies(self, site: _Site) -> None:
        """Leave what lies in a story already, byte for byte, and what another file of the inbox holds too."""
        seen = dict(site.digests)
        for name in tuple(self.articles):
            twin = seen.setdefault(self.digests[name], f"{FOLDER}/{name}")
            if twin != f"{FOLDER}/{name}":
                self.left.append(Left(f"{FOLDER}/{name}", f"the same article is {twin}: delete this one"))
                del self.articles[name]


class _Site:
    """The stories that are there."""

    def __init__(self, root: Path) -> None:
        self.articles: dict[str, list[Article]] = {}
        self.briefings: dict[str, bytes] = {}
        self.digests: dict[str, str] = {}
        """By the digest of a source article, its file."""
        self.keys: defaultdict[str, Counter[str]] = defaultdict(Counter)
        """By publisher, the keys that its articles have."""
        for story in walk(root).stories:
            self._story(root, story)

    def _story(self, root: Path, story: FoundStory) -> None:
        if story.briefing and (data := _bytes(root, story.briefing)) is not None:
            self.briefings[story.path] = data
        self.articles[story.path] = []
        for source in story.sources:
            data = _bytes(root, source)
            if data is None:
                continue
            key = source.file.rpartition("/")[2].removesuffix(".md")
            self.digests[digest.of_bytes(data)] = source.file
            article, _, _ = _article(source.file, key, data)
            if article:
                self.articles[story.path].append(article)
                self.keys[_house(article.publisher)][key] += 1


def _bytes(root: Path, found: FoundFile) -> bytes | None:
    """The bytes of a file; None when it cannot be read, which `dateline check` says."""
    try:
        return (root / found.file).read_bytes()
    except OSError:
        return None


def _article(
    file: str, key: str, data: bytes
) -> tuple[Article | None, SourceHeader | None, Sequence[Problem]]:
    """The article in a file as evidence, and what is wrong with the file."""
    parsed, problems = parse.source(file, key, data)
    if parsed is None:
        return None, None, problems
    header = parsed.header
    text = plain(parse.article_text(file, data))
    day = header.published.date
    article = Article(key, header.publisher, header.title, day, text, header.agency, header.language)
    return article, header, problems


def _house(publisher: str) -> str:
    """A publisher's name without case, accents and a leading article."""
    words = [fold(word) for word in spellings(publisher)]
    return " ".join(words[words[:1] == ["the"] :])


# ── names ────────────────────────────────────────────────────────────────────────────────────────


class _Names:
    """Names for stories and keys that nothing has, on the disk or in this plan."""

    def __init__(self, root: Path, site: _Site, section: str | None) -> None:
        self._root, self._site, self._section = root, site, section
        self._stories: defaultdict[str, set[str]] = defaultdict(set)
        self._keys: defaultdict[str, set[str]] = defaultdict(set)

    def story(self, one: Cluster) -> str:
        """The id of a story: its own, or for one that is founded a section and a slug from its headline."""
        if one.story:
            return one.story
        section = _section(one.near) if self._section is None else self._section
        slug = _slug(one.title)
        content = self._root / CONTENT
        folder = story_folder(self._root, f"{section}/story").parent if section else content
        taken = self._stories[folder.as_posix()]
        if not taken:
            taken |= {"story", SOURCES, INBOX, "tags", "publishers", "archive"}
            taken |= {
                slugify(path.name.removesuffix(".md")) for path in folder.glob("*") if not _is_empty(path)
            }
        slug = _free(slug, taken)
        return (folder / slug).relative_to(content).as_posix()

    def key(self, story: str, publisher: str) -> tuple[str, tuple[str, ...]]:
        """A key for an article, as its publisher has on this site or by its name, and what to say of it."""
        house = _house(publisher)
        known = self._site.keys.get(house)
        common = min(known, key=lambda key: (-known[key], len(key), key)) if known else ""
        key = common or slugify(house) or "source"
        if key.isdigit() or key == NONE:
            key = f"source-{key}"
        taken = self._keys[story]
        if not taken:
            folder = self._root / CONTENT / story / SOURCES
            taken |= {path.name.partition(".md")[0].casefold() for path in folder.glob("*")}
            taken |= self._promised(story)
        text = self._site.briefings.get(story, b"").decode(errors="replace").casefold()
        free = _free(key, taken, text)
        return free, () if free == key else (f"“{key}” is taken",)

    def _promised(self, story: str) -> set[str]:
        """The keys that story.md lists: one whose file is missing is not for another article."""
        found = parse.story(STORY, self._site.briefings.get(story, b""))[0]
        return {key.casefold() for key in (found.header.sources or ())} if found else set()


def _slug(title: str) -> str:
    """A slug of the first words that say something, without figures."""
    words = [word for word in spellings(title) if is_content(fold(word)) and not word[0].isdigit()]
    return slugify(" ".join(words[:_SLUG_WORDS])) or slugify(title) or "story"


def _free(name: str, taken: set[str], text: str = "") -> str:
    """The name, with a number if it is taken or the text cites it; it is taken now."""
    number = 1
    free = name
    while free.casefold() in taken or re.search(rf"@{re.escape(free.casefold())}(?![\w-])", text):
        number += 1
        free = f"{name}-{number}"
    taken.add(free.casefold())
    return free


def _section(near: Sequence[Near]) -> str:
    """The section of the stories that are nearest together; the top when none is near."""
    sums: defaultdict[str, float] = defaultdict(float)
    for one in near[:_NEAREST]:
        sums[one.story.rpartition("/")[0]] += one.alike
    return min(sums, key=lambda section: (-sums[section], section), default="")


def _is_empty(path: Path) -> bool:
    """Whether this is what an interrupted sorting may have left: a folder with nothing in it but sources/."""
    return path.is_dir() and all(
        inner.name == SOURCES and inner.is_dir() and not any(inner.iterdir()) for inner in path.iterdir()
    )
