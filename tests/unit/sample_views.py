"""A full and a sparse example of every view, by the template that gets it: the contract, by example."""

from __future__ import annotations

import msgspec

from dateline.views.feeds import (
    FeedClaim,
    FeedData,
    FeedEntryView,
    FeedEvent,
    FeedNotice,
    FeedPictureView,
    FeedSource,
    FeedView,
    LocationView,
    NewsSitemapView,
    NewsView,
    RobotsGroup,
    RobotsView,
    SitemapIndexView,
    SitemapView,
    TrustLine,
    TrustView,
)
from dateline.views.lists import ListView, PagerLinkView, PagerView, PublisherFactsView
from dateline.views.pages import (
    AliasView,
    DateView,
    HeadView,
    HomeView,
    ImageView,
    IndexView,
    LinkView,
    MonthView,
    NotFoundView,
    NoticesView,
    NoticeView,
    PageView,
    SearchView,
    SectionCards,
    SiteView,
    StoryCard,
    TermView,
    View,
    YearView,
)
from dateline.views.stories import (
    BackLinkView,
    ChangeView,
    ConflictView,
    CorrectionView,
    EventView,
    EvidenceView,
    RelatedView,
    RevisionView,
    SaidView,
    SourceView,
    StorySectionView,
    StoryView,
    ThreadView,
    TopicEventView,
    TopicView,
    VersionView,
)

ROOT = "https://brief.example"
OPTIONS = {"accent": "", "accent_dark": "", "footer": ""}

HARBOUR = LinkView("Harbour", "/harbour/")
CITY = LinkView("City", "/city/")
COAST = LinkView("Coast", "/coast/")
COURIER = LinkView("Ellery Courier", "/publishers/ellery-courier/")
TIDEWATER = LinkView("Tidewater Radio", "/publishers/tidewater-radio/")
LEDGER = LinkView("Maritime Ledger", "/publishers/maritime-ledger/")

FULL_SITE = SiteView(
    title="The Ellery Brief",
    description="What Port Ellery’s papers report, with every sentence traced to its source",
    language="en",
    direction="ltr",
    locale="en_US",
    home="/",
    feed="/feed.xml",
    archive="/archive/",
    tags="/tags/",
    publishers="/publishers/",
    search="/search/",
    corrections="/corrections/",
    sections=(HARBOUR, CITY, COAST),
    menu=(HARBOUR, CITY, COAST, LinkView("About", "/about/")),
    options=OPTIONS | {"accent": "#0b5a6e", "accent_dark": "#7fd0e4", "footer": "Printed on salt & paper."},
)
SPARSE_SITE = SiteView(
    title="Brief",
    description="",
    language="en",
    direction="ltr",
    locale="en_US",
    home="/",
    feed="/feed.xml",
    archive="/archive/",
    tags="/tags/",
    publishers="/publishers/",
    search="",
    corrections="/corrections/",
    sections=(),
    menu=(),
    options=OPTIONS,
)


def day(label: str, value: str) -> DateView:
    return DateView(label, value)


NOV_18 = day("Nov 18, 2026", "2026-11-18")
NOV_12 = day("Nov 12, 2026", "2026-11-12")
PICTURE = ImageView(
    "/harbour/pilot-cutter/berth.svg", f"{ROOT}/harbour/pilot-cutter/berth.svg", "Berth 4 at dusk"
)


def head(title: str, path: str, kind: str = "website") -> HeadView:
    return HeadView(
        title=title,
        description=f"{title}, from the desk’s own reading.",
        canonical=f"{ROOT}{path}",
        kind=kind,
        image=PICTURE if kind == "article" else None,
        published="2026-11-12T07:30:00+00:00" if kind == "article" else "",
        modified="2026-11-18T09:00:00+00:00" if kind == "article" else "",
        section="Harbour" if kind == "article" else "",
        tags=("harbour", "safety") if kind == "article" else (),
        json_ld='{"@context":"https://schema.org","@type":"NewsArticle"}' if kind == "article" else "",
    )


