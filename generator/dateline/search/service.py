"""Pagefind's program as a service: it is given documents one by one, and numbers them in this order.

Run over a folder it would number them as the file system lists them: the same documents had another index on
another disk. What is said is JSON in Base64, with a comma after each message and each answer, as Pagefind's
own packages for Node and Python say it.
"""

from __future__ import annotations

import base64
import os
import subprocess
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import msgspec

from dateline import rules
from dateline.problems import OutputError, Place

_CHUNK: Final = 1 << 16
_INDEX: Final = 0  # the number of the one index that is made


def write_index(documents: Iterable[tuple[str, str]], folder: Path, longest: float) -> None:
    """Write the index of HTML documents, by the output path of their pages, into `folder`.

    Raises OutputError when it cannot be made, or is not within `longest` seconds.
    """
    import pagefind_bin

    command = [str(pagefind_bin.get_executable()), "--service"]
    try:
        with subprocess.Popen(  # noqa: S603  # the program of the package, without a word of the site's
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            end = threading.Timer(longest, process.kill)
            end.start()
            try:
                _ask_all(process, documents, folder)
            finally:
                end.cancel()
                process.kill()  # it has nothing more to do
    except OSError as error:
        raise failure(str(error)) from error


def _ask_all(process: subprocess.Popen[bytes], documents: Iterable[tuple[str, str]], folder: Path) -> None:
    _ask(process, type="NewIndex", config=None)
    for path, html in documents:
        _ask(process, type="AddFile", index_id=_INDEX, file_path=path, url=None, file_contents=html)
    _ask(process, type="WriteFiles", index_id=_INDEX, output_path=str(folder))


def _ask(process: subprocess.Popen[bytes], **action: Any) -> None:
    """Ask for one action and wait until it is done; raises OutputError where it is not."""
    assert process.stdin and process.stdout  # noqa: S101, PT018  # pipes
    assert process.stderr  # noqa: S101
    question = msgspec.json.encode({"message_id": 0, "payload": action})
    answer = b""
    try:
        process.stdin.write(base64.b64encode(question) + b",")
        process.stdin.flush()
        while not answer.endswith(b","):
            arrived = os.read(process.stdout.fileno(), _CHUNK)
            if not arrived:
                raise BrokenPipeError
            answer += arrived
    except BrokenPipeError:
        with suppress(BrokenPipeError):
            process.stdin.close()
        lines = process.stderr.read().decode("utf-8", "replace").strip().splitlines()
        raise failure(lines[-1] if lines else f"it ended with {process.wait()}") from None
    try:
        found = msgspec.json.decode(base64.b64decode(answer))["payload"]
    except (ValueError, KeyError, TypeError) as error:
        raise failure(f"its answer is not as this Dateline knows it: {error}") from error
    if found["type"] == "Error":
        raise failure(found["message"])


def failure(why: str) -> OutputError:
    """The error of an index that could not be made."""
    hint = "`enabled = false` under [search] builds the site without its search"
    return OutputError(rules.problem("output", Place("site.toml"), f"Pagefind made no index: {why}", hint))
