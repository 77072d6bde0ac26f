"""The theme: template files and options in, bytes out. Jinja is set up by `templating` and `quickcode`.

A theme is read whole into memory once per build, so that what is rendered is what was digested. A
template sees `page`, `site` and the functions `asset` and `say`, nothing else: it must know no model,
no files, no clock. What is wrong with a theme is raised as ThemeError, with the template's file and line.
`themes/default/README.md` is the contract for theme authors.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import jinja2

from dateline import digest
from dateline.patterns import deferred
from dateline.pictures.cards import Colours
from dateline.problems import Place, Problem, ThemeError, did_you_mean
from dateline.theming import assets
from dateline.theming.assets import Asset, StaticFile, loaded
from dateline.theming.templating import Bytecode, UnknownAssetError, asked_for, environment, reached
from dateline.theming.themefiles import (
    ThemeFolder,
    card_colours,
    catalogues,
    merged_options,
    merged_policy,
    overlay,
    read_chain,
    site_words,
    templates,
)
from dateline.views.pages import SiteView, View
from dateline.words import Catalogue, Library, WordError

__all__ = ["Asset", "OwnPages", "Theme", "encoded", "load_theme"]

# What evaluating an expression of a template can raise; anything else is a bug of ours.
_FAULTS = (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError)

SHEETS = "css/"
"""The folder of style sheets that are templates: they see only options, and are published like `static/`."""

# What XML 1.0 (§2.2) or the HTML standard (§13.2.3.5) forbids, however it is escaped: few
# signs, as a class takes as long to compile as it names signs.
_SIGNS = "\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0010fffe\U0010ffff"
_CLEAN, _FORBIDDEN = deferred(f"[^{_SIGNS}]*+"), deferred(f"[{_SIGNS}]")
_ASCII = bytes((0x9, 0xA, 0xD, *range(0x20, 0x7F)))
"""Characters that are allowed and make up most of a page: they are removed first, which is quicker."""


class Theme:
    """A theme with its parents, ready to render; loaded once per build."""

    name: str
    digest: str
    """The digest of the names and contents of all files of the theme and its parents, and the base path."""
    files: tuple[tuple[str, str], ...]
    """The files of the theme and its parents, each as "theme/path" with the digest of its content."""
    options: dict[str, Any]
    """theme.toml's `[options]`, children's over parents', with the site's own over them."""
    policy: dict[str, list[str]]
    """What its pages load from elsewhere, by directive of the content security policy."""
    assets: tuple[Asset, ...]
    """All that pages may ask for; `assets_of` are those that some do."""
    colours: Colours
    """The colours of the social cards that are drawn."""
    icon: bytes | None
    """Its own `static/icon.svg`, in the place of one that is drawn."""
    words: Library
    """The words of the site, the theme and its parents, by language."""

    def __init__(
        self,
        chain: tuple[ThemeFolder, ...],
        base_path: str,
        options: dict[str, Any],
        bytecode: MutableMapping[str, bytes],
        own: Catalogue | None = None,
    ) -> None:
        self.name = chain[0].name
        self.options = options
        self.policy = merged_policy(chain)
        self.colours = card_colours(chain, options)
        self.files = tuple(
            (f"{folder.name}/{path}", digest.of_bytes(folder.files[path]))
            for folder in chain
            for path in sorted(folder.files)
        )
        if own:
            self.files += tuple(
                (own.file(name), digest.of_bytes(own.files[name])) for name in sorted(own.files)
            )
        self.words = Library(catalogues(chain), own)
        self.digest = digest.of_value(base_path, self.files)
        published = assets.publish(overlay(chain, "static/"), base_path)
        self.icon = published["icon.svg"].content if "icon.svg" in published else None
        self._templates = templates(chain)
        self._files = {
            f"{folder.shown}/{path}": f"{folder.name}/{path}" for folder in chain for path in folder.files
        }
        self._reached: dict[str, frozenset[str]] = {}
        self._digests: dict[str, str] = {}
        self._searched = [f"{folder.shown}/templates" for folder in chain]
        self._assets, self._bytecode = published, Bytecode(bytecode)
        self._drawn: frozenset[str] = frozenset()
        self._environments: dict[str, jinja2.Environment] = {}
        self._careful: dict[str, jinja2.Environment] = {}
        self._subtle: set[str] = set()
        sheets = self._sheets()
        self._drawn = frozenset(sheets)
        published |= assets.publish(sheets, base_path)
        parts = {self._files[file.shown] for file in self._templates.values()}
        others = tuple(file for file in self.files if file[0] not in parts)
        drawn = tuple((name, digest.of_bytes(sheets[name].content)) for name in sorted(sheets))
        self._common = digest.of_value(base_path, others, drawn)
        self.assets = tuple({asset.path: asset for asset in published.values()}.values())

    def render(self, template: str, page: View, site: SiteView) -> bytes:
        """The page as UTF-8; raises ThemeError with the file and line of the template at fault."""
        return encoded(self._rendered(template, site.language, page=page, site=site))

    def load(self, template: str, language: str) -> None:
        """Load the code of a template, and of all that it uses, for pages in a language."""
        with suppress(jinja2.TemplateError):  # who renders says what is wrong, if it is a fault there
            for name in sorted(self._reach(template) & self._templates.keys()):
                self._environment(language).get_template(name)

    def digest_of(self, template: str) -> str:
        """The digest of all of the theme that pages of a template can show.

        That is: the template, those that it uses, and all files that are not templates.
        """
        known = self._digests.get(template)
        if known is None:
            names = sorted(self._reach(template))
            found = ((name, self._templates.get(name)) for name in names)
            parts = [(name, digest.of_bytes(file.content) if file else "") for name, file in found]
            known = self._digests[template] = digest.of_value(self._common, parts)
        return known

    def unused_by(self, template: str) -> frozenset[str]:
        """The templates, by their names in `files`, that pages of this one never show."""
        used = {self._templates[name].shown for name in self._reach(template) if name in self._templates}
        return frozenset(
            self._files[file.shown] for file in self._templates.values() if file.shown not in used
        )

    def assets_of(self, names: Iterable[str]) -> tuple[Asset, ...]:
        """The static files that pages of the templates with these names can load.

        What a template does not name by a plain text, `asset("css/site.css")`, may be any of them.
        """
        reach = frozenset[str]().union(*map(self._reach, names))
        asked = asked_for(self._templates, reach)
        if asked is not None and (drawn := asked & self._drawn):  # sheets that are templates ask, too
            more = asked_for(self._templates, frozenset[str]().union(*map(self._reach, drawn)))
            asked = None if more is None else asked | more
        return self.assets if asked is None else loaded(self._assets, asked)

    def _reach(self, template: str) -> frozenset[str]:
        if template not in self._reached:
            self._reached[template] = reached(self._templates, template)
        return self._reached[template]

    def _sheets(self) -> dict[str, StaticFile]:
        """The style sheets that are templates of the theme's options; one without a word is left out."""
        sheets = {}
        for name, file in self._templates.items():
            if name.startswith(SHEETS) and name.endswith(".css"):
                text = self._rendered(name, "en", options=self.options)
                if text.strip():
                    sheets[name] = StaticFile(file.shown, text.encode())
        return sheets

    def _rendered(self, template: str, language: str, **values: object) -> str:
        try:
            if template not in self._subtle:
                with suppress(AttributeError):
                    return self._environment(language).get_template(template).render(values)
            text = self._carefully(language).get_template(template).render(values)
        except _FAULTS as fault:
            raise ThemeError(self._problem(fault)) from fault
        self._subtle.add(template)
        return text

    def _environment(self, language: str) -> jinja2.Environment:
        """Jinja with the words of a language, which all its templates share, and with quick code."""
        if language not in self._environments:
            speech = self.words.speech(language)
            made = environment(self._templates, self._assets, self._bytecode, speech)
            self._environments[language] = made
        return self._environments[language]

    def _carefully(self, language: str) -> jinja2.Environment:
        """The same with Jinja's own code, for templates that ask for names that are not attributes."""
        if language not in self._careful:
            speech = self.words.speech(language)
            self._careful[language] = environment(self._templates, self._assets, None, speech)
        return self._careful[language]

    def compile_all(self) -> None:
        """Compile every template; raises one ThemeError that lists all that are broken.

        A template that has not changed since its code was kept is not compiled again; code that no template
        has any more is dropped.
        """
        broken: dict[Problem, None] = {}
        names = {
            file.shown: name for name, file in self._templates.items()
        }  # the last is what it is called by
        for name in sorted(names.values()):
            try:
                self._environment("en").get_template(name)
            except jinja2.TemplateError as fault:
                broken[self._problem(fault)] = None
        if broken:
            raise ThemeError(*broken)
        self._bytecode.keep_used()

    def _problem(self, fault: Exception) -> Problem:
        """What went wrong in a template, at the deepest place of the theme that the fault went through."""
        shown = {file.shown for file in self._templates.values()}
        place = Place(self._searched[0])
        for frame in traceback.extract_tb(fault.__traceback__):
            if frame.filename in shown:
                place = Place(frame.filename, frame.lineno or 0, 1)
        match fault:
            case jinja2.TemplateSyntaxError():
                # Of a comment without an end Jinja says the file in the place of the name.
                place = Place(fault.filename or fault.name or place.file, fault.lineno, 1)
                return Problem(place, "theme", fault.message or "syntax error")
            case jinja2.TemplateNotFound():
                hint = did_you_mean(str(fault.name), self._templates)
                searched = f"searched in {', '.join(self._searched)}"
                message = f"there is no template “{fault.name}”"
                return Problem(place, "theme", message, f"{hint} {searched}".strip())
            case WordError():
                return Problem(place, "theme", str(fault), fault.hint)
            case UnknownAssetError():
                return Problem(place, "theme", fault.message or "", fault.hint)
            case RecursionError():
                hint = "a file extends its parent's file of the same name as “<parent>/<file>”"
                return Problem(place, "theme", "the template extends or includes itself", hint)
            case _:
                return Problem(place, "theme", str(fault) or type(fault).__name__)


