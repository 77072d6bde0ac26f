"""What can be found of a site: documents from stories, and the index in its one form."""

from __future__ import annotations

import gzip
import json
import re
from html import escape
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.pages.planning import plan
from dateline.problems import ConfigError, OutputError
from dateline.search import index, service
from dateline.search.canonical import FormatError, _content, _node, _packed, canonical
from dateline.search.documents import document
from dateline.search.index import index_of
from dateline.settings.config import parse_config
from dateline.views.stories import StoryView
from newsroom import Files, article, briefing, folder, news, section
from unit.sample_views import FULL_STORY

CONFIG = 'title = "T"\nbase_url = "https://t.example/"\n'
ON = CONFIG + "[search]\nenabled = true\n"


def words_of(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", html).split())


def story(body: str, more: str = "") -> StoryView:
    draft = Files((section("world"),), (folder(briefing(body, more), ap=article(publisher="The Tide")),))
    made = news(draft, config=CONFIG)
    found, _ = plan(made.site, parse_config(CONFIG), {}, made.desk)
    [view] = [page.view() for page in found.pages if page.story]
    assert isinstance(view, StoryView)
    return view


# ── documents ────────────────────────────────────────────────────────────────────────────────────


def test_a_document_holds_the_words_of_the_story_without_its_marks() -> None:
    body = "The boat left [@ap]. It sank [@none].\n\n## Rescue\n\nAll *live* [@ap].\n\n"
    body += "## Timeline\n\n- Jan 2, 2026: It sank [@ap].\n"
    html = document(story(body), "en")
    assert words_of(html) == "Ferry The boat left. It sank. Rescue All live . Jan 2, 2026: It sank."
    assert '<h2 id="rescue">' in html


def test_no_word_of_a_source_is_in_a_document() -> None:
    html = document(FULL_STORY, "en")
    passages = [words_of(passage.html) for passage in FULL_STORY.evidence if passage.html]
    assert passages
    for words in (*passages, *(source.title for source in FULL_STORY.sources)):
        assert escape(words) not in html


def test_what_a_story_can_be_chosen_by() -> None:
    html = document(story("Gone [@ap].", "tags: [Sea, Land]"), "en")
    assert re.findall(r'data-pagefind-filter="(\w+)\[data-value\]" data-value="([^"]*)"', html) == [
        *(("section", "World"), ("tag", "Sea"), ("tag", "Land"), ("publisher", "The Tide"))
    ]
    assert re.findall(r'data-pagefind-sort="date\[data-value\]" data-value="([^"]*)"', html) == ["2026-01-02"]


def test_a_document_is_safe_whatever_a_story_is_called() -> None:
    odd = msgspec.structs.replace(FULL_STORY, title='<i>"&', tags=(), sections=(), summary="")
    assert '<h1 data-pagefind-meta="title" data-pagefind-ignore>&lt;i&gt;&quot;&amp;</h1>' in document(
        odd, "en"
    )


# ── what is planned ──────────────────────────────────────────────────────────────────────────────


def test_a_site_with_search_plans_its_page_and_what_can_be_found() -> None:
    gone = "corrections: [{kind: withdrawn, date: 2026-01-02, text: No ground.}]"
    draft = Files(
        stories=(
            folder(briefing("[@ap]"), ap=article()),
            folder(briefing("", gone), "world/gone", ap=article()),
        )
    )
    made = news(draft, config=ON)
    found, problems = plan(made.site, parse_config(ON), {}, made.desk)
    assert problems == ()
    assert found.search is not None
    assert [path for path, _ in found.search.documents] == ["world/ferry/index.html"]
    assert found.site.search == "/search/"
    assert "'wasm-unsafe-eval'" in found.policy.header
    assert "'wasm-unsafe-eval'" not in found.site.policy  # every other page says that it may not
    assert [page.template for page in found.pages if page.path == "search/index.html"] == ["search.html"]


def test_a_site_without_search_has_no_trace_of_it() -> None:
    made = news(Files(stories=(folder(briefing("[@ap]"), ap=article()),)), config=CONFIG)
    found, _ = plan(made.site, parse_config(CONFIG), {}, made.desk)
    assert (found.search, found.site.search) == (None, "")
    assert "wasm" not in found.policy.header
    assert not [page for page in found.pages if "search" in page.path]


@pytest.mark.parametrize("value", ['"yes"', "1", "[]"])
def test_the_search_is_on_or_off(value: str) -> None:
    with pytest.raises(ConfigError, match="true or false"):
        parse_config(f"{CONFIG}[search]\nenabled = {value}\n")


# ── the index ────────────────────────────────────────────────────────────────────────────────────

nodes = st.recursive(
    st.one_of(st.integers(0, 2**64 - 1), st.text(max_size=30)), lambda inner: st.lists(inner, max_size=30)
)


def written(node: object) -> bytes:
    """A file as Pagefind writes it."""
    return _packed(_content(node))


@given(nodes)
def test_what_is_written_is_read_as_it_was(node: object) -> None:
    data = gzip.decompress(written(node))
    assert _node(data, len(b"pagefind_dcd")) == (node, len(data))


def made_by_pagefind(filters: list[list[object]], sorts: list[list[object]]) -> dict[str, bytes]:
    """Files as Pagefind writes them, with these filters and sorts in this order."""
    meta = [
        "1.5.2",
        [["en_1", 7]],
        [["a", "b", "en_9"]],
        [[name, f"en_{at}"] for at, (name, _) in enumerate(filters)],
        sorts,
        ["title"],
    ]
    files = {f"filter/en_{at}.pf_filter": written(row) for at, row in enumerate(filters)}
    entry = {"version": "1.5.2", "languages": {"en": {"hash": "en_0", "wasm": "en", "page_count": 1}}}
    return {
        **files,
        "pagefind.en_0.pf_meta": written(meta),
        "pagefind-entry.json": json.dumps(entry).encode(),
        "fragment/en_1.pf_fragment": b"f",
        "index/en_9.pf_index": b"i",
        "pagefind.js": b"js",
        "wasm.en.pagefind": b"w",
        "wasm.de.pagefind": b"w",
        "pagefind-ui.js": b"not used",
    }


def test_the_order_of_chance_is_gone() -> None:
    one = made_by_pagefind(
        [["tag", [["a", [1]], ["b", [2]]]], ["section", [["x", [1]]]]], [["date", [1]], ["alpha", [0]]]
    )
    other = made_by_pagefind(
        [["section", [["x", [1]]]], ["tag", [["b", [2]], ["a", [1]]]]], [["alpha", [0]], ["date", [1]]]
    )
    assert canonical(one) == canonical(other)
    assert canonical(one) != canonical(made_by_pagefind([["section", [["x", [1]]]]], []))


def test_names_do_not_depend_on_how_files_are_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    files = made_by_pagefind([["section", [["x", [1]]]]], [])
    one, real = canonical(files), gzip.compress
    monkeypatch.setattr(gzip, "compress", lambda data, mtime: real(data, 1, mtime=mtime))
    assert canonical(files).keys() == one.keys()


def test_a_packed_file_names_no_system() -> None:
    assert _packed(b"words")[9] == 255
    assert gzip.decompress(_packed(b"words")) == b"words"


def test_readers_are_sent_what_they_need() -> None:
    made = canonical(made_by_pagefind([], []))
    assert {path for path in made if "pf_meta" not in path} == {
        *("fragment/en_1.pf_fragment", "index/en_9.pf_index"),
        *("pagefind.js", "pagefind-entry.json", "wasm.en.pagefind"),
    }
    name = json.loads(made["pagefind-entry.json"])["languages"]["en"]["hash"]
    assert f"pagefind.{name}.pf_meta" in made


@pytest.mark.parametrize("wrong", ["pagefind-entry.json", "pagefind.en_0.pf_meta"])
def test_files_of_another_kind_are_refused(wrong: str) -> None:
    files = made_by_pagefind([], [])
    for content in (b"", b"{}", b"[1]", gzip.compress(b"other"), gzip.compress(b"pagefind_dcd\xff")):
        with pytest.raises(FormatError):
            canonical({**files, wrong: content})


PAGE = '<!doctype html><html lang="en"><body data-pagefind-body><h1>T</h1>{}</body>'


def documents(count: int, words: str = "boat") -> list[tuple[str, object]]:
    """Documents with filters of many values."""
    filters = '<i data-pagefind-filter="tag[data-value]" data-value="{}"></i>'
    return [
        (
            f"s{n}/index.html",
            lambda n=n: PAGE.format("".join(filters.format(n * 7 + k) for k in range(9)) + words),
        )
        for n in range(count)
    ]


def test_the_same_documents_make_the_same_index() -> None:
    found = [index_of("key", documents(8), None).files for _ in range(3)]  # type: ignore[arg-type]  # a lambda
    assert found[0] == found[1] == found[2]
    assert {path for path in found[0] if path.startswith("filter/")} != set()


def test_an_index_is_kept_until_its_key_is_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = index_of("one", documents(2), tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(service, "made_index", lambda *_: pytest.fail("Pagefind runs again"))
        assert index_of("one", [], tmp_path) == first
    assert index_of("two", documents(2, "ship"), tmp_path).files != first.files


@pytest.mark.parametrize("damage", [b"", b"x", b"0" * 64 + b"\nrubbish"])
def test_a_damaged_index_is_made_again(tmp_path: Path, damage: bytes) -> None:
    first = index_of("one", documents(2), tmp_path)
    (tmp_path / index.NAME).write_bytes(damage)
    assert index_of("one", documents(2), tmp_path) == first
    assert (tmp_path / index.NAME).read_bytes() != damage


def test_a_look_keeps_nothing(tmp_path: Path) -> None:
    index_of("one", documents(1), tmp_path, keep=False)
    assert list(tmp_path.iterdir()) == []


def test_pages_are_numbered_as_they_are_given_whatever_the_disk_does() -> None:
    given = [documents(12)[n] for n in (7, 3, 11, 0, 5, 1, 9)]
    files = {path: content for path, (_, content) in index_of("key", given, None).files.items()}  # type: ignore[arg-type]  # a lambda
    [meta] = [content for path, content in files.items() if path.endswith(".pf_meta")]
    pages = _node(gzip.decompress(meta), len(b"pagefind_dcd"))[0][1]
    texts = [gzip.decompress(files[f"fragment/{page[0]}.pf_fragment"]) for page in pages]
    assert [re.findall(rb'"url":"/(s\d+)/"', text) for text in texts] == [
        [path.split("/")[0].encode()] for path, _ in given
    ]


def test_an_index_of_nothing_finds_nothing() -> None:
    assert not [path for path in index_of("key", [], None).files if path.endswith((".pf_meta", ".pf_index"))]


ANSWERS = """#!/bin/sh
printf '%s,' "$(printf '%s' '{answer}' | base64 | tr -d '\\n')"
{end}
"""


@pytest.mark.parametrize(
    ("answer", "end", "told"),
    [
        ('{"payload": {"type": "Error", "message": "no room"}}', "cat >/dev/null", "no index: no room"),
        ('{"payload": {"type": "NewIndex"}}', "echo of late >&2; exit 3", "no index: of late"),
        ('{"payload": {"type": "NewIndex"}}', "yes of late | head -n 40000 >&2; exit 3", "no index: of late"),
        ('{"payload": {"type": "NewIndex"}}', "exit 3", "no index: it ended with 3"),
        ("[]", "cat >/dev/null", "its answer is not as this Dateline knows it"),
        ("", "cat >/dev/null", "its answer is not as this Dateline knows it"),
    ],
)
def test_a_failure_of_pagefind_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, end: str, told: str
) -> None:
    program = tmp_path / "pagefind"
    program.write_text(ANSWERS.replace("{answer}", answer).replace("{end}", end))
    program.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: program)
    with pytest.raises(OutputError, match=re.escape(told)):
        index_of("one", documents(1), None)  # type: ignore[arg-type]  # a lambda


def test_a_pagefind_that_is_not_there_or_writes_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: Path("/nowhere/pagefind"))
    with pytest.raises(OutputError, match="Pagefind made no index"):
        index_of("one", documents(1), None)  # type: ignore[arg-type]  # a lambda


def test_a_pagefind_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\nexec sleep 100\n")
    program.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: program)
    monkeypatch.setattr(index, "_LONGEST", 0.1)
    with pytest.raises(OutputError, match="it ended with -9"):
        index_of("one", documents(1), None)  # type: ignore[arg-type]  # a lambda
