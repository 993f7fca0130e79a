"""Threads that are one page: Disqus makes another one when the address of a page changes."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

__all__ = ["page_of"]

_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
#: What is added to links to count who follows them, and changes nothing of the page.
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|ref_src", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}


def page_of(link: str) -> str | None:
    """What is the same for all addresses of one page; None for what is no address of the web.

    Scheme, ``www.``, the case of the host, a slash or index file at the end, the fragment and
    parameters that only count visitors make no difference. Linear.

    >>> page_of("http://www.Example.org/a/index.html?utm_source=x#top")
    'example.org/a'
    >>> page_of("https://example.org/?p=1") == page_of("https://example.org/?p=2")
    False
    """
    try:
        parts = urlsplit(link.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host:
        return None
    shown_port = "" if port in (None, _PORTS[parts.scheme]) else f":{port}"
    path = _INDEX.sub("/", parts.path).rstrip("/")
    asked = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name)
    ]
    query = f"?{urlencode(sorted(asked))}" if asked else ""
    return f"{host.removeprefix('www.')}{shown_port}{path}{query}"
