"""The stage: which tab follows the writer while others come and go."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

from dateline.preview.preview import Preview
from dateline.preview.serve import Stage, _Threads
from dateline.preview.shown import Shown
from dateline.preview.whereabouts import Spot


def test_a_tab_may_open_while_it_is_found_out_which_one_follows() -> None:
    def no_plan(found: Any) -> Any:
        raise AssertionError("nothing is planned here")

    stage = Stage(Preview(Path(), no_plan))

    class Looked(str):
        """The address of a tab; as it is looked at, another one opens in the server's thread."""

        __slots__ = ()

        def startswith(self, *words: Any) -> bool:
            stage._tabs[len(stage._tabs)] = "/b/"
            return super().startswith(*words)

    stage._tabs[0] = Looked("/a/")
    assert stage._is_mover(Shown(edited=Spot(page="a/index.html")), 0)


def test_who_waits_for_a_build_is_let_go_at_the_end() -> None:
    """A request may wait, in a thread, for the lock that a build holds: Ctrl-C does not."""

    def no_plan(found: Any) -> Any:
        raise AssertionError("nothing is planned here")

    stage, built, begun = Stage(Preview(Path(), no_plan)), threading.Event(), threading.Event()

    def answer() -> bool:
        begun.set()
        return built.wait()

    async def visit() -> bool | None:
        asyncio.get_running_loop().set_default_executor(_Threads())
        stage.open()
        asked = asyncio.ensure_future(stage.made(answer))
        while not begun.is_set():
            await asyncio.sleep(0)
        stage.stop()
        return await asked

    try:
        assert asyncio.run(visit()) is None
    finally:
        built.set()