def paged_head(title: str, path: str) -> HeadView:
    return HeadView(
        title=f"{title} – page 5",
        description="",
        canonical=f"{ROOT}{path}page/5/",
        kind="website",
        previous=f"{ROOT}{path}page/4/",
        next=f"{ROOT}{path}page/6/",
    )


def bare_head(title: str) -> HeadView:
    return HeadView(title=title, description="", canonical="", kind="website", index=False)


def cite(key: str, number: int, use: int, publisher: str, words: str = "") -> str:
    title = f' title="{words}"' if words else ""
    return (
        f'<a class="cite" id="ref-{key}-{use}" href="#src-{key}" role="doc-biblioref"'
        f' aria-label="Source {number}: {publisher}"{title}>[{number}]</a>'
    )


def opening(key: str, number: int, use: int, passage: str) -> str:
    """A citation that opens a passage."""
    return (
        f'<span class="cite" id="ref-{key}-{use}"><a href="#src-{key}" role="doc-biblioref"'
        f' aria-label="Source {number}">[{number}]</a><button type="button" hidden'
        f' popovertarget="{passage}" aria-label="Source {number}">[{number}]</button></span>'
    )


def claim(anchor: str, text: str, *cites: str) -> str:
    return f'<span class="claim" id="c-{anchor}">{text}{"".join(cites)}.</span>'


def card(title: str, section: LinkView | None, when: DateView = NOV_18, articles: int = 3) -> StoryCard:
    return StoryCard(
        title=title,
        href=f"/stories/{len(title)}/",
        description="The board says the old boat is sound; the pilots who board ships from it say it is not.",
        updated=when,
        articles=articles,
        section=section,
        corrected=False,
        withdrawn=False,
        publishers=("Ellery Courier", "Tidewater Radio", "Maritime Ledger")[:articles],
    )


CARD = card("Pilots refuse to sail in the cutter Sandpiper until its hull is surveyed", HARBOUR)
PICTURED = StoryCard(
    title="Two night ferries return after nine years, at a fare nobody has agreed",
    href="/harbour/night-ferries/",
    description="Estuary Lines wants six crowns a crossing. The council had budgeted for four.",
    updated=NOV_12,
    articles=4,
    section=HARBOUR,
    corrected=True,
    withdrawn=False,
    publishers=("Ellery Courier", "The Quay", "Northshore Post", "Tidewater Radio"),
    image=PICTURE,
)
WITHDRAWN = StoryCard(
    title="Quay wall report",
    href="/city/quay-wall/",
    description="",
    updated=day("Oct 3, 2026", "2026-10-03"),
    articles=1,
    section=None,
    corrected=True,
    withdrawn=True,
    publishers=(),
)
BARE_CARD = StoryCard("A", "/a/", "", NOV_12, 0, None, corrected=False, withdrawn=False, publishers=())
CARDS = (
    PICTURED,
    card("Saltgate’s flood doors were left open for the third spring tide in a row", COAST, NOV_12, 2),
    card("School kitchens lose their cooks to the cruise terminal", CITY, NOV_12, 1),
    WITHDRAWN,
    card(
        "A court stops the sale of the fish market’s clock tower", CITY, day("Nov 9, 2026", "2026-11-09"), 2
    ),
    card("Mussel beds reopen at Gannet Bay, with a limit that pickers call a joke", COAST),
    card("Tram budget passes by one vote", CITY),
    card("St Brannoc’s counts its beds again and finds eleven fewer", CITY),
)

