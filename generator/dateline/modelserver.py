"""The model that a newsroom has: a prompt goes to its server, and the words of the reply come back.

Responsible for: the chat-completions protocol, through the `openai` client; what goes wrong there, in words;
the replies that are kept under `.dateline/`. Must not know: what a reply says, the environment, the terminal.
The key is handed in, and goes to the server alone: it is neither kept nor in any message.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from dateline import digest
from dateline.compose.prompting import Prompt
from dateline.output import disk
from dateline.request import STATE
from dateline.settings.tables.compose import Compose

if TYPE_CHECKING:
    import openai

INSTALL: Final = "pip install 'dateline[openai]'"
KEPT: Final = "replies"
"""The folder under `.dateline/` that holds them."""
LARGEST: Final = 4 << 20
"""Bytes of an answer, unpacked: a model's words are some thousands, and what goes on and on is none."""
_LONGEST: Final = 200  # characters of a server's own words
_NO_KEY: Final = "none"  # the client asks for a key where a local server wants none


class AwayError(Exception):
    """There is no reply; the message says why, in words for a newsroom."""


class _Message(msgspec.Struct, frozen=True):
    content: str | None = None


class _Choice(msgspec.Struct, frozen=True):
    message: _Message
    finish_reason: str | None = None


class _Completion(msgspec.Struct, frozen=True):
    """What is read of a reply of the protocol; everything else in it is left alone."""

    choices: tuple[_Choice, ...]


_COMPLETION: Final = msgspec.json.Decoder(_Completion)


def ask(server: Compose, prompt: Prompt, key: str = "", *, timeout: float | None = None) -> str:
    """The words that the model replies, at temperature 0; raises AwayError.

    The server is asked once. `timeout` is in seconds, in place of the setting: so long may it say nothing.
    """
    seconds = server.timeout if timeout is None else timeout
    client = _client(server, key, seconds)
    import openai

    try:
        with client:
            raw = client.chat.completions.with_raw_response.create(
                model=server.model,
                temperature=0,
                messages=[
                    {"role": "system", "content": prompt.system},
                    {"role": "user", "content": prompt.user},
                ],
            )
            data = raw.content
    except openai.APITimeoutError as error:
        raise AwayError(f"{server.base_url} said nothing for {seconds:g} seconds") from error
    except openai.APIStatusError as error:
        said = _safe(_said(error.response.content), key)
        raise AwayError(f"{server.base_url} answered with status {error.status_code}{said}") from error
    except openai.OpenAIError as error:
        if isinstance(error.__cause__, AwayError):
            raise error.__cause__ from None
        why = _safe(str(error.__cause__ or error), key)
        raise AwayError(f"{server.base_url} cannot be reached{why}") from error
    return _words(server, data)


def _client(server: Compose, key: str, seconds: float) -> openai.OpenAI:
    """A client that sends what it is given, once; raises AwayError where there is no library or network."""
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise AwayError("the key holds a character that no key has")
    try:
        import openai
    except ImportError as error:
        raise AwayError(f"the client for models is not installed: {INSTALL}") from error
    try:
        hooks: dict[str, list[Callable[..., Any]]] = {"response": [partial(_bound, server.base_url)]}
        network = openai.DefaultHttpxClient(follow_redirects=False, event_hooks=hooks)
    except (ValueError, ImportError, OSError) as error:  # a proxy or a certificate of the machine's own
        raise AwayError(f"the network of this machine is not set up{_safe(str(error), key)}") from error
    nobody: Any = openai.Omit()
    return openai.OpenAI(
        api_key=key or _NO_KEY,
        admin_api_key="",
        organization="",
        project="",
        webhook_secret="",
        base_url=server.base_url,
        timeout=seconds,
        max_retries=0,
        default_headers={"OpenAI-Organization": nobody, "OpenAI-Project": nobody},
        http_client=network,
    )


def _bound(url: str, response: Any) -> None:
    """Give no more than `LARGEST` bytes of an answer, also of one about an error; before it is read."""
    unpacked = response.iter_bytes

    def iter_bytes(size: int | None = None) -> Iterator[bytes]:
        count = 0
        for chunk in unpacked(size):
            count += len(chunk)
            if count > LARGEST:
                raise AwayError(f"{url} answered with more than a model says")
            yield chunk

    response.iter_bytes = iter_bytes


def _words(server: Compose, data: bytes) -> str:
    """The words in an answer; raises AwayError for one that is no reply."""
    try:
        found = _COMPLETION.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise AwayError(f"{server.base_url} answered with something that is no chat completion") from error
    content = found.choices[0].message.content if found.choices else None
    if not content or not content.strip():
        raise AwayError(f"{server.base_url} answered without a word")
    return content


def _said(data: bytes) -> str:
    """A server's own words about an error: `error.message`, or `message`, of a JSON object; "" for none."""
    try:
        found = msgspec.json.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return ""
    error = found.get("error", found) if isinstance(found, dict) else ""
    said = error.get("message", "") if isinstance(error, dict) else error
    return said if isinstance(said, str) else ""


def _safe(words: str, key: str) -> str:
    """Words from outside as the end of a message: one short line, without the key."""
    hidden = words.replace(key, "…") if key else words
    line = " ".join("".join(char if char.isprintable() else " " for char in hidden).split())
    return f": {line[:_LONGEST]}" if line else ""


# ── replies that are kept ────────────────────────────────────────────────────────────────────────


def kept_reply(root: Path, server: Compose, prompt: Prompt) -> str | None:
    """The reply that this server's model gave to the very same prompt; None when none is kept."""
    try:
        return _path(root, server, prompt).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def keep_reply(root: Path, server: Compose, prompt: Prompt, reply: str) -> None:
    """Keep a reply, whole or not at all; where that cannot be done, the model is asked again next time."""
    path = _path(root, server, prompt)
    fresh = disk.beside(path)
    with contextlib.suppress(OSError, UnicodeEncodeError):
        disk.make_folder(path.parent)
        disk.put(fresh, reply.encode())
        disk.move(fresh, path)


def _path(root: Path, server: Compose, prompt: Prompt) -> Path:
    name = digest.of_value(prompt.system, prompt.user, server.model, server.base_url)
    return root / STATE / KEPT / f"{name}.md"
