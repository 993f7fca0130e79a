"""What is told of a comment in a pile besides its words: every other field, now and then."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Literal, TypeAlias

from attrs import evolve
from hypothesis import strategies as st

from ..models import Comment
from .bodies import media_types
from .comments import said
from .people import about

__all__ = ["Detail", "details", "with_detail"]

_Of: TypeAlias = Literal["comment", "author", "body"]
#: Of what it is a field, its name, and what it holds.
Detail: TypeAlias = tuple[_Of, str, st.SearchStrategy[object]]


def details(given: Collection[str]) -> Sequence[Detail]:
    """Every field but those given and those that each comment in a pile has."""
    fields: list[Detail] = []
    if "author" not in given:
        fields += [("author", name, values) for name, values in about().items()]
    if "body" not in given:
        fields.append(("body", "media_type", media_types()))
    without = {*given, "status", "kind"}
    fields += [("comment", name, values) for name, values in said().items() if name not in without]
    return fields


def with_detail(comment: Comment, of: _Of, name: str, value: object) -> Comment:
    """The comment with this in a field of it, of its author or of its body."""
    change: dict[str, Any] = {name: value}
    if of == "author":
        change = {of: evolve(comment.author, **change)}
    elif of == "body":
        change = {of: evolve(comment.body, **change)}
    return evolve(comment, **change)
