"""An incremental build equals a clean build, byte for byte, after any edits; a second build writes nothing.

A Hypothesis state machine edits a small site as writers, designers, clocks, crashes and clumsy hands do.
`make test` runs a fixed set of histories, and prints one that fails as it is. `EXPLORE=500 scripts/test
tests/properties/test_incremental.py` runs that many random ones (about one a second), and makes one that
fails as short as can be. EXPLORE does the same for test_hostile.py.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from dateline.build import (
    Planned,
    build,
    build_ahead,
    open_memory,
    outcome_of,
    output_rows,
    outputs,
    plan_site,
)
from dateline.dates import Moment
from dateline.files.glance import glance
from dateline.made.outputs import by_path
from dateline.memory.memory import Memory
from dateline.memory.memoryfile import StoredMemory
from dateline.outcome import Outcome
from dateline.output import disk
from dateline.output.ahead import with_ahead
from dateline.output.ledger import MARKER
from dateline.output.write import Output
from dateline.press import press
from dateline.press.rebuilding import rebuild
from dateline.problems import OutputError, SiteError
from dateline.request import STATE, Request
from dateline.search import index
from drawing import png

EXPLORE = int(os.environ.get("EXPLORE", "0"))
EVIDENCE = "zzevidencezz"
"""A word of every source article's text, and of the inbox: it must never reach the output."""

FOLDERS = ("", "city", "harbour", "harbour/docks")
NAMES = ("ferry", "storm", "night-market", "Überfahrt 2", "feed")
TAGS = ("trams", "Ferries & boats", "São João", "index")
KEYS = ("ap", "ledger", "quay.post", "tide_2")
PUBLISHERS = ("AP", "The Ledger", "Quay Post", "Tide")
DAYS = tuple(dt.date(2026, 1, 1) + dt.timedelta(days=10 * n) for n in range(6))
SETTINGS = {
    "title": ('"The Paper"', '"Das <Blatt> & Co"', '"P"'),
    "base_url": ('"https://paper.example/"', '"https://paper.example/news/"', '"http://localhost:8000/"'),
    "language": ('"en"', '"de"', '"pt-BR"'),
    "timezone": ('"UTC"', '"Pacific/Auckland"', '"America/New_York"'),
    "theme": ('"default"', '"own"'),
    "description": ('""', '"All of it."'),
    "build.feed_stories": ("1", "2", "20"),
    "build.home_stories": ("1", "12"),
    "build.page_stories": ("1", "2", "30"),
    "images.cards": ("false", "true"),
}
OVERRIDES = {
    "words/en.toml": ('updated = "Brought up to date {date}"\n', 'timeline = "What happened"\n'),
    "templates/story.html": (
        "{% extends 'default/story.html' %}{% block how_made %}<p>Made by hand.</p>{% endblock %}",
        "{% extends 'default/story.html' %}{% block update_line %}<p>Now.</p>{% endblock %}",
        "{% extends 'default/story.html' %}"
        "{% block sheets %}{{ asset('css/search.css').href }}{% endblock %}",
    ),
    "templates/parts/story-card.html": (
        "{% macro story_card(story, level=3, size='row', section=true) %}"
        "<p>{{ story.title }}</p>{% endmacro %}"
        "{% macro story_list(stories, level=2, section=true) %}<p>{{ stories | length }}</p>{% endmacro %}",
    ),
    "templates/page.html": ("<p>{{ page.title }}</p>\n",),
    "templates/robots.txt": ("# {{ page.sitemaps[0] }}\n",),
    "static/css/site.css": ("body { color: black }\n", "body { color: white }\n"),
    "static/extra/logo.svg": ("<svg xmlns='http://www.w3.org/2000/svg'/>\n",),
}
FOREIGN = ("notes.txt", ".nojekyll", "city/notes.txt", "assets/own.css", "city/ferry/x/y.bin", "tags/zz")
UNKNOWN = ("content/.DS_Store", "content/city/story.md~", "content/inbox/letter.md", "README.md", ".git/HEAD")

