"""Words by key: the catalogues that come with Dateline are whole, and lie over each other as they should."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from babel.core import Locale, get_global
from babel.numbers import format_decimal

from dateline.dates.tongues import TONGUES
from dateline.problems import ThemeError
from dateline.theming.shipped import builtin_themes
from dateline.theming.theme import load_theme
from dateline.words import Catalogue, Library, Speech, WordError, own_files
from dateline.words.speech import _number, _plural, direction, endonym, locale_tag
from harness import REPOSITORY
from unit.sample_views import FULL, FULL_SITE, SPARSE_SITE

LANGUAGES = ("ar", "de", "en", "es", "fr", "ja")
PLACE = re.compile(r"\{(\w*)\}")


def catalogues() -> Iterator[Catalogue]:
    """The generator's own, and those of each theme that comes with it."""
    yield own_files()
    for folder in sorted(builtin_themes().glob("*/words")):
        yield Catalogue(
            f"{folder.parent.name}/words", {path.name: path.read_bytes() for path in folder.iterdir()}
        )


WHOLE = pytest.mark.parametrize("catalogue", tuple(catalogues()), ids=lambda one: one.shown)


def places(texts: Mapping[str, str]) -> set[str]:
    """The places for values in all forms of a message."""
    return {name for text in texts.values() for name in PLACE.findall(text)}


@WHOLE
def test_all_languages_are_there(catalogue: Catalogue) -> None:
    assert sorted(catalogue.files) == [f"{tag}.toml" for tag in LANGUAGES]
    assert not list(catalogue.misnamed())


def test_the_languages_that_dateline_speaks_are_known_without_their_tables() -> None:
    assert sorted(TONGUES) == list(LANGUAGES)
    assert all(Locale.parse(tag) for tag in TONGUES)
    asked = "import sys; from dateline.settings.tags import *; print(check_language('ja'), *sys.modules)"
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("('ja', None) ")
    assert "babel" not in ran.stdout


@WHOLE
@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_word_is_said_in_every_language(catalogue: Catalogue, tag: str) -> None:
    english, other = catalogue.read("en"), catalogue.read(tag)
    assert list(other) == list(english)  # in the same order, so that two files can be read side by side
    for key, texts in other.items():
        assert places(texts) == places(english[key]), key
        assert all(text.strip() for text in texts.values()), key


@WHOLE
@pytest.mark.parametrize("tag", LANGUAGES)
def test_what_counts_has_every_form_of_its_language(catalogue: Catalogue, tag: str) -> None:
    english = catalogue.read("en")
    forms = Locale.parse(tag).plural_form.tags | {"other"}
    for key, texts in catalogue.read(tag).items():
        if len(english[key]) > 1:
            assert texts.keys() == forms, key
            assert "{number}" in texts["other"], key


def test_templates_say_what_the_catalogues_hold_and_nothing_is_left_over() -> None:
    words = load_theme("default", builtin_themes(), "/", {}).words.speech("en").messages.keys()
    folder = builtin_themes() / "default"
    said: set[str] = set()
    for template in (folder / "templates").rglob("*.*"):
        said |= set(re.findall(r'\bsay\("([^"]+)"', template.read_text(encoding="utf-8")))
    whole = {key for key in said if not key.endswith(".")}
    assert whole <= words
    theirs = Catalogue("", {"en.toml": (folder / "words/en.toml").read_bytes()}).read("en")
    assert {key for key in theirs if key not in said and f"{key.partition('.')[0]}." not in said} == set()


def test_the_generator_says_all_of_its_own_words() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "generator").rglob("*.py"))
    templates = "".join(p.read_text(encoding="utf-8") for p in builtin_themes().rglob("*.html"))
    kinds = {"correction", "clarification", "withdrawn"}  # named by the value itself
    said = set(re.findall(r"""\bsay\(\s*["']([^"']+)["']""", text + templates))
    assert {key for key in own_files().read("en") if key not in said} <= kinds


def speech(language: str, *files: Mapping[str, str], site: Mapping[str, str] | None = None) -> Speech:
    """The words of a language with these catalogues over the generator's."""
    made = [Catalogue(f"t{n}", {k: v.encode() for k, v in one.items()}) for n, one in enumerate(files)]
    own = None if site is None else Catalogue("words", {k: v.encode() for k, v in site.items()})
    return Library(tuple(made), own).speech(language)


