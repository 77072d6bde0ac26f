"""Serving: a preview as a web server, its requests, and the events that keep open tabs up to date.

A request waits for every build that was wanted before it came. Tabs hear of each build by server-sent
events (WHATWG HTML §9.2). This room plans and renders nothing itself, prints nothing, reads no clock; the
only files that it reads are those of the preview's own script.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import mimetypes
import socket
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar
from urllib.parse import unquote

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.policy import STRICT
from dateline.preview import tabs
from dateline.preview.guard import HEADERS, page_policy, refusal
from dateline.preview.preview import Preview
from dateline.preview.ranges import ranged
from dateline.preview.shown import Shown
from dateline.report import style_policy

CLIENT = Path(__file__).parent / "client"
BEAT = 20.0
"""Seconds after which a silent stream of events says that it is still there."""

_REPORT_POLICY = (
    f"default-src 'none'; script-src 'self'; style-src 'self' {style_policy()}; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What a report may load: its one style sheet, and the preview's own files."""

_T = TypeVar("_T")
_TYPES = mimetypes.MimeTypes()  # the standard library's own table, the same on every system
_MORE_TYPES = {
    ".avif": "image/avif",
    ".js": "text/javascript",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}


class Stage:
    """Where builds and visitors meet: who waits, which tabs are open, when it is over.

    `wanted` and `built` are called from other threads; everything else from the server's.
    """

    def __init__(self, preview: Preview, *, reload: bool = True) -> None:
        self.preview, self.reload = preview, reload
        self.stopping = False
        self._wanted, self._done = 1, 0
        self._tabs: dict[int, str] = {}
        self._numbers = itertools.count()
        self._moved_in, self._moved_to = 0, ""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._turn = asyncio.Event()

    # ── called by the thread that builds ─────────────────────────────────────────────────────────

    def wanted(self) -> None:
        """A build is wanted: requests from now on wait for it."""
        self._wanted += 1

    def begun(self) -> int:
        """How many builds have been wanted: to be handed to `built` by the one that begins now."""
        return self._wanted

    def built(self, wanted: int) -> None:
        """Note that a build is done, and wake who waits; `wanted` is what `begun` gave when it began."""
        self._done = max(self._done, wanted)
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake)

    def open_pages(self) -> tuple[str, ...]:
        """The paths of the pages that tabs show."""
        shown = self.preview.shown
        return tuple(tabs.page_path(shown, address) for address in tuple(self._tabs.values()))

    # ── called by the server ─────────────────────────────────────────────────────────────────────

    def open(self) -> None:
        """Called when the server's loop runs."""
        self._loop = asyncio.get_running_loop()

    def stop(self) -> None:
        """End all waiting, for good."""
        self.stopping = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._wake)

    async def made(self, make: Callable[[], _T]) -> _T | None:
        """What `make` gives in a thread, where it may wait for a build; None when all ends before that."""
        work = None if self.stopping else asyncio.ensure_future(asyncio.to_thread(make))
        while work is not None and not self.stopping:
            turn = asyncio.ensure_future(self._turn.wait())
            await asyncio.wait((work, turn), return_when=asyncio.FIRST_COMPLETED)
            turn.cancel()
            if work.done():
                return work.result()
        return None

    async def settled(self) -> Shown:
        """What is shown once every build is done that was wanted when this was asked."""
        goal = self._wanted
        while self._done < goal and not self.stopping:
            await self._turn.wait()
        return self.preview.shown

    async def events(self, address: str, seen: str, builds: int) -> AsyncIterator[str]:
        """The stream of one tab, which shows `address` as marked by `seen`, after so many builds."""
        me = next(self._numbers)
        self._tabs[me] = address
        try:
            while not self.stopping:
                shown = await self.settled()
                turn = self._turn
                told = await self.made(partial(self._news, shown, me, address, seen, builds))
                if told is None:
                    return
                yield f"data: {json.dumps(told)}\n\n"
                seen, builds = told["mark"], shown.builds
                while self.preview.shown is shown and not self.stopping:
                    try:
                        await asyncio.wait_for(turn.wait(), BEAT)
                    except TimeoutError:
                        yield ": still here\n\n"
                    turn = self._turn
        finally:
            del self._tabs[me]

    def _news(self, shown: Shown, me: int, address: str, seen: str, builds: int) -> dict[str, Any]:
        answered = tabs.answer(self.preview, shown, unquote(address))
        made = tabs.mark(shown, answered, unquote(address))
        go = shown.edited_in > max(builds, self._moved_in) and self._is_mover(shown, me)
        if go:
            self._moved_in, self._moved_to = shown.edited_in, shown.edited.page
        beside = self.preview.beside(shown, answered.path)
        return tabs.news(shown, answered, made, seen, beside, go=go)

    def _is_mover(self, shown: Shown, me: int) -> bool:
        """True for the one tab that follows the writer.

        It is there already, or it is where the last edit took it, or else it is the newest: whatever loads
        again is a new one. A report stays where it is.
        """
        opened = tuple(self._tabs.items())  # at once: others come and go in the server's thread
        pages = {tab: at for tab, at in opened if not at.startswith(tabs.REPORTS)}
        at = {tab: tabs.page_path(shown, address) for tab, address in pages.items()}
        for path in (shown.edited.page, self._moved_to):
            if there := [tab for tab in at if path and at[tab] == path]:
                return me == there[-1]
        return me in list(at)[-1:]

    def _wake(self) -> None:
        turn, self._turn = self._turn, asyncio.Event()
        turn.set()


