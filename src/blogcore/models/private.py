"""Private fields: their names, and models without them."""

from __future__ import annotations

from functools import cache
from typing import TypeVar, cast, get_args, get_type_hints

import attrs

__all__ = ["private_fields", "public"]

M = TypeVar("M", bound=attrs.AttrsInstance)


def public(model: M) -> M:
    """Return a model as the public may see it: every private field, at any depth, is reset.

    Of a `Blog`, what is not published is left out as well (see `Blog.public`). Linear in the size
    of the model.

    >>> from blogcore import Author
    >>> public(Author(name="Ines", email="ines@example.org")).email is None
    True

    Args:
        model: The model; an equal one is returned where nothing is private.
    """
    own = getattr(model, "public", None)
    return cast("M", own()) if own else stripped(model)


@cache
def private_fields(model: type[attrs.AttrsInstance]) -> frozenset[str]:
    """Return the names of the private fields of a model class.

    >>> from blogcore import Author
    >>> sorted(private_fields(Author))
    ['email', 'extra']

    Args:
        model: The class.
    """
    return frozenset(field.name for field in attrs.fields(model) if field.metadata["private"])


def stripped(model: M) -> M:
    """Return a model with its private fields, at any depth, at their defaults."""
    changes: dict[str, object] = {}
    for name, default, private in _fields_to_strip(type(model)):
        value = getattr(model, name)
        public_value = default if private else _stripped_value(value)
        if public_value is not value:
            changes[name] = public_value
    if not changes:
        return model
    values = {field.name: getattr(model, field.name) for field in attrs.fields(type(model))}
    return type(model)(**values | changes)


@cache
def _fields_to_strip(
    model: type[attrs.AttrsInstance],
) -> tuple[tuple[str, object, bool], ...]:
    """Return name, default and privacy of the fields that are private or hold private fields."""
    types = get_type_hints(model)
    return tuple(
        (field.name, field.default, field.metadata["private"])
        for field in attrs.fields(model)
        if field.metadata["private"] or any(map(_has_private, _parts(types[field.name])))
    )


def _has_private(part: type) -> bool:
    """Return whether a model class has private fields, at any depth."""
    return attrs.has(part) and bool(_fields_to_strip(part))


def _parts(hint: object) -> list[type]:
    """Return the classes in a type: `Author` in ``tuple[Author, ...]``."""
    return [part for part in (hint, *get_args(hint)) if isinstance(part, type)]


def _stripped_value(value: object) -> object:
    if isinstance(value, tuple):
        members = cast("tuple[object, ...]", value)
        without = tuple(map(_stripped_value, members))
        same = all(new is old for new, old in zip(without, members, strict=True))
        return members if same else without
    return stripped(cast("attrs.AttrsInstance", value)) if attrs.has(type(value)) else value
