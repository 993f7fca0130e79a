"""Small exports as text, and functions that read them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TypeVar

from blogcore.formats import Item, Loaded, Notes, load
from blogcore.formats.wordpress.wxr import WXR

__all__ = [
    "NAMESPACES",
    "comment_xml",
    "document",
    "item_xml",
    "post_xml",
    "read",
    "read_one",
    "trickle",
]

NAMESPACES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"'
)
_VERSION = "<wp:wxr_version>1.2</wp:wxr_version>"

T = TypeVar("T")


def document(items: str = "", head: str = "", *, version: str = _VERSION) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {NAMESPACES}><channel>'
        f"<title>A blog</title>{version}{head}\n{items}</channel></rss>\n"
    )


def item_xml(
    fields: str = "", *, kind: str = "post", id: str = "1", status: str = "publish"
) -> str:
    """Return an item in the order of exporters: the id first, the fields of a test last."""
    return (
        f"<item><wp:post_id>{id}</wp:post_id><wp:status>{status}</wp:status>"
        f"<wp:post_type>{kind}</wp:post_type>{fields}</item>\n"
    )


def comment_xml(fields: str = "", *, id: str = "7", approved: str = "1") -> str:
    return (
        f"<wp:comment><wp:comment_id>{id}</wp:comment_id>"
        f"<wp:comment_approved>{approved}</wp:comment_approved>{fields}</wp:comment>"
    )


def read(text: str | bytes, *, strict: bool = False) -> Loaded:
    data = text.encode() if isinstance(text, str) else text
    return load(data, format="wxr", strict=strict, force=True)


def read_one(text: str, kind: type[T]) -> T:
    """Return the only item of a type in a document."""
    data = io.BytesIO(text.encode())
    [only] = [entry for entry in WXR.read(data, Notes("wxr")) if isinstance(entry, kind)]
    return only


def post_xml(fields: str = "", *, kind: str = "post", status: str = "publish") -> str:
    return document(item_xml(fields, kind=kind, status=status))


def trickle(data: bytes, size: Callable[[], int]) -> list[Item]:
    """Return the items of a stream that returns a varying number of bytes per read."""

    class Stream(io.BytesIO):
        def read(self, limit: int | None = -1, /) -> bytes:
            return super().read(min(size(), limit or 1))

    return list(WXR.read(Stream(data), Notes("wxr")))
