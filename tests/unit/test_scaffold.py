"""The scaffold: what it makes builds, whatever the words; what exists is never overwritten."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.build import plan_site
from dateline.dates import Moment
from dateline.editing.scaffold import STARTER, new_site, new_source, new_story
from dateline.model.headers import SourceHeader, StoryHeader
from dateline.model.site import Site
from dateline.problems import ConfigError, OutputError, Problem, Severity
from dateline.request import Request
from dateline.settings.config import parse_config
from dateline.views.stories import StoryView
from dateline.visible import visible
from dateline.yaml.frontmatter import decode, split
from harness import MakeSite

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
HARD_WORDS = [
    "Talks",
    "no",
    "12:30",
    "0123",
    "~",
    "# not a comment",
    'He said: "no" — and \\left',
    "it's {curly}, [square] & <angle>",
    "- a dash, : a colon, @at `tick` %percent !bang",
    "Zażółć gęślą jaźń 東京 🛳️",
    "two\nlines",
    "a\u2028separator, a next\u0085line, a \ufeffmark, a\u00a0space",
    "x" * 500,
]


def built(root: Path, *, drafts: bool = True) -> tuple[Site, tuple[StoryView, ...], tuple[Problem, ...]]:
    """The site at `root`, its story pages, and everything that is wrong in it."""
    planned = plan_site(root, Request(now=Moment(NOW.date(), NOW), drafts=drafts))
    views = [page.view() for page in planned.plan.pages]
    return planned.site, tuple(view for view in views if isinstance(view, StoryView)), planned.problems


def numbers(root: Path) -> list[tuple[str, int]]:
    """The anchors and numbers of the first story's sources."""
    return [(source.anchor, source.number) for source in built(root)[1][0].sources]


def source(root: Path, story: str, key: str, **given: str) -> tuple[str, ...]:
    words = {"title": "A headline", "publisher": "The Post", "url": f"https://post.example/{key}"}
    return new_source(root, story, key, **{**words, "published": "2026-01-02", **given})


def header_of(path: Path, kind: type[StoryHeader] | type[SourceHeader]) -> StoryHeader | SourceHeader:
    parts, _ = split(path.name, path.read_text(encoding="utf-8"))
    assert parts is not None
    header, problems = decode(kind, path.name, parts.header)
    assert problems == ()
    assert header is not None
    return header


# ── a new site ───────────────────────────────────────────────────────────────────────────────────


def test_starter_site_has_no_problem_and_every_part_of_a_story(tmp_path: Path) -> None:
    created = new_site(tmp_path / "demo", "The Demo")
    site, (story,), problems = built(tmp_path / "demo", drafts=False)
    assert problems == ()
    assert site.stories[0].id == "town/footbridge"
    assert story.summary
    assert len(story.sections) == 2
    assert len(story.timeline) == 4
    assert {len(source.backs) > 0 for source in story.sources} == {True}
    assert [page.id for page in site.pages] == ["about"]
    assert sorted(created) == sorted(
        path.relative_to(tmp_path / "demo").as_posix()
        for path in (tmp_path / "demo").rglob("*")
        if path.is_file()
    )
    assert {".gitignore", "site.toml", "README.md"} <= set(created)


def test_starter_quotes_what_its_sources_say() -> None:
    folder = STARTER / "content" / "town" / "footbridge"
    story = (folder / "story.md").read_text(encoding="utf-8")
    quotes = re.findall(r'\[@(\w+), "([^"]+)"\]', story)
    assert quotes
    for key, quote in quotes:
        article = (folder / "sources" / f"{key}.md").read_text(encoding="utf-8")
        assert quote in " ".join(article.split())
    articles = "".join(path.read_text(encoding="utf-8") for path in (folder / "sources").glob("*.md"))
    prose = story.split("---\n", 2)[2].split("## Timeline")[0]
    assert set(re.findall(r"\d[\d,]+", prose)) <= set(re.findall(r"\d[\d,]+", articles))


def test_every_setting_that_the_starter_names_can_be_used(tmp_path: Path) -> None:
    new_site(tmp_path / "demo", "The Demo")
    text = (tmp_path / "demo" / "site.toml").read_text(encoding="utf-8")
    every = re.sub(r"^# (?=[a-z_-]+ = )", "", text, flags=re.MULTILINE)
    assert every != text
    assert parse_config(every).title == "The Demo"


def test_folder_that_holds_something_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="not empty"):
        new_site(tmp_path, "The Demo")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError):
        new_site(tmp_path / "demo", "The Demo")


def test_empty_folder_is_taken(tmp_path: Path) -> None:
    assert "site.toml" in new_site(tmp_path, "The Demo")


