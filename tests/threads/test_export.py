"""Threads as columns, and as an Arrow stream."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_comment
from tests.threads.strategies import discussions, flawed_comments

from blogcore import Comment, MissingExtraError, Thread, strategies
from blogcore.threads.export import COLUMN_TYPES

any_comments = flawed_comments() | discussions() | st.lists(strategies.comments(), max_size=4)


@given(any_comments)
def test_columns_have_each_comment_in_pre_order(comments: list[Comment]) -> None:
    thread = Thread.from_comments(comments)
    columns = thread.to_columns()
    rows = zip(*columns.values(), strict=True)
    for node, row in zip(thread, rows, strict=True):
        comment, cell = node.comment, dict(zip(columns, row, strict=True))
        assert cell["parent"] == (node.parent.comment.id if node.parent else None)
        assert cell["depth"] == node.depth
        assert (cell["author_id"], cell["author_name"]) == (comment.author.id, comment.author.name)
        assert (cell["text"], cell["media_type"]) == (comment.body.text, comment.body.media_type)
        for name in ("id", "post_id", "in_reply_to", "inferred", "published", "updated", "status"):
            assert cell[name] == getattr(comment, name)
        assert cell["kind"] == comment.kind
        assert (cell["likes"], cell["dislikes"]) == (comment.likes, comment.dislikes)


@given(any_comments)
def test_columns_have_utc_times_and_no_private_fields(comments: list[Comment]) -> None:
    columns = Thread.from_comments(comments).to_columns()
    for name in ("published", "updated"):
        for when in columns[name]:
            assert when is None or (isinstance(when, datetime) and when.tzinfo is UTC)
    written = repr(columns)
    assert "canary" not in written
    assert "192.0.2.99" not in written


@given(any_comments)
def test_column_values_have_the_declared_types(comments: list[Comment]) -> None:
    kinds = {"text": str, "count": int, "flag": bool, "time": datetime}
    columns = Thread.from_comments(comments).to_columns()
    assert columns.keys() == COLUMN_TYPES.keys()
    for name, values in columns.items():
        assert all(
            value is None or isinstance(value, kinds[COLUMN_TYPES[name]]) for value in values
        )


@given(any_comments)
def test_an_arrow_stream_has_the_same_values(comments: list[Comment]) -> None:
    arro3 = pytest.importorskip("arro3.core")
    thread = Thread.from_comments(comments)
    table = arro3.Table.from_arrow(thread)
    columns = thread.to_columns()
    assert table.column_names == list(columns)
    for name, values in columns.items():
        assert [scalar.as_py() for scalar in table[name]] == values


def test_arrow_types_are_large_text_whole_numbers_and_utc_microseconds() -> None:
    arro3 = pytest.importorskip("arro3.core")
    far = evolve(make_comment("a"), published=datetime(1, 1, 1, tzinfo=UTC), likes=2**63 - 1)
    schema = arro3.Table.from_arrow(Thread.from_comments([far])).schema
    names = {
        "text": arro3.DataType.large_utf8(),
        "count": arro3.DataType.int64(),
        "flag": arro3.DataType.bool(),
        "time": arro3.DataType.timestamp("us", tz="UTC"),
    }
    assert {field.name: field.type for field in schema} == {
        name: names[type] for name, type in COLUMN_TYPES.items()
    }


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "arro3.core", None)
    with pytest.raises(MissingExtraError, match=r"arro3-core is not .*\[arrow\]'"):
        Thread.from_comments([]).__arrow_c_stream__()
