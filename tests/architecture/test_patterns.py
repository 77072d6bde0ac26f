"""Regular expressions that every Python from 3.11 on reads in the same way.

Before 3.11.5 a possessive group goes on where its body failed, not where it began (CPython issue 106052),
if what failed had moved: a repetition, a choice, a look around. Then it matches what it must not, or the
same for ever. Debian 12 has Python 3.11.2. An atomic group around a plain repetition says the same, and is
right in all.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from rooms import modules

_PARSER: Any = importlib.import_module("re._parser")
ONE_SIGN = {"LITERAL", "NOT_LITERAL", "IN", "ANY", "CATEGORY"}
REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}
COLLECT = """
import gc, importlib, json, re, sys
found, compiled = {}, re.compile
def noted(source, flags=0):
    if isinstance(source, str):
        found[source] = int(flags)
    return compiled(source, flags)
re.compile = noted
for name in sys.argv[1:]:
    importlib.import_module(name)
for value in gc.get_objects():
    if type(value).__name__ == "_Uncompiled":
        found[value.pattern] = int(value._flags)
json.dump(sorted(found.items()), sys.stdout)
"""


@pytest.fixture(scope="module")
def patterns() -> list[tuple[str, int]]:
    """Every regular expression of the generator's rooms, with its flags."""
    names = [f"dateline.{module.name}".rstrip(".") for module in modules() if module.name != "__main__"]
    ran = subprocess.run(
        [sys.executable, "-c", COLLECT, *names], capture_output=True, check=True, encoding="utf-8"
    )
    found: list[tuple[str, int]] = json.loads(ran.stdout)
    return found


def unsafe(source: str, flags: int = 0) -> bool:
    """True for a pattern with a possessive group whose body can fail after it moved."""
    return any(_can_fail_late(body) for body in _possessive(_PARSER.parse(source, flags)))


def _possessive(parsed: Any) -> Iterator[Any]:
    """The bodies of all possessive groups, however deep."""
    for op, value in parsed:
        name = str(op)
        if name == "POSSESSIVE_REPEAT" and not _is_one_sign(value[2]):
            yield value[2]
        for inner in _inside(value):
            yield from _possessive(inner)


def _inside(value: Any) -> Iterator[Any]:
    if isinstance(value, _PARSER.SubPattern):
        yield value
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _inside(one)


def _is_one_sign(body: Any) -> bool:
    return len(body) == 1 and str(body[0][0]) in ONE_SIGN


def _can_fail_late(body: Any) -> bool:
    """Unless it is some single signs, and then repetitions of one sign that may be none."""
    ops = [(str(op), value) for op, value in body]
    while ops and ops[0][0] in ONE_SIGN:
        ops.pop(0)
    return any(name not in REPEATS or value[0] > 0 or not _is_one_sign(value[2]) for name, value in ops)


@pytest.mark.parametrize(
    "source",
    [r"(?:ab?c)*+", r"\w++(?:-\w++)*+", r"(?:ab|c)++", r"(?:x(?=y))?+", r"(?:,\d{3}){1,9}+", r"(a(?:b)+)++"],
)
def test_a_possessive_group_that_fails_late_is_seen(source: str) -> None:
    assert unsafe(source)


@pytest.mark.parametrize("source", [r"\w++[ab]*+.?+", r"(?>(?:-\w++)*)", r"(?:-\w\w*+)*+", r"(?:ab?c)*"])
def test_what_reads_the_same_everywhere_is_let_be(source: str) -> None:
    assert not unsafe(source)


def test_no_pattern_is_read_in_two_ways(patterns: list[tuple[str, int]]) -> None:
    assert len(patterns) > 100
    assert [source for source, flags in patterns if unsafe(source, flags)] == []
