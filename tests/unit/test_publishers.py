"""What site.toml says of publishers: what it may say, and where it is shown."""

from __future__ import annotations

import json

import pytest

from dateline.pages.planning import plan
from dateline.problems import ConfigError
from dateline.settings.config import parse_config
from dateline.views.lists import ListView, PublisherFactsView
from dateline.views.pages import IndexView
from newsroom import Files, article, briefing, folder, news

CONFIG = 'title = "T"\nbase_url = "https://t.example/"\n'
FULL = (
    CONFIG
    + """[publishers."The Tide"]
kind = "broadcaster"
owner = "Tide Trust"
country = "ie"
url = "https://tide.example/"
note = "On air since 1931."
"""
)


def pages(config: str, count: int = 1) -> dict[str, object]:
    stories = tuple(
        folder(briefing(title=f"S{n}"), f"world/s{n}", a=article(publisher="The Tide")) for n in range(count)
    )
    made = news(Files(stories=stories), config=config)
    found, problems = plan(made.site, parse_config(config), {}, made.desk)
    assert problems == ()
    return {page.path: page.view() for page in found.pages}


def list_page(config: str, path: str = "publishers/the-tide/index.html", count: int = 1) -> ListView:
    view = pages(config, count)[path]
    assert isinstance(view, ListView)
    return view


@pytest.mark.parametrize(
    ("language", "country"), [("en", "Ireland"), ("de", "Irland"), ("ja", "アイルランド")]
)
def test_the_page_of_a_publisher_shows_what_is_known_of_it(language: str, country: str) -> None:
    view = list_page(f'language = "{language}"\n{FULL}')
    facts = PublisherFactsView(
        "broadcaster", "Tide Trust", country, "https://tide.example/", "On air since 1931."
    )
    assert view.facts == facts


def test_a_publisher_of_whom_nothing_is_known_has_no_facts() -> None:
    assert list_page(CONFIG).facts is None


def test_the_address_of_a_publisher_names_it_as_well() -> None:
    facts = list_page(CONFIG + '[publishers.the-tide]\nkind = "blog"\n').facts
    assert facts is not None
    assert facts.kind == "blog"


def test_the_facts_stand_on_the_first_page_of_the_list_alone() -> None:
    config = FULL.replace("[publishers", "[build]\npage_stories = 1\n[publishers", 1)
    second = list_page(config, "publishers/the-tide/page/2/index.html", 2)
    assert (second.facts, second.head.json_ld) == (None, "")


def test_the_overview_of_publishers_says_kind_and_country() -> None:
    view = pages(FULL)["publishers/index.html"]
    assert isinstance(view, IndexView)
    assert [(term.title, term.kind, term.country) for term in view.terms] == [
        ("The Tide", "broadcaster", "Ireland")
    ]


def test_the_page_tells_machines_of_whom_it_is() -> None:
    data = json.loads(list_page(FULL).head.json_ld)
    assert (data["@type"], data["url"]) == ("CollectionPage", "https://t.example/publishers/the-tide/")
    assert data["about"] == {
        "@type": "NewsMediaOrganization",
        "name": "The Tide",
        "url": "https://tide.example/",
        "description": "On air since 1931.",
        "parentOrganization": {"@type": "Organization", "name": "Tide Trust"},
        "address": {"@type": "PostalAddress", "addressCountry": "IE"},
    }
    assert json.loads(list_page(CONFIG).head.json_ld)["about"] == {
        "@type": "Organization",
        "name": "The Tide",
    }


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('kind = "newspapr"', "did you mean “newspaper”?"),
        ('kind = "pirates"', "one of agency, newspaper"),
        ('country = "UK"', "did you mean “GB”?"),
        ('country = "Ireland"', "did you mean “IE”?"),
        ('country = "ZZ"', "write its ISO 3166 code"),
        ('url = "courier.example"', "write it like https://"),
        ('url = "javascript:alert(1)"', ""),
        ('ownr = "X"', "did you mean “owner”?"),
        ("kind = 7", "put it between quotes"),
    ],
)
def test_what_cannot_be_said_of_a_publisher(line: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_config(f'{CONFIG}[publishers."The Tide"]\n{line}\n')
    [problem] = caught.value.problems
    assert problem.place.line == 4
    assert told in problem.hint


@pytest.mark.parametrize(
    "text", ['[publishers."The Tide"]\n[publishers.the-tide]\n', '[publishers."…"]\n', "publishers = 3\n"]
)
def test_tables_that_name_no_publisher_or_one_twice(text: str) -> None:
    with pytest.raises(ConfigError):
        parse_config(CONFIG + text)