@pytest.mark.parametrize("words", HARD_WORDS)
def test_any_words_survive_in_site_toml(tmp_path: Path, words: str) -> None:
    new_site(tmp_path / "demo", words)
    text = (tmp_path / "demo" / "site.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["title"] == words


# ── a new story ──────────────────────────────────────────────────────────────────────────────────


def test_new_story_builds_as_a_draft_without_a_problem(site: MakeSite) -> None:
    root = site()
    assert new_story(root, "world/talks", "Talks resume", "2026-01-02") == ("content/world/talks/story.md",)
    _, stories, problems = built(root)
    assert problems == ()
    assert [story.title for story in stories] == ["Talks resume"]
    assert built(root, drafts=False)[1] == ()


@pytest.mark.parametrize("words", HARD_WORDS)
def test_any_words_that_are_seen_survive_in_front_matter(site: MakeSite, words: str) -> None:
    root = site()
    (story,) = new_story(root, "world/talks", words, "2026-01-02T10:00:00+01:00")
    (article,) = source(root, "world/talks", "ap", title=words, publisher=f"AP {words}")
    assert header_of(root / story, StoryHeader).title == visible(words)
    assert header_of(root / article, SourceHeader).title == visible(words)
    assert not [problem for problem in built(root)[2] if problem.is_error]


@pytest.mark.parametrize("words", ["", " ", "\u202e", "a\x00b", "a\x1bb", "a\ud800b"])
def test_words_that_no_page_can_hold_are_refused(site: MakeSite, words: str) -> None:
    root = site()
    with pytest.raises(OutputError):
        new_story(root, "world/talks", words, "2026-01-02")
    assert not (root / "content" / "world").exists()


@pytest.mark.parametrize(
    ("story_id", "path"),
    [
        ("talks", "content/talks/story.md"),
        ("/world/talks/", "content/world/talks/story.md"),
        ("content/world/talks", "content/world/talks/story.md"),
        ("World News/U.S. Talks!", "content/world-news/us-talks/story.md"),
        ("world/asia/talks", "content/world/asia/talks/story.md"),
    ],
)
def test_an_id_becomes_a_folder(site: MakeSite, story_id: str, path: str) -> None:
    assert new_story(site(), story_id, "Talks", "2026-01-02") == (path,)


def test_a_section_that_exists_keeps_its_own_spelling(site: MakeSite) -> None:
    root = site({"content/World_News/section.md": "---\ntitle: World\n---\n"})
    assert new_story(root, "world-news/talks", "Talks", "2026-01-02") == (
        "content/World_News/talks/story.md",
    )


@pytest.mark.parametrize(
    "story_id",
    ["", "/", "..", "../out", "a/../b", "a//b", "!!!", "a\\b", "inbox/talks", "world/sources", "."],
)
def test_an_id_that_names_no_story_is_refused(site: MakeSite, story_id: str) -> None:
    root = site()
    with pytest.raises(OutputError):
        new_story(root, story_id, "Talks", "2026-01-02")
    assert list((root / "content").iterdir()) == []


@pytest.mark.parametrize(
    "taken",
    [
        "content/world/talks/story.md",
        "content/world/talks/section.md",
        "content/world/talks/deeper/story.md",
        "content/world/talks.md",
        "content/world/story.md",
        "content/world/sources/ap.md",
    ],
)
def test_what_exists_is_never_overwritten_nor_shadowed(site: MakeSite, taken: str) -> None:
    root = site({taken: "---\ntitle: Mine\n---\n"})
    with pytest.raises(OutputError):
        new_story(root, "world/talks", "Talks", "2026-01-02")
    assert (root / taken).read_text(encoding="utf-8") == "---\ntitle: Mine\n---\n"


def test_folder_of_sources_becomes_a_briefing_with_the_numbers_it_had(site: MakeSite) -> None:
    article = "---\ntitle: T\npublisher: P\npublished: 2026-01-0{}\n---\n"
    root = site({f"content/world/talks/sources/{k}.md": article.format(d) for k, d in (("a", 2), ("b", 1))})
    before = numbers(root)
    new_story(root, "world/talks", "Talks", "2026-01-02")
    assert numbers(root) == before == [("src-b", 1), ("src-a", 2)]


@pytest.mark.parametrize(
    "url", ["post.example/talks", "htp://post.example/", "javascript:x", "mailto:a@b.example"]
)
def test_an_address_that_no_article_has_is_refused(site: MakeSite, url: str) -> None:
    root = site({"content/world/talks/story.md": STORY.format("")})
    with pytest.raises(OutputError, match="this address is not safe"):
        source(root, "world/talks", "ap", url=url)
    assert not (root / "content/world/talks/sources").exists()


def test_a_date_that_is_none_is_refused(site: MakeSite) -> None:
    with pytest.raises(OutputError, match="no date"):
        new_story(site(), "world/talks", "Talks", "soon")


def test_nothing_is_made_where_there_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no site\.toml"):
        new_story(tmp_path, "world/talks", "Talks", "2026-01-02")
    assert list(tmp_path.iterdir()) == []


# ── a new source ─────────────────────────────────────────────────────────────────────────────────


def test_new_source_is_listed_and_builds_with_no_more_than_a_warning(site: MakeSite) -> None:
    root = site()
    new_story(root, "world/talks", "Talks", "2026-01-02")
    assert source(root, "world/talks", "ap") == ("content/world/talks/sources/ap.md",)
    source(root, "world/talks", "bbc")
    problems = built(root)[2]
    assert numbers(root) == [("src-ap", 1), ("src-bbc", 2)]
    assert {(p.rule, p.severity) for p in problems} == {("uncited-source", Severity.WARNING)}


STORY = "---\ntitle: Talks\npublished: 2026-01-02\n{}draft: true\n---\nSaid [@ap].\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sources: []\n", "sources: [new]\n"),
        ("sources: [ap]\n", "sources: [ap, new]\n"),
        ("sources: [ap, 'bbc']   # in order\n", "sources: [ap, 'bbc', new]   # in order\n"),
        ("sources: [\n  ap, # one\n  bbc, # two\n]\n", "sources: [\n  ap, # one\n  bbc, new, # two\n]\n"),
        ("sources:\n- ap\n", "sources:\n- ap\n- new\n"),
        ("sources:\n  - ap # one\n\n", "sources:\n  - ap # one\n  - new\n\n"),
        ('sources:\n  -   "ap"\n  -   bbc\n', 'sources:\n  -   "ap"\n  -   bbc\n  -   new\n'),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_key_is_added_at_the_end_and_nothing_else_changes(
    site: MakeSite, before: str, after: str, line_end: str
) -> None:
    path = "content/world/talks/story.md"
    root = site({path: STORY.format(before).replace("\n", line_end)})
    source(root, "world/talks", "new")
    assert (root / path).read_bytes().decode() == STORY.format(after).replace("\n", line_end)


