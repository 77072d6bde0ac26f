"""The console: problems, plans and summaries as text, and as JSON for machines.

Everything is plain text first; colour is added by rich when a terminal wants it, and `NO_COLOR` is
honoured. This room prints through the streams that it is given and reads no clock.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

import msgspec

from dateline import rules
from dateline.outcome import Outcome
from dateline.problems import OFTEN, Problem, grouped, has_errors, render
from dateline.timing import Profile, Spent

if TYPE_CHECKING:  # it would load the whole pipeline, which a build without work does not
    from dateline.evidence.tally import Tally
    from dateline.selection import Checked
    from dateline.verify import Verdict

SLOWEST = 10
"""How many stories a profile names."""
_STYLES = {"error": "bold red", "warning": "yellow"}


def line_reader(root: Path) -> Callable[[str, int], str | None]:
    """A function that gives a line of one of the site's files, for excerpts."""
    texts: dict[str, list[str]] = {}

    def line_of(file: str, line: int) -> str | None:
        if file not in texts:
            try:
                data = (root / file).read_bytes()
            except OSError:
                data = b""
            texts[file] = re.split(r"\r\n|\r|\n", data.decode(errors="replace"))
        return texts[file][line - 1] if line <= len(texts[file]) else None

    return line_of


def problems_text(problems: Iterable[Problem], root: Path, limit: int = OFTEN) -> Iterable[tuple[str, str]]:
    """Each problem as shown, with its severity; a rule with more than `limit` of them ends in a count.

    A hint that holds for many problems alike is given once.
    """
    shown, more = grouped(problems, limit)
    line_of = line_reader(root)
    given: set[str] = set()
    for problem in shown:
        own, _, general = problem.hint.partition("\n")
        if general in given:
            problem = msgspec.structs.replace(problem, hint=own)
        given.add(general)
        yield render(problem, line_of), problem.severity.value
    for rule, count in more.items():
        yield f"… and {count} more of the same [{rule}]", "more"


def counted(count: int, noun: str, plural: str = "") -> str:
    """A count with its noun: “1 story”, “3 stories”."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def tally(problems: Iterable[Problem]) -> str:
    """The counts by severity, “2 errors, 1 warning”; empty when there is nothing."""
    counts = {"error": 0, "warning": 0}
    for problem in problems:
        counts[problem.severity.value] += 1
    return ", ".join(counted(count, severity) for severity, count in counts.items() if count)


def content(outcome: Outcome) -> str:
    """What the site holds: "9 stories, 34 sources, 47 pages"."""
    return ", ".join(
        (
            counted(outcome.stories, "story", "stories"),
            counted(outcome.sources, "source"),
            counted(outcome.pages, "page"),
        )
    )


def looked_at(checked: Checked, *, whole: bool) -> str:
    """What a check looked at: "2 stories, 7 sources", and the pages of a whole site."""
    counts = [counted(checked.stories, "story", "stories"), counted(checked.sources, "source")]
    return ", ".join([*counts, counted(checked.pages, "page")] if whole else counts)


def claims(found: Tally) -> str:
    """What stands behind the claims, on one line."""
    cited = f"{found.cited:,} cited ({found.checked:,} checked, {found.unchecked:,} not checked)"
    voices = f"{found.corroborated:,} with two or more voices, {found.single:,} single source"
    return f"{counted(found.claims, 'claim')}: {cited}, {found.uncited:,} uncited; {voices}"


def summary(outcome: Outcome, seconds: float, *, dry_run: bool) -> str:
    """The one line that every build ends with."""
    verb = ("would write", "keep", "remove") if dry_run else ("written", "kept", "removed")
    done = (len(outcome.written), outcome.kept, len(outcome.removed))
    if dry_run:
        changes = ", ".join(f"{word} {count:,}" for word, count in zip(verb, done, strict=True))
    else:
        changes = ", ".join(f"{count:,} {word}" for word, count in zip(verb, done, strict=True))
    return f"{content(outcome)}: {changes} in {seconds:.2f} s"


def work(outcome: Outcome) -> str:
    """What a build had to do: "read 1, compiled 1, rendered 3"."""
    return f"read {outcome.read:,}, compiled {outcome.compiled:,}, rendered {outcome.rendered:,}"


def profile_text(profile: Profile, seconds: float) -> Iterator[str]:
    """Where the time of a build went, line by line; `seconds` is all of it."""
    yield "Profile, all work on one processor (without --profile a large build uses all of them)"
    yield from _spent(profile.stages.items(), counted=False)
    yield from _spent([("other", Spent(1, _other(profile, seconds)))], counted=False)
    if profile.templates:
        yield "Templates"
        yield from _spent(_most(profile.templates), counted=True)
    if profile.stories:
        yield "Slowest stories: read, compiled and rendered"
        yield from _spent(_most(profile.stories)[:SLOWEST], counted=False)


def _spent(rows: Iterable[tuple[str, Spent]], *, counted: bool) -> Iterator[str]:
    for name, spent in rows:
        yield f"{spent.seconds:>9.3f} s  {f'{spent.count:>7,} × ' if counted else ''}{name}"


def _most(parts: dict[str, Spent]) -> list[tuple[str, Spent]]:
    """The parts, those that took the most time first."""
    return sorted(parts.items(), key=lambda part: -part[1].seconds)


def profile_details(profile: Profile, seconds: float) -> dict[str, Any]:
    """Where the time of a build went, for `as_json`."""
    stages = {name: spent.seconds for name, spent in profile.stages.items()}
    return {
        "stages": stages | {"other": _other(profile, seconds)},
        "templates": {name: msgspec.structs.asdict(spent) for name, spent in _most(profile.templates)},
        "stories": {name: spent.seconds for name, spent in _most(profile.stories)[:SLOWEST]},
    }


def _other(profile: Profile, seconds: float) -> float:
    return max(0.0, seconds - sum(spent.seconds for spent in profile.stages.values()))


def verify_text(verdict: Verdict, folder: str) -> Iterator[str]:
    """Each difference on a line, and the result at last; `folder` is the output's."""
    if has_errors(verdict.problems):
        yield f"{tally(verdict.problems)}: nothing can be compared"
        return
    found = {"missing": verdict.missing, "different": verdict.different, "extra": verdict.extra}
    for name, paths in found.items():
        yield from (f"{name:<11}{path}" for path in paths)
    files = counted(verdict.equal, "file")
    if verdict.is_right:
        yield f"{folder} is what a clean build makes: {files}"
        return
    yield "Build again. What differs even then is a bug in Dateline: please report it."
    counts = ", ".join(f"{len(paths):,} {name}" for name, paths in found.items() if paths)
    yield f"{folder} is not what a clean build makes: {counts}; {files} alike"


