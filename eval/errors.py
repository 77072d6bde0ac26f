"""Measures the audit of facts: errors put into sentences of `bbc2225`, and false alarms on right ones.

The protocol is that of the tuning sets' README ("Injected errors"). A change counts as found when a finding
of level 1 or 2 has words of the change in its span. False alarms are level 1 findings on sentences that are
right: verbatim ones, the supported claims of WiCE-dev and the consistent sentences of CLIFF-val.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from dateline.evidence.articles import Article
from dateline.evidence.audit import audit
from dateline.evidence.support import support
from dateline.evidence.values import Asked, Finding

from results import keep

ROOT: Final = Path(__file__).parents[1]
DATA: Final = ROOT.parent / "shared" / "data"
DAY: Final = date(2005, 2, 15)  # the articles have no date; the set was collected in 2004 and 2005
LEVEL_TWO: Final = frozenset(
    (
        *("outside-passage", "order-differs", "polarity-differs", "comparative-differs", "bound-differs"),
        *("passage-before-event", "low-support", "figures-disagree"),
    )
)
CHANGES: Final = {
    "number changed": 0.98,
    "number of the same article": 0.95,
    "name of another article": 0.98,
    "name of the same article": 0.93,
    "two names exchanged": 0.92,
    "weekday or month changed": 0.98,
    "negation inserted": 1.0,
    "word in a quotation changed": 1.0,
    "wrong source cited": 1.0,
}
ALARMS: Final = {"WiCE-dev, supported": 0.10, "CLIFF-val, consistent": 0.10}

_NUMBER: Final = re.compile(r"(?<![\w.,])\d(?:[\d,]*\d)?(?:\.\d+)?")
_NAME: Final = re.compile(r"(?<=[a-z,;:)] )(?:[A-Z][\w-]+)(?: [A-Z][\w-]+)*")
_DAYS: Final = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTHS: Final = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]
_CALENDAR: Final = re.compile(rf"\b(?:{'|'.join(_DAYS + [m for m in _MONTHS if m != 'May'])})\b")
_AUXILIARY: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|does|did|do)\b(?!['’])"
)
_QUOTED: Final = re.compile(r'"([^"]*)"')
_WORD: Final = re.compile(r"\b[a-z]{4,}\b")


Misses = dict[str, list[str]]
Kept = dict[str, dict[str, object]]


class Changed(NamedTuple):
    """A sentence with an error, and where it is."""

    text: str
    start: int
    end: int


class Case(NamedTuple):
    """A sentence of an article."""

    text: str
    article: Article


def records(name: str) -> list[dict[str, Any]] | None:
    """The records of a set without its first line, or None where it is absent."""
    path = DATA / f"{name}.jsonl.gz"
    if not path.exists():
        return None
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines][1:]


def cases(articles: list[Article], chance: random.Random) -> Iterator[Case]:
    """Three of the first eight sentences of every article that has eight of six words or more."""
    for article in articles:
        said = [article.text[start:end] for start, end in article.sentences]
        said = [text for text in said if len(text.split()) >= 6]
        if len(said) >= 8:
            for text in chance.sample(said[:8], 3):
                yield Case(text, article)


def _put(text: str, span: tuple[int, int], words: str) -> Changed:
    return Changed(text[: span[0]] + words + text[span[1] :], span[0], span[0] + len(words))


def number_changed(case: Case, chance: random.Random) -> Changed | None:
    """A number replaced by another value that the article lacks."""
    found = list(_NUMBER.finditer(case.text))
    if not found:
        return None
    number = chance.choice(found)
    for _ in range(50):
        digits = list(number[0])
        at = chance.choice([n for n, digit in enumerate(digits) if digit.isdigit()])
        digits[at] = chance.choice("123456789".replace(digits[at], ""))
        said = "".join(digits)
        if said not in _numbers(case.article):
            return _put(case.text, number.span(), said)
    return None


def _numbers(article: Article) -> list[str]:
    return _NUMBER.findall(article.text)


def number_swapped(case: Case, chance: random.Random) -> Changed | None:
    """A number replaced by another of the article that the sentence lacks."""
    found = list(_NUMBER.finditer(case.text))
    others = sorted(set(_numbers(case.article)) - set(_NUMBER.findall(case.text)))
    if not found or not others:
        return None
    return _put(case.text, chance.choice(found).span(), chance.choice(others))


def name_of_another(case: Case, chance: random.Random, pool: list[str]) -> Changed | None:
    """A name replaced by one that another article has and this one lacks."""
    found = list(_NAME.finditer(case.text))
    if not found:
        return None
    for _ in range(50):
        name = chance.choice(pool)
        if name not in case.article.text:
            return _put(case.text, chance.choice(found).span(), name)
    return None


def name_of_the_same(case: Case, chance: random.Random) -> Changed | None:
    """A name replaced by another of the article that the sentence lacks."""
    found = list(_NAME.finditer(case.text))
    others = sorted({name for name in _NAME.findall(case.article.text) if name not in case.text})
    if not found or not others:
        return None
    return _put(case.text, chance.choice(found).span(), chance.choice(others))


def names_exchanged(case: Case, chance: random.Random) -> Changed | None:
    """Two names of the sentence exchanged."""
    found = list(_NAME.finditer(case.text))
    pairs = [
        (one, two)
        for at, one in enumerate(found)
        for two in found[at + 1 :]
        if one[0] not in two[0] and two[0] not in one[0]
    ]
    if not pairs:
        return None
    one, two = chance.choice(pairs)
    text = case.text
    swapped = text[: one.start()] + two[0] + text[one.end() : two.start()] + one[0] + text[two.end() :]
    return Changed(swapped, one.start(), two.end())


def calendar_changed(case: Case, chance: random.Random) -> Changed | None:
    """A weekday or a month replaced by another."""
    found = list(_CALENDAR.finditer(case.text))
    if not found:
        return None
    word = chance.choice(found)
    row = _DAYS if word[0] in _DAYS else _MONTHS
    return _put(case.text, word.span(), chance.choice([other for other in row if other not in case.text]))


def negated(case: Case, chance: random.Random) -> Changed | None:
    """A "not" behind the first auxiliary."""
    word = _AUXILIARY.search(case.text)
    if word is None:
        return None
    return _put(case.text, (word.end(), word.end()), " not")


def quotation_changed(case: Case, chance: random.Random, pool: list[str]) -> Changed | None:
    """One word inside a quotation of 20 characters or more replaced."""
    found = [quoted for quoted in _QUOTED.finditer(case.text) if len(quoted[1]) >= 20]
    if not found:
        return None
    quoted = chance.choice(found)
    words = list(_WORD.finditer(case.text, quoted.start(1), quoted.end(1)))
    if not words:
        return None
    word = chance.choice(words)
    return _put(case.text, word.span(), chance.choice([other for other in pool if other != word[0]]))


def ask(text: str, article: Article) -> tuple[Finding, ...]:
    """The findings for a claim that cites one article."""
    return audit(Asked(text), [article], [], [support(text, article)])


def found_by(changed: Changed, article: Article) -> tuple[list[str], list[str]]:
    """The rules whose findings name the change, and those of all findings."""
    findings = ask(changed.text, article)
    naming = [
        f.rule
        for f in findings
        if (f.span[0] < changed.end and changed.start < f.span[1])
        or (f.rule == "polarity-differs" and changed.text[changed.start : changed.end] == " not")
    ]
    if changed.end - changed.start < len(changed.text):
        naming = [rule for rule in naming if rule != "low-support"]  # it names the claim, not the change
    return naming, [finding.rule for finding in findings]


class Row(NamedTuple):
    """How many changes were made, found by name, and found at all; and by which rules."""

    made: int
    named: int
    any: int
    rules: Counter[str]


def changes(said: list[Case], articles: list[Article], seed: int, misses: Misses) -> dict[str, Row]:
    """One row for each kind of change."""
    names = [name for article in articles for name in sorted(set(_NAME.findall(article.text)))]
    words = sorted({word for article in articles[:200] for word in _WORD.findall(article.text)})
    makers: dict[str, Callable[[Case, random.Random], Changed | None]] = {
        "number changed": number_changed,
        "number of the same article": number_swapped,
        "name of another article": lambda case, chance: name_of_another(case, chance, names),
        "name of the same article": name_of_the_same,
        "two names exchanged": names_exchanged,
        "weekday or month changed": calendar_changed,
        "negation inserted": negated,
        "word in a quotation changed": lambda case, chance: quotation_changed(case, chance, words),
    }
    rows = {}
    for kind, make in makers.items():
        chance = random.Random(f"{seed} {kind}")
        made = [(case, changed) for case in said if (changed := make(case, chance))]
        rows[kind] = _row(kind, made, misses)
    chance = random.Random(seed)
    wrong = []
    for case in said:
        other = chance.choice(articles)
        if case.text not in other.text:  # some articles stand in the set twice
            wrong.append((Case(case.text, other), Changed(case.text, 0, len(case.text))))
    rows["wrong source cited"] = _row("wrong source cited", wrong, misses)
    return rows


def _row(kind: str, made: list[tuple[Case, Changed]], misses: Misses) -> Row:
    named = some = 0
    rules: Counter[str] = Counter()
    for case, changed in made:
        naming, findings = found_by(changed, case.article)
        named += bool(naming)
        some += bool(findings)
        rules.update(set(naming))
        if not naming:
            was = changed.text[changed.start : changed.end]
            misses.setdefault(kind, []).append(f"[{was}] {changed.text} || {findings} || {case.article.key}")
    return Row(len(made), named, some, rules)


def alarms(name: str, misses: Misses) -> tuple[int, int, Counter[str]] | None:
    """How many right records there are, how many have a level 1 finding, and by which rules."""
    rows = records(name)
    if rows is None:
        return None
    right = flagged = 0
    rules: Counter[str] = Counter()
    for number, row in enumerate(rows):
        if row["label"] != 1:
            continue
        right += 1
        article = _article(str(number), list(row["source_sents"]))
        findings = [
            (said, f) for said in row["claim_sents"] for f in ask(said, article) if f.rule not in LEVEL_TWO
        ]
        flagged += bool(findings)
        rules.update({finding.rule for _, finding in findings})
        for said, finding in findings:
            misses.setdefault(name, []).append(
                f"{number} {finding.rule}: {finding.message}, {finding.hint} || {said}"
            )
    return right, flagged, rules


def _article(key: str, sentences: list[str]) -> Article:
    """A source page; the first lines may tell its title and date."""
    about = dict(re.findall(r"\(meta data\) ([A-Z ]+): (.*)", "\n".join(sentences[:6])))
    day = re.match(r"\d{4}-\d\d-\d\d", about.get("PUBLISHED DATETIME", ""))
    published = date.fromisoformat(day[0]) if day else date(2015, 6, 1)
    text = "\n\n".join(said for said in sentences if not said.startswith("(meta data)"))
    return Article(key, about.get("PUBLISHER", ""), about.get("TITLE", ""), published, text)


def printed(kind: str, row: Row) -> bool:
    """Print one row of the table; whether it reaches its bar."""
    share, some = row.named / max(row.made, 1), row.any / max(row.made, 1)
    print(f"{kind:<30}{row.made:>6}{share:>8.4f}{some:>8.4f}  bar {CHANGES[kind]}  {dict(row.rules)}")
    return share >= CHANGES[kind]


def injected(rows: list[dict[str, Any]], options: argparse.Namespace, misses: Misses) -> tuple[Kept, bool]:
    """The figures of the errors put into sentences, and whether all bars are reached."""
    articles = [Article(str(row["id"]), "BBC", str(row["title"]), DAY, str(row["text"])) for row in rows]
    articles = articles[: options.sample or len(articles)]
    said = list(cases(articles, random.Random(options.seed)))
    verbatim = Counter(
        "level 1" if finding.rule not in LEVEL_TWO else finding.rule
        for case in said
        for finding in ask(case.text, case.article)
    )
    print(f"verbatim: {len(said)} sentences, findings: {dict(verbatim)}")
    kept: Kept = {"verbatim": {"sentences": len(said), "findings": dict(sorted(verbatim.items()))}}
    reached = not verbatim["level 1"]
    for kind, row in changes(said, articles, options.seed, misses).items():
        reached = printed(kind, row) and reached
        kept[kind] = {
            "changes": row.made,
            "named": round(row.named / max(row.made, 1), 4),
            "bar": CHANGES[kind],
        }
    return kept, reached


def right(misses: Misses) -> tuple[Kept, bool]:
    """The figures of the false alarms on what people wrote and others found right."""
    kept: Kept = {}
    reached = True
    for name, label in (("wice_dev", "WiCE-dev, supported"), ("cliff_val", "CLIFF-val, consistent")):
        measured = alarms(name, misses)
        if measured is None:
            print(f"{label}: skipped, no {name}.jsonl.gz in ../shared/data")
            continue
        claims, flagged, rules = measured
        share = flagged / claims
        reached = reached and share <= ALARMS[label]
        print(f"{label:<30}{claims:>6}{share:>8.4f}          bar {ALARMS[label]}  {dict(rules)}")
        kept[label] = {"claims": claims, "flagged": round(share, 4), "bar": ALARMS[label]}
    return kept, reached


def main() -> int:
    """Print the tables and keep the figures; 1 when a bar is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument(
        "--sample", type=int, default=0, help="articles of the set, from its start; 0 for all"
    )
    options.add_argument("--misses", help="write what was missed into this file, which is never committed")
    chosen = options.parse_args()
    rows = records("bbc2225")
    if rows is None:
        print("errors: skipped, no bbc2225.jsonl.gz in ../shared/data")
        return 0
    misses: Misses = {}
    print(f"{'change':<30}{'n':>6}{'named':>8}{'any':>8}")
    found, all_found = injected(rows, chosen, misses)
    flagged, few_flagged = right(misses)
    if chosen.misses:
        lines = (f"## {kind}\n" + "\n".join(said) for kind, said in misses.items())
        Path(chosen.misses).write_text("\n".join(lines), encoding="utf-8")
    if not chosen.sample:
        keep("errors", found | flagged)
    return int(not (all_found and few_flagged))


if __name__ == "__main__":
    sys.exit(main())
