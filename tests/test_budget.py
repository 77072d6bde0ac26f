"""What is published of a source stays within its limits: in pages, in the feed, in every file."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from evidenced import article
from harness import MINIMAL_CONFIG, MakeSite, Run
from html_page import read

KEYS = {"courier": "", "tide": "license: Tide 2026\n", "shut": "license: none\n"}
LIMITS = {"courier": (40, 150), "tide": (60, 400), "shut": (0, 0)}
LICENSES = '[evidence.licenses]\n"Tide 2026" = {excerpt_words = 60, source_words = 400}\n'
SENTENCES = 40


def words_of(key: str, number: int) -> list[str]:
    """The words of a sentence; every second of them stands nowhere else."""
    letters, between = "abcdefghij", ("the", "of", "and", "was", "in", "with", "to", "that")
    name = "".join(letters[int(digit)] for digit in f"{number:02}")
    pairs = ((between[at % 8], f"{key}{name}{letters[at % 10] * (1 + at // 10)}") for at in range(29))
    return [word for pair in pairs for word in pair]


def claims() -> list[tuple[str, str]]:
    """The claims that the newsroom makes, each with the key that it cites."""
    return [(" ".join(words_of(key, number)[4:12]), key) for number in range(SENTENCES) for key in KEYS]


def content() -> dict[str, str]:
    """A story that cites everything of its sources, in text and timeline, and relies on long quotations."""
    cited = [f"{words.capitalize()} [@{key}]." for words, key in claims()]
    quoted = {key: " ".join(words_of(key, 3)[:50]) for key in KEYS}
    relied = "".join(f'\n\nSo it was [@{key}, "{words}"].' for key, words in quoted.items())
    timeline = "".join(f"- Jan 2, 2026: {claim}\n" for claim in cited[60:])
    texts = {
        key: " ".join(f"{' '.join(words_of(key, number)).capitalize()}." for number in range(SENTENCES))
        for key in KEYS
    }
    folder = "content/harbour/ferry"
    return {
        "site.toml": MINIMAL_CONFIG + LICENSES,
        f"{folder}/story.md": (
            "---\ntitle: All of it\npublished: 2026-01-04\nsources: [courier, tide, shut]\n---\n\n## One\n\n"
            f"{' '.join(cited[:60])}{relied}\n\n## Timeline\n\n{timeline}"
        ),
        **{
            f"{folder}/sources/{key}.md": article(key.title(), key, texts[key], more)
            for key, more in KEYS.items()
        },
    }


@pytest.fixture
def output(site: MakeSite, run: Run) -> Path:
    """The output folder of the site."""
    folder = site(content())
    ran = run(folder, "build", "--now", "2026-01-15T12:00:00+00:00")
    assert ran.exit == 0, ran.stderr[-2000:]
    return folder / "public"


def test_a_page_keeps_to_the_limits_of_each_licence(output: Path) -> None:
    sizes: dict[str, list[int]] = {key: [] for key in KEYS}
    for passage in read(output / "harbour/ferry/index.html").all("div", class_="passage"):
        key = passage.all("b")[0].text.casefold()
        sizes[key].append(sum(len(quoted.text.split()) for quoted in passage.all("blockquote")))
    for key, (each, together) in LIMITS.items():
        assert len(sizes[key]) > 20
        assert max(sizes[key]) <= each
        assert together * 0.9 <= sum(sizes[key]) <= together
    assert sum(size > 0 for size in sizes["courier"]) == 18


def test_no_file_of_the_output_holds_more_of_a_source(output: Path) -> None:
    files = [path for path in output.rglob("*") if path.suffix in (".html", ".xml", ".json", ".txt")]
    assert {path.suffix for path in files} >= {".html", ".xml"}
    own = {word for words, _ in claims() for word in words.split()}  # the newsroom's, wherever they stand
    for path in files:
        text = html.unescape(html.unescape(path.read_text(encoding="utf-8"))).casefold()
        text = re.sub(r"#:~:text=[^\s\"]*", "", text)  # an address, which nobody reads
        for key, (_, together) in LIMITS.items():
            printed = re.findall(rf"\b{key}[a-j]{{3,8}}\b", text)
            most = together if path.parent.name == "ferry" else 0
            assert sum(word not in own for word in printed) <= most, (path, key)
