"""Pictures of a site, by the real command: what is published of them, and what pages say of them."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]  # it brings no types
import pytest
from PIL import Image

from drawing import GPS, photo, png
from harness import MINIMAL_CONFIG, MakeSite, Run, write_files
from html_page import read
from schemas import wrong_in_atom, wrong_in_rss

ICONS = 5
NOW = ("--now", "2026-01-15T12:00:00+00:00")
STORY = """---
title: The lock
published: 2026-01-10
image: boat.jpg
image_alt: A boat
image_credit: "Photo: A. Name"
---
The lock closed [@none].

![The lock](lock.png "Drawing: B. Name")

It opened ![a small sign](sign.svg "Sign: C. Name") again [@none].
"""
FILES: dict[str, str | bytes] = {
    "site.toml": MINIMAL_CONFIG + "[images]\nwidths = [64, 300, 600]\n",
    "content/city/lock/story.md": STORY,
    "content/city/lock/boat.jpg": photo(1000, 500, turned=6),
    "content/city/lock/lock.png": png(80, 100, 60),
    "content/city/lock/sign.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"/>',
    "content/city/lock/spare.jpg": photo(90, 60),
}


@pytest.fixture
def lock(site: MakeSite, run: Run) -> Path:
    """A built site of one story with pictures."""
    folder = site(FILES)
    ran = run(folder, "build", *NOW)
    assert (ran.exit, ran.stderr) == (0, "")
    return folder


def published(folder: Path) -> dict[str, bytes]:
    """Every picture of the output, by path."""
    found = (
        path for path in (folder / "public").rglob("*") if path.suffix in (".jpg", ".png", ".webp", ".avif")
    )
    return {path.relative_to(folder / "public").as_posix(): path.read_bytes() for path in found}


def forms(folder: Path, stem: str) -> set[str]:
    """The widths and endings of a picture's forms."""
    found = (re.fullmatch(rf"assets/{stem}\.[0-9a-f]{{10}}-(\d+\.\w+)", path) for path in published(folder))
    return {match[1] for match in found if match}


def test_a_photo_comes_in_widths_and_kinds_and_never_wider_than_it_is(lock: Path) -> None:
    assert forms(lock, "boat") == {
        f"{width}.{kind}" for width in (64, 300, 500) for kind in ("avif", "webp", "jpg")
    }
    assert forms(lock, "lock") == {
        f"{width}.{kind}" for width in (64, 100) for kind in ("avif", "webp", "png")
    }
    assert forms(lock, "spare") == set()  # no page shows it
    for path, data in published(lock).items():
        width = re.search(r"-(\d+)\.\w+$", path)
        if width:
            assert Image.open(io.BytesIO(data)).size[0] == int(width[1])


def test_no_picture_tells_where_it_was_taken(lock: Path) -> None:
    pictures = published(lock)
    assert {"city/lock/boat.jpg", "city/lock/spare.jpg"} < pictures.keys()
    for path, data in pictures.items():
        with Image.open(io.BytesIO(data)) as image:
            assert not dict(image.getexif()), path
            assert not image.getexif().get_ifd(GPS), path
            assert "comment" not in image.info, path
        assert b"camera of" not in data
        assert b"safe house" not in data


def test_a_photo_stands_as_its_camera_was_held(lock: Path) -> None:
    for path, data in published(lock).items():
        if "boat" in path:
            image = Image.open(io.BytesIO(data)).convert("RGB")
            width, height = image.size
            assert abs(height / width - 2) < 0.04, path
            red, green, _ = image.getpixel((width - 2, 2))  # type: ignore[misc]  # a colour
            assert red > 180 > 90 > green, path


def test_a_page_says_how_large_a_picture_is_and_who_made_it(lock: Path) -> None:
    page = (lock / "public/city/lock/index.html").read_text(encoding="utf-8")
    lead = re.search(r'<figure class="picture story-image">.*?</figure>', page, re.DOTALL)
    assert lead
    assert re.findall(r'type="([^"]*)"', lead[0]) == ["image/avif", "image/webp"]
    assert 'width="500" height="1000" fetchpriority="high"' in lead[0]
    assert "<figcaption>Photo: A. Name</figcaption>" in lead[0]
    assert 'loading="lazy"' not in lead[0]
    figure = re.search(r'<figure class="picture"><picture>.*?</figure>', page)
    assert figure
    assert 'alt="The lock" width="100" height="60" loading="lazy"' in figure[0]
    assert "<figcaption>Drawing: B. Name</figcaption>" in figure[0]
    assert "<p><figure" not in page
    assert '<img src="/city/lock/sign.svg" alt="a small sign" width="40" height="20" loading="lazy">' in page
    assert '<small class="credit">(Sign: C. Name)</small>' in page
    assert re.search(
        r'<meta property="og:image" content="https://paper\.example/assets/boat\.\w+-500\.jpg">', page
    )
    for address in re.findall(r"/assets/[\w.-]+\.(?:jpg|png|webp|avif)", page):
        assert (lock / "public" / address.removeprefix("/")).is_file(), address