small = st.integers(0, 5)


class Story:
    """A story as the machine keeps it; `save` writes the whole of its folder."""

    def __init__(self, path: str, token: str) -> None:
        self.path, self.token = path, token
        self.title, self.body, self.day = 0, 0, 0
        self.expires: int | None = None
        self.draft = self.compiled = False
        self.tags: tuple[str, ...] = ()
        self.slug = self.alias = ""
        self.keys: list[str] = ["ap"]
        self.picture = False
        self.french: int | None = None
        self.follows = ""

    def shown(self, now: dt.date) -> bool:
        """Whether the story is out on this day, worked out as the manual says it."""
        if self.compiled:
            return True
        gone = self.expires is not None and DAYS[self.expires] <= now
        return not self.draft and DAYS[self.day] <= now and not gone

    def save(self, root: Path) -> None:
        folder = root / "content" / self.path
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "sources").mkdir(parents=True)
        for key in self.keys:
            (folder / "sources" / f"{key}.md").write_text(self._source(key), encoding="utf-8")
        if not self.compiled:
            (folder / "story.md").write_text(self._story(), encoding="utf-8")
        if self.french is not None and not self.compiled:
            (folder / "story.fr.md").write_text(self._translation(self.french), encoding="utf-8")
        if self.picture:
            (folder / "Boat 1.png").write_bytes(png(self.body + sum(self.token.encode())))

    def _source(self, key: str) -> str:
        number = KEYS.index(key)
        return (
            f"---\ntitle: {key} on {self.token}\npublisher: {PUBLISHERS[number]}\n"
            f"published: 2025-12-{20 + number}\nurl: https://{number}.example/{self.token}\n"
            f"events:\n  - date: Late Nov 2025\n"
            f"    text: Told by {key}.\n---\n{EVIDENCE}\n"
        )

    def _story(self) -> str:
        lines = [f"title: {self.token} {'so ' * self.title}it is", f"published: {DAYS[self.day]}"]
        lines += [f"expires: {DAYS[self.expires]}"] if self.expires is not None else []
        lines += ["draft: true"] if self.draft else []
        lines += [f"tags: [{', '.join(self.tags)}]", f"sources: [{', '.join(self.keys)}]"]
        lines += [f"slug: {self.slug}"] if self.slug else []
        lines += [f"follows: {self.follows}"] if self.follows else []
        lines += [f"aliases: [{self.alias}]"] if self.alias else []
        lines += ["image: Boat 1.png", "image_alt: A boat", "image_credit: A. Name"] if self.picture else []
        marks = "".join(f"[@{key}]" for key in self.keys)
        return (
            "---\n" + "\n".join(lines) + f"\n---\nFirst {self.token} words {marks}.\n\n## What happened\n\n"
            f"It went {self.body} times {marks}.\n\n## Timeline\n\n"
            f"- Dec {self.body + 1}, 2025: A thing {marks}\n"
        )

    def _translation(self, value: int) -> str:
        more = (
            "",
            "draft: true\n",
            "tags: [bacs]\n",
            "slug: autre\n",
            "aliases: [/ancien/]\n",
            "authors: [A]\n",
        )
        return (
            f"---\ntitle: {self.token} en {value}\n{more[value]}---\n"
            f"{self.token} en mots [@{self.keys[0]}].\n\n"
            f"## Timeline\n\n- 2025-12-0{value + 1}: Une chose [@{self.keys[-1]}]\n"
        )


