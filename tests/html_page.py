"""A page as tests read it: parsed into elements that know their attributes, their words and their order."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})


class Element:
    """An element with what stands in it: elements and text, in order."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag, self.attributes = tag, attributes
        self.inside: list[Element | str] = []

    def __getitem__(self, name: str) -> str:
        """An attribute's value; "" when it is not there."""
        return self.attributes.get(name, "")

    def walk(self) -> Iterator[Element]:
        """The element and all that are in it, in the order of the page."""
        yield self
        for part in self.inside:
            if isinstance(part, Element):
                yield from part.walk()

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """The elements with a tag and attributes; a `class` need only be among the element's classes."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [e for e in self.walk() if (not tag or e.tag == tag) and _has(e, wanted)]

    def one(self, tag: str = "", **attributes: str) -> Element:
        """The only element with a tag and attributes."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} elements {tag} {attributes}"
        return found[0]

    @property
    def text(self) -> str:
        """The words in it, with single spaces, without scripts and styles."""
        return " ".join("".join(self._strings()).split())

    def _strings(self) -> Iterator[str]:
        for part in self.inside:
            if isinstance(part, str):
                yield part
            elif part.tag not in ("script", "style"):
                yield from part._strings()


def _has(element: Element, wanted: dict[str, str]) -> bool:
    return all(
        value in element[name].split() if name == "class" else element[name] == value
        for name, value in wanted.items()
    )


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def parse(html: str) -> Element:
    """The page as an element without a tag; fails where tags are not nested or not closed."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    assert [element.tag for element in parser.open] == [""], "an element is never closed"
    return parser.open[0]


def read(path: Path) -> Element:
    """The page in a file."""
    return parse(path.read_text(encoding="utf-8"))
