"""Templating: Jinja, set up for templates of themes: strict, escaping, and faster than as it comes.

This room knows neither the files of a theme nor how its faults are reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from types import FunctionType
from typing import Any

import jinja2
import markupsafe
import msgspec
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro

from dateline.patterns import deferred
from dateline.problems import did_you_mean
from dateline.theming.assets import Asset, StaticFile
from dateline.theming.quickcode import QuickCode
from dateline.words import Speech, kept

_PLAIN = (".txt", ".json", ".css")
"""Endings of templates in which Jinja escapes nothing."""

# markupsafe's own loop, without the object that it wraps around each result; pages have many.
_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)


class UnknownAssetError(jinja2.TemplateRuntimeError):
    """A template asked for a static file that the theme does not have."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__(f"the theme has no static file “{name}”")
        self.hint = hint


_NUMBERS = (int, float)
"""Types whose text never has a character that must be escaped."""


def _shown(value: object) -> str:
    """A value as text for a page: escaped, unless it is markup already, or a number."""
    if type(value) is str:
        return _escaped(value)
    if type(value) is markupsafe.Markup:
        return value
    return str(value) if type(value) in _NUMBERS else markupsafe.escape(value)


def _json(value: object) -> str:
    """A value as JSON, for templates of JSON files: plain data and views, no text of which ends early."""
    return msgspec.json.encode(value).decode()


class _Template(jinja2.Template):
    """A template whose parts are joined as plain texts, as all of them are escaped already."""

    @classmethod
    def from_code(cls, *args: Any, **kwargs: Any) -> jinja2.Template:
        """The template of some compiled code."""
        template = super().from_code(*args, **kwargs)
        template.root_render_func.__globals__.update(escape=_shown, escape_text=_escaped)
        return template

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """The module that importing it gives; all templates have the same globals, so none are looked for."""
        return super()._get_default_module()


class _Context(Context):
    """What a template sees; macros and our own functions are called without the checks that Jinja makes."""

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """The result of calling `called`."""
        kind = type(called)
        if kind is not Macro and kind is not FunctionType:
            return super().call(called, *args, **kwargs)
        kwargs.pop("_loop_vars", None)  # Jinja's own, for those who want the context
        kwargs.pop("_block_vars", None)
        return called(self.eval_ctx, *args, **kwargs) if kind is Macro else called(*args, **kwargs)


class _Environment(jinja2.Environment):
    """Jinja with this template class and this context."""

    template_class = _Template
    context_class = _Context


class _QuickEnvironment(_Environment):
    """The same with a compiler of our own (`quickcode`)."""

    code_generator_class = QuickCode


# How a template names another one, and how it does so by a plain text.
_TAG = deferred(r"\{%[-+]?\s*(?:extends|include|import|from)\b(?P<rest>.*?)%\}", re.DOTALL)
_NAMED = deferred(
    r"""\s*(?P<mark>["'])(?P<name>[^"'\\]*)(?P=mark)(?:\s+(?:import|as|ignore|with|without)\b.*|\s*[-+]?)""",
    re.DOTALL,
)


def reached(templates: Mapping[str, StaticFile], name: str) -> frozenset[str]:
    """The names of templates that rendering one may need, with its own; some may not exist.

    A template that names another by anything but a plain text may need all.
    """
    found: set[str] = set()
    to_read = {name}
    while to_read:
        name = to_read.pop()
        found.add(name)
        if name in templates:
            for tag in _TAG.finditer(templates[name].content.decode()):
                named = _NAMED.fullmatch(tag["rest"])
                if named is None:
                    return frozenset((*templates, *found, *to_read))
                to_read |= {named["name"]} - found
    return frozenset(found)


_ASSET = deferred(r"""\basset\b(?:\s*\(\s*(?P<mark>["'])(?P<name>[^"'\\]*)(?P=mark)\s*\))?""")


def asked_for(templates: Mapping[str, StaticFile], names: Iterable[str]) -> frozenset[str] | None:
    """The static files that these templates may ask `asset` for; None where they may ask for any."""
    found: set[str] = set()
    for name in names:
        if name in templates:
            for asked in _ASSET.finditer(templates[name].content.decode()):
                if asked["name"] is None:
                    return None
                found.add(asked["name"])
    return frozenset(found)


class Bytecode(jinja2.BytecodeCache):
    """Compiled templates by their files; Jinja checks their source, its version and Python's."""

    def __init__(self, kept: MutableMapping[str, bytes]) -> None:
        self._kept = kept
        self._used: set[str] = set()

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The key is the file, as a template has two names (one with its theme's) and is compiled once."""
        return filename or name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket, if its code is kept."""
        self._used.add(bucket.key)
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code in a bucket."""
        self._kept[bucket.key] = bucket.bytecode_to_string()

    def keep_used(self) -> None:
        """Drop the code of templates that were not asked for since this was made."""
        for key in self._kept.keys() - self._used:
            del self._kept[key]


def environment(
    templates: Mapping[str, StaticFile],
    published: Mapping[str, Asset],
    bytecode: Bytecode | None,
    speech: Speech,
) -> jinja2.Environment:
    """Jinja as templates know it: strict, escaping, with pure filters and two functions.

    With `bytecode`, which keeps it, the code of templates is quick code: it raises AttributeError where only
    Jinja's own code can tell what a template means (`quickcode`).
    """

    def source(name: str) -> tuple[str, str, None] | None:
        file = templates.get(name)
        return (file.content.decode(), file.shown, None) if file else None

    def asset(name: str) -> Asset:
        if name not in published:
            raise UnknownAssetError(name, did_you_mean(name, published))
        return published[name]

    def say(key: str, **values: object) -> str:
        if markupsafe.Markup in map(type, values.values()):
            return markupsafe.Markup(speech.markup(markupsafe.escape, key, **values))
        return speech.say(key, **values)

    made = (_Environment if bytecode is None else _QuickEnvironment)(
        loader=jinja2.FunctionLoader(source),
        autoescape=lambda name: not (name or "").endswith(_PLAIN),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=bytecode,
    )
    made.globals.clear()  # `lipsum` is random; the others invite programs into templates
    made.globals["asset"] = asset
    made.filters["json"] = _json
    made.globals["say"] = kept(say)
    del made.filters["random"]
    return made
