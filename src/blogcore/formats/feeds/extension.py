"""blogcore's extension of feeds: fields that Atom and RSS lack, in blogcore's namespace.

Attributes are named after fields of the models: ids, the parent of a comment, and other fields that
neither format has. Other readers ignore them. The same tables are used for reading and writing.
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
    "Extension",
    "ExtensionField",
    "add_prefix",
    "attributes_of",
    "extension_of",
    "has_extension",
    "read_extension",
    "write_extension",
]

#: The namespace; its prefix is "blogcore" in vocabularies and in written feeds.
NAMESPACE = "urn:blogcore:feed"
_PREFIX = "blogcore:"
_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


@frozen
class ExtensionField:
    """A field of a model, and how its attribute is read."""

    #: Name of the field and of the attribute.
    name: str
    #: Function from the text of the attribute to its value; None if that is invalid.
    read: Callable[[str], object]


@frozen
class Extension:
    """The data that blogcore's writer added to an entry."""

    #: Whether the entry is a comment; otherwise it is a post.
    is_comment: bool
    #: Fields of the comment or post.
    attributes: Mapping[str, str]


def _text(value: str) -> object:
    return value


def _flag(value: str) -> object:
    return {"true": True, "false": False}.get(value)


def _count(value: str) -> object:
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 20 else 2**63
    return number if number < 2**63 else None


def _one_of(*values: str) -> Callable[[str], object]:
    return lambda value: value if value in values else None


SITE = (ExtensionField("timezone", _text),)
POST = (
    ExtensionField("id", _text),
    ExtensionField("slug", _text),
    ExtensionField("kind", _one_of(*get_args(PostKind))),
    ExtensionField("sticky", _flag),
    ExtensionField("comments_open", _flag),
)
COMMENT = (
    ExtensionField("id", _text),
    ExtensionField("post_id", _text),
    ExtensionField("in_reply_to", _text),
    ExtensionField("inferred", _flag),
    ExtensionField("kind", _one_of(*get_args(CommentKind))),
    # A feed has only what is public.
    ExtensionField("status", _one_of("deleted")),
    ExtensionField("likes", _count),
    ExtensionField("dislikes", _count),
)
AUTHOR = (
    ExtensionField("id", _text),
    ExtensionField("avatar_url", _text),
    ExtensionField("bio", _text),
    ExtensionField("slug", _text),
    ExtensionField("kind", _one_of(*get_args(AuthorKind))),
)
IMAGE = (
    ExtensionField("alt", _text),
    ExtensionField("caption", _text),
    ExtensionField("width", _count),
    ExtensionField("height", _count),
    ExtensionField("media_type", _text),
)


def write_extension(fields: Iterable[ExtensionField], model: attrs.AttrsInstance) -> dict[str, str]:
    """Return the attributes for the fields of a model that differ from their default.

    Args:
        fields: A table, such as `POST`.
        model: A model of that kind.
    """
    defaults = {field.name: field.default for field in attrs.fields(type(model))}
    values = ((field.name, getattr(model, field.name)) for field in fields)
    return {name: _to_text(value) for name, value in values if value != defaults[name]}


def read_extension(
    fields: Iterable[ExtensionField], attributes: Mapping[str, str]
) -> dict[str, Any]:
    """Return the fields that attributes give; invalid values are left out.

    Args:
        fields: A table, such as `POST`.
        attributes: Attributes of an element, with or without the prefix.
    """
    by_name = {name.removeprefix(_PREFIX): value for name, value in attributes.items()}
    values = (
        (field.name, field.read(by_name[field.name])) for field in fields if field.name in by_name
    )
    return {
        name: value for name, value in values if value is not None and not _is_empty_id(name, value)
    }


def extension_of(entry: ElementReader) -> Extension | None:
    """Return the data that blogcore's writer added to an entry; None if it did not write it.

    Args:
        entry: The entry.
    """
    for name, is_comment in (("blogcore:comment", True), ("blogcore:post", False)):
        element = entry.element(name)
        if element is not None:
            return Extension(is_comment, element.attributes)
    return None


def attributes_of(element: Element | None) -> Mapping[str, str]:
    """Return the attributes of an element, none where there is no element.

    Args:
        element: An element of blogcore's namespace, or None.
    """
    return element.attributes if element is not None else _NO_ATTRIBUTES


def add_prefix(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return attributes with the prefix, for an element of another namespace.

    Args:
        attributes: Attributes without the prefix.
    """
    return {f"{_PREFIX}{name}": value for name, value in attributes.items()}


def has_extension(attributes: Mapping[str, str]) -> bool:
    """Return whether an element of another namespace has attributes with the prefix.

    Args:
        attributes: All its attributes.
    """
    return any(name.startswith(_PREFIX) for name in attributes)


def _to_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _is_empty_id(name: str, value: object) -> bool:
    return value == "" and name in ("id", "post_id", "in_reply_to")
