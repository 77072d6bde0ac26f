"""JSON-LD: a story as schema.org's NewsArticle, with its citations, corrections and time covered.

Follows schema.org release 30: `citation` (CreativeWork), `correction` (CorrectionComment) and
`temporalCoverage` (an ISO 8601 interval). The result is safe inside a `script` element.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from dateline.model.site import Source, Story
from dateline.model.topics import Thread
from dateline.pages.imprint import Imprint
from dateline.pages.pace import Pace
from dateline.views.pages import ImageView


def news_article(
    story: Story,
    imprint: Imprint,
    modified: str,
    pace: Pace,
    thread: Thread | None = None,
    image: ImageView | None = None,
) -> str:
    """The story's JSON-LD document; `modified` is RFC 3339, `thread` its place in a topic.

    `image` is the picture by which it is shown where it is shared.
    """
    config = imprint.config
    url = imprint.absolute(story.url)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": imprint.headline(story.listing),
        "description": story.description,
        "url": url,
        "mainEntityOfPage": url,
        "inLanguage": config.language,
        "datePublished": imprint.stamp(story.published),
        "dateModified": modified,
        "author": [{"@type": "Person", "name": name} for name in imprint.authors(story)]
        or _organization(imprint),
        "publisher": _organization(imprint),
        "image": _image(image) if image else None,
        "keywords": list(story.tags),
        "citation": [_citation(source, imprint) for source in story.sources],
        "correction": [
            {"@type": "CorrectionComment", "text": imprint.told(notice), "datePublished": notice.date.iso}
            for notice in story.corrections
        ],
        "temporalCoverage": _coverage(story),
        **_translations(story, imprint),
        "isPartOf": _series(thread, imprint) if thread else None,
        "wordCount": pace.words,
        "timeRequired": f"PT{pace.minutes}M",
    }
    return as_script({key: value for key, value in data.items() if value})


def _translations(story: Story, imprint: Imprint) -> dict[str, Any]:
    """The story in the site's other languages, or what it is a translation of."""
    rows = [
        {"@type": "NewsArticle", "inLanguage": one.language, "url": one.url}
        for one in imprint.languages(story.url)
        if one.name
    ]
    if not rows:
        return {}
    return {"translationOfWork": rows[0]} if imprint.tag else {"workTranslation": rows[1:]}


def _image(image: ImageView) -> dict[str, Any]:
    """A picture as schema.org's ImageObject; its size only where it is known."""
    data = {
        "@type": "ImageObject",
        "url": image.url,
        "width": f"{image.width} px" if image.width else "",
        "height": f"{image.height} px" if image.height else "",
        "caption": image.alt,
        "creditText": image.credit,
    }
    return {key: value for key, value in data.items() if value}


def _series(thread: Thread, imprint: Imprint) -> dict[str, str]:
    """The topic of a story that continues others, or is continued."""
    url = imprint.absolute(thread.topic.url)
    return {"@type": "CreativeWorkSeries", "name": thread.topic.title, "url": url}


def series(title: str, about: str, url: str, stories: Iterable[Story], imprint: Imprint) -> str:
    """The JSON-LD document of a topic: stories that continue one another."""
    parts = [
        {
            "@type": "NewsArticle",
            "headline": imprint.headline(story.listing),
            "url": imprint.absolute(story.url),
        }
        for story in stories
    ]
    data = {
        "@context": "https://schema.org",
        "@type": "CreativeWorkSeries",
        "name": title,
        "description": about,
        "url": imprint.absolute(url),
        "hasPart": parts,
    }
    return as_script(data)


def as_script(data: dict[str, Any]) -> str:
    """JSON that cannot end the `script` element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _organization(imprint: Imprint) -> dict[str, str]:
    name = imprint.config.publisher or imprint.config.title
    return {"@type": "NewsMediaOrganization", "name": name, "url": imprint.config.base_url}


def _citation(source: Source, imprint: Imprint) -> dict[str, Any]:
    data = {
        "@type": "NewsArticle",
        "headline": source.title,
        "url": source.url,
        "datePublished": imprint.stamp(source.published),
        "publisher": {"@type": "Organization", "name": source.publisher},
        "author": {"@type": "Person", "name": source.author} if source.author else None,
    }
    return {key: value for key, value in data.items() if value}


def _coverage(story: Story) -> str:
    """The interval from the first event's first day to the last event's last one, either of them ".."
    where it is open; "" without events, and when both are.
    """
    dates = [event.date for event in story.timeline]
    lasts = [date.latest for date in dates if date.latest]
    opens, closes = any(date.is_open_start for date in dates), len(lasts) == len(dates)
    if not dates or (opens and not closes):
        return ""
    first = ".." if opens else min(date.earliest for date in dates).isoformat()
    last = max(lasts).isoformat() if closes else ".."
    return first if first == last else f"{first}/{last}"
