"""Terms: the tags and publishers of stories, each with one name and one address."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable

from dateline.model.site import Listing, Term
from dateline.patterns import deferred
from dateline.urls import slugify

_FIGURE = deferred(r"0*([0-9]+)")


def names_shown(names: Iterable[str]) -> dict[str, str]:
    """How each name is shown: of several that share an address, as the first in the alphabet."""
    ids = {name: slugify(name) for name in sorted(names, reverse=True)}
    shown = {term: name for name, term in ids.items()}
    return {name: shown[term] for name, term in ids.items()}


def terms_of(stories: Iterable[Listing], names_of: Callable[[Listing], tuple[str, ...]]) -> tuple[Term, ...]:
    """The tags or publishers of the stories in alphabetical order; names with one address are one term."""
    ids: dict[str, str] = {}
    members: dict[str, dict[str, None]] = defaultdict(dict)
    for story in stories:
        for name in names_of(story):
            term = ids.get(name)
            if term is None:
                term = ids[name] = slugify(name)
            if term:  # a name that makes no address is a problem of its own
                members[term][story.id] = None
    names = names_shown(ids)
    shown = {term: names[name] for name, term in ids.items()}
    terms = (Term(term, shown[term], tuple(found)) for term, found in members.items())
    return tuple(sorted(terms, key=lambda term: (_alphabetical(term.name), term.id)))


def _alphabetical(name: str) -> tuple[str, str]:
    """What orders a name as readers look for it: É beside E, and 9 before 10."""
    plain = name.casefold()
    if not plain.isascii():
        letters = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _FIGURE.sub(lambda figure: f"{len(figure[1]):04}{figure[1]}", plain), name
