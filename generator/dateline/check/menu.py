"""The rule on the menu of site.toml: an entry for this site leads to one of its pages or files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dateline import rules
from dateline.addresses import HOME, AddressBook
from dateline.problems import Place, Problem
from dateline.tables.menu import MenuItem


def check_menu(
    menu: Iterable[MenuItem], book: AddressBook, file: str, locate: Callable[[int], Place]
) -> Iterator[Problem]:
    """Entries that lead nowhere; `locate` gives an entry's place in `file`, and is asked only for those."""
    for index, item in enumerate(menu):
        found = book.resolve(item.url, file, HOME)
        if found.rule:
            yield rules.problem(found.rule, locate(index), found.message, found.hint)
