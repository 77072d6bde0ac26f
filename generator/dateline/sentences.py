"""Where sentences end: offsets into a text, by rules and word tables for news prose.

Responsible for: the boundaries, in one pass. Tables are English; the marks of other scripts are known too.
Citations (`[@ap, "Go. Now."]`, `[1][2]`) are passed over whole, and belong to the sentence that they close.
Must not know: Markdown blocks, stories, claims. It sees one string and returns numbers.

A mark (. ! ? …) ends a sentence unless a rule holds it back; the rules are the functions below, in order.
Time is linear for any text: each look behind or ahead is bounded, each long repetition is possessive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dateline.patterns import deferred


def _table(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Abbreviations without their last full stop. Case counts: "Ill." is a state, "ill." ends a sentence.
# Always held back; held back before a number; ends a sentence only before a word that opens one.
_TITLES: Final = _table(
    """Mr Mrs Ms Mx Dr Drs Prof Profs Messrs Mme Mlle Msgr Rev Revs Hon Fr Rt Gov Govs Sen Sens Rep Reps
    Pres Amb Atty Supt Asst Assoc Dep Insp Det Ofc Gen Gens Lt Col Cols Maj Capt Cmdr Cdr Comdr Adm Sgt
    Cpl Pfc Pvt Spc Brig Ens Cmdt Ald Sra Srta Hr vs Vs v cf Cf e.g i.e E.g I.e viz approx Approx ca Ste
    Dra Dña Gral Cnel Excmo Ilmo Pdte Avda aprox EE Mgr bzw bspw evtl exkl ggf inkl sog vgl zzgl Mio Mrd
    Tsd"""
)  # the last two lines: Spanish, French and German
_BEFORE_NUMBER: Final = _table(
    """No Nos no nos Nr nr p pp P c Art art Arts Sec sec Secs Fig fig Figs figs Vol vol Vols Ch ch Chap chap
    Eq eq Par par para paras Pt pt Para Op op Ref Ext ext Tel tel Rs est Est Res Prop Ver ver
    ene abr dic núm pág págs janv févr avr juil déc env Okt Dez Abs Bd rd"""
)
_MAY_END: Final = _table(
    """Inc Corp Co Cos Ltd Bros Jr Sr Esq St Sts Ave Aves Blvd Rd Hwy Ft Mt Mts Pkwy Sq Dept Univ Assn Natl
    Intl Int'l Dist Div Gov't Govt Mfg Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed
    Thu Thur Thurs Fri Sat Sun Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Kans Ky La Md Mass
    Mich Minn Miss Mont Neb Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo Ont Que Alta Sask Is Bldg
    Mgr dept inc corp ltd ft lb lbs oz sq hr hrs al eds Sec Pt"""
)
_ABBREVIATED: Final = _TITLES | _BEFORE_NUMBER | _MAY_END
_CLOCK: Final = _table("a.m p.m A.M P.M")
_AFTER_CLOCK: Final = _table(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat Sun
    January February March April May June July August September October November December Jan Feb Mar Apr
    Jun Jul Aug Sep Sept Oct Nov Dec ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET CEST EET
    IST JST HKT AEST AEDT Z Eastern Central Mountain Pacific Greenwich Moscow Beijing"""
)
# Words that open a sentence and, capitalised, are hardly ever part of a name.
_STARTERS: Final = _table(
    """The This That These Those A An He She It They We I You His Her Its Their Our My Your There Here And
    But Or Nor Yet So If When While Where Whether Why How What Who Which Whose In On At By For From With
    Without Within To As After Before Since Until Under Over During Despite Although Though Because
    Unless Once Among Amid Against About According Also Then Thus Therefore However Moreover Meanwhile
    Nevertheless Instead Still Now Later Earlier Afterwards Today Yesterday Tomorrow Recently Currently
    Previously Finally Eventually Both Each Every Either Neither Some Many Most Much More Several Few All
    Any Other Others Another Such No Not Nobody None Nothing Only Even Just Perhaps Maybe One Two Three
    Four Five Six Seven Eight Nine Ten Is Are Was Were Do Does Did Has Have Had Can Could Should Would
    Let Officials Police Critics Witnesses Analysts Investigators Authorities Residents Prosecutors
    Lawyers Supporters Opponents Researchers Scientists Experts Protesters Reporters Voters Shares Nearly
    Almost Around"""
)
# German counts with a full stop: "am 3. März", "im 21. Jahrhundert", "die 2. Liga". The month tells, or the
# word before the number; a word that opens a sentence tells otherwise.
_MONTHS: Final = _table(
    """Januar Jänner Februar Feber März April Mai Juni Juli August September Oktober November Dezember Jan
    Jän Feb Mrz Apr Jun Jul Aug Sept Sep Okt Nov Dez"""
)
_COUNTING: Final = _table(
    """am der die das dem den des im zum zur vom beim ein eine einem einen einer eines kein keine keinen
    seine seinem seinen seiner seines ihre ihrem ihren ihrer ihres jede jedem jeden jeder jedes unsere
    unserem unseren unserer diese diesem diesen dieser dieses"""
)
_SPEECH: Final = (
    "said|says|asked|asks|added|adds|told|wrote|writes|replied|shouted|cried|exclaimed|yelled|screamed|wondered|"
    "tweeted|posted|declared|recalled|joked|answered|remarked|demanded|chanted|sang|quipped|responded|continued"
)

