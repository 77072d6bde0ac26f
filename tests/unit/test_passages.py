"""Passages on a page: which words stand behind each citation, and how much of a source is printed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from types import MappingProxyType

import msgspec
import pytest

from dateline.evidence.articles import Article
from dateline.evidence.excerpts import words
from dateline.evidence.values import ClaimEvidence, Passage, Span, Standing, StoryEvidence, Support
from dateline.model.site import Story
from dateline.pages.feedentry import feed_entry
from dateline.pages.imprint import Imprint
from dateline.pages.story import StoryPages
from dateline.settings.config import parse_config
from dateline.views.feeds import FeedEntryView
from dateline.views.stories import StoryView
from newsroom import PAPER, article, briefing, linked

AP = "The ferry left at noon. It was full of people from the isles. Nobody knew when it would be back."
NASTY = '</blockquote><script>alert("1")</script> & “words” \x00\u202e'


def imprint(config: str = "") -> Imprint:
    return Imprint(parse_config(PAPER + config))


def pages(config: str = "") -> StoryPages:
    return StoryPages(imprint(config), {}, {})


def passage(text: str, part: str, *marked: str) -> Passage:
    start = text.index(part)
    marks = tuple((part.index(word), part.index(word) + len(word)) for word in marked)
    return Passage(start, start + len(part), part, marks)


def support(key: str, found: Passage | None, standing: Standing = Standing.SUPPORTED) -> Support:
    return Support(key, standing if found else Standing.NOT_CHECKED, 0.9, found)


def evidence(story: Story, *supports: tuple[Support, ...], voices: int = 1) -> StoryEvidence:
    """What stands behind the claims of a story, in their order."""
    cited = [claim for claim in story.claims if claim.citations]
    return StoryEvidence(
        tuple(ClaimEvidence(c.anchor, found, voices) for c, found in zip(cited, supports, strict=True))
    )


def view_of(
    made: StoryPages,
    story: Story,
    behind: StoryEvidence,
    articles: Mapping[str, Article] = MappingProxyType({}),
) -> StoryView:
    """The page as a build makes it: with the twin."""
    return made.both(story, behind, articles)[0]


def texts(**kept: str) -> dict[str, Article]:
    return {key: Article(key, "Tide", "T", dt.date(2026, 1, 2), text) for key, text in kept.items()}


def entry_of(made: StoryPages, story: Story) -> FeedEntryView:
    """The story in a feed."""
    return feed_entry(made.both(story, StoryEvidence(), {})[1], imprint())


def shown(view: StoryView) -> str:
    return view.summary + "".join(section.html for section in view.sections)


URL = "url: https://tide.example/ferry\n"


def test_a_citation_is_a_link_and_a_button_that_opens_its_passage() -> None:
    story, _ = linked(briefing("The ferry left [@ap]."), ap=article(more=URL))
    found = passage(AP, "The ferry left at noon.", "ferry left")
    view = view_of(pages(), story, evidence(story, (support("ap", found),)), texts(ap=AP))
    assert view.summary == (
        f'<p><span class="claim" id="{story.claims[0].anchor}">The ferry left'
        '<span class="cite" id="ref-ap-1">'
        '<a href="#src-ap" role="doc-biblioref" aria-label="Source 1: Tide"><span>[1]</span></a>'
        '<button type="button" hidden popovertarget="evidence-1" aria-label="Source 1: Tide"></button>'
        "</span>"
        '<small class="voices lone"><span> (single\u00a0source)</span></small>.</span></p>\n'
    )
    [one] = view.evidence
    assert (one.anchor, one.number, one.publisher, one.href) == ("evidence-1", 1, "Tide", "#src-ap")
    assert one.html == "The <mark>ferry left</mark> at noon."
    assert one.url == "https://tide.example/ferry#:~:text=The%20ferry%20left%20at%20noon"
    assert (one.standing, one.language) == ("", "")
    assert view.counted


def test_without_evidence_a_page_is_as_it_was() -> None:
    story, _ = linked(briefing('Ebb [@ap, "so it ebbs"]. Flow [@ap, para. 4].'), ap=article())
    view = view_of(pages(), story, StoryEvidence())
    assert (view.evidence, view.conflicts, view.counted) == ((), (), False)
    assert '<a class="cite" id="ref-ap-1" href="#src-ap"' in view.summary
    assert 'title="“so it ebbs”">[1]</a>' in view.summary
    assert "button" not in view.summary


@pytest.mark.parametrize(
    ("voices", "said"),
    [(0, ""), (1, " (single\u00a0source)"), (2, " (2\u00a0sources)"), (3, " (3\u00a0sources)")],
)
def test_how_many_voices_a_claim_has(voices: int, said: str) -> None:
    story, _ = linked(briefing("Ebb [@ap; @tide] and flow."), ap=article(), tide=article())
    both = (support("ap", passage(AP, "noon")), support("tide", passage(AP, "noon")))
    view = view_of(pages(), story, evidence(story, both, voices=voices))
    assert re.findall(
        r'\[2\]</span></a><button[^>]*></button></span>(?:<small class="voices">(.*?)</small>)? and flow',
        view.summary,
    ) == [said]


def test_a_passage_says_how_many_voices_those_have_that_rest_on_it() -> None:
    story, _ = linked(briefing("It left at noon [@ap]. It was full [@ap]."), ap=article())
    noon, full = support("ap", passage(AP, "noon")), support("ap", passage(AP, "full"))
    both = view_of(pages(), story, evidence(story, (noon,), (full,)))
    assert [one.voices for one in both.evidence] == ["single source", "single source"]
    claims = evidence(story, (noon,), (noon,)).claims
    mixed = StoryEvidence((claims[0], msgspec.structs.replace(claims[1], voices=0)))
    assert [one.voices for one in view_of(pages(), story, mixed).evidence] == [""]


def test_citations_of_the_same_words_share_a_passage_and_its_marks() -> None:
    story, _ = linked(
        briefing("The ferry left [@ap]. It left at noon [@ap]. It was full [@ap]."), ap=article()
    )
    lead, rest = "The ferry left at noon.", "It was full of people from the isles."
    found = evidence(
        story,
        (support("ap", passage(AP, lead, "ferry left")),),
        (support("ap", passage(AP, lead, "left at noon")),),
        (support("ap", passage(AP, rest)),),
    )
    view = view_of(pages(), story, found, texts(ap=AP))
    assert re.findall('popovertarget="(.*?)"', view.summary) == ["evidence-1", "evidence-1", "evidence-2"]
    assert [one.html for one in view.evidence] == ["The <mark>ferry left at noon</mark>.", rest]


def test_the_words_relied_on_are_the_excerpt() -> None:
    body = 'Ebb [@ap, "full of people … when it would be back"]. Flow [@ap, "full of fish"].'
    body += ' Rain [@wire, "rain"].'
    story, _ = linked(briefing(body), ap=article(more=URL), wire=article())
    whole = passage(AP, "The ferry left at noon.")
    found = evidence(story, (support("ap", whole),), (support("ap", whole),), (support("wire", None),))
    view = view_of(pages(), story, found, texts(ap=AP, wire=""))
    said, not_said, not_kept = view.evidence
    assert said.html == "full of people … when it would be back"
    assert said.url.endswith("#:~:text=full%20of%20people%20from,it%20would%20be%20back")
    assert not_said.html == "The ferry left at noon."
    assert (not_kept.html, not_kept.standing) == ("rain", "no-text")
    assert "title=" not in view.summary


def test_why_there_is_no_excerpt() -> None:
    body = "Ebb [@none]. Flow [@ap; @arab; @free; @wire; @far]."
    sources = {"ap": article(), "arab": article(), "free": article(more=f"license: none\n{URL}")}
    sources |= {"wire": article(), "far": article()}
    story, _ = linked(briefing(body), **sources)
    found = evidence(
        story,
        (
            support("ap", passage(AP, "The ferry left at noon.")),
            support("arab", None),
            support("free", passage(AP, "The ferry left at noon.")),
            support("wire", None),
            Support("far", Standing.UNSUPPORTED, 0.0, None),
        ),
    )
    kept = texts(ap=AP, arab="غادرت", free=AP, wire=" ", far=AP)
    whole = view_of(pages(), story, found, kept).evidence
    rest = ["not-compared", "license", "no-text", "not-found"]
    assert [one.standing for one in whole] == ["", *rest]
    assert whole[2].url == "https://tide.example/ferry"
    strict = view_of(pages("[evidence]\nsource_words = 3\n"), story, found, kept)
    assert [one.standing for one in strict.evidence] == ["limit", *rest]
    assert not any(one.html for one in strict.evidence)


@pytest.mark.parametrize(
    ("standing", "marked", "html"),
    [
        (Standing.UNSUPPORTED, ("noon",), ""),
        (Standing.UNSUPPORTED, ("left at noon",), "The ferry <mark>left at noon</mark>."),
        (Standing.WEAK, ("noon",), "The ferry left at <mark>noon</mark>."),
    ],
)
def test_a_passage_that_supports_nothing_must_share_a_few_words(
    standing: Standing, marked: tuple[str, ...], html: str
) -> None:
    story, _ = linked(briefing("Ebb at noon [@ap]."), ap=article())
    found = support("ap", passage(AP, "The ferry left at noon.", *marked), standing)
    [one] = view_of(pages(), story, evidence(story, (found,)), texts(ap=AP)).evidence
    assert (one.html, one.standing) == (html, "" if html else "not-found")


def test_a_passage_that_was_only_looked_at_says_that_it_was_not_checked() -> None:
    story, _ = linked(briefing("Ebb [@ap]."), ap=article(more="language: pt"))
    looked = Support("ap", Standing.NOT_CHECKED, 0.0, passage(AP, "It was full"), "in Portuguese")
    [one] = view_of(pages(), story, evidence(story, (looked,)), texts(ap=AP)).evidence
    assert (one.html, one.standing, one.language) == ("It was full", "not-compared", "pt")


def test_a_page_prints_no_more_of_a_source_than_it_may() -> None:
    sentences = [" ".join(f"s{n}w{m}" for m in range(50)) + "." for n in range(30)]
    text = " ".join(sentences)
    body = " ".join(f"Claim {n} is made [@ap; @free]." for n in range(30))
    story, _ = linked(briefing(body), ap=article(), free=article(more="license: CC BY 4.0"))
    spans = [passage(text, sentence, sentence[:4]) for sentence in sentences]
    found = evidence(story, *((support("ap", span), support("free", span)) for span in spans))
    view = view_of(pages(), story, found, texts(ap=text, free=text))
    printed = {
        number: [len(words(re.sub("<.*?>", "", one.html))) for one in view.evidence if one.number == number]
        for number in (1, 2)
    }
    assert sum(printed[1]) == 150
    assert len([size for size in printed[1] if size]) == 18
    assert printed[2] == [40] * 30
    assert [one.standing for one in view.evidence if not one.html] == ["limit"] * 12


def test_nothing_of_a_source_is_unescaped() -> None:
    story, _ = linked(briefing("Ebb [@ap]."), ap=article(f"'{NASTY[:40]}'"))
    story = msgspec.structs.replace(
        story, sources=tuple(msgspec.structs.replace(s, publisher=NASTY) for s in story.sources)
    )
    marks: tuple[Span, ...] = ((0, 4), (10, 30), (40, len(NASTY)))
    found = Passage(0, len(NASTY), NASTY, marks)
    view = view_of(pages(), story, evidence(story, (support("ap", found),)), texts(ap=NASTY))
    for html in (view.evidence[0].html, view.summary):
        assert "<script" not in html
        assert "</block" not in html
    assert view.evidence[0].html.count("<mark>") == view.evidence[0].html.count("</mark>") == 3
    assert "\x00" not in view.evidence[0].html


def test_citations_side_by_side_are_told_from_those_with_words_between() -> None:
    story, _ = linked(briefing("Ebb [@ap; @tide] and flow [@ap] [@tide]."), ap=article(), tide=article())
    found = evidence(story, (support("ap", None), support("tide", None)))
    html = view_of(pages(), story, found).summary
    assert re.findall('<span class="(cite.*?)" id="(.*?)"', html) == [
        ("cite", "ref-ap-1"),
        ("cite cite-next", "ref-tide-1"),
        ("cite", "ref-ap-2"),
        ("cite cite-next", "ref-tide-2"),
    ]


CONFLICTS = """sources: [ap, tide]
conflicts:
  - about: How <many>
    says:
      - source: ap
        text: Two & more left.
      - source: tide
        text: Three left.