def verify_details(verdict: Verdict) -> dict[str, Any]:
    """How the output differs from a clean build, for `as_json`."""
    names = ("output", "equal", "missing", "different", "extra")
    return {name: getattr(verdict, name) for name in names}


def next_due(outcome: Outcome) -> str:
    """When the site next changes by itself, as a line; "" when it never does."""
    due = outcome.next_due
    if due is None:
        return ""
    moment, story = due
    return f"next due {moment:%Y-%m-%d %H:%M}, {story}"


def as_json(
    command: str, problems: Iterable[Problem], exit_code: int, seconds: float, details: dict[str, Any]
) -> str:
    """The result of a command for machines: one JSON object."""
    found = [
        {
            "file": p.place.file,
            "line": p.place.line,
            "column": p.place.column,
            "length": p.place.length,
            "severity": p.severity.value,
            "rule": p.rule,
            "level": int(rules.BY_NAME[p.rule].level),
            "message": p.message,
            "hint": p.hint,
        }
        for p in problems
    ]
    result = {
        "command": command,
        "exit": exit_code,
        "seconds": round(seconds, 3),
        **details,
        "problems": found,
    }
    return json.dumps(result, ensure_ascii=False, indent=2)


def build_details(outcome: Outcome) -> dict[str, Any]:
    """What a build did, for `as_json`."""
    due = outcome.next_due
    return {
        "output": outcome.output,
        "stories": outcome.stories,
        "sources": outcome.sources,
        "pages": outcome.pages,
        "written": list(outcome.written),
        "kept": outcome.kept,
        "removed": list(outcome.removed),
        "read": outcome.read,
        "compiled": outcome.compiled,
        "rendered": outcome.rendered,
        "next_due": {"at": due[0].isoformat(), "id": due[1]} if due else None,
    }


class Stream(Protocol):
    """Where text goes: a terminal or a file."""

    def line(self, text: str, style: str = "") -> None:
        """Write one line."""


class Plain:
    """A stream without colour."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def line(self, text: str, style: str = "") -> None:
        """Write one line; characters that the stream cannot show are replaced."""
        self._stream.write(_shown(text, self._stream) + "\n")


def _shown(text: str, stream: IO[str]) -> str:
    """The text as the stream's encoding can say it."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


class Colour:
    """A terminal that wants colour; rich is loaded only here."""

    def __init__(self, stream: IO[str]) -> None:
        from rich.console import Console

        self._stream = stream
        self._console = Console(file=stream, soft_wrap=True, highlight=False)

    def line(self, text: str, style: str = "") -> None:
        """Write one line: of a problem, the headline is coloured and the rest stays calm."""
        from rich.text import Text

        head, newline, rest = _shown(text, self._stream).partition("\n")
        shown = Text(head, style=_STYLES.get(style, style))
        if newline:
            shown.append(newline + rest, style="")
        self._console.print(shown)


_STAGES = {"read and parse": "Files read", "compile": "Stories compiled", "write": "Pages"}


class Progress:
    """A progress bar on a terminal, shown only when the work takes longer than `delay` seconds."""

    def __init__(self, stream: IO[str], clock: Callable[[], float], delay: float = 0.5) -> None:
        self._stream, self._clock, self._due = stream, clock, clock() + delay
        self._bar: Any = None
        self._task: Any = None

    def reached(self, stage: str, done: int, total: int) -> None:
        """Say how much of a stage is done."""
        now = self._clock()
        if now < self._due or done == total:
            return
        if self._bar is None:
            self._start()
        self._due = now + 0.1  # drawn here and not by a thread: a process with threads cannot be forked
        name = _STAGES.get(stage, stage)
        self._bar.update(self._task, description=name, completed=done, total=total, refresh=True)

    def stop(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._bar = Bar(*columns, console=Console(file=self._stream), transient=True, auto_refresh=False)
        self._bar.start()
        self._task = self._bar.add_task("", total=None)
