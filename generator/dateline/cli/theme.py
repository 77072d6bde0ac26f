"""`dateline theme`: which parts the site's theme has, and a copy of one of them to change."""

from __future__ import annotations

import sys
import time

import click

from dateline.cli.edge import JSON, SITE, Reporting, finish_json, shown, site_root, stream_to


@click.group(epilog="\b\nExamples:\n  dateline theme parts\n  dateline theme eject parts/timeline.html")
def theme() -> None:
    """Look at the site's theme, and make a part of it the site's own."""


@theme.command(epilog="\b\nExample:\n  dateline theme parts")
@SITE
@JSON
def parts(folder: str | None, as_json: bool) -> None:
    """List the parts of the site's theme, each with the theme that it comes from."""
    begun = time.monotonic()
    from dateline.editing import ejecting

    root = site_root(folder)
    with Reporting("theme parts", root, as_json, begun):
        found = ejecting.parts(root)
    if as_json:
        listed = [{"part": part.path, "theme": part.theme} for part in found]
        finish_json("theme parts", (), 0, time.monotonic() - begun, {"parts": listed})
    out = stream_to(sys.stdout)
    width = max(len(part.theme) for part in found)
    for part in found:
        out.line(f"{part.theme:{width}}  {part.path}")


@theme.command(
    epilog="\b\nExamples:\n  dateline theme eject story.html\n  dateline theme eject site.css --into harbour"
)
@click.argument("part")
@click.option("--into", metavar="NAME", help="The theme to make, where the site has none [own].")
@SITE
@JSON
def eject(part: str, into: str | None, folder: str | None, as_json: bool) -> None:
    """Copy one PART of the theme into the site, to change it there.

    The copy goes into the site's own theme. A site that has none gets one, which extends the theme that
    it used.
    """
    begun = time.monotonic()
    from dateline.editing import ejecting

    root = site_root(folder)
    with Reporting("theme eject", root, as_json, begun):
        done = ejecting.eject(root, part, into)
    if as_json:
        details = {
            "part": done.part.path,
            "theme": done.part.theme,
            "created": list(done.created),
            "settings": done.settings,
        }
        finish_json("theme eject", (), 0, time.monotonic() - begun, details)
    out = stream_to(sys.stdout)
    for file in done.created:
        out.line(f"created  {shown(root / file)}")
    if done.settings:
        out.line(f"changed  {shown(root / 'site.toml')}: {done.settings}")
