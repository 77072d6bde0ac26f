"""The rules: the name, the default severity and the one-line meaning of every problem there is.

`docs/rules.md` has a heading for each. A rule that is `fixed` is an error that no setting can weaken:
the file cannot be read without guessing, and Dateline fails closed. The rules of the audit have a level:
what is provable, and what is only to be looked at (`docs/decisions/0011-levels-and-weights.md`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum

import msgspec

from dateline.problems import Place, Problem, Severity, did_you_mean, in_order


class Level(IntEnum):
    """What kind of thing a rule finds."""

    EDITORIAL = 0
    """The site breaks a rule of the house."""
    PROVABLE = 1
    """The audit: the words of a claim are not in its sources."""
    WARNING = 2
    """The audit: something to look at, which may well be right."""


class Rule(msgspec.Struct, frozen=True):
    """A rule's name, what it finds, and how much it weighs unless site.toml or a comment says otherwise."""

    name: str
    finds: str
    severity: Severity = Severity.ERROR
    fixed: bool = False
    level: Level = Level.EDITORIAL
    in_check: Severity | None = None
    """How much it weighs in `dateline check`; None for as much as in a build."""

    def weight(self, *, checking: bool) -> Severity:
        """How much it weighs by default, in `dateline check` or in a build."""
        return self.in_check if checking and self.in_check else self.severity


def _fixed(name: str, finds: str) -> Rule:
    return Rule(name, finds, fixed=True)


def _warning(name: str, finds: str, level: Level = Level.EDITORIAL) -> Rule:
    return Rule(name, finds, Severity.WARNING, level=level)


def _required(name: str, finds: str) -> Rule:
    """A warning while it is written, and an error in the check before it goes out."""
    return Rule(name, finds, Severity.WARNING, in_check=Severity.ERROR)


def _quotation(name: str, finds: str) -> Rule:
    return Rule(name, finds, Severity.WARNING, level=Level.PROVABLE, in_check=Severity.ERROR)


