"""Ejecting: one part of a theme is copied into the site, where it can be changed.

A part is a template, a static file or a catalogue of words. It goes into the site's own theme, which is
made when the site has none: a child of the theme that it uses, named in site.toml from then on. Nothing
that exists is overwritten, and of site.toml one line changes. This room must not know Jinja, nor
what is in a part.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import msgspec

from dateline import rules
from dateline.editing.ownfiles import change, create, refusal
from dateline.problems import ConfigError, Place, did_you_mean
from dateline.settings.config import parse_config
from dateline.settings.located import SETTINGS
from dateline.settings.places import spans
from dateline.sitefiles import settings_text
from dateline.theming.themefiles import ThemeFolder, read_chain

THEMES = "themes"
OWN = "own"
"""The name of the theme that is made for a site that has none of its own."""


class Part(msgspec.Struct, frozen=True):
    """A file of a theme that a site can have its own copy of."""

    path: str
    """From the theme's folder: "templates/story.html"."""
    theme: str
    """The theme that it comes from: the site's, or one that this extends."""


class Ejected(msgspec.Struct, frozen=True):
    """What was copied, and what had to change for it; all paths are from the site's folder."""

    part: Part
    created: tuple[str, ...]
    settings: str = ""
    """The line that site.toml has now; "" when it was not changed."""


def parts(root: Path) -> tuple[Part, ...]:
    """The parts of the site's theme, in the order of their paths; raises ConfigError and ThemeError."""
    theme = parse_config(settings_text(root)).theme
    return tuple(Part(path, folder.name) for path, folder in _parts(read_chain(theme, root / THEMES)).items())


def eject(root: Path, asked: str, into: str | None = None) -> Ejected:
    """Copy a part of the site's theme into the site; `asked` is its path or the end of it.

    `into` names the site's own theme, which is made where there is none. Raises ThemeError, ConfigError also
    when site.toml cannot be changed, and OutputError for an unknown part, for what exists already, and for
    another theme than the site has.
    """
    theme = parse_config(settings_text(root)).theme
    known = _parts(read_chain(theme, root / THEMES))
    path = _chosen(asked, known)
    is_own = (root / THEMES / theme / "theme.toml").is_file()
    if is_own and into not in (None, theme):
        hint = f"leave --into away: what is copied goes into {THEMES}/{theme}"
        raise refusal(f"{THEMES}/{into}", f"the site has a theme of its own, “{theme}”", hint)
    name = OWN if into is None else into
    folder = f"{THEMES}/{theme if is_own else _checked(root, name)}"
    if is_own and known[path].name == theme:
        raise refusal(f"{folder}/{path}", "this part is the site's own already", "change it there")
    text = (root / SETTINGS).read_bytes().decode()  # with its own line ends
    changed = text if is_own else _with_theme(text, name)
    created = [create(root, f"{folder}/{path}", known[path].files[path])]
    if not is_own:
        described = f'description = "Our own parts, over the theme “{theme}”"\nextends = "{theme}"\n'
        created.append(create(root, f"{folder}/theme.toml", described.encode()))
        change(root, SETTINGS, text.encode(), changed.encode())
    line = "" if is_own else f'theme = "{name}"'
    return Ejected(Part(path, known[path].name), tuple(created), line)


def _parts(chain: tuple[ThemeFolder, ...]) -> dict[str, ThemeFolder]:
    """The folder that each part comes from, by the part's path; a child's go before its parents'."""
    found = {path: folder for folder in reversed(chain) for path in folder.files if path != "theme.toml"}
    return dict(sorted(found.items()))


def _chosen(asked: str, known: Mapping[str, ThemeFolder]) -> str:
    """The path of the one part that is asked for."""
    wanted = PurePosixPath(asked.strip("/")).as_posix()
    ends = [wanted] if wanted in known else [path for path in known if path.endswith(f"/{wanted}")]
    if len(ends) == 1:
        return ends[0]
    if ends:
        raise refusal(asked, "more than one part has this name", f"write one of: {', '.join(ends)}")
    near = did_you_mean(wanted, (*known, *(path.rpartition("/")[2] for path in known)))
    raise refusal(asked, "the theme has no such part", near or "`dateline theme parts` lists them")


def _checked(root: Path, name: str) -> str:
    """The name of a theme that is to be made."""
    if not name or PurePosixPath(name).name != name or name.startswith(".") or not name.isprintable():
        raise refusal(THEMES, f"“{name}” is no name for a theme", "use letters, digits and hyphens")
    if (root / THEMES / name).exists():
        hint = f'write theme = "{name}" in {SETTINGS}, or choose another name with --into'
        raise refusal(f"{THEMES}/{name}", "this folder exists, and the site does not use it", hint)
    return name


def _with_theme(text: str, name: str) -> str:
    """The text of site.toml that names this theme; nothing else of it is changed."""
    keys, values = spans(text)
    line = f'theme = "{name}"'
    if ("theme",) in values:
        start, end = keys[("theme",)][0], values[("theme",)][1]
        changed = text[:start] + line + text[end:]
    else:
        end = values[("title",)][1]
        stop = text.find("\n", end)
        at = len(text) if stop < 0 else stop
        at -= text[at - 1 : at] == "\r"
        line_end = "\r\n" if "\r\n" in text else "\n"
        changed = text[:at] + line_end + line + text[at:]
    before, after = parse_config(text), parse_config(changed)
    if msgspec.structs.replace(before, theme=name) != after:
        hint = f"write {line} in it"
        raise ConfigError(rules.problem("config", Place(SETTINGS), "this file cannot be edited safely", hint))
    return changed
