"""`thread_columns`: the threads of many posts, as Arrow columns."""

from __future__ import annotations

from typing import Literal, Protocol, TypeAlias, get_args

import numpy as np
from arro3.core import Array, ChunkedArray, DataType, Field, Schema, Table
from attrs import frozen

from blogcore._text.plain import short_repr
from blogcore.bulk._arrow import (
    combine,
    from_numpy,
    is_integer,
    is_timestamp,
    nullable,
    plain_type,
    read_texts,
    read_times,
    to_table,
)
from blogcore.bulk._kernel import NONE, Counts, Rows, Threaded, thread_rows
from blogcore.bulk._texts import Bools, Ints, Texts
from blogcore.errors import Fault, UnknownNameError, ValidationError
from blogcore.models import CommentStatus
from blogcore.threads.anomaly import ANOMALY_KINDS

__all__ = [
    "SCHEMA_VERSION",
    "ArrowData",
    "ArrowStreamable",
    "BulkOrder",
    "Visibility",
    "thread_columns",
    "thread_schema",
]

#: Version of the schema of `thread_columns`, which is in its metadata.
SCHEMA_VERSION = 1
#: The orders of siblings that need no more than the columns.
BulkOrder = Literal["oldest", "newest"]
#: What the public sees of a comment; see `thread_columns`.
Visibility = Literal["shown", "tombstone", "gone"]

_VISIBILITIES: tuple[Visibility, ...] = get_args(Visibility)
_STATUSES: tuple[CommentStatus, ...] = get_args(CommentStatus)
#: Sorting packs two row numbers into 63 bits.
_MAX_ROWS = (1 << 30) - 1
#: Faults of one kind that are listed; a table may have millions.
_MAX_FAULTS = 10


class ArrowStreamable(Protocol):
    """A table of any library that exports Arrow streams."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Return a PyCapsule with an ``ArrowArrayStream``."""
        ...


class ArrowBatch(Protocol):
    """A record batch of any library that exports Arrow arrays."""

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        """Return PyCapsules with an ``ArrowSchema`` and an ``ArrowArray``."""
        ...


#: Tables of pyarrow, arro3, Polars, pandas, DuckDB, … and record batches.
ArrowData: TypeAlias = ArrowStreamable | ArrowBatch


def thread_columns(
    data: ArrowData,
    *,
    id: str = "id",
    parent: str = "in_reply_to",
    published: str = "published",
    group: str = "post_id",
    updated: str | None = None,
    status: str | None = None,
    order: BulkOrder = "oldest",
) -> Table:
    """Return the threads of comments: one row per row of the data, in the same order.

    Each group gets the answers of `Thread.from_comments`, where ``elsewhere`` has the ids of the
    other groups. The columns, as `thread_schema` has them:

    - ``post_id``, ``id``: as in the data.
    - ``position``: index in the pre-order of its thread, as in `Thread.comments`. Null for a
      record that was dropped because another one has its id; so are the columns up to ``rank``.
    - ``depth``; ``parent`` and ``root``: ids after all repairs; ``parent`` is null at top level.
    - ``descendants``: how many; ``rank``: index among the siblings.
    - ``anomalies``: how many anomalies name the record; ``anomaly``: the kind of the first.
    - ``visibility``: what the public sees: ``shown``; ``tombstone`` (hidden, with visible
      descendants); ``gone``. As `Thread.visible` has it. Null without ``status``.

    Args:
        data: The comments, of all posts in any order. Other columns are ignored.
        id: Name of the column of ids: text or integers, which are compared as text.
        parent: Name of the column of parent ids, of the same kind; null at top level.
        published: Name of the column of times: timestamps, or integers of any unit.
        group: Name of the column of posts: text or integers.
        updated: Name of the column of times of the last change. With it, the record changed last
            is kept of several with one id.
        status: Name of the column of statuses, as in `Comment.status`.
        order: The order of siblings.

    Raises:
        ValidationError: A column is missing, has another type, or has nulls, empty texts or
            unknown statuses where there can be none. It names columns, rows and groups.
        UnknownNameError: There is no such order.

    O(n log n) for sorting. No step is done row by row in Python, and none recurses.

    >>> from arro3.core import Array, DataType, Table
    >>> number = DataType.int64()
    >>> table = thread_columns(
    ...     Table.from_pydict(
    ...         {
    ...             "post_id": Array([7, 7, 7], number),
    ...             "id": Array([1, 2, 3], number),
    ...             "in_reply_to": Array([None, 1, 99], number),
    ...             "published": Array([10, 20, 30], number),
    ...         }
    ...     )
    ... )
    >>> for name in ("position", "depth", "root", "anomaly"):
    ...     print(name, table[name].to_pylist())
    position [0, 1, 2]
    depth [0, 1, 0]
    root [1, 1, 3]
    anomaly [None, None, 'orphan']
    """
    if order not in get_args(BulkOrder):
        raise UnknownNameError("order of columns", str(order), get_args(BulkOrder))
    columns = _Columns.read(
        Table.from_arrow(data),
        {"group": group, "id": id, "parent": parent, "published": published}
        | ({} if updated is None else {"updated": updated})
        | ({} if status is None else {"status": status}),
    )
    rows = Rows(
        groups=read_texts(columns.group),
        ids=read_texts(columns.id),
        parents=read_texts(columns.parent),
        published=read_times(columns.published),
        updated=None if columns.updated is None else read_times(columns.updated),
        statuses=None if columns.status is None else read_texts(columns.status),
        newest_first=order == "newest",
    )
    _require_values(
        rows, {"id": id, "parent": parent, "group": group, "status": status or "status"}
    )
    return _to_table(columns, thread_rows(rows))