class Newsroom(RuleBasedStateMachine):
    """Edits one site and builds it now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[StoredMemory] = []
        self.home = Path(tempfile.mkdtemp(prefix="dateline-"))
        self.root = self.home / "site"
        self.public = self.root / "public"
        self.tokens = (f"Token{n:03}x" for n in itertools.count())
        self.stories: list[Story] = []
        self.settings = {name: values[0] for name, values in SETTINGS.items()}
        self.now = DAYS[2]
        self.edits, self.every = 0, 1
        self.foreign: dict[str, bytes] = {}
        (self.root / "content").mkdir(parents=True)
        (self.root / "themes/own/templates").mkdir(parents=True)
        (self.root / "themes/own/theme.toml").write_text('extends = "default"\n', encoding="utf-8")
        self._save_settings()
        self.edit_page(0, link=False)
        self.add_story(1, 0)
        self.add_story(2, 1)

    @initialize(every=st.integers(1, 6))
    def build_after(self, every: int) -> None:
        """A build after so many edits, besides those that come by chance."""
        self.every = every

    @invariant()
    def build_in_between(self) -> None:
        self.edits += 1
        if self.edits % self.every == 0:
            self.build()

    def teardown(self) -> None:
        try:
            self.build()
        finally:
            for memory in self.opened:
                memory.close()
            shutil.rmtree(self.home, ignore_errors=True)

    # ── writers ──────────────────────────────────────────────────────────────────────────────────

    @rule(folder=small, name=small)
    def add_story(self, folder: int, name: int) -> None:
        path = f"{FOLDERS[folder % len(FOLDERS)]}/{NAMES[name % len(NAMES)]}".strip("/")
        if all(story.path != path for story in self.stories):
            self.stories.append(Story(path, next(self.tokens)))
            self.stories[-1].save(self.root)

    @precondition(lambda self: self.stories)
    @rule(which=small)
    def delete_story(self, which: int) -> None:
        story = self.stories.pop(which % len(self.stories))
        shutil.rmtree(self.root / "content" / story.path)

    @precondition(lambda self: self.stories)
    @rule(which=small, folder=small, name=small)
    def rename_or_move_story(self, which: int, folder: int, name: int) -> None:
        story = self._story(which)
        path = f"{FOLDERS[folder % len(FOLDERS)]}/{NAMES[name % len(NAMES)]}".strip("/")
        target = self.root / "content" / path
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            (self.root / "content" / story.path).rename(target)
            story.path = path

    @precondition(lambda self: self.stories)
    @rule(which=small, field=st.sampled_from(["title", "body", "day"]), value=small)
    def edit_story(self, which: int, field: str, value: int) -> None:
        self._change(which, **{field: value})

    @precondition(lambda self: self.stories)
    @rule(which=small, value=st.none() | small)
    def expire_story(self, which: int, value: int | None) -> None:
        if value is None or value > self._story(which).day:
            self._change(which, expires=value)

    @precondition(lambda self: self.stories)
    @rule(which=small, field=st.sampled_from(["draft", "draft", "compiled", "picture"]))
    def turn_over(self, which: int, field: str) -> None:
        self._change(which, **{field: not getattr(self._story(which), field)})

    @precondition(lambda self: self.stories)
    @rule(which=small, tags=st.lists(st.sampled_from(TAGS), unique=True, max_size=3))
    def retag_story(self, which: int, tags: list[str]) -> None:
        self._change(which, tags=tuple(tags))

    @precondition(lambda self: self.stories)
    @rule(which=small, slug=st.sampled_from(["", "other", "new-name", "ferry"]))
    def reslug_story(self, which: int, slug: str) -> None:
        self._change(which, slug=slug)

    @precondition(lambda self: self.stories)
    @rule(which=small, alias=st.sampled_from(["", "/old/", "/old/page.html", "/über/", "/city/ferry/"]))
    def alias_story(self, which: int, alias: str) -> None:
        self._change(which, alias=alias)

    @precondition(lambda self: self.stories)
    @rule(which=small, keys=st.lists(st.sampled_from(KEYS), unique=True, min_size=1))
    def change_sources(self, which: int, keys: list[str]) -> None:
        self._change(which, keys=keys)

    @precondition(lambda self: any(not story.compiled for story in self.stories))
    @rule(which=small, letter=st.sampled_from("abcdefgh"))
    def edit_without_a_trace(self, which: int, letter: str) -> None:
        """The same size, the same second, the same inode."""
        written = [story for story in self.stories if not story.compiled]
        file = self.root / "content" / written[which % len(written)].path / "story.md"
        before = file.stat()
        text = file.read_text(encoding="utf-8")
        with file.open("r+", encoding="utf-8") as stream:
            stream.write(re.sub(" w.rds ", f" w{letter}rds ", text))
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert file.stat().st_size == before.st_size

    @precondition(lambda self: self.stories)
    @rule(which=small)
    def touch_story(self, which: int) -> None:
        for file in (self.root / "content" / self._story(which).path).rglob("*"):
            os.utime(file, (2_000_000_000, 2_000_000_000))

    @rule(value=small, link=st.booleans())
    def edit_page(self, value: int, link: bool) -> None:
        text = f"---\ntitle: About {value}\n---\nWords {value}.\n"
        if link and self.stories:
            text += f"\n[a story](<{self._story(value).path}/>)\n"
        (self.root / "content/about.md").write_text(text, encoding="utf-8")

    @rule(
        folder=st.sampled_from(FOLDERS[1:]),
        value=st.none() | small,
        alias=st.sampled_from(["", "/old/", "/moved/section/", "/city/"]),
    )
    def edit_section(self, folder: str, value: int | None, alias: str) -> None:
        file = self.root / "content" / folder / "section.md"
        if value is None:
            file.unlink(missing_ok=True)
        else:
            more = f"aliases: [{alias}]\n" if alias else ""
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"---\ntitle: Section {value}\nweight: {value}\n{more}---\n", encoding="utf-8")

    @rule(name=st.sampled_from(["map.pdf", "city/data.csv", "über uns.txt"]), content=st.none() | st.binary())
    def attach(self, name: str, content: bytes | None) -> None:
        file = self.root / "content" / name
        if content is None:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)

    @rule(name=st.sampled_from(UNKNOWN), value=small)
    def touch_what_is_not_ours(self, name: str, value: int) -> None:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{EVIDENCE} {value}", encoding="utf-8")

    @rule(day=st.sampled_from(DAYS))
    def wait_until(self, day: dt.date) -> None:
        self.now = day

    # ── designers ────────────────────────────────────────────────────────────────────────────────

    @rule(name=st.sampled_from(sorted(SETTINGS)), value=small)
    def edit_settings(self, name: str, value: int) -> None:
        self.settings[name] = SETTINGS[name][value % len(SETTINGS[name])]
        self._save_settings()

    @rule(name=st.sampled_from(sorted(OVERRIDES)), value=st.none() | small)
    def shadow_theme_file(self, name: str, value: int | None) -> None:
        file = self.root / "themes/own" / name
        texts = OVERRIDES[name]
        if value is None:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(texts[value % len(texts)], encoding="utf-8")
        self.settings["theme"] = '"own"'
        self._save_settings()

    # ── clumsy hands in the output, and in what builds remember ──────────────────────────────────

    @precondition(lambda self: self._owned())
    @rule(which=st.integers(0, 200), content=st.none() | st.binary(max_size=9))
    def tamper_with_output(self, which: int, content: bytes | None) -> None:
        owned = self._owned()
        file = self.public / owned[which % len(owned)]
        if content is None:
            file.unlink()
        else:
            file.write_bytes(content)

    @precondition(lambda self: self.public.exists())
    @rule()
    def delete_output(self) -> None:
        shutil.rmtree(self.public)
        self.foreign.clear()

    @precondition(lambda self: (self.public / MARKER).exists())
    @rule(name=st.sampled_from(FOREIGN), content=st.binary(max_size=9))
    def put_foreign_file(self, name: str, content: bytes) -> None:
        file = self.public / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        self.foreign[name] = content

    @precondition(lambda self: (self.public / MARKER).exists())
    @rule(content=st.none() | st.binary(max_size=30) | st.just(b'{"version":1,"files":{"../x":["a","b"]}}'))
    def lose_or_damage_manifest(self, content: bytes | None) -> None:
        for manifest in (self.root / ".dateline").glob("manifest-*.json"):
            if content is None:
                manifest.unlink()
            else:
                manifest.write_bytes(content)

    @rule(name=st.sampled_from(["memory.sqlite", "fresh-*.json"]), where=st.integers(0), lose=st.booleans())
    def lose_or_damage_memory(self, name: str, where: int, lose: bool) -> None:
        for kept in (self.root / STATE).glob(name):
            data = bytearray(kept.read_bytes())
            if lose or not data:
                kept.unlink()
            else:
                data[where % len(data)] ^= 0x55
                kept.write_bytes(data)

    @precondition(lambda self: (self.public / MARKER).exists())
    @rule()
    def lose_marker(self) -> None:
        """With the manifest still there; without both the folder is nobody's, which is said elsewhere."""
        self.build()
        (self.public / MARKER).unlink()
        self.build()

    @rule(step=st.integers(0, 60), how=st.sampled_from(["full", "interrupted", "killed"]))
    def crash_in_mid_build(self, step: int, how: str) -> None:
        planned = self._plan()
        if planned.has_errors:
            return
        before, clean = self._tree(), self._clean()
        crashed = crash(step, how, lambda: build(planned))
        after = self._tree()
        for path in (before.keys() & clean.keys()) - after.keys():
            pytest.fail(f"{path} is gone after a crash")
        for path, content in after.items():
            ours = content in (before.get(path), clean.get(path))
            assert ours or path in self.foreign or path == MARKER, (
                f"{path} is neither the old nor the new one"
            )
        if not crashed:
            self._check_foreign(after)

    # ── the build ────────────────────────────────────────────────────────────────────────────────

    @rule()
    def build(self) -> None:
        before = self._tree()
        report = self._rebuild()
        if report.has_errors:
            assert self._tree() == before, "a build with errors changed the output"
            self._mend()
            report = self._rebuild()
            assert not report.has_errors, report.problems
        after = self._tree()
        self._check_foreign(after)
        ours = {path: content for path, content in after.items() if path not in self.foreign}
        clean = self._clean()
        assert sorted(ours) == sorted(clean)
        assert [path for path in clean if ours[path] != clean[path]] == []
        self._check_report(report, before, after)
        self._check_secrets(ours)
        self._check_second_build()

    def _check_report(self, report: Outcome, before: dict[str, bytes], after: dict[str, bytes]) -> None:
        changed = {path for path in after if after[path] != before.get(path)} - {MARKER}
        assert list(report.written) == sorted(changed)
        assert list(report.removed) == sorted(before.keys() - after.keys() - {MARKER})

    def _check_foreign(self, tree: dict[str, bytes]) -> None:
        assert {name: tree.get(name) for name in self.foreign} == self.foreign

    def _check_secrets(self, tree: dict[str, bytes]) -> None:
        """What is not out is nowhere; what is out is at least on the home page of two pages."""
        everything = b"\0".join(tree.values())
        assert EVIDENCE.encode() not in everything
        hidden = [story for story in self.stories if not story.shown(self.now)]
        assert [story.path for story in hidden if story.token.encode() in everything] == []
        shown = [story for story in self.stories if story.shown(self.now)]
        assert [story.path for story in shown if story.token.encode() not in everything] == []

    def _check_second_build(self) -> None:
        stamps = self._stamps()
        report = self._rebuild()
        assert (report.written, report.removed) == ((), ())
        assert self._stamps() == stamps, "a build without changes touched files"

    # ── how ──────────────────────────────────────────────────────────────────────────────────────

    def _story(self, which: int) -> Story:
        return self.stories[which % len(self.stories)]

    def _change(self, which: int, **values: Any) -> None:
        story = self._story(which)
        for name, value in values.items():
            setattr(story, name, value)
        if story.expires is not None and story.expires <= story.day:
            story.expires = None
        story.save(self.root)

    def _save_settings(self) -> None:
        top = [f"{name} = {value}" for name, value in self.settings.items() if "." not in name]
        inner = sorted((*name.split("."), value) for name, value in self.settings.items() if "." in name)
        tables = {table: [f"[{table}]"] for table, _, _ in inner}
        for table, name, value in inner:
            tables[table].append(f"{name} = {value}")
        text = "\n".join([*top, *(line for table in tables.values() for line in table), ""])
        (self.root / "site.toml").write_text(text, encoding="utf-8")

    def _mend(self) -> None:
        """Take away what makes errors: links to stories that went, addresses that two want."""
        self.edit_page(0, link=False)
        for story in self.stories:
            story.slug = story.alias = story.follows = ""
            story.french = None
            story.save(self.root)
        for folder in FOLDERS[1:]:
            if (self.root / "content" / folder / "section.md").exists():
                self.edit_section(folder, 0, "")

    def _plan(self, root: Path | None = None) -> Planned:
        """The plan as a new process makes it: from the disk, and from what earlier builds left there."""
        request = Request(now=Moment(self.now))
        at = root or self.root
        memory = open_memory(at, request)
        self.opened.append(memory)
        return plan_site(at, request, memory=memory)

    def _rebuild(self) -> Outcome:
        """What the command line does."""
        return press.run(self.root, Request(now=Moment(self.now)))

    def _clean(self) -> dict[str, bytes]:
        """The output of a clean build of a copy of the site, somewhere else."""
        copy = self.home / "copy, clean"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.root, copy, ignore=shutil.ignore_patterns("public", ".dateline"))
        build(self._plan(copy))
        return tree_of(copy / "public")

    def _tree(self) -> dict[str, bytes]:
        return tree_of(self.public)

    def _owned(self) -> list[str]:
        return [path for path in self._tree() if path not in self.foreign and path != MARKER]

    def _stamps(self) -> dict[str, tuple[int, int]]:
        found = {path: path.stat() for path in sorted(self.public.rglob("*"))}
        return {str(path): (stat.st_mtime_ns, stat.st_ino) for path, stat in found.items()}


