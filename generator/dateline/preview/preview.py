"""The preview's state: which files are shown, what is wrong with them, and what was edited last.

`Shown` is a value that is replaced whole, so no request ever sees a half-built site. When a build fails,
the last good files stay and what is wrong is shown with them; a fault of one page's template keeps the
last good form of that page. Everything is made in memory and on demand. This room knows no sockets, no
HTML beyond bytes, no watching.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from types import MappingProxyType

import msgspec

from dateline import digest
from dateline.build import Planned, output_rows
from dateline.console import problems_text
from dateline.files.walk import Found
from dateline.made.outputs import Change, Outputs, by_path, change
from dateline.output.staging import Output
from dateline.pages.planned import PlannedFile
from dateline.preview.attempts import Bodies, Failure, Pictures, attempt
from dateline.preview.whereabouts import Spot, edited_spot, spots_of
from dateline.problems import Problem, grouped
from dateline.report import HiddenError, list_page, page_of, view_of
from dateline.views.stories import StoryView

HELD = 64
"""The most pages whose last good form is kept while builds fail."""


class Notice(msgspec.Struct, frozen=True):
    """A problem as the page shows it: the console's words, its severity, and where it belongs."""

    text: str
    severity: str
    spot: Spot = Spot()


class Shown(msgspec.Struct, frozen=True):
    """What is shown from one build to the next."""

    builds: int = 0
    """How many builds there have been, good or bad."""
    base_path: str = ""
    outputs: Mapping[str, Output] = MappingProxyType({})
    """The outputs of the last good build, by path."""
    copied: frozenset[str] = frozenset()
    """The paths of files that are published as they are."""
    notices: tuple[Notice, ...] = ()
    trace: str = ""
    """The traceback of a bug in the generator; "" when there was none."""
    changed: int = 0
    """How many files the last build changed."""
    edited: Spot = Spot()
    """Where the last edit is shown, if tabs are to follow it."""
    edited_in: int = 0
    """The build that saw the edit."""
    due: datetime | None = None
    """When the site next changes by itself."""
    plan: Planned | None = None
    """The last plan, even one with errors: evidence reports are made from it."""
    planned_in: int = 0
    """The number of the build that made `plan`; later builds may have failed to plan at all."""

    @property
    def is_broken(self) -> bool:
        """True when the files are not those of the last build."""
        return bool(self.trace) or any(notice.severity == "error" for notice in self.notices)


