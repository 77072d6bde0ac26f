"""Loading: the content folder to a `Draft`, every file read once, in the order of names.

This is the only room that walks content/. A folder with story.md or sources/ is a story, any other
folder is a section; other Markdown files are plain pages; everything else is published as it is. Hidden
files, editors' backups and the inbox are passed over. A file that cannot be read is a problem.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from pathlib import Path

from dateline import digest, parse, rules
from dateline.addresses import file_url
from dateline.citations import KEY, NONE
from dateline.frontmatter import LARGEST, too_large
from dateline.model import Attachment, Draft, PageFile, SectionFolder, SourceFile, StoryFile, StoryFolder
from dateline.problems import Place, Problem
from dateline.urls import output_path, slugify

CONTENT = "content"
INBOX = "inbox"
"""The folder at the top of content/ whose articles belong to no story yet."""
SOURCES = "sources"
STORY = "story.md"
SECTION = "section.md"

_BACKUP = re.compile(r"^\.|~$|^#.*#$|\.sw[a-p]$|\.tmp$", re.IGNORECASE)
_KEY = re.compile(KEY)


def load(root: Path, read: Callable[[int], None] | None = None) -> tuple[Draft, tuple[Problem, ...]]:
    """Everything in the content folder of the site at `root`, and what is wrong with single files.

    `read` is told how many files have been read so far.
    """
    walk = _Walk(root, read)
    walk.folder(CONTENT, "", within_story=False)
    draft = Draft(
        sections=tuple(walk.sections),
        stories=tuple(walk.stories),
        pages=tuple(walk.pages),
        attachments=tuple(walk.attachments),
        broken=tuple(walk.broken),
    )
    return draft, tuple(walk.problems)


class _Walk:
    """One walk over the content folder; collects what it finds."""

    def __init__(self, root: Path, read: Callable[[int], None] | None) -> None:
        self._root = root
        self._tell, self._count = read, 0
        self._real_root = os.path.realpath(root)
        self._entered: set[str] = set()
        self.sections: list[SectionFolder] = []
        self.stories: list[StoryFolder] = []
        self.pages: list[PageFile] = []
        self.attachments: list[Attachment] = []
        self.broken: list[str] = []
        self.problems: list[Problem] = []

    def folder(self, file: str, path: str, *, within_story: bool) -> None:
        """Read a folder: `file` from the site's root, `path` below content/."""
        if not self._enter(file):
            return
        if path and not slugify(path.rsplit("/", 1)[-1]):
            self._problem("bad-file-name", file, "this name makes no address", "use letters or digits")
            return
        folders, files = self._listing(file)
        is_story = bool(path) and (STORY in files or SOURCES in folders)
        if is_story and within_story:
            hint = "move it out: stories lie side by side in a section"
            self._problem("nested-story", file, "a story cannot lie inside another story’s folder", hint)
        if is_story:
            self._story(file, path, has_briefing=STORY in files, has_sources=SOURCES in folders)
        elif not within_story:
            self._section(file, path, has_header=SECTION in files)
        for name in files:
            if name not in ((STORY,) if is_story else () if within_story else (SECTION,)):
                self._file(f"{file}/{name}", _join(path, name))
        for name in folders:
            if not (is_story and name == SOURCES) and not (not path and name == INBOX):
                self.folder(f"{file}/{name}", _join(path, name), within_story=within_story or is_story)

    def _story(self, file: str, path: str, *, has_briefing: bool, has_sources: bool) -> None:
        """Read a story's folder."""
        briefing: StoryFile | None = None
        if has_briefing:
            data = self._read(f"{file}/{STORY}")
            briefing, problems = parse.story(f"{file}/{STORY}", data) if data is not None else (None, ())
            self.problems += problems
        sources, broken = self._sources(f"{file}/{SOURCES}") if has_sources else ([], [])
        if has_briefing and briefing is None:
            self.broken.append(f"{file}/{STORY}")
            return
        if briefing is None and not sources:
            if not broken:
                message = "this story has neither story.md nor an article in sources/"
                self._problem("unreadable-file", f"{file}/{SOURCES}", message)
            return
        self.stories.append(StoryFolder(path, briefing, tuple(sources), tuple(broken)))

    def _sources(self, file: str) -> tuple[list[SourceFile], list[str]]:
        """The source articles in a sources/ folder, and the keys of those that cannot be read."""
        found: list[SourceFile] = []
        broken: list[str] = []
        if not self._enter(file):
            return found, broken
        folders, files = self._listing(file)
        for name in folders:
            self._problem("bad-file-name", f"{file}/{name}", "sources/ holds articles, not folders")
        for name in files:
            if not name.endswith(".md"):
                continue  # pictures, PDFs: evidence that a writer keeps, never published
            key = name.removesuffix(".md")
            data = self._read(f"{file}/{name}") if self._is_key(f"{file}/{name}", key) else None
            source, problems = parse.source(f"{file}/{name}", key, data) if data is not None else (None, ())
            self.problems += problems
            if source is None:
                broken.append(key)
            else:
                found.append(source)
        return found, broken

    def _is_key(self, file: str, key: str) -> bool:
        """True when a source file's stem can be cited; a problem otherwise."""
        if key.isdigit():
            message = f"“{key}” cannot be a citation key: a bare number means a position in `sources:`"
            self._problem("numeric-key", file, message, "name the file after its publisher: ap.md")
            return False
        if _KEY.fullmatch(key) and key != NONE:
            return True
        hint = "a key has letters, digits, “_” and single “-” or “.” between them"
        if slugify(key) and slugify(key) != key:
            hint = f"rename it to {slugify(key)}.md"
        elif key == NONE:
            hint = "[@none] says that a sentence has no source: choose another name"
        self._problem("bad-file-name", file, f"“{key}” cannot be a citation key", hint)
        return False

    def _section(self, file: str, path: str, *, has_header: bool) -> None:
        """Read a section; the top of content/ is one too, but its words are in site.toml."""
        if has_header and not path:
            hint = "the home page takes its title and description from site.toml"
            self._problem("bad-file-name", f"{file}/{SECTION}", "the home page has no section.md", hint)
            return
        data = self._read(f"{file}/{SECTION}") if has_header else None
        if data is None:
            self.sections.append(SectionFolder(path, "", None, ()))
            return
        section, problems = parse.section(f"{file}/{SECTION}", path, data)
        self.sections.append(section)
        self.problems += problems

    def _file(self, file: str, path: str) -> None:
        """Read a plain page, or note a file that is published as it is."""
        if not slugify(path.rsplit("/", 1)[-1].removesuffix(".md")):
            self._problem("bad-file-name", file, "this name makes no address", "use letters or digits")
        elif not file.endswith(".md"):
            self._attachment(file, path)
        elif (data := self._read(file)) is not None:
            page, problems = parse.page(file, path.removesuffix(".md"), data)
            self.problems += problems
            if page is None:
                self.broken.append(file)
            else:
                self.pages.append(page)

    def _attachment(self, file: str, path: str) -> None:
        """Note a file that is published as it is, with the digest of its bytes."""
        try:
            output_path(file_url(path))
        except ValueError as error:
            self._problem(
                "bad-file-name", file, f"this name makes no address: {str(error).rpartition('no file: ')[2]}"
            )
            return
        try:
            with (self._root / file).open("rb") as stream:
                found = hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=digest.SIZE))
        except OSError as error:
            self._problem("unreadable-file", file, f"this cannot be read: {error.strerror}")
            return
        self.attachments.append(Attachment(file, path, found.hexdigest()))

    def _read(self, file: str) -> bytes | None:
        """The bytes of a text file; None, with a problem, when it cannot be read."""
        path = self._root / file
        self._count += 1
        if self._tell:
            self._tell(self._count)
        try:
            size = path.stat().st_size
            if size > LARGEST:
                self.problems.append(too_large(file, size))
                return None
            return path.read_bytes()
        except OSError as error:
            self._problem("unreadable-file", file, f"this cannot be read: {error.strerror}")
            return None

    def _listing(self, file: str) -> tuple[list[str], list[str]]:
        """The names of the folders and files in a folder, sorted, without hidden ones and backups."""
        folders: list[str] = []
        files: list[str] = []
        try:
            with os.scandir(self._root / file) as entries:
                for entry in entries:
                    if _BACKUP.search(entry.name) or not self._is_ours(f"{file}/{entry.name}", entry):
                        continue
                    (folders if entry.is_dir() else files).append(entry.name)
        except OSError as error:
            self._problem("unreadable-file", file, f"this cannot be read: {error.strerror}")
        return sorted(folders), sorted(files)

    def _is_ours(self, file: str, entry: os.DirEntry[str]) -> bool:
        """False, with a problem, for a name that is no text and for a link that leads out of the site."""
        try:
            entry.name.encode()
        except UnicodeEncodeError:
            shown = file.encode(errors="replace").decode()
            self._problem("bad-file-name", shown, "this name is not UTF-8")
            return False
        if not entry.is_symlink():
            return True
        target = os.path.realpath(entry.path)
        if os.path.commonpath([self._real_root, target]) == self._real_root:
            return True
        self._problem("unreadable-file", file, "this is a link that leads out of the site")
        return False

    def _enter(self, file: str) -> bool:
        """False for a folder that a link has led into before."""
        real = os.path.realpath(self._root / file)
        if real in self._entered:
            return False
        self._entered.add(real)
        return True

    def _problem(self, rule: str, file: str, message: str, hint: str = "") -> None:
        self.problems.append(rules.problem(rule, Place(file), message, hint))


def _join(path: str, name: str) -> str:
    return f"{path}/{name}" if path else name