FULL_STORY = StoryView(
    head=head("Pilots refuse to sail in the cutter Sandpiper", "/harbour/pilot-cutter/", "article"),
    title="Pilots refuse to sail in the cutter Sandpiper until its hull is surveyed",
    section=HARBOUR,
    published=NOV_12,
    updated=NOV_18,
    articles=3,
    authors=("Mara Lindqvist", "Joao Petty", "Samira Okafor"),
    tags=(
        LinkView("harbour", "/tags/harbour/"),
        LinkView("safety", "/tags/safety/"),
        LinkView("labour", "/tags/labour/"),
    ),
    summary="<p>"
    + claim(
        "00000001",
        "Port Ellery’s fourteen pilots have stopped boarding ships from the cutter <em>Sandpiper</em>, "
        "saying a crack below the waterline was painted over rather than mended",
        cite("courier", 1, 1, "Ellery Courier"),
        cite("tidewater", 2, 1, "Tidewater Radio"),
    )
    + "</p>",
    sections=(
        StorySectionView(
            "A crack found with a torch and a coin",
            "a-crack-found-with-a-torch-and-a-coin",
            "<p>"
            + claim(
                "00000002",
                "The damage came to light on a Monday, when a deckhand dropped a coin into the bilge and "
                "went in after it with a torch",
                cite(
                    "tidewater",
                    2,
                    2,
                    "Tidewater Radio",
                    "I went in after fifty pence and came out with a hull survey",
                ),
            )
            + " "
            + claim(
                "00000003",
                "He saw a line of fresh paint as long as his forearm, and water beading along it",
                cite("courier", 1, 2, "Ellery Courier"),
                cite("tidewater", 2, 3, "Tidewater Radio"),
            )
            + " "
            + claim(
                "00000004",
                "“Nobody paints a bilge at one end only,” said Rosa Venn, the senior pilot",
                cite("courier", 1, 3, "Ellery Courier"),
            )
            + '</p>\n<p><span class="claim" id="c-00000005">Boats of her age are surveyed every second winter'
            + '<span class="unsourced" title="No source">[–]</span>.</span> '
            + claim(
                "00000006",
                "The Harbour Board’s own register shows the last survey in the spring of 2023",
                cite("ledger", 3, 1, "Maritime Ledger"),
            )
            + "</p>",
        ),
        StorySectionView(
            "The board says she is fit for sea",
            "the-board-says-she-is-fit-for-sea",
            "<p>"
            + claim(
                "00000007",
                "Captain Ada Brandt, the harbour master, went aboard on Wednesday and signed "
                "the boat off the same evening",
                cite("courier", 1, 4, "Ellery Courier"),
            )
            + "</p><ul><li>"
            + claim(
                "00000008", "The Courier counts 38 ships delayed", cite("courier", 1, 5, "Ellery Courier")
            )
            + "</li><li>"
            + claim("00000009", "The Ledger counts 41", cite("ledger", 3, 2, "Maritime Ledger"))
            + "</li></ul><blockquote><p>A boat is fit when the people in it say so.</p></blockquote>",
        ),
        StorySectionView(
            "What a replacement would cost",
            "what-a-replacement-would-cost",
            "<p>"
            + claim(
                "0000000a",
                "A new cutter of the same length was priced at 4.2 million crowns in a tender "
                "that the board let lapse",
                cite("ledger", 3, 3, "Maritime Ledger"),
            )
            + "</p><table><thead><tr><th>Boat</th><th>Built</th></tr></thead>"
            + "<tbody><tr><td>Sandpiper</td><td>1998</td></tr></tbody></table>",
        ),
    ),
    timeline=(
        EventView(
            "e-01", "2023", "2023", "2023", "", "The board’s register records the last survey.", "2023"
        ),
        EventView(
            "e-02",
            "Winter 2025",
            "2025",
            "2025-24",
            "tender lapses",
            "The board lets the tender lapse " + cite("ledger", 3, 4, "Maritime Ledger") + ".",
            "2025",
        ),
        EventView(
            "e-03",
            "Late Oct 2026",
            "2026-10",
            "2026-10-21/2026-10-31",
            "",
            "<p>The cutter is out of the water for painting.</p>",
            "2026",
        ),
        EventView(
            "e-04",
            "Nov 9, 2026",
            "2026-11-09",
            "2026-11-09",
            "",
            "A deckhand finds the crack " + cite("tidewater", 2, 4, "Tidewater Radio") + ".",
            "2026",
        ),
        EventView(
            "e-05",
            "Nov 11, 2026",
            "2026-11-11",
            "2026-11-11",
            "Martinmas, high water",
            "The harbour master signs the boat off, against the surveyor’s clerk, "
            "who had asked for a day to read the old drawings "
            + cite("courier", 1, 6, "Ellery Courier")
            + cite("ledger", 3, 5, "Maritime Ledger")
            + ".",
            "2026",
        ),
        EventView("e-06", "After Nov 18, 2026", "", "2026-11-18/..", "", "A survey is promised.", "2026"),
    ),
    sources=(
        SourceView(
            1,
            "src-courier",
            "Pilots’ boat stays at its mooring as crews demand survey",
            "https://www.ellerycourier.example/harbour/2026/11/12/pilots?a=1&b=2",
            COURIER,
            NOV_12,
            "Petra Halloran",
            "Coast Wire",
            "Has the harbour master’s account, and the times of the two inspections.",
            tuple(BackLinkView(f"#ref-courier-{n}", "abcdef"[n - 1]) for n in range(1, 7)),
            archive="https://archive.example/2026/pilots",
            language="cy",
        ),
        SourceView(
            2,
            "src-tidewater",
            "“I went in after a coin”: the deckhand who found the crack",
            "https://tidewater.example/morning/2026/11/13",
            TIDEWATER,
            day("Nov 13, 2026", "2026-11-13T08:10:00+00:00"),
            "",
            "",
            "Interviews the deckhand; the only voice from below the waterline.",
            tuple(BackLinkView(f"#ref-tidewater-{n}", "abcd"[n - 1]) for n in range(1, 5)),
        ),
        SourceView(
            3,
            "src-ledger",
            "Pilotage: tender papers show cutter’s successor was shelved on price",
            "",
            LEDGER,
            NOV_18,
            "",
            "Maritime Ledger",
            "",
            (BackLinkView("#ref-ledger-1", "a"),),
        ),
    ),
    corrections=(
        CorrectionView(
            "correction",
            NOV_18,
            "An earlier version gave the number of pilots as sixteen. There are fourteen.",
        ),
        CorrectionView("clarification", NOV_18, "The survey of 2023 was of the hull alone."),
        CorrectionView("withdrawn", NOV_18, "Two of its sources were the same agency report."),
    ),
    made_by="ai",
    reviewed_by="",
    label_ai=True,
    compiled=False,
    withdrawn=True,
    image=PICTURE,
    extra={"desk": "harbour", "weather": ["rain", "wind"]},
    conflicts=(
        ConflictView(
            "conflict-ships-delayed",
            "How many ships were delayed",
            (
                SaidView("Ellery Courier", claim("0000000b", "38", opening("ledger", 3, 6, "evidence-1"))),
                SaidView("Maritime Ledger", claim("0000000c", "41", opening("ledger", 3, 7, "evidence-2"))),
            ),
        ),
    ),
    evidence=(
        EvidenceView(
            anchor="evidence-1",
            number=3,
            publisher="Maritime Ledger",
            title="A boat with a past",
            published=NOV_12,
            html="…kept <mark>38 ships</mark> outside &amp; waiting…",
            standing="",
            url="https://ledger.example/boat#:~:text=kept%2038,outside",
            href="#src-ledger",
            language="cy",
        ),
        *(
            EvidenceView(
                anchor=f"evidence-{number}",
                number=1,
                publisher="Ellery Courier",
                title="Pilots’ boat stays",
                published=NOV_12,
                html="",
                standing=standing,
                url="",
                href="#src-courier",
            )
            for number, standing in enumerate(("no-text", "not-compared", "not-found", "limit", "license"), 2)
        ),
    ),
    words=1204,
    minutes=5,
    related=(
        RelatedView(
            "The pilot cutter stays in dock until the spring",
            "/harbour/cutter-dock/",
            NOV_12,
            "article",
            "Cutter to stay in dock, board says",
            "Ellery Courier",
        ),
        RelatedView("Tugs & tides: a winter’s plan", "/harbour/tugs/", NOV_18, "name", "Hanne <b>Velde</b>"),
        RelatedView("A third", "/harbour/third/", NOV_18, "tag", "safety"),
    ),
    counted=True,
    revisions=(
        RevisionView(
            NOV_18,
            (
                *(ChangeView(kind, ()) for kind in ("title", "summary", "conflicts")),
                *(
                    ChangeView(f"{what}-{how}", ("Ellery Courier", "“A & B”"))
                    for what in ("sections", "sources", "events")
                    for how in ("added", "changed", "removed")
                ),
                ChangeView("notices", ("Correction",)),
                ChangeView("notices-removed", ("Clarification",)),
            ),
            "",
            "/harbour/pilot-cutter/versions/0123456789/",
        ),
        RevisionView(NOV_12, (), "Said who was aboard & why.", ""),
        RevisionView(NOV_12, (), "", "/harbour/pilot-cutter/versions/9876543210/"),
    ),
    thread=ThreadView(HARBOUR, (CITY, COAST), LinkView("The cutter", "/harbour/cutter/timeline/"), 4),
)
SPARSE_STORY = StoryView(
    head=bare_head("A"),
    title="A",
    section=None,
    published=NOV_12,
    updated=NOV_12,
    articles=0,
    authors=(),
    tags=(),
    summary="",
    sections=(),
    timeline=(),
    sources=(),
    corrections=(),
    made_by="human",
    reviewed_by="",
    label_ai=False,
    compiled=True,
    withdrawn=False,
    image=None,
    extra={},
)


