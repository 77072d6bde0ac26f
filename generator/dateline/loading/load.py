"""Loading: the content folder to a `Draft`. Only files that may have changed, by their stamps, are read.

The walk says which files there are, the memory which of them are known. What is new is read, hashed and
parsed; of a story only its outline is kept. A file that cannot be read is a problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import tzinfo
from functools import cache, cached_property, partial
from itertools import compress
from pathlib import Path

import msgspec

from dateline import crew, digest
from dateline.files.addresses import translation_id
from dateline.files.listings import Look
from dateline.files.translated import page_id, tag_of
from dateline.files.walk import CONTENT, Found, FoundFile, FoundSection, FoundStory, walk
from dateline.loading.attached import attachments
from dateline.loading.opened import key_of, read_file, story_digest
from dateline.loading.sent import FOLDER, SENT, Ahead, Sent, read_bytes
from dateline.memory.memory import Memory
from dateline.memory.records import ParsedPage, ParsedSection, Record
from dateline.memory.session import Loaded
from dateline.memory.spill import Spill
from dateline.model.draft import Attachment, Draft, Outline, PageFile, SectionFolder, StoryFolder
from dateline.problems import Problem
from dateline.stamps import Stamp
from dateline.timing import UNTIMED, Timing


class ChangedError(Exception):
    """A file of a story changed while the site was planned; planning begins again."""

    def __init__(self, story: str) -> None:
        super().__init__(story)
        self.story = story


class Content:
    """The content folder of a site, read: its draft, its problems, and its stories' texts."""

    def __init__(
        self,
        root: Path,
        memory: Memory,
        zone: tzinfo,
        timing: Timing = UNTIMED,
        found: Found | None = None,
        look: Look | None = None,
        ahead: Iterable[Ahead] = (),
    ) -> None:
        """Read what was `found` by a walk; without that, the folder is walked.

        The walk takes stamps from a `look` where that has them. Stories that were read `ahead` are not read
        again, unless their files have changed since.
        """
        self._timing = timing
        self._root, self._memory, self._zone = root, memory, zone
        self.read = 0
        """How many stories, pages, sections and other files were read."""
        self._parsed = Spill(memory.folder)
        self._ahead = {one.found.path: one for one in ahead}
        with self._timing.stage("walk"):
            seen = found or walk(root, kept=memory.folders, look=look)
        # One look after another finds equal stories: the same objects tell at once that nothing changed.
        stories = memory.again.equal(memory.session.stories.stories, seen.stories)
        self.found = memory.session.found = msgspec.structs.replace(seen, stories=stories)
        self._paths: tuple[str, ...] = memory.again.field("found", self.found.stories, "path")
        self.problems: list[Problem] = list(self.found.problems)
        """The problems of everything but stories, whose records have their own."""
        self.records = self._read_stories()
        """The record of each story that was found, in their order."""
        memory.session.stories = Loaded(self._paths, self.found.stories, self.records)
        self.draft = self._drafted()
        if len(memory.records) > len(self._paths):
            memory.forget(memory.records.keys() - set(self._paths))
        if not self.found.is_glance:
            memory.keep_files(self.inputs, len(self.inputs) - len(self.found.folders))

    def _drafted(self) -> Draft:
        """The draft: all that the folder holds, as values."""
        again = self._memory.again
        outlines: tuple[Outline, ...] = again.field("records", self.records, "outline")
        sound = again.field("outlines", outlines, "is_whole")
        pages = [page for page in map(self._page, self.found.pages) if page is not None]
        broken: list[str] = []
        if not all(sound):
            broken += (name for outline in outlines if not outline.is_whole for name in _names_of(outline))
            outlines = tuple(compress(outlines, sound))
        whole = {page.file for page in pages}
        broken += [file.file for file in self.found.pages if file.file not in whole]
        return again.call(
            Draft,
            tuple(self._section(section) for section in self.found.sections),
            outlines,
            tuple(pages),
            self._attachments(),
            tuple(broken),
            tuple(self._translated_sections()),
        )

    @cached_property
    def inputs(self) -> dict[str, Stamp]:
        """The files and folders that were looked at, with their stamps from before they were read."""
        found = self.found
        files = [*found.pages, *found.attachments, *(file for s in found.sections for file in s.files)]
        files += [file for story in found.stories for file in story.files]
        return dict(found.folders) | {file.file: file.stamp for file in files}

    def folder(self, story: str) -> StoryFolder:
        """The parsed files of a story; raises `ChangedError` if they changed since its outline was made."""
        kept = self._parsed.get(story)
        if kept is not None:
            folder = FOLDER.decode(kept)
        else:
            # Not at the top: a build that reads a few stories ahead does so in a copy of the process alone.
            from dateline.loading.reading import read_story

            read = read_story(self._root, self._found(story), self._zone)
            folder = read.folder if read.digest == self._record(story).digest else None
        if folder is None:
            raise ChangedError(story)
        return folder

    def _found(self, story: str) -> FoundStory:
        """What the walk found of a story."""
        return self.found.stories[self._memory.again.places(self._paths)[story]]

    def _record(self, story: str) -> Record:
        """What was found in a story's files then; the memory may know them in another form by now."""
        return self.records[self._memory.again.places(self._paths)[story]]

    def texts(self, story: str) -> dict[str, str]:
        """The articles' texts by key, as Markdown; raises `ChangedError` when a file has changed since.

        They are evidence: read when a story is compiled, and kept nowhere.
        """
        texts, ahead = {}, self._ahead.get(story)
        if ahead is not None and ahead.found == self._found(story):
            return ahead.texts
        from dateline.files import parse  # as above

        for file in self._found(story).sources:
            data, known = read_file(self._root, file, []), self._record(story).files.get(file.file)
            if data is None and known is None:
                continue  # that is a problem already, and the story has no such source
            if data is None or known is None or digest.of_bytes(data) != known.digest:
                raise ChangedError(story)
            texts[key_of(file)] = parse.article_text(file.file, data)
        return texts

    def files_of(self, story: str) -> frozenset[str]:
        """The files that a story is made from; none for a story that is not there."""
        known = story in self._memory.again.places(self._paths)
        return frozenset(file.file for file in self._found(story).files) if known else frozenset()

    def release(self, story: str) -> None:
        """Drop a story's parsed files, as its page is made."""
        self._parsed.drop(story)

    # ── stories ──────────────────────────────────────────────────────────────────────────────────

    def _read_stories(self) -> tuple[Record, ...]:
        """Read the stories whose files may have changed; the records of all, in their order."""
        memory, stories = self._memory, self.found.stories
        session = memory.session
        lately, session.stories = session.stories, Loaded()  # that holds no more if this breaks off
        alike = lately.paths is self._paths or lately.paths == self._paths
        places: Iterable[int] = range(len(stories))
        if alike and not memory.distrusted:
            at = memory.again.places(self._paths)
            others = memory.again.others(lately.stories, stories)
            places = sorted({*others, *(at[path] for path in session.doubted)})
        places = [at for at in places if not self._is_known(stories[at])]
        unsure = [stories[at] for at in places]
        work = partial(read_bytes, self._root, self._zone, self._timing, self._ahead)
        done, total = 0, sum(len(story.files) for story in unsure)
        for story, data in zip(unsure, crew.each(work, unsure, alone=self._timing.alone), strict=True):
            self._take(story, SENT.decode(data))
            self.read += 1
            done += len(story.files)
            self._timing.reached("read and parse", done, total)
        if not alike:
            return tuple(map(memory.records.__getitem__, self._paths))
        return memory.again.replaced(lately.records, places, [memory.records[one.path] for one in unsure])

    def _take(self, story: FoundStory, read: Sent) -> None:
        """Keep the record of a story that was read."""
        memory = self._memory
        memory.session.doubted.add(story.path)
        for file in story.files:
            if file.file in read.digests:
                memory.note(file.file, file.stamp, read.digests[file.file], self.found.seen)
        record = memory.records.get(story.path)
        kept = (record.outline, record.digest, record.problems) if record else None
        if record is None or kept != (read.outline, read.digest, read.problems):
            memory.before.setdefault(story.path, record.compiled if record else None)
            outline = kept[0] if kept and kept[0] == read.outline else read.outline
            past = (record.life, record.versions) if record else (None, {})
            made = outline, read.digest, read.problems, None, read.state, *past
            record = memory.records[story.path] = Record(*made)
            memory.session.sure.pop(story.path, None)
            self._parsed.put(story.path, bytes(read.folder))
        record.files = {file: memory.stamps[file] for file in read.digests}
        memory.changed.add(story.path)

    def _is_known(self, story: FoundStory) -> bool:
        """True when stamps prove, now or earlier, that a story's record is that of its files."""
        memory, session = self._memory, self._memory.session
        sure = None if memory.distrusted else session.sure.get(story.path)
        if story is not sure and story != sure:
            record = memory.records.get(story.path)
            if record is None:
                return False
            digests = {file.file: memory.digest_of(file.file, file.stamp) for file in story.files}
            known = {file: found for file, found in digests.items() if found is not None}
            if len(known) < len(digests) or story_digest(story, known) != record.digest:
                return False
        session.sure[story.path] = story  # where it was found by another look, from now on the object tells
        session.doubted.discard(story.path)
        return True

    # ── other files ──────────────────────────────────────────────────────────────────────────────

    def _page(self, found: FoundFile) -> PageFile | None:
        key, data = self._digest(found)
        known = self._memory.pages.get(found.file)
        path = page_id(found.path, self._page_names)
        if key and path != found.path.removesuffix(".md"):
            key += f" {path}"  # whether it is a translation is for the files beside it to say
        if key and (known is None or known.digest != key):
            from dateline.check.headers import check_header  # an edit of a story reads no page
            from dateline.files import parse

            if data is None:
                data = read_file(self._root, found, self.problems)
            page, problems = parse.page(found.file, path, data or b"")
            if page is not None:
                problems = (*problems, *check_header(page, self._zone))
            known = self._memory.pages[found.file] = ParsedPage(key, page, problems)
        if not key or known is None:
            return None
        self.problems += known.problems
        return known.page

    @cached_property
    def _page_names(self) -> frozenset[str]:
        """The paths of all plain pages below content/."""
        return frozenset(file.path for file in self.found.pages)

    def _section(self, found: FoundSection) -> SectionFolder:
        if found.header is None:
            return _bare(found.path)
        return self._described(found.header, found.path) or _bare(found.path)

    def _translated_sections(self) -> Iterator[SectionFolder]:
        for section in self.found.sections:
            for file in section.translated:
                found = self._described(file, translation_id(section.path, tag_of(Path(file.path).name)))
                if found and found.header:
                    yield found

    def _described(self, file: FoundFile, path: str) -> SectionFolder | None:
        """The section that a file describes; None when it cannot be read."""
        key, data = self._digest(file)
        known = self._memory.sections.get(file.file)
        if key and (known is None or known.digest != key):
            from dateline.check.headers import check_section  # nor a section
            from dateline.files import parse

            if data is None:
                data = read_file(self._root, file, self.problems)
            section, problems = parse.section(file.file, path, data or b"")
            problems = (*problems, *check_section(section))
            known = self._memory.sections[file.file] = ParsedSection(key, section, problems)
        if not key or known is None:
            return None
        self.problems += known.problems
        return known.section

    def _attachments(self) -> tuple[Attachment, ...]:
        files, seen = self.found.attachments, self.found.seen
        made, wrong, read = attachments(self._root, files, self._memory, seen, alone=self._timing.alone)
        self.problems += wrong
        self.read += read
        return made

    # ── bytes ────────────────────────────────────────────────────────────────────────────────────

    def _digest(self, file: FoundFile) -> tuple[str, bytes | None]:
        """The digest of a text file, and its bytes when it had to be read; "" when it cannot be."""
        known = self._memory.digest_of(file.file, file.stamp)
        if known is not None:
            return known, None
        self.read += 1
        data = read_file(self._root, file, self.problems)
        if data is None:
            return "", None
        key = digest.of_bytes(data)
        self._memory.note(file.file, file.stamp, key, self.found.seen)
        return key, data


@cache
def _bare(path: str) -> SectionFolder:
    """A section without a section.md that can be used."""
    return SectionFolder(path, "", None, ())


def _names_of(outline: Outline) -> tuple[str, str]:
    """What a link to a story can name from the site's root: its file and its folder."""
    return outline.file, f"{CONTENT}/{outline.path}"
