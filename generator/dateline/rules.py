"""The rules: the name, the default severity and the one-line meaning of every problem there is.

`docs/rules.md` has a heading for each. A rule that is `fixed` is an error that no setting can weaken:
the file cannot be read without guessing, and Dateline fails closed.
"""

from __future__ import annotations

import msgspec

from dateline.problems import Place, Problem, Severity, did_you_mean


class Rule(msgspec.Struct, frozen=True):
    """A rule's name, what it finds, and how much it weighs unless site.toml says otherwise."""

    name: str
    finds: str
    severity: Severity = Severity.ERROR
    fixed: bool = False


def _fixed(name: str, finds: str) -> Rule:
    return Rule(name, finds, fixed=True)


def _warning(name: str, finds: str) -> Rule:
    return Rule(name, finds, Severity.WARNING)


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
    # citations and sources
    _fixed("bad-citation", "a citation mark that cannot be read"),
    _fixed("numeric-key", "a citation key that is a bare number"),
    _fixed("unknown-source", "a citation of a source that the story does not have"),
    _fixed("source-index", "a numbered citation beyond the list of sources"),
    Rule("unlisted-source", "a citation of a source that is missing from `sources:`"),
    Rule("same-article", "two sources of one story with the same address"),
    _warning("uncited-source", "a source that no sentence cites"),
    _warning("uncited-sentence", "a sentence in a section without a citation"),
    _fixed("unclosed-comment", "a comment that is never closed"),
    # timeline
    _fixed("bad-timeline", "a timeline entry that is not “date: text”"),
    _warning("late-event", "an event after the newest source"),
    # addresses
    _fixed("address-taken", "two pages or files at one address"),
    _warning("same-name", "two tags or publishers whose names make the same address"),
    Rule("broken-link", "a link to a page or file that does not exist"),
    _fixed("unsafe-url", "an address that must not be linked"),
    _warning("missing-alt", "a picture without words for those who cannot see it"),
    # the check itself
    _warning("unknown-rule", "a `dateline-ignore` that names no rule"),
    # site.toml
    _fixed("config", "a setting that cannot be used"),
    _fixed("theme", "a theme that cannot be used"),
    _fixed("output", "an output folder that cannot be written"),
)

BY_NAME: dict[str, Rule] = {rule.name: rule for rule in ALL}


def problem(rule: str, place: Place, message: str, hint: str = "") -> Problem:
    """A problem of the rule called `rule`, with its default severity; KeyError for an unknown rule."""
    return Problem(place, rule, message, hint, BY_NAME[rule].severity)


def nearest(name: str) -> str:
    """A hint that names the rule nearest to a mistyped name, or "" when none is near."""
    return did_you_mean(name, BY_NAME)
