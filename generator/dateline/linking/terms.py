"""Terms: the tags and publishers of stories, each with one name and one address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from dateline.model.site import Listing, Term
from dateline.urls import slugify


def names_shown(names: Iterable[str]) -> dict[str, str]:
    """How each name is shown: of several that share an address, as the first in the alphabet."""
    ids = {name: slugify(name) for name in sorted(names, reverse=True)}
    shown = {term: name for name, term in ids.items()}
    return {name: shown[term] for name, term in ids.items()}


def terms_of(stories: Iterable[Listing], names_of: Callable[[Listing], tuple[str, ...]]) -> tuple[Term, ...]:
    """The tags or publishers of the stories, by name; two names with one address are one term."""
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
    return tuple(sorted(terms, key=lambda term: (term.name.casefold(), term.id)))
