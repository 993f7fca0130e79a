"""Every model and field, and values that a field of its kind must refuse."""

from __future__ import annotations

import types
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from blogcore import models
from blogcore.models import (
    Author,
    Blog,
    Body,
    Comment,
    DiscussionPolicy,
    Extra,
    Image,
    Post,
    Site,
)

Model = type[attrs.AttrsInstance]
#: A value, the path below the field that is named, and the code of the fault.
Bad = tuple[object, str, str]

MODELS: tuple[Model, ...] = (Author, Blog, Body, Comment, DiscussionPolicy, Image, Post, Site)
FIELDS = [(model, field.name) for model in MODELS for field in attrs.fields(model)]

#: The texts that must not be empty: what a type cannot tell.
NAMES = {
    (Author, "id"),
    (Comment, "id"),
    (Comment, "in_reply_to"),
    (Comment, "post_id"),
    (Post, "id"),
}

_REQUIRED: dict[Model, dict[str, object]] = {
    Author: {"name": "Ines"},
    Comment: {"id": "c1", "post_id": "1", "author": Author(name="Ines"), "body": Body()},
    Image: {"url": "https://example.org/a.jpg"},
    Post: {"id": "1"},
}

BEYOND = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1)))


def make(model: Model, **fields: object) -> Any:
    """A model with as little in it as may be, but for these fields."""
    return model(**{**_REQUIRED.get(model, {}), **fields})


def public_models() -> set[Model]:
    """Every model class that the package names."""
    named = (getattr(models, name) for name in models.__all__)
    return {value for value in named if isinstance(value, type) and attrs.has(value)}


@cache
def hint(model: Model, name: str) -> object:
    """The type of a field."""
    return get_type_hints(model)[name]


def bad_values(model: Model, name: str) -> Iterator[Bad]:
    """What a field must refuse, by its type."""
    if (model, name) in NAMES:
        yield "", "", "empty"
    yield from _bad(hint(model, name))


def _bad(kind: object) -> Iterator[Bad]:
    value: object
    if get_origin(kind) in (Union, types.UnionType):
        [inner] = (part for part in get_args(kind) if part is not type(None))
        yield from (bad for bad in _bad(inner) if bad[0] is not None)
    elif get_origin(kind) is Literal:
        for value in ("", "APPROVED", 7, None, [], "\x00"):
            yield value, "", "not_one_of"
    elif get_origin(kind) is tuple:
        yield from ((value, "", "wrong_type") for value in (None, 7, "text", b"bytes", {"a": 1}))
        for value, path, code in _bad(get_args(kind)[0]):
            yield [value], f"[0]{path}", code
    elif kind is Extra:
        yield from ((value, "", "wrong_type") for value in (None, 7, "text", ["a"]))
        yield {"k": 7}, "['k']", "wrong_type"
        yield {"": "v"}, "['']", "wrong_type"
        for character, code in (("\x00", "control_character"), ("\udfff", "surrogate")):
            yield {"k": character}, "['k']", code
            yield {"k": ("v", character)}, "['k'][1]", code
    else:
        assert isinstance(kind, type), f"say in this file what a field of type {kind} refuses"
        yield from _bad_instances(kind)


def _bad_instances(kind: type) -> Iterator[Bad]:
    strangers: list[object] = [None, object(), b"bytes", 1.5, ["a"]]
    if kind is str:
        strangers.append(7)
        for character in ("\x00", "\x0b", "\x1b", "\x7f", "\x85"):
            yield f"a{character}", "", "control_character"
        for character in ("\ud800", "\udfff"):
            yield f"a{character}", "", "surrogate"
    elif kind is int:
        strangers += [True, "7"]
        yield from ((value, "", "out_of_range") for value in (-1, 2**63, 10**5000))
    elif kind is bool:
        strangers += [0, 1, "yes"]
    elif kind is datetime:
        strangers += ["2024-05-01T12:00:00Z", 0, date(2024, 5, 1)]
        yield datetime(2024, 5, 1), "", "naive_time"
        yield BEYOND, "", "no_utc"
        yield datetime.max.replace(tzinfo=timezone(timedelta(hours=-1))), "", "no_utc"
    else:
        assert attrs.has(kind), f"say in this file what a field of type {kind} refuses"
        strangers += ["text", {}]
    yield from ((value, "", "wrong_type") for value in strangers)
