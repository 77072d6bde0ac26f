"""Who drafts a story: `[compose]`."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from dateline.problems import did_you_mean
from dateline.settings.reading import Check, Reading, Wrong, check_base_url


class Compose(msgspec.Struct, frozen=True):
    """Who drafts a story: `[compose]`."""

    engine: str = "extractive"
    """`extractive` or `openai`."""
    base_url: str = ""
    """The address of an OpenAI-compatible server; always ends with "/"."""
    model: str = ""
    """The name of the model there."""
    api_key_env: str = ""
    """The environment variable that holds the key; "" for a server that wants none."""
    timeout: int = 120
    """How many seconds the server may say nothing."""


def read_compose(reading: Reading, value: object) -> Compose:
    """What the table says, with its defaults; an engine that asks a server must say which."""
    data = reading.table(value, ("compose",), Compose.__struct_fields__)
    found = {
        name: reading.checked(data, ("compose", name), check, str(getattr(Compose(), name)))
        for name, check in _TEXTS.items()
    }
    for name in ("base_url", "model") if found["engine"] == "openai" else ():
        if data.get(name, "") == "":
            reading.text({}, ("compose", name), required=True)
    return Compose(**found, timeout=reading.count(data, ("compose", "timeout"), 120, most=3600))


def _engine(value: str) -> tuple[str, Wrong | None]:
    """The name of what drafts a story, and what is wrong with it when there is no such engine."""
    if value in _ENGINES:
        return value, None
    return value, (
        f"there is no engine “{value}”",
        did_you_mean(value, _ENGINES) or 'write "extractive" or "openai"',
    )


def _server(value: str) -> tuple[str, Wrong | None]:
    """The address of a model's server with a slash at its end, or what is wrong with it; "" for none."""
    address, wrong = check_base_url(value) if value else (value, None)
    return address, (wrong[0], "write it like http://localhost:11434/v1/") if wrong else None


def _variable(value: str) -> tuple[str, Wrong | None]:
    """The name of an environment variable; "" for none. What is no name may be a key, and is not repeated."""
    if re.fullmatch(r"[A-Z_][A-Z0-9_]*|", value):
        return value, None
    hint = 'write the name alone, such as "NEWSROOM_KEY"; the key itself never stands in site.toml'
    return "", ("this is no name of an environment variable in capitals", hint)


def _any_text(value: str) -> tuple[str, Wrong | None]:
    return value, None


_ENGINES: Final = ("extractive", "openai")
_TEXTS: Final[dict[str, Check]] = {
    "engine": _engine,
    "base_url": _server,
    "model": _any_text,
    "api_key_env": _variable,
}
"""The texts of `[compose]`, each with its check."""
