"""Twinning: a story's twin, made with its page, and holding nothing that the page does not.

`twin` says what is in it. This room makes the value; what is made of it is for `twins` and `feedentry`.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.dates import display
from dateline.evidence.values import ClaimEvidence, Standing, StoryEvidence
from dateline.files import addresses
from dateline.files.anchors import source_anchor, use_anchor
from dateline.model.linked import Claim, Text, Unsourced, claims
from dateline.model.site import Conflict, Event, Source, Story
from dateline.pages.imprint import Imprint
from dateline.pages.markup import Markup
from dateline.pages.passages import Passages
from dateline.pages.pictures import image_view
from dateline.pages.wordings import beginning, clipped, publishers_of, speaker, tag_uri
from dateline.twins import twin
from dateline.twins.twin import Twin
from dateline.views.pages import ImageView
from dateline.views.stories import EvidenceView


class Twinning:
    """Makes the twin of one story; `passages` are those of its page."""

    def __init__(self, story: Story, evidence: StoryEvidence, passages: Passages, imprint: Imprint) -> None:
        self._story, self._passages, self._imprint = story, passages, imprint
        self._markup = Markup(imprint, {}, imprint.absolute(story.url))
        self._evidence = {claim.anchor: claim for claim in evidence.claims}
        self._publishers = publishers_of(story)

    def made(self, section: tuple[str, str] | None) -> Twin:
        """The twin."""
        story, imprint = self._story, self._imprint
        image = image_view(imprint, story.image, story.image_alt, story.image_credit, story.raster)
        return Twin(
            schema=imprint.shared(addresses.TWIN_SCHEMA, whole=True),
            version=twin.VERSION,
            id=tag_uri(story, imprint),
            url=imprint.absolute(story.url),
            title=story.title,
            description=clipped(story.description),
            language=imprint.config.language,
            published=imprint.stamp(story.published),
            updated=imprint.stamp(story.updated),
            changed=imprint.stamp(story.changed),
            authors=imprint.authors(story),
            publisher=imprint.config.publisher or imprint.config.title,
            section=twin.Named(section[0], imprint.absolute(section[1])) if section else None,
            tags=story.tags,
            image=_picture(image) if image else None,
            made_by=story.made_by.value,
            reviewed_by=story.reviewed_by,
            compiled=story.compiled,
            label=_label(story, imprint) if story.needs_label else "",
            withdrawn=story.is_withdrawn,
            corrections=tuple(
                twin.Correction(notice.kind.value, notice.date.iso, imprint.told(notice))
                for notice in story.corrections
            ),
            summary=twin.Text(self._markup.html(story.summary), _anchors(story.summary)),
            sections=tuple(
                twin.Section(
                    part.title, part.anchor, self._markup.html(part.text), _anchors(part.text), part.language
                )
                for part in story.sections
            ),
            conflicts=tuple(map(self._conflict, story.conflicts)),
            timeline=tuple(map(self._event, story.timeline)),
            sources=tuple(map(self._source, story.sources)),
            claims=tuple(map(self._claim, story.claims)),
        )

    def _conflict(self, conflict: Conflict) -> twin.Conflict:
        says = (
            twin.Said(speaker(text, self._publishers), self._markup.html(text), _anchors(text))
            for text in conflict.says
        )
        return twin.Conflict(conflict.anchor, conflict.about, tuple(says))

    def _event(self, event: Event) -> twin.Event:
        return twin.Event(
            anchor=event.anchor,
            date=event.date.edtf,
            label=beginning(display(event.date, self._imprint.config.language)),
            note=event.note,
            text=" ".join(claim.text for claim in claims(event.text)),
            html=self._markup.html(event.text),
            claims=_anchors(event.text),
        )

    def _source(self, source: Source) -> twin.Source:
        return twin.Source(
            key=source.key,
            number=source.number,
            anchor=source_anchor(source.key),
            title=source.title,
            publisher=source.publisher,
            url=source.url,
            published=source.published.iso,
            author=source.author,
            agency=source.agency,
            focus=source.focus,
            language=source.language,
            license=source.license,
            archive=source.archive,
            uses=source.uses,
            passages=tuple(
                self._passage(view) for view in self._passages.views if view.number == source.number
            ),
        )

    def _passage(self, view: EvidenceView) -> twin.Passage:
        excerpt = self._passages.excerpt(view.anchor)
        text, marks = (excerpt.text, excerpt.marks) if excerpt else ("", ())
        return twin.Passage(view.anchor, text, marks, view.standing, view.url)

    def _claim(self, claim: Claim) -> twin.Claim:
        found = self._evidence.get(claim.anchor)
        supports = found.supports if found else ()
        return twin.Claim(
            anchor=claim.anchor,
            text=claim.text,
            citations=tuple(self._citations(claim, found)),
            checked=any(support.standing is not Standing.NOT_CHECKED for support in supports),
            voices=found.voices or None if found else None,
            unsourced=any(isinstance(part, Unsourced) for part in claim.parts),
        )

    def _citations(self, claim: Claim, found: ClaimEvidence | None) -> Iterator[twin.Citation]:
        scores = {
            support.key: None if support.standing is Standing.NOT_CHECKED else round(support.score, 2)
            for support in (found.supports if found else ())
        }
        for citation in claim.citations:
            passage = self._passages.name(citation)
            yield twin.Citation(
                source=citation.key,
                number=citation.number,
                anchor=use_anchor(citation.key, citation.use),
                passage=passage,
                quote="" if passage else citation.quote,
                locator=citation.locator,
                score=scores.get(citation.key),
            )


def _picture(image: ImageView) -> twin.Picture:
    return twin.Picture(image.url, image.alt, image.credit, image.type, image.width, image.height)


def _label(story: Story, imprint: Imprint) -> str:
    """Who made a briefing that no editor reviewed."""
    if not story.compiled:
        return imprint.say("ai_label")
    return imprint.say("compiled_label", number=len(story.sources))


def _anchors(text: Text) -> tuple[str, ...]:
    """The anchors of the claims in a text."""
    return tuple(claim.anchor for claim in claims(text))
