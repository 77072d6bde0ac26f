"""What front matter says of other files: names that share an address, stories that follow others."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dateline.check.follows import check_follows
from dateline.check.headers import check_names
from dateline.model.draft import Draft
from dateline.problems import Place, Problem


def check_across(draft: Draft, locate: Callable[[str, str], Place]) -> Iterator[Problem]:
    """Problems between files; `locate` gives the place of a key in a file, and is asked only for those."""
    yield from check_names(draft, locate)
    yield from check_follows(draft, locate)


def is_wrong_across(draft: Draft) -> bool:
    """True when there is any such problem."""
    return any(True for _ in check_across(draft, lambda file, _: Place(file)))
