"""Logs and lives that go on from where they were read to are what they are when all is read again."""

from __future__ import annotations

import random
from datetime import UTC
from pathlib import Path

import pytest

from committing import git
from dateline.git.commits import commits_after, continued, folders_of, logs_of
from dateline.git.repository import Repository, find
from dateline.history.lives import life_of, unread
from dateline.model.revisions import Life

FOLDERS = ("city/ferry", "city/crane", "harbour/ferry", "night")
WORDS = ("sank", "rose", "sailed", "waited")
SEEDS = (0, 6, 9)
"""Histories with moves, translations and several versions of a story."""
HEADERS = ("", "draft: true\n", "published: 2026-03-01\n", "expires: 2026-01-03\n", "titel: typo\n")


def briefing(chance: random.Random) -> str:
    """A story.md: mostly of a story that is out; else a draft, one for later, gone, or with a typo."""
    header = chance.choice((*HEADERS, *[""] * 9))
    published = "" if "published" in header else "published: 2026-01-01\n"
    body = "\n\n".join(f"The ferry {chance.choice(WORDS)} at berth {n}." for n in range(12))
    return f"---\ntitle: Ferry\n{published}{header}---\n{body}\n"


def change(site: Path, chance: random.Random) -> None:
    """Do to the content what people do: write, translate, take away, move."""
    story = site / "content" / chance.choice(FOLDERS)
    match chance.randrange(8):
        case 0 if story.exists():
            git(site, "rm", "-rqf", "--ignore-unmatch", str(story))
        case 1 | 7 if (story / "story.md").exists():
            other = site / "content" / chance.choice((*FOLDERS, "city/moved", "moved"))
            if not other.exists():
                other.parent.mkdir(parents=True, exist_ok=True)
                story.rename(other)
        case 2 if (story / "story.md").exists():
            (story / "story.md").unlink()
        case 3:
            story.mkdir(parents=True, exist_ok=True)
            (story / f"story.{chance.choice(('fr', 'de'))}.md").write_text(briefing(chance))
        case 4:
            (story / "sources").mkdir(parents=True, exist_ok=True)
            (story / "sources" / f"{chance.choice('ab')}.md").write_text(chance.choice(WORDS))
        case _:
            story.mkdir(parents=True, exist_ok=True)
            (story / "story.md").write_text(briefing(chance))


def history(site: Path, chance: random.Random) -> list[str]:
    """Make a repository; the commits of its branch, oldest first."""
    git(site, "init", "-q", "-b", "main")
    heads: list[str] = []
    for day in range(1, 29):
        when = f"2026-01-{chance.choice((day, day, max(1, day - 3))):02}T08:00:00Z"
        merges = day > 3 and chance.random() < 0.2
        if merges:
            git(site, "checkout", "-q", "-b", f"side{day}")
        change(site, chance)
        git(site, "add", "-A")
        git(site, "commit", "-q", "--allow-empty", "-m", "x", when=when)
        if merges:
            git(site, "checkout", "-q", "main")
            git(site, "merge", "-q", "--no-ff", "-m", "m", f"side{day}", when=when)
        heads.append(git(site, "rev-parse", "HEAD").strip())
    return heads


def opened(site: Path) -> Repository:
    """The repository of a site."""
    repository = find(site)
    assert repository is not None
    return repository


def lives(repository: Repository, head: str, before: dict[str, Life]) -> dict[str, Life]:
    """The life of each story at a commit, told from what was known `before`."""
    found: dict[str, Life] = {}
    for story, log in logs_of(repository, head).items():
        known = before.get(story)
        blobs = repository.blobs(blob for state in unread(log, known) for _, blob in state.files)
        found[story] = life_of(story, log, log.key, blobs, UTC, known)
    return found


