"""What a problem weighs: by its rule, the site, its paragraph, the command and `--strict`, in that order."""

from __future__ import annotations

import pytest

from dateline import rules
from dateline.problems import Place, Severity
from dateline.rules import Level, Rule, weigh

OFF, WARNING, ERROR = Severity.OFF, Severity.WARNING, Severity.ERROR
AUDIT = [rule for rule in rules.ALL if rule.level is not Level.EDITORIAL]


def weight(
    rule: str,
    site: Severity | None = None,
    own: Severity | None = None,
    *,
    strict: bool = False,
    checking: bool = False,
) -> Severity:
    """What a problem of the rule weighs; off when it is gone."""
    problem = rules.problem(rule, Place("a.md", 3, 1), "ebb").within(((rule, own),) if own else ())
    found = weigh([problem], {rule: site} if site else {}, strict=strict, checking=checking)
    return found[0].severity if found else OFF


@pytest.mark.parametrize("rule", AUDIT, ids=lambda rule: rule.name)
def test_no_finding_of_the_audit_stops_a_build_by_itself(rule: Rule) -> None:
    assert weight(rule.name) == (OFF if rule.name == "one-voice" else WARNING)
    assert not rule.fixed


@pytest.mark.parametrize("rule", AUDIT, ids=lambda rule: rule.name)
def test_in_check_quotations_are_errors_and_the_rest_warnings(rule: Rule) -> None:
    expected = ERROR if rule.name.startswith("quote-") else WARNING
    assert weight(rule.name, checking=True) == expected


@pytest.mark.parametrize("rule", ["missing-alt", "image-credit"])
def test_what_a_picture_needs_is_asked_for_while_it_is_written_and_required_before_it_goes_out(
    rule: str,
) -> None:
    assert (weight(rule), weight(rule, checking=True)) == (WARNING, ERROR)
    assert weight(rule, site=OFF, checking=True) == OFF


@pytest.mark.parametrize("rule", AUDIT, ids=lambda rule: rule.name)
@pytest.mark.parametrize("checking", [False, True])
def test_strict_makes_errors_of_what_is_provable_and_never_of_what_may_be_right(
    rule: Rule, checking: bool
) -> None:
    strict = weight(rule.name, strict=True, checking=checking)
    assert strict == (
        ERROR if rule.level is Level.PROVABLE else weight(rule.name, strict=False, checking=checking)
    )
    assert (strict is ERROR) == (rule.level is Level.PROVABLE)


def test_strict_makes_errors_of_editorial_warnings_as_ever() -> None:
    assert weight("uncited-sentence") == WARNING
    assert weight("uncited-sentence", strict=True) == ERROR


def test_the_site_may_make_an_error_of_what_is_only_to_be_looked_at() -> None:
    assert weight("low-support", site=ERROR) == ERROR
    assert weight("one-voice", site=WARNING) == WARNING


def test_the_site_weighs_the_same_in_check_and_in_a_build() -> None:
    assert {weight("quote-altered", site=WARNING, checking=checking) for checking in (False, True)} == {
        WARNING
    }
    assert {weight("quote-altered", site=OFF, checking=checking) for checking in (False, True)} == {OFF}


@pytest.mark.parametrize("own", list(Severity))
@pytest.mark.parametrize("site", list(Severity))
def test_a_paragraph_wins_over_the_site(own: Severity, site: Severity) -> None:
    assert weight("low-support", site=site, own=own) == own


def test_a_comment_about_another_rule_says_nothing_of_this_one() -> None:
    problem = rules.problem("late-event", Place("a.md", 3, 1), "ebb")
    assert problem.within((("low-support", OFF),)) == problem


def test_what_is_fixed_stays_an_error_whatever_is_said() -> None:
    assert weight("unsafe-url", site=OFF, own=OFF) == ERROR
