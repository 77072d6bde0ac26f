"""The views of stories: what story.html, version.html and topic.html see. `pages` says what a view is."""

from __future__ import annotations

from typing import Any

from dateline.views.pages import DateView, HeadView, ImageView, LinkView, StoryCard, View


class BackLinkView(View, frozen=True):
    """From a source in the list back to one place that cites it."""

    href: str
    label: str
    """"a", "b", "c" …"""


class SourceView(View, frozen=True):
    """One row of the numbered source list."""

    number: int
    anchor: str
    """The element's id: "src-ap"."""
    title: str
    url: str
    """The article's own address, safe for an attribute; "" when there is none."""
    publisher: LinkView
    published: DateView
    author: str
    agency: str
    focus: str
    backs: tuple[BackLinkView, ...]
    archive: str = ""
    """The address of an archived copy, safe for an attribute; "" when there is none."""
    language: str = ""
    """The tag of the article's language, for `lang` and `hreflang`; "" when it is the site's."""
    focus_language: str = ""
    """The tag of the language of `focus`, for `lang`; "" when it is the site's."""


class StorySectionView(View, frozen=True):
    """A thematic section of a briefing."""

    title: str
    anchor: str
    html: str
    language: str = ""
    """The tag of its language; "" when it is that of the page."""
    language_name: str = ""
    """What the page calls that language: "French"."""


class EventView(View, frozen=True):
    """One entry of the timeline."""

    anchor: str
    label: str
    """The date as shown: "Late Dec 2025"."""
    datetime: str
    """The widest value that `<time datetime>` can hold, or ""."""
    edtf: str
    note: str
    html: str
    year: str
    """The year in which it begins, or ends when its start is open: for grouping."""


class ChartMarkView(View, frozen=True):
    """An event in the drawing of a timeline, or several that lie on one place."""

    href: str
    """The first of them in the list: "#event-2025-12-30"."""
    label: str
    """Their numbers in the list, from 1: "3", or "4–7"."""
    title: str
    """Their dates as the list shows them."""
    x: str
    """Where it is along the line: "37.5%"."""
    y: int
    shift: int
    width: int
    """Pixels: from the top; from `x` to the middle of the number; and of the number's ground."""
    bar: str
    length: str
    """Where the bar of a span begins, and how long it is, in per cent; "" for a point."""
    soft: bool
    """True when its days are not known exactly: the ends of its bar fade."""
    open_left: bool
    open_right: bool
    """True where nobody knows how far it goes: the bar ends in an arrow."""


class ChartTickView(View, frozen=True):
    """A division of the line: its place, its label, and how that stands to it, for `text-anchor`."""

    x: str
    label: str
    anchor: str


class ChartView(View, frozen=True):
    """A timeline drawn to scale. Along the line in per cent, so that it fits any width; across in pixels."""

    height: int
    axis: int
    """How far the line is from the top."""
    marks: tuple[ChartMarkView, ...]
    ticks: tuple[ChartTickView, ...]


class EvidenceView(View, frozen=True):
    """What a source says behind a citation: the passage that the citation's button opens."""

    anchor: str
    """The element's id, which buttons name in `popovertarget`: "evidence-3"."""
    number: int
    publisher: str
    title: str
    published: DateView
    html: str
    """The excerpt, its matched words in `mark`; "" when none is shown."""
    standing: str
    """Why there is no excerpt, or nobody checked it; themes/default/README.md lists the reasons."""
    url: str
    """The passage in the article; "" when it cannot be linked."""
    href: str
    """The source's row in the list: "#src-ap"."""
    language: str = ""
    voices: str = ""
    """How many independent sources support the sentences that cite it so, in words; "" where these differ."""


class SaidView(View, frozen=True):
    """What one source says in a disagreement."""

    publisher: str
    html: str


class ConflictView(View, frozen=True):
    """A disagreement between sources."""

    anchor: str
    about: str
    says: tuple[SaidView, ...]


