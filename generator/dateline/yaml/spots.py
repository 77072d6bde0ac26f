"""Spots: where values stand in front matter, for who has a problem to place; YAML is loaded only then."""

from __future__ import annotations

from dateline.problems import Place


def place(file: str, header: str, path: str) -> Place:
    """Where a value stands in a file, as `frontmatter.place` finds it."""
    from dateline.yaml import frontmatter  # most files have no problem

    return frontmatter.place(file, header, path)