def application(stage: Stage, bound: str) -> ASGIApp:
    """The preview as an ASGI application, served at the address `bound`."""

    async def page(request: Request) -> Response:
        shown = await stage.settled()
        answer = partial(_respond, stage, shown, request.scope["path"], request.headers)
        return await stage.made(answer) or PlainTextResponse("The preview has ended.\n", 503)

    async def events(request: Request) -> Response:
        if request.method == "HEAD":  # a stream has no end that could be waited for
            return Response(media_type="text/event-stream")
        ask = request.query_params
        builds = ask.get("builds", "")
        stream = stage.events(
            ask.get("page", "/"), ask.get("mark", ""), int(builds[:9]) if builds.isdecimal() else 0
        )
        return StreamingResponse(stream, media_type="text/event-stream")

    async def own(request: Request) -> Response:
        name = request.path_params["name"]
        files = {path.name: path for path in CLIENT.iterdir()}
        if name not in files:
            return PlainTextResponse("Not found.\n", 404)
        return Response(files[name].read_bytes(), media_type=_type(name))

    routes = [
        Route(f"{tabs.HOME}events", events),
        Route(tabs.REPORTS.rstrip("/"), page),
        Route(tabs.HOME + "{name}", own),
        Route("/{path:path}", page),
    ]
    return _guarded(Starlette(routes=routes), bound)


def _respond(stage: Stage, shown: Shown, address: str, asked: Headers) -> Response:
    """What is at an address, with the script that keeps it up to date."""
    answered = tabs.answer(stage.preview, shown, address)
    if answered.location:
        return RedirectResponse(answered.location, 307)
    body = answered.body
    if answered.failure is not None:
        notices = stage.preview.notices(answered.failure)
        body = tabs.broken_page(shown, notices, answered.failure.trace)
    if stage.reload and answered.path.endswith(".html") and answered.path not in shown.copied:
        report = tabs.report_href(shown, answered.path)
        body = tabs.with_script(body, shown, tabs.mark(shown, answered, address), report)
    policy = shown.plan.plan.policy if shown.plan else STRICT
    own = page_policy(policy, asked.get("host", ""), tabs.HOME)
    said = _REPORT_POLICY if address.startswith(tabs.REPORTS) else own
    headers = {"Content-Security-Policy": said} if answered.path.endswith(".html") else {}
    status = answered.status
    if status == 200 and answered.path in shown.copied:
        # Nothing says which form of a file another answer had a part of.
        status, body, more = ranged(body, "" if "if-range" in asked else asked.get("range", ""))
        headers |= more
    return Response(body, status, headers, media_type=_type(answered.path))


def _type(path: str) -> str:
    """The media type of a file by its name."""
    ending = Path(path).suffix.lower()
    return _MORE_TYPES.get(ending) or _TYPES.guess_type(f"x{ending}")[0] or "application/octet-stream"


def _guarded(app: ASGIApp, bound: str) -> ASGIApp:
    """The application behind its guard: strangers are refused, every answer has the headers."""
    headers = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = {name for name, _ in message["headers"]}
                more = [header for header in headers if header[0] not in said]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
        refused = refusal(scope["method"], host, bound)
        answer = PlainTextResponse(refused[1], refused[0]) if refused else app
        await answer(scope, receive, with_headers)

    return guarded


class _Threads(ThreadPoolExecutor):
    """Threads that are not waited for at the end: they may wait for a build."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End without those that are at work."""
        super().shutdown(wait=False, cancel_futures=True)


class _Server(uvicorn.Server):
    """Ends at once on Ctrl-C and SIGTERM, with the streams of open tabs, and as a success."""

    def __init__(self, config: uvicorn.Config, stage: Stage) -> None:
        super().__init__(config)
        self._stage = stage

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End; without the parent's note of the signal, which would raise it once more."""
        self.force_exit = self.should_exit
        self.should_exit = True
        self._stage.stop()


def run(stage: Stage, sock: socket.socket, bound: str, started: Callable[[], None]) -> None:
    """Serve until a signal ends it. `started` is called when the server's loop runs."""
    config = uvicorn.Config(
        application(stage, bound),
        lifespan="off",
        ws="none",
        http="h11",
        loop="asyncio",
        log_config=None,
        log_level="error",  # not of every stranger's request that is none
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    server = _Server(config, stage)

    async def serve() -> None:
        asyncio.get_running_loop().set_default_executor(_Threads())
        stage.open()
        started()
        await server.serve([sock])

    asyncio.run(serve())