"""


def conflict_pages() -> tuple[StoryView, FeedEntryView]:
    story, _ = linked(briefing("Ebb [@ap].", CONFLICTS), ap=article(publisher="AP"), tide=article())
    made = pages()
    found = [ClaimEvidence(c.anchor, (support(c.citations[0].key, None),), 1) for c in story.claims]
    return view_of(made, story, StoryEvidence(tuple(found))), entry_of(made, story)


def test_who_says_what_where_sources_disagree() -> None:
    [conflict] = conflict_pages()[0].conflicts
    assert conflict.about == "How <many>"
    assert [said.publisher for said in conflict.says] == ["AP", "Tide"]
    assert "Two &amp; more left." in conflict.says[0].html
    assert 'id="ref-ap-2"' in conflict.says[0].html
    assert "voices" not in conflict.says[0].html


def test_a_feed_tells_a_disagreement_and_prints_no_words_of_a_source() -> None:
    html = conflict_pages()[1].html
    assert "<h2>Where the sources disagree</h2>\n<p>How &lt;many&gt;</p>" in html
    assert "<li><strong>AP</strong>: Two &amp; more left.<a href=" in html
    assert " id=" not in html
    story, _ = linked(briefing('Ebb [@ap, "so it ebbs"]. Flow [@ap, para. 4].'), ap=article())
    html = entry_of(pages(), story).html
    assert "so it ebbs" not in html
    assert 'title="para. 4"' in html
    assert "button" not in html


@pytest.mark.parametrize(
    "config",
    ["[evidence]\nexcerpt_words = 9\n", "[evidence]\nsource_words = 9\n", "[evidence.licenses]\nA = {}\n"],
)
def test_every_limit_is_part_of_what_a_page_is_made_from(config: str) -> None:
    assert imprint(config).key != imprint().key
