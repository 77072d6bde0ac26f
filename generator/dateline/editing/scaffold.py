"""The scaffold: a new site, a new story, a new source article, as files that build.

It writes into content folders, and only files that do not exist yet; the one file that it edits is a story.md
whose `sources:` gets one more key. It must not know the clock: dates come in as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from dateline import rules
from dateline.check.unfinished import PASTE
from dateline.citations import KEY, NONE
from dateline.dates import DateError, parse_moment
from dateline.editing.ownfiles import change, create, refusal
from dateline.editing.sourceedit import with_source
from dateline.files import parse
from dateline.files.names import SECTION, STORY
from dateline.files.walk import CONTENT, INBOX, SOURCES
from dateline.problems import ConfigError, OutputError, Place, did_you_mean
from dateline.settings.config import parse_config
from dateline.settings.located import SETTINGS
from dateline.sitefiles import settings_text
from dateline.urls import slugify, unsafe_article
from dateline.visible import visible
from dateline.yaml import frontmatter
from dateline.yaml.snags import CONTROLS
from dateline.yaml.texts import quoted

STARTER = Path(__file__).parent / "starter"
"""The site that `new_site` copies; it builds as it is."""

_RENAMED = {"gitignore": ".gitignore"}  # under its own name it would rule over this repository too
_STARTER_TITLE = 'title = "A New Paper"'
_PLAIN_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]+(?:Z|[+-][0-9]{2}:[0-9]{2}))?")


def new_site(folder: Path, title: str) -> tuple[str, ...]:
    """The files of a new site in `folder`, relative to it; they are written.

    Raises OutputError when the folder is not empty, or cannot be written.
    """
    named = f"title = {_quoted(title, '--title')}"
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise refusal(folder.as_posix(), "this folder exists and is not empty", "name a folder that is new")
    created = []
    for source in sorted(path for path in STARTER.rglob("*") if path.is_file()):
        name = source.relative_to(STARTER).as_posix()
        name = _RENAMED.get(name, name)
        text = source.read_text(encoding="utf-8")
        if name == SETTINGS:
            text = text.replace(_STARTER_TITLE, named, 1)
        created.append(create(folder, name, text.encode()))
    return tuple(created)


def new_story(root: Path, story_id: str, title: str, published: str) -> tuple[str, ...]:
    """The file of a new story in the site at `root`, relative to it; it is written, as a draft.

    `story_id` is the folder below content/ ("world/talks"), `published` a day or a time. Raises OutputError
    when the story exists, has no good name or cannot be written, and ConfigError where there is no site.
    """
    refuse_no_site(root)
    folder = story_folder(root, story_id)
    shown = folder.relative_to(root).as_posix()
    if (folder / STORY).exists():
        raise refusal(f"{shown}/{STORY}", "this story exists", "nothing is overwritten")
    if folder.with_name(f"{folder.name}.md").exists():
        raise refusal(f"{shown}.md", "a plain page has this address already")
    if folder.is_dir() and not (folder / SOURCES).is_dir() and _holds_pages(folder):
        raise refusal(shown, "this folder is a section", f"name a folder in it: {story_id.strip('/')}/name")
    header = f"title: {_quoted(title, '--title')}\npublished: {_moment(published)}\n"
    # Without `sources:` the articles that are there keep the numbers that they have.
    listed = "" if (folder / SOURCES).is_dir() else "sources: []\n"
    text = f"---\n{header}draft: true\ntags: []\n{listed}---\n{_BRIEFING}"
    return (create(root, f"{shown}/{STORY}", text.encode()),)


_BRIEFING = """\
<!-- A sentence or two that sum the story up. -->

## What happened

<!-- End each sentence with its source, as in [@ap] or [@ap; @reuters]; [@none] says that it has none. -->

## What it means

## Timeline

