"""What feeds of ours say beside Atom and RSS, in a namespace that other readers pass over.

Attributes named as the fields of our models: the ids that a blog has, what a comment answers, and
what neither format has a place for. One table serves both directions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, get_args

import attrs
from attrs import frozen

from blogcore.formats.xml import Element, ElementReader
from blogcore.models import AuthorKind, CommentKind, PostKind

__all__ = [
    "AUTHOR",
    "COMMENT",
    "IMAGE",
    "NAMESPACE",
    "POST",
    "SITE",
    "Own",
    "attributes_of",
    "fields_of",
    "is_ours",
    "own_of",
    "prefixed",
    "said",
]

#: Its prefix is "blogcore", in dialects and in what is written.
NAMESPACE = "urn:blogcore:feed"
_PREFIX = "blogcore:"
_NONE: Mapping[str, str] = MappingProxyType({})


@frozen
class Row:
    """A field of a model, and what its attribute means; None where it means nothing."""

    field: str
    read: Callable[[str], object]


def _text(value: str) -> object:
    return value


def _flag(value: str) -> object:
    return {"true": True, "false": False}.get(value)


def _count(value: str) -> object:
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 20 else 2**63
    return number if number < 2**63 else None


def _word(*known: str) -> Callable[[str], object]:
    return lambda value: value if value in known else None


@frozen
class Own:
    """What a writer of ours says of an entry: which kind of content it is, and its fields."""

    is_comment: bool
    attributes: Mapping[str, str]


SITE = (Row("timezone", _text),)
POST = (
    Row("id", _text),
    Row("slug", _text),
    Row("kind", _word(*get_args(PostKind))),
    Row("sticky", _flag),
    Row("comments_open", _flag),
)
COMMENT = (
    Row("id", _text),
    Row("post_id", _text),
    Row("in_reply_to", _text),
    Row("kind", _word(*get_args(CommentKind))),
    # Nothing but what is public is in a feed.
    Row("status", _word("deleted")),
    Row("likes", _count),
    Row("dislikes", _count),
)
AUTHOR = (
    Row("id", _text),
    Row("avatar_url", _text),
    Row("bio", _text),
    Row("slug", _text),
    Row("kind", _word(*get_args(AuthorKind))),
)
IMAGE = (
    Row("alt", _text),
    Row("caption", _text),
    Row("width", _count),
    Row("height", _count),
    Row("media_type", _text),
)


def attributes_of(table: Iterable[Row], model: attrs.AttrsInstance) -> dict[str, str]:
    """The fields of a model that say something else than their default."""
    defaults = {field.name: field.default for field in attrs.fields(type(model))}
    values = ((row.field, getattr(model, row.field)) for row in table)
    return {name: _shown(value) for name, value in values if value != defaults[name]}


def fields_of(table: Iterable[Row], attributes: Mapping[str, str]) -> dict[str, Any]:
    """The fields that attributes give, prefixed or not; what means nothing is left out."""
    given = {name.removeprefix(_PREFIX): value for name, value in attributes.items()}
    values = ((row.field, row.read(given[row.field])) for row in table if row.field in given)
    return {
        name: value for name, value in values if value is not None and not _is_no_id(name, value)
    }


def said(element: Element | None) -> Mapping[str, str]:
    """The attributes of an element of ours; none where it is not there."""
    return element.attributes if element is not None else _NONE


def own_of(entry: ElementReader) -> Own | None:
    """What a writer of ours says of an entry; None where somebody else has written it."""
    for name, is_comment in (("blogcore:comment", True), ("blogcore:post", False)):
        element = entry.element(name)
        if element is not None:
            return Own(is_comment, element.attributes)
    return None


def prefixed(attributes: Mapping[str, str]) -> dict[str, str]:
    """The same, as attributes of an element that is not ours."""
    return {f"{_PREFIX}{name}": value for name, value in attributes.items()}


def is_ours(attributes: Mapping[str, str]) -> bool:
    """Whether an element that is not ours has attributes that are."""
    return any(name.startswith(_PREFIX) for name in attributes)


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_no_id(name: str, value: object) -> bool:
    return value == "" and name in ("id", "post_id", "in_reply_to")
