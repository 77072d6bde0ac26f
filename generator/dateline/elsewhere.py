"""What other generators call things: for hints to writers who come from Hugo, Zola, Jekyll or MkDocs.

This room knows names and nothing of what they name.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from dateline.problems import did_you_mean


def key_hint(key: str, fields: Collection[str]) -> str:
    """A hint for a front-matter key that is none of `fields`: its name here, or the nearest; or ""."""
    return _hint(key, fields, _KEYS, _NO_KEYS)


def setting_hint(name: str, fields: Collection[str]) -> str:
    """A hint for a setting that is none of `fields`: its name here, or the nearest; or ""."""
    return _hint(name, fields, _SETTINGS, _NO_SETTINGS)


def _hint(
    name: str, known: Collection[str], names: dict[str, tuple[str, ...]], absent: dict[str, str]
) -> str:
    word = re.sub(r"[-_ .]", "", name).lower()
    here = next((here for here in names.get(word, ()) if here in known), "")
    if here:
        return f"here it is called `{here}`"
    return absent.get(word) or did_you_mean(name.lower(), known)


# What other generators call it (without case, dashes and underscores): what it is called here.
_KEYS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("date", "publishdate", "pubdate", "datepublished", "publishedat", "created", "time"),
        ("published", "date"),
    ),
    **dict.fromkeys(
        ("summary", "excerpt", "abstract", "subtitle", "standfirst", "dek", "deck"), ("description", "focus")
    ),
    **dict.fromkeys(("author", "authors", "by", "byline", "creator"), ("authors", "author")),
    **dict.fromkeys(("categories", "keywords", "keyword", "topics", "tag"), ("tags",)),
    **dict.fromkeys(("expirydate", "expire", "expiry", "expiresat", "unpublish"), ("expires",)),
    **dict.fromkeys(("cover", "thumbnail", "images", "featuredimage", "ogimage", "banner"), ("image",)),
    **dict.fromkeys(("imagecaption", "alt", "coveralt"), ("image_alt",)),
    **dict.fromkeys(("redirectfrom", "redirects", "alias"), ("aliases",)),
    **dict.fromkeys(("permalink", "path"), ("slug",)),
    **dict.fromkeys(("link", "href", "sourceurl", "canonical", "canonicalurl"), ("url",)),
    **dict.fromkeys(
        ("outlet", "publication", "newspaper", "journal", "site", "sitename", "source"), ("publisher",)
    ),
    **dict.fromkeys(("headline", "name", "linktitle"), ("title",)),
    **dict.fromkeys(("lang", "locale"), ("language",)),
    **dict.fromkeys(("params", "meta", "metadata", "custom", "data"), ("extra",)),
    **dict.fromkeys(("body", "content", "description"), ("text", "focus")),
    **dict.fromkeys(("order", "position", "navorder"), ("weight",)),
    "articles": ("sources",),
    "references": ("sources",),
    "reviewer": ("reviewed_by",),
    "status": ("draft",),
    "timeline": ("events",),
}

ONLY_ARTICLES = "only an article has it: a file in the folder sources/ of a story"

_NO_KEYS: dict[str, str] = {
    **dict.fromkeys(
        ("lastmod", "updated", "modified", "datemodified", "lastmodified", "updatedate"),
        "“Updated” is computed from the data, never typed",
    ),
    **dict.fromkeys(("layout", "template", "type", "theme"), "the theme chooses the template"),
    **dict.fromkeys(("url",), "the address follows from the folder; change its last part with `slug`"),
    **dict.fromkeys(("id", "key", "citationkey"), "the file’s name is the citation key"),
    **dict.fromkeys(("category", "categories", "section"), "the section is the folder that the file is in"),
    **dict.fromkeys(
        ("publisher", "agency", "focus", "events", "archiveurl"),
        ONLY_ARTICLES,
    ),
    **dict.fromkeys(
        ("sources", "follows", "conflicts", "corrections", "revisions", "madeby", "reviewedby"),
        "only a story has it: the file story.md in a folder of its own",
    ),
    "toc": "the theme decides about a table of contents",
}

_SETTINGS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("baseurl", "siteurl", "url", "site", "root", "canonicalurl"), ("base_url", "url")),
    **dict.fromkeys(("sitename", "name", "sitetitle", "label"), ("title", "name")),
    **dict.fromkeys(("sitedescription", "summary", "subtitle", "tagline"), ("description",)),
    **dict.fromkeys(
        ("languagecode", "defaultcontentlanguage", "defaultlanguage", "defaultlang", "lang", "locale"),
        ("language",),
    ),
    **dict.fromkeys(("tz", "timezone"), ("timezone",)),
    **dict.fromkeys(("author", "siteauthor"), ("authors",)),
    **dict.fromkeys(("menus", "nav", "navigation"), ("menu",)),
    **dict.fromkeys(("href", "link", "path", "pageref"), ("url",)),
    **dict.fromkeys(("params", "themeconfig", "options"), ("theme_options",)),
    **dict.fromkeys(("organization", "organisation", "company"), ("publisher",)),
    **dict.fromkeys(("publishdir", "destination", "outputdir", "sitedir", "outputpath", "dest"), ("output",)),
    **dict.fromkeys(("paginate", "pagination", "pagersize"), ("page_stories",)),
    **dict.fromkeys(("feedlimit", "rsslimit", "limit"), ("feed_stories",)),
    **dict.fromkeys(("rules", "lint", "checks", "severity"), ("check",)),
}

_NO_SETTINGS: dict[str, str] = {
    **dict.fromkeys(
        ("publishdir", "destination", "outputdir", "sitedir", "outputpath", "dest"),
        "here it is `output` under [build]",
    ),
    **dict.fromkeys(("paginate", "pagination"), "here it is `page_stories` under [build]"),
    **dict.fromkeys(("feedlimit", "rsslimit"), "here it is `feed_stories` under [build]"),
    **dict.fromkeys(("copyright", "footer"), "the default theme has `footer` under [theme_options]"),
    **dict.fromkeys(("plugins", "extensions", "markdownextensions", "hooks"), "Dateline has no plugins"),
    **dict.fromkeys(("taxonomies", "permalinks"), "sections are folders, tags stand in story.md"),
    **dict.fromkeys(("contentdir", "docsdir", "source"), "the folder is always called content/"),
    **dict.fromkeys(("builddrafts", "drafts"), "pass -D/--drafts to a command"),
    **dict.fromkeys(("buildfuture", "future"), "pass -F/--future to a command"),
    "strict": "pass --strict to a command",
}