class Watching(Newsroom):
    """The same, built by one process that is told of each file that changed, as `build --watch` is.

    Every build begins with a glance at those files alone; what it shows must be what a clean build makes
    wherever nothing else changed. Then all is looked at.
    """

    def __init__(self) -> None:
        self.memory: Memory | None = None
        self.zone, self.files = "", {}
        self.shown: Mapping[str, Output] = {}
        super().__init__()

    def _rebuild(self) -> Outcome:
        request = Request(now=Moment(self.now))
        zone = self.settings["timezone"]
        if self.memory is None or zone != self.zone:
            self.memory, self.zone = Memory(), zone
        ahead = self._glance(request, self.memory)
        planned = plan_site(self.root, request, memory=self.memory)
        return outcome_of(planned, with_ahead(build(planned), ahead))

    def _glance(self, request: Request, memory: Memory) -> tuple[str, ...]:
        """Look at what changed since the last look, as far as a glance can, and write those pages ahead."""
        before, self.files = self.files, self._looked()
        changed = {
            path for path in before.keys() | self.files.keys() if before.get(path) != self.files.get(path)
        }
        if memory.session.found is None or not changed:
            return ()
        named = [Path(os.path.realpath(self.root)) / path for path in sorted(changed)]
        found = glance(self.root, memory.session.found, named, memory.again)
        if found is None:
            return ()
        planned = plan_site(self.root, request, memory=memory, found=found)
        if planned.has_errors:
            return ()
        self.shown = by_path(output_rows(planned), memory.again, self.shown)
        assert self.shown == {output.path: output for output in outputs(planned)}
        clean = self._clean()
        assert {output.path: output.content() for output in outputs(planned)} == {
            path: content for path, content in clean.items() if path != MARKER
        }
        before_ahead = self._tree()
        ahead = build_ahead(planned)
        after = self._tree()
        assert {path for path in after if after[path] != before_ahead.get(path)} == set(ahead)
        assert [path for path in ahead if after[path] != clean[path]] == []
        return ahead

    def _looked(self) -> dict[str, tuple[int, int, int] | None]:
        """Everything below content/ and themes/, and site.toml, as far as a stamp tells it."""
        found = {}
        for path in (
            self.root / "site.toml",
            *self.root.glob("content/**/*"),
            *self.root.glob("themes/**/*"),
        ):
            stat = path.lstat()
            is_file = not path.is_dir()
            stamp = (stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size) if is_file else None
            found[path.relative_to(self.root).as_posix()] = stamp
        return found


