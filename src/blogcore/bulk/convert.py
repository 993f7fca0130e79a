"""Comments and posts to Arrow tables, and back.

A column per field that is worth a column; ``other`` has all other fields, as a JSON object in the
native format, or null if they are at their defaults. So nothing is lost, and a field that models
get in a later version is kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import reduce
from typing import Any, Literal, TypeAlias, TypeVar, cast

import attrs
from arro3.core import Array, ChunkedArray, DataType, Field, Schema, Table
from attrs import frozen

from blogcore._text.plain import short_repr
from blogcore.bulk._arrow import combine, is_integer, is_timestamp, plain_type, to_list, to_table
from blogcore.bulk.columns import ArrowData
from blogcore.errors import BlogcoreError, Fault, ValidationError
from blogcore.formats import from_dict, to_dict
from blogcore.models import Author, Body, Comment, Post

__all__ = [
    "comments_from_arrow",
    "comments_schema",
    "comments_to_arrow",
    "posts_from_arrow",
    "posts_schema",
    "posts_to_arrow",
]

_Kind: TypeAlias = Literal["text", "count", "time", "flag"]
_Model = TypeVar("_Model", Comment, Post)

_TYPES: dict[_Kind, DataType] = {
    "text": DataType.large_utf8(),
    "count": DataType.int64(),
    "time": DataType.timestamp("us", tz="UTC"),
    "flag": DataType.bool(),
}
_WANTED: dict[_Kind, str] = {
    "text": "text",
    "count": "integers",
    "time": "timestamps with a time zone",
    "flag": "booleans",
}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
#: The column of all other fields.
_OTHER = "other"


@frozen
class _Layout:
    """How a model is spread over columns."""

    #: Key of the model in a native document.
    key: str
    #: A record whose fields are replaced by those of a row.
    empty: Comment | Post
    #: Path of the field that each column holds, and what it holds.
    columns: Mapping[str, tuple[tuple[str, ...], _Kind]]
    #: The columns that a table must have.
    required: tuple[str, ...]

    def schema(self) -> Schema:
        fields = [
            Field(name, _TYPES[kind], nullable=name not in self.required)
            for name, (_, kind) in self.columns.items()
        ]
        return Schema([*fields, Field(_OTHER, _TYPES["text"], nullable=True)])


_NO_ONE = Author(name="")
_COMMENTS = _Layout(
    "comment",
    Comment(id="0", post_id="0", author=_NO_ONE, body=Body()),
    {
        "id": (("id",), "text"),
        "post_id": (("post_id",), "text"),
        "in_reply_to": (("in_reply_to",), "text"),
        "inferred": (("inferred",), "flag"),
        "author_id": (("author", "id"), "text"),
        "author_name": (("author", "name"), "text"),
        "author_url": (("author", "url"), "text"),
        "text": (("body", "text"), "text"),
        "media_type": (("body", "media_type"), "text"),
        "published": (("published",), "time"),
        "updated": (("updated",), "time"),
        "status": (("status",), "text"),
        "kind": (("kind",), "text"),
        "likes": (("likes",), "count"),
        "dislikes": (("dislikes",), "count"),
        "url": (("url",), "text"),
    },
    ("id", "post_id"),
)
_POSTS = _Layout(
    "post",
    Post(id="0"),
    {
        "id": (("id",), "text"),
        "title": (("title",), "text"),
        "slug": (("slug",), "text"),
        "url": (("url",), "text"),
        "text": (("body", "text"), "text"),
        "media_type": (("body", "media_type"), "text"),
        "excerpt": (("excerpt",), "text"),
        "published": (("published",), "time"),
        "updated": (("updated",), "time"),
        "status": (("status",), "text"),
        "kind": (("kind",), "text"),
        "comments_open": (("comments_open",), "flag"),
        "language": (("language",), "text"),
    },
    ("id",),
)


def comments_schema() -> Schema:
    """Return the schema of `comments_to_arrow`."""
    return _COMMENTS.schema()


def posts_schema() -> Schema:
    """Return the schema of `posts_to_arrow`."""
    return _POSTS.schema()


def comments_to_arrow(comments: Iterable[Comment], *, private: bool = False) -> Table:
    """Return a table with a row per comment. Times are in UTC.

    Args:
        comments: The comments.
        private: Include private fields, such as e-mail addresses, in the column ``other``.

    >>> from blogcore import Author, Body, Comment
    >>> ida = Author(name="Ida", email="ida@example.org")
    >>> table = comments_to_arrow([Comment(id="c1", post_id="7", author=ida, body=Body())])
    >>> table["author_name"].to_pylist(), table["other"].to_pylist()
    (['Ida'], [None])
    """
    return _to_table(_COMMENTS, comments, private)


def posts_to_arrow(posts: Iterable[Post], *, private: bool = False) -> Table:
    """Return a table with a row per post. Times are in UTC.

    Args:
        posts: The posts.
        private: Include private fields in the column ``other``.
    """
    return _to_table(_POSTS, posts, private)


def comments_from_arrow(data: ArrowData) -> list[Comment]:
    """Return the comments of a table with the columns of `comments_to_arrow`.

    Args:
        data: The table. Only ``id`` and ``post_id`` must be there; a column that is missing, or
            null in a row, leaves its field at the default. Ids may be integers.

    Raises:
        ValidationError: Columns are unknown or have another type, or values are invalid. It has
            all faults, each with its column and row.
    """
    return _from_table(_COMMENTS, Comment, data)


def posts_from_arrow(data: ArrowData) -> list[Post]:
    """Return the posts of a table with the columns of `posts_to_arrow`.

    Args:
        data: The table. Only ``id`` must be there; see `comments_from_arrow`.

    Raises:
        ValidationError: As for `comments_from_arrow`.
    """
    return _from_table(_POSTS, Post, data)


# --- to Arrow --------------------------------------------------------------------------------


def _to_table(layout: _Layout, records: Iterable[Comment | Post], private: bool) -> Table:
    items = list(records)
    arrays = [
        _to_array([reduce(getattr, path, item) for item in items], kind)
        for path, kind in layout.columns.values()
    ]
    has_more = _more_than_columns(layout)
    others = [_other_fields(layout, it, private) if has_more(it) else None for it in items]
    arrays.append(Array(others, _TYPES["text"]))
    return to_table(arrays, layout.schema())


def _to_array(values: Sequence[Any], kind: _Kind) -> Array:
    if kind != "time":
        return Array(values, _TYPES[kind])
    ticks = [None if when is None else (when - _EPOCH) // _MICROSECOND for when in values]
    return Array(ticks, DataType.int64()).cast(_TYPES["time"])


def _more_than_columns(layout: _Layout) -> Callable[[Comment | Post], bool]:
    """Return a predicate: whether a field that has no column is not at its default."""
    nested = {path[0] for path, _ in layout.columns.values() if len(path) > 1}
    paths = {path for path, _ in layout.columns.values()}
    defaults: list[tuple[tuple[str, ...], object]] = []
    for field in attrs.fields(type(layout.empty)):
        default = getattr(layout.empty, field.name)
        if field.name not in nested:
            defaults.append(((field.name,), default))
            continue
        for inner in attrs.fields(cast("Any", type(default))):
            defaults.append(((field.name, inner.name), getattr(default, inner.name)))
    without_column = [(path, default) for path, default in defaults if path not in paths]

    def has_more(record: Comment | Post) -> bool:
        return any(reduce(getattr, path, record) != default for path, default in without_column)

    return has_more


def _other_fields(layout: _Layout, record: Comment | Post, private: bool) -> str | None:
    fields = cast("dict[str, Any]", to_dict(record, private=private)[layout.key])
    for path, _ in layout.columns.values():
        *outer, name = path
        holder = reduce(lambda value, key: value.get(key, {}), outer, fields)
        holder.pop(name, None)
    fields = {name: value for name, value in fields.items() if value != {}}
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")) if fields else None


# --- from Arrow ------------------------------------------------------------------------------


def _from_table(layout: _Layout, model: type[_Model], data: ArrowData) -> list[_Model]:
    table = Table.from_arrow(data)
    columns = _read_columns(layout, table)
    others = columns.pop(_OTHER, None)
    faults: list[Fault] = []
    records: list[_Model] = []
    names = list(columns)
    for row, values in enumerate(zip(*columns.values(), strict=True)):
        fields = {name: it for name, it in zip(names, values, strict=True) if it is not None}
        try:
            start = _read_other(layout, others[row] if others else None)
            record = _replace(layout, start, fields)
        except ValidationError as error:
            faults += (_in_row(layout, fault, row) for fault in error.faults)
        else:
            records.append(cast("_Model", record))
    if faults:
        raise ValidationError(faults)
    return records


def _read_columns(layout: _Layout, table: Table) -> dict[str, list[Any]]:
    faults: list[Fault] = []
    columns: dict[str, list[Any]] = {}
    kinds: dict[str, _Kind] = {name: kind for name, (_, kind) in layout.columns.items()}
    kinds[_OTHER] = "text"
    for name in dict.fromkeys(table.column_names):
        if name not in kinds:
            known = ", ".join(kinds)
            message = f"is not a column of {layout.key}s; drop it, or rename it to one of {known}"
            faults.append(Fault(name, "unknown", message))
        elif table.column_names.count(name) > 1:
            faults.append(Fault(name, "repeated", "is the name of several columns"))
        elif (values := _read_column(table.column(name), name, kinds[name])) is None:
            message = f"must be {_WANTED[kinds[name]]}, not {table.column(name).type}"
            faults.append(Fault(name, "wrong_type", " ".join(message.split())))
        else:
            columns[name] = values
    for name in layout.required:
        if name not in table.column_names:
            faults.append(Fault(name, "missing", "is not among the columns"))
    if faults:
        raise ValidationError(faults)
    return columns


def _read_column(column: ChunkedArray, name: str, kind: _Kind) -> list[Any] | None:
    """Return the values of a column, or None if it has another type."""
    type = plain_type(column.type)
    is_id = name == "id" or name.endswith("_id") or name == "in_reply_to"
    if column.null_count == len(column):
        return [None] * len(column)
    if kind == "time":
        if not is_timestamp(type) or type.tz is None:
            return None
        ticks = to_list(combine(column, type).cast(_TYPES["time"]).cast(DataType.int64()))
        return [it if it is None else _EPOCH + it * _MICROSECOND for it in ticks]
    if type == _TYPES[kind] or (is_id and is_integer(type)):
        return to_list(combine(column, type).cast(_TYPES[kind]))
    return None


def _read_other(layout: _Layout, text: str | None) -> Comment | Post:
    if text is None:
        return layout.empty
    try:
        fields = json.loads(text)
        if not isinstance(fields, dict):
            raise ValueError(f"must be a JSON object, not {short_repr(fields)}")
        whole: dict[str, Any] = dict.fromkeys(layout.required, "0")
        whole |= cast("dict[str, Any]", fields)
        if layout.key == "comment":
            whole["author"] = {"name": "", **whole.get("author", {})}
            whole.setdefault("body", {})
        return cast("Comment | Post", from_dict({"blogcore": 1, layout.key: whole}))
    except ValidationError as error:
        raise error.under(_OTHER) from error
    except (BlogcoreError, ValueError, TypeError, RecursionError) as error:
        raise ValidationError([Fault(_OTHER, "invalid", str(error))]) from error


def _replace(layout: _Layout, start: Comment | Post, fields: dict[str, Any]) -> Comment | Post:
    """Return the record with the values of a row; all faults in one error."""
    changes: dict[str, Any] = {name: None for name in layout.required}
    nested: dict[str, dict[str, Any]] = {}
    for name, value in fields.items():
        outer, *inner = layout.columns[name][0]
        if inner:
            nested.setdefault(outer, {})[inner[0]] = value
        else:
            changes[outer] = value
    faults: list[Fault] = []
    for outer, values in nested.items():
        try:
            changes[outer] = attrs.evolve(getattr(start, outer), **values)
        except ValidationError as error:
            faults += error.under(outer).faults
    try:
        record = attrs.evolve(start, **changes)
    except ValidationError as error:
        raise ValidationError([*faults, *error.faults]) from error
    if faults:
        raise ValidationError(faults)
    return record


def _in_row(layout: _Layout, fault: Fault, row: int) -> Fault:
    """Return the fault with a column and row as its path."""
    for name, (path, _) in layout.columns.items():
        if fault.path == ".".join(path):
            return Fault(f"{name}[{row}]", fault.code, fault.message)
    name, _, rest = fault.path.partition(".")
    message = f"{rest}: {fault.message}" if rest else fault.message
    return Fault(f"{_OTHER if name not in layout.columns else name}[{row}]", fault.code, message)
