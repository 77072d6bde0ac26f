"""Rules on what a briefing claims: every sentence cited, no event from the future or on a wrong day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import tzinfo

from dateline import rules
from dateline.citations import KEY
from dateline.dates import display, other_day
from dateline.model.linked import Claim, Text, claims
from dateline.model.site import Event, Story
from dateline.patterns import deferred
from dateline.problems import Problem, Weights

_CLOSES = {"“": "”", "„": "“", "«": "»", '"': '"'}
"""Which quotation mark closes which."""
_QUOTES = re.compile('[“”„«»"]')

_LIKE_A_CITATION = deferred(rf"\[\^?(?P<key>{KEY})\]|(?<![\w@])\(?@(?P<bare>{KEY})\)?")
"""How other programs write a citation: [ap], [^ap], (@ap), @ap."""
_TIGHT_HEADING = deferred(r"(#{1,6})([^\W\d_]\w*)")
_ANNOUNCED = deferred(
    r"\b(?:will|shall|may|might|due|plan(?:s|ned)?|expect(?:s|ed)|scheduled|intend(?:s|ed)|deadline"
    r"|(?:is|are|set) to)\b"
)
"""English words by which an entry says that what it tells is to come."""


def check_story(story: Story, zone: tzinfo) -> Iterator[Problem]:
    """Problems in the claims and events of a story."""
    yield from _uncited_sentences(story)
    yield from _late_events(story, zone)
    yield from _wrong_days(story)


def _uncited_sentences(story: Story) -> Iterator[Problem]:
    """Sentences in sections and in the timeline that cite nothing."""
    texts = [*(section.text for section in story.sections), *(event.text for event in story.timeline)]
    for text in texts:
        for claim in _uncited(text):
            hint = _meant(claim.text, story) or "end it with [@key], or with [@none] when it has no source"
            wrong = rules.problem("uncited-sentence", claim.place, "this sentence cites no source", hint)
            yield wrong.within(claim.weights)


def _meant(text: str, story: Story) -> str:
    """A hint where a sentence names a source as other programs cite; else ""."""
    if heading := _TIGHT_HEADING.match(text):
        return f"a heading has a space behind its signs: {heading[1]} {heading[2]}"
    keys = {source.key for source in story.sources}
    for like in _LIKE_A_CITATION.finditer(text):
        key = like["key"] or like["bare"]
        if key in keys:
            return f"“{like[0]}” cites nothing: write [@{key}]"
    return ""


def _uncited(text: Text) -> Iterator[Claim]:
    """The claims without a citation; the one behind a quotation's last sentence holds for all of it."""
    waiting: list[Claim] = []
    quote = ""  # the mark that closes the quotation we are in
    for part in text:
        if isinstance(part, Claim):
            quote = _left_open(part.text, quote)
            waiting = [] if part.is_sourced and not quote else waiting
            waiting += [] if part.is_sourced else [part]
        if not quote or (part != " " and not isinstance(part, Claim)):  # the paragraph ends
            yield from waiting
            waiting, quote = [], ""
    yield from waiting


def _left_open(text: str, quote: str) -> str:
    """The mark that would close the quotation left open at the end of a text, or "".

    `quote` is the same for what stands before the text.
    """
    for mark in _QUOTES.findall(text):
        quote = ("" if mark == quote else quote) if quote else _CLOSES.get(mark, "")
    return quote


def _late_events(story: Story, zone: tzinfo) -> Iterator[Problem]:
    """Events that begin after the day of the newest source, which none can have seen, told as if one had."""
    if not story.sources:
        return
    newest = max(story.sources, key=lambda source: source.published.instant(zone))
    for event in story.timeline:
        said = " ".join(claim.text for claim in claims(event.text))
        if event.date.earliest > newest.published.date and not _ANNOUNCED.search(said):
            message = f"this event lies after the newest source, “{newest.key}” of {newest.published.date}"
            hint = "correct the date, add the article that tells of it, or say that it is planned"
            yield rules.problem("late-event", event.place, message, hint).within(_weights(event))


def _wrong_days(story: Story) -> Iterator[Problem]:
    """Events with a note that names another day than their date."""
    for event in story.timeline:
        if event.note and (why := other_day(event.date, event.note)):
            message = f"“{event.note}” is not {display(event.date, 'en')}: {why}"
            hint = "correct the date, or the note behind it"
            yield rules.problem("wrong-day", event.place, message, hint).within(_weights(event))


def _weights(event: Event) -> Weights:
    """What the comments in an event's text say of rules."""
    return next((claim.weights for claim in claims(event.text)), ())
