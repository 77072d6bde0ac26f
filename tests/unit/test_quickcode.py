"""Templates mean the same in quick code as in Jinja's own."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dateline.problems import ThemeError
from dateline.theming.shipped import builtin_themes
from dateline.theming.templating import environment
from dateline.theming.theme import Theme, load_theme
from dateline.views import pages
from unit.sample_views import FULL, FULL_SITE, SPARSE, SPARSE_SITE

PAGE = msgspec.structs.replace(
    FULL["page.html"], extra={"rows": [{"name": "<a>", "items": 1}], "title": "Extra", "deep": {"er": 2}}
)


def mine(folder: Path, template: str, **parts: str) -> Theme:
    """A theme whose page is this template; `parts` are the others, without their endings."""
    own = folder / "themes/mine"
    (own / "templates").mkdir(parents=True)
    (own / "theme.toml").write_text('extends = "default"\n', encoding="utf-8")
    for name, text in {"page": template, **parts}.items():
        (own / f"templates/{name}.html").write_text(text, encoding="utf-8")
    return load_theme("mine", folder / "themes", "/", {})


def carefully(theme: Theme) -> str:
    """The page by Jinja's own code."""
    templates, published, speech = theme._templates, theme._assets, theme.words.speech("en")
    made = environment(templates, published, None, speech).get_template("page.html")
    return made.render(page=PAGE, site=FULL_SITE)


@pytest.mark.parametrize(
    ("template", "quick"),
    [
        # What views hold, shown and asked for.
        ("{{ page.title }}{{ page.head.title | upper }}{{ page.html | safe }}{{ page.html }}", True),
        ("{% for link in site.sections %}{{ loop.index }}{{ link.text }}{{ loop.last }}{% endfor %}", True),
        ("{{ page.title.upper() }}{{ 'a<b'.upper() }}{{ (1.5).is_integer() }}{{ none }}{{ true }}", True),
        ("{{ [page.title] }}{{ (page.title, 1)[0] }}{{ page.title[0] }}{{ page['title'] }}", True),
        # What escapes, and what is markup already.
        ("{{ '<i>' | safe }}{{ '<i>' }}{{ 1 | safe }}{{ none | safe }}{{ '<i>' | safe | upper }}", True),
        ("{% set a %}<i>{% endset %}{{ a }}{{ a | safe }}{{ a ~ '<' }}{% set b = '<' %}{{ b | safe }}", True),
        ("{% autoescape false %}{{ page.html }}{{ '<' }}{% endautoescape %}{{ '<' }}", True),
        (
            "{% autoescape page.title > '' %}{{ page.html | safe }}{{ page.html }}{% endautoescape %}",
            True,
        ),
        ("{% filter upper %}{{ page.title }}<{% endfilter %}", True),
        # Conditions without an else are nothing, and undefined where that can be told.
        ("{{ 'a' if page.title }}{{ 'b' if not page.title }}{{ ('c' if false) if true }}", True),
        ("{{ 'a' if 0 else ('b' if 0) }}{{ ('a' if 0) is defined }}{{ ('a' if 0) | default('d') }}", True),
        # Names that may be missing.
        ("{{ page.no is defined }}{{ page.no is undefined }}{{ page.no | default('<') }}", True),
        ("{{ no is defined }}{{ no | d('x') }}{{ page.head.no is not defined }}{{ page.title | d }}", True),
        # Mappings, whose names are items, but for those that are attributes.
        ("{{ page.extra.title }}{{ page.extra.deep.er }}{{ page.extra.rows[0].name }}", True),
        ("{{ page.extra.items is mapping }}{{ site.options.footer }}{{ page.extra.no is defined }}", True),
        ("{% for row in page.extra.rows %}{{ row.name }}{{ row.items is number }}{% endfor %}", False),
        ("{% set names = {'a': 1, 'class': 2} %}{{ names.a }}{{ names.class }}", False),
        ("{% set names = {'class': 2} %}{{ names.class }}", True),
        # Calls.
        ("{{ say('tags') }}{{ say('articles', number=2) }}{{ say('by', **{'names': ['A']}) }}", True),
        ("{{ say(*['tags']) }}{{ say(key) if key is defined }}{{ say('colon', unused=page.no) }}", False),
        ("{% macro say(a) %}<b>{{ a }}{% endmacro %}{{ say('<') }}", True),
        ("{% macro say(a) %}{{ a }}{{ caller() }}{% endmacro %}{% call say('x') %}<{% endcall %}", True),
        ("{% macro m(a, b='<') %}{{ a }}{{ b }}{{ kwargs.c }}{% endmacro %}{{ m(1, c='&') }}", True),
        ("{% import 'parts.html' as p %}{{ p.m(page) }}{% from 'parts.html' import m %}{{ m(page) }}", True),
        ("{% block a %}{{ page.title }}{% endblock %}{{ self.a() }}", True),
        ("{% for x in [3, 1] | sort %}{{ loop.cycle('a', 'b') }}{{ x }}{% else %}no{% endfor %}", True),
    ],
)
def test_a_template_shows_what_jinjas_own_code_shows(tmp_path: Path, template: str, quick: bool) -> None:
    theme = mine(tmp_path, template, parts="{% macro m(p) %}<{{ p.title }}>{{ '<' }}{% endmacro %}")
    for _ in range(2):
        assert theme.render("page.html", PAGE, FULL_SITE).decode() == carefully(theme)
    assert ("page.html" not in theme._subtle) is quick


@pytest.mark.parametrize(
    "template", ["{{ page.no }}", "{{ page.no.no | d }}", "{{ page.extra.no }}", "{{ page.no | safe }}"]
)
def test_a_name_that_a_view_lacks_is_an_error_as_before(tmp_path: Path, template: str) -> None:
    theme = mine(tmp_path, f"\n{template}")
    with pytest.raises(ThemeError, match="has no attribute 'no'") as caught:
        theme.render("page.html", PAGE, FULL_SITE)
    assert caught.value.problems[0].place.line == 2
    assert not theme._subtle


@pytest.mark.parametrize(
    ("examples", "site"), [(FULL, FULL_SITE), (SPARSE, SPARSE_SITE)], ids=["full", "sparse"]
)
def test_all_of_the_default_theme_is_quick(examples: dict[str, pages.View], site: pages.SiteView) -> None:
    theme = load_theme("default", builtin_themes(), "/", dict(site.options))
    for name, view in examples.items():
        theme.render(name, view, site)
    assert not theme._subtle
