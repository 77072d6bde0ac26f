"""`dateline schema`: the JSON Schema of what a newsroom writes, or of what a site publishes."""

from __future__ import annotations

import sys

import click

from dateline.cli.edge import stream_to

KINDS = (
    *("story", "source", "page", "section", "story-translation", "page-translation", "section-translation"),
    *("site", "twin", "api"),
)


@click.command(
    epilog="\b\nExamples:\n  dateline schema story > schemas/story.json\n"
    "  dateline schema site > schemas/site.json"
)
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
def schema(kind: str) -> None:
    """Print the JSON Schema of one KIND of file.

    story, source, page and section are for front matter; story-translation, page-translation and
    section-translation for that of story.fr.md, about.fr.md and section.fr.md; site for site.toml:
    an editor that has them completes and checks what you write. twin is for the index.json beside
    a story's page, api for api/index.json.
    """
    from dateline.schemas import schema_text

    stream_to(sys.stdout).line(schema_text(kind).rstrip("\n"))
