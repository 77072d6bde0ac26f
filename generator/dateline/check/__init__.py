"""The editorial rules that need the whole site: functions from values to problems, nothing else.

`check.headers` reads the draft, because it places problems in front matter; `check.claims` reads the
linked site. What a single file cannot say by itself is found here or while linking.
"""

from __future__ import annotations

from dateline.check.claims import check_claims
from dateline.check.headers import check_headers
from dateline.edition import Edition
from dateline.model import Draft, Site
from dateline.problems import Problem


def check(draft: Draft, site: Site, edition: Edition) -> tuple[Problem, ...]:
    """Every problem that the editorial rules find, in no order."""
    return (*check_headers(draft, edition.zone), *check_claims(site, edition.zone))
