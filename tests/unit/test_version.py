"""The generator is known by what its modules and words say, wherever it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline import version


def test_the_digest_is_that_of_modules_and_words_and_of_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def digest(place: str, **changed: str) -> str:
        files = {"version.py": "", "pages/plan.py": "a = 1\n", "words/en.toml": 'yes = "Yes"\n'}
        for name, text in (files | changed).items():
            path = tmp_path / place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        monkeypatch.setattr(version, "__file__", str(tmp_path / place / "version.py"))
        return version.generator_digest.__wrapped__()

    first = digest("here")
    assert digest("elsewhere") == first
    assert digest("elsewhere", **{"pages/__pycache__/plan.pyc": "compiled"}) == first
    assert digest("elsewhere", **{"themes/wire/theme.toml": "", "themes/wire/words/en.toml": ""}) == first
    assert digest("elsewhere", **{"pages/plan.py": "a = 2\n"}) != first
    assert digest("here", **{"words/en.toml": 'yes = "Ja"\n'}) != first
    assert digest("here") == first
    assert digest("here", **{"pages/lists.py": ""}) != first