ALL: tuple[Rule, ...] = (
    # files
    _fixed("unreadable-file", "a file or folder that cannot be read"),
    _fixed("not-utf8", "a text file that is not UTF-8"),
    _fixed("byte-order-mark", "a byte-order mark at the start of a file"),
    _fixed("too-large", "a text file over 10 MB"),
    _fixed("bad-file-name", "a file or folder whose name makes no address"),
    _fixed("nested-story", "a story inside another story's folder"),
    # front matter
    _fixed("missing-header", "a file that does not begin with front matter"),
    _fixed("unclosed-header", "front matter without its closing fence"),
    _fixed("header-not-mapping", "front matter that is no list of keys"),
    _fixed("yaml-syntax", "front matter that is not YAML"),
    _fixed("yaml-trap", "a word that YAML reads as something else"),
    _fixed("duplicate-key", "a key that stands twice"),
    _fixed("unknown-key", "a key that Dateline does not know"),
    _fixed("missing-key", "a required key that is missing or empty"),
    _fixed("bad-value", "a value of the wrong kind"),
    _fixed("bad-date", "a date that is malformed, impossible or ambiguous"),
    _warning("future-date", "an article, a notice or a change that is dated after the moment of the build"),
    # citations and sources
    _fixed("bad-citation", "a citation mark that cannot be read"),
    _fixed("numeric-key", "a citation key that is a bare number"),
    _fixed("unknown-source", "a citation of a source that the story does not have"),
    _fixed("source-index", "a numbered citation beyond the list of sources"),
    Rule("unlisted-source", "a citation of a source that is missing from `sources:`"),
    Rule("same-article", "two sources of one story with the same address"),
    _warning("uncited-source", "a source that no sentence cites"),
    _warning("uncited-sentence", "a sentence in a section without a citation"),
    _warning("unknown-publisher", "a table in `[publishers]` on somebody whom no story cites"),
    _warning("unknown-license", "a `license:` that Dateline does not know"),
    _fixed("unclosed-comment", "a comment that is never closed"),
    _fixed("unclosed-code", "a block of code that is never closed"),
    Rule("lost-cell", "a cell of a table that has no column"),
    _warning("unfinished", "what `dateline new` left to be filled in: a headline, a text, a section"),
    # stories that continue others
    Rule("unknown-story", "a `follows:` that names no story"),
    _fixed("circular-follows", "stories that follow each other in a circle"),
    # translations
    _fixed(
        "unknown-language", "a translation into a language that site.toml does not list, or a section in none"
    ),
    _fixed("translation-alone", "a translation without its story.md"),
    _fixed("translation-differs", "a translation with other sources, or another day, than its original"),
    _warning("translation-cites-more", "a translation that cites a source its original does not"),
    _warning("translation-outdated", "a translation that is older than its original"),
    # timeline
    _fixed("bad-timeline", "a timeline entry that is not “date: text”"),
    _warning("late-event", "an event after the newest source"),
    _warning("wrong-day", "a note on a date that names another weekday or holiday"),
    _warning("dates-disagree", "an event of a draft that two sources date differently"),
    # addresses
    _fixed("address-taken", "two pages or files at one address"),
    _warning("same-name", "two tags or publishers whose names make the same address"),
    Rule("broken-link", "a link to a page or file that does not exist"),
    _fixed("unsafe-url", "an address that must not be linked"),
    # pictures
    _fixed("bad-picture", "a picture that cannot be read"),
    _required("missing-alt", "a picture without words for those who cannot see it"),
    _required("image-credit", "a picture that does not say who made it"),
    _warning("blocked-picture", "a picture from a site that the policy lets no page load"),
    _warning("raw-picture", "a picture as a camera wrote it, which no browser shows"),
    # the audit, level 1: what is provable
    _quotation("quote-nowhere", "a quotation that no source of the story holds"),
    _quotation("quote-elsewhere", "a quotation that another source of the story holds"),
    _quotation("quote-altered", "a quotation that differs from the words of the source"),
    _warning("figure-not-in-source", "a figure that no cited source holds", Level.PROVABLE),
    _warning("date-not-in-source", "a date that no cited source holds", Level.PROVABLE),
    _warning("name-not-in-source", "a full name that no cited source holds", Level.PROVABLE),
    _warning("event-date-not-in-source", "an event whose date no cited source gives", Level.PROVABLE),
    # the audit, level 2: what is to be looked at
    _warning("outside-passage", "a fact that stands elsewhere in the source", Level.WARNING),
    _warning("order-differs", "names or figures in another order than in the source", Level.WARNING),
    _warning("polarity-differs", "a denial where the source affirms, or the reverse", Level.WARNING),
    _warning("comparative-differs", "“more” where the source says “less”, or the reverse", Level.WARNING),
    _warning("bound-differs", "“more than five” where the source says “five”, or the reverse", Level.WARNING),
    _warning("passage-before-event", "a source that is older than the event", Level.WARNING),
    _warning("low-support", "a claim with few words in common with its source", Level.WARNING),
    _warning("figures-disagree", "two cited sources with different figures", Level.WARNING),
    Rule(
        "one-voice",
        "a section that rests on one voice",
        Severity.OFF,
        level=Level.WARNING,
        in_check=Severity.WARNING,
    ),
    # the history of stories
    _warning("unread-history", "a git history that cannot be read whole"),
    _warning("moved-story", "a story that moved, from whose old address nothing leads on"),
    _warning("republished", "a story with another day than that of its first publication"),
    # the check itself
    _warning("unknown-rule", "a comment on rules that names no rule, or no weight"),
    # site.toml
    _warning("no-search", "a search that is asked for, without Pagefind to make it"),
    _fixed("config", "a setting that cannot be used"),
    _fixed("theme", "a theme that cannot be used"),
    _fixed("output", "an output folder that cannot be written"),
)

BY_NAME: dict[str, Rule] = {rule.name: rule for rule in ALL}


def weigh(
    problems: Iterable[Problem],
    severities: Mapping[str, Severity],
    *,
    strict: bool = False,
    checking: bool = False,
) -> tuple[Problem, ...]:
    """The problems with what they weigh here; those that are off are gone.

    A comment in the paragraph wins over `severities` (`[check]` in site.toml), and these win over the
    rule's own weight, which may differ in `dateline check` (`checking`). With `strict` every warning
    that is left becomes an error, except those of level 2: they may be right.
    """
    weighed = []
    for problem in problems:
        rule = BY_NAME[problem.rule]
        severity = problem.own or severities.get(problem.rule) or rule.weight(checking=checking)
        hardens = strict and severity is Severity.WARNING and rule.level is not Level.WARNING
        if rule.fixed or hardens:
            severity = Severity.ERROR
        if severity is not Severity.OFF:
            same = problem.severity is severity
            weighed.append(problem if same else msgspec.structs.replace(problem, severity=severity))
    return in_order(weighed)


def problem(rule: str, place: Place, message: str, hint: str = "", unless: str = "") -> Problem:
    """A problem of the rule called `rule`, with its default severity; KeyError for an unknown rule.

    It is none when there is an output at the address `unless`.
    """
    return Problem(place, rule, message, hint, BY_NAME[rule].severity, unless=unless)


def nearest(name: str) -> str:
    """A hint that names the rule nearest to a mistyped name, or "" when none is near."""
    return did_you_mean(name, BY_NAME)
