from __future__ import annotations

import pytest

from dateline.urls import (
    absolute,
    file_segment,
    normalise_article_url,
    output_path,
    page_url,
    slugify,
    unsafe_reason,
    valid,
    with_base,
)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Harbour gate fails", "harbour-gate-fails"),
        ("  The Mayor's “plan”: 3.5 million & more!  ", "the-mayors-plan-3-5-million-more"),
        ("São Tomé, Łódź, Straße, Ærø", "sao-tome-lodz-strasse-aero"),
        ("Signals openness to U.S. talks", "signals-openness-to-us-talks"),
        ("Read coast.example", "read-coast-example"),
        ("Київ 2025", "київ-2025"),
        ("Йод", "йод"),
        ("門が壊れた", "門が壊れた"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("ﬁsh ½ ②", "fish-1-2-2"),
        ("İSTANBUL", "istanbul"),
        ("Cafe\u0301", "cafe"),
        ("a--b__c//d\\e..f", "a-b-c-d-e-f"),
        ("CON", "con-1"),
        ("lpt1", "lpt1-1"),
        ("console", "console"),
        ("!!! …", ""),
        ("", ""),
        ("../../etc/passwd", "etc-passwd"),
        ("word " * 40, "-".join(["word"] * 16)),
        ("x" * 100, "x" * 80),
        ("𠀀" * 100, "𠀀" * 60),
        ("\uff9e", "\uff9e"),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_a_long_slug_ends_where_a_word_ends() -> None:
    assert slugify("a" * 79 + " bc") == "a" * 79
    assert slugify("a" * 78 + " bc") == "a" * 78
    assert slugify("a" * 77 + " bc de") == "a" * 77 + "-bc"


@pytest.mark.parametrize(
    ("segments", "url"), [((), "/"), (("world", "talks"), "/world/talks/"), (("", "about"), "/about/")]
)
def test_page_urls(segments: tuple[str, ...], url: str) -> None:
    assert page_url(*segments) == url


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/", "index.html"),
        ("/world/talks/", "world/talks/index.html"),
        ("/404.html", "404.html"),
        ("/feed.xml", "feed.xml"),
        ("/.well-known/security.txt", ".well-known/security.txt"),
        ("/a%20b/%E9%96%80.jpg", "a b/門.jpg"),
        ("/100%.jpg", "100%.jpg"),
        ("/cafe\u0301/", "café/index.html"),
        ("/icon/", "icon/index.html"),
    ],
)
def test_the_file_behind_a_url(url: str, path: str) -> None:
    assert output_path(url) == path


@pytest.mark.parametrize(
    "url",
    [
        *(
            "",
            "world/",
            "https://x.example/",
            "//x.example/",
            "/a//b",
            "/a/?q=1",
            "/a#b",
            "/../a",
            "/a/../b",
            "/.",
        ),
        *(
            "/%2e%2e/a",
            "/a/%2E%2E",
            "/..%2fa",
            "/a%5cb",
            "/a\\b",
            "/a\x00b",
            "/a%00b",
            "/C:/a",
            "/c%3A/a",
            "/a%0Ab",
        ),
        *(
            "/con/",
            "/a/NUL.txt",
            "/Aux.tar.gz",
            "/com1",
            "/lpt¹.txt",
            "/conin$",
            "/a./",
            "/a /",
            "/ a",
            "/a%20",
        ),
        *("/a*b", "/a|b", '/a"b', "/<a>", "/%FF", "/\ud800", "/" + "é" * 200, "/a%2F%2Fb"),
    ],
)
def test_a_url_without_a_safe_file_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        output_path(url)


@pytest.mark.parametrize(
    ("base_path", "url", "href"),
    [
        ("/news", "/world/", "/news/world/"),
        ("/news/", "/", "/news/"),
        ("", "/world/", "/world/"),
        ("/", "/world/", "/world/"),
        ("/news", "/київ/a b.jpg", "/news/%D0%BA%D0%B8%D1%97%D0%B2/a%20b.jpg"),
        ("", "/a%20b/100%/", "/a%20b/100%25/"),
        ("", '/"<x>`/', "/%22%3Cx%3E%60/"),
        ("/news", "/a/?q=1#src-ap", "/news/a/?q=1#src-ap"),
        ("/news", "#src-ap", "#src-ap"),
        ("/news", "//x.example/", "//x.example/"),
        ("/news", "https://x.example/é", "https://x.example/%C3%A9"),
    ],
)
def test_hrefs_under_a_base_path(base_path: str, url: str, href: str) -> None:
    assert with_base(base_path, url) == href


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        ("https://x.example/a?b=1&c=2#d", "https://x.example/a?b=1&c=2#d"),
        ("https://x.example/порт?q=é#ß", "https://x.example/порт?q=é#ß"),
        (' https://x.example/a?b="1"&c=<2> ', "https://x.example/a?b=%221%22&c=%3C2%3E"),
        ("https://x.example/100%/50%25/{a}|b^c`", "https://x.example/100%25/50%25/%7Ba%7D%7Cb%5Ec%60"),
        ("https://[::1]/a[1]?b[]=2#c[3]", "https://[::1]/a%5B1%5D?b%5B%5D=2#c%5B3%5D"),
        ("https://x.example/a#b#c", "https://x.example/a#b%23c"),
        ("mailto:desk@x.example?subject=a b", "mailto:desk@x.example?subject=a%20b"),
    ],
)
def test_an_address_elsewhere_has_only_signs_that_it_may_have(url: str, printed: str) -> None:
    assert valid(url) == printed
    assert valid(printed) == printed