def test_a_feed_names_pictures_by_their_whole_addresses(lock: Path) -> None:
    feed = (lock / "public/feed.xml").read_text(encoding="utf-8")
    assert "https://paper.example/assets/lock." in feed
    assert "srcset" not in feed


def test_an_edit_of_words_makes_no_picture_and_another_picture_makes_its_own(lock: Path, run: Run) -> None:
    before = {path: (lock / "public" / path).stat().st_mtime_ns for path in published(lock)}
    write_files(lock, {"content/city/lock/story.md": STORY.replace("closed", "shut")})
    assert run(lock, "build", *NOW).exit == 0
    assert {path: (lock / "public" / path).stat().st_mtime_ns for path in published(lock)} == before
    write_files(lock, {"content/city/lock/lock.png": png(81, 100, 60)})
    assert run(lock, "build", *NOW).exit == 0
    after = published(lock)
    assert {path for path in after if "boat" in path} == {path for path in before if "boat" in path}
    assert not {path for path in after if path.startswith("assets/lock.")} & before.keys()
    assert run(lock, "verify", *NOW).exit == 0


def test_what_was_made_is_not_made_twice(lock: Path, run: Run) -> None:
    album = {path.name: path.stat().st_mtime_ns for path in (lock / ".dateline/pictures").glob("*/*")}
    assert len(album) == 9 + 6 + 3 + ICONS + 1  # the site's own card
    assert run(lock, "clean").exit == 0
    assert run(lock, "build", *NOW).exit == 0
    assert {path.name: path.stat().st_mtime_ns for path in (lock / ".dateline/pictures").glob("*/*")} == album
    write_files(lock, {"content/city/lock/story.md": STORY.replace("boat.jpg", "spare.jpg")})
    assert run(lock, "build", *NOW).exit == 0
    assert (
        len(list((lock / ".dateline/pictures").glob("*/*"))) == 6 + 6 + 3 + ICONS + 1
    )  # spare, lock, and three whole


def test_a_damaged_album_is_no_harm(lock: Path, run: Run) -> None:
    first = published(lock)
    for path in (lock / ".dateline/pictures").glob("*/*"):
        path.write_bytes(path.read_bytes()[:-7] + b"garbage")
    assert run(lock, "clean").exit == 0
    assert run(lock, "build", *NOW).exit == 0
    assert published(lock) == first


def test_fewer_kinds_when_the_site_says_so(site: MakeSite, run: Run) -> None:
    folder = site({**FILES, "site.toml": MINIMAL_CONFIG + '[images]\nformats = ["webp"]\nwidths = [300]\n'})
    assert run(folder, "build", *NOW).exit == 0
    assert forms(folder, "boat") == {"300.webp", "300.jpg"}


def test_a_story_without_a_picture_has_a_card_that_words_of_its_body_do_not_change(
    site: MakeSite, run: Run
) -> None:
    words = "---\ntitle: The lock\npublished: 2026-01-10\n---\nThe lock closed [@none].\n"
    folder = site({"site.toml": MINIMAL_CONFIG, "content/city/lock/story.md": words})
    assert run(folder, "build", *NOW).exit == 0
    page = folder / "public/city/lock/index.html"

    def card() -> str:
        found = re.search(
            r'og:image" content="https://paper\.example/(assets/card\.\w+\.png)"', page.read_text()
        )
        assert found
        return found[1]

    first = card()
    with Image.open(folder / "public" / first) as image:
        assert image.size == (1200, 630)
    assert 'name="twitter:card" content="summary_large_image"' in page.read_text()
    before = (folder / "public" / first).stat().st_mtime_ns
    write_files(folder, {"content/city/lock/story.md": words.replace("closed", "shut")})
    assert run(folder, "build", *NOW).exit == 0
    assert (card(), (folder / "public" / first).stat().st_mtime_ns) == (first, before)
    write_files(folder, {"content/city/lock/story.md": words.replace("The lock\n", "The lock shuts\n")})
    assert run(folder, "build", *NOW).exit == 0
    assert card() != first
    assert not (folder / "public" / first).exists()
    write_files(folder, {"site.toml": MINIMAL_CONFIG + "[images]\ncards = false\n"})
    assert run(folder, "build", *NOW).exit == 0
    assert "og:image" not in page.read_text()
    assert not list((folder / "public/assets").glob("card.*"))