def full_list(kind: str, title: str) -> ListView:
    return ListView(
        head=paged_head(title, f"/{kind}/"),
        kind=kind,
        title=title,
        description="Ships, quays, ferries and the people who work them.",
        html="<p>The desk reads the shipping pages so that you do not have to.</p>",
        stories=CARDS,
        children=(LinkView("Ferries", "/harbour/ferries/"), LinkView("Tide tables", "/harbour/tides/")),
        facts=PublisherFactsView(
            "newspaper",
            "Courier Holdings & Sons",
            "United Kingdom",
            "https://courier.example/",
            "Daily since 1871.",
        ),
        total=402,
        pager=PagerView(
            number=5,
            count=14,
            previous=f"/{kind}/page/4/",
            next=f"/{kind}/page/6/",
            links=(
                PagerLinkView(1, f"/{kind}/"),
                *(PagerLinkView(n, f"/{kind}/page/{n}/") for n in (3, 4, 5, 6, 7, 14)),
            ),
        ),
    )


def sparse_list(kind: str) -> ListView:
    return ListView(
        head=bare_head("A"), kind=kind, title="A", description="", html="", stories=(), children=()
    )


TERMS = (
    TermView("harbour", "/tags/harbour/", 12),
    TermView(
        "a topic whose name is long enough to need a second line on a small telephone", "/tags/long/", 1
    ),
    TermView("labour", "/tags/labour/", 4),
    TermView("Ellery Courier", "/publishers/ellery-courier/", 4, "newspaper", "United Kingdom"),
)

