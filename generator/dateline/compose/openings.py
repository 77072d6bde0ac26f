"""How a sentence opens: whether it can stand without the one before it, and what may be cut off its front.

Responsible for datelines ("PORT ELLERY (AP) —"), connectives ("But", "Meanwhile,") and words that point back
("He", "That vote", "The latter"). English habits. Must not know: articles, which sentences are worth
anything.
"""

from __future__ import annotations

import re
from typing import Final

from dateline.evidence.words import KEYS, STOP, spellings


def _table(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PLACE: Final = r"[^\W\d_a-z][^\W\d_][\w.'’/-]{0,24}(?: [^\W\d_a-z][\w.'’/-]{0,24}){0,3}"
_LOUD: Final = r"[^\W\d_a-z]{2}(?:[^\W\d_a-z]|[.'’ /-](?=[^\W\d_a-z])|\.){1,30}"
_MORE: Final = r"(?:, [\w.'’ ]{1,24}){0,2}"
_AGENCY: Final = r"\([^\W\d_a-z][\w.'’ /&-]{1,24}\)"
_DATELINE: Final = re.compile(
    rf"(?:(?:{_PLACE}{_MORE} ?)?{_AGENCY}(?: ?[—–:-]{{1,2}})?|{_LOUD}{_MORE} ?(?:[—–]|--|-(?= )|:))\s{{0,3}}"
    r"(?=[\"“‘'(]?[^\W_a-z])|[A-Z]{3,20}(?:/[A-Z]{3,20})+,? (?=[A-Z])"
)
# What stood over the article on its page, run into its first sentence: "… 7 September 2010 18.13 BST".
_STAMP: Final = re.compile(
    r"[^\n]{0,300}?\b\d{1,2} [A-Z]\w{2,8} \d{4},? \d{1,2}[.:]\d\d(?: ?[ap]m)?(?: [A-Z]{2,4})?\s{1,3}"
    r"(?=[\"“‘]?[A-Z])"
)
# The time of an entry in a live blog: "10.31am GMT", "14:05 –".
_CLOCK: Final = re.compile(
    r"\d{1,2}[.:]\d\d ?(?:[ap]\.?m\.?)?"
    r"(?: ?(?:GMT|BST|UTC|CES?T|E[ES]?[DS]?T|[CMP][DS]?T|IST|JST|SAST|AE[DS]T)\b ?[—–:-]?"
    r"| ?[—–])\s{1,3}(?=[\"“]?[A-Z])(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_CONNECTIVE: Final = re.compile(
    r"(?:But|And|Yet|So|Or|(?:However|Meanwhile|Moreover|Furthermore|Still|Also|Nevertheless|Nonetheless|"
    r"Instead|"
    r"Indeed|Additionally|Separately|Elsewhere|In addition|As a result|For example|For instance|Of course|"
    r"At the same time|Even so|That said|"
    r"As (?:previously |earlier )?(?:reported|noted)(?: earlier)?|"
    r"On the other hand|By contrast|In contrast),) (?=[^\W_])"
)
_BACK: Final = _table(
    """he she it they his her hers its their theirs him them this that these those such another both neither
    either same but and yet so or nor also then thus therefore however meanwhile moreover furthermore instead
    nevertheless nonetheless otherwise besides additionally similarly likewise consequently hence indeed
    elsewhere separately still there here later earlier afterwards afterward soon subsequently eventually
    finally others too because which who whose where whereas unlike again even not nonetheless thereafter
    accordingly worse ditto yes no well sure"""
)
_FINE: Final = re.compile(
    r"(?:There(?: (?:is|are|was|were|will|has|have|had)\b)|(?:This|That) (?:week|month|year|morning|"
    r"afternoon|"
    r"evening|summer|winter|spring|autumn|season)\b|Those (?:who|with|in|close|from|under|affected|"
    r"living)\b|Because (?:of )?(?!th|he |she |it|hi|her)|Unlike (?!th|hi|he|it|su)|"
    r"Even (?:before|after|as|though|if)\b|Not (?:all|every|one)\b|No \w|Both (?:the |of the )?[A-Z]|"
    r"(?:Later|Earlier) (?:this\b|in\b|on\b|\w+day\b)|It (?:is|was|['’]s|remains|is also|was also) (?:not |"
    r"still |\w+ly )?(?:clear|unclear|possible|impossible|likely|unlikely|known|unknown|hard|difficult|"
    r"estimated|believed|thought|announced|reported|understood|about|around|\d)|It (?:appears|appeared|"
    r"seems|emerged|turned out|turns out) |Still[- ]\w{3,}ing|Where the\b)"
)
_PHRASE: Final = re.compile(
    r"(?:In (?:addition|contrast|turn|response|return|fact|other words|doing so|(?:t?his|her|their|th[ae]t|"
    r"its|the"
    r" same) \w+,)|As a (?:result|consequence)|For (?:example|instance|that|this|his|her|their)\b|"
    r"On the (?:other|"
    r"contrary)|At (?:the same|that|this) (?:time|point|moment)|At the time\b|By (?:then|contrast|that)\b|"
    r"(?:After|Since|Until|Before|Despite|Given|With|Under|Of|From|To|About|Amid|Following|During|Among) "
    r"(?:that|this|these|those|them|then|it|his|her|their|which)\b|"
    r"The (?:latter|former|pair|couple|duo|trio|two|three|four|man|woman|boy|girl|teen|teenager|others?|same|"
    r"result|reason|answer|reply|response|move|remark|comment|quote|tweet|(?:now )?\d\d-year-old|"
    r"(?:father|mother)-of-\w+)"
    r"s?\b(?! (?:of|in|to|for|\w+ of)\b)|"
    r"The (?:\w+ )?(?:effect|outcome|consequence|aim|idea|goal|purpose)s? (?:is|are|was|were)\b|"
    r"(?:One|Some|Most|Many|All|None|Two|Three|Several|Each|Half|Neither|Either) (?:of (?:them|these|those|"
    r"which|whom)\b|"
    r"(?:is|are|was|were|has|have|had|said|says)\b)|"
    r"(?:\w+ )?(?:days|weeks|months|years|hours|minutes) (?:later|earlier|before|after that)\b|"
    r"(?:According to|Asked|When asked) (?:him|her|them|about (?:it|that|this|the))\b|When (?:it|that|this|"
    r"he|she|they)\b|"
    r"If (?:it|so|not|that|he|she|they)\b|As (?:he|she|they|it|for)\b|While (?:he|she|they|it|that|this)\b|"
    r"That['’]s\b|It['’]s\b|There['’]s\b|(?:He|She|They)['’])"
)
_LED_BACK: Final = re.compile(
    r"[A-Z\d][^,.;:“”\"]{1,70}, (?:he|she|they|it|this|that|these|those|his|her|their|its)\b"
)
_ITS: Final = re.compile(
    # "The few images of him", "Those who know her", "In the past these figures"
    r"[A-Z]\w+ (?:[a-z]+ ){0,3}(?:of|about|around|against) (?:him|her|them|it)\b|"
    r"Those who (?:\w+ ){1,2}(?:him|her|them|it)\b|"
    r"(?:In|Over|At|On|For|By|From|Under|During) (?:[a-z]+ ){1,3}(?:these|those) (?!(?:who|in|with|of)\b)\w|"
    r"(?:[A-Z]\w+ ){1,2}(?:its|their|them)\b|There [^,.;]{1,80}\b(?:it|they|he|she)\b|"
    r"[A-Z][^,]{3,40}['’]s (?:is|are|was|were)\b|[^,]{1,60}, (?:it|they) (?:says?|said|adds?|added),|"
    r"(?:At|On|In|From|By|For|Under|With|Before|After|When|While|As|If|Instead of|Then|"
    r"Now|Over|During|Until|About)"
    r" [^,;]{0,50}\b(?:it|they)\b|[^,.;]{0,40}\bspokes(?:man|woman|person)(?: [A-Z][\w'’.-]+){1,3} said it\b"
)
_ENDS_BACK: Final = re.compile(
    r" (?:tried|do|did|done|said|denied|knew|like|about|of|for) (?:that|this)[.”\"'’]{1,3}\Z"
)  # "The mayor said they had tried that."
_PERSON: Final = re.compile(r"\b(?:he|she|him|his|her|hers|himself|herself)\b")
_PERSONS: Final = frozenset({"he", "she", "his", "her", "him"})
_IN_HIS: Final = re.compile(
    r"(?:In|During|After|Before|Since|With|Despite|Under|At|On|For|From|Following) (?:his|her|their|"
    r"its) [^,;]{2,80}, "
    r"(?:the |The )?[A-Z]\w+ (?!said)\w"
)
_SOMEBODY: Final = re.compile(r"\b(?:an?|the|who|whose|one|every) \w")
_NAMES: Final = re.compile(r"[A-Z]\w+[^A-Z]{1,80}[a-z,] [A-Z]\w+ [^A-Z]{0,80}[a-z,] [A-Z]|, [A-Z]\w+ \w")
"""Names behind a preposition, of which one is more than the place or the time: "In Fen End, Ada Brandt"."""
_PAPER: Final = re.compile(r"(?:An?|The) (?:statement|report|letter|note|document|company|study|court)\b")
_SOME: Final = 8  # words before a pronoun, among which a noun is more than a place or a time
_PREPOSITIONS: Final = _table(
    """in on at by for from with after before since until during despite under over through as when while if
    although though once amid among without within following according asked speaking"""
)
_AGES: Final = re.compile(
    r"\b(?:[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|"
    r"[Tt]his (?:morning|afternoon|evening)|[Ll]ast night)\b(?!['’]s)"
)
_SAID: Final = re.compile('[“"][^“”"]{0,2000}[”"]')
_QUOTES: Final = "\"'“”‘’([ "


def front(text: str) -> int:
    """How many characters of the front are a dateline or a connective that may go; 0 if none may.

    What is left opens with a capital, a figure or a quotation, word for word as it stands.
    """
    cut = dateline(text)
    found = _CONNECTIVE.match(text, cut)
    if found and (rest := text[found.end()]) and not rest.islower():
        return found.end()
    return cut


def dateline(text: str) -> int:
    """How many characters a dateline or a stamp takes: "PORT ELLERY (AP) — "; 0 if there is none."""
    found = _STAMP.match(text) or _CLOCK.match(text) or _DATELINE.match(text)
    return found.end() if found and found.end() < len(text) else 0


def ages_soon(text: str) -> bool:
    """Whether the words tell of a day as only their own day does: "yesterday", "tonight"."""
    return bool(_AGES.search(text))


def points_back(text: str) -> bool:
    """Whether the sentence speaks of something that only the one before it names."""
    said = text[:1] in '"“‘'
    text = text.lstrip(_QUOTES)
    first = spellings(text[:60])[:1]
    if not first:
        return True
    key = KEYS[first[0]].partition("'")[0]
    if said:
        return key in _PERSONS
    if _IN_HIS.match(text):
        return False
    if _ITS.match(text) or _ENDS_BACK.search(text):
        return True
    if _FINE.match(text):
        return False
    if key in _BACK or _PHRASE.match(text):
        return True
    if (
        (key in _PREPOSITIONS or key.isdigit())
        and _LED_BACK.match(text)
        and not _named(text.partition(",")[0])
    ):
        return True
    person = _PERSON.search(_SAID.sub(lambda said: "_" * len(said[0]), text))
    return bool(person) and not _could_be_meant(text, person.start() if person else 0)


def _could_be_meant(text: str, at: int) -> bool:
    """Whether somebody is named before `at`, or right behind an opening phrase ("In his speech, Venn")."""
    before = text[:at]
    first = KEYS[spellings(before)[0]] if spellings(before) else ""
    led = first in _PREPOSITIONS
    if _NAMES.search(before) if led else _named(before):
        return True
    if first and not led and not _PAPER.match(before):
        return True  # "The mayor said she", "Police said his"
    if len(before.split()) >= _SOME and _SOMEBODY.search(before):
        return True
    comma = text.find(", ", at, at + 120)
    return comma > 0 and text[comma + 2 : comma + 3].isupper()


def _named(words: str) -> bool:
    """Whether a capitalised word stands in them that is no function word, behind or as their first."""
    for number, word in enumerate(spellings(words)):
        key = KEYS[word]
        if (
            word[0].isupper()
            and key not in STOP
            and not (number == 0 and key in _PREPOSITIONS)
            and key not in _DAYS
        ):
            return True
    return False


_DAYS: Final = _table(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may. june july
    august september october november december"""
)
