"""Pelican's settings for the benchmark: publishers are its authors, sections its categories."""

import json
from pathlib import Path

SITENAME = "The Bench Brief"
LINE = "What happened, told from every article that we read."
SITEURL = "https://brief.example"
SECTIONS = json.loads(Path(__file__).with_name("sections.json").read_text(encoding="utf-8"))
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
THEME = "theme"
THEME_STATIC_DIR = "assets"
PATH = "content"
OUTPUT_PATH = "public"
DELETE_OUTPUT_DIRECTORY = False
USE_FOLDER_AS_CATEGORY = True
ARTICLE_ORDER_BY = "reversed-modified"
DEFAULT_PAGINATION = False
WITH_FUTURE_DATES = True

ARTICLE_URL = "{category}/{slug}/"
ARTICLE_SAVE_AS = "{category}/{slug}/index.html"
CATEGORY_URL = "{slug}/"
CATEGORY_SAVE_AS = "{slug}/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
AUTHOR_URL = "publishers/{slug}/"
AUTHOR_SAVE_AS = "publishers/{slug}/index.html"
MONTH_ARCHIVE_URL = "archive/{date:%Y}-{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = "archive/{date:%Y}-{date:%m}/index.html"

DIRECT_TEMPLATES = ["index", "tags", "authors", "archives", "404", "robots", "sitemap"]
TAGS_SAVE_AS = "tags/index.html"
AUTHORS_SAVE_AS = "publishers/index.html"
ARCHIVES_SAVE_AS = "archive/index.html"
ROBOTS_SAVE_AS = "robots.txt"
SITEMAP_SAVE_AS = "sitemap.xml"

FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None

MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.meta": {},
        "markdown.extensions.toc": {"title": "In this briefing"},
    },
    "output_format": "html5",
}


def day(moment):
    """The moment as readers see it: "Jan 2, 2026"."""
    return f"{moment:%b} {moment.day}, {moment.year}"


def day_of(text):
    """The same of an ISO 8601 text."""
    from datetime import datetime

    return day(datetime.fromisoformat(text))


JINJA_FILTERS = {"from_json": json.loads, "day": day, "day_of": day_of}
