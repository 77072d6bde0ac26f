"""Watching: when something in a site's files may have changed. The only room that knows watchdog.

Events are hints and nothing more. They say *that* it is time to look at the files again, and which names
to mention; what has changed is found by whoever reads the files. So lost, doubled or misnamed events
cannot make a wrong page, and no list of editors' habits is needed. This room must not know what is in a
file, and never drops a hint because another one was just acted upon.
"""

from __future__ import annotations

import os
import threading
import warnings
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue

import msgspec
from watchdog import events
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver
from watchdog.utils import BaseThread

from dateline.files.addresses import CONTENT
from dateline.preview.links import hops, links_below

ACTED_ON: tuple[type[FileSystemEvent], ...] = (
    *(events.FileCreatedEvent, events.FileModifiedEvent, events.FileAttribEvent, events.FileClosedEvent),
    *(events.FileMovedEvent, events.FileDeletedEvent),
    *(events.DirCreatedEvent, events.DirAttribEvent, events.DirMovedEvent, events.DirDeletedEvent),
)
"""The events that can mean a change; what changed inside a folder has an event of its own. Linux would also
report mere reads: acting on them, a build that reads would start the next one. They are not even asked for,
as a look at ten thousand folders would make more of them than the system keeps, and others would be lost."""
SETTINGS = "site.toml"
FOLDERS = (CONTENT, "themes", "words")
AT_TOP = (*FOLDERS, SETTINGS, ".git")
"""What matters of the site's own folder."""
QUIET = 0.02
"""Seconds without an event after which a batch is whole."""
LONGEST = 1.0
"""Seconds after which a batch is acted upon although events still come."""
POLL = 0.5
"""Seconds between two looks when polling."""
AGAIN = 0.3
"""Seconds after which files in new folders are looked at once more: what was written into a folder before
it could be watched, or among too many events at once, was never reported."""
MANY = 2_000


class Changes(msgspec.Struct, frozen=True):
    """One batch of hints: the paths that events named, absolute, in their order; perhaps none."""

    paths: tuple[Path, ...] = ()


