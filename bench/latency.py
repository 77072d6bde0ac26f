"""From a save to the new page: in what a tool serves, and in what it writes while it watches.

A tool is started once and followed; the page is looked at at most a millisecond after the last look.
It talks to 127.0.0.1 and nobody else.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from measure import processor_time

LOOK = 0.0005
"""Seconds between two looks."""
SETTLE_LOOK, SETTLE_LIMIT = 0.1, 30.0
"""Seconds between two looks at whether a tool still works, and for which to look."""

Page = Callable[[], bytes]
"""Gives the page as it stands now; b"" when there is none."""


class Follower:
    """A tool that follows a site's edits in its own process, as a context."""

    def __init__(self, command: tuple[str, ...], folder: Path, env: dict[str, str]) -> None:
        self._command, self._folder, self._env = command, folder, env

    def __enter__(self) -> Follower:
        self._said = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            self._command,
            cwd=self._folder,
            env=self._env,
            stdin=subprocess.DEVNULL,
            stdout=self._said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGTERM)  # a session of our own: nobody else's processes
            try:
                self._process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
        self._said.close()

    def until(self, page: Page, mark: bytes, timeout: float) -> float:
        """The seconds until the whole page with the mark is there; raises TimeoutError."""
        begun = time.perf_counter()
        while True:
            text = page()
            now = time.perf_counter()
            if mark in text and b"</html>" in text:
                return now - begun
            if self._process.poll() is not None or now - begun > timeout:
                self._said.seek(0)
                last = self._said.read().decode(errors="replace")[-2000:]
                raise TimeoutError(f"no page with {mark.decode()}:\n{last}")
            time.sleep(LOOK)  # another program's page: nobody tells when it is there

    def settle(self, quiet: float) -> None:
        """Wait until the tool has done next to nothing for so many seconds, and half a minute at most."""
        since, last = time.monotonic(), processor_time(self._process.pid)
        for _ in range(int(SETTLE_LIMIT / SETTLE_LOOK)):
            time.sleep(SETTLE_LOOK)  # between two readings of the processor's clock
            now = processor_time(self._process.pid)
            if now - last > SETTLE_LOOK * 0.1:
                since = time.monotonic()
            last = now
            if time.monotonic() - since >= quiet:
                return


def served(port: int, address: str) -> Page:
    """The page as 127.0.0.1 serves it at the address, over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def page() -> bytes:
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            return b""
        return body if answer.status == http.client.OK else b""

    return page


def written(file: Path) -> Page:
    """The page as it stands on disk."""

    def page() -> bytes:
        try:
            return file.read_bytes()
        except OSError:
            return b""

    return page


def free_port() -> int:
    """A port on 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
