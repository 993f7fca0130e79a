"""What is told of a comment in a pile besides its words: every other field, now and then."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Literal, TypeAlias

from attrs import evolve
from hypothesis import strategies as st

from blogcore.models import Comment
from blogcore.strategies._varied import Fields
from blogcore.strategies.bodies import media_types
from blogcore.strategies.comments import said
from blogcore.strategies.people import about

__all__ = ["Detail", "details", "with_detail"]

_Of: TypeAlias = Literal["comment", "author", "body"]
#: Of what it is a field, its name, and what it holds.
Detail: TypeAlias = tuple[_Of, str, st.SearchStrategy[object]]


def details(given: Collection[str]) -> Sequence[Detail]:
    """Every field but those given and those that each comment in a pile has."""
    fields: dict[_Of, Fields] = {
        "author": {} if "author" in given else about(),
        "body": {} if "body" in given else {"media_type": media_types()},
        "comment": said(),
    }
    without = {*given, "status", "kind"}
    return [
        (of, name, values)
        for of, named in fields.items()
        for name, values in named.items()
        if of != "comment" or name not in without
    ]


def with_detail(comment: Comment, of: _Of, name: str, value: object) -> Comment:
    """The comment with this in a field of it, of its author or of its body."""
    change: dict[str, Any] = {name: value}
    if of == "author":
        change = {of: evolve(comment.author, **change)}
    elif of == "body":
        change = {of: evolve(comment.body, **change)}
    return evolve(comment, **change)
