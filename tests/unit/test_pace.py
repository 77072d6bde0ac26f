"""How long a briefing is, and how long a reader takes."""

from __future__ import annotations

import json

import pytest

from dateline.pages.pace import pace_of
from dateline.pages.planning import plan
from dateline.settings.config import parse_config
from dateline.views.stories import StoryView
from newsroom import Files, article, briefing, folder, linked, news

WORDS = "It left the pier on time " * 40  # 240 words


def pace(body: str, language: str = "en") -> tuple[int, int]:
    story, _ = linked(briefing(body), ap=article())
    found = pace_of(story, language)
    return found.words, found.minutes


@pytest.mark.parametrize(
    ("body", "words", "minutes"),
    [
        ("", 0, 1),
        ("It left [@ap].", 2, 1),
        ("It **left** – at [10:30](https://a.example/b/c) [@ap].", 4, 1),
        ("## Half past\n\nIt left [@ap].", 4, 1),
        (f"{WORDS}[@ap].", 240, 1),
        (f"{WORDS}{WORDS}{WORDS}[@ap].", 720, 3),
        ("## Timeline\n\n- Jan 2, 2026 (a Friday): It left at noon [@ap].", 6, 1),
        ("| Day | Boats |\n| --- | --- |\n| Monday | two |", 4, 1),
    ],
)
def test_the_words_that_stand_to_be_read_are_counted(body: str, words: int, minutes: int) -> None:
    assert pace(body) == (words, minutes)


@pytest.mark.parametrize(("language", "minutes"), [("ja", 2), ("zh-Hant", 3), ("en", 2)])
def test_characters_are_counted_where_no_space_parts_words(language: str, minutes: int) -> None:
    assert pace("船は時間通りに港を出た" * 65 + " [@ap].", language) == (715, minutes)


def test_a_page_and_its_json_ld_say_the_same() -> None:
    config = 'title = "T"\nbase_url = "https://t.example/"\n'
    made = news(Files(stories=(folder(briefing(f"{WORDS}{WORDS}[@ap]."), ap=article()),)), config=config)
    found, _ = plan(made.site, parse_config(config), {}, made.desk)
    [view] = [page.view() for page in found.pages if page.story]
    assert isinstance(view, StoryView)
    data = json.loads(view.head.json_ld)
    assert (view.words, view.minutes) == (480, 2)
    assert (data["wordCount"], data["timeRequired"]) == (480, "PT2M")