_WIDE: Final = "。！？｡．"  # full width: a sentence ends here without a space
_MARKS: Final = ".!?…‽؟۔।॥։።។။᙮" + _WIDE
_QUOTES: Final = frozenset("\"'”’»«›‹“‘„‚「」『』")
_QUOTATIVE: Final = "とっ"  # Japanese: 「…。」と goes on
_NO_OPENING: Final = ",;:&/=+%"
_OPENERS: Final = r"[\"'“‘«»„‚‹›「『(\[{¿¡*_—–-]"

_LINE: Final = re.compile(
    r"\n(?:[^\S\n]*+\n|(?=[^\S\n]*+[*•‣◦▪-][^\S\n])|(?P<numbered>(?=[^\S\n]*+\(?\d{1,2}[.)]\s)))"
)
_BREAK: Final = deferred(rf"{_LINE.pattern}|\u2029")
_ITEM: Final = deferred(r"[*•‣◦▪-]?\s?\(?(?:\d{1,2}|[A-Za-z]|[ivx]{1,4}|[IVX]{1,4})[.)]{1,2}")
_LONGEST_ITEM: Final = 9  # characters
_LETTERED: Final = deferred(r"\(?(?:[a-z]|[ivx]{1,4})\)\s")
_SIGN: Final = re.compile(rf"[{_MARKS}\[]")
_END: Final = re.compile(
    rf"\[@[^\[\]\n]{{1,500}}+\]|"
    rf"(?P<mark>[{_MARKS}]++(?>(?:[ \u00a0][.!?…]++(?![^\W_])){{0,99}}))"
    rf"(?P<close>(?>(?:[\"'”’»›」』)\]}}）】》〉*_]|[“‘](?=\s)){{0,99}})(?>(?:[ \u00a0\u202f]»(?!\w))?))"
    rf"(?>(?: ?\[(?:@[^\[\]\n]{{1,500}}+|\d{{1,3}})\]){{0,99}})[⁰¹²³⁴-⁹]*+"
)
_NEXT: Final = re.compile(
    rf"\s*+(?P<open>(?:{_OPENERS}\s?){{0,6}})(?P<word>[^\W_]{{0,40}}(?:['’][^\W_]{{1,3}})?)"
)
_LATE_CAPITAL: Final = deferred(r"[a-z]{1,2}[A-Z]|(?:al|el|as|an|bin|de|da|di|von|van|d)(?:[-’' ][A-Z])")
_SPEAKER: Final = deferred(rf"\s++(?:[^\W\d_][\w.’'-]{{0,30}}\s){{1,4}}?(?:{_SPEECH})\b")
_DOTTED: Final = deferred(r"[^\W\d_](?:\.[^\W\d_]{1,2})*")
_ABBREVIATING: Final = deferred(r"(?:[A-ZÄÖÜ]|Chr)\.")  # behind the first letter of "z. B.", "v. Chr."
_ABBREVIATED_PAIR: Final = deferred(r"(?<!\w)[a-z]\. [a-z]\.")  # "d. h.", "u. a."
_LOWER_NEXT: Final = deferred(r"\s++[a-z]")
_JOINT: Final = deferred(r"[^\w.'’&]|—")
_DASH: Final = re.compile(r"[—–-]")
_ROMAN: Final = deferred(r"[IVXLC]{2,6}|[VX]")
_WORD: Final = re.compile(r"[^\W_]")
_SPACE: Final = re.compile(r"\s*+")