@pytest.mark.timeout(120)
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_read_on_is_what_is_read_anew(tmp_path: Path, seed: int) -> None:
    heads = history(tmp_path, random.Random(seed))  # noqa: S311  # no secret: the same draws each time
    repository, head = opened(tmp_path), heads[-1]
    whole, wholly = logs_of(repository, head), lives(repository, head, {})
    seen = {**whole}
    for before in heads[:-1:2]:
        commits = commits_after(repository, before, head)
        assert commits is not None
        logs, touched = logs_of(repository, before), folders_of(commits, repository.prefix)
        assert continued(logs, commits, repository.prefix) == whole
        seen |= logs
        few = {story: log for story, log in logs.items() if story.partition(":")[0] in touched}
        rest = {story: log for story, log in logs.items() if story not in few}
        assert continued(few, commits, repository.prefix) | rest == whole
        assert lives(repository, head, lives(repository, before, {})) == wholly
    assert any(log.moves for log in seen.values())
    assert any(log.translations for log in seen.values())
    assert any(len(life.versions) > 1 for life in wholly.values())


def test_a_log_goes_on_only_from_a_commit_that_led_to_it(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    ferry = tmp_path / "content/ferry/story.md"
    ferry.parent.mkdir(parents=True)
    heads = []
    for word in WORDS:
        ferry.write_text(word)
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "-m", word)
        heads.append(git(tmp_path, "rev-parse", "HEAD").strip())
    repository = opened(tmp_path)
    first, second, third, last = heads
    assert commits_after(repository, last, last) == ()
    assert len(commits_after(repository, second, last) or ()) == 2
    assert commits_after(repository, last, second) is None
    assert commits_after(repository, "0" * 40, last) is None
    git(tmp_path, "checkout", "-q", "-b", "side", first)
    (tmp_path / "content/note.md").write_text("A note.")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "aside")
    side = git(tmp_path, "rev-parse", "HEAD").strip()
    assert commits_after(repository, third, side) is None
    git(tmp_path, "checkout", "-q", "main")
    git(tmp_path, "merge", "-q", "-m", "both", "side")
    both = git(tmp_path, "rev-parse", "HEAD").strip()
    assert commits_after(repository, side, both) is None
    assert len(commits_after(repository, last, both) or ()) == 1


@pytest.mark.parametrize("at", ["2026-01-03", "2026-01-02", "2026-01-05"])
def test_a_last_commit_that_is_made_anew_may_change_what_was_public_before(tmp_path: Path, at: str) -> None:
    """A state that the next one replaced at the same moment was never seen."""
    git(tmp_path, "init", "-q", "-b", "main")
    ferry = tmp_path / "content/ferry/story.md"
    ferry.parent.mkdir(parents=True)
    before: dict[str, Life] = {}
    for amends, when in [((), "2026-01-02"), ((), "2026-01-04"), (("--amend",), at)]:
        ferry.write_text(f"---\ntitle: Ferry\npublished: 2026-01-01\n---\nIt sank {amends} on {when}.\n")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "-m", "x", *amends, when=f"{when}T08:00:00Z")
        head = opened(tmp_path).head()
        before = lives(opened(tmp_path), head, before)
    assert before == lives(opened(tmp_path), head, {})
    assert len(before["ferry"].versions) == (1 if at == "2026-01-02" else 2)


def test_only_the_last_states_are_read_again(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    ferry = tmp_path / "content/ferry/story.md"
    ferry.parent.mkdir(parents=True)
    before: dict[str, Life] = {}
    counts = []
    for berth in range(5):
        ferry.write_text(f"---\ntitle: Ferry\npublished: 2026-01-01\n---\nIt lay at berth {berth}.\n")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-q", "-m", "x", when=f"2026-01-0{berth + 2}T08:00:00Z")
        repository = opened(tmp_path)
        head = repository.head()
        counts.append(len(unread(logs_of(repository, head)["ferry"], before.get("ferry"))))
        before = lives(repository, head, before)
    assert counts == [1, 2, 2, 2, 2]
    assert len(before["ferry"].versions) == 5
