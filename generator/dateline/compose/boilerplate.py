"""Which sentences of an article never go into a briefing, and where those that may begin.

Responsible for by-lines, credits, captions, prompts, corrections, contact lines, tables, fragments,
questions, the reporter's own "I", and quotations without a speaker. Reasons are by the sentence alone.
Patterns are English. Must not know: salience, other articles. Linear in the text; raises nothing.
"""

from __future__ import annotations

import re
from typing import Final

from dateline.compose.phrases import VERBS
from dateline.evidence.articles import Article
from dateline.evidence.languages import ENGLISH
from dateline.evidence.words import KEYS, STOP, spellings


def _table(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FURNITURE: Final = re.compile(
    "|".join(
        (
            r"\b(?:sign(?:ed)? up (?:for|to|here|now)|newsletters?|subscri(?:be|bers?|ption)|"
            r"all rights reserved",
            r"copyright|trademark|read (?:more|next|also|the full|our)|click (?:here|on|to)|see also",
            r"related (?:story|stories|articles?|content|:)|more (?:on|from) this|full (?:story|"
            r"coverage) (?:here|at)",
            r"(?:this|the) (?:story|article|post|piece|page|report) (?:has been|was|is being|will be) "
            r"(?:updated|corrected|amended|originally|first|edited|produced)",
            r"(?:follow|like|join|find) (?:us|me|him|her|them|the \w+) on|follow @|on (?:twitter|"
            r"facebook) (?:@|at )",
            r"share (?:this|on|your)|leave a comment|comments? (?:section|below|are closed)",
            r"contact (?:us|me|the (?:author|reporter|editor|newsroom))|e-?mail (?:us|me|him|her|protected)",
            r"(?:photo(?:graph)?s?|image|picture|video|graphic|illustration)s?(?: (?:by|credit|courtesy|"
            r"via)|:)",
            r"(?:image|photo|picture) (?:copyright|caption|gallery)|getty images|shutterstock|file photo",
            r"(?:ap|reuters|afp|epa) photo|advertisements?|story continues|continue reading|scroll down",
            r"watch (?:the video|this|live|more|now|below|video)|listen (?:live|now|below)",
            r"pictured (?:above|below|here|left|right)|(?:seen|shown) (?:here|in this|above|below)",
            r"in this (?:\w+ )?(?:photo|image|picture|video)|"
            r"(?:photo|image|picture|video|map|chart|graphic)s? (?:above|below)|"
            r"(?:is|are) (?:shown|pictured)",
            r"(?:is|are) seen (?:on|at|in|as|during|after|outside|near|here|before|following)",
            r"looks? on (?:as|during|after|before|at)|poses? (?:for|with|in|at|during|on)",
            r"download (?:our|the) app|terms (?:of|and) (?:use|service|conditions)|privacy policy|javascript",
            r"(?:log|sign) in (?:to|or|with)|contributed (?:to|from) this|contributed reporting|reporting by",
            r"editing by|compiled by|additional reporting|with files from|\d+ min(?:ute)?s? read",
            r"last (?:updated|modified)|(?:updated|modified|posted|published)(?: at| \d|:)",
            r"(?:associated press|staff|ap|reuters) (?:writers?|reporters?|correspondents?)|check back",
            r"stay (?:tuned|with us)|breaking news (?:alert|email|update)s?|get (?:our|the) (?:latest|best|"
            r"top|daily)",
            r"story (?:highlights|tips?)|tips? line|support (?:our|quality|independent) journalism|www|"
            r"https?",
            r"pic\.twitter|embed(?:ded)? (?:this|code)|playlist|slideshow|(?:hide|toggle) caption|enlarge",
            r"may receive (?:a )?commission|affiliate links?|wire (?:service )?reports?|not be (?:published|"
            r"broadcast)",
            r"user comments|do(?:es)? not (?:endorse|reflect)|your inbox|notifications?|browser|web crawl|"
            r"broken links|this domain|page not found)\b",
            r"\b(?:photo(?:graph)?|image|picture|video|graphic|illustration|updated|posted|published)s?:",
            r"^(?:first |last |originally )?(?:published|posted|updated) (?:on )?\w{3,9}\.? \d",
            r"©|\(c\)|[|¦\t•»►▶]|\.com\b|\S@\S|#\w+ #\w|\[[^\]]{0,40}\]\(",
        )
    ),
    re.IGNORECASE,
)
_TELLTALE: Final = _table(
    """sign signed newsletter newsletters subscribe subscriber subscribers subscription rights copyright
    trademark read click see related more full updated corrected amended originally edited produced first
    follow like join find share comment comments contact email mail photo photos photograph photographs image
    images picture pictures video videos graphic graphics illustration illustrations getty shutterstock
    advertisement advertisements continues continue scroll watch listen pictured seen shown look looks pose
    poses download terms privacy javascript log contributed additional reporting editing compiled files min
    mins minute minutes last modified posted published associated staff ap reuters check stay breaking get
    story tip tips support www http https pic embed embedded playlist slideshow caption enlarge commission
    affiliate wire user endorse reflect broadcast inbox notification notifications browser crawl links domain
    page"""
)
"""One of these words, or one of `_SIGNS`, is in all that `_FURNITURE` finds."""
_SIGNS: Final = re.compile(r"[©|¦\t•»►▶@#\[]|\.com|\(c\)", re.IGNORECASE)
_BYLINE: Final = re.compile(
    r"(?:By|From|Text|Story|Words|Photos?|Video|Posted|Updated|Published):? "
    r"[A-Z][\w.'’-]+ [A-Z]\S+(?:,| and [A-Z]| [A-Z]|\.$)"
)
_LABEL: Final = re.compile(r"(?:[A-Z][A-Z'’& -]{3,40}|[A-Z][a-z]+(?: [A-Za-z]+){0,2}): ?(?=[A-Z])")
_SPEAKER: Final = re.compile(r"[A-Z]{1,3}: (?=[A-Z“\"])|[A-Z][a-z]+ [A-Z][\w’'-]+: ?(?=[A-Z“\"])")
_RUN: Final = re.compile(
    r"[a-z.]\([A-Z]|(?:[a-z]{2}|[A-Z]{3}|\d)[.!?][A-Z][a-z]|[a-z]{2}[.!?][\"”’][A-Z]| \.(?!\d)|"
    # "A sign hangs over the road There is nobody": a caption or heading without a stop, and what follows it
    r"[a-z\d”\"] (?:The|There|In|At|On|As|It|He|She|They|This|These|When|While|But|After|Many|Some) [a-z]"
)
_DATED: Final = re.compile(
    r"(?:\w{3,9}\.? \d{1,2}, \d{4}|\d{1,2} \w{3,9} \d{4}),? [A-Z]|"
    r".{0,400}\b(?:on|,) (?:\w{3,9}day, )?\w{3,9}\.? \d{1,2}, \d{4}\.$|"
    r".{0,400}, \w{3,6}day, [A-Z]\w{2,8}\.? \d{1,2}, \d{4},|"
    r".{0,200}\b(?:addresses|arrives|attends|celebrates|gestures|greets|leaves|listens|looks|poses|reacts|"
    r"shakes|sits|smiles|speaks|stands|talks|waits|walks|waves)\b.{0,200}\bon [A-Z]\w{2,8}\.? \d{1,2}, \d{4}"
)
_OURSELVES: Final = re.compile(
    r"(?:^|[a-z,;:—–(“\"] ?)\bI(?:['’](?:m|ve|d|ll))?(?= [a-z])"
    r"|\b(?:we|We|our|Our|ours|us|my|My|me|myself|ourselves|you|You|your|Your|yourself|let['’]s|Let['’]s)\b"
)
_SAID: Final = re.compile(
    "“[^“”]{0,4000}”|\"[^\"]{0,4000}\"|(?<!\\w)‘[^‘]{0,2000}?’(?!\\w)|(?<!\\w)'[^'\\n]{8,2000}?'(?!\\w)"
)
_VERB: Final = re.compile(
    r"\b(?:said|says|saying|told|tells|added|adds|wrote|writes|tweeted|posted|asked|replied|explained|"
    r"declared|stated|"
    r"noted|recalled|insisted|argued|warned|admitted|announced|claimed|called|according to|testified|"
    r"responded|reads?)\b"
)
_NAME: Final = re.compile(
    r"(?<![.!?] )(?<!^)[^\W\d_a-z][^\W\d_]*[a-z]|\b[A-Z]{2,6}\b|^(?!The |A |An |In |On |At |He |She |It |"
    r"They |I |We )[A-Z][a-z]+"
)
_ROLE: Final = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Oo]ne) (?:[\w’'-]+ ){0,3}?[\w’'-]+ (?:said|says|told|added|wrote|warned|asked|"
    r"reads?|stated|announced)\b|"
    r"\b(?:[Pp]olice|[Oo]fficials|[Pp]rosecutors|[Ii]nvestigators|[Rr]esearchers|[Aa]uthorities|"
    r"[Ss]cientists|[Ll]awyers) (?:said|say|told|added)\b"
)
_ENDS: Final = re.compile(r"(?<![.… ])[.!。]['\"”’)\]]{0,3}$")
_STARTS: Final = re.compile(r"['\"“‘]{0,2}(?:[^\W_]|[$£€¥])")
_NO_SUBJECT: Final = re.compile(
    r"(?:Just as|Whereas|Which) [^,;:]{3,400}\Z|"
    r"(?!United\b)[A-Z][a-z]{2,12}[^e\W]ed (?:an?|the|his|her|their|its) "
    r"(?![^.]{3,250}, (?:[A-Z]|(?:he|she|they|it|the|an?) ))|"
    r"(?:In|On|Since|From|By) [\w .,’'-]{2,30}, (?:was|were|has|had|received|became|won|[a-z]{3,20}ed) "
    r"(?:an?|the|his|her|their|its|from|as|in|by|to|at|with|been)\b"
)
_MORE_VERBS: Final = _table(
    """am are ate bade be beat been begun bent bet bid bit bled blew bound bred built burnt burst can
    cannot cast clung cost could crept dealt depend did do does dove drank dug fed fled flung forbade
    forgave forgot fought froze had has have hid is knelt laid lent lit may meant might mistook must
    overcame overtook own prefer quit read rely rode shall shed shone should shut slept slid slung
    sought spat sped split sprang spun stank stole strode stuck stung swam swung taught understood
    undertook upset was wept were will withdrew wore would wove"""
)
"""Auxiliaries, and pasts and plain forms that end in neither -ed nor -s, beside `VERBS`."""
_CLIPPED: Final = ("n't", "'s", "'re", "'ve", "'ll", "'d", "'m")
_NOUNS: Final = ("ss", "us", "is", "ous", "need", "seed", "feed", "speed")
_FIGURE: Final = re.compile(r"[\d$£€%][\d.,:/%-]*")


def reads_whole(article: Article, words: str, *, sure: bool = False) -> bool:
    """Whether words of an article may be a whole sentence: in English there is a verb in it.

    Of the front of a sentence one must be `sure`: a plural is no verb.
    """
    return article.language_name != ENGLISH or has_verb(words, sure=sure)


def has_verb(words: str, *, sure: bool = False) -> bool:
    """Whether a word of an English sentence may be its verb: one of the tables, or one in -ed or -s.

    Nearly every sentence has such a word; "Divers during a drill." has none. `sure` leaves out those in -s,
    of which most are plurals.
    """
    for word in spellings(words):
        key = KEYS[word]
        if key in VERBS or key in _MORE_VERBS or key.endswith(_CLIPPED):
            return True
        ends = "ed" if sure else ("ed", "s")
        if word[0].islower() and key not in STOP and key.endswith(ends) and not key.endswith(_NOUNS):
            return True
    return False


def why_not(words: str) -> str:
    """Why this sentence cannot be shown, in words; "" if it can."""
    if _BYLINE.match(words) or is_furniture(words):
        return "not part of the report"
    if words.rstrip("'\"”’)").endswith("?"):
        return "a question"
    if broken := _broken(words):
        return broken
    if _SPEAKER.match(words) or ((label := _LABEL.match(words)) and label.end() < len(words) // 2):
        return "a label"
    bare = _SAID.sub(" _ ", words)
    if _OURSELVES.search(bare):
        return "speaks of the reporter or to the reader"
    if bare.rstrip().endswith("!"):
        return "an exclamation"
    if "?" in bare:
        return "a question"
    return _unspoken(words, bare)


def _broken(words: str) -> str:
    """Why it is no whole sentence of running text; "" if it is one."""
    if not _STARTS.match(words) or words.lstrip("'\"“‘(")[:1].islower() or not _ENDS.search(words):
        return "cut off"
    if _RUN.search(words):
        return "run together"
    if _DATED.match(words):
        return "a caption"
    if "\n" in words.strip() or _is_table(words):
        return "a table"
    if _is_loud(words):
        return "in capitals"
    if not balanced(words):
        return "a mark that is not closed"
    if _NO_SUBJECT.match(words):
        return "no whole sentence"
    return ""


def is_furniture(words: str) -> bool:
    """Whether it belongs to the page that the article stood on."""
    if _TELLTALE.isdisjoint(map(str.lower, spellings(words))) and not _SIGNS.search(words):
        return False
    return _FURNITURE.search(words) is not None


def _unspoken(words: str, bare: str) -> str:
    """Why its quotations do not say who speaks; "" if they do or if there are none but names and single
    words.
    """
    said = [found[0] for found in _SAID.finditer(words)]
    if not any(len(one.split()) > 3 for one in said):
        return ""
    if len(bare.replace("_", "").split()) < 2:
        return "a quotation alone"
    return (
        ""
        if (_VERB.search(bare) and (_NAME.search(bare.strip()) or _ROLE.search(bare)))
        or len(bare.split()) > 9
        else "a quotation without a speaker"
    )


def balanced(words: str) -> bool:
    """Whether every quotation mark and bracket that opens is closed."""
    if words.count('"') % 2 or words.count("(") != words.count(")") or words.count("[") != words.count("]"):
        return False
    depth = 0
    for letter in words:
        if letter in "“”":
            depth += 1 if letter == "“" else -1
            if depth not in (0, 1):
                return False
    if depth:
        return False
    singles = len(re.findall(r"(?<!\w)‘", words))
    return not singles or len(re.findall(r"’(?!\w)", words)) >= singles


def _is_loud(words: str) -> bool:
    """Whether it is set in capitals: most of the longer words, or the first three."""
    loud = [word.isupper() for word in re.findall(r"[^\W\d_]{2,}", words)]
    return 2 * sum(loud) > len(loud) or (len(loud) > 3 and all(loud[:3]))


def _is_table(words: str) -> bool:
    """Whether a third of it is figures, or it is parted like a list."""
    parts = words.split()
    figures = sum(1 for part in parts if _FIGURE.fullmatch(part.strip("().,;")))
    return (
        (figures > 2 and 3 * figures > len(parts))
        or words.count(" - ") > 2
        or words.count(";") > 4
        or "  " in words
    )