<!-- One line for each event: - Dec 30, 2025: what happened [@ap] -->
"""


def new_source(
    root: Path, story_id: str, key: str, *, title: str, publisher: str, url: str, published: str
) -> tuple[str, ...]:
    """The file of a new source article in a story, relative to `root`; it is written.

    Where story.md lists its `sources:`, the key is added at the end of the list, and nothing else is
    changed. A list that cannot be edited safely is left alone: the build says what is missing in it. Raises
    OutputError when there is no such story, when the key is taken or cannot be cited, or the file cannot be
    written, and ConfigError where there is no site.
    """
    refuse_no_site(root)
    folder = story_folder(root, story_id)
    if not folder.is_dir():
        raise _no_story(root, folder)
    _refuse_bad_key(key)
    name = f"{folder.relative_to(root).as_posix()}/{SOURCES}/{key}.md"
    taken = {path.name.casefold() for path in (folder / SOURCES).glob("*.md")}
    if f"{key}.md".casefold() in taken:
        raise refusal(name, "this source exists", "nothing is overwritten: choose another key")
    if not slugify(publisher):
        raise refusal("--publisher", f"“{_printable(publisher)}” makes no address", "use letters or digits")
    if url and (reason := unsafe_article(url)):
        raise refusal("--url", f"this address is not safe: {reason}")
    lines = [
        f"title: {_quoted(title, '--title')}",
        f"publisher: {_quoted(publisher, '--publisher')}",
        *([f"url: {_quoted(url, '--url')}"] if url else []),
        f"published: {_moment(published)}",
        "# focus: what this article adds to the others",
        "# events:",
        "#   - date: 2025-12-30",
        "#     text: What happened on that day.",
    ]
    created = create(root, name, "\n".join(["---", *lines, "---", f"{PASTE}\n"]).encode())
    _list_source(root, f"{folder.relative_to(root).as_posix()}/{STORY}", key)
    return (created,)


def new_translation(root: Path, story_id: str, tag: str, translated: str) -> tuple[str, ...]:
    """The file of a translation, relative to the site: a draft with the words of the original to write over.

    It is that of a story, or of a plain page ("about"). `tag` is one of the site's languages, `translated` a
    day. Raises OutputError when there is no such story, page or language, or the translation exists, and
    ConfigError where the settings are no use.
    """
    languages = parse_config(settings_text(root)).languages
    folder = story_folder(root, story_id).relative_to(root).as_posix()
    if tag not in languages:
        hint = did_you_mean(tag, languages) or f"write [languages.{tag}] in {SETTINGS}"
        raise refusal(SETTINGS, f"the site has no language “{tag}”", hint)
    name = f"{folder}/{STORY}"
    is_page = not (root / name).is_file() and (root / f"{folder}.md").is_file()
    file = root / (name := f"{folder}.md" if is_page else name)
    data = file.read_bytes() if file.is_file() else b""
    original = (parse.page(name, folder, data) if is_page else parse.story(name, data))[0] if data else None
    if original is None:
        hint = f"write {folder}/section.{tag}.md: a title, and the text" if _has_text(root / folder) else ""
        raise refusal(name, "there is no story or page here that could be translated", hint)
    parts = frontmatter.split(name, frontmatter.read_text(name, data)[0] or "")[0]
    day = "" if is_page else f"translated: {translated}\n"
    head = f"---\ntitle: {quoted(original.header.title)}\n{day}draft: true\n---\n"
    name = name.removesuffix(".md") + f".{tag}.md"
    return (create(root, name, (head + (parts.body if parts else "")).encode()),)


# ── names ────────────────────────────────────────────────────────────────────────────────────────


def story_folder(root: Path, story_id: str) -> Path:
    """The folder that an id names, which may not exist yet; OutputError for no good name."""
    parts = story_id.strip("/").removeprefix(f"{CONTENT}/").split("/")
    folder = root / CONTENT
    for part in parts:
        slug = slugify(part)
        if not slug or part in (".", "..") or "\\" in part:
            hint = "name the section and the story: world/talks"
            raise refusal(CONTENT, f"“{_printable(story_id)}” names no story", hint)
        if slug == SOURCES or (slug == INBOX and part == parts[0]):
            raise refusal(CONTENT, f"a folder called “{part}” cannot hold a story", "choose another name")
        if folder != root / CONTENT and _is_story(folder):
            shown = folder.relative_to(root).as_posix()
            raise refusal(shown, "this is a story: no other story can lie inside it")
        folder /= next((name for name in _folders(folder) if slugify(name) == slug), slug)
    return folder


def _folders(folder: Path) -> tuple[str, ...]:
    """The names of the folders in a folder that may not exist, sorted."""
    return tuple(sorted(path.name for path in folder.glob("*") if path.is_dir()))


def _is_story(folder: Path) -> bool:
    return (folder / STORY).is_file() or (folder / SOURCES).is_dir()


def _has_text(folder: Path) -> bool:
    """True for a section with a text of its own."""
    return (folder / SECTION).is_file()


def _holds_pages(folder: Path) -> bool:
    """True for a folder with a section's header, stories or pages in it: a picture alone makes no section."""
    return (folder / SECTION).exists() or any(folder.rglob("*.md"))


