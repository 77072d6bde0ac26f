"""Whatever words a new file is given, it reads them back, or refuses them before anything is written."""

from __future__ import annotations

import tempfile
import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from dateline.citations import KEY
from dateline.editing.scaffold import new_site, new_story
from dateline.editing.sourceedit import with_source
from dateline.model.headers import StoryHeader
from dateline.problems import OutputError
from dateline.visible import visible
from dateline.yaml.frontmatter import decode, read_text, split

WORDS = st.text(max_size=60) | st.text("ab:#-'\"\\\n{}[]&*!|>%@` ~", max_size=20)
KEYS = st.from_regex(rf"\A(?:{KEY})\Z", fullmatch=True).filter(
    lambda key: not key.isdigit() and len(key) < 30
)


def header_of(data: bytes) -> StoryHeader:
    text, _ = read_text("story.md", data)
    parts, _ = split("story.md", text or "")
    assert parts is not None
    header, problems = decode(StoryHeader, "story.md", parts.header)
    assert header is not None
    assert problems == ()
    return header


@given(WORDS)
def test_words_come_back_or_nothing_is_written(words: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        try:
            new_site(root, words)
        except OutputError:
            assert not root.exists()
            return
        assert tomllib.loads((root / "site.toml").read_text(encoding="utf-8"))["title"] == words
        (story,) = new_story(root, "town/talks", words, "2026-01-02")
        assert header_of((root / story).read_bytes()).title == visible(words).strip()


@given(st.lists(KEYS, unique=True, max_size=4), KEYS, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_a_key_is_added_and_the_rest_stays(keys: list[str], new: str, line_end: str, flow: bool) -> None:
    quoted = [f'"{key}"' for key in keys]
    block = "".join(f"\n  - {key}  # a key" for key in quoted)
    listed = f" [{', '.join(quoted)}]" if flow or not keys else block
    text = f"---\ntitle: Talks\nsources:{listed}\npublished: 2026-01-02\n---\nBody [@x].\n"
    before = text.replace("\n", line_end).encode()
    after = with_source(before, new)
    if new in keys:
        assert after is None
        return
    assert after is not None
    assert header_of(after).sources == (*keys, new)
    start = next(at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b)
    assert after[:start] + after[start + len(after) - len(before) :] == before
