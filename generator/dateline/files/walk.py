"""The walk over content/: which files there are and what each is for, without reading any.

A folder with story.md or sources/ is a story, any other folder is a section; other Markdown files are
plain pages; everything else is published as it is. Hidden files, editors' backups and the inbox are
passed over. A name that is nearly one of these is refused: what is meant to be read is never published
raw. The order is that of names, whatever the file system's.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from dateline import rules
from dateline.files.addresses import file_url, translation_id
from dateline.files.found import Found, FoundFile, FoundSection, FoundStory
from dateline.files.listings import Listed, Listings, Look
from dateline.files.names import SECTION, STORY, markdown_stem, misnamed, wrong_key
from dateline.files.translated import is_translation, problems_of, tag_of
from dateline.problems import Place, Problem
from dateline.stamps import Stamp, present, stamp_of
from dateline.urls import output_path, slugify

__all__ = ["Found", "FoundFile", "FoundSection", "FoundStory", "PausedError", "walk", "walk_story"]

CONTENT = "content"
INBOX = "inbox"
"""The folder at the top of content/ whose articles belong to no story yet."""
SOURCES = "sources"

_BACKUP = re.compile(r"^\.|~$|^#.*#$|\.sw[a-p]$|\.tmp$", re.IGNORECASE)
_NO_COLON = "use letters, digits or “-”"
_HOMELESS = ("a story has a folder of its own", "move story.md and sources/ into one: content/talks/")


class PausedError(Exception):
    """Raised when a walk was asked to pause."""


def walk(
    root: Path,
    pause: Callable[[], bool] | None = None,
    kept: dict[str, Listed] | None = None,
    look: Look | None = None,
) -> Found:
    """What lies in the content folder of the site at `root`; raises `PausedError` when `pause` says so.

    `kept` has what the folders held the last time, and is brought up to date; `look` has stamps that were
    taken just now, of some of the files and folders.
    """
    look = look or Look({}, present())
    listings = Listings(str(root), {} if kept is None else kept, look)
    walker = _Walker(root, listings, pause)
    walker.folder(CONTENT, "", within_story=False)
    listings.keep_only(dict(walker.folders))
    return walker.found(look.seen)


def walk_story(root: Path, path: str) -> Found:
    """What lies in one folder, by its path below content/: a story, unless it is none any longer."""
    walker = _Walker(root, Listings(str(root), {}, look := Look({}, present())))
    walker.folder(f"{CONTENT}/{path}", path, within_story=False)
    return walker.found(look.seen)


class _Walker:
    """One walk; collects what it finds."""

    def __init__(self, root: Path, listings: Listings, pause: Callable[[], bool] | None = None) -> None:
        self._root, self._listings, self._pause = str(root), listings, pause
        self._real_root = os.path.realpath(root)
        self._followed: set[str] = set()
        self.sections: list[FoundSection] = []
        self.stories: list[FoundStory] = []
        self.pages: list[FoundFile] = []
        self.attachments: list[FoundFile] = []
        self.folders: list[tuple[str, Stamp]] = []
        self.problems: list[Problem] = []

    def found(self, seen: int) -> Found:
        """All that was found since the moment `seen`."""
        return Found(
            tuple(self.sections),
            tuple(self.stories),
            tuple(self.pages),
            tuple(self.attachments),
            tuple(self.folders),
            tuple(self.problems),
            seen,
        )

    def folder(self, file: str, path: str, *, within_story: bool) -> None:
        """Look into a folder: `file` from the site's root, `path` below content/."""
        if ":" in path.rpartition("/")[2]:
            self._problem("bad-file-name", file, "a folder’s name holds no “:”", _NO_COLON)
            return
        if path and not slugify(path.rpartition("/")[2]):
            self._problem("bad-file-name", file, "this name makes no address", "use letters or digits")
            return
        folders, files = self._entries(file, path)
        is_story = bool(path) and (STORY in files or SOURCES in folders)
        if is_story and within_story:
            hint = "move it out: stories lie side by side in a section"
            self._problem("nested-story", file, "a story cannot lie inside another story’s folder", hint)
        original = STORY if is_story else SECTION if path and not within_story else ""
        translated = self._translations(files, {original} & files.keys())
        if is_story:
            articles = [name for name in folders if name == SOURCES or _is_nearly(name)]
            self._story(file, path, files.pop(STORY, None), articles, translated)
        elif not within_story:
            self._section(file, path, files.pop(SECTION, None), translated)
        for found in files.values():
            self._file(found)
        own = SOURCES if path else INBOX
        for name in folders:
            if name != own and (name.casefold() == own or (is_story and _is_nearly(name))):
                message = f"“{name}” is not read: the folder’s name is “{own}”, in small letters"
                self._problem("bad-file-name", f"{file}/{name}", message, f"rename it to {own}")
            elif not path and name == SOURCES:
                self._problem("bad-file-name", f"{file}/{name}", *_HOMELESS)
            elif name != own:
                inner = f"{path}/{name}" if path else name
                self.folder(f"{file}/{name}", inner, within_story=within_story or is_story)

    def _translations(self, files: dict[str, FoundFile], originals: set[str]) -> tuple[FoundFile, ...]:
        """The translations among files, which are taken out; `originals` has the names of what there is."""
        moved = [files.pop(name) for name in tuple(files) if is_translation(name)]
        translated = {found.file: found for found in moved}
        for wrong, problem in tuple(problems_of(translated, originals)):
            self.problems.append(problem)
            del translated[wrong]
        return tuple(translated.values())

    def _story(
        self,
        file: str,
        path: str,
        briefing: FoundFile | None,
        own: Sequence[str],
        translated: Iterable[FoundFile],
    ) -> None:
        """A story's folder, and each translation as a story of its own; `own` are its folders of articles."""
        sources: list[FoundFile] = []
        uncitable: list[str] = []
        for name in (name for name in own if name != SOURCES):  # told of as such: so no key of it is missing
            nearly = self._entries(f"{file}/{name}", f"{path}/{name}")[1]
            uncitable += (stem for stem in map(markdown_stem, nearly) if stem)
        at = f"{file}/{SOURCES}", f"{path}/{SOURCES}"
        folders, files = self._entries(*at) if SOURCES in own else ([], {})
        for name in folders:
            self._problem("bad-file-name", f"{file}/{SOURCES}/{name}", "sources/ holds articles, not folders")
        for name, found in files.items():
            if name.endswith(".md"):  # other files are evidence that a writer keeps, never published
                key = name.removesuffix(".md")
                sources.append(found) if self._is_key(found.file, key) else uncitable.append(key)
            elif stem := markdown_stem(name):
                self._misnamed(found.file, name)
                uncitable.append(stem)
        if briefing is None and not sources:
            if not uncitable:
                message = "this story has neither story.md nor an article in sources/"
                self._problem("unreadable-file", f"{file}/{SOURCES}", message)
            return
        self.stories.append(FoundStory(path, briefing, tuple(sources), tuple(uncitable)))
        for found in translated:
            name = translation_id(path, tag_of(found.path.rpartition("/")[2]))
            self.stories.append(FoundStory(name, found, tuple(sources), tuple(uncitable), briefing))

    def _is_key(self, file: str, key: str) -> bool:
        """True when a source file's stem can be cited; a problem otherwise."""
        wrong = wrong_key(key)
        if wrong:
            self._problem(wrong[0], file, *wrong[1:])
        return wrong is None

    def _section(
        self, file: str, path: str, header: FoundFile | None, translated: tuple[FoundFile, ...]
    ) -> None:
        """A section; the top of content/ is one too, but its words are in site.toml."""
        if header and not path:
            hint = "the home page takes its title and description from site.toml"
            self._problem("bad-file-name", f"{file}/{SECTION}", "the home page has no section.md", hint)
            header = None
        self.sections.append(FoundSection(path, header, translated))

    def _file(self, found: FoundFile) -> None:
        """A plain page, or a file that is published as it is."""
        folder, _, name = found.path.rpartition("/")
        if self._misnamed(found.file, name, in_folder=bool(folder)):
            return
        if found.path == STORY:
            self._problem("bad-file-name", found.file, *_HOMELESS)
        elif not slugify(name.removesuffix(".md")):
            self._problem("bad-file-name", found.file, "this name makes no address", "use letters or digits")
        elif name.endswith(".md") and ":" in name:
            self._problem("bad-file-name", found.file, "a page’s name holds no “:”", _NO_COLON)
        elif name.endswith(".md"):
            self.pages.append(found)
        else:
            try:
                output_path(file_url(found.path))
            except ValueError as error:
                why = str(error).rpartition("no file: ")[2]
                self._problem("bad-file-name", found.file, f"this name makes no address: {why}")
                return
            self.attachments.append(found)

    def _misnamed(self, file: str, name: str, *, in_folder: bool = True) -> bool:
        """True, with a problem, for what is meant as a Markdown file and has not the name of one."""
        wrong = misnamed(name, in_folder=in_folder)
        if wrong:
            self._problem("bad-file-name", file, *wrong)
        return wrong is not None

    def _entries(self, file: str, path: str) -> tuple[Sequence[str], dict[str, FoundFile]]:
        """The names of the folders, and the files by name, sorted, without hidden ones and backups."""
        if self._pause and self._pause():
            raise PausedError
        below = f"{path}/" if path else ""
        if known := self._listings.known(file):
            self.folders.append((file, known.stamp))
            stamps = known.files.items()
            return known.folders, {name: FoundFile(f"{file}/{name}", below + name, at) for name, at in stamps}
        wrong, linked = len(self.problems), False
        self._listings.drop(file)
        folders: list[str] = []
        files: dict[str, FoundFile] = {}
        folder = f"{self._root}/{file}"
        try:
            stamp = stamp_of(os.stat(folder))
            self.folders.append((file, stamp))
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            self._unreadable(file, error)
            return folders, files
        for entry in entries:
            linked = linked or entry.is_symlink()
            if _BACKUP.search(entry.name):
                continue
            try:
                if not self._is_ours(f"{file}/{entry.name}", entry):
                    continue
                if entry.is_dir():  # fails for a link that leads to itself
                    folders.append(entry.name)
                    continue
                found = entry.stat(follow_symlinks=entry.is_file())  # who reads a link to nowhere says so
            except OSError as error:
                self._unreadable(f"{file}/{entry.name}", error)
                continue
            if not (stat.S_ISREG(found.st_mode) or stat.S_ISLNK(found.st_mode)):
                self._problem("unreadable-file", f"{file}/{entry.name}", "this is no plain file")
                continue
            files[entry.name] = FoundFile(f"{file}/{entry.name}", below + entry.name, stamp_of(found))
        if len(self.problems) == wrong and not linked:
            self._listings.keep(file, stamp, tuple(folders), tuple(files))
        return folders, files

    def _is_ours(self, file: str, entry: os.DirEntry[str]) -> bool:
        """False for a name that is no text, and for a link that leads astray or in a circle."""
        if not entry.name.isascii():
            try:
                entry.name.encode()
            except UnicodeEncodeError:
                shown = file.encode(errors="replace").decode()
                self._problem("bad-file-name", shown, "this name is not UTF-8")
                return False
        if not entry.is_symlink():
            return True
        target = os.path.realpath(entry.path)
        if astray := self._astray(file, target):
            self._problem("unreadable-file", file, f"this is a link that leads {astray}")
            return False
        if not entry.is_dir():
            return True
        here = os.path.realpath(Path(entry.path).parent) + os.sep
        if target in self._followed or here.startswith(target + os.sep):
            return False
        self._followed.add(target)
        return True

    def _astray(self, file: str, target: str) -> str:
        """Where to a link leads that may not be followed, in words; "" for one that may."""
        if os.path.commonpath([self._real_root, target]) != self._real_root:
            return "out of the site"
        if any(part.startswith(".") for part in target.removeprefix(self._real_root).split(os.sep)):
            return "to a hidden file"
        inbox = f"{CONTENT}/{INBOX}"
        is_inside = Path(target).is_relative_to(os.path.realpath(f"{self._root}/{inbox}"))
        return "into the inbox" if is_inside and file != inbox else ""

    def _unreadable(self, file: str, error: OSError) -> None:
        self._problem("unreadable-file", file, f"this cannot be read: {error.strerror}")

    def _problem(self, rule: str, file: str, message: str, hint: str = "") -> None:
        self.problems.append(rules.problem(rule, Place(file), message, hint))


def _is_nearly(name: str) -> bool:
    """True for a folder of a story that is meant to hold its articles, and is called otherwise."""
    return name != SOURCES and name.casefold() in (SOURCES, SOURCES[:-1])
