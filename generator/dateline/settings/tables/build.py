"""What is built and where: `[build]`."""

from __future__ import annotations

import msgspec

from dateline.settings.reading import Reading


class Build(msgspec.Struct, frozen=True):
    """What is built and where: `[build]`."""

    output: str = "public"
    """The folder that the site is written into, from the site's folder."""
    feed_stories: int = 20
    """How many stories the feed holds, the newest first."""
    home_stories: int = 12
    """How many stories the home page lists below the first."""
    page_stories: int = 30
    """How many stories a page of a list holds: of a section, a tag, a publisher or a month."""


def read_build(reading: Reading, value: object) -> Build:
    """What the table says, with its defaults."""
    default = Build()
    data = reading.table(value, ("build",), Build.__struct_fields__)
    output = reading.text(data, ("build", "output"), default.output)
    if not output.isprintable():
        reading.wrong(("build", "output"), "the name of the output folder holds a character that no name has")
    return Build(
        output=output,
        feed_stories=reading.count(data, ("build", "feed_stories"), default.feed_stories),
        home_stories=reading.count(data, ("build", "home_stories"), default.home_stories),
        page_stories=reading.count(data, ("build", "page_stories"), default.page_stories),
    )