FULL_FEED = FeedView(
    id=f"{ROOT}/",
    title="The Ellery Brief",
    subtitle="Salt & paper",
    url=f"{ROOT}/feed.xml",
    home=f"{ROOT}/",
    updated="2026-11-18T09:00:00+00:00",
    updated_rfc822="Wed, 18 Nov 2026 09:00:00 +0000",
    entries=(
        FeedEntryView(
            id=f"{ROOT}/harbour/pilot-cutter/",
            title="Pilots refuse <to> sail & more",
            url=f"{ROOT}/harbour/pilot-cutter/",
            published="2026-11-12T07:30:00+00:00",
            published_rfc822="Thu, 12 Nov 2026 07:30:00 +0000",
            updated="2026-11-18T09:00:00+00:00",
            authors=("Mara Lindqvist", "Joao Petty"),
            tags=("harbour", "safety"),
            summary="Fourteen pilots & one boat.",
            html=FULL_STORY.summary,
            language="pt-BR",
            image=FeedPictureView(
                f"{ROOT}/boat.jpg?a&b", "image/jpeg", "A “boat” & <more>", "Photo: A & B", 960, 640
            ),
            data=FeedData(
                version=1,
                twin=f"{ROOT}/harbour/pilot-cutter/index.json",
                made_by="human",
                reviewed_by="",
                compiled=False,
                withdrawn=False,
                corrections=(FeedNotice("correction", "2026-11-18", "There are <fourteen>."),),
                sources=(FeedSource(1, "A & B", "Courier", "", "2026-11-12", "", f"{ROOT}/#src-a"),),
                claims=(FeedClaim(f"{ROOT}/#c-1", "She sailed.", (1,), unsourced=False),),
                timeline=(FeedEvent(f"{ROOT}/#e-1", "2026-11", "Nov 2026", "", "She sails.", (1,)),),
            ),
        ),
    ),
)
SPARSE_FEED = FeedView(
    f"{ROOT}/", "Brief", "", f"{ROOT}/feed.xml", f"{ROOT}/", "2026-11-18T09:00:00+00:00", "", ()
)

