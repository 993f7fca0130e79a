"""The root element of XML of which only the beginning is at hand: what kind of file it is."""

from __future__ import annotations

import re
from collections.abc import Collection

__all__ = ["find_root", "strip_text"]

_NO_ELEMENT = re.compile(rb"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)
_QUOTED = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)


def find_root(head: bytes, names: Collection[str]) -> tuple[str, str]:
    """Name without prefix, and the whole tag, of the first element that has one of these names.

    What is printed before a root, and what comments say, does not count. UTF-16 is seen through.
    Both are empty where no such element begins.

    >>> find_root(b'<?xml version="1.0"?><!-- <rss> --><a:feed xmlns:a="x">', ("feed", "rss"))
    ('feed', '<a:feed xmlns:a="x">')
    """
    plain = _NO_ELEMENT.sub(b"", head.replace(b"\0", b""))
    wanted = "|".join(map(re.escape, names)).encode("ascii")
    found = re.search(rb"<(?:[\w.-]+:)?(%b)(?:\s[^<>]*)?/?(?:>|$)" % wanted, plain)
    return (found[1].decode("ascii"), found[0].decode("ascii", "replace")) if found else ("", "")


def strip_text(head: bytes) -> bytes:
    """What is markup of the file itself: not what its comments and CDATA sections hold.

    UTF-16 is seen through.

    >>> strip_text(b"<rss><title><![CDATA[All about <wp:author>]]></title><item><![CDATA[<wp:")
    b'<rss><title></title><item>'
    """
    return _QUOTED.sub(b"", _NO_ELEMENT.sub(b"", head.replace(b"\0", b"")))
