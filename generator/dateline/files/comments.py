"""What the comments in a text say of rules: which one weighs how much in their paragraph.

    <!-- dateline-ignore: uncited-sentence, late-event -->
    <!-- dateline-check quote-altered=error low-support=off -->

This room reads the words of one comment; where it stands, and for what it holds, is said in `body`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dateline import rules
from dateline.patterns import deferred
from dateline.problems import Severity, did_you_mean

_IGNORE = deferred(r"\s*+dateline-ignore\b\s*+:?+([^\n]*+)", re.IGNORECASE)
_CHECK = deferred(r"\s*+dateline-check\b\s*+:?+([^\n]*+)", re.IGNORECASE)
_WORD = deferred(r"[^,\s]++")
_PAIR = deferred(r"([^,=\s]++)(?>(?:[ \t]*+=[ \t]*+([^,=\s]*+))?)|=[^,\s]*+")
_WEIGHTS = tuple(severity.value for severity in Severity)


class Said(msgspec.Struct, frozen=True):
    """What a comment says of one rule; with an `error` it says nothing that can be followed."""

    written: str
    """The words in the comment, for a place."""
    rule: str = ""
    weight: Severity = Severity.OFF
    error: str = ""
    hint: str = ""


def read(comment: str) -> Iterator[Said]:
    """What a comment says of rules, in its order; nothing for a comment about something else."""
    ignore, check = _IGNORE.match(comment), _CHECK.match(comment)
    if ignore:
        for word in _WORD.findall(ignore[1]):
            yield _wrong_rule(word, Severity.OFF) or Said(word, word)
    elif check:
        for pair in _PAIR.finditer(check[1]):
            yield _weighed(pair[0], pair[1] or "", pair[2] or "")


def _weighed(written: str, rule: str, weight: str) -> Said:
    """What one `rule=weight` says."""
    if not rule or not weight:
        error = f"“{written.strip()}” gives no rule a weight"
        return Said(written, error=error, hint="write rule=error, rule=warning or rule=off")
    if weight not in _WEIGHTS:
        hint = did_you_mean(weight, _WEIGHTS) or "write error, warning or off"
        return Said(written, error=f"no rule can weigh “{weight}”", hint=hint)
    severity = Severity(weight)
    return _wrong_rule(rule, severity) or Said(written, rule, severity)


def _wrong_rule(name: str, weight: Severity) -> Said | None:
    """What is wrong with giving the rule called `name` this weight in a comment."""
    if name not in rules.BY_NAME:
        return Said(name, error=f"there is no rule “{name}”", hint=rules.nearest(name))
    if rules.BY_NAME[name].fixed and weight is not Severity.ERROR:
        done = "silenced" if weight is Severity.OFF else "weakened"
        return Said(name, error=f"“{name}” cannot be {done}: it is always an error")
    return None
