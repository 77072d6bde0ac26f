"""Where the figures of all programs here are kept: `results.json`, each under its program's key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

RESULTS: Final = Path(__file__).with_name("results.json")


def keep(key: str, figures: object) -> None:
    """Write the figures under their key, beside those of the other programs."""
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    text = json.dumps({**kept, key: figures}, indent=2, sort_keys=True, ensure_ascii=False)
    RESULTS.write_text(text + "\n", encoding="utf-8")