@pytest.mark.parametrize("language", [*LANGUAGES, "bn", "fa", "hi", "my", "pl", "pt", "ru", "zh"])
def test_small_numbers_are_as_babel_writes_and_counts_them(language: str) -> None:
    locale = Locale.parse(language)
    for number in (*range(-2, 130), 998, 999, 1000, 1001, 1_000_000):
        assert _number(number, language) == format_decimal(number, locale=locale)
        assert _plural(number, language) == locale.plural_form(number)


@pytest.mark.parametrize("tag", ["de-AT", "en-GB", "en-IN", "es-419", "es-MX", "fr-CA", "fr-CH"])
def test_regions_count_as_their_language_does(tag: str) -> None:
    locale = Locale.parse(tag, sep="-")
    assert [_plural(n, tag) for n in range(1001)] == [locale.plural_form(n) for n in range(1001)]
    assert direction(tag) == locale.text_direction


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_language_has_the_territory_that_cldr_thinks_likely(tag: str) -> None:
    assert locale_tag(tag) == f"{tag}_{get_global('likely_subtags')[tag].rpartition('_')[2]}"


@pytest.mark.parametrize("tag", [*LANGUAGES, "fa", "he", "ja-JP", "en-Arab", "az-Arab"])
def test_a_language_is_written_in_the_direction_of_its_script(tag: str) -> None:
    assert direction(tag) == Locale.parse(tag, sep="-").text_direction


def test_a_page_that_counts_a_little_comes_without_babels_tables() -> None:
    program = """if 1:
        import sys
        from dateline.words import Library
        from dateline.words.speech import direction
        said = Library().speech("en")
        assert said.say("articles", number=12) == "12 articles"
        assert said.say("by", names=["A. Writer"]) == "By A. Writer"
        assert direction("en-GB") == "ltr"
        assert not [name for name in sys.modules if name.startswith("babel.num")]
        assert "babel.localedata" not in sys.modules or not sys.modules["babel.localedata"]._cache
    """
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("en", 1, "1 article"),
        ("en", 1234, "1,234 articles"),
        ("de", 1234, "1.234 Artikel"),
        ("fr", 0, "0 article"),
        ("fr", 1000000, "1\u202f000\u202f000 d’articles"),
        ("ja", 3, "記事3本"),
        ("ar", 0, "لا مقالات"),
        ("ar", 1, "مقال واحد"),
        ("ar", 2, "مقالان"),
        ("ar", 3, "3 مقالات"),
        ("ar", 11, "11 مقالًا"),
        ("ar", 100, "100 مقال"),
    ],
)
def test_what_is_counted_has_the_form_of_its_number(language: str, number: int, words: str) -> None:
    said = load_theme("default", builtin_themes(), "/", {}).words.speech(language)
    assert said.say("articles", number=number) == words


@pytest.mark.parametrize(
    ("language", "names", "words"),
    [
        ("en", ("AP",), "By AP"),
        ("en", ("AP", "Tide", "Courier"), "By AP, Tide and Courier"),
        ("fr", ("AP", "Tide"), "Par AP et Tide"),
        ("ja", ("AP", "Tide"), "執筆：AP、Tide"),
        ("ar", ("AP", "Tide"), "بقلم AP وTide"),
    ],
)
def test_names_are_listed_as_the_language_does(language: str, names: tuple[str, ...], words: str) -> None:
    said = load_theme("default", builtin_themes(), "/", {}).words.speech(language)
    assert said.say("by", names=names) == words


def test_a_word_is_looked_up_in_the_region_the_language_and_english() -> None:
    files = {
        "pt-BR.toml": 'one = "um"\n',
        "pt.toml": 'one = "hum"\ntwo = "dois"\n',
        "en.toml": 'one = "1"\ntwo = "2"\nthree.one = "{number} third"\nthree.other = "{number} thirds"\n',
    }
    said = speech("pt-BR", files)
    assert [said.say("one"), said.say("two"), said.say("three", number=1)] == ["um", "dois", "1 third"]
    # Portuguese counts 0 as one; a word in English counts as English does.
    assert said.say("three", number=0) == "0 thirds"
    assert said.say("timeline") == "Timeline"
    assert speech("tlh", files).say("two") == "2"


