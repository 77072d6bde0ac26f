"""Formats: what a check found, in the words of other tools: SARIF 2.1.0 and GitHub's workflow commands.

Pure: values in, text out. Columns are counted in UTF-16 code units, as both say (SARIF 2.1.0, 3.14.17).
How problems look on the console, and Dateline's own JSON, is said in `console`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from dateline import rules
from dateline.evidence.tally import Tally
from dateline.problems import Place, Problem, Severity
from dateline.rules import Level, Rule

LineOf = Callable[[str, int], str | None]
"""Gives a file's line without its end, or None when it cannot be read."""

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {
    Level.EDITORIAL: "An editorial rule of the house.",
    Level.PROVABLE: "Level 1 of the audit: it can be proved by looking into the cited source.",
    Level.WARNING: "Level 2 of the audit: a warning that shows where to look, and may well be right.",
}


def sarif(problems: Iterable[Problem], tally: Tally | None, line_of: LineOf, code: int, version: str) -> str:
    """The problems as a SARIF 2.1.0 log; `code` is the exit code, `version` Dateline's.

    Addresses of files are relative to the site's root. What a check counted stands in the properties of the
    run; there is none, and `executionSuccessful` is false, when the site could not be checked at all.
    """
    driver = {"name": "Dateline", "version": version, "rules": [_rule(rule) for rule in rules.ALL]}
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "invocations": [{"executionSuccessful": tally is not None, "exitCode": code}],
        "results": [_result(problem, line_of) for problem in problems],
    }
    if tally is not None:
        run["properties"] = {"claims": counts(tally)}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def counts(tally: Tally) -> dict[str, int]:
    """What was counted of claims, by name."""
    return {
        "claims": tally.claims,
        "cited": tally.cited,
        "uncited": tally.uncited,
        "checked": tally.checked,
        "corroborated": tally.corroborated,
        "single": tally.single,
        "unchecked": tally.unchecked,
    }


def _rule(rule: Rule) -> dict[str, Any]:
    """A rule as SARIF describes it (3.49, reportingDescriptor), weighed as in `dateline check`."""
    weight = rule.weight(checking=True)
    said = f"{rule.finds[0].upper()}{rule.finds[1:]}."
    weighed = f'Its weight is set in [check] of site.toml: {rule.name} = "error", "warning" or "off".'
    if rule.fixed:
        weighed = "It is always an error."
    return {
        "id": rule.name,
        "shortDescription": {"text": said},
        "help": {
            "text": f"{said} {_LEVELS[rule.level]} {weighed} docs/rules.md explains it, with an example."
        },
        "defaultConfiguration": {"level": weight.value if weight is not Severity.OFF else "none"},
        "properties": {"level": int(rule.level), "fixed": rule.fixed},
    }


_INDEX = {rule.name: index for index, rule in enumerate(rules.ALL)}


def _result(problem: Problem, line_of: LineOf) -> dict[str, Any]:
    """A problem as SARIF tells it (3.27, result)."""
    location = {"artifactLocation": {"uri": _uri(problem.place.file)}} | _region(problem.place, line_of)
    return {
        "ruleId": problem.rule,
        "ruleIndex": _INDEX[problem.rule],
        "level": problem.severity.value,
        "message": {"text": _said(problem)},
        "locations": [{"physicalLocation": location}],
    }


def _region(place: Place, line_of: LineOf) -> dict[str, Any]:
    """The words that a problem is about (3.30, region); nothing for a file as a whole."""
    if not place.line:
        return {}
    columns = _columns(place, line_of)
    named = {"startColumn": columns[0], "endColumn": columns[1]} if columns else {}
    return {"region": {"startLine": place.line, **named}}


def _columns(place: Place, line_of: LineOf) -> tuple[int, int] | None:
    """The first column and the one behind the last, from 1, in UTF-16 code units; None when unknown."""
    line = line_of(place.file, place.line)
    if line is None or not place.column:
        return None
    begin = place.column - 1
    start = _units(line[:begin])
    return start + 1, start + max(_units(line[begin : begin + place.length]), 1) + 1


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


def _uri(file: str) -> str:
    """The address of a file: relative to the site's root as it is named, absolute for one elsewhere."""
    if PurePath(file).is_absolute():
        return PurePath(file).as_uri()
    return quote(os.fsencode(file), safe="/!$&'()*+,;=@~-._")


def _said(problem: Problem) -> str:
    return f"{problem.message}\n{problem.hint}" if problem.hint else problem.message


def github(problems: Iterable[Problem], shown: Callable[[str], str], line_of: LineOf) -> Iterator[str]:
    """Each problem as a workflow command of GitHub Actions, which shows it beside the line.

    `shown` gives a file's path as the workflow knows it: from the folder in which the command is run.
    """
    for problem in problems:
        place = problem.place
        named = {"file": shown(place.file)}
        if place.line:
            columns = _columns(place, line_of)
            named["line"] = str(place.line)
            named |= {"col": str(columns[0]), "endColumn": str(columns[1])} if columns else {}
        named["title"] = problem.rule
        properties = ",".join(f"{name}={_property(value)}" for name, value in named.items())
        yield f"::{problem.severity.value} {properties}::{_data(_said(problem))}"


def _data(text: str) -> str:
    """The message of a workflow command: what would end it is escaped."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property of a workflow command: what would end it, too, is escaped."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
