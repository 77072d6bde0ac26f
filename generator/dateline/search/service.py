"""Pagefind's program as a service: it is given documents one by one, and numbers them in this order.

Run over a folder it would number them as the file system lists them: the same documents had another index on
another disk. What is said is JSON in Base64, with a comma after each message and each answer, as Pagefind's
own packages for Node and Python say it.
"""

from __future__ import annotations

import base64
import os
import subprocess
import tempfile
import threading
from collections.abc import Iterable
from contextlib import suppress
from typing import IO, Any, Final

import msgspec

from dateline import rules
from dateline.problems import OutputError, Place

_CHUNK: Final = 1 << 16
_INDEX: Final = 0  # the number of the one index that is made


def made_index(documents: Iterable[tuple[str, str]], longest: float) -> dict[str, bytes]:
    """The files of the index of HTML documents, which come with the output paths of their pages.

    They are asked for and not written to a folder, as the program says that they are before they are.
    Raises OutputError when there is no index, or none within `longest` seconds.
    """
    import pagefind_bin

    command = [str(pagefind_bin.get_executable()), "--service"]
    with tempfile.TemporaryFile() as said:  # no pipe: it could be full, and nobody reads it before the end
        try:
            with subprocess.Popen(  # noqa: S603  # the program of the package, without a word of the site's
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said
            ) as process:
                end = threading.Timer(longest, process.kill)
                end.start()
                try:
                    return _asked(process, documents)
                except EOFError:
                    lines = _lines(said)
                    raise failure(lines[-1] if lines else f"it ended with {process.wait()}") from None
                finally:
                    end.cancel()
                    process.kill()  # it has nothing more to do
        except OSError as error:
            raise failure(str(error)) from error


def _lines(said: IO[bytes]) -> list[str]:
    said.seek(0)
    return said.read().decode("utf-8", "replace").strip().splitlines()


def _asked(process: subprocess.Popen[bytes], documents: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """The files, from the running program; raises OutputError, and EOFError when it ends before."""
    try:
        _ask(process, type="NewIndex", config=None)
        for path, html in documents:
            _ask(process, type="AddFile", index_id=_INDEX, file_path=path, url=None, file_contents=html)
        files = _ask(process, type="GetFiles", index_id=_INDEX)["files"]
        return {file["path"]: base64.b64decode(file["content"]) for file in files}
    except (ValueError, KeyError, TypeError) as error:
        raise failure(f"its answer is not as this Dateline knows it: {error}") from error


def _ask(process: subprocess.Popen[bytes], **action: Any) -> Any:
    """The answer to one question, once it is there; raises OutputError for one that says what is wrong.

    EOFError is raised when there is none any more; an answer that is not such as the program gives raises
    ValueError, KeyError or TypeError.
    """
    assert process.stdin and process.stdout  # noqa: S101, PT018  # pipes
    question = msgspec.json.encode({"message_id": 0, "payload": action})
    answer = bytearray()
    try:
        process.stdin.write(base64.b64encode(question) + b",")
        process.stdin.flush()
    except BrokenPipeError:
        with suppress(BrokenPipeError):
            process.stdin.close()
        raise EOFError from None
    while not answer.endswith(b","):
        arrived = os.read(process.stdout.fileno(), _CHUNK)
        if not arrived:
            raise EOFError
        answer += arrived
    found = msgspec.json.decode(base64.b64decode(answer))["payload"]
    if found["type"] == "Error":
        raise failure(found["message"])
    return found


def failure(why: str) -> OutputError:
    """The error of an index that could not be made."""
    hint = "`enabled = false` under [search] builds the site without its search"
    return OutputError(rules.problem("output", Place("site.toml"), f"Pagefind made no index: {why}", hint))
