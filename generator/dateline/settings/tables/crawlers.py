"""What crawlers are asked: `[crawlers]`."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from dateline.settings.places import Path
from dateline.settings.reading import Reading, Wrong

AI_CRAWLERS: Final = (
    *("AI2Bot", "Amazonbot", "anthropic-ai", "Applebot-Extended", "Bytespider", "CCBot", "ClaudeBot"),
    *("cohere-training-data-crawler", "Diffbot", "FacebookBot", "Google-Extended", "GPTBot", "ImagesiftBot"),
    *("meta-externalagent", "omgili", "PanguBot", "Timpibot", "webzio-extended"),
)
"""Crawlers that collect texts to train models on, by the names that they look for in robots.txt (RFC 9309).

Those that fetch a page because somebody asked, or for a search engine's index, are not among them."""


class CrawlerRule(msgspec.Struct, frozen=True):
    """What some crawlers may read: `[[crawlers.rules]]`."""

    agents: tuple[str, ...]
    """Their names; `*` for all that no other group names."""
    allow: tuple[str, ...] = ()
    disallow: tuple[str, ...] = ()
    """Beginnings of paths from the site's root."""


class Crawlers(msgspec.Struct, frozen=True):
    """What crawlers are asked: `[crawlers]`."""

    ai: str = "allow"
    """Whether crawlers that collect texts to train models on are asked to stay away: `allow`, `refuse`."""
    refuse: tuple[str, ...] = ()
    """Names of further crawlers that are asked to stay away."""
    allow: tuple[str, ...] = ()
    """Names of crawlers that may come although `ai` refuses their like."""
    rules: tuple[CrawlerRule, ...] = ()
    """What some crawlers may read."""

    @property
    def refused(self) -> tuple[str, ...]:
        """The names of all crawlers asked to stay away; `ai` asks none that has a rule of its own."""
        ruled = {name.casefold() for rule in self.rules for name in rule.agents}
        alike = [name for name in AI_CRAWLERS if self.ai == "refuse" and name.casefold() not in ruled]
        allowed = {name.casefold() for name in self.allow}
        return tuple(dict.fromkeys(name for name in (*alike, *self.refuse) if name.casefold() not in allowed))


def read_crawlers(reading: Reading, value: object) -> Crawlers:
    """What the table says, with its defaults."""
    data = reading.table(value, ("crawlers",), Crawlers.__struct_fields__)
    return Crawlers(
        ai=reading.checked(data, ("crawlers", "ai"), _ai, "allow"),
        refuse=reading.texts(data, ("crawlers", "refuse"), _agent),
        allow=reading.texts(data, ("crawlers", "allow"), _agent),
        rules=_rules(reading, data.get("rules", [])),
    )


def _rules(reading: Reading, value: object) -> tuple[CrawlerRule, ...]:
    if not isinstance(value, list):
        message = "`crawlers.rules` is a list of tables"
        reading.wrong(("crawlers", "rules"), message, "write [[crawlers.rules]] above each")
        return ()
    rules = []
    for index, entry in enumerate(value):
        path: Path = ("crawlers", "rules", index)
        table = reading.table(entry, path, CrawlerRule.__struct_fields__)
        rule = CrawlerRule(
            reading.texts(table, (*path, "agents"), _agent),
            reading.texts(table, (*path, "allow"), _path),
            reading.texts(table, (*path, "disallow"), _path),
        )
        if isinstance(entry, dict) and not entry.get("agents"):
            reading.wrong(path, "a rule names its crawlers", 'write agents = ["*"] for all', key=True)
        rules.append(rule)
    return tuple(rules)


def _ai(value: str) -> tuple[str, Wrong | None]:
    wrong = (f"“{value}” is no answer to crawlers", 'write "allow" or "refuse"')
    return value, None if value in ("allow", "refuse") else wrong


def _agent(value: str) -> tuple[str, Wrong | None]:
    """The name of a crawler as RFC 9309 (§2.2.1) has it, with the digits and dots that some bear."""
    wrong = (f"“{value}” is no name of a crawler", "write it as in its own documentation: GPTBot")
    return value, None if re.fullmatch(r"\*|[A-Za-z0-9_.-]+", value) else wrong


def _path(value: str) -> tuple[str, Wrong | None]:
    wrong = (f"“{value}” is no path from the site’s root", "write it like /drafts/ or /*.pdf$")
    return value, None if re.fullmatch(r"/[!-\"$-~]*", value) else wrong
