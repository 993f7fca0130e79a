"""What must not leave: which fields are private, and values without them."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, cast

import attrs

__all__ = ["private_fields", "public"]

M = TypeVar("M", bound=attrs.AttrsInstance)


def public(model: M) -> M:
    """The value as the world may see it: every private field, at any depth, back to its default.

    A `Blog` leaves out besides what is not published (see `Blog.public`). Linear in what the
    model holds.

    >>> from blogcore import Author
    >>> public(Author(name="Ines", email="ines@example.org")).email is None
    True
    """
    own = getattr(model, "public", None)
    return cast("M", own()) if own else stripped(model)


@cache
def private_fields(model: type[attrs.AttrsInstance]) -> frozenset[str]:
    """The names of the fields of a model class that leave only where the caller asks.

    >>> from blogcore import Author
    >>> sorted(private_fields(Author))
    ['email', 'extra']
    """
    return frozenset(field.name for field in attrs.fields(model) if field.metadata["private"])


def stripped(model: M) -> M:
    """The value without its private fields, nothing else left out."""
    changes: dict[str, Any] = {}
    for field in attrs.fields(type(model)):
        value = getattr(model, field.name)
        if field.metadata["private"]:
            without: object = attrs.NOTHING if field.default is value else field.default
        else:
            without = _stripped_value(value)
        if without is not value and without is not attrs.NOTHING:
            changes[field.name] = without
    return cast("M", attrs.evolve(cast("Any", model), **changes)) if changes else model


def _stripped_value(value: object) -> object:
    if isinstance(value, tuple):
        members = cast("tuple[object, ...]", value)
        without = tuple(map(_stripped_value, members))
        same = all(new is old for new, old in zip(without, members, strict=True))
        return members if same else without
    return stripped(cast("attrs.AttrsInstance", value)) if attrs.has(type(value)) else value
