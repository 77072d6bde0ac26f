"""Which sentences of an article never go into a briefing, and where those that may begin.

Responsible for by-lines, credits, captions, prompts, corrections, contact lines, tables, fragments, questions,
the reporter's own "I", and quotations without a speaker. Reasons are by the sentence alone. Patterns are English.
Must not know: salience, other articles. Linear in the text; raises nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from dateline.compose.openings import front, points_back
from dateline.evidence.articles import Article

FEWEST: Final = 6
MOST: Final = 55
_FURNITURE: Final = re.compile(
    r"""\b(?:sign(?:ed)? up (?:for|to|here|now)|newsletters?|subscri(?:be|bers?|ption)|all rights reserved|copyright|
    read (?:more|next|also|the full|our)|click (?:here|on|to)|see also|related (?:story|stories|article|content|:)|
    more (?:on|from) this|full (?:story|coverage) (?:here|at)|(?:this|the) (?:story|article|post|piece|page|report)
    (?:has\ been|was|is\ being|will\ be)\ (?:updated|corrected|amended|published|originally|first|edited|produced)|
    (?:follow|like|join|find) (?:us|me|him|her|them|@|the\ \w+)\ on|follow\ @|on\ (?:twitter|facebook|instagram)\ (?:@|at\ )|
    share (?:this|on|your)|leave a comment|comments? (?:section|below|are closed)|contact (?:us|me|the (?:author|reporter|
    editor|newsroom))|e-?mail (?:us|me|him|her|protected)|(?:photo(?:graph)?s?|image|picture|video|graphic|illustration)s?
    (?:\ (?:by|credit|courtesy|via|copyright|caption|from|gallery|:)|:)|getty images|shutterstock|file photo|
    (?:ap|reuters|afp|epa) photo|advertisements?|story continues|continue reading|scroll down|
    watch (?:the|this|live|more|now|below|video)|listen (?:to the|live|now|below)|pictured\ (?:above|below|here|left|right)|
    (?:seen|shown|pictured)\ (?:here|in\ this|above|below)|in\ this\ (?:\w+\ )?(?:photo|image|picture|video)|
    download (?:our|the) app|terms (?:of|and) (?:use|service|conditions)|privacy policy|cookies?|log ?in|sign in|
    javascript|contributed (?:to|from|reporting)|reporting by|editing by|written by|compiled by|additional reporting|
    with files from|(?:last )?(?:updated|modified|posted|published) (?:at|on|by|:|\d)|\d+ min(?:ute)?s? read|
    (?:associated press|staff|ap|reuters) (?:writers?|reporters?|correspondents?)|check back|stay (?:tuned|with us)|
    breaking news (?:alert|email|update)|get (?:our|the) (?:latest|best|top|daily)|story (?:highlights|tips?)|
    tips? (?:line|to)|support (?:our|quality|independent) journalism|www|https?|pic\.twitter|embed(?:ded)?|
    playlist|slideshow|hide caption|toggle caption|enlarge|
    may receive (?:a )?commission|affiliate|wire (?:service )?reports?|trademark|not be (?:published|broadcast)|
    inbox|notifications?|browser|crawl|archived?)\b|©|\(c\)|&copy|[|¦\t]|\.com\b|\S@\S|\#\w+\ \#\w|»|►|▶|•|\[[^\]]{0,40}\]\(""".replace(
        "\n    ", ""
    ).replace("\\ ", " "),
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(
    r"(?:By|From|Text|Story|Words|Photos?|Video|Posted|Updated|Published):? [A-Z][\w.'’-]+ [A-Z]\S+(?:,| and [A-Z]| [A-Z]|\.$)"
)
_LABEL: Final = re.compile(r"(?:[A-Z][A-Z'’& -]{3,40}|[A-Z][a-z]+(?: [A-Za-z]+){0,2}): ?(?=[A-Z“\"])")
_OURSELVES: Final = re.compile(
    r"(?:(?:^|[,;:—–(] ?|\b(?:that|and|but|as|when|if|which|what|than|because) )I(?:['’](?:m|ve|d|ll))?(?= [a-z])"
    r"|\b(?:we|We|our|Our|ours|us|my|My|me|you|You|your|Your|let['’]s|Let['’]s)\b)"
)
_SAID: Final = re.compile(
    "“[^“”]{0,4000}”|\"[^\"]{0,4000}\"|(?<!\\w)‘[^‘]{0,2000}?’(?!\\w)|(?<!\\w)'[^'\\n]{8,2000}?'(?!\\w)"
)
_VERB: Final = re.compile(
    r"\b(?:said|says|saying|told|tells|added|adds|wrote|writes|tweeted|posted|asked|replied|explained|declared|stated|"
    r"noted|recalled|insisted|argued|warned|admitted|announced|claimed|called|according to|testified|responded|reads?)\b"
)
_NAME: Final = re.compile(
    r"(?<![.!?] )(?<!^)[^\W\d_a-z][^\W\d_]*[a-z]|\b[A-Z]{2,6}\b|^(?!The |A |An |In |On |At |He |She |It |They |I |We )[A-Z][a-z]+"
)
_ROLE: Final = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Oo]ne) (?:[\w’'-]+ ){0,3}?[\w’'-]+ (?:said|says|told|added|wrote|warned|asked|reads?|stated|announced)\b|"
    r"\b(?:[Pp]olice|[Oo]fficials|[Pp]rosecutors|[Ii]nvestigators|[Rr]esearchers|[Aa]uthorities|[Ss]cientists|[Ll]awyers) (?:said|say|told|added)\b"
)
_ENDS: Final = re.compile(r"(?<![.…])[.!。]['\"”’)\]]{0,3}$")
_STARTS: Final = re.compile(r"['\"“‘(]{0,2}(?:[^\W_]|[$£€¥])")
_FIGURE: Final = re.compile(r"[\d$£€%][\d.,:/%-]*")


