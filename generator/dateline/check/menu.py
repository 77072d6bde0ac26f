"""The rule on the menu of site.toml: an entry for this site leads to one of its pages or files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from dateline.files.addressbook import AddressBook
from dateline.files.addresses import HOME
from dateline.problems import Place, Problem
from dateline.settings.tables.menu import MenuItem


def check_menus(
    menus: Mapping[str, Iterable[MenuItem]], book: AddressBook, file: str, locate: Callable[[int, str], Place]
) -> Iterator[Problem]:
    """Entries that lead nowhere, in the menus by language.

    `locate` gives an entry's place in `file` by its number and its language, and is asked only for those.
    """
    for tag, menu in menus.items():
        for index, item in enumerate(menu):
            found = book.resolve(item.url, file, HOME)
            if found.rule:
                yield found.problem(locate(index, tag))
