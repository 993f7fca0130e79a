"""What WXR is made of: its names, where its items lie, and what may be there several times."""

from __future__ import annotations

from collections.abc import Iterator

from blogcore.models import ExtraValue

from ..base import Notes
from ..xml import Dialect, Element, Record

__all__ = ["WXR_DIALECT", "left_over", "meta", "record_of"]

WXR_DIALECT = Dialect(
    kind="WordPress export",
    roots={"rss": 2},
    parts={"channel": 1, "item": 0},
    namespaces={
        r"wordpress\.org/export(?:/[\d.]+)?": "wp",
        r"wordpress\.org/export(?:/[\d.]+)?/excerpt": "excerpt",
        r"purl\.org/dc/elements/1\.1": "dc",
        r"purl\.org/rss/1\.0/modules/content": "content",
    },
    sign="wp",
    unsigned="this is RSS, but no WordPress export: "
    "it has no namespace under wordpress.org/export/",
    records={"item": frozenset({"wp:post_id", "wp:comment"})},
)

_REPEATED = frozenset(
    {
        "category",
        "enclosure",
        "item",
        "wp:comment",
        "wp:postmeta",
        "wp:commentmeta",
        "wp:termmeta",
    }
)
_ZERO_IS_NOTHING = frozenset({"wp:post_parent", "wp:menu_order", "wp:comment_user_id"})


def record_of(element: Element, notes: Notes) -> Record:
    """An item, comment, author or term as fields."""
    return Record(element, notes, _REPEATED)


def meta(record: Record, name: str) -> dict[str, ExtraValue]:
    """``wp:postmeta`` or its like by key; values are opaque, PHP's serialised ones too."""
    values: dict[str, list[str]] = {}
    for element in record.repeated(name):
        pair = record_of(element, record.notes)
        key, value = pair.take("wp:meta_key"), pair.take_exact("wp:meta_value")
        values.setdefault(f"{name}:{key}", []).append(value)
    return {key: many[0] if len(many) == 1 else tuple(many) for key, many in values.items()}


def left_over(record: Record) -> Iterator[tuple[str, str]]:
    """Fields of WordPress's that were not taken and say something."""
    for name, value in record.left_over():
        if name.startswith("wp:") and not (value == "0" and name in _ZERO_IS_NOTHING):
            yield name, value
