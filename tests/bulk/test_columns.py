"""`thread_columns` gives the answers of `Thread`, for any Arrow data and any defects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from arro3.core import Array, ChunkedArray, DataType, RecordBatch, Table
from hypothesis import given
from hypothesis import strategies as st
from tests.bulk.tables import expected_rows, links_table, numbers, rows_of, table_of, tables
from tests.factory import make_comment

import blogcore.bulk._kernel as kernel
from blogcore import Comment, UnknownNameError, ValidationError
from blogcore.bulk import BulkOrder, thread_columns, thread_schema

ORDERS: tuple[BulkOrder, ...] = ("oldest", "newest")
_orders = st.sampled_from(ORDERS)


def thread(data: Any, order: BulkOrder = "oldest") -> Table:
    return thread_columns(data, updated="updated", status="status", order=order)


def assert_as_thread(
    comments: Sequence[Comment], order: BulkOrder, ids: DataType | None = None
) -> None:
    table = table_of(comments, ids)
    rows = rows_of(thread(table, order))
    assert [(row["post_id"], row["id"]) for row in rows] == [
        (comment.post_id, comment.id) for comment in comments
    ]
    expected = expected_rows(comments, order)
    assert Counter(map(repr, rows)) == Counter(map(repr, expected))


@given(tables(), _orders, st.sampled_from([1, 10, 1000]))
def test_columns_equal_those_of_thread(
    comments: list[Comment], order: BulkOrder, batch: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernel, "_BATCH", batch)
        assert_as_thread(comments, order)


@given(tables(integers=True), _orders)
def test_integer_ids_are_ordered_as_text(comments: list[Comment], order: BulkOrder) -> None:
    assert_as_thread(comments, order, DataType.int64())


@given(tables(), _orders, st.sampled_from([0, 1, 3]))
def test_colliding_hashes_change_nothing(
    comments: list[Comment], order: BulkOrder, bits: int
) -> None:
    def weak(texts: Any) -> Any:
        return texts.first & np.uint64(bits)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernel, "hash_words", weak)
        assert_as_thread(comments, order)


# --- shapes ----------------------------------------------------------------------------------


def values(table: Table, name: str) -> list[Any]:
    return list(table.column(name).to_pylist())


@pytest.mark.parametrize("size", [1, 2, 3, 100, 100_000])
def test_chain_needs_no_recursion(size: int) -> None:
    shuffled = np.random.default_rng(size).permutation(size)
    table = thread_columns(links_table(np.arange(size) - 1).combine_chunks())
    assert values(table, "depth") == values(table, "position") == list(range(size))
    assert values(table, "descendants") == list(range(size))[::-1]
    assert values(table, "root") == [0] * size
    answered = np.where(shuffled == 0, -1, np.argsort(shuffled)[shuffled - 1])
    mixed = thread_columns(links_table(answered, shuffled))
    assert values(mixed, "depth") == values(mixed, "position") == shuffled.tolist()


@pytest.mark.parametrize("size", [1, 2, 100_000])
def test_star_is_sorted_by_time(size: int) -> None:
    times = np.random.default_rng(size).permutation(size)
    times = np.append(-1, times[:-1] if size > 1 else [])[:size]
    table = thread_columns(links_table([None] + [0] * (size - 1), times))
    ranks = np.empty(size, np.int64)
    ranks[np.argsort(times)] = np.arange(size)
    assert values(table, "position") == ranks.tolist()
    assert values(table, "rank") == [0, *(ranks[1:] - 1).tolist()]


@pytest.mark.parametrize("size", [2, 3, 10, 50_000])
def test_cycle_is_cut_at_its_earliest_comment(size: int) -> None:
    times = np.roll(np.arange(size), size // 2)
    first = int(np.argmin(times))
    table = thread_columns(links_table(np.roll(np.arange(size), -1), times))
    anomalies: list[str | None] = [None] * size
    anomalies[first] = "cycle"
    assert values(table, "anomaly") == anomalies
    assert values(table, "parent")[first] is None
    assert sorted(values(table, "depth")) == list(range(size))


def test_all_comments_on_cycles() -> None:
    parents = np.arange(1000) ^ 1
    table = thread_columns(links_table(parents))
    assert values(table, "anomaly") == ["cycle", None] * 500
    assert values(table, "position") == list(range(1000))


def test_tree_of_many_levels_and_children() -> None:
    rng = np.random.default_rng(5)
    parents = [None, *(int(rng.integers(0, k)) for k in range(1, 3000))]
    comments = [
        make_comment(f"c{k}", None if it is None else f"c{it}", minute=int(rng.integers(0, 50)))
        for k, it in enumerate(parents)
    ]
    table = table_of(comments)
    by_id = {row["id"]: row for row in rows_of(thread(table))}
    assert by_id == {row["id"]: row for row in expected_rows(comments, "oldest")}


# --- Arrow data ------------------------------------------------------------------------------


COMMENTS = [
    make_comment("a rather long id", minute=3),
    make_comment("b", "a rather long id", minute=2),
    make_comment("c", "b", minute=None),
    make_comment("d", "gone", minute=1),
    make_comment("b", "c", minute=1, post_id="8"),
    make_comment("e", "c", minute=0, post_id="8", status="held"),
]
EXPECTED = {order: rows_of(thread(table_of(COMMENTS), order)) for order in ORDERS}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize(
    "text", [DataType.utf8(), DataType.large_utf8(), DataType.string_view()], ids=str
)
def test_all_types_of_text(order: BulkOrder, text: DataType) -> None:
    assert rows_of(thread(table_of(COMMENTS, text), order)) == EXPECTED[order]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_all_units_of_time(unit: Any) -> None:
    table = table_of(COMMENTS)
    for index, name in enumerate(table.column_names):
        if name in ("published", "updated"):
            column = table.column(name).cast(DataType.timestamp(unit, tz="UTC"))
            table = table.set_column(index, name, column)
    assert rows_of(thread(table)) == EXPECTED["oldest"]


def test_dictionary_encoded_text() -> None:
    table = table_of(COMMENTS)
    encoded = DataType.dictionary(DataType.int32(), DataType.utf8())
    for index, name in enumerate(table.column_names):
        if name in ("post_id", "id", "status"):
            table = table.set_column(index, name, table.column(name).cast(encoded))
    assert rows_of(thread(table)) == EXPECTED["oldest"]


@pytest.mark.parametrize("size", [1, 2, 5])
def test_chunks(size: int) -> None:
    table = table_of(COMMENTS).rechunk(max_chunksize=size)
    assert rows_of(thread(table)) == EXPECTED["oldest"]


@pytest.mark.parametrize("begin", [0, 1, 3, 9])
def test_slices(begin: int) -> None:
    others = [make_comment(f"other {number}", post_id="9") for number in range(begin)]
    table = table_of([*others, *COMMENTS, *others[:2]]).combine_chunks()
    assert rows_of(thread(table.slice(begin, len(COMMENTS)))) == EXPECTED["oldest"]
    chunked = table.rechunk(max_chunksize=4).slice(begin, len(COMMENTS))
    assert rows_of(thread(chunked)) == EXPECTED["oldest"]


def test_record_batch() -> None:
    batch: RecordBatch = table_of(COMMENTS).combine_chunks().to_batches()[0]
    assert rows_of(thread(batch)) == EXPECTED["oldest"]


def test_empty_tables() -> None:
    empty = table_of([])
    assert thread(empty).num_rows == 0
    assert thread(empty.slice(0, 0)).schema == thread_schema()
    no_chunks = Table.from_batches([], schema=empty.schema)
    assert thread(no_chunks).schema == thread_schema()


def test_schema_is_the_published_one() -> None:
    assert thread(table_of(COMMENTS)).schema == thread_schema()
    assert thread_columns(table_of(COMMENTS)).schema == thread_schema()
    number = DataType.int64()
    assert thread_columns(links_table([None, 0])).schema == thread_schema(number, number)
    assert thread_schema().metadata_str["blogcore:version"] == "1"


def test_unsigned_ids_beyond_signed_ones() -> None:
    big = 2**64 - 1
    table = Table.from_pydict(
        {
            "post_id": numbers([1, 1]),
            "id": Array([big, 7], DataType.uint64()),
            "in_reply_to": Array([None, big], DataType.uint64()),
            "published": numbers([0, 0]),
        }
    )
    assert values(thread_columns(table), "parent") == [None, big]


def test_column_without_values_may_have_any_type() -> None:
    table = table_of([make_comment("a", minute=None), make_comment("b", minute=None)])
    nothing = Array([None, None], DataType.float64())
    table = table.set_column(0, "in_reply_to", ChunkedArray([nothing]))
    table = table.set_column(3, "published", ChunkedArray([nothing]))
    assert values(thread(table), "position") == [0, 1]


def test_other_names_of_columns() -> None:
    table = table_of(COMMENTS).rename_columns(["up", "key", "page", "at", "changed", "state"])
    result = thread_columns(
        table,
        id="key",
        parent="up",
        published="at",
        group="page",
        updated="changed",
        status="state",
    )
    assert rows_of(result) == EXPECTED["oldest"]


# --- errors ----------------------------------------------------------------------------------


def faults_of(table: Table, **options: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        thread_columns(table, **options)
    return list(map(str, caught.value.faults))


def with_column(name: str, column: Array) -> Table:
    table = table_of(COMMENTS)
    return table.set_column(table.column_names.index(name), name, ChunkedArray([column]))


def test_nulls_are_reported_with_column_row_and_group() -> None:
    text = DataType.utf8()
    ids = with_column("id", Array(["a", None, "c", None, "e", "f"], text))
    assert faults_of(ids) == ["id[1]: is null (group '7')", "id[3]: is null (group '7')"]
    groups = with_column("post_id", Array(["7", None, "7", "7", "8", "8"], text))
    assert faults_of(groups) == ["post_id[1]: is null"]


def test_empty_parents_and_unknown_statuses_are_reported() -> None:
    text = DataType.utf8()
    parents = with_column("in_reply_to", Array(["", "a", "b", "c", "d", ""], text))
    assert faults_of(parents) == [
        "in_reply_to[0]: is empty, not null as at top level (group '7')",
        "in_reply_to[5]: is empty, not null as at top level (group '8')",
    ]
    statuses = with_column("status", Array(["approved", "1", None, *["held"] * 3], text))
    known = "approved, held, spam, trash, deleted"
    assert faults_of(statuses, status="status") == [
        f"status[1]: is none of {known} (group '7')",
        f"status[2]: is none of {known} (group '7')",
    ]


def test_only_the_first_faults_of_a_kind_are_listed() -> None:
    table = table_of([make_comment(f"c{number}") for number in range(100)])
    nulls = Array([None] * 100, DataType.utf8())
    faults = faults_of(table.set_column(1, "id", ChunkedArray([nulls])))
    assert len(faults) == 11
    assert faults[-1] == "id: is null, and so are 90 other rows"


def test_wrong_types_are_reported_together() -> None:
    table = with_column("published", Array([1.5] * 6, DataType.float64()))
    table = table.set_column(1, "id", ChunkedArray([Array([True] * 6, DataType.bool())]))
    assert faults_of(table, group="page") == [
        "page: is not among the columns: 'in_reply_to', 'id', 'post_id', 'published', 'updated', "
        "'status'",
        "id: must be text or integers, not boolean",
        "published: must be timestamps or integers, not float64",
    ]


def test_ids_and_parents_must_be_of_one_kind() -> None:
    table = with_column("id", numbers(range(6)))
    assert faults_of(table) == [
        "in_reply_to: has text, but the ids in 'id' are integers; cast one of them"
    ]


def test_unknown_orders_are_refused() -> None:
    with pytest.raises(UnknownNameError, match="oldest, newest"):
        thread_columns(table_of(COMMENTS), order="top")  # type: ignore[arg-type]
