"""Tags of languages, as settings and sources name them."""

from __future__ import annotations

from dateline.dates.tongues import TONGUES


def check_language(value: str) -> tuple[str, tuple[str, str] | None]:
    """The language tag, and what is wrong with it when dates cannot be written in it (CLDR)."""
    if value in TONGUES:
        return value, None
    from babel.core import Locale, UnknownLocaleError  # it takes 7 ms, and most sites have no other language

    hint = "write a BCP 47 tag such as en, en-GB or pt-BR"
    try:
        Locale.parse(value, sep="-")
    except (ValueError, UnknownLocaleError):
        if "_" in value:
            hint = f"write it with a hyphen: “{value.replace('_', '-')}”"
        return value, (f"“{value}” is no language that dates can be written in", hint)
    return value, None