def test_icons_are_drawn_unless_the_site_brings_its_own(site: MakeSite, run: Run) -> None:
    folder = site({"site.toml": 'title = "The Quay"\nbase_url = "https://quay.example/news/"\n'})
    assert run(folder, "build", *NOW).exit == 0
    public = folder / "public"
    home = (public / "index.html").read_text(encoding="utf-8")
    assert '<link rel="icon" href="/news/favicon.svg" type="image/svg+xml">' in home
    assert ">Q</text>" in (public / "favicon.svg").read_text(encoding="utf-8")
    for name, size in (("favicon.ico", 32), ("apple-touch-icon.png", 180), ("icon-512.png", 512)):
        with Image.open(public / name) as image:
            assert image.size == (size, size)
    manifest = json.loads((public / "site.webmanifest").read_bytes())
    assert (manifest["name"], manifest["start_url"]) == ("The Quay", "/news/")
    assert [icon["src"] for icon in manifest["icons"]] == ["/news/icon-192.png", "/news/icon-512.png"]
    write_files(folder, {"content/favicon.png": png(20, 64, 64), "content/icon-192.png": png(20, 192, 192)})
    assert run(folder, "build", *NOW).exit == 0
    home = (public / "index.html").read_text(encoding="utf-8")
    assert '<link rel="icon" href="/news/favicon.png" type="image/png">' in home
    assert not (public / "favicon.svg").exists()
    with Image.open(public / "icon-192.png") as image:
        assert image.convert("L").getextrema() == (20, 20)
    assert run(folder, "verify", *NOW).exit == 0


def test_feeds_carry_the_picture_with_its_words_and_who_made_it(lock: Path) -> None:
    public = lock / "public"
    (entry,) = feedparser.parse((public / "rss.xml").read_bytes()).entries
    (media,) = entry.media_content
    assert re.fullmatch(r"https://paper\.example/assets/boat\.\w+-500\.jpg", media["url"])
    assert {name: media[name] for name in ("medium", "type", "width", "height")} == {
        "medium": "image",
        "type": "image/jpeg",
        "width": "500",
        "height": "1000",
    }
    assert [credit["content"] for credit in entry.media_credit] == ["Photo: A. Name"]
    assert "A boat" in (public / "rss.xml").read_text()
    (atom,) = feedparser.parse((public / "feed.xml").read_bytes()).entries
    (link,) = (link for link in atom.links if link.rel == "enclosure")
    assert (link.href, link.type, link.title) == (media["url"], "image/jpeg", "A boat")
    (item,) = json.loads((public / "feed.json").read_bytes())["items"]
    assert item["image"] == media["url"]
    assert (public / media["url"].removeprefix("https://paper.example/")).is_file()
    for name, wrong in (("rss.xml", wrong_in_rss), ("feed.xml", wrong_in_atom)):
        assert wrong((public / name).read_bytes()) == []


def json_ld(page: Path) -> dict[str, Any]:
    (script,) = read(page).all("script", type="application/ld+json")
    found: dict[str, Any] = json.loads(script.text)
    return found


def test_search_engines_are_told_of_the_picture_or_else_of_the_card(lock: Path, run: Run) -> None:
    page = lock / "public/city/lock/index.html"
    own = json_ld(page)["image"]
    assert (own["@type"], own["caption"], own["creditText"]) == ("ImageObject", "A boat", "Photo: A. Name")
    assert (own["width"], own["height"]) == ("500 px", "1000 px")
    write_files(lock, {"content/city/lock/story.md": re.sub(r"image.*\n", "", STORY)})
    assert run(lock, "build", *NOW).exit == 0
    card = json_ld(page)["image"]
    assert re.fullmatch(r"https://paper\.example/assets/card\.\w+\.png", card["url"])
    assert (card["width"], card["height"]) == ("1200 px", "630 px")
    assert (lock / "public" / card["url"].removeprefix("https://paper.example/")).is_file()


