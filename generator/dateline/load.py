"""Loading: the content folder to a `Draft`. A file is read when its stamp says that it may have changed.

The walk says which files there are; the memory says which of them are known. What is new is read,
hashed and parsed; of a story only its outline is kept. A file that cannot be read is a problem.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import tzinfo
from pathlib import Path

from dateline import digest, parse, rules
from dateline.addresses import folder_url
from dateline.check.headers import check_header
from dateline.draft import Attachment, Draft, Outline, PageFile, SectionFolder, StoryFolder
from dateline.frontmatter import LARGEST, too_large
from dateline.memory import Memory, ParsedPage, ParsedSection, Record
from dateline.problems import Place, Problem
from dateline.sourcelist import number_sources
from dateline.stamps import present
from dateline.walk import FoundFile, FoundSection, FoundStory, walk


class ChangedError(Exception):
    """A file changed while the site was built; the build begins again."""


class Content:
    """The content of one site as it was found: its draft, its problems, and its stories' texts."""

    def __init__(
        self, root: Path, memory: Memory, zone: tzinfo, read: Callable[[int], None] | None = None
    ) -> None:
        """Walk and load; `read` is told how many files have been read so far."""
        self._root, self._memory, self._zone, self._tell = root, memory, zone, read
        self._count = 0
        self._bytes: dict[str, bytes] = {}
        self._folders: dict[str, StoryFolder] = {}
        self.problems: list[Problem] = []
        self._seen = present()
        found = walk(root)
        self.found = found
        self._found = {story.path: story for story in found.stories}
        self.problems += found.problems
        outlines = [self._outline(story) for story in found.stories]
        pages = [page for page in (self._page(file) for file in found.pages) if page is not None]
        broken = [outline.file for outline in outlines if not outline.is_whole]
        broken += [file.file for file in found.pages if file.file not in {page.file for page in pages}]
        self.draft = Draft(
            sections=tuple(self._section(section) for section in found.sections),
            stories=tuple(outline for outline in outlines if outline.is_whole),
            pages=tuple(pages),
            attachments=tuple(self._attachments(found.attachments)),
            broken=tuple(broken),
        )
        memory.forget(memory.records.keys() - self._found.keys())

    def folder(self, story: str) -> StoryFolder:
        """The parsed files of a story; raises `ChangedError` when they are no longer those of the outline."""
        if story not in self._folders:
            found, outline = self._found[story], self._memory.records[story].outline
            if self._digest(found, again=True) != outline.digest:
                raise ChangedError(story)
            self._parse(found)
        return self._folders[story]

    def release(self, story: str) -> None:
        """Let go of a story's texts: its page is made."""
        self._folders.pop(story, None)

    # ── stories ──────────────────────────────────────────────────────────────────────────────────

    def _outline(self, found: FoundStory) -> Outline:
        """What is kept of a story's folder: from the memory, or parsed anew."""
        key = self._digest(found)
        record = self._memory.records.get(found.path)
        if record is not None and record.outline.digest == key:
            outline = record.outline
        else:
            folder, problems = self._parse(found)
            whole = outline_of(folder, key, problems, self._zone) if folder else None
            outline = whole or _broken(found, key, problems)
            self._memory.records[found.path] = Record(outline)
            self._memory.changed.add(found.path)
        for file in found.files:
            self._bytes.pop(file.file, None)
        self.problems += outline.problems
        return outline

    def _digest(self, found: FoundStory, *, again: bool = False) -> str:
        """The digest of a story's files and names; `again` reads them whatever their stamps say."""
        files = tuple((file.path, self._file_digest(file, again=again)) for file in found.files)
        return digest.of_value(files, found.uncitable)

    def _parse(self, found: FoundStory) -> tuple[StoryFolder | None, tuple[Problem, ...]]:
        briefing = self._content(found.briefing) if found.briefing else None
        sources = [(file.file, data) for file in found.sources if (data := self._content(file)) is not None]
        if found.briefing and briefing is None:
            return None, ()
        written = (found.briefing.file, briefing) if found.briefing and briefing is not None else None
        folder, problems = parse.folder(found.path, written, sources)
        if folder is not None:
            read = {file for file, _ in sources}
            unread = [_key(file) for file in found.sources if file.file not in read]
            folder = StoryFolder(
                folder.path, folder.story, folder.sources, (*folder.broken, *unread, *found.uncitable)
            )
            self._folders[found.path] = folder
        return folder, problems

    # ── other files ──────────────────────────────────────────────────────────────────────────────

    def _page(self, found: FoundFile) -> PageFile | None:
        key = self._file_digest(found)
        known = self._memory.pages.get(found.file)
        if known is None or known.digest != key or not key:
            data = self._content(found)
            if data is None:
                return None
            page, problems = parse.page(found.file, found.path.removesuffix(".md"), data)
            if page is not None:
                problems = (*problems, *check_header(page, self._zone))
            known = self._memory.pages[found.file] = ParsedPage(key, page, problems)
            self._bytes.pop(found.file, None)
        self.problems += known.problems
        return known.page

    def _section(self, found: FoundSection) -> SectionFolder:
        if found.header is None:
            return SectionFolder(found.path, "", None, ())
        file = found.header.file
        key = self._file_digest(found.header)
        known = self._memory.sections.get(file)
        if known is None or known.digest != key or not key:
            data = self._content(found.header)
            if data is None:
                return SectionFolder(found.path, "", None, ())
            section, problems = parse.section(file, found.path, data)
            known = self._memory.sections[file] = ParsedSection(key, section, problems)
            self._bytes.pop(file, None)
        self.problems += known.problems
        return known.section

    def _attachments(self, found: Iterable[FoundFile]) -> Iterable[Attachment]:
        for file in found:
            key = self._memory.digest_of(file.file, file.stamp)
            if key is None:
                try:
                    with (self._root / file.file).open("rb") as stream:
                        hashed = hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=digest.SIZE))
                except OSError as error:
                    self._unreadable(file.file, error)
                    continue
                key = hashed.hexdigest()
                self._memory.stamps[file.file] = (file.stamp, key, self._seen)
            yield Attachment(file.file, file.path, key)

    # ── bytes ────────────────────────────────────────────────────────────────────────────────────

    def _file_digest(self, file: FoundFile, *, again: bool = False) -> str:
        """The digest of a text file; "" when it cannot be read."""
        known = None if again else self._memory.digest_of(file.file, file.stamp)
        if known is not None:
            return known
        data = self._content(file)
        if data is None:
            return ""
        key = digest.of_bytes(data)
        self._memory.stamps[file.file] = (file.stamp, key, self._seen)
        return key

    def _content(self, file: FoundFile) -> bytes | None:
        """The bytes of a text file; None, with a problem, when it cannot be read."""
        if file.file in self._bytes:
            return self._bytes[file.file]
        self._count += 1
        if self._tell:
            self._tell(self._count)
        if file.stamp.size > LARGEST:
            self.problems.append(too_large(file.file, file.stamp.size))
            return None
        try:
            data = (self._root / file.file).read_bytes()
        except OSError as error:
            self._unreadable(file.file, error)
            return None
        self._bytes[file.file] = data
        return data

    def _unreadable(self, file: str, error: OSError) -> None:
        self._problem("unreadable-file", file, f"this cannot be read: {error.strerror}")

    def _problem(self, rule: str, file: str, message: str) -> None:
        self.problems.append(rules.problem(rule, Place(file), message))