class Watch:
    """Watches content/, themes/, words/ and site.toml of the site at `root`, and some files `beside`.

    These are named by absolute paths, anew after each batch: for a commit changes other files when another
    branch is checked out. What links lead to is watched too, where a build would read it. `noticed` is
    called, in a thread of watchdog's, as soon as a hint arrives: long before its batch is whole. Every call
    is followed by a return of `wait`.
    """

    def __init__(
        self,
        root: Path,
        clock: Callable[[], float],
        *,
        poll: bool = False,
        noticed: Callable[[], None] | None = None,
        beside: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        self._root, self._clock = Path(os.path.realpath(root)), clock
        self._noticed, self._beside = noticed, beside
        self._hints: SimpleQueue[Path | None] = SimpleQueue()
        self._polls = poll
        self._observer: BaseObserver = PollingObserver(timeout=POLL)
        self._watched: dict[Path, ObservedWatch] = {}
        self._around: dict[Path, ObservedWatch] = {}
        self._behind: dict[Path, Path] = {}
        """What links lead to and over, wherever it is, with the link."""
        self._files: set[Path] = set()
        """The files beside and behind links, and all folders above these."""
        self._again = self._is_deaf = False
        self._others_hook = threading.excepthook

    def start(self) -> bool:
        """Begin; False when the system allows no more watches and the files are polled instead.

        No thread is started before, so that what is built until then is built by all processors.
        """
        self._others_hook = threading.excepthook
        threading.excepthook = self._on_failure
        return self._begin()

    def stop(self) -> None:
        """End every `wait`, now and later."""
        self.dismiss()
        self._end()
        if threading.excepthook == self._on_failure:
            threading.excepthook = self._others_hook

    def dismiss(self) -> None:
        """End the next `wait`; a signal's handler may do so, whatever it interrupts."""
        self._hints.put(None)

    def wait(self, seconds: float | None = None) -> Changes | None:
        """The next batch of hints, an empty one after `seconds` without any; None when watching has ended."""
        seconds = min(AGAIN, seconds or AGAIN) if self._again else seconds
        self._again = False
        try:
            hint = self._hints.get(timeout=seconds)
        except Empty:
            self._look_around((), many=False)
            return Changes()
        paths: dict[Path, None] = {}
        count, latest = 0, self._clock() + LONGEST
        while hint is not None:
            paths[hint] = None
            count += 1
            try:
                hint = self._hints.get(timeout=QUIET) if self._clock() < latest else self._hints.get_nowait()
            except Empty:
                self._look_around(tuple(paths), many=count > MANY)
                return Changes(tuple(paths))
        return None

    def hint(self, base: Path | None, event: FileSystemEvent) -> None:
        """Note an event below the watched folder `base`, if it can mean a change that a build sees.

        `base` is None for a folder that is watched only for files of which each is known.
        """
        if not isinstance(event, ACTED_ON):
            return
        ends = [Path(os.fsdecode(end)) for end in (event.src_path, event.dest_path) if end]
        if base is None:
            seen = [end for end in ends if end in self._files]
        elif base == self._root:
            seen = [end for end in ends if end.name in AT_TOP or end in self._files]
        else:
            seen = [end for end in ends if _is_visible(end, base)]
        if not seen:
            return
        if event.is_directory:
            self._again = True
        self._hint(seen[-1])

    def _hint(self, path: Path) -> None:
        if self._noticed:
            self._noticed()
        self._hints.put(path)

    def _begin(self) -> bool:
        """Watch; False when the files are polled although nobody asked for that."""
        # watchdog warns when a folder that was moved away comes back; where warnings are errors it would end.
        warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\.")
        if self._polls:
            self._observe(PollingObserver(timeout=POLL))
            return True
        try:
            self._observe(Observer())
        except OSError:  # inotify's limits, fs.inotify.max_user_watches and max_user_instances
            self._end()
            self._polls = True
            self._observe(PollingObserver(timeout=POLL))
            return False
        return True

    def _end(self) -> None:
        with suppress(KeyError):  # see `_unschedule`
            self._observer.stop()

    def _on_failure(self, failed: threading.ExceptHookArgs) -> None:
        """A thread has failed. If it was watchdog's, no more hints come, and watching has to begin anew."""
        if isinstance(failed.thread, BaseThread):
            self._is_deaf = True
            self._hint(self._root)
        else:
            self._others_hook(failed)

    def _observe(self, observer: BaseObserver) -> None:
        self._observer, self._watched, self._around, self._behind = observer, {}, {}, {}
        self._observer.start()
        self._attach(self._root, recursive=False)
        if (settings := self._root / SETTINGS).is_symlink():
            self._lead(settings)
        for name in FOLDERS:
            self._attach(self._root / name, recursive=True)
        self._look_beside()

    def _look_beside(self) -> None:
        """Watch the folders of the files beside, or what there is above them; no others any longer.

        Again when that took some time: a folder may have come in the meantime, which nobody reported.
        """
        before = None
        while before != self._around.keys():
            before = frozenset(self._around)
            self._attach_beside()

    def _attach_beside(self) -> None:
        files = {Path(os.path.realpath(file)) for file in self._beside()} | self._behind.keys()
        if not self._files >= files:
            self._files = files.union(*(file.parents for file in files))
        above = {file.parent for file in files}
        folders = {next(near for near in (one, *one.parents) if near.is_dir()) for one in above}
        for gone in self._around.keys() - folders:
            self._unschedule(self._around.pop(gone))
        for folder in sorted(folders - self._around.keys() - {self._root}):
            self._around[folder] = self._observer.schedule(
                _Hints(self, None), str(folder), recursive=False, event_filter=list(ACTED_ON)
            )

    def _attach(self, folder: Path, *, recursive: bool) -> None:
        """Watch a folder, and the places that links in it lead to; anew when it was watched before."""
        old = self._watched.pop(folder, None)
        if old is not None:
            self._unschedule(old)
        self._behind.update((hop, folder) for hop in hops(folder))
        real = Path(os.path.realpath(folder))
        if not real.is_dir():
            return
        self._watched[folder] = self._observer.schedule(
            _Hints(self, real), str(real), recursive=recursive, event_filter=list(ACTED_ON)
        )
        if recursive:
            self._follow(real)

    def _unschedule(self, watch: ObservedWatch) -> None:
        # watchdog 7 knows a folder that was moved away, and a copy in its place, by one path. Once the copy
        # is deleted it fails to forget the other: here, or in its own thread, which ends by that.
        with suppress(KeyError):
            self._observer.unschedule(watch)

    def _follow(self, folder: Path) -> None:
        """Watch what the links below a folder lead to, as watching follows no links."""
        for link in links_below(folder):
            self._lead(link)

    def _lead(self, link: Path) -> None:
        """Watch what a link leads to, and over; one in content/ is read where it stays within the site."""
        content = Path(os.path.realpath(self._root / CONTENT))
        target = Path(os.path.realpath(link))
        if link.is_relative_to(content) and not target.is_relative_to(self._root):
            return
        self._behind.update((hop, link) for hop in hops(link))
        if target.is_dir() and not self._root.is_relative_to(target):
            trees = [Path(watch.path) for watch in self._watched.values() if watch.is_recursive]
            if not any(target.is_relative_to(tree) for tree in trees):
                self._attach(target, recursive=True)

    def _look_around(self, paths: tuple[Path, ...], *, many: bool) -> None:
        """Watch what a batch brought: folders that come and go, links to somewhere else."""
        self._again = self._again or many
        if self._is_deaf:
            self._is_deaf = False
            self._end()
            self._begin()
        for path in paths:
            with suppress(OSError):  # it is gone again, which is an event of its own
                self._look_at(path)
        with suppress(OSError):  # no more watches: a commit is then seen with the next save
            self._look_beside()

    def _look_at(self, path: Path) -> None:
        """Watch anew what came, went or changed: what was deleted and made again needs another watch."""
        if path in self._around:
            self._unschedule(self._around.pop(path))
        if path in self._behind:
            link = self._behind[path]
            if (tree := Path(os.path.realpath(link))) in self._watched:
                self._unschedule(self._watched.pop(tree))
            path = link
        if path.parent == self._root and path.name in FOLDERS:
            self._attach(path, recursive=True)
        elif path.is_symlink():
            self._lead(path)


class _Hints(FileSystemEventHandler):
    """Hands every event of one watched folder on."""

    def __init__(self, watch: Watch, base: Path | None) -> None:
        self._watch, self._base = watch, base

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Hand the event on."""
        self._watch.hint(self._base, event)


def _is_visible(path: Path, base: Path) -> bool:
    """False for what a build passes over: editors' swap and lock files, .git, .DS_Store."""
    below = path.relative_to(base).parts if path.is_relative_to(base) else path.parts[-1:]
    return not any(part.startswith(".") for part in below)
