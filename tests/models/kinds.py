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
#: An invalid value, the path of its fault below the field, and the code of the fault.
Bad = tuple[object, str, str]

MODELS: tuple[Model, ...] = (Author, Blog, Body, Comment, DiscussionPolicy, Image, Post, Site)
FIELDS = [(model, field.name) for model in MODELS for field in attrs.fields(model)]

#: The text fields that must not be empty, which the type of a field does not show.
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

BEFORE_YEAR_1_IN_UTC = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1)))


def make(model: Model, **fields: object) -> Any:
    """Return a model with only its required fields and these fields."""
    return model(**{**_REQUIRED.get(model, {}), **fields})


def public_models() -> set[Model]:
    """Return every model class in ``__all__`` of the package."""
    named = (getattr(models, name) for name in models.__all__)
    return {value for value in named if isinstance(value, type) and attrs.has(value)}


@cache
def hint(model: Model, name: str) -> object:
    """Return the type of a field."""
    return get_type_hints(model)[name]


def bad_values(model: Model, name: str) -> Iterator[Bad]:
    """Yield values that a field must refuse, according to its type."""
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
    wrong_types: list[object] = [None, object(), b"bytes", 1.5, ["a"]]
    if kind is str:
        wrong_types.append(7)
        for character in ("\x00", "\x0b", "\x1b", "\x7f", "\x85"):
            yield f"a{character}", "", "control_character"
        for character in ("\ud800", "\udfff"):
            yield f"a{character}", "", "surrogate"
    elif kind is int:
        wrong_types += [True, "7"]
        yield from ((value, "", "out_of_range") for value in (-1, 2**63, 10**5000))
    elif kind is bool:
        wrong_types += [0, 1, "yes"]
    elif kind is datetime:
        wrong_types += ["2024-05-01T12:00:00Z", 0, date(2024, 5, 1)]
        yield datetime(2024, 5, 1), "", "naive_time"
        yield BEFORE_YEAR_1_IN_UTC, "", "no_utc"
        yield datetime.max.replace(tzinfo=timezone(timedelta(hours=-1))), "", "no_utc"
    else:
        assert attrs.has(kind), f"say in this file what a field of type {kind} refuses"
        wrong_types += ["text", {}]
    yield from ((value, "", "wrong_type") for value in wrong_types)
