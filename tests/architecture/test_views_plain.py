"""Templates see plain data only: no view holds an object that could look anything up."""

from __future__ import annotations

import typing
from types import NoneType, UnionType
from typing import Any

import msgspec
import pytest

from dateline.views import feeds, lists, pages, report, stories
from dateline.views.pages import View

VIEWS = tuple(
    kind
    for kind in (
        *vars(pages).values(),
        *vars(lists).values(),
        *vars(stories).values(),
        *vars(feeds).values(),
    )
    if isinstance(kind, type) and issubclass(kind, View) and kind is not View
)
REPORTS = tuple(
    kind for kind in vars(report).values() if isinstance(kind, type) and issubclass(kind, msgspec.Struct)
)
FREE_FIELDS = {"extra", "options"}
"""What a writer or a theme names: a mapping of plain data."""


def _is_plain(kind: Any) -> bool:
    """True for texts, numbers, other views, and tuples and unions of these."""
    if kind in (str, int, bool, NoneType):
        return True
    if isinstance(kind, type) and (issubclass(kind, View) or kind in REPORTS):
        return True
    args = typing.get_args(kind)
    if typing.get_origin(kind) is tuple:
        return len(args) == 2 and args[1] is Ellipsis and _is_plain(args[0])
    if typing.get_origin(kind) in (UnionType, typing.Union):
        return all(_is_plain(arg) for arg in args)
    return False


@pytest.mark.parametrize("kind", VIEWS + REPORTS, ids=lambda kind: kind.__name__)
def test_view_holds_plain_data_only(kind: type[View]) -> None:
    for field in msgspec.structs.fields(kind):
        if field.name in FREE_FIELDS:
            assert field.type == dict[str, Any]
        else:
            assert _is_plain(field.type), f"{kind.__name__}.{field.name} is a {field.type}"


@pytest.mark.parametrize("kind", VIEWS + REPORTS, ids=lambda kind: kind.__name__)
def test_view_is_frozen_and_has_no_methods(kind: type[View]) -> None:
    assert kind.__struct_config__.frozen
    assert not [name for name, value in vars(kind).items() if callable(value) and not name.startswith("__")]


def test_views_are_found() -> None:
    assert len(REPORTS) > 10
    assert {"StoryView", "HomeView", "SiteView"} <= {kind.__name__ for kind in VIEWS}


@pytest.mark.parametrize("kind", [float, list[str], set[str], dict[str, str], tuple[str, int], object, Any])
def test_what_is_not_plain_is_noticed(kind: Any) -> None:
    assert not _is_plain(kind)
