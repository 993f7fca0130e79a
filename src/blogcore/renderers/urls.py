"""`web_url`: the one judge of addresses that strangers give.

What is linked is what a browser would open, so the address is judged as a browser reads it
(WHATWG URL Standard): white space at the ends is trimmed, the scheme is that of the parsed
address, and whatever two readers may read differently is no address at all.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

__all__ = ["body_url", "web_url"]

#: Controls and line ends, which browsers drop from an address; backslashes, which they turn
#: around; quotes and angle brackets, which no address holds; marks that reorder what is read.
_ODD = re.compile(
    '[\x00-\x1f\x7f-\x9f\\\\"<>`\u200b\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]'
)
#: What nearly every address is, and no two readers read differently.
_PLAIN = re.compile(r"https?://[a-z0-9]+(?:[.-][a-z0-9]+)*(?:/[A-Za-z0-9/._~?#&=%+,;:@!$'()*-]*+)?")
_SCHEME = re.compile("[A-Za-z][A-Za-z0-9+.-]*:")
#: A label as it may stand: letters, digits and marks of any script, none that looks like a dot.
_HOST = re.compile(r"[\w%~!$&'()*+,;=-]+(?:\.[\w%~!$&'()*+,;=-]+)*\.?|\[[0-9A-Fa-f:.]+\]")
_MAIL = re.compile(r"mailto:[^\s%?&@,;:]+@[^\s%?&@,;:]+", re.IGNORECASE)


def web_url(text: str | None) -> str | None:
    """The address, fit to be linked after escaping; None where it is no absolute web address.

    http and https alone, with a host, and without a name or password before it: those are there
    to deceive. Blanks inside are percent-encoded; nothing else is changed. Linear.

    >>> web_url(" https://example.org/a b "), web_url("java\\tscript:alert(1)")
    ('https://example.org/a%20b', None)
    """
    if text is None or _PLAIN.fullmatch(text):
        return text
    text = text.strip()
    if _ODD.search(text) or not text[:8].lower().startswith(("http://", "https://")):
        return None
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - raises where it is no port
    except ValueError:
        return None
    host = parts.netloc.removesuffix(f":{parts.port}") if parts.port is not None else parts.netloc
    if "@" in parts.netloc or not _HOST.fullmatch(host.removesuffix(":")):
        return None
    return text.replace(" ", "%20")


def body_url(text: str) -> str | None:
    """The address of a link or picture in a body: `web_url`, or one relative to the page.

    None where it is neither. ``mailto:`` with one address and nothing behind it may stand too.

    >>> body_url("/about"), body_url("mailto:ida@example.org"), body_url("data:,x")
    ('/about', 'mailto:ida@example.org', None)
    """
    text = text.strip()
    if _SCHEME.match(text):
        return text if _MAIL.fullmatch(text) and not _ODD.search(text) else web_url(text)
    if _ODD.search(text) or text.startswith("//"):
        return web_url(f"https:{text}") and text if text.startswith("//") else None
    return text.replace(" ", "%20")