FULL: dict[str, View] = {
    "story.html": FULL_STORY,
    "version.html": msgspec.structs.replace(
        FULL_STORY,
        revisions=(),
        version=VersionView(
            NOV_12,
            LinkView("The pilot cutter & her crew", "/harbour/pilot-cutter/"),
            (CorrectionView("correction", NOV_18, "She is 24 metres long."),),
        ),
    ),
    "home.html": HomeView(
        head=head("The Ellery Brief", "/"),
        lead=CARD,
        latest=CARDS,
        sections=(
            SectionCards("Harbour", "/harbour/", "Ships, quays and ferries.", (PICTURED, CARD, CARDS[1])),
            SectionCards("City", "/city/", "", (CARDS[4], CARDS[2], CARDS[6], CARDS[7])),
            SectionCards("Coast", "/coast/", "From Whitsand to Lower Marl.", (CARDS[5],)),
        ),
    ),
    "section.html": full_list("section", "Harbour"),
    "tag.html": full_list("tag", "safety"),
    "publisher.html": full_list("publisher", "Ellery Courier"),
    "month.html": full_list("month", "November 2026"),
    "archive.html": IndexView(
        head=head("Archive", "/archive/"),
        title="Archive",
        years=(
            YearView("2026", (MonthView("November", "/2026/11/", 9), MonthView("October", "/2026/10/", 1))),
            YearView("2025", (MonthView("December", "/2025/12/", 3),)),
        ),
    ),
    "tags.html": IndexView(head=head("Topics", "/tags/"), title="Topics", terms=TERMS),
    "publishers.html": IndexView(head=head("Publishers", "/publishers/"), title="Publishers", terms=TERMS),
    "page.html": PageView(
        head=head("About", "/about/"),
        title="About this newsroom",
        html="<p>Three people read nine papers.</p><h2>How we cite</h2><ol><li>Read.</li><li>Mark.</li></ol>"
        "<pre><code>dateline build --strict --output public --base-url https://brief.example/a/long/path/</code></pre>"
        "<h3>And <code>why</code></h3><hr><p>Because <a href='/'>readers check</a>.</p>",
        extra={},
    ),
    "search.html": SearchView(
        head=bare_head("Search"),
        title="Search",
        script="/pagefind/pagefind.js",
        base="/",
        policy="default-src 'none'; script-src 'self'",
    ),
    "404.html": NotFoundView(head=bare_head("There is no page here"), latest=CARDS[:2]),
    "corrections.html": NoticesView(
        head("Corrections", "/corrections/"),
        "Corrections",
        (
            NoticeView("correction", NOV_18, "The cutter is 24 metres long, not 42.", HARBOUR),
            NoticeView("withdrawn", NOV_12, "The letter was forged & we were wrong.", CITY),
        ),
    ),
    "topic.html": TopicView(
        head("The cutter", "/harbour/cutter/timeline/"),
        "The cutter",
        CARDS[:2],
        (
            TopicEventView(
                "e-1", "Nov 12, 2026", "2026-11-12", "2026-11-12", "", "She sails.", "2026", (HARBOUR, CITY)
            ),
        ),
    ),
    "alias.html": AliasView(
        head=head("Pilots refuse to sail", "/harbour/pilot-cutter/"), target="/harbour/pilot-cutter/"
    ),
    **dict.fromkeys(("feed.xml", "rss.xml", "feed.json"), FULL_FEED),
    "sitemap.xml": SitemapView(
        (LocationView(f"{ROOT}/?a=1&b=2", "2026-11-18"), LocationView(f"{ROOT}/about/", ""))
    ),
    "sitemap-index.xml": SitemapIndexView(
        (LocationView(f"{ROOT}/sitemap-1.xml?a=1&b=2", "2026-11-18"), LocationView(f"{ROOT}/b.xml", ""))
    ),
    "news-sitemap.xml": NewsSitemapView(
        f"{ROOT}/",
        (
            NewsView(
                f"{ROOT}/pilots/?a=1&b=2",
                "2026-11-18T09:00:00+00:00",
                "Pilots & <paper>",
                "The Ellery <Brief>",
                "en",
            ),
        ),
    ),
    "robots.txt": RobotsView(
        (RobotsGroup(("GPTBot", "CCBot"), (), ("/",)), RobotsGroup(("*",), ("/a?b&c",), ("/drafts/",))),
        (f"{ROOT}/sitemap.xml?a=1&b=2", f"{ROOT}/news-sitemap.xml"),
    ),
    "trust.txt": TrustView(
        (TrustLine("belongto", "https://press.example/?a&b"), TrustLine("datatrainingallowed", "no"))
    ),
}

