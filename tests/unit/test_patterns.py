"""Patterns that are compiled when they are first used, and what a build without work loads."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from dateline.patterns import deferred


def test_a_deferred_pattern_finds_what_a_compiled_one_finds() -> None:
    text, source = "Ferry 12, ferry 7", r"ferry (?P<number>\d+)"
    late, early = deferred(source, re.IGNORECASE), re.compile(source, re.IGNORECASE)
    assert [found.span("number") for found in late.finditer(text)] == [
        found.span("number") for found in early.finditer(text)
    ]
    assert late.sub("boat", text) == early.sub("boat", text)
    assert late.groupindex == early.groupindex
    assert late.pattern == source


def test_a_deferred_pattern_is_compiled_when_it_is_first_used() -> None:
    broken = deferred("(")
    with pytest.raises(re.error):
        broken.search("(")


def test_a_story_that_was_written_is_compiled_without_what_drafts_others() -> None:
    assert not any(name.startswith("dateline.compose") for name in _loaded("dateline.pages.compiling"))


def test_a_build_that_compiles_no_story_loads_no_evidence() -> None:
    loaded = _loaded("dateline.build")
    assert "dateline.desk" in loaded
    assert not loaded & {"dateline.evidence.audit", "dateline.evidence.articles", "dateline.dates.mentions"}
    assert not any(name.startswith("dateline.compose") for name in loaded)


def _loaded(module: str) -> set[str]:
    """All that is loaded with a module, in a process of its own."""
    asked = f"import {module}, sys; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())
