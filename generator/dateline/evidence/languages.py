"""In which language a text is, as far as it matters: English, another one, or a script that is not compared.

Responsible for: telling by script and by function words whether two texts can be compared word by word.
Must not know: claims, articles, scores.

Only clear cases are told. English news is two fifths function words; a text that has few of them, and more of
another language's, is not English. What is too short to tell counts as English.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from dateline.evidence.words import KEYS, STEMS, STOP, spellings
from dateline.patterns import deferred

ENGLISH: Final = "English"
OTHER: Final = "another language"
SCRIPT: Final = "a script that is not compared"

_SEEN: Final = 1_000  # characters that are looked at
_READ: Final = 100  # words that are looked at first
_READ_ON: Final = 4_000
_PLAINLY: Final = 4  # one word in so many is an English function word: in English news nearly two in four
_MOSTLY: Final = 3  # the same of a text of at least so many words that may well be in another language
_SOME: Final = 6
_ENOUGH: Final = 60  # words by which a language that is not known here is told from English
_SHARE: Final = 0.08  # of English function words: even lists and tables in English have more
# A letter that is not Latin.
_STRANGE: Final = deferred(r"[^\W\d_A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff]")
_LETTER: Final = deferred(r"[^\W\d_]")
_NAMED: Final = """ar:Arabic bg:Bulgarian bn:Bengali cs:Czech da:Danish de:German el:Greek en:English
    es:Spanish et:Estonian fa:Persian fi:Finnish fr:French he:Hebrew hi:Hindi hr:Croatian hu:Hungarian
    id:Indonesian it:Italian ja:Japanese ko:Korean lt:Lithuanian lv:Latvian nb:Norwegian nl:Dutch
    nn:Norwegian no:Norwegian pl:Polish pt:Portuguese ro:Romanian ru:Russian sk:Slovak sl:Slovenian
    sr:Serbian sv:Swedish th:Thai tr:Turkish uk:Ukrainian ur:Urdu vi:Vietnamese zh:Chinese"""
_TAGS: Final = dict(named.split(":") for named in _NAMED.split())
# No words that stand in names: de, la, von, van, der, al.
_FUNCTION_WORDS: Final = {
    "French": "les une est dans pour que qui sur avec par pas aux il elle cette ont ete sont mais leur se",
    "German": "und ist nicht ein eine mit auf dem zu sich auch wurde bei sie hat im sind werden einen das",
    "Spanish": "una es que por con para se su como pero fue segun sobre lo han este esta sus muy son cuando",
    "Italian": "che una per con non nel alla sono si anche dopo secondo ha gli dal sulla piu questo come",
    "Portuguese": "uma que com para em se foi mais ao pelo pela como nao segundo tem sua seu isso foram",
    "Dutch": "het een is niet dat op met voor zijn werd bij ook aan naar uit door hij ze heeft maar",
    "Swedish": "och att det som ett inte med av till har om var efter sig men den",
    "Norwegian": "og det som et ikke med av til har om ble etter seg men den",
    "Polish": "nie sie na jest ze do jak po przez od dla oraz byl jego",
    "Turkish": "ve bir bu ile icin olarak olan daha gibi sonra kadar",
    "Indonesian": "yang dan untuk dengan pada dari ini itu tidak akan dalam oleh",
}
_KEYS: Final = {
    name: frozenset(word for word in words.split() if len(word) > 1) - STOP
    for name, words in _FUNCTION_WORDS.items()
}  # by their keys: without accents; a lone letter may be an initial


def language(text: str, spellings: Sequence[str], tag: str = "", stems: Sequence[str] | None = None) -> str:
    """The name of the language of `text`, whose words are `spellings`: "French" and so on, OTHER or SCRIPT.

    `stems` are those of the words, where they are known.

    A tag (BCP 47) is believed, but for the script: a text in another script is SCRIPT whatever it is called.
    """
    seen = text[:_SEEN]
    if not seen.isascii() and _mostly_strange(seen):
        return SCRIPT
    if tag:
        return _named(tag)
    return _told(spellings, map(STEMS.__getitem__, spellings[:_READ]) if stems is None else stems[:_READ])


def assumed(text: str, home: str) -> str:
    """`home`, the tag of the language of a site, where a text is too short for its words to tell its own.

    "" where they do, and where that language is English, which everything short is taken for.
    """
    if not home or _named(home) == ENGLISH:
        return ""
    words = spellings(text)
    if _MOSTLY * sum(not STEMS[word] for word in words) >= len(words) >= _SOME:
        return ""
    return home if _told(words, map(STEMS.__getitem__, words[:_READ])) == ENGLISH else ""


def tag_of(name: str) -> str:
    """The tag of a language by its name here, the first of two; "" for OTHER and SCRIPT."""
    return next((tag for tag, known in _TAGS.items() if known == name), "")


def _named(tag: str) -> str:
    """The name of a tag's language."""
    return _TAGS.get(tag.replace("_", "-").partition("-")[0].casefold(), OTHER)


def _mostly_strange(text: str) -> bool:
    """Whether more than half of its letters are of another script than the Latin one."""
    strange = len(_STRANGE.findall(text))
    return strange > 0 and 2 * strange > len(_LETTER.findall(text))


def _told(spellings: Sequence[str], first: Iterable[str]) -> str:
    """The language by its function words; only a text that is not plainly English is read on.

    `first` are the stems of the words that are read in any case.
    """
    english = list(first).count("")
    if _PLAINLY * english >= min(len(spellings), _READ):
        return ENGLISH
    read = spellings[:_READ_ON]
    english = list(map(STEMS.__getitem__, read)).count("")
    if _PLAINLY * english >= len(read):
        return ENGLISH
    keys = list(map(KEYS.__getitem__, read))
    hits = {name: sum(map(known.__contains__, keys)) for name, known in _KEYS.items()}
    best = max(hits, key=hits.__getitem__)
    if hits[best] > max(1, english):
        return best
    return OTHER if len(read) >= _ENOUGH and english < _SHARE * len(read) else ENGLISH
