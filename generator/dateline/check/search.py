"""The rule on the search: where it is asked for, Pagefind is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dateline import rules
from dateline.problems import Place, Problem
from dateline.settings.tables.search import Search


def check_search(settings: Search, locate: Callable[[], Place]) -> Iterator[Problem]:
    """A search that cannot be made; `locate` has the place of the setting."""
    if settings.enabled is None:
        message = "the site is built without its search: Pagefind is not installed"
        yield rules.problem("no-search", locate(), message, "pip install 'dateline[search]'")
