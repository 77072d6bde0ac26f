"""site.toml: values, defaults, and every mistake with its line."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import digest
from dateline.problems import ConfigError, Problem, Severity
from dateline.settings.config import Config, parse_config, with_overrides
from dateline.settings.places import spans
from dateline.settings.tables.build import Build
from dateline.settings.tables.evidence import Evidence, Terms
from dateline.settings.tables.menu import MenuItem


def problems_of(text: str) -> list[Problem]:
    with pytest.raises(ConfigError) as caught:
        parse_config(text)
    assert all(problem.rule == "config" for problem in caught.value.problems)
    return list(caught.value.problems)


def test_a_title_is_enough() -> None:
    config = parse_config('title = "The Courier"\n')
    assert config == Config("The Courier", publisher="The Courier")
    assert config.base_path == ""


def test_every_setting() -> None:
    config = parse_config(
        """
        title = "The Courier"
        base_url = "HTTPS://News.example/paper"
        language = "pt-BR"
        timezone = "Europe/Lisbon"
        theme = "broadsheet"
        description = "News."
        authors = ["A", " B "]
        publisher = "Courier Ltd"
        [[menu]]
        name = "About"
        url = "/about/"
        [[menu]]
        name = "Mail"
        url = "mailto:desk@news.example"
        [check]
        uncited-source = "off"
        late-event = "error"
        bad-date = "error"
        [build]
        output = "dist"
        feed_stories = 5
        home_stories = 1
        [theme_options]
        footer = "x"
        [extra]
        since = 1897-05-01
        nested = {b = [1, 2.5], a = true}
        """
    )
    assert config == Config(
        title="The Courier",
        base_url="https://news.example/paper/",
        language="pt-BR",
        timezone="Europe/Lisbon",
        theme="broadsheet",
        description="News.",
        authors=("A", "B"),
        publisher="Courier Ltd",
        menu=(MenuItem("About", "/about/"), MenuItem("Mail", "mailto:desk@news.example")),
        check={
            "bad-date": Severity.ERROR,
            "late-event": Severity.ERROR,
            "uncited-source": Severity.OFF,
        },
        build=Build("dist", 5, 1),
        theme_options={"footer": "x"},
        extra={"nested": {"a": True, "b": (1, 2.5)}, "since": "1897-05-01"},
    )
    assert config.base_path == "/paper"
    digest.of_value(config)


@pytest.mark.parametrize(
    ("text", "where", "message", "hint"),
    [
        ("", "1:1", "`title` is missing", 'title = "…"'),
        ('title = ""', "1:9", "`title` is empty", ""),
        ("title = 3", "1:9", "`title` is a text", "quotes"),
        ('title = "A"\ntitel = 1', "2:1", "no setting `titel`", "“title”"),
        ('title = "A"\nbaseURL = "x"', "2:1", "no setting `baseURL`", "`base_url`"),
        ('title = "A"\nsite_url = "x"', "2:1", "no setting `site_url`", "`base_url`"),
        ('title = "A"\nlanguageCode = "en"', "2:1", "no setting `languageCode`", "`language`"),
        ('title = "A"\npublishDir = "x"', "2:1", "no setting `publishDir`", "[build]"),
        ('title = "A"\nwhatever = "x"', "2:1", "no setting `whatever`", "[extra]"),
        ('title = "A"\n[params]\nx = 1', "2:1", "no setting `params`", "`theme_options`"),
        ('title = "A"\n[build]\noutptu = "x"', "3:1", "no setting `outptu` in [build]", "“output”"),
        ('title = "A"\n[build]\ntheme = "x"', "3:1", "no setting `theme` in [build]", "above the first"),
        ('title = "A"\nbase_url = "news.example"', "2:12", "no address of a site", "https://"),
        ('title = "A"\nbase_url = "ftp://a.example"', "2:12", "no address of a site", "https://"),
        ('title = "A"\nbase_url = "https://a.example/?x"', "2:12", "query", "https://"),
        ('title = "A"\nbase_url = "https://u@a.example/"', "2:12", "user", "https://"),
        ('title = "A"\nbase_url = "https://a.example:x/"', "2:12", "no address", "https://"),
        ('title = "A"\nbase_url = "https://a.example/a b"', "2:12", "path", "hyphens"),
        ('title = "A"\nbase_url = "https://a.example/../x"', "2:12", "path", "hyphens"),
        ('title = "A"\nbase_url = "https://köln.example/"', "2:12", "host name", "xn--"),
        ('title = "A"\nlanguage = "english"', "2:12", "no language", "BCP 47"),
        ('title = "A"\nlanguage = "pt_BR"', "2:12", "no language", "“pt-BR”"),
        ('title = "A"\ntimezone = "Europe/Lisabon"', "2:12", "no time zone", "“Europe/Lisbon”"),
        ('title = "A"\ntimezone = "../etc"', "2:12", "no time zone", ""),
        ('title = "A"\ntheme = "../x"', "2:9", "no name of a theme", "themes/"),
        ('title = "A"\nauthors = "B"', "2:11", "list of names", "["),
        ('title = "A"\nmenu = "B"', "2:8", "`menu` is a list", "[[menu]]"),
        ('title = "A"\n[menu]\nname = "x"', "2:1", "`menu` is a list", "[[menu]]"),
        ('title = "A"\n[[menu]]\nname = "x"', "2:1", "`menu.url` is missing", "url"),
        ('title = "A"\n[[menu]]\nname = "x"\nurl = "javascript:x"', "4:7", "must not be linked", "path"),
        ('title = "A"\n[[menu]]\nname = "x"\nurl = "about/"', "4:7", "leads elsewhere", "/about/"),
        ('title = "A"\n[[menu]]\nname = "x"\nurl = "//x.example"', "4:7", "must not be linked", "path"),
        ('title = "A"\n[[menu]]\nname = "x"\nurl = "/\\\\x.example"', "4:7", "a backslash", "path"),
        ('title = "A"\n[[menu]]\nname = "x"\nurl = "https://a@b.example/"', "4:7", "a user name", "path"),
        ('title = "A"\n[check]\nuncited = "off"', "3:1", "no setting `uncited` in [check]", "uncited-"),
        ('title = "A"\n[check]\nlate-event = "of"', "3:14", "no such severity", '"off"'),
        ('title = "A"\n[check]\nlate-event = false', "3:14", "no such severity", '"off"'),
        ('title = "A"\n[check]\nbad-date = "warning"', "3:12", "always an error", ""),
        ('title = "A"\ncheck = 1', "2:9", "`check` is a table", "[check]"),
        ('title = "A"\n[build]\nfeed_stories = 0', "3:16", "1 to 1000", ""),
        ('title = "A"\n[build]\nfeed_stories = true', "3:16", "1 to 1000", ""),
        ('title = "A"\nextra = 1', "2:9", "`extra` is a table", "[extra]"),
        ('title = "A"\n[extra]\nx = nan', "3:5", "too large", "quotes"),
        ('title = "A"\n[extra]\nx = [\n 1,\n 1e300]', "3:5", "too large", "quotes"),
        ('title = "A"\nlanguage = en\n', "2:12", "no valid TOML", "quotes"),
        ('\ufefftitle = "A"\n', "1:1", "begins with a byte-order mark", "BOM"),
        ('title = "A', "1:11", "no valid TOML", ""),
        ('title = "A"\ntitle = "B"', "2:12", "no valid TOML", ""),
        ("x = " + "[" * 5000, "1:5005", "no valid TOML: lists stand too deep", ""),
        ("x = " + "9" * 5000, "1:5005", "no valid TOML", ""),
    ],
)
def test_every_mistake_has_its_place_and_a_hint(text: str, where: str, message: str, hint: str) -> None:
    problems = problems_of(text)
    assert len(problems) == 1, problems
    place = problems[0].place
    assert f"{place.line}:{place.column}" == where
    assert message in problems[0].message
    assert hint in problems[0].hint


def test_all_mistakes_at_once() -> None:
    problems = problems_of('titel = "A"\nlanguage = "xx"\n[build]\nhome_stories = "many"\n[zzz]\na = 1\n')
    assert [p.place.line for p in problems] == [1, 2, 4, 5]


def test_the_command_line_has_the_last_word() -> None:
    config = parse_config('title = "A"\nbase_url = "https://a.example/"')
    changed = with_overrides(config, base_url="http://localhost:8000", output="dist")
    assert (changed.base_url, changed.build.output) == ("http://localhost:8000/", "dist")
    assert with_overrides(config) == config
    for wrong in ({"base_url": "x"}, {"output": " "}):
        with pytest.raises(ConfigError) as caught:
            with_overrides(config, **wrong)
        assert caught.value.problems[0].place.file.startswith("--")


def test_places_of_keys_and_values() -> None:
    text = (
        'a = "x # no comment" # one\n'
        "b = [\n  1, # [\n  2]\n"
        'c."d.e" = """\n[no.table]\nf = 1\\"""" \n'
        "[t]\nx = {y = 1}\n[[m]]\nn = 1\n[[m]]\nn = 2\n[m.k]\no = 3\n"
    )
    tomllib.loads(text)
    keys, values = spans(text)
    assert {path: text[slice(*span)] for path, span in keys.items()} == {
        ("a",): "a",
        ("b",): "b",
        ("c", "d.e"): 'c."d.e"',
        ("t",): "[t]",
        ("t", "x"): "x",
        ("m", 0): "[[m]]",
        ("m", 0, "n"): "n",
        ("m", 1): "[[m]]",
        ("m", 1, "n"): "n",
        ("m", 1, "k"): "[m.k]",
        ("m", 1, "k", "o"): "o",
    }
    assert text[slice(*values["b",])] == "[\n  1, # [\n  2]"
    assert text[slice(*values["m", 1, "k", "o"])] == "3"


PIECES = st.sampled_from(
    [
        *(
            "title",
            "menu",
            "build",
            "check",
            "=",
            "[",
            "]",
            "[[",
            "]]",
            "{",
            "}",
            ",",
            ".",
            "\n",
            '"',
            "'",
            '"""',
            "#",
        ),
        *(' "A"\n', "1", "true", "nan", "1979-05-27", "\\", "é", " ", "\t", "\r", "\x00", "url", "name"),
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)))
def test_any_text_gives_a_config_or_problems_inside_it(text: str) -> None:
    try:
        digest.of_value(parse_config(text))
    except ConfigError as error:
        lines = text.split("\n")
        for problem in error.problems:
            assert 1 <= problem.place.line <= len(lines)
            assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1


def test_licences_take_what_they_leave_out_from_the_site() -> None:
    config = parse_config(
        """
        title = "The Courier"
        [evidence]
        excerpt_words = 30
        [evidence.licenses]
        "Tide, 2026" = {source_words = 400}
        shown = {excerpt_words = 0, source_words = 0}
        """
    )
    licenses = {"Tide, 2026": Terms(30, 400), "shown": Terms(0, 0)}
    assert config.evidence == Evidence(30, 150, licenses)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[evidence]\nwords = 3", 3, "there is no setting `words` in [evidence]"),
        ("[evidence]\nsource_words = -1", 3, "a whole number from 0 to 100000"),
        ("[evidence]\nlicenses = 3", 3, "`evidence.licenses` is a table"),
        ("[evidence.licenses]\nAP = 80", 3, "`evidence.licenses.AP` is a table"),
        ("[evidence.licenses]\nAP = {words = 80}", 3, "there is no setting `words`"),
        ('[evidence.licenses]\nAP = {excerpt_words = "80"}', 3, "a whole number"),
    ],
)
def test_mistakes_in_evidence(text: str, line: int, said: str) -> None:
    [problem] = problems_of(f'title = "T"\n{text}\n')
    assert problem.place.line == line
    assert said in problem.message
