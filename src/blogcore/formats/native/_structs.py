"""Models read from JSON and written as JSON through structs of msgspec.

A struct is derived from the fields of each model. msgspec decodes a document into structs,
with any key order, white space and escapes, with or without defaults; the models are made by their
constructors. A document that msgspec or a model refuses gives None: the caller reads it again with
cattrs, which reports the faults.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from types import GenericAlias, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

import attrs
import msgspec

from blogcore._time.parse import from_rfc3339
from blogcore.models import Author, Body, Comment, Extra
from blogcore.models.extra import NO_EXTRA

__all__ = ["Decoder", "encode_document"]

#: The authors of a document by their structs: equal authors become one object.
_Authors = dict[Any, Author]

#: One object per literal: msgspec leaves out a default only if it is the identical object.
_LITERALS: dict[object, Any] = {}


@cache
def _struct(kind: Any) -> Any:
    """Return the struct of a model class; a default that is a model may be left out."""
    hints = get_type_hints(kind)
    members: list[Any] = []
    for field in attrs.fields(kind):
        hint, default = _struct_type(hints[field.name]), field.default
        if default is attrs.NOTHING:
            members.append((field.name, hint))
        elif attrs.has(cast("type[object]", type(default))):
            members.append((field.name, hint | msgspec.UnsetType, msgspec.UNSET))
        else:
            for literal in field.metadata["words"]:
                _LITERALS.setdefault(literal, literal)
            members.append((field.name, hint, _canonical(default)))
    required = [len(member) == 2 for member in members]
    return msgspec.defstruct(
        kind.__name__,
        members,
        kw_only=required != sorted(required, reverse=True),
        frozen=True,
        gc=False,
        forbid_unknown_fields=True,
        omit_defaults=True,
    )


def _struct_type(hint: Any) -> Any:
    """Return the type of a struct's field. Times are text, as msgspec accepts more spellings."""
    if hint is datetime:
        return str
    if attrs.has(hint):
        return _struct(hint)
    if get_origin(hint) in (Union, UnionType):
        return Union[tuple(map(_struct_type, get_args(hint)))]  # noqa: UP007
    if get_origin(hint) is tuple:
        return GenericAlias(tuple, (_struct_type(get_args(hint)[0]), ...))
    return hint


def _canonical(value: Any) -> Any:
    return _LITERALS.setdefault(value, value) if type(value) is str else value


# --- reading ---------------------------------------------------------------------------------


class Decoder:
    """Decodes JSON objects that hold one model, under one of several keys.

    Args:
        kinds: The class of the model under each key, or a tuple of such.
        version: The number that must be under the key "blogcore"; None: there is no such key.
    """

    def __init__(self, kinds: Mapping[str, Any], version: int | None) -> None:
        head: list[Any] = [] if version is None else [("blogcore", Literal[version])]
        unset = msgspec.UNSET
        members = [(k, _struct_type(kind) | msgspec.UnsetType, unset) for k, kind in kinds.items()]
        document = msgspec.defstruct(
            "Document", [*head, *members], kw_only=True, gc=False, forbid_unknown_fields=True
        )
        self._decode = msgspec.json.Decoder(document, dec_hook=_decode_extra).decode
        self._kinds = kinds

    def decode(self, data: bytes) -> object | None:
        """Return the model, or None where the data are invalid in any way."""
        try:
            document = self._decode(data)
            keys = [key for key in self._kinds if getattr(document, key) is not msgspec.UNSET]
            if len(keys) != 1:
                return None
            make = _field_reader(self._kinds[keys[0]])
            return make and cast("object", make(getattr(document, keys[0]), {}))
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return None


def _decode_extra(kind: type, value: Any) -> object:
    if kind is Extra and type(value) is dict:
        return Extra(cast("dict[str, Any]", value)) if value else NO_EXTRA
    raise ValueError


@cache
def _maker(kind: Any) -> Callable[[Any, _Authors], Any]:
    """Return a function that makes the model of a struct."""
    hints = get_type_hints(kind)
    parts = [(name, part) for name, hint in hints.items() if (part := _field_reader(hint))]

    def make(struct: Any, authors: _Authors) -> Any:
        values = msgspec.structs.asdict(struct)
        for name, part in parts:
            value = values[name]
            if value is msgspec.UNSET:
                del values[name]
            elif value is not None:
                values[name] = part(value, authors)
        return kind(**values)

    def make_once(struct: Any, authors: _Authors) -> Any:
        made = authors.get(struct)
        if made is None:
            made = authors[struct] = make(struct, authors)
        return made

    return make_once if kind is Author else make