class CorrectionView(View, frozen=True):
    """A correction, clarification or withdrawal notice."""

    kind: str
    """"correction", "clarification" or "withdrawn"."""
    date: DateView
    text: str


class RelatedView(View, frozen=True):
    """Another story that may be wanted beside this one, and why."""

    title: str
    href: str
    updated: DateView
    reason: str
    """What the two share: "article", "name" or "tag"."""
    shared: str
    """The title of the article that both cite, the name that both say, or the tag."""
    publisher: str = ""
    """The publisher of the article; "" elsewhere."""


class ChangeView(View, frozen=True):
    """One thing that changed in a story."""

    kind: str
    """"title", "summary", "sections-added" …; themes/default/README.md lists them."""
    names: tuple[str, ...]
    """What changed: headings, publishers, days or kinds of notices; none for the title and the summary."""


class RevisionView(View, frozen=True):
    """A change of a story that readers can see; its first publication has no changes and no note."""

    date: DateView
    changes: tuple[ChangeView, ...]
    note: str
    """The writer's words; "" where the changes are known."""
    href: str
    """The version that it made; "" when that has no page."""


class VersionView(View, frozen=True):
    """Which version of a story a page is."""

    date: DateView
    current: LinkView
    """The story as it stands now."""
    since: tuple[CorrectionView, ...]
    """Notices that came after this version."""


class ThreadView(View, frozen=True):
    """A story's place among the stories that continue one another."""

    follows: LinkView | None
    """The story that it continues."""
    continued: tuple[LinkView, ...]
    """The stories that continue it, oldest first."""
    topic: LinkView
    """The first story's title, and the joint timeline."""
    stories: int


class StoryView(View, frozen=True):
    """A story page: story.html."""

    head: HeadView
    title: str
    section: LinkView | None
    published: DateView
    updated: DateView
    articles: int
    authors: tuple[str, ...]
    tags: tuple[LinkView, ...]
    summary: str
    """Safe HTML; "" when there is no summary."""
    sections: tuple[StorySectionView, ...]
    timeline: tuple[EventView, ...]
    sources: tuple[SourceView, ...]
    corrections: tuple[CorrectionView, ...]
    made_by: str
    """"human", "ai-assisted" or "ai"."""
    reviewed_by: str
    label_ai: bool
    """True when the page must say that a machine wrote it and nobody reviewed it."""
    compiled: bool
    """True when there is no story.md and the page is compiled from the sentences of its sources."""
    withdrawn: bool
    image: ImageView | None
    extra: dict[str, Any]
    conflicts: tuple[ConflictView, ...] = ()
    evidence: tuple[EvidenceView, ...] = ()
    """The passages behind the citations, in the order in which they are first cited."""
    counted: bool = False
    """True when claims say how many independent sources support them."""
    words: int = 0
    """How many words there are to be read."""
    minutes: int = 0
    """How many minutes that takes; 0 for none to be said."""
    related: tuple[RelatedView, ...] = ()
    """The nearest first."""
    thread: ThreadView | None = None
    """Its place in a topic; None for a story that stands alone."""
    revisions: tuple[RevisionView, ...] = ()
    """What changed since it was first published, the newest first; empty when nothing is known to have."""
    version: VersionView | None = None
    """Which version this is; None for the current one."""
    chart: ChartView | None = None
    """The timeline to scale; None where that would tell nothing."""


class TopicEventView(EventView, frozen=True):
    """One entry of a joint timeline; its citations lead to the sources of the stories that tell it."""

    stories: tuple[LinkView, ...] = ()
    """Where the stories tell it, the one first whose words are shown."""


class TopicView(View, frozen=True):
    """The joint timeline of stories that continue one another: topic.html."""

    head: HeadView
    title: str
    """The first story's."""
    stories: tuple[StoryCard, ...]
    """The first story first, each before those that continue it."""
    timeline: tuple[TopicEventView, ...]
    chart: ChartView | None = None
    """The same to scale; None where a drawing would tell nothing."""
