"""The guard at the preview's door: which requests are answered at all, and what every answer says.

A preview runs on a laptop beside a browser full of other people's pages. A name that resolves to this
machine must not let such a page read drafts (DNS rebinding), so only names that cannot be somebody
else's are answered. Pure: headers in, a refusal or headers out.
"""

from __future__ import annotations

import ipaddress
import re

from dateline.policy import Policy

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "media-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
"""What an answer may load that has no policy of its own, as the site's pages have (CSP 3)."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""What every answer says that does not say otherwise."""

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\[\]:/@\s]+)(?::\d{1,5})?")


def page_policy(policy: Policy, host: str, own: str) -> str:
    """The policy of a site's page in the preview: its own, and the preview's script, which lives at `own`.

    `host` is the name that the browser asked for.
    """
    # A policy can name no address of IPv6 (§2.3.1).
    ours = "'self'" if host.startswith("[") else f"http://{host}{own}"
    return policy.allowing({"script-src": (ours,)}).header


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
