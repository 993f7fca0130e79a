"""Validation of user-supplied URLs.

A link opens what a browser reads, so URLs are checked as a browser reads them (WHATWG URL
Standard): white space at the ends is removed, the scheme is that of the parsed URL, and everything
that two parsers could read differently is refused.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

__all__ = ["body_url", "web_url"]

#: Controls and line ends, which browsers remove from URLs; backslashes, which they turn into
#: slashes; quotes and angle brackets, which are invalid; marks that reorder the visible text.
_INVALID = re.compile(
    '[\x00-\x1f\x7f-\x9f\\\\"<>`\u200b\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]'
)
#: The common case, which all parsers read alike.
_SIMPLE = re.compile(
    r"https?://[a-z0-9]+(?:[.-][a-z0-9]+)*(?:/[A-Za-z0-9/._~?#&=%+,;:@!$'()*-]*+)?"
)
_SCHEME = re.compile("[A-Za-z][A-Za-z0-9+.-]*:")
#: Letters, digits and marks of any script, but no character that looks like a dot.
_HOST = re.compile(r"[\w%~!$&'()*+,;=-]+(?:\.[\w%~!$&'()*+,;=-]+)*\.?|\[[0-9A-Fa-f:.]+\]")
_MAIL = re.compile(r"mailto:[^\s%?&@,;:]+@[^\s%?&@,;:]+", re.IGNORECASE)


def web_url(text: str | None) -> str | None:
    r"""Return an absolute http or https URL that may be linked after escaping, or None.

    It must have a host, and no user name or password, which serve to deceive. Spaces inside are
    percent-encoded; nothing else is changed. Linear.

    >>> web_url(" https://example.org/a b "), web_url("java\tscript:alert(1)")
    ('https://example.org/a%20b', None)
    """
    if text is None or _SIMPLE.fullmatch(text):
        return text
    text = text.strip()
    if _INVALID.search(text) or not text[:8].lower().startswith(("http://", "https://")):
        return None
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - raises ValueError for an invalid port
    except ValueError:
        return None
    host = parts.netloc.removesuffix(f":{parts.port}") if parts.port is not None else parts.netloc
    if "@" in parts.netloc or not _HOST.fullmatch(host.removesuffix(":")):
        return None
    return text.replace(" ", "%20")


def body_url(text: str) -> str | None:
    """Return the URL of a link or image in a body, or None if it is not allowed.

    Allowed are those of `web_url`, relative URLs, and ``mailto:`` with one address and no query.

    >>> body_url("/about"), body_url("mailto:ida@example.org"), body_url("data:,x")
    ('/about', 'mailto:ida@example.org', None)
    """
    text = text.strip()
    if _SCHEME.match(text):
        return text if _MAIL.fullmatch(text) and not _INVALID.search(text) else web_url(text)
    if _INVALID.search(text) or text.startswith("//"):
        return web_url(f"https:{text}") and text if text.startswith("//") else None
    return text.replace(" ", "%20")
