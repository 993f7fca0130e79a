"""`Thread.from_nested`: records that contain their replies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from tests.factory import make_comment
from tests.threads.strategies import flawed_comments

from blogcore import Comment, Thread, ValidationError
from blogcore.orders import newest, oldest


def read(record: Mapping[str, object]) -> Comment:
    return make_comment(str(record["id"]))


def nested(thread: Thread, key: str) -> list[dict[str, Any]]:
    top: list[dict[str, Any]] = []
    lists = [top]
    for node in thread:
        del lists[node.depth + 1 :]
        record: dict[str, Any] = {"id": node.comment.id, key: []}
        lists[-1].append(record)
        lists.append(record[key])
    return top


@given(flawed_comments())
def test_from_nested_reverses_nesting_and_keeps_the_order(
    comments: list[Comment],
) -> None:
    thread = Thread.from_comments([evolve(it, post_id="7") for it in comments], order=newest)
    again = Thread.from_nested(nested(thread, "kids"), read, replies="kids")
    assert [it.id for it in again.comments] == [it.id for it in thread.comments]
    assert again.depths == thread.depths
    assert again.anomalies == ()
    assert Thread.from_nested([], read, order=oldest).order == oldest


@pytest.mark.parametrize("none", [{}, {"replies": None}, {"replies": []}, {"replies": ""}])
def test_missing_replies_have_several_spellings(none: dict[str, Any]) -> None:
    assert len(Thread.from_nested([{"id": "a", **none}], read)) == 1


@pytest.mark.parametrize(
    ("records", "faults"),
    [
        ([{"id": "a"}, 3], [("[1]", "wrong_type")]),
        ({"id": "a"}, [("", "wrong_type")]),
        ([{"id": "a", "replies": "b"}], [("[0].replies", "wrong_type")]),
        ([{"id": "a", "replies": [{"id": "b"}, None]}], [("[0].replies[1]", "wrong_type")]),
        ([{"id": "a"}, {"id": "", "replies": [4]}], [("[1].id", "empty")]),
        ([{"id": ""}, {"id": ""}], [("[0].id", "empty"), ("[1].id", "empty")]),
        (
            [{"id": "a", "replies": [{"id": "b", "replies": 1}, "c"]}],
            [("[0].replies[1]", "wrong_type"), ("[0].replies[0].replies", "wrong_type")],
        ),
    ],
)
def test_invalid_records_are_reported_with_their_path(
    records: Any, faults: list[tuple[str, str]]
) -> None:
    with pytest.raises(ValidationError) as refusal:
        Thread.from_nested(records, read)
    assert [(it.path, it.code) for it in refusal.value.faults] == faults


def test_a_record_that_contains_itself_is_refused() -> None:
    record: dict[str, Any] = {"id": "a"}
    record["replies"] = [{"id": "b", "replies": [record]}]
    with pytest.raises(ValidationError) as refusal:
        Thread.from_nested([record, {"id": "c"}, 4], read)  # type: ignore[list-item]
    assert [(it.path, it.code, it.message) for it in refusal.value.faults] == [
        ("[2]", "wrong_type", "must be a record, not 4"),
        ("[0].replies[0].replies[0]", "holds_itself", "a record must not hold itself"),
    ]


def test_replies_that_are_no_list_are_refused() -> None:
    with pytest.raises(ValidationError, match="replies: must be a list of records, not 'b'"):
        Thread.from_nested([{"id": "a", "replies": "b"}], read)


def test_a_record_in_two_lists_is_a_duplicate() -> None:
    record = {"id": "a"}
    thread = Thread.from_nested([record, record], read)
    assert [anomaly.kind for anomaly in thread.anomalies] == ["duplicate_identical"]


def test_the_path_of_a_deep_fault_is_shortened() -> None:
    record: dict[str, Any] = {"id": ""}
    for number in range(1000):
        record = {"id": f"c{number}", "replies": [record]}
    with pytest.raises(ValidationError) as refusal:
        Thread.from_nested([record], read)
    [fault] = refusal.value.faults
    assert fault.path.startswith("…[0].replies[0]")
    assert fault.path.count("[0]") == 20
    assert len(fault.path) < 400
