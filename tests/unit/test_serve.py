"""The stage: which tab follows the writer while others come and go."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dateline.preview.preview import Preview, Shown
from dateline.preview.serve import Stage
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