def thread_schema(id_type: DataType | None = None, group_type: DataType | None = None) -> Schema:
    """Return the schema of the result of `thread_columns`.

    Args:
        id_type: Type of the ids: text, which is the default, int64 or uint64.
        group_type: Type of the posts, likewise.
    """
    id_type = id_type or DataType.large_utf8()
    types = {
        "post_id": group_type or DataType.large_utf8(),
        "id": id_type,
        "position": DataType.int32(),
        "depth": DataType.int32(),
        "parent": id_type,
        "root": id_type,
        "descendants": DataType.int32(),
        "rank": DataType.int32(),
        "anomalies": DataType.int32(),
        "anomaly": DataType.utf8(),
        "visibility": DataType.utf8(),
    }
    never_null = ("post_id", "id", "anomalies")
    return Schema(
        [Field(name, type, nullable=name not in never_null) for name, type in types.items()],
        metadata={"blogcore:schema": "thread_columns", "blogcore:version": str(SCHEMA_VERSION)},
    )


# --- input -----------------------------------------------------------------------------------


@frozen(eq=False)
class _Columns:
    """The columns that matter, each one array of text, integers or timestamps."""

    group: Array
    id: Array
    parent: Array
    published: Array
    updated: Array | None = None
    status: Array | None = None

    @classmethod
    def read(cls, table: Table, names: dict[str, str]) -> _Columns:
        """Return the columns with these names, and raise `ValidationError` for wrong types."""
        faults: list[Fault] = []
        arrays: dict[str, Array] = {}
        for role, name in names.items():
            if table.column_names.count(name) != 1:
                known = ", ".join(map(short_repr, table.column_names))
                how_often = "twice" if name in table.column_names else "not"
                message = f"is {how_often} among the columns: {known}"
                faults.append(Fault(name, "missing", message))
                continue
            column = table.column(name)
            type = plain_type(column.type)
            if role in ("published", "updated"):
                right = is_integer(type) or is_timestamp(type)
                wanted = "timestamps or integers"
            elif role == "status":
                right, wanted = type == DataType.large_utf8(), "text"
            else:
                right = type == DataType.large_utf8() or is_integer(type)
                wanted = "text or integers"
            # A column without any value may have the type null.
            if not right and column.null_count == len(column):
                column, right = _nulls(len(column)), True
                type = DataType.int64() if "timestamps" in wanted else DataType.large_utf8()
            if not right:
                faults.append(Fault(name, "wrong_type", f"must be {wanted}, not {_name(type)}"))
                continue
            arrays[role] = combine(column, type)
        if not faults:
            faults = _check_parent_type(arrays, names)
        if faults:
            raise ValidationError(faults)
        if len(arrays["id"]) > _MAX_ROWS:
            message = f"has {len(arrays['id'])} rows; at most {_MAX_ROWS} are threaded at once"
            raise ValidationError([Fault(names["id"], "too_long", message)])
        return cls(**arrays)


