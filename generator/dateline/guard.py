"""The guard at the preview's door: which requests are answered at all, and what every answer says.

A preview runs on a laptop beside a browser full of other people's pages. A name that resolves to this
machine must not let such a page read drafts (DNS rebinding), so only names that cannot be somebody
else's are answered. Pure: headers in, a refusal or headers out.
"""

from __future__ import annotations

import ipaddress
import re

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        # The page must look as it will: a theme may carry a <style>, and pictures from elsewhere.
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: https:",
        "media-src 'self' https:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
"""What a page may load (Content Security Policy 3): no script but files of the site and of the preview."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What every answer says."""

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\[\]:/@\s]+)(?::\d{1,5})?")


def refusal(method: str, host: str, bound: str) -> tuple[int, str] | None:
    """Why a request is not answered, with a status; None when it is. `bound` is the address served at."""
    found = _HOST.fullmatch(host)
    name = found[1].strip("[]").lower().rstrip(".") if found else ""
    if not _is_ours(name, bound):
        return (
            421,
            f"This preview answers to localhost, not to “{host}”. To serve another name: --bind NAME.\n",
        )
    if method not in ("GET", "HEAD"):
        return 405, "This preview only shows pages.\n"
    return None


def _is_ours(name: str, bound: str) -> bool:
    """True for a name that no stranger's page can have."""
    if name == "localhost" or name == bound.lower():
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    # An address is no name that could be pointed elsewhere; where all are served, all are ours.
    return address.is_loopback or _is_everything(bound)


def _is_everything(bound: str) -> bool:
    try:
        return ipaddress.ip_address(bound).is_unspecified
    except ValueError:
        return False
