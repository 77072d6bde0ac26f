"""The rule on licences: what a source's `license:` names is known, so that it does what is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline import rules
from dateline.evidence.licenses import NAMES, is_known
from dateline.model.draft import SourceFile
from dateline.problems import Problem, did_you_mean
from dateline.settings.tables.evidence import Evidence
from dateline.yaml import spots


def check_licenses(sources: Iterable[SourceFile], settings: Evidence) -> Iterator[Problem]:
    """Sources whose licence has no terms: their excerpts keep the limits of the site."""
    for source in sources:
        name = source.header.license
        if not is_known(name, settings):
            place = spots.place(source.file, source.yaml, "license")
            hint = did_you_mean(name, (*settings.licenses, *NAMES)) or (
                "give its terms in site.toml, under [evidence.licenses]"
            )
            message = f"“{name}” is no licence that is known here: excerpts keep the limits of the site"
            yield rules.problem("unknown-license", place, message, hint)
