"""What must not leave: which fields are private, and values without them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import TypeVar, cast

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
    changes: dict[str, object] = {}
    values, fields = _plan(type(model))
    for value, (name, default, private) in zip(values(model), fields, strict=True):
        if private:
            if value is not default:
                changes[name] = default
        elif type(value) not in _PLAIN:
            without = _stripped_value(value)
            if without is not value:
                changes[name] = without
    return _with(model, changes) if changes else model


_PLAIN = frozenset({str, int, bool, datetime, type(None)})


@cache
def _plan(
    model: type[attrs.AttrsInstance],
) -> tuple[Callable[[object], tuple[object, ...]], tuple[tuple[str, object, bool], ...]]:
    """What reads all fields of a model, and of each its name, default and whether it is private."""
    fields = tuple(
        (field.name, field.default, field.metadata["private"]) for field in attrs.fields(model)
    )
    return attrgetter(*(name for name, _, _ in fields)), fields


def _stripped_value(value: object) -> object:
    if isinstance(value, tuple):
        members = cast("tuple[object, ...]", value)
        without = tuple(map(_stripped_value, members))
        same = all(new is old for new, old in zip(without, members, strict=True))
        return members if same else without
    return stripped(cast("attrs.AttrsInstance", value)) if attrs.has(type(value)) else value


def _with(model: M, changes: dict[str, object]) -> M:
    """The value with other values in some fields, all of which were checked before.

    ``attrs.evolve`` would check each field again, and take several times as long.
    """
    changed, put = object.__new__(type(model)), object.__setattr__
    values, fields = _plan(type(model))
    for value, (name, _, _) in zip(values(model), fields, strict=True):
        put(changed, name, changes.get(name, value))
    return changed
