"""What cards, pictures, search and history cost Dateline, each as a row of its own: no peer has them.

    python bench/extras.py --stories 100 --repeats 3

The same paper is built from nothing with one of them on and with all of them off, in turns, and again after a
word was edited. It prints medians of the clock and of processor time, and what each adds for a story.
"""

from __future__ import annotations

import argparse
import statistics
import struct
import subprocess
import tempfile
import zlib
from pathlib import Path
from typing import NamedTuple

from measure import Run, run
from sites import Site
from stories import Story, stories
from tools import tools

OFF = '\n[search]\nenabled = false\n[history]\nkept_in = "off"\n'


class Kind(NamedTuple):
    """One of the things that are measured by themselves."""

    name: str
    setting: tuple[str, str] = ("", "")
    """What in site.toml is replaced, and by what, to switch it on."""
    pictures: bool = False
    git: bool = False
    """Whether the content is committed to a repository first."""


KINDS = (
    Kind("none of them"),
    Kind("social cards", ("cards = false", "cards = true")),
    Kind("a picture of 1600×900 each", pictures=True),
    Kind("search", ("enabled = false", "enabled = true")),
    Kind("history from git, one commit", ('kept_in = "off"', 'kept_in = "git"'), git=True),
)
SIZE = (1600, 900)


def switch_on(folder: Path, paper: list[Story], kind: Kind) -> None:
    """Switch one thing on in a site that was just made."""
    settings = folder / "site.toml"
    text = settings.read_text(encoding="utf-8") + OFF
    off, on = kind.setting
    if off not in text:
        raise SystemExit(f"bench: site.toml lacks {off}")
    text = text.replace(off, on) if off else text
    settings.write_text(text, encoding="utf-8")
    if kind.pictures:
        for number, story in enumerate(paper):
            (folder / f"content/{story.id}/photo.png").write_bytes(picture(number))
            briefing = folder / f"content/{story.id}/story.md"
            words = briefing.read_text(encoding="utf-8")
            header = "---\nimage: photo.png\nimage_alt: A gradient\nimage_credit: Nobody\n"
            briefing.write_text(words.replace("---\n", header, 1), encoding="utf-8")
    if kind.git:
        for words in (("init", "-q"), ("add", "."), ("commit", "-qm", "All")):
            author = ("-c", "user.name=Bench", "-c", "user.email=bench@example.org")
            subprocess.run(["git", *author, *words], cwd=folder, check=True)


def picture(number: int) -> bytes:
    """A PNG with a gradient of its own; written by hand, as the bench needs no library for pictures."""
    width, height = SIZE
    rows = b"".join(
        b"\0" + bytes(v for x in range(width) for v in (x * 255 // width, y * 255 // height, number % 256))
        for y in range(height)
    )

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def main() -> None:
    """Measure, in turns, and print."""
    parser = argparse.ArgumentParser(description="What each extra costs Dateline.")
    parser.add_argument("--stories", type=int, default=100)
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    tool, paper = tools()["dateline"], list(stories(asked.stories))
    with tempfile.TemporaryDirectory() as folder:
        sites = {kind: Site(tool, Path(folder) / str(at), paper) for at, kind in enumerate(KINDS)}
        for kind, site in sites.items():
            switch_on(site.folder, paper, kind)
        cold: dict[Kind, list[Run]] = {kind: [] for kind in KINDS}
        edited: dict[Kind, list[Run]] = {kind: [] for kind in KINDS}
        for _ in range(asked.repeats):
            for kind, site in sites.items():
                site.make_cold()
                cold[kind].append(run(tool.build, site.folder, site.env))
                site.edit_story()
                edited[kind].append(run(tool.build, site.folder, site.env))
        show(asked.stories, cold, edited)


def show(count: int, cold: dict[Kind, list[Run]], edited: dict[Kind, list[Run]]) -> None:
    """The table: medians, and what each adds to none of them."""
    base = median(cold[KINDS[0]], 1)
    print(f"{count} stories        cold s   processor s   more a story, ms   edited s")
    for kind in KINDS:
        more = (median(cold[kind], 1) - base) / count * 1000
        print(
            f"{kind.name:30} {median(cold[kind], 0):7.2f} {median(cold[kind], 1):12.2f}"
            f" {more:14.1f} {median(edited[kind], 0):14.2f}"
        )


def median(runs: list[Run], at: int) -> float:
    """The median of the seconds (0) or of the processor's (1)."""
    return statistics.median(one[at] for one in runs)


if __name__ == "__main__":
    main()
