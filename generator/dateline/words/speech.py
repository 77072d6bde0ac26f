"""Speech: what one language says for a key, with values in their places.

Numbers and lists of names are written as CLDR writes them in that language, and a message that counts has
the form that its `number` asks for. Pure: the same key and values are the same words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Final

import msgspec

from dateline import digest
from dateline.problems import did_you_mean

if TYPE_CHECKING:
    from babel.core import Locale

KEPT: Final = 4096
"""How many sayings are kept: pages say the same of the same numbers and publishers, over and over."""
_PLACE = re.compile(r"\{([a-z_]+)\}")
_SMALL: Final = 1000
"""Whole numbers from 0 up to this one are their digits in every language, as Babel writes them."""
_ONE: Final[Mapping[str, tuple[int, ...]]] = {"de": (1,), "en": (1,), "es": (1,), "fr": (0, 1), "ja": ()}
"""Which small numbers are "one" in CLDR, all others being "other": to ask Babel takes 10 ms for its tables.

These languages are written from left to right, unless in a script of another.
"""
_LIKELY: Final[Mapping[str, str]] = {"ar": "EG", "de": "DE", "en": "US", "es": "ES", "fr": "FR", "ja": "JP"}
"""The likely territories of languages in CLDR, for those that Dateline speaks; likewise."""
_REGION: Final = 3
"""The letters or digits of the longest region (RFC 5646, 2.2.4); a script has four."""


class WordError(LookupError):
    """There are no words for a key, or they want a value that is not given."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class Message(msgspec.Struct, frozen=True):
    """What is said for a key: its texts by plural category, and the language that they are in."""

    texts: dict[str, str]
    language: str


def kept(say: Callable[..., str]) -> Callable[..., str]:
    """What says the same as `say`, and keeps it where all values are texts and whole numbers."""
    known: dict[object, str] = {}

    def said(key: str, **values: object) -> str:
        given = tuple(values.values())
        asked = (key, *values, given, *map(type, given)) if given else key  # 1 and True are equal
        try:
            return known[asked]
        except Exception:  # noqa: BLE001  # not said before, or nothing to look up: lists, what is undefined
            words = say(key, **values)
        if all(isinstance(value, str | int) for value in values.values()):
            if len(known) >= KEPT:
                known.clear()
            known[asked] = words
        return words

    return said


class Speech:
    """All words of one language, those that it lacks in English."""

    say: Callable[..., str]
    """The words for a key as plain text, with named values in their places; raises WordError."""

    def __init__(self, language: str, messages: Mapping[str, Message], own: frozenset[str]) -> None:
        """`own` are the keys that the generator itself says."""
        self.language = language
        self.messages = messages
        self._own = own
        self.say = kept(partial(self.markup, str))

    @cached_property
    def digest(self) -> str:
        """The digest of all that the generator says in this language."""
        return digest.of_value(self.language, {key: self.messages[key] for key in sorted(self._own)})

    def markup(self, escape: Callable[[object], str], key: str, /, **values: object) -> str:
        """The words for a key with everything in them escaped, so that values may be markup."""
        return self._said(key, values, escape)

    def _said(self, key: str, values: Mapping[str, object], escape: Callable[[object], str]) -> str:
        message = self.messages.get(key)
        if message is None:
            raise WordError(f"there are no words for “{key}”", did_you_mean(key, self.messages))
        text = message.texts["other"]
        if len(message.texts) > 1:
            number = values.get("number")
            if not isinstance(number, int):
                raise WordError(f"the words for “{key}” count something: they want a whole `number`")
            text = message.texts.get(_plural(number, message.language), text)
        # What stands between places is even, the names of the places are odd.
        pieces = list(_pieces(text))
        for at in range(0, len(pieces), 2):
            pieces[at] = escape(pieces[at])
        for at in range(1, len(pieces), 2):
            if pieces[at] not in values:
                given = f"it is given {', '.join(sorted(values)) or 'nothing'}"
                raise WordError(f"the words for “{key}” want a value for {{{pieces[at]}}}", given)
            pieces[at] = self._shown(values[pieces[at]], escape)
        return "".join(pieces)

    def _shown(self, value: object, escape: Callable[[object], str]) -> str:
        """A value as this language writes it."""
        if isinstance(value, int):
            return _number(value, self.language)
        if isinstance(value, tuple | list):
            return _listed(tuple(map(escape, value)), self.language)
        return escape(value)


def direction(language: str) -> str:
    """The direction in which a language is written: "ltr" or "rtl"."""
    spoken, _, region = language.partition("-")
    if spoken in _ONE and len(region) <= _REGION:
        return "ltr"
    return _locale(language).text_direction


def endonym(language: str, beside: Iterable[str] = ()) -> str:
    """What a language calls itself: "français"; with its region only where `beside` has it from another."""
    locale = _locale(language)
    spoken = [_locale(other).language for other in {language, *beside}]
    if locale.territory and spoken.count(locale.language) == 1:
        locale = _locale("-".join(filter(None, (locale.language, locale.script))))
    return locale.get_display_name(locale) or language


def exonym(language: str, within: str) -> str:
    """What a language is called in another one: "French" in English; its tag when nobody has named it."""
    known = _locale(language)
    if known.language != language.partition("-")[0].lower():
        return language
    return known.get_display_name(_locale(within)) or language


def locale_tag(language: str) -> str:
    """The language with its likely territory, as Open Graph writes it: "fr_FR"."""
    if language in _LIKELY:
        return f"{language}_{_LIKELY[language]}"
    from babel.core import get_global

    locale = _locale(language)
    likely = str(get_global("likely_subtags").get(locale.language, ""))
    territory = locale.territory or next((part for part in likely.split("_")[1:] if len(part) == 2), "")
    return f"{locale.language}_{territory}" if territory else locale.language


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[str, ...]:
    """A text cut at its places: what stands between them, and their names, in turns."""
    return tuple(_PLACE.split(text))


@lru_cache(maxsize=4096, typed=True)
def _plural(number: int, language: str) -> str:
    """The plural category of a number, of which a page has many, in a language."""
    one = _ONE.get(language.partition("-")[0])
    if one is not None and 0 <= number < _SMALL:
        return "one" if number in one else "other"
    return str(_locale(language).plural_form(number))


@lru_cache(maxsize=4096, typed=True)
def _number(value: int, language: str) -> str:
    """A number as a language writes it; kept, for Babel takes longer than all else that is said."""
    if 0 <= value < _SMALL:
        return f"{value:d}"
    from babel.numbers import format_decimal

    return format_decimal(value, locale=_locale(language))


@lru_cache(maxsize=KEPT)
def _listed(names: tuple[str, ...], language: str) -> str:
    """Names as a language lists them; newsrooms write English lists without the serial comma."""
    if len(names) == 1:
        return names[0]
    from babel.lists import format_list

    locale = _locale(language)
    return format_list(names, locale=_locale("en-001") if locale.language == "en" else locale)


@cache
def _locale(tag: str) -> Locale:
    from babel.core import Locale, UnknownLocaleError

    for known in (tag, tag.partition("-")[0]):
        try:
            return Locale.parse(known, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")