@pytest.mark.parametrize(
    ("base_url", "url", "whole"),
    [
        ("https://x.example/news/", "/world/", "https://x.example/news/world/"),
        ("https://x.example", "/", "https://x.example/"),
        ("https://x.example/", "/é.jpg", "https://x.example/%C3%A9.jpg"),
        ("https://x.example/", "https://y.example/a", "https://y.example/a"),
        ("https://x.example/", "/https://y.example/", "https://x.example/https://y.example/"),
    ],
)
def test_absolute_urls(base_url: str, url: str, whole: str) -> None:
    assert absolute(base_url, url) == whole


@pytest.mark.parametrize("name", ["a#b 100%.jpg", "what%20now.png", "a?b.txt", "é.svg", "a&b;c=d.html"])
def test_a_file_name_survives_the_way_through_a_url(name: str) -> None:
    assert "/" + file_segment(name) == with_base("", "/" + file_segment(name))
    if "?" not in name:
        assert output_path("/x/" + file_segment(name)) == "x/" + name


CANONICAL = "https://coast.example/2026/gate"


@pytest.mark.parametrize(
    "url",
    [
        CANONICAL,
        "http://coast.example/2026/gate",
        "HTTPS://WWW.Coast.Example/2026/gate/",
        "https://coast.example:443/2026/gate",
        "http://coast.example:80/2026/gate",
        "https://coast.example./2026/gate",
        " https://coast.example/2026/gate#top ",
        "https://coast.example/2026/gate#:~:text=It%20broke",
        "https://coast.example/2026/gate?utm_source=x&UTM_Medium=y&fbclid=1&gclid=2&mc_cid=3&ref=home",
        "https://coast.example/2026/g%61te?",
    ],
)
def test_one_article_has_one_canonical_url(url: str) -> None:
    assert normalise_article_url(url) == CANONICAL


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://coast.example/", "https://coast.example"),
        ("https://coast.example/?b=2&utm_id=9&a=1", "https://coast.example?a=1&b=2"),
        ("https://coast.example/?id=7", "https://coast.example?id=7"),
        ("https://coast.example:8080/a", "https://coast.example:8080/a"),
        ("https://coast.example/Gate", "https://coast.example/Gate"),
        ("https://coast.example/a%2fb", "https://coast.example/a%2Fb"),
        ("https://küste.example/tür", "https://xn--kste-0ra.example/t%C3%BCr"),
        (" mailto:desk@coast.example ", "mailto:desk@coast.example"),
        ("http://[broken", "http://[broken"),
        ("no url at all", "no url at all"),
        ("", ""),
    ],
)
def test_canonical_urls_keep_what_tells_articles_apart(url: str, canonical: str) -> None:
    assert normalise_article_url(url) == canonical


@pytest.mark.parametrize(
    "url",
    [
        *(
            "https://coast.example/gate",
            "http://coast.example:8080/a?b=c:d#e:f",
            "HTTPS://COAST.EXAMPLE/",
            "#src-ap",
        ),
        *(
            "mailto:desk@coast.example",
            "tel:+1-555-0100",
            "/world/",
            "boat.jpg",
            "../a/b.html",
            "?q=a:b",
            "",
            "./a:b",
        ),
        *(
            "a/javascript:x",
            "/a&copy=1",
            "my boat.jpg",
            "https://coast.example/a@b",
            "https://[::1]/",
            "/küste/",
        ),
        *(" https://coast.example/ ", "javascript/guide.html"),
    ],
)
def test_urls_that_may_be_linked(url: str) -> None:
    assert unsafe_reason(url) is None


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("javascript:alert(1)", "script"),
        ("JaVaScRiPt:alert(1)", "script"),
        (" \x01javascript:alert(1)", "script"),
        ("java\nscript:alert(1)", "script"),
        ("java\tscript\r:alert(1)", "script"),
        ("java\u200bscript:alert(1)", "script"),
        ("javascript&#58;alert(1)", "script"),
        ("&#106;avascript&colon;alert(1)", "script"),
        ("javascript&amp;#x3a;alert(1)", "script"),
        ("java&Tab;script:alert(1)", "script"),
        ("vbscript:x", "script"),
        ("data:text/html,x", "carries its content"),
        ("file:///etc/passwd", "one computer"),
        ("ftp://coast.example/", '"ftp:" is none of'),
        ("blob:x", '"blob:"'),
        ("10:30.html", '"10:"'),
        ("ｊavascript:alert(1)", "none of"),
        ("java%0ascript:alert(1)", "none of"),
        (":x", '":"'),
        ("https://ada:secret@coast.example/", "password"),
        ("https://ada@coast.example/", "password"),
        ("https:", "no host"),
        ("http:///a", "no host"),
        ("http:coast.example", "no host"),
        ("http://[::1", "malformed"),
        ("http://coast.example:port/", "malformed"),
        ("http://coast .example/", "malformed"),
        ("//coast.example/a", "https://"),
        ("\\\\coast.example/a", "backslash"),
        ("/\\coast.example", "backslash"),
        ("https:\\\\coast.example", "backslash"),
        ("/a\x00b", "control"),
        ("https://coast.example/\u202egpj", "control"),
    ],
)
def test_urls_that_must_not_be_linked(url: str, reason: str) -> None:
    assert reason in (unsafe_reason(url) or "linked")
