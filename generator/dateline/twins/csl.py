"""CSL-JSON: a story's sources for whoever cites them (schema 1.0.2 of the Citation Style Language)."""

from __future__ import annotations

import json
from typing import Any

from dateline.dates import parse_moment
from dateline.twins.twin import Source, Twin
from dateline.urls import in_ascii


def csl_items(twin: Twin) -> bytes:
    """The sources in the order of their numbers, an item on a line."""
    items = (json.dumps(_item(source), ensure_ascii=False) for source in twin.sources)
    return ("[\n" + ",\n".join(f" {item}" for item in items) + "\n]\n").encode()


def _item(source: Source) -> dict[str, Any]:
    """One source: an article of its publisher's."""
    day = parse_moment(source.published).date
    by = source.author or source.agency
    item = {
        "id": source.key,
        "type": "article-newspaper",
        "title": source.title,
        # A name is printed as it stands: which of its parts is the family's, nobody told us.
        "author": [{"literal": by}] if by else [],
        "container-title": source.publisher,
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "URL": in_ascii(source.url),
        "archive_location": in_ascii(source.archive),
        "language": source.language,
        "citation-number": str(source.number),
    }
    return {name: value for name, value in item.items() if value}
