"""Licences: which names are known, and what each does to the limits."""

from __future__ import annotations

import pytest

from dateline.check.licenses import check_licenses
from dateline.evidence.licenses import NAMES, is_known, limits_of
from dateline.evidence.values import Limits
from dateline.settings.tables.evidence import Evidence, Terms
from newsroom import article, source

OWN = Evidence(licenses={"Tide 2026": Terms(80, 400)})
SITE, OPEN = Limits(40, 150), Limits(40, None)


@pytest.mark.parametrize(
    ("name", "limits"),
    [
        ("", SITE),
        ("Tide 2026", Limits(80, 400)),
        (" Tide 2026 ", Limits(80, 400)),
        ("none", Limits(0, 0)),
        ("None", Limits(0, 0)),
        ("CC0", OPEN),
        ("CC0 1.0", OPEN),
        ("CC-BY-4.0", OPEN),
        ("cc by 2.5", OPEN),
        ("CC BY 3.0 DE", OPEN),
        ("CC BY-SA 4.0 International", OPEN),
        ("Creative Commons Attribution-ShareAlike 4.0", OPEN),
        ("https://creativecommons.org/licenses/by/4.0/", OPEN),
        ("https://creativecommons.org/publicdomain/zero/1.0/deed.en", OPEN),
        ("Public Domain", OPEN),
        ("OGL v3.0", OPEN),
        ("UK Open Government Licence v3.0", OPEN),
        ("Licence Ouverte 2.0", OPEN),
        ("dl-de/by-2-0", OPEN),
        ("US Government Work", OPEN),
        ("CC BY-NC 4.0", SITE),
        ("CC BY-ND", SITE),
        ("https://creativecommons.org/licenses/by-nc-nd/4.0/", SITE),
        ("All rights reserved", SITE),
    ],
)
def test_a_known_licence(name: str, limits: Limits) -> None:
    assert is_known(name, OWN)
    assert limits_of(name, OWN) == limits


@pytest.mark.parametrize("name", ["CC YB 4.0", "Tide 2025", "tide 2026", "by", "0", "cc " * 5000, "免费"])
def test_an_unknown_licence_changes_nothing(name: str) -> None:
    assert not is_known(name, OWN)
    assert limits_of(name, OWN) == SITE


def test_the_names_that_are_suggested_are_known() -> None:
    assert all(is_known(name, OWN) for name in NAMES)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Tide 2025", "did you mean “Tide 2026”?"),
        ("CC-YB 4.0", "did you mean “CC BY 4.0”?"),
        ("handshake", "give its terms in site.toml, under [evidence.licenses]"),
    ],
)
def test_an_unknown_licence_is_told_where_it_stands(name: str, hint: str) -> None:
    file = source("content/world/ferry/sources/ap.md", article(more=f"license: {name}"))
    [problem] = check_licenses([file], OWN)
    assert (problem.rule, problem.place.line, problem.place.column) == ("unknown-license", 5, 10)
    assert problem.hint == hint
