"""The library: catalogues over each other, and the speech of each language that is asked for.

Only the files of those languages are parsed, once for each library. What can be wrong with catalogues of
a theme or a site is raised as ThemeError.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dateline import digest
from dateline.problems import Problem, ThemeError, did_you_mean
from dateline.words.catalogue import Catalogue, place_of, tags_of
from dateline.words.speech import Message, Speech


@cache
def own_files() -> Catalogue:
    """The generator's own catalogues."""
    folder = Path(__file__).parent
    return Catalogue("words", {path.name: path.read_bytes() for path in sorted(folder.glob("*.toml"))})


class Library:
    """The catalogues of a site, the nearest first; the generator's own lie below them."""

    def __init__(self, catalogues: tuple[Catalogue, ...] = (), site: Catalogue | None = None) -> None:
        """`site` is the site's own, which may say words otherwise and cannot add any."""
        self._below = catalogues
        self._site = site
        self._speeches: dict[str, Speech] = {}
        misnamed = tuple(problem for catalogue in self._all() for problem in catalogue.misnamed())
        if misnamed:
            raise ThemeError(*misnamed)

    def speech(self, language: str) -> Speech:
        """The words of a language; raises ThemeError when one of its catalogues is no use."""
        if language not in self._speeches:
            self._speeches[language] = self._read(language)
        return self._speeches[language]

    @property
    def digest(self) -> str:
        """Of all catalogues but the generator's."""
        return digest.of_value([(one.shown, [(n, digest.of_bytes(f)) for n, f in sorted(one.files.items())])
                                for one in self._all()])  # fmt: skip

    def _all(self) -> Iterator[Catalogue]:
        if self._site:
            yield self._site
        yield from self._below

    def _read(self, language: str) -> Speech:
        messages: dict[str, Message] = {}
        own = own_files()
        for tag in tags_of(language):
            for catalogue in (*self._all(), own):
                for key, texts in catalogue.read(tag).items():
                    messages.setdefault(key, Message(texts, tag))
        if self._site:
            self._refuse_unknown(self._site, language)
        return Speech(language, messages, frozenset(own.read("en")))

    def _refuse_unknown(self, site: Catalogue, language: str) -> None:
        """Raise the keys of the site's own that nothing below says: they are misspelt."""
        known = {key for below in (*self._below, own_files()) for key in below.read("en")}
        problems = []
        for tag in tags_of(language):
            for key in site.read(tag).keys() - known:
                name = next(name for name in site.files if name.casefold() == f"{tag.casefold()}.toml")
                place = place_of(key, site.file(name), site.files[name].decode())
                message = f"neither the theme nor Dateline says “{key}”"
                problems.append(Problem(place, "theme", message, did_you_mean(key, known)))
        if problems:
            raise ThemeError(*sorted(problems, key=lambda problem: (problem.place.file, problem.place.line)))


OWN = Library()
"""The words of the generator alone."""
