"""Quotations that who tells them interrupts: “Where was she,” he asked, “when we needed her?”

Responsible for a text in which such quotations are whole, as a writer may quote them: with the comma before
the interruption, and without, as nobody can tell whose it is. English. Must not know: claims, articles.
"""

from __future__ import annotations

from typing import Final

from dateline.patterns import deferred

_BROKEN: Final = deferred(
    r"(?:,[\"”’']|[\"”’'],?) (?=[^\"“”‘\n]{0,80}?\b(?:said|says|added|adds|asked|asks|told|tells|wrote|writes"
    r"|explained|explains|insisted|warned|argued|continued|recalled)\b)[^\"“”‘\n]{1,80}?, [\"“‘](?=[^\W\d_])"
)
_MARKS: Final = (', "', ", “", ", ‘")
"""What takes up a quotation behind a comma."""


def whole(text: str) -> tuple[str, ...]:
    """The text with such quotations whole, once with a comma and once without; () where there are none.

    Linear in the length of the text; raises nothing.
    """
    if not any(mark in text for mark in _MARKS):
        return ()
    with_comma = _BROKEN.sub(", ", text)
    return () if with_comma == text else (with_comma, _BROKEN.sub(" ", text))
