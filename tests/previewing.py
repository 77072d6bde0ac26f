"""What tests use to run a real preview: a process on 127.0.0.1, asked over HTTP, with deadlines.

It knows the preview as a browser does; it imports nothing of Dateline.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from drawing import png
from harness import plain_environment

DEADLINE = 25.0
_T = TypeVar("_T")


def until(probe: Callable[[], _T], what: str = "") -> _T:
    """The first truthy answer of `probe`, asked again and again; a failure after the deadline."""
    latest = time.monotonic() + DEADLINE
    while True:
        answer = probe()
        if answer:
            return answer
        assert time.monotonic() < latest, f"waited in vain: {what or probe}"
        time.sleep(0.01)  # between two looks, up to the deadline: another process tells nobody


@dataclass(frozen=True)
class Answered:
    """An HTTP answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


class Preview:
    """A running `dateline serve`."""

    def __init__(self, site: Path, *args: str, env: dict[str, str] | None = None) -> None:
        self.site = site
        self.lines: list[str] = []
        self._tabs: list[Tab] = []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "dateline", "serve", "--port", "0", *args],
            cwd=site,
            env=plain_environment(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        until(lambda: "Watching for changes\n" in self.lines or self._process.poll() is not None, "a start")
        found = until(
            lambda: re.search(r"Serving http://([^/:]+|\[[^]]+\]):(\d+)(\S*)", self.console), "a start"
        )
        self.host, self.port, self.base = found[1], int(found[2]), found[3]
        self.url = f"http://{self.host}:{self.port}"

    def _listen(self) -> None:
        assert self._process.stdout
        self.lines.extend(iter(self._process.stdout.readline, ""))

    @property
    def console(self) -> str:
        """All that it printed so far."""
        return "".join(self.lines)

    def get(self, path: str = "/", *, method: str = "GET", headers: dict[str, str] | None = None) -> Answered:
        """What is at a path; the path is sent exactly as it is written."""
        connection = http.client.HTTPConnection(self.host.strip("[]"), self.port, timeout=DEADLINE)
        try:
            given = {"Host": f"{self.host}:{self.port}", **(headers or {})}
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in given.items():
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answered(response.status, found, response.read())
        finally:
            connection.close()

    def shows(self, path: str, words: str) -> bool:
        """True when the page holds these words now."""
        return words in self.get(path).text

    def tab(self, path: str) -> Tab:
        """An open tab on a page, as its script would open it."""
        page = self.get(path).text
        mark = re.search(r'data-mark="([^"]*)" data-builds="(\d+)"', page)
        self._tabs.append(Tab(self, path, mark[1] if mark else "", int(mark[2]) if mark else 0))
        return self._tabs[-1]

    def signal(self, number: int = signal.SIGINT) -> int:
        """The exit code after a signal."""
        self._process.send_signal(number)
        return self._process.wait(DEADLINE)

    def stop(self) -> None:
        """End it, however it is."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait(DEADLINE)
        for tab in self._tabs:
            tab.join()
        self._listener.join(DEADLINE)
        if self._process.stdout:
            self._process.stdout.close()


class Tab:
    """A stream of events, read in a thread."""

    def __init__(self, preview: Preview, path: str, mark: str, builds: int) -> None:
        self._news: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        self._connection = http.client.HTTPConnection(
            preview.host.strip("[]"), preview.port, timeout=DEADLINE
        )
        self._connection.request("GET", f"/_dateline/events?page={path}&mark={mark}&builds={builds}")
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        with suppress(OSError, http.client.HTTPException), self._connection.getresponse() as response:
            while line := response.readline():
                if line.startswith(b"data: "):
                    self._news.put(json.loads(line.removeprefix(b"data: ")))
        self._connection.close()
        self._news.put(None)

    def next(self) -> dict[str, Any]:
        """What the tab is told next."""
        try:
            news = self._news.get(timeout=DEADLINE)
        except Empty:
            raise AssertionError("the tab was told nothing") from None
        assert news is not None, "the stream ended"
        return news

    def hear(self, wanted: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """The first news of the wanted kind; whatever comes before is passed over."""
        while not wanted(news := self.next()):
            pass
        return news

    def heard_end(self) -> bool:
        """True when the stream ends before the deadline."""
        while self._news.get(timeout=DEADLINE) is not None:
            pass
        return True

    def close(self) -> None:
        """Close the tab, as a browser does."""
        if self._connection.sock is not None:
            with suppress(OSError):
                self._connection.sock.shutdown(socket.SHUT_RDWR)
        self.join()

    def join(self) -> None:
        """Wait until the stream has ended."""
        self._reader.join(DEADLINE)


def story(title: str, sentence: str, *, more: str = "", header: str = "") -> str:
    """A story.md with one section and one cited sentence."""
    return (
        f"---\ntitle: {title}\npublished: 2026-01-02\nsources: [courier]\n{header}---\n"
        f"## What is known\n\n{sentence} [@courier].\n{more}"
    )


SOURCE = (
    "---\ntitle: Ferry stops\npublisher: The Courier\nurl: https://courier.example/ferry\n"
    "published: 2026-01-02\n---\nThe ferry stopped on Friday.\n"
)


UNCHECKED = '[check]\nlow-support = "off"\nfigure-not-in-source = "off"\n'
"""A preview is tried with sentences that no source holds."""


def two_stories() -> dict[str, str | bytes]:
    """A site of two stories, with a picture beside one and an article in the inbox."""
    return {
        "site.toml": 'title = "The Quay"\nbase_url = "https://quay.example/"\n' + UNCHECKED,
        "content/harbour/ferry/story.md": story("Ferry stops", "The ferry stopped"),
        "content/harbour/ferry/sources/courier.md": SOURCE,
        "content/harbour/ferry/boat.png": png() + b"boat",
        "content/harbour/crane/story.md": story("Crane leans", "The crane leans"),
        "content/harbour/crane/sources/courier.md": SOURCE.replace("/ferry", "/crane"),
        "content/inbox/leak.md": SOURCE.replace("Ferry stops", "A secret"),
    }


FERRY = "/harbour/ferry/"
CRANE = "/harbour/crane/"


def run_git(folder: Path, *args: str) -> None:
    """Run git in a folder, without anybody's own settings."""
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    names = ("-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "core.autocrlf=false")
    subprocess.run(
        ["git", *names, *args], cwd=folder, check=True, capture_output=True, env=plain_environment(own)
    )
