"""Front matter in YAML, written by hand: the same lines for every generator."""

from __future__ import annotations

import json


def fenced(**fields: object) -> str:
    """Front matter in YAML."""
    return "---\n" + "".join(_field(key, value, "") for key, value in fields.items()) + "---\n"


def _field(key: str, value: object, indent: str) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        lines = f"{indent}{key}:\n"
        for item in value:
            inner = "".join(_field(k, v, f"{indent}    ") for k, v in item.items())
            lines += f"{indent}  - {inner.lstrip()}"
        return lines
    if isinstance(value, list):
        return f"{indent}{key}: [{', '.join(quoted(str(item)) for item in value)}]\n"
    return f"{indent}{key}: {quoted(value) if isinstance(value, str) else value}\n"


def quoted(text: str) -> str:
    """The text as a YAML scalar: days and times bare, so that they are read as such."""
    return (
        text
        if text[:4].isdigit() and text[4:5] == "-" and "T" in text
        else json.dumps(text, ensure_ascii=False)
    )