def _field_reader(hint: Any) -> Callable[[Any, _Authors], Any] | None:
    """Return a function from a struct's value to the field's; None if both are the same."""
    if attrs.has(hint):
        return _maker(hint)
    if hint is datetime:
        return _make_time
    if get_origin(hint) in (Union, UnionType):
        return next(filter(None, map(_field_reader, get_args(hint))), None)
    if get_origin(hint) is tuple and (part := _field_reader(get_args(hint)[0])):
        return lambda values, authors: tuple([part(value, authors) for value in values])
    return None


def _make_time(text: str, authors: _Authors) -> datetime:
    time = from_rfc3339(text)
    if time is None:
        raise ValueError
    return time


# --- writing ---------------------------------------------------------------------------------

#: Function from a model to its struct; the dict maps id() of an author to its struct.
_ToStruct = Callable[[Any, dict[int, Any]], Any]


def encode_document(members: Mapping[str, object], *, private: bool) -> bytes:
    """Return a JSON object; its models are written without defaults.

    Args:
        members: The values of the object.
        private: Whether to write private fields.
    """
    values: dict[str, Any] = {**members}
    for key, value in values.items():
        kind = cast("type[object]", type(value))
        if attrs.has(kind):
            values[key] = _to_struct(kind, private)(value, {})
        elif kind is tuple:
            values[key] = [_to_struct(member.__class__, private)(member, {}) for member in value]
    return _encode(values)


def _encode_extra(value: object) -> object:
    if isinstance(value, Extra):
        return dict(value)
    raise NotImplementedError


_encode: Callable[[object], bytes] = msgspec.json.Encoder(enc_hook=_encode_extra).encode


@cache
def _to_struct(kind: Any, private: bool) -> _ToStruct:
    """Return a function that makes the struct of a model, to be encoded at once."""
    if kind is Comment:
        return _comment_to_struct(private)
    if kind is Author:
        return _author_to_struct(private)
    hints, struct = get_type_hints(kind), _struct(kind)
    fields = [field for field in attrs.fields(kind) if private or not field.metadata["private"]]
    parts = [
        (f.name, part) for f in fields if (part := _field_writer(hints[f.name], f.default, private))
    ]

    def make(model: Any, authors: dict[int, Any]) -> Any:
        values = {field.name: getattr(model, field.name) for field in fields}
        for name, part in parts:
            values[name] = part(values[name], authors)
        return struct(**values)

    return make


def _field_writer(hint: Any, default: Any, private: bool) -> _ToStruct | None:
    """Return a function from a field's value to the struct's; None if both are the same."""
    if attrs.has(hint):
        part = _to_struct(hint, private)
        return lambda value, authors: msgspec.UNSET if value == default else part(value, authors)
    if get_origin(hint) in (Union, UnionType):
        parts = [made for member in get_args(hint) if (made := _field_writer(member, ..., private))]
        return (lambda value, authors: value and parts[0](value, authors)) if parts else None
    if get_origin(hint) is tuple and attrs.has(get_args(hint)[0]):
        part = _to_struct(get_args(hint)[0], private)
        return lambda values, authors: [part(value, authors) for value in values] or ()
    if type(default) in (str, int) and default:
        canonical = _canonical(default)
        return lambda value, authors: canonical if value == canonical else value
    return None


# Most of a document is comments and their authors. The loop over fields in `make` above takes
# twice as long as code that names every field. Arguments are in the order of the fields; a test
# compares them.


def _author_to_struct(private: bool) -> _ToStruct:
    struct, literals = _struct(Author), _LITERALS

    def make(author: Author, authors: dict[int, Any]) -> Any:
        made = authors.get(id(author))
        if made is None:
            made = authors[id(author)] = struct(
                author.name,
                author.id,
                author.email if private else None,
                author.url,
                author.avatar_url,
                author.bio,
                author.slug,
                literals[author.kind],
                author.extra if private else NO_EXTRA,
            )
        return made

    return make


def _comment_to_struct(private: bool) -> _ToStruct:
    struct, body_struct, literals = _struct(Comment), _struct(Body), _LITERALS
    author_to_struct = _author_to_struct(private)

    def make(comment: Comment, authors: dict[int, Any]) -> Any:
        body = comment.body
        return struct(
            comment.id,
            comment.post_id,
            author_to_struct(comment.author, authors),
            body_struct(body.text, literals[body.media_type]),
            comment.published,
            comment.updated,
            comment.in_reply_to,
            comment.inferred,
            literals[comment.status],
            literals[comment.kind],
            comment.likes,
            comment.dislikes,
            comment.url,
            comment.ip if private else None,
            comment.user_agent if private else None,
            comment.extra if private else NO_EXTRA,
        )

    return make
