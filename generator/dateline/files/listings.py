"""Listings: what lies in each folder, remembered while the folder's stamp says that it is the same.

A folder's stamp changes when a name in it comes, goes or is given to something else. What its files hold is
no part of it: they have stamps of their own. A folder with a link in it, or with a name that is a problem, is
listed again each time, as neither is told by its stamp.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping

import msgspec

from dateline.stamps import Stamp, stamp_of


class Look(msgspec.Struct, frozen=True):
    """Stamps that were taken of files and folders, by path from the site's root."""

    stamps: Mapping[str, Stamp | None]
    seen: int
    """When the first of them was taken, in nanoseconds by the clock of the file system."""


class Listed(msgspec.Struct, frozen=True, array_like=True):
    """The names in a folder: of folders, and of plain files."""

    stamp: Stamp
    seen: int
    """When that stamp was taken, or before."""
    folders: tuple[str, ...]
    files: tuple[str, ...]


class Known(msgspec.Struct, frozen=True):
    """What is in a folder: its own stamp, the folders by name, and the files by name with theirs."""

    stamp: Stamp
    folders: tuple[str, ...]
    files: dict[str, Stamp]


class Listings:
    """What earlier walks found in the folders of the site at `root`, and what a look has told since."""

    def __init__(self, root: str, kept: dict[str, Listed], look: Look) -> None:
        self._root, self._kept, self._look = root, kept, look

    def known(self, folder: str) -> Known | None:
        """What is in a folder, unless that has to be listed."""
        listed = self._kept.get(folder)
        if listed is None or not listed.stamp.is_settled(listed.seen) or self._stamp(folder) != listed.stamp:
            return None
        files: dict[str, Stamp] = {}
        for name in listed.files:
            stamp = self._stamp(f"{folder}/{name}")
            if stamp is None:
                return None
            files[name] = stamp
        return Known(listed.stamp, listed.folders, files)

    def keep(self, folder: str, stamp: Stamp, folders: tuple[str, ...], files: tuple[str, ...]) -> None:
        """Remember what is in a folder; the stamp was taken before it was listed."""
        self._kept[folder] = Listed(stamp, self._look.seen, folders, files)

    def drop(self, folder: str) -> None:
        """Forget what was in a folder."""
        self._kept.pop(folder, None)

    def keep_only(self, folders: Mapping[str, object]) -> None:
        """Forget all folders but these."""
        if len(self._kept) > len(folders):
            for gone in self._kept.keys() - folders.keys():
                del self._kept[gone]

    def _stamp(self, path: str) -> Stamp | None:
        """The stamp of the folder or plain file at a path; None for anything else, or nothing."""
        if path in self._look.stamps:
            return self._look.stamps[path]
        try:
            found = os.lstat(f"{self._root}/{path}")
        except OSError:
            return None
        return stamp_of(found) if stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode) else None
