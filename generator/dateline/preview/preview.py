"""The preview's state: which files are shown, what is wrong with them, and what was edited last.

`Shown` is a value that is replaced whole, so no request ever sees a half-built site. When a build fails,
the last good files stay and what is wrong is shown with them; a fault of one page's template keeps the
last good form of that page. Everything is made in memory and on demand. This room knows no sockets, no
HTML beyond bytes, no watching.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from itertools import islice
from pathlib import Path

import msgspec

from dateline import digest
from dateline.build import Planned, output_rows
from dateline.console import problems_text
from dateline.files.walk import Found
from dateline.made.outputs import Change, Outputs, by_path, change
from dateline.output.staging import Output
from dateline.pages.planned import PlannedFile, PlannedPage
from dateline.pages.topics import TEMPLATE
from dateline.preview.attempts import Bodies, Failure, Pictures, attempt
from dateline.preview.shown import Notice, Shown
from dateline.preview.whereabouts import Spot, beside, edited_spot
from dateline.problems import Problem, in_order
from dateline.report import HiddenError, list_page, page_of, view_of
from dateline.views.stories import StoryView

HELD = 64
"""The most pages whose last good form is kept while builds fail."""


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
        self._timelines: dict[str, Output] = {}
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
        made = attempt(partial(self._outputs, planned))
        if planned.has_errors:
            self._hold(None if isinstance(made, Failure) else made, planned)
            bad = self._same(planned.problems)
            self.shown = msgspec.structs.replace(bad, plan=planned, planned_in=bad.builds)
            return self.shown
        if isinstance(made, Failure):
            self.shown = self._failed(made)
            return self.shown
        self._take(planned, made, named)
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
        same = planned.problems == old.problems
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

    def beside(self, shown: Shown, path: str) -> tuple[Notice, ...]:
        """The warnings that the page at a path shows where they belong; none while there are errors."""
        plan = shown.plan
        if plan is None or plan.has_errors or shown.planned_in != shown.builds:
            return ()
        with self._lock:
            found = beside(self._root, plan, path)
        texts = problems_text([problem for problem, _ in found], self._root, limit=len(found))
        pairs = zip(texts, found, strict=True)
        return tuple(Notice(text, severity, anchor) for (text, severity), (_, anchor) in pairs)

    def _take(self, planned: Planned, made: Outputs, named: tuple[Path, ...]) -> None:
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
            problems=planned.problems,
            warnings=len(planned.problems),
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
        # These are made of the stories' files, so that nobody could make them any more after another save.
        self._timelines = {path: made[path] for path in again.call(_timelines, planned.plan.pages)}
        self._bodies.release(self._timelines.values())
        self._unproved |= {
            path: output for path, output in self._timelines.items() if not self._bodies.holds(output)
        }
        self._before = old.outputs

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
        if path in self._timelines:
            self._bodies.hold(output)
        failure = self._bodies.of(output)
        if not isinstance(failure, Failure) or failure == Failure():
            return
        shown = self.shown
        kept = {**shown.outputs, path: self._before[path]} if path in self._before else shown.outputs
        problems = in_order((*failure.problems, *shown.problems))
        self.shown = msgspec.structs.replace(
            shown,
            outputs=kept,
            problems=problems,
            errors=self._errors(problems),
            trace=failure.trace or shown.trace,
        )

    def _same(self, problems: tuple[Problem, ...], trace: str = "") -> Shown:
        """The last good files, with the problems of now."""
        old = self.shown
        return msgspec.structs.replace(
            old,
            builds=old.builds + 1,
            problems=problems,
            errors=self._errors(problems),
            warnings=sum(not problem.is_error for problem in problems),
            trace=trace,
            changed=0,
        )

    def _failed(self, failure: Failure) -> Shown:
        return self._same(failure.problems, failure.trace)

    def _errors(self, problems: Iterable[Problem]) -> tuple[Notice, ...]:
        return self._notices([problem for problem in problems if problem.is_error])

    def _notices(self, problems: Iterable[Problem]) -> tuple[Notice, ...]:
        return tuple(Notice(text, severity) for text, severity in problems_text(problems, self._root))


def _copied(files: tuple[PlannedFile, ...]) -> frozenset[str]:
    """The paths of files that are published as they are."""
    return frozenset(file.path for file in files if not file.is_still)


def _timelines(pages: tuple[PlannedPage, ...]) -> tuple[str, ...]:
    """The paths of the joint timelines."""
    return tuple(page.path for page in pages if page.template == TEMPLATE)


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
