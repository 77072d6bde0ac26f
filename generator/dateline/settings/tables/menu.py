"""The menu: `[[menu]]`, links that stand beside the sections."""

from __future__ import annotations

import re

import msgspec

from dateline.settings.places import Path
from dateline.settings.reading import Reading
from dateline.urls import LINKABLE, unsafe_reason, valid


class MenuItem(msgspec.Struct, frozen=True):
    """One entry of the menu: `[[menu]]`."""

    name: str
    """The words of the link."""
    url: str
    """Where it leads: an address on the site ("/about/") or elsewhere."""


def read_menu(reading: Reading, value: object, above: Path = ()) -> tuple[MenuItem, ...]:
    """The entries of the menu, in their order; `above` is the table in which it stands."""
    if not isinstance(value, list):
        name = ".".join((*map(str, above), "menu"))
        reading.wrong((*above, "menu"), "`menu` is a list of tables", f"write [[{name}]] above each entry")
        return ()
    items = []
    for index, entry in enumerate(value):
        path: Path = (*above, "menu", index)
        table = reading.table(entry, path, MenuItem.__struct_fields__)
        if isinstance(entry, dict):
            name = reading.text(table, (*path, "name"), required=True)
            url = reading.text(table, (*path, "url"), required=True)
            unsafe = unsafe_reason(url)
            if url and (unsafe or not re.match(rf"/|({'|'.join(LINKABLE)}):", url, re.IGNORECASE)):
                why = f" must not be linked: {unsafe}" if unsafe else " leads elsewhere from every page"
                hint = "write a path from the site’s root such as /about/, or a whole address"
                reading.wrong((*path, "url"), f"“{url}”{why}", hint)
            items.append(MenuItem(name, url if url.startswith("/") else valid(url)))
    return tuple(items)