def load_theme(
    name: str,
    site_themes: Path,
    base_path: str,
    options: Mapping[str, Any],
    bytecode: MutableMapping[str, bytes] | None = None,
) -> Theme:
    """The theme `name` with its parents, from the site's own themes or the built-in ones.

    `base_path` is the path of the site's address ("/" or "/news/"); `options` are the site's
    `[theme_options]`. Raises ThemeError for an unknown theme, option or static file, a theme that
    extends itself, a malformed theme.toml, and files that cannot be read. Compiled templates are kept in
    `bytecode` and taken from it.
    """
    chain = read_chain(name, site_themes)
    own = site_words(site_themes.with_name("words"))
    merged = merged_options(chain, options, site_themes.parent)
    return Theme(chain, base_path, merged, {} if bytecode is None else bytecode, own)


class OwnPages:
    """Templates of the generator's own, for pages that only the newsroom sees: no theme has a say in them."""

    def __init__(self, folder: Path) -> None:
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def render(self, template: str, **values: object) -> bytes:
        """The page as UTF-8, every value escaped. A fault is a bug of ours and is raised as it is."""
        return encoded(self._environment.get_template(template).render(values))


def encoded(text: str) -> bytes:
    """A page as UTF-8, without the characters that none may hold."""
    data = text.encode(errors="surrogatepass")
    rest = data.translate(None, _ASCII).decode(errors="surrogatepass")
    if rest.isprintable() or _CLEAN.fullmatch(rest):  # most is
        return data
    return _FORBIDDEN.sub("", text).encode()