class Preview:
    """Holds what is shown: `shown`, a value that one thread replaces and many read.

    `plan` gives the site as it is now, or as it was found; `follow` asks to note where the last edit was.
    """

    def __init__(self, root: Path, plan: Callable[[Found | None], Planned], *, follow: bool = False) -> None:
        self.shown = Shown()
        self._root, self._plan, self._follow = root, plan, follow
        # What edits are compared with, and the pages that changed since; both wait until an edit is named.
        self._site: Planned | None = None
        self._views: dict[str, StoryView] = {}
        self._unnamed: set[str] = set()
        self._before: Mapping[str, Output] = {}
        self._unproved: dict[str, Output] = {}
        self._bodies, self._pictures = Bodies(), Pictures()
        self._reports: dict[str, bytes] = {}
        # Planning and rendering share what is remembered of stories: one at a time.
        self._lock = threading.RLock()

    def rebuild(
        self, named: Iterable[Path] = (), open_pages: Iterable[str] = (), found: Found | None = None
    ) -> Shown:
        """Look at the files again. `named` are paths that may have changed, `open_pages` what tabs show.

        The open pages are rendered before anybody sees the new site; other changed pages by `prove`.
        The content folder may have been `found` already.
        """
        with self._lock:
            return self._tried(tuple(named), open_pages, found)

    def _tried(self, named: tuple[Path, ...], open_pages: Iterable[str], found: Found | None) -> Shown:
        """What is shown after a build, in which a bug is no end either."""
        shown = attempt(partial(self._rebuild, named, open_pages, found))
        if isinstance(shown, Failure):
            self.shown = shown = self._failed(shown)
        return shown

    def _rebuild(self, named: tuple[Path, ...], open_pages: Iterable[str], found: Found | None) -> Shown:
        planned = attempt(partial(self._plan, found))
        if isinstance(planned, Failure):
            self.shown = self._failed(planned)
            return self.shown
        notices = self._notices(planned.problems, planned)
        made = attempt(partial(self._outputs, planned))
        if planned.has_errors:
            self._hold(None if isinstance(made, Failure) else made, planned)
            builds = self.shown.builds + 1
            self.shown = msgspec.structs.replace(self._same(notices), plan=planned, planned_in=builds)
            return self.shown
        if isinstance(made, Failure):
            self.shown = self._failed(made)
            return self.shown
        self._take(planned, made, notices, named)
        for path in open_pages:
            if path in self._unproved:
                self._prove(path)
        return self.shown

    def verify(self, found: Found, open_pages: Iterable[str]) -> Shown:
        """Show what a walk of the whole folder `found`; the same value when that changes nothing."""
        with self._lock:
            return self.shown if self._is_shown(found) else self._tried((), open_pages, found)

    def _is_shown(self, found: Found) -> bool:
        """True when a build would show what is shown already: a value soon replaced would mislead tabs."""
        old, planned = self.shown, attempt(partial(self._plan, found))
        if isinstance(planned, Failure) or old.trace:
            return False
        made = attempt(partial(self._outputs, planned))
        # The build that follows may be a bad one, and two forms further.
        changed = self._hold(None if isinstance(made, Failure) else made, planned)
        same = self._notices(planned.problems, planned) == old.notices
        if planned.has_errors:
            return same
        due = planned.site.next_due[0] if planned.site.next_due else None
        return same and due == old.due and not (changed.fresh or changed.gone)

    def prove(self, pause: Callable[[], bool]) -> Shown:
        """Render the changed pages that nobody has open, so that a fault shows at once; until `pause`."""
        while self._unproved and not pause():
            with self._lock:
                self._prove(next(iter(self._unproved)))
        return self.shown

    def body(self, shown: Shown, path: str) -> bytes | Failure | None:
        """The bytes of a file that is shown; None when there is no such file (any more)."""
        output = shown.outputs.get(path)
        if output is None:
            return None
        if output.heavy:  # whoever plans the next build must not wait for it
            picture = self._pictures.of(output)
            return None if isinstance(picture, Failure) else picture
        if path not in shown.copied:
            with self._lock:
                body = self._bodies.of(output)
                if body != Failure() or self.shown is shown:
                    return body
                # Builds went on while this waited for them, and its form is forgotten: there is a newer one.
                output = self.shown.outputs.get(path)
                return None if output is None else self._bodies.of(output)
        data = attempt(output.content)
        # A copied file is read when it is asked for. What is there by then may be another file, or a
        # link to a secret: only the bytes that were planned leave the house.
        if isinstance(data, Failure) or digest.of_bytes(data) != output.key:
            return None
        return data

    def report(self, shown: Shown, story: str) -> bytes | Failure | None:
        """The evidence report of a story, or the list of all for ""; None when there is no such story.

        While a story's files are changing, its last report: the next build is on its way.
        """
        with self._lock:
            made = attempt(lambda: _report(shown.plan, story) if shown.plan else None)
            if made == Failure() and story in self._reports:
                return self._reports[story]
            if isinstance(made, bytes):
                self._reports[story] = made
                if len(self._reports) > HELD:
                    del self._reports[next(iter(self._reports))]
            return made

    def notices(self, failure: Failure) -> tuple[Notice, ...]:
        """The notices that tell a writer of a failure."""
        return self._notices(failure.problems)

    def _take(
        self, planned: Planned, made: Outputs, notices: tuple[Notice, ...], named: tuple[Path, ...]
    ) -> None:
        """Show a good build."""
        old = self.shown
        again = planned.memory.again
        fresh, gone = change(old.outputs, made, again)
        spot = self._followed(planned, named, fresh) if self._follow else Spot()
        builds = old.builds + 1
        self.shown = Shown(
            builds=builds,
            base_path=planned.config.base_path,
            outputs=made,
            copied=again.call(_copied, planned.plan.files),
            notices=notices,
            changed=len(fresh) + len(gone),
            edited=spot if spot.page else old.edited,
            edited_in=builds if spot.page else old.edited_in,
            due=planned.site.next_due[0] if planned.site.next_due else None,
            plan=planned,
            planned_in=builds,
        )
        if old.outputs:  # the pages of the first build are rendered when they are asked for
            waiting = (self._unproved.keys() | fresh.keys()) - self.shown.copied
            self._unproved = {path: made[path] for path in waiting if path in made and not made[path].heavy}
        self._before = old.outputs
        self._bodies.release()

    def _followed(self, planned: Planned, named: tuple[Path, ...], fresh: Iterable[str]) -> Spot:
        """Where the last edit was. A look at all files may have shown it before the hint at it came."""
        before, views, changed = self._site or planned, self._views, {*self._unnamed, *fresh}
        self._remember(changed)
        if self._site is None or named:
            self._site, self._views, self._unnamed = planned, {}, set()
        else:
            self._unnamed = changed
        return edited_spot(self._root, before, views.get, planned, named, changed)

    def _remember(self, changed: Collection[str]) -> None:
        """Keep the stories' pages that an edit will be compared with, as long as they can be had."""
        site = self._site
        stories = {page.story for page in site.plan.pages if page.path in changed} if site else set()
        for story in islice(sorted(stories - self._views.keys() - {""}), HELD):
            view = attempt(partial(site.desk.view, story)) if site else Failure()
            if not isinstance(view, Failure):
                self._views[story] = view

    def _outputs(self, planned: Planned) -> Outputs:
        """The outputs of a plan by their paths."""
        return by_path(output_rows(planned, keep=False), planned.memory.again, self.shown.outputs)

    def _hold(self, made: Outputs | None, planned: Planned) -> Change:
        """Render the last good form of pages that a bad build would change, while that is still possible.

        The memory keeps only one earlier view of a story, and more bad builds may follow.
        """
        old = self.shown
        changed = Change({}, tuple(old.outputs))
        if made is not None:
            changed = change(old.outputs, made, planned.memory.again)
        self._remember({*changed.fresh, *changed.gone})
        paths = (path for path in (*changed.fresh, *changed.gone) if path in old.outputs)
        for path in islice(paths, HELD):
            if path not in old.copied and not old.outputs[path].heavy:
                self._bodies.hold(old.outputs[path])
        return changed

    def _prove(self, path: str) -> None:
        """Render a page; when it has a fault, its last good form stays, with the fault beside it."""
        output = self._unproved.pop(path)
        failure = self._bodies.of(output)
        if not isinstance(failure, Failure) or failure == Failure():
            return
        shown = self.shown
        kept = {**shown.outputs, path: self._before[path]} if path in self._before else shown.outputs
        notices = (*self._notices(failure.problems), *shown.notices)
        self.shown = msgspec.structs.replace(
            shown, outputs=kept, notices=tuple(dict.fromkeys(notices)), trace=failure.trace or shown.trace
        )

    def _same(self, notices: tuple[Notice, ...], trace: str = "") -> Shown:
        """The last good files, with the problems of now."""
        old = self.shown
        return msgspec.structs.replace(old, builds=old.builds + 1, notices=notices, trace=trace, changed=0)

    def _failed(self, failure: Failure) -> Shown:
        return self._same(self._notices(failure.problems), failure.trace)

    def _notices(self, problems: tuple[Problem, ...], planned: Planned | None = None) -> tuple[Notice, ...]:
        """The problems in the console's words, errors first."""
        ordered = sorted(problems, key=lambda problem: not problem.is_error)
        texts = tuple(problems_text(ordered, self._root))
        listed = grouped(ordered)[0]
        spots = spots_of(self._root, planned, listed) if planned and not planned.has_errors else {}
        notices = [
            Notice(text, severity, spots.get(problem.place, Spot()))
            for problem, (text, severity) in zip(listed, texts, strict=False)
        ]
        return (*notices, *(Notice(text, severity) for text, severity in texts[len(listed) :]))


def _copied(files: tuple[PlannedFile, ...]) -> frozenset[str]:
    """The paths of files that are published as they are."""
    return frozenset(file.path for file in files if not file.is_still)


def _report(planned: Planned, story: str) -> bytes | None:
    home = f"{planned.config.base_path}/"
    if not story:
        return list_page(planned, home)
    page = planned.desk.shown.get(story)
    href = f"{home}{page.listing.url.removeprefix('/')}" if page else ""
    try:
        return page_of(view_of(planned, story, page=href), served=True)
    except (KeyError, HiddenError):
        return None
