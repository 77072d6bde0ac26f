"""Texts as YAML 1.1 reads them back: what Dateline itself writes into front matter."""

from __future__ import annotations

import json
import re
from typing import Final

from dateline.yaml.plain import trap

# What neither YAML 1.1 nor TOML 1.0 takes as it is between double quotes; JSON escapes the rest.
_UNQUOTABLE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def quoted(text: str) -> str:
    """The text between double quotes, as YAML 1.1 and TOML 1.0 both read it back."""
    return _UNQUOTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def plain(word: str) -> str:
    """The word as it is where YAML takes it for a text, else between quotes."""
    return word if _PLAIN.fullmatch(word) and not trap(word) else quoted(word)
