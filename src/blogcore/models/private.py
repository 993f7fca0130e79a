"""What must not leave: which fields are private, and values without them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import TypeVar, cast, get_args, get_type_hints

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
        if not private:
            without = _stripped_value(value)
            if without is not value:
                changes[name] = without
        elif value is not default:
            changes[name] = default
    return _with(model, changes) if changes else model


@cache
def _plan(
    model: type[attrs.AttrsInstance],
) -> tuple[Callable[[object], tuple[object, ...]], tuple[tuple[str, object, bool], ...]]:
    """What reads the fields that are private or hold such, and what is to be known of each."""
    types = get_type_hints(model)
    fields = tuple(
        (field.name, field.default, field.metadata["private"])
        for field in attrs.fields(model)
        if field.metadata["private"] or any(map(_hides, _parts(types[field.name])))
    )
    names = [name for name, _, _ in fields]
    if len(names) == 1:  # `attrgetter` gives one value bare
        return lambda value: (getattr(value, names[0]),), fields
    return attrgetter(*names) if names else lambda value: (), fields


def _hides(part: type) -> bool:
    """Whether anything in a value of this class is private, at any depth."""
    return attrs.has(part) and bool(_plan(part)[1])


def _parts(hint: object) -> list[type]:
    """The classes that a type is made of: ``tuple[Author, ...]`` of `Author`."""
    return [part for part in (hint, *get_args(hint)) if isinstance(part, type)]


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
    for field in attrs.fields(type(model)):
        name = field.name
        put(changed, name, changes[name] if name in changes else getattr(model, name))
    return changed