def outline_of(folder: StoryFolder, key: str, problems: tuple[Problem, ...], zone: tzinfo) -> Outline:
    """The outline of a story as it was parsed; `key` is the digest of its files."""
    numbered = number_sources(folder, zone)[0]
    listed = [numbered.files[source] for source in numbered.numbers]
    publishers = tuple((source.header.publisher, source.file) for source in listed)
    if folder.story is None:
        oldest = min((source.header.published for source in listed), key=lambda m: m.instant(zone))
        file, url = folder.sources[0].file, folder_url(folder.path)
        return Outline(
            folder.path, file, key, url, True, False, oldest, None, False, (), (), publishers, problems
        )
    header = folder.story.header
    return Outline(
        path=folder.path,
        file=folder.story.file,
        digest=key,
        url=folder_url(folder.path, header.slug),
        is_whole=True,
        has_briefing=True,
        published=header.published,
        expires=header.expires,
        draft=header.draft,
        tags=header.tags,
        aliases=header.aliases,
        publishers=publishers,
        problems=(*problems, *check_header(folder.story, zone)),
    )


def _broken(found: FoundStory, key: str, problems: tuple[Problem, ...]) -> Outline:
    """The outline of a story that cannot be shown."""
    file, never = found.files[0].file, parse.NEVER
    return Outline(found.path, file, key, "", False, False, never, None, False, (), (), (), problems)


def _key(file: FoundFile) -> str:
    return file.path.rpartition("/")[2].removesuffix(".md")
