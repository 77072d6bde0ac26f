"""Whether a source knows who opens a sentence by another first name: “Petra Kosky” for “Renata Kosky”.

Responsible for names of two words at the start of a sentence, where the first may be an ordinary word (“Pilot
Kosky”) and so proves nothing. What may be one is passed over, by tables and endings. English. Must not know:
findings, passages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dateline.evidence.articles import Article
from dateline.evidence.names import TITLES
from dateline.evidence.readings import Name
from dateline.evidence.words import KEYS, STOP, table
from dateline.patterns import deferred

_ENDING: Final = deferred(
    r".*(?:er|or|ar|ist|[ai]an|man|men|woman|ant|ent|ive|ary|ly|ing|ed|ion|ess|ee|eur|ic|al|ate|day|ward|wards|"
    r"while|less|like|y-\w+)s?"
)
"""How words end that tell what somebody is or does, and those that open sentences."""
_NAMES: Final = table(
    """peter oliver walter alexander roger jennifer esther heather amber christopher lester piper
    victor hector trevor eleanor igor arthur oscar edgar omar adrian ian brian vivian julian sebastian
    christian fabian lillian gillian norman herman roman vincent laurent clement brent kent trent grant
    clive olive hillary mary rosemary gary emily sally kelly molly billy holly beverly polly lily irving fred
    alfred ed ted mohammed muhammed ahmed marion tess aimee renee dominic eric cedric frederic ludovic pascal
    chantal jamal al nate kate"""
)
"""First names that end so."""
_PLAIN: Final = table(
    """warden steward deacon matron matriarch patriarch cop reeve scribe squire
    pilot chef thief clerk host star rookie veteran victim suspect widow widower husband wife mother father
    son daughter aunt uncle bride groom tycoon billionaire millionaire magnate mogul genius hero heroine guru
    ace champ captive hostage refugee tory democrat labour republican liberal green socialist communist
    briton scot dane swede finn pole turk serb croat kurd arab swiss dutch french british irish welsh english
    german american italian chinese japanese
    police army navy court board city town village state lawmaker novice monk nun priest rabbi imam bishop
    cardinal poet artist judge coach boss chief guard nurse diver boxer rival critic medic model expert
    candidate delegate incumbent graduate undergraduate student pupil nominee trainee
    today tonight tomorrow yesterday meanwhile instead despite unlike amid besides given then later earlier
    once twice next last first second third still even only just perhaps maybe yes no oh well look dear
    both neither either each every all some many most few one two three four five six seven eight nine ten"""
)
"""Other words that may open a sentence before a last name."""
_BODIES: Final = table(
    """university college school academy institute hospital church museum library theatre theater bank news
    times post press herald gazette international airport station street road avenue lane square park bridge
    river lake island islands bay beach hill mountain valley city county town council court committee
    commission association federation union league club party group company corporation limited fund trust
    foundation society festival prize award cup games championship championships grand open day week house
    hall palace castle centre center stadium hotel east west north south street act bill law agreement treaty
    united rovers wanderers hotspur"""
)
"""Words that end names of other things than people."""


def another(name: Name, cited: Sequence[Article]) -> tuple[Article, str] | None:
    """The source in which a person is called otherwise, with the name there; None where it may be one person.

    No source may have the first name. A last name alone is that of who has a first name there.
    """
    if not name.soft or len(name.parts) != 2 or not _is_plain(name.words):
        return None
    first, last = name.parts
    if last in _BODIES or not _is_first(first):
        return None
    if any(article.held.word(first) or KEYS[first] in article.held.keys for article in cited):
        return None
    found: tuple[Article, str] | None = None
    for article in cited:
        if last not in article.held.keys:
            continue
        others = article.held.first_names(last)
        if any(other[:2] == first[:2] or other == first[0] for other in others):
            return None
        called = [words for other, words in others.items() if _is_first(other)]
        if not called:
            return None
        found = found or (article, called[0])
    return found


def _is_plain(words: str) -> bool:
    """Whether a name is written as people's are: "Petra Kosky", and neither "CBC News" nor "Al-Tahr"."""
    return all(part.isalpha() and part[1:].islower() for part in words.split())


def _is_first(key: str) -> bool:
    """Whether a word may be a first name and is hardly anything else."""
    if len(key) < 3 or not key.isalpha() or key in STOP or key in TITLES or key in _PLAIN:
        return False
    return key in _NAMES or not _ENDING.fullmatch(key)
