"""Threads, diffs and losses are native documents too."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from tests.codecs import both_codecs
from tests.factory import make_blog, make_chain, make_comment

from blogcore import (
    FormatError,
    Thread,
    ValidationError,
    from_dict,
    from_json,
    jsonable,
    to_dict,
    to_json,
)
from blogcore.formats import Loss, Losses
from blogcore.formats.json_codec import Codec, encode
from blogcore.formats.native.documents import read_document
from blogcore.orders import Order
from blogcore.strategies import threads


@both_codecs
@given(thread=threads())
def test_threads_round_trip(codec: Codec, thread: Thread) -> None:
    data = to_json(thread, private=True)
    again = read_document(data, codec=codec)
    assert again == thread
    assert isinstance(again, Thread)
    assert again.order is thread.order
    assert again.post_id == thread.post_id
    assert encode(to_dict(thread, private=True), codec=codec) == data
    assert from_dict(to_dict(thread, private=True)) == thread


@both_codecs
@given(earlier=threads(), later=threads())
def test_diffs_round_trip(codec: Codec, earlier: Thread, later: Thread) -> None:
    diff = earlier.diff(later)
    again: Any = read_document(to_json(diff, private=True), codec=codec)
    assert again == diff
    assert earlier.apply(again) == earlier.apply(diff)


@pytest.mark.parametrize("order", ["newest", Order.by(lambda comment: comment.id, "by id")])
def test_a_thread_keeps_its_comments_in_their_order(order: Order | str) -> None:
    comments = [make_comment(id, minute=minute) for minute, id in enumerate("bca")]
    thread = Thread.from_comments(comments, order=order)
    assert from_json(to_json(thread, private=True)) == thread


def test_folded_counts_are_kept() -> None:
    thread = Thread.from_comments(make_chain(5)).collapsed(2)
    again = from_json(to_json(thread, private=True))
    assert isinstance(again, Thread)
    assert again.folded == thread.folded
    assert again == thread


@both_codecs
def test_losses_round_trip(codec: Codec) -> None:
    losses = Losses()
    losses.add("comment c1", "ip", "private")
    data = to_json(losses)
    assert json.loads(data) == {
        "blogcore": 1,
        "losses": [{"where": "comment c1", "field": "ip", "reason": "private"}],
    }
    assert read_document(data, codec=codec) == (Loss("comment c1", "ip", "private"),)
    assert to_json(list(losses)) == data
    assert from_json(to_json(Losses())) == ()


def test_private_fields_of_threads_are_left_out_unless_asked_for() -> None:
    comment = make_comment(ip="192.0.2.7")
    thread = Thread.from_comments([comment, comment])
    for value in (thread, Thread.from_comments([]).diff(thread)):
        assert b"192.0.2.7" not in to_json(value)
        assert b"192.0.2.7" in to_json(value, private=True)
        assert "192.0.2.7" not in str(jsonable([value]))


@pytest.mark.parametrize(
    ("depths", "code"),
    [([0], "wrong_length"), ([0, 2], "too_deep"), ([1, 0], "too_deep"), ([0, -1], "out_of_range")],
)
def test_depths_that_no_thread_has_are_refused(depths: list[int], code: str) -> None:
    document: Any = to_dict(Thread.from_comments(make_chain(2)))
    document["thread"]["depths"] = depths
    for read in (from_dict, lambda plain: from_json(json.dumps(plain))):
        with pytest.raises(ValidationError) as caught:
            read(document)
        assert caught.value.faults[0].code == code


def test_two_comments_of_a_thread_with_one_id_are_refused() -> None:
    document: Any = to_dict(Thread.from_comments(make_chain(2)))
    document["thread"]["comments"][1]["id"] = document["thread"]["comments"][0]["id"]
    with pytest.raises(ValidationError, match="another comment"):
        from_dict(document)


def test_jsonable_takes_collections_of_models() -> None:
    comment = make_comment(author="Ida")
    value = {"comments": (comment,), "at": comment.published, "n": 1, "none": None}
    plain = jsonable(value)
    assert json.loads(json.dumps(plain)) == plain
    assert plain["comments"][0]["author"] == {"name": "Ida"}
    assert plain["at"] == "2024-05-01T12:00:00Z"
    assert jsonable(make_blog(comment)) == to_dict(make_blog(comment))["blog"]
    with pytest.raises(FormatError, match="cannot convert"):
        jsonable([object()])
