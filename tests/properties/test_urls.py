from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import quote, unquote

from hypothesis import assume, given
from hypothesis import strategies as st

from dateline.urls import (
    file_segment,
    normalise_article_url,
    output_path,
    page_url,
    slugify,
    unsafe_reason,
    with_base,
)

NAMES = st.text(max_size=100) | st.text(st.sampled_from("aZ9é-ßяक्ि門 ._'’/\\%conaux."), max_size=100)
SLUGS = NAMES.map(slugify).filter(bool)
URLS = st.text(st.sampled_from("/..%2fe5cC:\\?#aé\x00 conul&")).map("/{}".format) | st.text()
HIDDEN = st.sampled_from(
    ["", "", "\t", "\n", "\r", "\x00", "\x1f", " ", "\u200b", "\ufeff", "\u2060", "\u00ad", "\x85"]
)


@given(NAMES)
def test_a_slug_is_made_of_letters_digits_and_single_hyphens(text: str) -> None:
    slug = slugify(text)
    assert len(slug) <= 80
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert "--" not in slug
    assert all(char == "-" or char.isalnum() or unicodedata.category(char)[0] == "M" for char in slug)
    assert slug or not any(char.isalnum() for char in text)
    assert slug == slugify(slug)


@given(st.lists(SLUGS, min_size=1, max_size=4), st.lists(SLUGS, min_size=1, max_size=4))
def test_distinct_slugs_have_distinct_files(one: list[str], two: list[str]) -> None:
    assume(one != two)
    assert output_path(page_url(*one)).casefold() != output_path(page_url(*two)).casefold()


@given(URLS)
def test_the_file_behind_a_url_lies_inside_the_output(url: str) -> None:
    try:
        path = output_path(url)
    except ValueError:
        return
    assert path == str(PurePosixPath(path))
    for parts in (PurePosixPath(path).parts, PureWindowsPath(path).parts):
        assert not {"..", ".", "/", "\\", ""} & set(parts)
    assert not PureWindowsPath(path).drive
    assert not PurePosixPath(path).is_absolute()
    path.encode()


@given(URLS, st.sampled_from(["", "/news", "/a/b/"]))
def test_an_href_leads_to_the_file_that_is_written(url: str, base: str) -> None:
    try:
        path = output_path(url)
    except ValueError:
        return
    href = with_base(base, url)
    assert href.isascii()
    assert output_path(href.removeprefix(base.rstrip("/"))) == path


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_a_file_name_in_a_url_means_that_file(name: str) -> None:
    assert unquote(file_segment(name)) == unicodedata.normalize("NFC", name)
    assert not set(file_segment(name)) & set("/?#\\ ")


@given(st.text() | st.text(st.sampled_from("htp:/w.example?&=%2aAé#[]@ 80")).map("https://{}".format))
def test_a_canonical_url_is_its_own_canonical_url(url: str) -> None:
    once = normalise_article_url(url)
    assert normalise_article_url(once) == once


@given(st.data(), st.sampled_from(["javascript", "vbscript", "data", "file"]), st.text())
def test_no_disguise_makes_a_dangerous_scheme_linkable(data: st.DataObject, scheme: str, rest: str) -> None:
    written = ""
    for char in scheme + ":":
        shown = data.draw(st.sampled_from([char, char.upper(), f"&#{ord(char)};", f"&#x{ord(char):X};"]))
        written += data.draw(HIDDEN) + shown + data.draw(HIDDEN)
    assert unsafe_reason(written + rest) is not None


@given(st.text())
def test_any_text_is_judged(url: str) -> None:
    reason = unsafe_reason(url)
    assert reason is None or reason


@given(st.text(st.sampled_from("aZ09-_.~/?#[]@!$&'()*+,;=:é \"<>^`{|}\n"), max_size=30))
def test_an_href_is_quoted_where_it_has_to_be(url: str) -> None:
    assert with_base("", url) == quote(unicodedata.normalize("NFC", url), safe="/?#[]@!$&'()*+,;=:~")
