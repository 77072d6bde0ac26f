"""Whether a text holds a name: as it is, as initials, as an adjective, or by its last part alone.

Responsible for `Held`, the words of a text as names, and for the name that comes nearest. Must not know:
where names stand in a text (`names`), articles, claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from dateline.evidence.names import BARE, PARTICLES, TITLES
from dateline.evidence.readings import Name
from dateline.evidence.words import KEYS, STOP, Columns, spellings
from dateline.once import keeping, once
from dateline.patterns import deferred

SPELT_OUT: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "u.s": (("united", "states"),),
    "uk": (("united", "kingdom"), ("great", "britain")),
    "un": (("united", "nations"),),
    "eu": (("european", "union"),),
}
"""Short names, each with what it may stand for, word by word."""
_SHORT_OF: Final = {pair: short for short, pairs in SPELT_OUT.items() for pair in pairs}
_DEMONYM: Final = deferred(r"(?:n|an|ian|ese|ish|i|ic|ean)s?")
_SHORT: Final = deferred(r"[A-Z](?:[A-Z]|\.[A-Z]|&[A-Z]){1,6}")
_SPOKEN: Final = 4
"""Letters of initials that are spoken as a word, and may be written as one: "Nato"."""
_INITIALS: Final = 3
"""The most initials before a last name."""
_WHOLE: Final = 4
"""Letters of a word of a name that is initials itself: "UN Human Rights Council" is "UNHRC"."""
_LIKE: Final[dict[str, tuple[str, ...]]] = {
    word: tuple(other for other in words if other != word)
    for words in (
        *(
            ("mount", "mt"),
            ("fort", "ft"),
            ("saint", "st"),
            ("one", "1", "i"),
            ("two", "2", "ii"),
            ("three", "3", "iii"),
        ),
        *(("four", "4", "iv"), ("five", "5", "v"), ("six", "6", "vi"), ("seven", "7", "vii"), ("eight", "8")),
        *(("nine", "9"), ("ten", "10", "x")),
    )
    for word in words
}
"""Words of names that are written in several ways: "Formula One", "World War II", "Mt Everest"."""
_ENDINGS: Final = (
    *(("isation", "ization"), ("our", "or"), ("tre", "ter"), ("ence", "ense"), ("yy", "y"), ("iy", "y")),
    ("iy", "yy"),
)
"""Endings that British and American papers, and transliterations, write in two ways."""
_LAST: Final = frozenset(ending[-2:] for pair in _ENDINGS for ending in pair)
"""The last two letters of all of them."""
_LARGER: Final = {("new", "york", "city"): ("new", "york"), ("washington", "dc"): ("washington",)}
"""Places that go by a shorter name."""


@keeping
class Held:
    """The words of a text as the names it may hold. What is costly is found when it is first asked for."""

    def __init__(self, *texts: Columns) -> None:
        self._columns = texts
        self._texts = [word for words in texts for word in words.texts]

    @once
    def keys(self) -> frozenset[str]:
        """The bare keys of all words."""
        return frozenset(map(BARE.__getitem__, self._texts))

    @once
    def _row(self) -> list[str]:
        return [BARE[word] for word in self._texts]

    @once
    def _initials(self) -> str:
        """The first letters of capitalised words, with a space where others stand between them."""
        return "".join(
            word[0] if word[0].isupper() else "" if word.lower() in ("of", "and", "the", "for") else " "
            for word in self._texts
        )

    @once
    def _prefixes(self) -> frozenset[str]:
        return frozenset(key[:4] for key in self.keys)

    @once
    def _without_umlauts(self) -> frozenset[str]:
        return frozenset(map(_without_umlauts, self.keys))

    @once
    def _shorts(self) -> frozenset[str]:
        """The words that may be initials, in small letters: "bma", "nato"."""
        return frozenset(
            word.replace(".", "").replace("&", "").lower()
            for word in self._texts
            if len(word) > 1 and (word.isupper() or (len(word) >= _SPOKEN and word.istitle()))
        )

    def short(self, initials: str) -> bool:
        """Whether initials, in small letters, stand there as a name of their own."""
        if initials not in self.keys and (initials != "who" or "w.h.o" not in self.keys):
            return False
        return initials in self._shorts

    @once
    def _codes(self) -> frozenset[str]:
        """Each word with the number behind it, as one: "f35" of "F-35" and of "F 35"."""
        return frozenset(
            BARE[words.texts[at - 1]] + BARE[words.texts[at]]
            for words in self._columns
            for at in range(1, len(words.texts))
            if words.texts[at][0].isdigit() and words.starts[at] - words.ends[at - 1] == 1
        )

    def code(self, code: str) -> bool:
        """Whether letters with a number stand there, with or without a hyphen or a space: "f35"."""
        if not code:
            return False
        forms = {code, code.removesuffix("s"), f"{code}s"}
        return not forms.isdisjoint(self.keys) or not forms.isdisjoint(self._codes)

    def word(self, part: str) -> bool:
        """Whether a part of a name is among the words, as it is or as another form of it."""
        if part in self.keys:
            return True
        if part in SPELT_OUT and any(self._follow(pair) for pair in SPELT_OUT[part]):
            return True
        if (part.endswith("s") and part[:-1] in self.keys) or part + "s" in self.keys:
            return True
        if part[:4] in self._prefixes and any(is_akin(part, key) for key in self.keys):
            return True
        if len(part) > 2 and _without_umlauts(part) in self._without_umlauts:
            return True
        if not part.isalpha() and part in self._codes:
            return True
        return not self.keys.isdisjoint(_spelt(part))

    def _follow(self, pair: tuple[str, ...]) -> bool:
        """Whether two words stand together."""
        return pair[0] in self.keys and pair in set(pairwise(self._row))

    @once
    def _joined(self) -> list[bool]:
        """For each word, whether only a space stands before it: no full stop, no other text."""
        return [
            at > 0 and words.starts[at] - words.ends[at - 1] == 1
            for words in self._columns
            for at in range(len(words.starts))
        ]

    def name(self, name: Name) -> bool:
        """Whether the words hold a name: all its parts, its initials, or its last part alone."""
        missing = [part for part in name.parts[name.soft :] if not self._part(part)]
        if name.soft and not self._part(name.parts[0]) and missing:
            missing.insert(0, name.parts[0])
        if not missing:
            return True
        if len(name.parts) > 1:
            if not self._without_shorts(name, missing):
                return True
            if self.short("".join(part[0] for part in name.parts)):
                return True
            longer = len(name.parts) > 2 or name.words[1].isupper()  # and no first and last name
            if longer and self.short(letters(spellings(name.words))):
                return True
            if name.parts in _LARGER and all(map(self.word, _LARGER[name.parts])):
                return True
            last = name.parts[-1]
            return last not in missing and self._alone(name.parts)
        spelling = name.words
        return (
            bool(_SHORT.fullmatch(spelling)) and spelling.replace(".", "").replace("&", "") in self._initials
        )

    def _without_shorts(self, name: Name, missing: list[str]) -> list[str]:
        """What is missing, without "United Nations" where "U.N." stands, and "JK" where "J. K." does."""
        spelt = {part for pair in pairwise(name.parts) if _SHORT_OF.get(pair) in self.keys for part in pair}
        last = name.parts[-1]
        return [
            part
            for part in missing
            if part not in spelt
            and (part == last or part.upper() not in name.words or not self._are_initials(part))
        ]

    def _are_initials(self, part: str) -> bool:
        """Whether the letters of a part stand there one by one."""
        return len(part) <= _INITIALS and self.keys.issuperset(part)

    def first_names(self, last: str) -> dict[str, str]:
        """The words before a last name, by key, each as it is written with it; "" where it stands alone."""
        found: dict[str, str] = {}
        for at, key in enumerate(self._row):
            if key != last or not self._texts[at][0].isupper():
                continue
            before = self._texts[at - 1] if at and self._joined[at] else ""
            named = before[:1].isupper() and KEYS[before] not in TITLES and KEYS[before] not in STOP
            found[KEYS[before] if named else ""] = f"{before} {self._texts[at]}"
        return found

    def _part(self, part: str) -> bool:
        return len(part) == 1 or self.word(part)

    def _alone(self, parts: tuple[str, ...]) -> bool:
        """Whether the last part stands here as a name, and not only behind other first names.

        Of a first and a last name no other first name may stand here: "Kosky" is then Renata Kosky. What
        opens a sentence may be no name, and of longer names the last part is often a common one ("League").
        """
        alone = False
        for at, key in enumerate(self._row):
            if key != parts[-1] or not self._texts[at][0].isupper():
                continue
            first = at
            while first > 1 and self._joined[first] and self._texts[first - 1] in PARTICLES:
                first -= 1
            before = self._texts[first - 1] if first else ""
            if not self._joined[first] and len(before) != 1:  # an initial has its point
                before = ""
            if before.isupper() and len(before) > 1 and self._texts[at].isupper():
                before = ""  # in a headline in capitals it may be any word
            named = before[:1].isupper() and KEYS[before] not in TITLES and KEYS[before] not in STOP
            if not named or BARE[before] in parts or (len(before) == 1 and before.lower() == parts[0][0]):
                alone = True
            elif len(parts) == 2 and len(before) > 1 and self._joined[first - 1] and "'" not in KEYS[before]:
                return False
        return alone


def letters(texts: Iterable[str]) -> str:
    """The initials of the words of a name, in small letters; what is initials itself goes in whole."""
    kept = (word for word in texts if not word[0].islower())
    return "".join(word if word.isupper() and len(word) <= _WHOLE else word[0] for word in kept).lower()


def _without_umlauts(key: str) -> str:
    """The key with "mueller" as "muller", which "Müller" has, and "aase" as "ase": papers print either."""
    return key.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("aa", "a")


def _spelt(key: str) -> Iterator[str]:
    """The other spellings of a word of a name: "centre" for "center", "mt" for "mount"."""
    yield from _LIKE.get(key, ())
    if key[-2:] not in _LAST and not key.endswith("y"):
        return
    for one, other in _ENDINGS:
        if key.endswith(one):
            yield key.removesuffix(one) + other
        if key.endswith(other):
            yield key.removesuffix(other) + one


def is_akin(one: str, two: str) -> bool:
    """Whether two are one, or one the other's adjective: "russia", "russian"; "venezuela", "venezuelans"."""
    if one == two:
        return True
    if len(one) > len(two):
        one, two = two, one
    if len(one) < 4 or len(two) - len(one) > 5:
        return False
    for root in (one, one.rstrip("aeiouy")):
        if len(root) >= 4 and two.startswith(root) and _DEMONYM.fullmatch(two, len(root)):
            return True
    return False


def similar(name: Name, given: Iterable[Name]) -> Name | None:
    """The name that shares most parts or letters with `name`; None if none comes near."""
    best, score = None, 0.5
    for other in given:
        shared = len(set(name.parts) & set(other.parts)) / max(len(name.parts), len(other.parts))
        near = max(shared, _likeness(name.parts[-1], other.parts[-1]) - 0.1)
        if near > score or (near == score == 0.5 and best is None and shared):
            best, score = other, near
    return best


def _likeness(one: str, two: str) -> float:
    """How many letter pairs two words share, from 0 to 1."""
    pairs, others = ({word[at : at + 2] for at in range(len(word) - 1)} for word in (one, two))
    return 2 * len(pairs & others) / (len(pairs) + len(others)) if pairs and others else 0.0
