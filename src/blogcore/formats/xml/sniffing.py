"""Find the root element in the first bytes of a file, to recognise its format. UTF-16 works too."""

from __future__ import annotations

import re
from collections.abc import Collection

__all__ = ["find_root", "strip_text"]

_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)
_CDATA = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)


def find_root(head: bytes, names: Collection[str]) -> tuple[str, str]:
    """Return the name without prefix and the start tag of the first element with a known name.

    Both are empty if there is none. Text before the root, comments and processing instructions do
    not count.

    Args:
        head: The first bytes of a file.
        names: Names of root elements, without prefix.

    >>> find_root(b'<?xml version="1.0"?><!-- <rss> --><a:feed xmlns:a="x">', ("feed", "rss"))
    ('feed', '<a:feed xmlns:a="x">')
    """
    markup = _COMMENT.sub(b"", head.replace(b"\0", b""))
    alternatives = "|".join(map(re.escape, names)).encode("ascii")
    tag = re.search(rb"<(?:[\w.-]+:)?(%b)(?:\s[^<>]*)?/?(?:>|$)" % alternatives, markup)
    return (tag[1].decode("ascii"), tag[0].decode("ascii", "replace")) if tag else ("", "")


def strip_text(head: bytes) -> bytes:
    """Return the markup of a file without comments and CDATA sections, which may quote other files.

    Args:
        head: The first bytes of a file.

    >>> strip_text(b"<rss><title><![CDATA[All about <wp:author>]]></title><item><![CDATA[<wp:")
    b'<rss><title></title><item>'
    """
    return _CDATA.sub(b"", _COMMENT.sub(b"", head.replace(b"\0", b"")))
