"""Tall pictures, in a real browser: none is taller than the window, and no text moves when one comes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from drawing import photo
from harness import MINIMAL_CONFIG, MakeSite, run_dateline
from hosting import hosted

pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.timeout(120)]

FRONT = """title: Mast
published: 2026-01-02
image: mast.jpg
image_alt: A mast
image_credit: "Photo: A. Sample"
"""
TEXT = 'It stands [@none].\n\n## Up\n\n![a mast](mast.jpg "Photo: A. Sample")\n\nIt fell [@none].\n'


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_tall_picture_is_no_taller_than_the_window(browser: Browser, site: MakeSite, language: str) -> None:
    settings = MINIMAL_CONFIG + f'language = "{language}"\n'
    folder = site({"site.toml": settings, "content/harbour/mast/story.md": f"---\n{FRONT}---\n{TEXT}"})
    (folder / "content/harbour/mast/mast.jpg").write_bytes(photo(400, 3200))
    ran = run_dateline(folder, "build", "--now", "2026-01-15T12:00:00+00:00")
    assert ran.exit == 0, ran.console
    with hosted(folder / "public") as address:
        for width in (375, 1280):
            page = browser.new_page(viewport={"width": width, "height": 800})
            page.route("**/*.avif", lambda route: route.abort())
            page.goto(f"{address}/harbour/mast/")
            without = page.evaluate("document.body.scrollHeight")
            page.unroute_all()
            page.goto(f"{address}/harbour/mast/")
            boxes = [image.bounding_box() for image in page.locator(".picture img").all()]
            assert [box and box["height"] for box in boxes] == [680.0, 680.0]
            assert page.evaluate("document.body.scrollHeight") == without
            page.close()


def test_a_picture_among_words_stands_in_its_line(browser: Browser, site: MakeSite) -> None:
    text = 'The ![red](flag.jpg "Photo: A. Sample") flag [@none].\n'
    story = f"---\ntitle: Flag\npublished: 2026-01-02\n---\n{text}"
    folder = site({"content/harbour/flag/story.md": story})
    (folder / "content/harbour/flag/flag.jpg").write_bytes(photo(16, 16))
    ran = run_dateline(folder, "build", "--now", "2026-01-15T12:00:00+00:00")
    assert ran.exit == 0, ran.console
    with hosted(folder / "public") as address:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{address}/harbour/flag/")
        line, image = page.locator(".summary p").bounding_box(), page.locator(".summary img").bounding_box()
        assert line
        assert image
        assert line["height"] < 2 * 1.45 * 21, "one line of 21 px"
        assert image["x"] > line["x"]
        page.close()