SPARSE: dict[str, View] = {
    "story.html": SPARSE_STORY,
    "version.html": msgspec.structs.replace(
        SPARSE_STORY, version=VersionView(NOV_12, LinkView("Brief", "/brief/"), ())
    ),
    "home.html": HomeView(head=bare_head("Brief"), lead=None, latest=(), sections=()),
    "section.html": sparse_list("section"),
    "tag.html": sparse_list("tag"),
    "publisher.html": sparse_list("publisher"),
    "month.html": sparse_list("month"),
    "archive.html": IndexView(head=bare_head("Archive"), title="Archive"),
    "tags.html": IndexView(head=bare_head("Topics"), title="Topics"),
    "publishers.html": IndexView(head=bare_head("Publishers"), title="Publishers"),
    "page.html": PageView(head=bare_head("A"), title="A", html="", extra={}),
    "search.html": SearchView(
        head=bare_head("Search"), title="Search", script="/pagefind/pagefind.js", base="/", policy=""
    ),
    "404.html": NotFoundView(head=bare_head("Not found"), latest=(BARE_CARD,)),
    "corrections.html": NoticesView(bare_head("Corrections"), "Corrections", ()),
    "topic.html": TopicView(bare_head("The cutter"), "The cutter", (BARE_CARD,), ()),
    "alias.html": AliasView(head=bare_head("A"), target="/a/"),
    **dict.fromkeys(("feed.xml", "rss.xml", "feed.json"), SPARSE_FEED),
    "sitemap.xml": SitemapView(()),
    "sitemap-index.xml": SitemapIndexView(()),
    "news-sitemap.xml": NewsSitemapView(f"{ROOT}/", ()),
    "robots.txt": RobotsView((), ()),
    "trust.txt": TrustView(()),
}
