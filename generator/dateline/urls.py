"""Addresses: slugs, page URLs, the file behind a URL, and which URLs of writers may be linked.

Responsible for: all that is true of an address by its spelling alone. Inside the program a URL is a path from
the site's root ("/world/talks/"), in readable letters or percent-encoded: both mean the same file.
Must not know: stories, pages, themes, the file system, the network.

Standards: RFC 3986 (URI), RFC 3987 (letters beyond ASCII), WHATWG URL (what browsers forgive), Unicode NFC.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import Final
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MAX_SLUG: Final = 80
MAX_NAME_BYTES: Final = 240  # file systems take 255; the writer's temporary files need a few
LINKABLE: Final = ("http", "https", "mailto", "tel")
TRACKING: Final = _words(
    """fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid li_fat_id igshid igsh mc_cid mc_eid
    mkt_tok _hsenc _hsmi vero_id oly_anon_id oly_enc_id ref ref_src ref_url referrer referer cmp cmpid ncid
    ocid smid smtyp sr_share taid xtor ito guccounter guce_referrer guce_referrer_sig soc_src soc_trk s_cid
    spm __twitter_impression _ga _gl wt_mc trk"""
)
"""Query parameters, in lower case, that say where a reader came from and never which article is meant."""
TRACKING_PREFIXES: Final = ("utm_", "at_", "ns_", "pk_", "mtm_", "matomo_", "hsa_")
"""Beginnings of such parameters."""

_ASCII_FOR: Final = dict(
    pair.split(":") for pair in _words("ß:ss æ:ae œ:oe ø:o đ:d ð:d þ:th ł:l ħ:h ı:i ŧ:t ŋ:n ĸ:k ſ:s ə:e ƒ:f")
)
_APOSTROPHE: Final = re.compile(r"(?<=[^\W_])['’ʼ`´](?=[^\W_])")
_DOTTED: Final = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)")  # "U.S." is one word
_RESERVED: Final = re.compile(
    r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\s*\..*)?", re.IGNORECASE
)
_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\\\ud800-\udfff]')
_ESCAPE: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_BEFORE_COLON: Final = re.compile(r"[^/?#:]*(?=:)")
_INVISIBLE: Final = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
)
_BAD_HOST: Final = re.compile(r"[\s<>\"^`{|}%\\]")
_UNRESERVED: Final = re.compile(r"%(?:2[dDeE]|3[0-9]|4[1-9a-fA-F]|5[0-9aAfF]|6[1-9a-fA-F]|7[0-9aAeE])")
_NO_SLUG: Final = re.compile(r"[^a-z0-9]+")
_IN_URL: Final = "%/?#[]@!$&'()*+,;=:~"
_AS_IT_IS: Final = re.compile(r"[A-Za-z0-9_.~/?#\[\]@!$&'()*+,;=:-]*")
"""An address in which nothing can have to be encoded."""
_NO_URL_SIGN: Final = re.compile(r'[\x00-\x20\x7f"<>\\^`{|}\[\]]|%(?![0-9A-Fa-f]{2})')
_AUTHORITY: Final = re.compile(r"[A-Za-z]+://[^/?#]*")
_MARKUP_ROUNDS: Final = 5


@lru_cache(maxsize=1 << 16)
def slugify(text: str) -> str:
    """A slug of `text`: lower-case letters and digits with single hyphens between, at most 80 characters.

    Letters are folded to ASCII ("São" gives "sao"); those of other scripts stay (NFC). Empty only for a text
    without a letter or digit. Never a name that Windows keeps for itself ("con" gives "con-1").
    """
    if text.isascii():
        slug = _NO_SLUG.sub("-", _DOTTED.sub("", _APOSTROPHE.sub("", text.lower()))).strip("-")
    else:
        plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).lower())
        slug = "".join(_folded(_DOTTED.sub("", _APOSTROPHE.sub("", plain))))
        slug = unicodedata.normalize("NFC", re.sub(r"-+", "-", slug).strip("-"))
    slug = _shortened(slug) or "".join(char for char in text if char.isalnum())[: MAX_SLUG // 2]
    return f"{slug}-1" if _RESERVED.fullmatch(slug) else slug


def page_url(*segments: str) -> str:
    """The URL of a page: ("world", "talks") gives "/world/talks/"; empty segments are left out."""
    return "/" + "".join(f"{segment}/" for segment in segments if segment)


def file_segment(name: str) -> str:
    """The name of a file as a part of a URL: "a#b 100%.jpg" gives "a%23b%20100%25.jpg"."""
    return quote(unicodedata.normalize("NFC", name), safe="!$&'()+,;=@~", errors="replace")


@lru_cache(1 << 16)
def output_path(url: str) -> str:
    """The file behind a URL, from the output's root: "/world/" gives "world/index.html".

    Percent-encoding is undone; the result is NFC. Raises ValueError for what is no path from the root, would
    leave the output folder, or is no file name on every system (Windows' forbidden characters and devices).
    """
    if not url.startswith("/") or "?" in url or "#" in url:
        raise ValueError(f"{url!r} is no path from the site's root")
    *folders, name = unquote(url[1:], errors="strict").split("/")
    for part in (*folders, *([name] if name else [])):
        if flaw := _flaw(part):
            raise ValueError(f"{url!r} makes no file: {flaw}")
    return unicodedata.normalize("NFC", "/".join((*folders, name or "index.html")))


def with_base(base_path: str, url: str) -> str:
    """What to write into `href` for a URL of this site: "/news" and "/world/" give "/news/world/".

    What is no ASCII is percent-encoded, what is encoded stays. Only a URL that begins with "/" gets the base.
    """
    encoded = _encoded(url)
    return base_path.rstrip("/") + encoded if url.startswith("/") and not url.startswith("//") else encoded


def absolute(base_url: str, url: str) -> str:
    """The URL with scheme and host: "https://x.example/a/" and "/b/" give "https://x.example/a/b/"."""
    if not url.startswith("/") and _scheme(url) in ("http", "https"):
        return _encoded(url)
    return f"{base_url.rstrip('/')}/{_encoded(url.lstrip('/'))}"


def valid(url: str) -> str:
    """A writer's address of something elsewhere, with the signs escaped that no address may hold as they are.

    Browsers forgive a quotation mark or a space; feed readers, calendars and validators do not. Letters
    beyond ASCII stay readable, as do escapes that are there. A host is left alone.
    """
    if not _NO_URL_SIGN.search(url) and url.count("#") < 2:
        return url
    url = url.strip()
    place = _AUTHORITY.match(url)
    host = place[0] if place else ""
    page, mark, fragment = url[len(host) :].partition("#")
    rest = page + mark + fragment.replace("#", "%23")
    return host + _NO_URL_SIGN.sub(lambda sign: f"%{ord(sign[0]):02X}", rest)


def in_ascii(url: str) -> str:
    """A writer's address of something elsewhere in ASCII, without a sign that no URI holds (RFC 3986 §2)."""
    return quote(url, safe=_IN_URL, errors="replace")


def normalise_article_url(url: str) -> str:
    """One spelling for all addresses of an article, to find two sources with one URL; not for visiting.

    http is https; "www.", default port, fragment, tracking parameters and last slash are dropped, the query
    is sorted (RFC 3986 §6.2.2, §6.2.3). What is no URL of the web comes back without the space around it.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = _canonical_host(parts), parts.port
    except ValueError:
        return url.strip()
    if parts.scheme not in ("http", "https") or not host or _BAD_HOST.search(host):
        return url.strip()
    path = _same_escapes(_encoded(parts.path)).rstrip("/")
    pairs = parse_qsl(parts.query, keep_blank_values=True) if parts.query else []
    query = sorted(pair for pair in pairs if not _tracks(pair[0]))
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    return f"https://{place}{path}" + (f"?{urlencode(query, errors='replace')}" if query else "")


def unsafe_article(url: str) -> str | None:
    """Why a URL must not be linked as an article's address, or None: those of the web may be."""
    reason = unsafe_reason(url)
    if reason is None and not url.lower().startswith(("http://", "https://")):
        reason = "an article's address begins with https://"
    return reason


def unsafe_reason(url: str) -> str | None:
    """Why a URL from content must not be linked, or None: http, https, mailto, tel and relative ones may be.

    Judged as a forgiving browser would read it: control characters, entities, case and white space do not
    hide a scheme (WHATWG URL §4.4). What stands before the first colon, and is not known to be safe, is not.
    """
    for reading in reversed(_readings(url)):
        scheme = _scheme(reading)
        if scheme is not None and scheme not in LINKABLE:
            return _scheme_flaw(scheme)
    plain = url.isascii() and url.isprintable()
    if not plain and any(
        unicodedata.category(char) in ("Cc", "Cs") or char in _INVISIBLE for char in url.strip(" \n")
    ):
        return "it contains a control character or an invisible one"
    if "\\" in url.split("?", 1)[0]:
        return "it contains a backslash, which browsers read as a slash"
    if url.strip().startswith("//"):
        return 'it begins with "//": write "https://"'
    return _host_flaw(url.strip()) if _scheme(url) in ("http", "https") else None


def _folded(text: str) -> list[str]:
    """The characters of a slug, one or more for each of `text`: a hyphen for what is no letter or digit."""
    found: list[str] = []
    for char in text:
        bare = (
            _ASCII_FOR.get(char)
            or unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode().lower()
        )
        if bare.isalnum():
            found.append(bare)
        elif char.isalnum():
            found.append(char)
        elif unicodedata.category(char)[0] != "M":
            found.append("-")
        elif found and not found[-1].isascii():
            found.append(char)  # vowel signs of Indic scripts
    return found


def _shortened(slug: str) -> str:
    """The slug within 80 characters and 240 bytes, cut at a hyphen where there is one."""
    whole = slug[:MAX_SLUG].encode()[:MAX_NAME_BYTES].decode(errors="ignore")
    if whole != slug and slug[len(whole)] != "-" and "-" in whole:
        whole = whole.rpartition("-")[0]
    return whole.strip("-")


@lru_cache(1 << 14)
def _flaw(part: str) -> str | None:
    """Why one part of a path is no good as a file name, or None."""
    if not part:
        return "a part of it is empty"
    if part in (".", ".."):
        return f'"{part}" leads elsewhere'
    if found := _FORBIDDEN.search(part):
        return f"{found[0]!r} cannot be in a file name"
    if part[-1] in ". " or part[0] == " ":
        return "a name cannot begin with a space or end in a space or full stop"
    if _RESERVED.fullmatch(part):
        return f'"{part}" is a device on Windows'
    if len(unicodedata.normalize("NFC", part).encode()) > MAX_NAME_BYTES:
        return "a name is too long"
    return None


@lru_cache(maxsize=1 << 14)
def _encoded(url: str) -> str:
    """The URL in ASCII; escapes that are there stay, a lone percent sign is escaped."""
    if _AS_IT_IS.fullmatch(url):
        return url
    text = unicodedata.normalize("NFC", _ESCAPE.sub("%25", url))
    return quote(text, safe=_IN_URL, errors="replace")


def _same_escapes(path: str) -> str:
    """The path with no needless escapes, and the rest of them in capitals (RFC 3986 §6.2.2)."""
    if "%" not in path:
        return path
    plain = _UNRESERVED.sub(lambda escape: unquote(escape[0]), path)
    return re.sub(r"%[0-9A-Fa-f]{2}", lambda escape: escape[0].upper(), plain)


def _canonical_host(parts: SplitResult) -> str:
    """The host in ASCII, lower case, without "www." and last dot; raises ValueError when it is none."""
    host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    return host if host.isascii() else host.encode("idna").decode()


def _tracks(parameter: str) -> bool:
    """Whether a query parameter says only where the reader came from."""
    return parameter.lower() in TRACKING or parameter.lower().startswith(TRACKING_PREFIXES)


def _readings(url: str) -> list[str]:
    """The URL as written, and as it reads once and more times relieved of HTML's entities."""
    found = [url]
    while len(found) <= _MARKUP_ROUNDS and "&" in found[-1]:
        found.append(html.unescape(found[-1]))
    return found


def _scheme(url: str) -> str | None:
    """What stands before the first colon, in lower case without the space around it; None when relative."""
    found = _BEFORE_COLON.match(url)
    return found[0].strip().lower() if found else None


def _scheme_flaw(scheme: str) -> str:
    """What to say about a scheme that must not be linked; hidden characters in it are left out."""
    bare = "".join(char for char in scheme if unicodedata.category(char)[0] not in "CZ")[:20]
    if bare in ("javascript", "vbscript", "livescript"):
        return f'it runs a script ("{bare}:")'
    if bare == "data":
        return 'it carries its content in itself ("data:")'
    if bare == "file":
        return 'it is a file on one computer ("file:")'
    return f'"{bare}:" is none of ' + ", ".join(f"{known}:" for known in LINKABLE)


def _host_flaw(url: str) -> str | None:
    """Why an http(s) URL leads nowhere good, or None."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return "it is malformed"
    if "@" in parts.netloc:
        return "it carries a user name or password"
    if not host:
        return "it names no host"
    return "its host is malformed" if _BAD_HOST.search(host) else None
