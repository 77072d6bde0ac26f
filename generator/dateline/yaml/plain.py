"""Scalars without quotes: what they are, and where YAML 1.1 would make something else of them.

YAML turns `no` into false, 12:30 into 750 and 0123 into 83. Here they are snags, so that a header
means the same to every tool. This room knows no types of fields; `values` does.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeAlias

from dateline.patterns import deferred
from dateline.yaml.nodes import Mapping, Node, Scalar, Sequence
from dateline.yaml.snags import Snag

Tell: TypeAlias = Callable[[Snag], None]
"""Where a reader tells what is wrong with a node."""

# The spellings of YAML 1.2, which is all that is left of YAML 1.1's twenty-two.
FLAGS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


WHOLE = deferred(r"[-+]?(0|[1-9][0-9]{0,14})")


BOOLEANS = {"true": "true, not as a word", "false": "false, not as a word"}
_TRAPS = {
    **dict.fromkeys(("yes", "on", "y"), "true, not as a word"),
    **dict.fromkeys(("no", "off", "n"), "false, not as a word"),
    **dict.fromkeys(("null", "~"), "“nothing here”"),
}
_SEXAGESIMAL = deferred(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?")
_OCTAL = deferred(r"[-+]?0[0-9_]+")


def trap(plain: str) -> str:
    """What YAML 1.1 makes of a text without quotes, where that is not what it says; "" elsewhere.

    Numbers, and dates that look like dates, are no traps: they are read as the text they are.
    """
    if not plain[:1].isdigit() and plain[:1] not in "+-":
        return _TRAPS.get(plain.lower(), "") if len(plain) < 5 else ""
    if _SEXAGESIMAL.fullmatch(plain):
        return "a number in base 60"
    return "a number in base 8" if _OCTAL.fullmatch(plain) else ""


def trapped(scalar: Scalar, meaning: str, hint: str = "") -> Snag:
    """The snag for a scalar that YAML reads as something else."""
    message = f"YAML reads “{scalar.text}” as {meaning}"
    return Snag(
        "yaml-trap", scalar.start, scalar.end, message, hint or f'put it between quotes: "{scalar.text}"'
    )


def plain_data(node: Node, tell: Tell) -> Any:
    """A node as plain data in a canonical form: keys in order, tuples for lists, dates as text."""
    if isinstance(node, Mapping):
        pairs = sorted(node.pairs, key=lambda pair: pair[0].text)
        return {key.text: plain_data(value, tell) for key, value in pairs}
    if isinstance(node, Sequence):
        return tuple(plain_data(item, tell) for item in node.items)
    if not node.plain:
        return node.text
    if not node.text or node.text.lower() in ("null", "~"):
        return None
    meaning = trap(node.text)
    if meaning:
        tell(trapped(node, meaning))
        return node.text
    return FLAGS[node.text] if node.text in FLAGS else _number(node.text)


def _number(text: str) -> int | float | str:
    """The number that a text is, or the text: also for one too large to be kept exactly."""
    if WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text


_DECIMAL = deferred(r"[-+]?(0|[1-9][0-9]{0,14})(\.[0-9]{1,17})?([eE][-+]?[0-9]{1,3})?")
