"""How much the rules weigh: `[check]`."""

from __future__ import annotations

from dateline import rules
from dateline.problems import Severity
from dateline.settings.reading import Reading


def read_check(reading: Reading, value: object) -> dict[str, Severity]:
    """The severities by rule, in the order of their names."""
    severities = {}
    for name, severity in sorted(reading.table(value, ("check",), tuple(rules.BY_NAME)).items()):
        rule = rules.BY_NAME.get(name)
        if rule is None:
            continue
        if severity not in tuple(Severity):
            reading.wrong(
                ("check", name), f"`{name}` has no such severity", 'write "error", "warning" or "off"'
            )
        elif rule.fixed and severity != Severity.ERROR:
            message = f"`{name}` is always an error"
            hint = "what breaks it cannot be read without guessing, or is not safe to publish"
            reading.wrong(("check", name), message, hint)
        else:
            severities[name] = Severity(severity)
    return severities