@pytest.mark.parametrize("key", ["no", "12e3", "2026-01", "yes"])
def test_key_that_yaml_would_misread_is_quoted(site: MakeSite, key: str) -> None:
    path = "content/world/talks/story.md"
    root = site({path: STORY.format("sources: [ap]\n")})
    source(root, "world/talks", key)
    header = header_of(root / path, StoryHeader)
    assert isinstance(header, StoryHeader)
    assert header.sources == ("ap", key)


@pytest.mark.parametrize(
    "listed",
    ["", "sources:\n", "sources: ap\n", "sources: [ap, new]\n", "sources: [ap\n", "sources: {ap: 1}\n"],
)
def test_list_that_cannot_be_edited_safely_is_left_alone(site: MakeSite, listed: str) -> None:
    path = "content/world/talks/story.md"
    root = site({path: STORY.format(listed)})
    assert source(root, "world/talks", "new") == ("content/world/talks/sources/new.md",)
    assert (root / path).read_text(encoding="utf-8") == STORY.format(listed)


def test_source_for_a_folder_without_a_briefing(site: MakeSite) -> None:
    root = site()
    (root / "content" / "world" / "talks").mkdir(parents=True)
    source(root, "world/talks", "ap", url="")
    _, stories, problems = built(root)
    assert [story.compiled for story in stories] == [True]
    assert [problem.rule for problem in problems] == ["unfinished"]


def test_source_for_no_story_is_refused_with_the_nearest_one(site: MakeSite) -> None:
    root = site({"content/world/talks/story.md": STORY.format("")})
    with pytest.raises(OutputError) as caught:
        source(root, "world/tlaks", "ap")
    assert caught.value.problems[0].hint == "did you mean “world/talks”?"
    assert not (root / "content" / "world" / "tlaks").exists()


@pytest.mark.parametrize("key", ["", "12", "none", "a b", "a/b", "../a", "-a", "a--b", "é", "a.", ".hidden"])
def test_key_that_cannot_be_cited_is_refused(site: MakeSite, key: str) -> None:
    root = site({"content/world/talks/story.md": STORY.format("sources: [ap]\n")})
    with pytest.raises(OutputError):
        source(root, "world/talks", key)
    assert not (root / "content" / "world" / "talks" / "sources").exists()


def test_source_is_never_overwritten_also_where_only_its_case_differs(site: MakeSite) -> None:
    path = "content/world/talks/sources/AP.md"
    root = site({path: "mine"})
    with pytest.raises(OutputError, match="exists"):
        source(root, "world/talks", "ap")
    assert (root / path).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("publisher", ["", "???"])
def test_publisher_without_an_address_is_refused(site: MakeSite, publisher: str) -> None:
    root = site({"content/world/talks/story.md": STORY.format("")})
    with pytest.raises(OutputError):
        source(root, "world/talks", "ap", publisher=publisher)
