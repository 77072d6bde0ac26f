"""Fixtures for properties that build thousands of sites in one process."""

from __future__ import annotations

import functools
from typing import Any

import jinja2
import pytest

from dateline import crew
from dateline.pictures.imaging import card, encoding, icon


@pytest.fixture(scope="module")
def made_once() -> Any:
    """Each text of a template is compiled once for all builds, and each picture drawn once.

    Nine tenths of the time otherwise. What a forked copy draws is forgotten with it, so all work is done in
    this process; tests of `crew` show that copies give the same.
    """
    compile_text = jinja2.Environment.compile
    known: dict[tuple[Any, ...], Any] = {}

    def remembered(self: jinja2.Environment, source: Any, *args: Any, **options: Any) -> Any:
        key = (source, args, tuple(sorted(options.items())))
        if key not in known:
            known[key] = compile_text(self, source, *args, **options)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "compile", remembered)
        patch.setattr(crew, "_size", lambda pieces, worth_it: 1)
        for room, name in ((icon, "draw"), (card, "draw"), (encoding, "cleaned"), (encoding, "encode")):
            patch.setattr(room, name, functools.cache(getattr(room, name)))
        yield
