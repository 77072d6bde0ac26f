"""The comparison of generators: what it leaves out of our pages is there under the names that it knows."""

from __future__ import annotations

import ast
import re

from harness import REPOSITORY
from rooms import PACKAGE

MADE = (*(REPOSITORY / "themes/default/templates").rglob("*.html"), PACKAGE / "pages" / "markup.py")
"""Where the elements of a page are made."""


def test_what_the_comparison_leaves_out_is_in_the_theme() -> None:
    same = ast.parse((REPOSITORY / "bench" / "same.py").read_text(encoding="utf-8"))
    own = next(
        ast.literal_eval(node.value)
        for node in same.body
        if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["OWN"]
    )
    tags = re.findall(r"<[^>]*>", "".join(file.read_text(encoding="utf-8") for file in MADE))
    named = set(re.findall(r"[a-z]+(?:-[a-z]+)*", "".join(tags)))
    assert own - named == set()
    assert "reading-time" in own
