"""A page of every kind, and what is written beside them, held to what others wrote."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from dateline.build import plan_site
from dateline.dates import parse_moment
from dateline.request import Request
from everykind import NOW, built_every_kind, kinds
from html_checker import check_html, missing
from schemas import wrong_in_atom, wrong_in_csl, wrong_in_json_feed, wrong_in_map, wrong_in_rss

CHECKS: dict[str, Callable[[bytes], list[str]]] = {
    "feed.xml": wrong_in_atom,
    "rss.xml": wrong_in_rss,
    "feed.json": wrong_in_json_feed,
    "sitemap.xml": wrong_in_map,
    "news-sitemap.xml": wrong_in_map,
    "sources.csl.json": wrong_in_csl,
}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_every_kind(tmp_path_factory.mktemp("kinds"))


def test_there_is_a_page_of_every_kind(public: Path) -> None:
    planned = plan_site(public.parent, Request(now=parse_moment(NOW)))
    assert kinds() <= {page.template for page in planned.plan.pages}
    story = (public / "harbour/salvage/index.html").read_text(encoding="utf-8")
    for part in ("conflicts", "timeline", "sources", "history", 'class="chart"', "story-image"):
        assert part in story, part
    assert "pager" in (public / "harbour/index.html").read_text(encoding="utf-8")
    assert "notice-withdrawn" in (public / "harbour/rumour/index.html").read_text(encoding="utf-8")
    assert list((public / "fr").rglob("index.html"))


@pytest.mark.timeout(120)
def test_each_is_valid_html(public: Path) -> None:
    reason = missing()
    if reason and os.environ.get("CI") == "true":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    assert check_html(sorted(public.rglob("*.html"))) == []


@pytest.mark.parametrize("name", CHECKS)
def test_feeds_maps_and_lists_are_what_their_schemas_say(public: Path, name: str) -> None:
    found = list(public.rglob(name))
    assert found
    assert {str(path): wrong for path in found if (wrong := CHECKS[name](path.read_bytes()))} == {}


@pytest.mark.parametrize(
    ("name", "schema"), [("index.json", "twin-1.json"), ("api/index.json", "api-1.json")]
)
def test_data_is_what_the_published_schema_says(public: Path, name: str, schema: str) -> None:
    known = json.loads((public / "schemas" / schema).read_bytes())
    validator = Draft202012Validator(known, format_checker=FormatChecker())
    every = [path for path in public.rglob(name) if (path.parent.name == "api") == name.startswith("api")]
    assert every
    for path in every:
        assert list(map(str, validator.iter_errors(json.loads(path.read_bytes())))) == [], path