class Searching(Newsroom):
    """The same with an index to search, which is made again by some builds and taken over by others."""

    def __init__(self) -> None:
        super().__init__()
        self.settings["search.enabled"] = "true"
        self._save_settings()

    @rule()
    def switch_search(self) -> None:
        self.settings["search.enabled"] = "false" if self.settings["search.enabled"] == "true" else "true"
        self._save_settings()

    def _check_second_build(self) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(index, "_made", _never)
            super()._check_second_build()


class Speaking(Newsroom):
    """The same with translations of stories, pages and sections, and with stories that follow others."""

    def __init__(self) -> None:
        self.french = ('title = "Le Journal"', "", 'sections = { city = "Ville" }')
        self.said = 0
        super().__init__()

    @precondition(lambda self: self.stories)
    @rule(which=small, value=st.none() | small)
    def translate_story(self, which: int, value: int | None) -> None:
        self._change(which, french=value)

    @precondition(lambda self: self.stories)
    @rule(which=small, other=st.none() | small)
    def follow_story(self, which: int, other: int | None) -> None:
        self._change(which, follows="" if other is None else self._story(other).path)

    @rule(name=st.sampled_from(["about", "city/section"]), value=st.none() | small)
    def translate_page(self, name: str, value: int | None) -> None:
        file = self.root / f"content/{name}.fr.md"
        if value is None:
            file.unlink(missing_ok=True)
        elif file.with_name(f"{file.name.split('.')[0]}.md").exists():
            file.write_text(f"---\ntitle: En {value}\n---\nDes mots {value}.\n", encoding="utf-8")

    @rule(value=small)
    def edit_language(self, value: int) -> None:
        self.said = value % len(self.french)
        self._save_settings()

    def _save_settings(self) -> None:
        super()._save_settings()
        with (self.root / "site.toml").open("a", encoding="utf-8") as stream:
            stream.write(f"[languages.fr]\n{self.french[self.said]}\n")

    def _mend(self) -> None:
        for file in (self.root / "content").rglob("*.fr.md"):
            file.unlink()
        super()._mend()


