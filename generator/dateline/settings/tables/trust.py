"""Whom the publication belongs to and what belongs to it: `[trust]`, published as trust.txt."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from dateline.settings.reading import Reading, Wrong


class Trust(msgspec.Struct, frozen=True):
    """Whom the publication belongs to and what belongs to it: `[trust]`."""

    member: tuple[str, ...] = ()
    """Sites of the members, for an association."""
    belongto: tuple[str, ...] = ()
    """Sites of the associations that the publication belongs to."""
    control: tuple[str, ...] = ()
    """Sites that it controls."""
    controlledby: tuple[str, ...] = ()
    """The site of whoever controls it."""
    social: tuple[str, ...] = ()
    """Its accounts in social networks."""
    vendor: tuple[str, ...] = ()
    """Sites of those who work for it."""
    customer: tuple[str, ...] = ()
    """Sites of those whom it works for."""
    disclosure: tuple[str, ...] = ()
    """Pages on its ownership, its principles and the like."""
    contact: tuple[str, ...] = ()
    """How to reach it: addresses of pages, or mailto: and tel:."""
    datatrainingallowed: str = ""
    """Whether models may be trained on it: `yes`, `no`; "" says nothing."""


LISTS: Final = Trust.__struct_fields__[:-1]
"""The keys that hold addresses, in the order in which they are published."""


def read_trust(reading: Reading, value: object) -> Trust:
    """What the table says."""
    data = reading.table(value, ("trust",), Trust.__struct_fields__)
    found = {
        name: reading.texts(data, ("trust", name), _contact if name == "contact" else _address)
        for name in LISTS
    }
    return Trust(**found, datatrainingallowed=reading.checked(data, ("trust", "datatrainingallowed"), _yes))


def _address(value: str) -> tuple[str, Wrong | None]:
    wrong = (f"“{value}” is no whole address", "write it like https://journallist.example/")
    return value, None if re.fullmatch(r"https?://[!-~]+", value) else wrong


def _contact(value: str) -> tuple[str, Wrong | None]:
    wrong = (
        f"“{value}” is no address to reach somebody at",
        "write it like mailto:desk@courier.example, tel:+351210000000 or https://courier.example/contact/",
    )
    return value, None if re.fullmatch(r"(https?://|mailto:|tel:)[!-~]+", value) else wrong


def _yes(value: str) -> tuple[str, Wrong | None]:
    return value, None if value in ("", "yes", "no") else (f"“{value}” is neither yes nor no", 'write "no"')
