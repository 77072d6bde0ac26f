"""The file system as the writer needs it: each change is one call here.

Nothing here decides anything. Tests replace these functions to fail at any step. Errors of the
operating system pass through; `reporting` turns them into OutputError.
"""

from __future__ import annotations

import errno
import os
import stat
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dateline import digest
from dateline.problems import OutputError, Place
from dateline.rules import problem
from dateline.stamps import Stamp, stamp_of

_LONG = struct.calcsize("l") << 16
_FLAGS_OF, _SET_FLAGS = 2 << 30 | _LONG | 0x6601, 1 << 30 | _LONG | 0x6602
_TOP_OF_TREES = 0x20000
"""FS_IOC_GETFLAGS, FS_IOC_SETFLAGS and FS_TOPDIR_FL of linux/fs.h."""


def put(path: Path | str, data: bytes) -> None:
    """Write a new file."""
    with open(path, "wb") as file:  # pathlib's own call asks for the path's parts first
        file.write(data)


def copied(root: Path, file: str, expected: str) -> bytes:
    """The bytes of a content file, which must still have the digest by which the output will be known."""
    data = (root / file).read_bytes()
    if digest.of_bytes(data) != expected:
        raise OutputError(problem("output", Place(file), "this file changed during the build", "build again"))
    return data


def move(source: Path | str, target: Path | str) -> None:
    """Put a file in another's place in one step: POSIX rename(2).

    Where one of the two is mounted, be it from the same device, the file is copied beside the other first.
    """
    try:
        os.replace(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        fresh = beside(Path(target))
        try:
            put(fresh, Path(source).read_bytes())
            os.replace(fresh, target)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
        os.unlink(source)


def adopt(source: Path, target: Path) -> None:
    """Give a file a second name, the target; FileExistsError when something has that: nothing is overwritten.

    Where a file cannot have two names (another device, some file systems), the target is a copy that is safe
    on the disk before it has its name. Either way the source stays.
    """
    try:
        os.link(source, target, follow_symlinks=False)
    except (FileExistsError, FileNotFoundError):
        raise
    except OSError:
        data = source.read_bytes()
        fresh = beside(target)
        target.touch(exist_ok=False)  # from here on the name is ours
        try:
            fresh.write_bytes(data)
            settle(fresh)
            fresh.replace(target)
        except BaseException:
            fresh.unlink(missing_ok=True)
            target.unlink(missing_ok=True)
            raise


def beside(path: Path) -> Path:
    """A hidden name beside a file, for what is to be that file; no longer than every system takes it."""
    return path.with_name(f".{path.name[:50]}.dateline-new")


def settle(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk: they outlive a loss of power (fsync)."""
    if os.name == "nt" and path.is_dir():  # which has no such call for folders
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # fsync(2): nothing here can be settled
            raise
    finally:
        os.close(handle)


def rewrite(path: Path, data: bytes) -> None:
    """Put other bytes into a file in one step; its permissions stay, and a link still leads to it."""
    target = path.resolve()
    fresh = beside(target)
    try:
        fresh.write_bytes(data)
        fresh.chmod(stat.S_IMODE(target.stat().st_mode))
        settle(fresh)  # or a loss of power could leave the name with nothing behind it
        fresh.replace(target)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def remove(path: Path) -> None:
    """Remove a file or a link; nothing when it is gone already."""
    path.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Make a folder and those around it; nothing when it is there."""
    path.mkdir(parents=True, exist_ok=True)


def scatter(folder: Path) -> None:
    """Ask the file system to place new folders in this one far from each other; where it cannot, it does not.

    ext4 then chooses the place by the new folder's name, and puts its files there (chattr(1), attribute T).
    """
    with suppress(ImportError, OSError):  # a hint that few systems and disks take
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
        try:
            (flags,) = struct.unpack("l", fcntl.ioctl(handle, _FLAGS_OF, struct.pack("l", 0)))
            fcntl.ioctl(handle, _SET_FLAGS, struct.pack("l", flags | _TOP_OF_TREES))
        finally:
            os.close(handle)


def remove_if_empty(path: Path) -> bool:
    """Remove a folder, and say whether it could be: empty it goes, but no mount, and no link to a folder."""
    if path.is_symlink() or not path.is_dir() or any(path.iterdir()):
        return False
    try:
        path.rmdir()
    except OSError as error:
        if error.errno != errno.EBUSY:
            raise
        return False
    return True


class Tree:
    """A folder whose links are never followed: what stands at a path below it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._kinds: dict[str, str] = {}

    def kind(self, path: str) -> str:
        """What stands at a path: "file", "folder", "link", "other", or "" for nothing."""
        try:
            mode = os.lstat(f"{self.root}/{path}").st_mode
        except (FileNotFoundError, NotADirectoryError):
            return ""
        if stat.S_ISREG(mode):
            return "file"
        return "folder" if stat.S_ISDIR(mode) else "link" if stat.S_ISLNK(mode) else "other"

    def stamp(self, path: str) -> Stamp | None:
        """The stamp of a plain file, or None where there is none, or one behind a link."""
        return self.stamps((path,)).get(path)

    def stamps(self, paths: Iterable[str]) -> dict[str, Stamp]:
        """The stamps of those of these paths at which there is a plain file, none of them behind a link."""
        root, found, folders = f"{self.root}/", {}, {}
        for path in paths:
            above = path.rpartition("/")[0]
            if above not in folders:
                folders[above] = self.barrier(path) is None
            if not folders[above]:
                continue
            try:
                status = os.lstat(root + path)
            except (FileNotFoundError, NotADirectoryError):
                continue
            if stat.S_ISREG(status.st_mode):
                found[path] = stamp_of(status)
        return found

    def barrier(self, path: str) -> tuple[str, str] | None:
        """The first of the folders above a path that is none, and what it is; kept between calls."""
        for parent in parents(path):
            kind = self._kinds.get(parent)
            if kind is None:
                kind = self._kinds[parent] = self.kind(parent)
            if kind != "folder":
                return parent, kind
        return None

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, or None where there is no plain file, or one behind a link."""
        return (self.root / path).read_bytes() if self.stamp(path) else None

    def made(self, path: str) -> None:
        """Know that a folder stands at a path now; nothing below it was ever looked at."""
        self._kinds[path] = "folder"

    def forget(self) -> None:
        """Look again at every folder: something was changed."""
        self._kinds.clear()


def parents(path: str) -> Iterator[str]:
    """The folders above a relative path, the outermost first."""
    at = path.find("/")
    while at >= 0:
        yield path[:at]
        at = path.find("/", at + 1)


@contextmanager
def reporting(place: str) -> Iterator[None]:
    """Inside it, an error of the operating system becomes an OutputError that names the path."""
    try:
        yield
    except OSError as error:
        named = error.filename or error.filename2 or ""
        said = error.strerror or str(error)
        message = f"cannot write the output: {said}" + (f": {os.fsdecode(named)}" if named else "")
        hint = "the next build completes what this one could not"
        raise OutputError(problem("output", Place(place), message, hint)) from error
