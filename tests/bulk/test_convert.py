"""Comments and posts to Arrow tables and back: nothing is lost, and all faults are reported."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import pytest
from arro3.core import Array, ChunkedArray, DataType, Table
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_comment, make_post

from blogcore import Author, Comment, Post, ValidationError
from blogcore.bulk import (
    comments_from_arrow,
    comments_schema,
    comments_to_arrow,
    posts_from_arrow,
    posts_schema,
    posts_to_arrow,
)
from blogcore.models import public
from blogcore.strategies import comments, posts
from blogcore.threads.export import COLUMN_TYPES


@given(st.lists(comments(), max_size=4))
def test_comments_come_back_equal(items: list[Comment]) -> None:
    table = comments_to_arrow(items, private=True)
    assert table.schema == comments_schema()
    assert comments_from_arrow(table) == items
    assert comments_from_arrow(comments_to_arrow(items)) == list(map(public, items))


@given(st.lists(posts(), max_size=4))
def test_posts_come_back_equal(items: list[Post]) -> None:
    table = posts_to_arrow(items, private=True)
    assert table.schema == posts_schema()
    assert posts_from_arrow(table) == items
    assert posts_from_arrow(posts_to_arrow(items)) == list(map(public, items))


def test_columns_have_the_names_of_those_of_a_thread() -> None:
    assert set(comments_schema().names) <= {*COLUMN_TYPES, "other"}


def test_private_fields_only_where_asked() -> None:
    comment = make_comment(author=Author(name="Ida", email="ida@example.org"), ip="192.0.2.1")
    assert "192.0.2.1" not in str(comments_to_arrow([comment])["other"].to_pylist())
    others = comments_to_arrow([comment], private=True)["other"].to_pylist()
    assert others == ['{"author":{"email":"ida@example.org"},"ip":"192.0.2.1"}']


def test_two_columns_are_enough() -> None:
    number = DataType.int64()
    table = Table.from_pydict({"id": Array([1], number), "post_id": Array([7], number)})
    (comment,) = comments_from_arrow(table)
    assert (comment.id, comment.post_id, comment.author.name) == ("1", "7", "")


def with_columns(**columns: Array) -> Table:
    table = comments_to_arrow([make_comment("a"), make_comment("b")])
    for name, column in columns.items():
        if name in table.column_names:
            index = table.column_names.index(name)
            table = table.set_column(index, name, ChunkedArray([column]))
        else:
            table = table.append_column(name, ChunkedArray([column]))
    return table


def faults_of(table: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        comments_from_arrow(table)
    return list(map(str, caught.value.faults))


def test_invalid_values_are_reported_with_column_and_row() -> None:
    text = DataType.utf8()
    table = with_columns(
        id=Array(["", "b"], text),
        status=Array(["approved", "hidden"], text),
        author_name=Array(["Ida", "I\0da"], text),
        likes=Array([-1, 2], DataType.int64()),
    )
    paths = [fault.partition(":")[0] for fault in faults_of(table)]
    assert sorted(paths) == ["author_name[1]", "id[0]", "likes[0]", "status[1]"]


def test_null_ids_are_reported() -> None:
    faults = faults_of(with_columns(post_id=Array([None, "7"], DataType.utf8())))
    assert [fault.partition(":")[0] for fault in faults] == ["post_id[0]"]


@pytest.mark.parametrize(
    "other", ["[]", "{", '{"author":7}', '{"author":{"email":5}}', '{"unknown":1}', "[" * 100_000]
)
def test_invalid_other_fields_are_reported(other: str) -> None:
    table = with_columns(other=Array([None, other], DataType.utf8()))
    assert {fault.partition(":")[0] for fault in faults_of(table)} == {"other[1]"}


def test_the_schema_is_checked_first() -> None:
    table = with_columns(
        likes=Array([1.5, 2.5], DataType.float64()),
        published=Array([1, 2], DataType.int64()).cast(DataType.timestamp("us")),
        color=Array(["red", None], DataType.utf8()),
    ).drop_columns(["post_id"])
    known = ", ".join(comments_schema().names)
    assert faults_of(table) == [
        "published: must be timestamps with a time zone, not arro3.core.DataType<Timestamp(µs)>",
        "likes: must be integers, not arro3.core.DataType<Float64>",
        f"color: is not a column of comments; drop it, or rename it to one of {known}",
        "post_id: is not among the columns",
    ]


def test_times_are_in_utc() -> None:
    comment = make_comment()
    assert comment.published is not None
    elsewhere = evolve(comment, published=comment.published.astimezone())
    (read,) = comments_from_arrow(comments_to_arrow([elsewhere]))
    assert read.published == comment.published
    assert read.published is not None and read.published.tzinfo == UTC


def test_posts_need_an_id() -> None:
    assert posts_from_arrow(posts_to_arrow([])) == []
    (post,) = posts_from_arrow(posts_to_arrow([make_post("8")]).select(["id"]))
    assert post == Post(id="8")
