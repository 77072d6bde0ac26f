"""Steps: how many lines of the generator something runs, which no clock and no load can change."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import dateline


def steps_of(make: Callable[[], object]) -> int:
    """How many lines of the generator are run; a loop over stories, or over words, runs one for each."""
    package, steps = str(Path(dateline.__file__).parent), 0

    def trace(frame: FrameType, event: str, _: object) -> Callable[..., Any] | None:
        nonlocal steps
        if not frame.f_code.co_filename.startswith(package):
            return None
        steps += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        make()
    finally:
        sys.settrace(before)
    return steps