def _no_story(root: Path, folder: Path) -> OutputError:
    """The error for an id without a folder, with the nearest story or the command that makes one."""
    content = root / CONTENT
    wanted = folder.relative_to(content).as_posix()
    known = [path.relative_to(content).as_posix() for path in _stories(content)]
    hint = did_you_mean(wanted, known) or f"make it: dateline new story {wanted}"
    return refusal(f"{CONTENT}/{wanted}", "there is no such story", hint)


def _stories(folder: Path) -> Iterator[Path]:
    """The story folders below a folder, in the order of names."""
    for name in _folders(folder):
        if _is_story(folder / name):
            yield folder / name
        else:
            yield from _stories(folder / name)


def refuse_no_site(root: Path) -> None:
    """Raises ConfigError where there is no site to add to."""
    if not (root / SETTINGS).is_file():
        hint = "run this in a site's folder, name one with --site, or make one: dateline new site NAME"
        raise ConfigError(rules.problem("config", Place(SETTINGS), "there is no site.toml here", hint))


def _refuse_bad_key(key: str) -> None:
    """Raises OutputError for what cannot be a citation key."""
    if re.fullmatch(KEY, key) and not key.isdigit() and key != NONE:
        return
    better = slugify(key)
    hint = "letters, digits, “_” and single “-” or “.” between them"
    if better and not better.isdigit() and better not in (key, NONE):
        hint += f": {better}"
    raise refusal(SOURCES, f"“{_printable(key)}” cannot be a citation key", hint)


# ── values ───────────────────────────────────────────────────────────────────────────────────────


def _quoted(text: str, option: str) -> str:
    """The text between double quotes, as YAML 1.1 and TOML 1.0 both read it back.

    Raises OutputError, placed at `option`, for a text that is empty or holds what no feed can hold.
    """
    if not visible(text).strip():
        raise refusal(option, "this text is empty" if not text.strip() else "nobody sees any of this text")
    found = CONTROLS.search(text)
    if found:
        message = f"an invisible character (U+{ord(found[0]):04X}) stands in “{_printable(text)}”"
        raise refusal(option, message)
    return quoted(text)


def _moment(text: str) -> str:
    """A day or a time as a YAML value; OutputError for what is none."""
    try:
        parse_moment(text)
    except DateError as error:
        raise refusal("--published", error.message, error.hint) from error
    return text if _PLAIN_MOMENT.fullmatch(text) else _quoted(text, "--published")


def _printable(text: str) -> str:
    """The text as a console can show it."""
    return "".join(char if char.isprintable() else "�" for char in text)


# ── files ────────────────────────────────────────────────────────────────────────────────────────


def _list_source(root: Path, file: str, key: str) -> None:
    """Adds the key to the `sources:` of a story.md, where there is such a list and it lacks the key."""
    try:
        before = (root / file).read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise refusal(file, f"cannot be read: {error.strerror}") from error
    longer = with_source(before, key)
    if longer is not None:
        change(root, file, before, longer)
