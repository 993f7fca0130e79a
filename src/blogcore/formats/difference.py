"""What one blog has and another has not, field by field: the measure of what a file lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import cast

import attrs

from blogcore.formats.base import named
from blogcore.models import Author, Blog, Comment, Post, Site

__all__ = ["differences", "member_pairs", "pairs"]

Member = Site | Author | Post | Comment


def differences(before: Blog, after: Blog) -> Iterator[tuple[str, str]]:
    """Where and in which field the second blog differs, in the terms of a `Loss`.

    Members are matched by kind and id, in their order where several have one id; the order of
    members of differing ids is not looked at. The field is empty where a member is missing, and
    ends in no index: a list of models is looked into where it has the same length, and is one
    field otherwise. Members that only the second has are told by their name, with the field "".
    Linear.
    """
    for where, one, other in pairs(before, after):
        if one is None or other is None:
            yield where, ""
        else:
            for path, _, _ in member_pairs(one, other):
                yield where, path


def pairs(before: Blog, after: Blog) -> Iterator[tuple[str, Member | None, Member | None]]:
    """The members of two blogs by name, each with its counterpart or with None."""
    ours, theirs = _by_name(before), _by_name(after)
    for where in dict.fromkeys([*ours, *theirs]):
        for one, other in zip_longest(ours.get(where, ()), theirs.get(where, ())):
            yield where, one, other


def member_pairs(
    one: object, other: object, path: str = ""
) -> Iterator[tuple[str, object, object]]:
    """The fields in which two models of one class differ, by path; as deep as models nest."""
    for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(one))):
        value: object = getattr(one, field.name)
        theirs: object = getattr(other, field.name)
        below = f"{path}.{field.name}" if path else field.name
        if value == theirs:
            continue
        if type(value) is type(theirs) and attrs.has(type(value)):
            yield from member_pairs(value, theirs, below)
        elif (ours := _models(value)) and (many := _models(theirs)) and len(ours) == len(many):
            for index, (member, their) in enumerate(zip(ours, many, strict=True)):
                yield from member_pairs(member, their, f"{below}[{index}]")
        else:
            yield below, value, theirs


def _by_name(blog: Blog) -> dict[str, list[Member]]:
    piles: dict[str, list[Member]] = {}
    members: Iterable[Member] = (blog.site, *blog.authors, *blog.posts, *blog.comments)
    for member in members:
        piles.setdefault(named(member), []).append(member)
    return piles


def _models(value: object) -> tuple[object, ...]:
    """The members of a tuple of models; none of anything else."""
    if not isinstance(value, tuple):
        return ()
    members = cast("tuple[object, ...]", value)
    return members if all(attrs.has(type(member)) for member in members) else ()