def split(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of `text` as (start, end) offsets: trimmed of white space, in order, without overlap.

    Every character that is no white space lies in one of them. A blank line, or a line that opens a list
    item, is always a boundary; any other newline is a space. Raises nothing, for any text.
    """
    return tuple(
        (start + begin, start + end)
        for start, stop in _blocks(text)
        for begin, end in _sentences(text[start:stop])
    )


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """The stretches between blank lines and before list items."""
    start = 0
    breaks = _BREAK if "\u2029" in text else _LINE  # what begins with one sign is found sooner
    for gap in breaks.finditer(text):
        if gap["numbered"] is None or _lists(text, start, gap.start()):
            yield start, gap.start()
            start = gap.end()
    yield start, len(text)


def _lists(text: str, start: int, stop: int) -> bool:
    """Whether a numbered line at `stop` is a list item, and not a number that fell to a new line."""
    return text[max(start, stop - 40) : stop].rstrip().endswith((".", ":", ";", "!", "?")) or bool(
        _ITEM.match(text, _past_space(text, start, stop), stop)
    )


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of one stretch by itself; marks without a word belong to the sentence before them."""
    stop = len(text)
    begin = seen = passed = _past_space(text, 0, stop)
    last: tuple[int, int] | None = None
    worded = False
    for sign in _SIGN.finditer(text, begin, stop):
        at = sign.start()
        if at >= passed and _is_plain(text, begin, at):
            if last:
                yield last
            last = begin, at + 1
            begin = seen = passed = at + 2
            worded = False
            continue
        end = _END.match(text, at, stop) if at >= passed else None
        if end is None:
            continue
        passed = end.end()
        if end["mark"] is None:
            continue
        worded = worded or _WORD.search(text, seen, at) is not None
        seen = passed
        if worded and _ends(text, begin, end, stop):
            if last:
                yield last
            last = begin, end.end()
            begin, worded = _past_space(text, end.end(), stop), False
    rest = begin + len(text[begin:stop].rstrip())
    if last and (rest == begin or not _WORD.search(text, begin, rest)):
        yield last[0], max(rest, last[1]) if rest > begin else last[1]
        return
    if last:
        yield last
    if rest > begin:
        yield begin, rest


def _past_space(text: str, start: int, stop: int) -> int:
    """The offset of the first character from `start` on that is no white space."""
    space = _SPACE.match(text, start, stop)
    return space.end() if space else start


def _ends(text: str, begin: int, end: re.Match[str], stop: int) -> bool:
    """Whether the mark matched by `end` closes the sentence that starts at `begin`."""
    mark, close = end["mark"], end["close"]
    if end.end() == stop:
        return True
    if mark[-1] in _WIDE:
        return text[end.end()] not in _QUOTATIVE
    following = _NEXT.match(text, end.end(), stop)
    if following is None or _goes_on(text, following):
        return False
    if not text[end.end()].isspace():
        return _run_together(text, end, following)
    if _is_item(text, begin, end) or (_in_bracket(text, begin, end) and not _is_starter(following["word"])):
        return False
    quoted = bool(close) and not _QUOTES.isdisjoint(close)
    if quoted and _DASH.match(following["open"]) and not _is_starter(following["word"]):
        return False  # the name of the speaker: "We will not sell." — Ada Finch
    if mark == ".":
        return _stop_ends(text, begin, end, following)
    if mark[-1] in ".…":
        return not text[end.start() - 1].isspace() or (
            _is_starter(following["word"]) and following["word"] != "I"
        )
    return not (quoted and not _is_starter(following["word"], "I") and _SPEAKER.match(text, end.end(), stop))


def _is_plain(text: str, begin: int, stop: int) -> bool:
    """Whether a full stop at `stop` stands between a word that is no abbreviation and a capital: most do.

    No rule below holds such a one back; this spares them.
    """
    if (
        text[stop : stop + 2] != ". "
        or not text[stop + 2 : stop + 3].isupper()
        or stop - begin <= _LONGEST_ITEM
    ):
        return False
    word = text[max(begin, stop - 40) : stop].rsplit(None, 1)[-1]
    return word.isalpha() and word.islower() and len(word) > 1 and word not in _ABBREVIATED


def _goes_on(text: str, following: re.Match[str]) -> bool:
    """Whether what follows a mark cannot open a sentence: a lower-case word, a comma; but "(b)" can."""
    word = following["word"]
    if not word:
        return text[following.end() : following.end() + 1] in _NO_OPENING
    if not word[0].islower() or _LATE_CAPITAL.match(text, following.start("word")):
        return False
    return not _LETTERED.match(text, following.start("open"))


def _run_together(text: str, end: re.Match[str], following: re.Match[str]) -> bool:
    """Whether a space was forgotten: "said.The" ends a sentence, "example.com" and "U.S" do not."""
    before, word = text[end.start() - 2 : end.start()], following["word"]
    after = text[following.end() : following.end() + 1]
    return before.isalpha() and before.islower() and len(word) > 1 and _is_starter(word) and after.isspace()


def _is_item(text: str, begin: int, end: re.Match[str]) -> bool:
    """Whether the sentence so far is but the number of a list item: "1.", "(b).", "iv."."""
    return end.end() - begin <= _LONGEST_ITEM and bool(_ITEM.fullmatch(text, begin, end.end()))


def _in_bracket(text: str, begin: int, end: re.Match[str]) -> bool:
    """Whether the mark closes a bracket that was opened inside the sentence: "It came (late!) Monday"."""
    return ")" in end["close"] and text.rfind("(", max(begin, end.start() - 300), end.start()) > begin


def _stop_ends(text: str, begin: int, end: re.Match[str], following: re.Match[str]) -> bool:
    """Whether a full stop is more than the stop of an abbreviation or an initial."""
    word, after = _word_before(text, begin, end.start()), following["word"]
    if word in _TITLES or (word.isdigit() and _counts(text, begin, end.start() - len(word), after)):
        return False
    if word in _BEFORE_NUMBER and (after[:1].isdigit() or _ROMAN.fullmatch(after)):
        return False
    if word.lstrip("0123456789:.") in _CLOCK:
        return not after[:1].isdigit() and after not in _AFTER_CLOCK
    if word == "I" and text[max(begin, end.start() - 4) : end.start() - 2].islower():
        return text[following.end() : following.end() + 1] != "."
    dotted = (len(word) == 1 or "." in word) and _DOTTED.fullmatch(word)
    if len(word) == 1 and word.islower():
        if _ABBREVIATED_PAIR.match(text, max(begin, end.start() - 4)):
            return _is_starter(after)
        return not _ABBREVIATING.match(text, following.start("word"))
    if word not in _MAY_END and not dotted:
        return True
    return _opens(text, following)


def _counts(text: str, begin: int, stop: int, after: str) -> bool:
    """Whether the number before `stop` is an ordinal of the word `after` it: "am 3. März"."""
    if not after[:1].isupper() or after in _STARTERS or text[stop : stop + 4].isdigit():
        return False
    before = text[max(begin, stop - 20) : stop].rsplit(maxsplit=1)
    return after in _MONTHS or bool(before and before[-1].lower() in _COUNTING)


def _opens(text: str, following: re.Match[str]) -> bool:
    """Whether the words after an abbreviation open a sentence, rather than go on with a name."""
    if text[following.end() : following.end() + 1] == "." or _DASH.match(following["open"]):
        return False  # "U.S. A. Smith"; "PORT ELLERY, Calif. — The mayor"
    if _is_starter(following["word"]):
        return True
    quoted = bool(set(following["open"]) & _QUOTES) and following["word"][:1].isupper()
    return quoted and bool(_LOWER_NEXT.match(text, following.end()))


def _is_starter(word: str, but: str = "") -> bool:
    """Whether `word`, if not `but`, opens sentences: "The", "He’d", "Don't"."""
    stem, _, tail = word.replace("’", "'").partition("'")
    return word != but and (stem in _STARTERS or tail == "t")


def _word_before(text: str, begin: int, stop: int) -> str:
    """The word that ends at `stop`, without the brackets, quotes and hyphens before it."""
    words = text[max(begin, stop - 40) : stop].rsplit(maxsplit=1)
    if not words or text[stop - 1].isspace():
        return ""
    word = words[-1]
    if not word.isalnum():
        word = _JOINT.split(word)[-1]
    return word.capitalize() if word.isupper() and word.isalpha() and len(word) > 2 else word