class Sentence(NamedTuple):
    """A sentence that may be shown: its number in its article, and where what is shown of it stands."""

    number: int
    start: int
    end: int
    words: int
    needs: bool
    """Whether the sentence before it must come along."""


def usable(article: Article) -> Iterator[Sentence]:
    """The sentences of an article that may go into a briefing, in order, without their datelines."""
    text = article.text
    for number, (start, end) in enumerate(article.sentences):
        if end - start < 4 * FEWEST // 2 or end - start > 20 * MOST:
            continue
        low, high = article.sentence_words[number]
        if high - low < FEWEST:
            continue
        words = text[start:end]
        cut = front(words)
        shown = words[cut:]
        size = high - low - len(words[:cut].split())
        if FEWEST <= size <= MOST and not why_not(shown):
            yield Sentence(number, start + cut, end, size, points_back(shown))


def why_not(words: str) -> str:
    """Why this sentence cannot be shown, in words; "" if it can."""
    if not _STARTS.match(words) or words.lstrip("'\"“‘(")[:1].islower() or not _ENDS.search(words):
        return "cut off"
    if "\n" in words.strip() or _is_table(words):
        return "a table"
    if _is_loud(words):
        return "in capitals"
    if not balanced(words):
        return "a mark that is not closed"
    if _BYLINE.match(words) or _FURNITURE.search(words):
        return "not part of the report"
    if (label := _LABEL.match(words)) and label.end() < len(words) // 2:
        return "a label"
    bare = _SAID.sub(" _ ", words)
    if _OURSELVES.search(bare):
        return "speaks of the reporter or to the reader"
    if "?" in bare or words.rstrip("'\"”’)").endswith("?"):
        return "a question"
    return _unspoken(words, bare)


def _unspoken(words: str, bare: str) -> str:
    """Why its quotations do not say who speaks; "" if they do or if there are none but names and single words."""
    said = [found[0] for found in _SAID.finditer(words)]
    if not any(len(one.split()) > 3 for one in said):
        return ""
    if len(bare.replace("_", "").split()) < 2:
        return "a quotation alone"
    return (
        ""
        if (_VERB.search(bare) and (_NAME.search(bare.strip()) or _ROLE.search(bare))) or len(bare.split()) > 9
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
    """Whether capitals shout: half of the longer words, or the first three."""
    long = [word for word in re.findall(r"[^\W\d_]{2,}", words)]
    loud = [word.isupper() for word in long]
    return 2 * sum(loud) > len(loud) or (len(loud) > 3 and all(loud[:3]))


def _is_table(words: str) -> bool:
    """Whether most of it is figures, or it is parted like a list."""
    parts = words.split()
    figures = sum(1 for part in parts if _FIGURE.fullmatch(part.strip("().,;")))
    return 3 * figures > len(parts) or words.count(" - ") > 2 or words.count(";") > 4 or "  " in words
