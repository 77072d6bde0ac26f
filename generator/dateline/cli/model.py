"""A draft by the newsroom's model, where site.toml names one: the key, the server, and what came of it.

The key is read from the environment here and handed on; nothing prints it. Whatever goes wrong, the
extractive draft is there: that is said, and why.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import msgspec

from dateline.cli.edge import printable

if TYPE_CHECKING:
    from dateline.build import Planned
    from dateline.compose.drafted import Drafted
    from dateline.compose.prompted import Prompted
    from dateline.compose.prompting import Prompt
    from dateline.settings.tables.compose import Compose


class Modelled(msgspec.Struct, frozen=True):
    """The text of a draft, and how it came to be."""

    text: str
    """The briefing as the text of a story.md."""
    engine: str
    """What made it: "extractive", or the name of another engine."""
    notes: tuple[str, ...] = ()
    """What the newsroom must know, a line each; free of what would steer a terminal."""
    dropped: tuple[tuple[str, str], ...] = ()
    """What of the reply is not in it: the words, and why."""

    @property
    def details(self) -> dict[str, Any]:
        """The same for machines, without the text."""
        dropped = [{"text": text, "why": why} for text, why in self.dropped]
        return {"engine": self.engine, "notes": list(self.notes), "dropped": dropped}


def model_draft(planned: Planned, story: str, made: Drafted, *, keep: bool = False) -> Modelled:
    """The draft of a story by the engine that site.toml names; `made` where that is, or must be, extractive.

    With `keep` sentences that the audit finds wrong are kept, and marked.
    """
    server = planned.config.compose
    if server.engine == "extractive":
        return Modelled(made.text, server.engine)
    from dateline.compose.prompted import prompt_of, prompted
    from dateline.evidence.examine import articles_of
    from dateline.modelserver import AwayError, keep_reply, kept_reply

    folder = planned.content.folder(story)
    articles = articles_of(folder.sources, planned.content.texts(story))
    prompt = prompt_of(made, articles)
    if prompt is None:
        return _extractive(made, "no article has a text to send")
    reply = kept_reply(planned.root, server, prompt)
    is_kept = reply is not None
    try:
        reply = _asked(server, prompt) if reply is None else reply
    except AwayError as error:
        return _extractive(made, str(error))
    found = prompted(made, articles, reply, planned.config.evidence, keep=keep)
    dropped = tuple((one.text, one.why) for one in found.dropped)
    if not found.sentences:
        why = f"nothing in the reply of {server.model} may stand"
        return msgspec.structs.replace(_extractive(made, why, _dropped(found)), dropped=dropped)
    if not is_kept:
        keep_reply(planned.root, server, prompt, reply)
    return Modelled(found.text, server.engine, _notes(server, prompt, found, is_kept=is_kept), dropped)


def _asked(server: Compose, prompt: Prompt) -> str:
    """The model's reply; raises AwayError, also when the key is missing."""
    from dateline.modelserver import AwayError, ask

    key = os.environ.get(server.api_key_env, "").strip() if server.api_key_env else ""
    if server.api_key_env and not key:
        raise AwayError(f"the environment variable {server.api_key_env} holds no key")
    return ask(server, prompt, key)


def _extractive(made: Drafted, why: str, more: tuple[str, ...] = ()) -> Modelled:
    note = f"no draft by the model  {printable(why)}: this draft is in the articles’ own words"
    return Modelled(made.text, "extractive", (*more, note))


def _notes(server: Compose, prompt: Prompt, found: Prompted, *, is_kept: bool) -> tuple[str, ...]:
    """Who wrote it, what was not sent, and what was dropped."""
    from dateline.console import counted

    how = ", kept from an earlier run" if is_kept else ""
    head = f"drafted by {printable(server.model)}  {counted(found.sentences, 'sentence')}{how}"
    cut = tuple(f"sent in part  {key}: it is too long" for key in prompt.cut)
    return (head, *cut, *_dropped(found))


def _dropped(found: Prompted) -> tuple[str, ...]:
    return tuple(printable(f"dropped  “{one.text}”: {one.why}") for one in found.dropped)