def _never(documents: object) -> dict[str, bytes]:
    pytest.fail("the index was made again although no page changed")


def tree_of(folder: Path) -> dict[str, bytes]:
    """Every file below the folder by its path, in order."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


class Killed(BaseException):
    """As if the process had gone: nothing on the disk changes after it."""


def crash(step: int, how: str, work: Callable[[], object]) -> bool:
    """Whether the work was stopped at this change of the disk: by a full disk, Ctrl-C, or a kill."""
    names = ("put", "move", "remove", "make_folder", "remove_if_empty")
    left = itertools.count(step, -1)
    stops = {
        "full": OSError(28, "No space left on device"),
        "interrupted": KeyboardInterrupt(),
        "killed": Killed(),
    }
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setattr(disk, name, _failing(getattr(disk, name), left, how, stops[how]))
        if how == "killed":
            patch.setattr(shutil, "rmtree", _unless_dead(shutil.rmtree, left))
        try:
            work()
        except (OutputError, KeyboardInterrupt, Killed):
            return True
    return False


def _failing(
    real: Callable[..., Any], left: Iterator[int], how: str, stop: BaseException
) -> Callable[..., Any]:
    @functools.wraps(real)
    def act(*args: Any) -> Any:
        now = next(left)
        if now == 0 or (now < 0 and how == "killed"):
            if real.__name__ == "put" and now == 0:
                real(args[0], args[1][: len(args[1]) // 2])
            raise stop
        return real(*args)

    return act


def _unless_dead(real: Callable[..., Any], left: Iterator[int]) -> Callable[..., Any]:
    def act(*args: Any, **options: Any) -> Any:
        return real(*args, **options) if next(left) > 0 else None

    return act


def _run(machine: type[Newsroom], *, examples: int, edits: int) -> None:
    """So many runs of a machine with so many edits: the same each time, unless EXPLORE asks for more."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXPLORE or examples,
            stateful_step_count=edits,
            derandomize=not EXPLORE,
            phases=tuple(Phase) if EXPLORE else (Phase.generate,),  # to find the shortest takes minutes
            database=None,
            suppress_health_check=list(HealthCheck),
            print_blob=False,
        ),
    )


