"""What the host of the site is told: `[hosting]`."""

from __future__ import annotations

from typing import Final

import msgspec

from dateline.policy import DIRECTIVES, is_source
from dateline.settings.reading import Reading, Wrong

HOSTS: Final = ("any", "cloudflare", "netlify", "none")


class Hosting(msgspec.Struct, frozen=True):
    """What the host of the site is told: `[hosting]`."""

    host: str = "any"
    """Who reads `_headers` and `_redirects`: `any`, `cloudflare`, `netlify`; `none` writes neither."""
    hsts: int = 0
    """For how many seconds browsers shall ask by https alone; 0 says nothing of it."""
    policy: dict[str, tuple[str, ...]] = {}
    """What pages may load beyond the site's own files, by directive of the content security policy."""


def read_hosting(reading: Reading, value: object) -> Hosting:
    """What the table says, with its defaults."""
    data = reading.table(value, ("hosting",), Hosting.__struct_fields__)
    return Hosting(
        host=reading.checked(data, ("hosting", "host"), _host, "any"),
        hsts=reading.count(data, ("hosting", "hsts"), 0, least=0, most=100_000_000),
        policy=_policy(reading, data.get("policy", {})),
    )


def _policy(reading: Reading, value: object) -> dict[str, tuple[str, ...]]:
    table = reading.table(value, ("hosting", "policy"), DIRECTIVES)
    return {
        name: reading.texts(table, ("hosting", "policy", name), _source)
        for name in DIRECTIVES
        if name in table
    }


def _host(value: str) -> tuple[str, Wrong | None]:
    wrong = (f"“{value}” is no host that is known by name", f"write one of {', '.join(HOSTS)}")
    return value, None if value in HOSTS else wrong


def _source(value: str) -> tuple[str, Wrong | None]:
    wrong = (f"“{value}” is no source of a policy", "write one each, like https://pictures.example or 'self'")
    return value, None if is_source(value) else wrong
