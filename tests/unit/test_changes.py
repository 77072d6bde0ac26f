"""What readers see to have changed between two forms of a story."""

from __future__ import annotations

import msgspec
import pytest

from dateline.linking.changes import changes
from dateline.model.revisions import Change, Form

OLD = Form(
    title="Ferry",
    summary="s1",
    sections=(("The berth", "b1"), ("The crew", "c1")),
    sources=(("daily", "The Daily", "d1"), ("quay", "The Quay", "q1")),
    events=(("2026-01-01", "e1"), ("2026-01-02", "e2")),
    conflicts="",
    notices=(("correction", "n1"),),
)
DAILY, QUAY = OLD.sources


@pytest.mark.parametrize(
    ("new", "found"),
    [
        ({"title": "Boat", "summary": "s2"}, [Change("title"), Change("summary")]),
        (
            {"sections": (("The berth", "b2"), ("The crew", "c1"))},
            [Change("sections-changed", ("The berth",))],
        ),
        ({"sections": (("The crew", "c1"), ("The berth", "b1"))}, []),
        (
            {"sections": (("The quay", "b1"), ("The wreck", "w1"))},
            [
                Change("sections-added", ("The wreck",)),
                Change("sections-changed", ("The quay",)),
                Change("sections-removed", ("The crew",)),
            ],
        ),
        ({"sections": (*OLD.sections, ("The crew", "c2"))}, [Change("sections-added", ("The crew (2)",))]),
        (
            {"sources": (DAILY, ("ap", "AP", "a1"), ("ap-2", "AP", "a2"))},
            [Change("sources-added", ("AP", "AP")), Change("sources-removed", ("The Quay",))],
        ),
        ({"sources": (QUAY, ("daily", "The Day", "d2"))}, [Change("sources-changed", ("The Day",))]),
        (
            {"events": (("2026-01-01", "e3"), ("2026-01-05", "e2"), ("2026-01-06", "e4"))},
            [Change("events-added", ("2026-01-06",)), Change("events-changed", ("2026-01-01", "2026-01-05"))],
        ),
        ({"events": ()}, [Change("events-removed", ("2026-01-01", "2026-01-02"))]),
        ({"conflicts": "x"}, [Change("conflicts")]),
        ({"notices": (("correction", "n1"), ("withdrawn", "n2"))}, [Change("notices", ("withdrawn",))]),
        ({"notices": (("correction", "n3"),)}, [Change("notices", ("correction",))]),
        ({"notices": ()}, [Change("notices-removed", ("correction",))]),
    ],
)
def test_changes_are_named(new: dict[str, object], found: list[Change]) -> None:
    assert list(changes(OLD, msgspec.structs.replace(OLD, **new))) == found


def test_the_same_words_are_no_change() -> None:
    assert changes(OLD, msgspec.structs.replace(OLD)) == ()
