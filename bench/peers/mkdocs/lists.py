"""What MkDocs lacks, as a hook: stories by section, tag, publisher and month, once all pages are read."""

from collections import defaultdict
from datetime import datetime


def on_env(env, config, files):
    """Give the templates the paper's sections and lists, newest first, and days as readers see them."""
    stories, sections = [], []
    for file in files.documentation_pages():
        kind = file.page.meta.get("template"), file.page.meta.get("kind")
        if kind[0] == "story.html":
            stories.append(file.page)
        elif kind == ("list.html", "section"):
            sections.append(file.page)
    stories.sort(key=lambda page: page.meta["updated"], reverse=True)
    lists = defaultdict(list)
    for page in stories:
        meta = page.meta
        lists["section", meta["section"]].append(page)
        lists["archive", f"{meta['published']:%Y-%m}"].append(page)
        for tag in meta["tags"]:
            lists["tags", tag].append(page)
        for publisher in meta["publishers"]:
            lists["publishers", publisher].append(page)
    env.globals.update(
        stories=stories,
        lists=lists,
        sections={page.url.strip("/"): page for page in sections},
    )
    env.filters.update(day=_day, month=_month)
    return env


def _day(moment):
    return f"{moment:%b} {moment.day}, {moment.year}"


def _month(name):
    return f"{datetime.fromisoformat(name + '-01'):%B %Y}"