def avif(*, moves: bool = False) -> bytes:
    """A picture as AVIF."""
    data = io.BytesIO()
    with Image.new("RGB", (120, 80), (20, 60, 90)) as image, Image.new("RGB", (120, 80)) as other:
        image.save(data, "AVIF", **({"save_all": True, "append_images": [other]} if moves else {}))
    return data.getvalue()


def test_a_story_is_shared_by_a_picture_that_networks_show(lock: Path, run: Run) -> None:
    story, page = "content/city/lock/story.md", "city/lock/"
    named = re.sub(r"image: .*", "image: lead.avif", STORY)
    write_files(lock, {story: named, "content/city/lock/lead.avif": avif()})
    assert run(lock, "build", *NOW).exit == 0
    assert re.fullmatch(r"assets/lead\.\w+-120\.webp", shared(lock, page))
    (entry,) = feedparser.parse((lock / "public/rss.xml").read_bytes()).entries
    assert entry.media_content[0]["type"] == "image/webp"
    text = (lock / "public" / page / "index.html").read_text()
    (lead,) = (each for each in re.findall(r"<picture>.*?</picture>", text, re.DOTALL) if "/lead." in each)
    assert re.findall(r'type="([^"]*)"', lead) == ["image/avif"]
    assert re.search(r'<img src="/assets/lead\.\w+-120\.webp"', lead)
    write_files(lock, {"content/city/lock/lead.avif": avif(moves=True)})
    assert run(lock, "build", *NOW).exit == 0
    assert shared(lock, page).startswith("assets/card.")
    write_files(lock, {story: named.replace("lead.avif", "lead.tiff"), "content/city/lock/lead.tiff": b"II*"})
    assert run(lock, "build", *NOW).exit == 0
    assert shared(lock, page).startswith("assets/card.")
    assert run(lock, "verify", *NOW).exit == 0


def test_the_name_of_a_picture_keeps_the_letters_of_its_files_name(lock: Path, run: Run) -> None:
    story = STORY.replace("image: boat.jpg", "image: Été à la mer 100%25.jpg")
    picture = (lock / "content/city/lock/boat.jpg").read_bytes()
    files = {"content/city/lock/story.md": story, "content/city/lock/Été à la mer 100%.jpg": picture}
    write_files(lock, files)
    assert run(lock, "build", *NOW).exit == 0
    assert re.fullmatch(r"assets/Ete-a-la-mer-100\.\w+-500\.jpg", shared(lock, "city/lock/"))


def test_what_is_no_story_is_shown_by_the_site_s_own_card(lock: Path, run: Run) -> None:
    plain = {
        "content/about.md": "---\ntitle: About\n---\nWords.\n",
        "content/lamp.md": "---\ntitle: Lamp\nimage: lamp.png\nimage_alt: A lamp\n---\nIt shines.\n",
        "content/lamp.png": png(120, 80, 40),
        "content/city/gate/story.md": (
            "---\ntitle: Gate\npublished: 2026-01-11\nfollows: city/lock\n---\nIt shut [@none].\n"
        ),
    }
    write_files(lock, plain)
    assert run(lock, "build", *NOW).exit == 0
    cards = {
        shared(lock, page) for page in ("", "city/", "about/", "archive/", "tags/", "city/lock/timeline/")
    }
    (card,) = cards
    assert card.startswith("assets/card.")
    assert shared(lock, "city/gate/") != card
    assert shared(lock, "lamp/").startswith("assets/lamp.")
    with Image.open(lock / "public" / card) as image:
        assert image.size == (1200, 630)
    settings = (lock / "site.toml").read_text()
    write_files(lock, {"site.toml": f'description = "What the harbour knows."\n{settings}'})
    assert run(lock, "build", *NOW).exit == 0
    assert shared(lock, "city/") != card
    assert not (lock / "public" / card).exists()


def shared(folder: Path, page: str) -> str:
    """The path of the picture by which networks show a page."""
    text = (folder / "public" / page / "index.html").read_text()
    found = re.search(r'og:image" content="https://paper\.example/([^"]+)"', text)
    assert found, page
    return found[1]
