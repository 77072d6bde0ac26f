"""`dateline new`: a site, a story, a translation, a source article."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from dateline.cli.edge import JSON, SITE, Reporting, created_files, invoked, moment_now, site_root, stream_to


@click.group(
    epilog="\b\nExamples:\n"
    "  dateline new site harbour\n  dateline new story world/talks\n  dateline new source world/talks ap"
)
def new() -> None:
    """Start a site, a story, a translation or a source article."""


@new.command("site", epilog="\b\nExample:\n  dateline new site harbour && dateline build -s harbour")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--title", metavar="TEXT", help="The site's title [default: from the folder's name].")
@JSON
def new_site(path: Path, title: str | None, as_json: bool) -> None:
    """Make a new site in the folder PATH."""
    begun = time.monotonic()
    from dateline.editing import scaffold

    with Reporting("new site", path, as_json, begun):
        name = title or path.resolve().name.replace("-", " ").replace("_", " ").strip().title()
        created = scaffold.new_site(path, name)
    created_files("new site", created, path, begun, as_json=as_json)
    stream_to(sys.stdout).line(f"Next: cd {path} && dateline build")


@new.command("story", epilog='\b\nExample:\n  dateline new story world/talks --title "Talks resume"')
@click.argument("story_id", metavar="SECTION/NAME")
@click.option("--title", metavar="TEXT", help="The headline [default: from NAME].")
@SITE
@JSON
def new_story(story_id: str, title: str | None, folder: str | None, as_json: bool) -> None:
    """Make a story's folder with a story.md to fill in."""
    begun = time.monotonic()
    from dateline.editing import scaffold

    root = site_root(folder)
    with Reporting("new story", root, as_json, begun):
        name = title or story_id.rstrip("/").rpartition("/")[2].replace("-", " ").capitalize()
        created = scaffold.new_story(root, story_id, name, moment_now().date.isoformat())
    created_files("new story", created, root, begun, as_json=as_json)
    _tell_draft()


@new.command("translation", epilog="\b\nExample:\n  dateline new translation world/talks fr")
@click.argument("story_id", metavar="SECTION/NAME")
@click.argument("tag", metavar="LANGUAGE")
@SITE
@JSON
def new_translation(story_id: str, tag: str, folder: str | None, as_json: bool) -> None:
    """Make a translation of a story or a page, with the words of the original to write over."""
    begun = time.monotonic()
    from dateline.editing import scaffold

    root = site_root(folder)
    with Reporting("new translation", root, as_json, begun):
        created = scaffold.new_translation(root, story_id, tag, moment_now().date.isoformat())
    created_files("new translation", created, root, begun, as_json=as_json)
    _tell_draft()


@new.command(
    "source",
    epilog="\b\nExample:\n  dateline new source world/talks ap --publisher AP --url https://apnews.example/talks",
)
@click.argument("story_id", metavar="SECTION/NAME")
@click.argument("key")
@click.option("--title", metavar="TEXT", default="", help="The article's headline.")
@click.option("--publisher", metavar="TEXT", default="", help="Who published it [default: from KEY].")
@click.option("--url", metavar="URL", default="", help="The article's address.")
@click.option("--published", metavar="TIME", default="", help="When it was published [default: today].")
@SITE
@JSON
def new_source(
    story_id: str,
    key: str,
    title: str,
    publisher: str,
    url: str,
    published: str,
    folder: str | None,
    as_json: bool,
) -> None:
    """Make a source article's file in a story: its KEY is how [@key] cites it."""
    begun = time.monotonic()
    from dateline.check.unfinished import HEADLINE
    from dateline.editing import scaffold

    root = site_root(folder)
    with Reporting("new source", root, as_json, begun):
        created = scaffold.new_source(
            root,
            story_id,
            key,
            title=title or HEADLINE,
            publisher=publisher or key.upper(),
            url=url,
            published=published or moment_now().date.isoformat(),
        )
    created_files("new source", created, root, begun, as_json=as_json)


def _tell_draft() -> None:
    """Say how to look at what was made, as no build shows it without being asked."""
    out = stream_to(sys.stdout)
    out.line(f"It is a draft. Look at it: {invoked()} serve -D. To publish it, take `draft: true` away")