def test_a_child_says_single_words_otherwise_and_the_site_has_the_last_word() -> None:
    parent = {"en.toml": 'a = "parent"\nb = "parent"\nc = "parent"\n', "fr.toml": 'a = "mère"\n'}
    child = {"en.toml": 'a = "child"\nb = "child"\n'}
    said = speech("en", child, parent, site={"en.toml": 'a = "site"\ntimeline = "What happened"\n'})
    assert [said.say(key) for key in ("a", "b", "c", "timeline")] == [
        "site",
        "child",
        "parent",
        "What happened",
    ]
    assert speech("fr", child, parent).say("a") == "mère"  # the language comes before the theme


def test_the_digest_is_that_of_what_the_generator_says() -> None:
    plain = speech("en").digest
    assert speech("en", {"en.toml": 'mine = "x"\n'}).digest == plain
    assert speech("en", {"en.toml": 'timeline = "x"\n'}).digest != plain
    assert speech("fr").digest != plain


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = x\n", "words/en.toml:1:"),
        ("\n\ntags = 3\n", "words/en.toml:3:1"),
        ('voices.one = "x"\n', "`voices` has no form `other`"),
        ('timeleine = "x"\n', "did you mean “timeline”?"),
    ],
)
def test_a_catalogue_that_cannot_be_meant_is_refused(text: str, said: str) -> None:
    with pytest.raises(ThemeError) as raised:
        speech("en", site={"en.toml": text})
    assert said in "\n".join(f"{p.place.file}:{p.place.line}:{p.place.column} {p.message} {p.hint}"
                             for p in raised.value.problems)  # fmt: skip


@pytest.mark.parametrize("name", ["francais.toml", "fr_FR.toml", "fr.tml", "fr.toml.orig"])
def test_a_catalogue_of_no_language_is_refused(name: str) -> None:
    with pytest.raises(ThemeError, match="no language"):
        speech("en", {name: ""})


@pytest.mark.parametrize(
    ("key", "values"),
    [("helo", {}), ("hello", {}), ("hello", {"nam": "x"}), ("voices", {}), ("voices", {"number": "1"})],
)
def test_what_cannot_be_said_is_an_error(key: str, values: dict[str, object]) -> None:
    said = speech("en", {"en.toml": 'hello = "Hello {name}"\n'})
    with pytest.raises(WordError):
        said.say(key, **values)


def test_values_are_escaped_beside_markup(tmp_path: Path) -> None:
    files = {
        "theme.toml": 'extends = "default"\n',
        "words/en.toml": 'pair = "<i>{one} & {two}</i>"\n',
        "templates/page.html": '{% set b %}<b>1</b>{% endset %}{{ say("pair", one=b, two="<u>") }} '
        '{{ say("pair", one=1, two="<u>") }}',
    }
    for name, text in files.items():
        path = tmp_path / "themes/mine" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    html = load_theme("mine", tmp_path / "themes", "/", {}).render("page.html", FULL["page.html"], FULL_SITE)
    marked, plain = html.decode().split(" &amp; &lt;u&gt;&lt;/i&gt;", 1)
    assert marked == "&lt;i&gt;<b>1</b>"
    assert plain == " &lt;i&gt;1 &amp; &lt;u&gt;&lt;/i&gt;"


def test_a_site_says_words_its_own_way(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words/en.toml").write_text('archive = "Back issues"\n', encoding="utf-8")
    theme = load_theme("default", tmp_path / "themes", "/", {"accent": "#0b5a6e"})
    assert theme.words.speech("en-GB").say("archive") == "Back issues"
    assert b"Back issues" in theme.render("page.html", FULL["page.html"], SPARSE_SITE)
    assert theme.digest != load_theme("default", tmp_path / "other/themes", "/", {}).digest


@pytest.mark.parametrize(
    ("tag", "beside", "name"),
    [
        ("fr", [], "français"),
        ("en-GB", ["en-GB", "fr"], "English"),
        ("en-GB", ["en-GB", "en-US"], "English (United Kingdom)"),
        ("pt-BR", ["pt", "pt-BR"], "português (Brasil)"),
        ("zh-Hant-TW", ["ja"], "中文 (繁體)"),
        ("sr-Latn-RS", ["en"], "srpski (latinica)"),
    ],
)
def test_a_language_is_called_by_its_region_beside_another_of_it_alone(
    tag: str, beside: list[str], name: str
) -> None:
    assert endonym(tag, beside) == name
