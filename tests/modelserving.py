"""A model's server for tests: real HTTP on loopback, the chat-completions protocol, a test's own answers.

It imports nothing of Dateline.
"""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Asked:
    """A request as it came."""

    path: str
    headers: dict[str, str]
    """By their names in small letters."""
    body: dict[str, Any]


@dataclass
class ModelServer:
    """What the server answers, and what it was asked."""

    url: str = ""
    reply: str = ""
    """The words of a good answer."""
    status: int = 200
    raw: bytes | None = None
    """The body in place of a good answer."""
    hangs: bool = False
    endless: bool = False
    """Sends spaces for as long as anybody reads them."""
    packed: bool = False
    """Sends the body by gzip."""
    asked: list[Asked] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)
    """Set when the test is over: what hangs may go."""

    def answer(self) -> bytes:
        if self.raw is not None:
            return self.raw
        message = {"role": "assistant", "content": self.reply}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        whole = {"id": "c-1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
        return json.dumps(whole).encode()


@contextmanager
def serving() -> Iterator[ModelServer]:
    """A server on a free port of this machine, until the end of the block."""
    state = ModelServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"]))
            state.asked.append(
                Asked(
                    self.path, {name.lower(): value for name, value in self.headers.items()}, json.loads(data)
                )
            )
            if state.hangs:
                state.done.wait(50)
                return
            body = gzip.compress(state.answer()) if state.packed else state.answer()
            self.send_response(state.status)
            self.send_header("Content-Type", "application/json")
            if state.packed:
                self.send_header("Content-Encoding", "gzip")
            if not state.endless:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(ConnectionError):
                while state.endless and not state.done.is_set():
                    self.wfile.write(b" " * 65536)
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        state.url = f"http://127.0.0.1:{server.server_port}/v1/"
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield state
        finally:
            state.done.set()
            server.shutdown()
            thread.join()
