"""History: the life of every story, from git's log of the content folder.

Git is asked when another commit is checked out, and for the texts of those stories alone whose log changed;
all else is remembered by content. Without git, or where it cannot answer, no story has a history here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import tzinfo
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from dateline import crew, digest, rules
from dateline.git.commits import Log, commits_after, continued, logs_of
from dateline.git.repository import GitError, NoGitError, Repository, find
from dateline.history.lives import life_of, unread
from dateline.history.moves import check_moves, former_addresses, stood
from dateline.memory.memory import Memory
from dateline.memory.records import Traced
from dateline.model.draft import Outline
from dateline.model.revisions import Life, Revision
from dateline.problems import Place, Problem
from dateline.settings.config import Config
from dateline.settings.located import SETTINGS
from dateline.settings.tables.history import GIT
from dateline.stamps import Stamp, present, stamp_of
from dateline.timing import Timing

AT_ONCE = 200
"""The stories whose texts are held at once: a site's whole history may be larger than memory."""
_ENCODER = msgspec.json.Encoder()
_LIFE = msgspec.json.Decoder(Life)
_HINT = "fetch the whole history (in CI: fetch-depth: 0), or set [history] kept_in to something else than git"


class _Piece(NamedTuple):
    """A story whose life has to be made."""

    path: str
    log: Log
    key: str
    before: Life | None
    """Its life as it was known until now."""


class Histories(msgspec.Struct, frozen=True):
    """The histories of a site's stories, and what they were read from."""

    repository: Repository | None = None
    head: str = ""
    """The commit that is checked out; "" for none, or where git does not have all before it."""
    lives: Mapping[str, Life] = {}
    """The life of each story that has one, by id."""
    inputs: Mapping[str, Stamp | None] = {}
    """The files of git that change with each commit, with their stamps from before git was asked."""
    problems: tuple[Problem, ...] = ()
    is_refused: bool = False
    """True when git failed: asked again it may answer, although the stamp of no file will have changed."""


def histories(
    root: Path, config: Config, stories: Iterable[Outline], memory: Memory, zone: tzinfo, timing: Timing
) -> Histories:
    """The histories of these stories of the site at `root`."""
    stories = tuple(stories)
    repository = find(root) if config.history.kept_in == GIT else None
    if repository is None:
        return Histories(lives=_settled(memory, {}))
    seen, marks = present(), {mark: _stamp(mark) for mark in repository.marks()}
    try:
        traced = _traced(repository, memory, marks, zone)
        if all(stamp is None or stamp.is_settled(seen) for stamp in marks.values()):
            memory.traced = msgspec.structs.replace(traced, marks=marks)
        lives = lives_of(repository, traced.logs, stories, memory, config, timing)
    except NoGitError:
        return Histories(lives=_settled(memory, {}), inputs=marks)
    except GitError as error:
        wrong = _unread(f"the site's git history cannot be read: {error}")
        return Histories(lives=_settled(memory, {}), inputs=marks, problems=(wrong,), is_refused=True)
    shallow = "this clone lacks the older commits, so what became of stories is not known"
    problems = [_unread(shallow)] if repository.is_shallow else []
    lives = _settled(memory, lives)
    former = memory.again.call(former_addresses, stories, lives, traced.logs, traced.stood)
    problems += _moved(root, stories, former) if former else ()
    return Histories(repository, traced.head, lives, marks, tuple(problems))


def _settled(memory: Memory, lives: Mapping[str, Life]) -> Mapping[str, Life]:
    """The lives; the very object of the last plan if it is equal, so that nothing is made again for it."""
    former = memory.session.lives
    if former.keys() != lives.keys() or any(
        former[s] is not life and former[s] != life for s, life in lives.items()
    ):
        memory.session.lives = lives
    return memory.session.lives


def _moved(
    root: Path, stories: Iterable[Outline], before: Mapping[str, Mapping[str, str]]
) -> Iterator[Problem]:
    from dateline.loading.reading import place_of  # few stories move

    return check_moves(stories, before, partial(place_of, root))


def _unread(message: str) -> Problem:
    return rules.problem("unread-history", Place(SETTINGS), message, _HINT)


def _stamp(path: str) -> Stamp | None:
    try:
        return stamp_of(Path(path).stat())
    except OSError:
        return None


def _traced(
    repository: Repository, memory: Memory, marks: Mapping[str, Stamp | None], zone: tzinfo
) -> Traced:
    """The logs of all stories at the present commit; none for a shallow clone. Raises GitError."""
    known = memory.traced
    if known is not None and known.marks == marks:
        return known
    head = "" if repository.is_shallow else repository.head()
    if known is not None and known.head == head:
        return known
    before = known.logs if known else {}
    commits = commits_after(repository, known.head, head) if known and known.head and head else None
    if commits is not None:
        logs = continued(before, commits, repository.prefix)
    else:
        logs = logs_of(repository, head) if head else {}
    new = {story: log for story, log in logs.items() if log is not before.get(story)}
    places = {story: known.stood[story] for story in logs.keys() - new if known and story in known.stood}
    memory.retraced |= new.keys() | before.keys() - logs.keys()
    memory.traced = Traced(head, logs, places | stood(repository, new, zone))
    return memory.traced


def lives_of(
    repository: Repository,
    logs: Mapping[str, Log],
    stories: Iterable[Outline],
    memory: Memory,
    config: Config,
    timing: Timing,
) -> Mapping[str, Life]:
    """The life of each of these stories that has changed since its first commit. Raises GitError."""
    lives: dict[str, Life] = {}
    stale: list[_Piece] = []
    for outline in stories if logs else ():
        log = logs.get(outline.path)
        record = memory.records[outline.path]
        if log is None or not outline.has_briefing:
            continue
        if len(log.states) == 1 and log.states[0].id == record.state:
            continue  # as it was first committed
        key = f"{log.key} {config.zone}"
        if record.life is not None and record.life.key == key:
            lives[outline.path] = record.life
        else:
            stale.append(_Piece(outline.path, log, key, record.life))
    for path, life in _made(repository, stale, config.zone, timing):
        lives[path] = memory.records[path].life = life
        memory.changed.add(path)
    if config.history.versions:
        return lives
    return {story: _pageless(life) for story, life in lives.items()}


def _made(
    repository: Repository, stale: list[_Piece], zone: tzinfo, timing: Timing
) -> Iterator[tuple[str, Life]]:
    """The lives of stories whose logs are new. Raises GitError."""
    for at in range(0, len(stale), AT_ONCE):
        part = stale[at : at + AT_ONCE]
        states = (state for piece in part for state in unread(piece.log, piece.before))
        blobs = repository.blobs(blob for state in states for _, blob in state.files)
        made = crew.each(partial(_life, zone, timing, blobs), part, alone=timing.alone)
        for piece, data in zip(part, made, strict=True):
            yield piece.path, _LIFE.decode(data)


def _life(zone: tzinfo, timing: Timing, blobs: Mapping[str, bytes], piece: _Piece) -> bytes:
    path, log, key, before = piece
    with timing.stage("history", story=path):
        return _ENCODER.encode(life_of(path, log, key, blobs, zone, before))


def _pageless(life: Life) -> Life:
    """The life of a story whose versions have no pages."""
    revisions = tuple(Revision(r.when, r.changes, r.note) for r in life.revisions)
    return Life(digest.of_value(life.key, "no pages"), (), revisions, life.last, life.skipped, life.slugs)