def _nulls(size: int) -> ChunkedArray:
    return ChunkedArray([nullable(Array([], DataType.int64()), np.zeros(size, np.int64))])


def _name(type: DataType) -> str:
    return str(type).removeprefix("arro3.core.DataType").strip("<>\n ").lower()


def _check_parent_type(arrays: dict[str, Array], names: dict[str, str]) -> list[Fault]:
    id, parent = arrays["id"], arrays["parent"]
    if parent.null_count == len(parent):
        return []
    if is_integer(id.type) == is_integer(parent.type):
        return []
    kinds = ["integers" if is_integer(it.type) else "text" for it in (id, parent)]
    message = f"has {kinds[1]}, but the ids in {names['id']!r} are {kinds[0]}; cast one of them"
    return [Fault(names["parent"], "wrong_type", message)]


def _require_values(rows: Rows, names: dict[str, str]) -> None:
    """Raise `ValidationError` for nulls, empty texts and unknown statuses."""
    faults: list[Fault] = []

    def add(name: str, invalid: Bools, code: str, message: str) -> None:
        found: Ints = np.flatnonzero(invalid)
        for row in found[:_MAX_FAULTS].tolist():
            where = "" if name == names["group"] else f" (group {_text(rows.groups, row)})"
            faults.append(Fault(f"{name}[{row}]", code, message + where))
        if len(found) > _MAX_FAULTS:
            more = f"{message}, and so are {len(found) - _MAX_FAULTS} other rows"
            faults.append(Fault(name, code, more))

    add(names["group"], rows.groups.null, "missing", "is null")
    add(names["id"], rows.ids.null, "missing", "is null")
    empty = "is empty"
    add(names["group"], (rows.groups.lengths == 0) & ~rows.groups.null, "empty", empty)
    add(names["id"], (rows.ids.lengths == 0) & ~rows.ids.null, "empty", empty)
    without = (rows.parents.lengths == 0) & ~rows.parents.null
    add(names["parent"], without, "empty", "is empty, not null as at top level")
    if rows.statuses is not None:
        known = np.zeros(len(rows), np.bool_)
        for status in _STATUSES:
            known |= rows.statuses.equals(status)
        add(names["status"], ~known, "unknown", f"is none of {', '.join(_STATUSES)}")
    if faults:
        raise ValidationError(faults)


def _text(texts: Texts, row: int) -> str:
    begin, size = int(texts.starts[row]), int(texts.lengths[row])
    return short_repr(texts.data[begin : begin + size].tobytes().decode("utf-8", "replace"))


# --- output ----------------------------------------------------------------------------------


def _to_table(columns: _Columns, threaded: Threaded) -> Table:
    size = len(columns.id)
    dropped = threaded.position == NONE
    any_dropped = bool(dropped.any())

    def take(values: Array, indexes: Counts) -> Array:
        return nullable(values, np.where(indexes == NONE, len(values), indexes))

    def counts(values: Counts) -> Array:
        array = from_numpy(values)
        if not any_dropped:
            return array
        return take(array, np.where(dropped, NONE, np.arange(size)).astype(np.int32))

    arrays: dict[str, Array] = {
        "post_id": columns.group,
        "id": columns.id,
        "position": counts(threaded.position),
        "depth": counts(threaded.depth),
        "parent": take(columns.id, threaded.parent),
        "root": take(columns.id, np.where(dropped, np.int32(NONE), threaded.root)),
        "descendants": counts(threaded.descendants),
        "rank": counts(threaded.rank),
        "anomalies": from_numpy(threaded.anomalies),
        "anomaly": take(Array(ANOMALY_KINDS, DataType.utf8()), threaded.anomaly),
        "visibility": take(Array(_VISIBILITIES, DataType.utf8()), threaded.visibility),
    }
    schema = thread_schema(columns.id.type, columns.group.type)
    return to_table(list(arrays.values()), schema)