@pytest.mark.slow
@pytest.mark.timeout(3600 if EXPLORE else 240)
@pytest.mark.usefixtures("made_once")
@pytest.mark.parametrize("machine", [Newsroom, Watching])
def test_an_incremental_build_equals_a_clean_one_after_any_edits(machine: type[Newsroom]) -> None:
    _run(machine, examples=25, edits=40)


@pytest.mark.slow
@pytest.mark.timeout(3600 if EXPLORE else 240)
@pytest.mark.usefixtures("made_once")
def test_an_incremental_build_in_two_languages_equals_a_clean_one() -> None:
    _run(Speaking, examples=5, edits=25)  # twice as many pages as in one language


@pytest.mark.slow
@pytest.mark.timeout(3600 if EXPLORE else 240)
@pytest.mark.usefixtures("made_once")
def test_an_incremental_build_with_a_search_equals_a_clean_one() -> None:
    _run(Searching, examples=3, edits=15)  # each clean build runs Pagefind


def test_an_output_without_marker_and_manifest_is_nobodys(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "site.toml").write_text('title = "T"\n', encoding="utf-8")
    request = Request(now=Moment(DAYS[0]))
    build(plan_site(tmp_path, request))
    (tmp_path / "public" / MARKER).unlink()
    shutil.rmtree(tmp_path / ".dateline")
    before = tree_of(tmp_path / "public")
    with pytest.raises(SiteError, match="did not write"):
        build(plan_site(tmp_path, request))
    assert tree_of(tmp_path / "public") == before


def test_what_only_the_feed_shows_of_a_story_is_fresh_in_it(tmp_path: Path) -> None:
    """An entry's id is the story's first address: it changes with the aliases, which no page shows."""
    (tmp_path / "site.toml").write_text('title = "T"\n', encoding="utf-8")
    story = Story("city/ferry", "Token")
    request = Request(now=Moment(DAYS[3]))
    for alias in ("", "/first/", "/second/", ""):
        story.alias = alias
        story.save(tmp_path)
        rebuild(tmp_path, request)
        feed = (tmp_path / "public/feed.xml").read_text(encoding="utf-8")
        assert f":{alias or '/city/ferry/'}</id>" in feed


def test_a_file_that_changes_during_the_build_is_not_published_under_another_digest(tmp_path: Path) -> None:
    """Else the next build, with the old bytes back, would keep those in between for ever."""
    (tmp_path / "site.toml").write_text('title = "T"\n', encoding="utf-8")
    (tmp_path / "content").mkdir()
    table = tmp_path / "content/table.csv"
    table.write_text("before", encoding="utf-8")
    request = Request(now=Moment(DAYS[0]))
    planned = plan_site(tmp_path, request)
    table.write_text("between", encoding="utf-8")
    with pytest.raises(OutputError, match="changed during the build"):
        build(planned)
    assert not (tmp_path / "public").exists()
    table.write_text("before", encoding="utf-8")
    build(plan_site(tmp_path, request))
    assert (tmp_path / "public/table.csv").read_text(encoding="utf-8") == "before"
