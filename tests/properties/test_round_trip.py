"""Guarantee 5: native JSON round-trips exactly, with either codec, as the same bytes."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.codecs import both_codecs

from blogcore import Author, Blog, Body, Comment, from_json, to_json
from blogcore.formats import Losses, Notes
from blogcore.formats.assemble import assemble
from blogcore.formats.io import dump, load
from blogcore.formats.json_codec import STDLIB, Codec, encode, msgspec_codec
from blogcore.formats.native import JSON, JSONL
from blogcore.formats.native.documents import Model, read_document, to_dict
from blogcore.models import public
from blogcore.strategies import (
    authors,
    blogs,
    bodies,
    comments,
    dates,
    images,
    policies,
    posts,
    sites,
)

models: st.SearchStrategy[Model] = st.one_of(
    sites(), authors(), bodies(), images(), posts(), comments(), policies(), blogs()
)


@given(models)
def test_every_model_round_trips_with_the_same_types(model: Model) -> None:
    again = from_json(to_json(model, private=True))
    assert again == model
    assert repr(again) == repr(model)
    assert to_json(again, private=True) == to_json(model, private=True)


@both_codecs
@given(model=models)
def test_each_codec_reads_what_the_other_wrote(codec: Codec, model: Model) -> None:
    assert read_document(encode(to_dict(model, private=True), codec=codec), codec=codec) == model
    assert read_document(encode(to_dict(model, private=True), codec=STDLIB), codec=codec) == model


@given(models)
def test_both_codecs_write_the_same_bytes(model: Model) -> None:
    fast = msgspec_codec()
    if fast is None:
        pytest.skip("msgspec is not installed: pip install 'blogcore[fast]'")
    plain = to_dict(model, private=True)
    assert encode(plain, codec=STDLIB) == encode(plain, codec=fast)


@given(models)
def test_bytes_are_utf8_without_byte_order_mark_or_line_breaks(model: Model) -> None:
    data = to_json(model, private=True)
    assert data.startswith(b'{"blogcore":1,')
    assert b"\n" not in data
    assert json.loads(data.decode("utf-8"))["blogcore"] == 1


@given(models)
def test_text_and_bytes_are_read_with_or_without_byte_order_mark(model: Model) -> None:
    data = to_json(model, private=True)
    assert (
        from_json(data.decode())
        == from_json(b"\xef\xbb\xbf" + data)
        == from_json(b" \n" + data)
        == model
    )


@given(dates())
def test_a_time_keeps_its_instant_and_its_offset(time: datetime) -> None:
    comment = Comment(id="1", post_id="1", author=Author(name=""), body=Body(), published=time)
    again = from_json(to_json(comment))
    assert isinstance(again, Comment)
    assert again.published is not None
    assert again.published.astimezone(UTC) == time.astimezone(UTC)
    assert again.published.utcoffset() == time.utcoffset()


@pytest.mark.parametrize(
    ("time", "text"),
    [
        (datetime(2024, 5, 1, 12, 30, tzinfo=UTC), "2024-05-01T12:30:00Z"),
        (datetime(2024, 5, 1, 12, 30, 0, 5, tzinfo=UTC), "2024-05-01T12:30:00.000005Z"),
        (
            datetime(33, 4, 3, 15, tzinfo=timezone(-timedelta(hours=9, minutes=30))),
            "0033-04-03T15:00:00-09:30",
        ),
    ],
)
def test_times_are_written_as_rfc_3339(time: datetime, text: str) -> None:
    comment = Comment(id="1", post_id="1", author=Author(name=""), body=Body(), published=time)
    assert f'"published":"{text}"'.encode() in to_json(comment)


@given(st.one_of(sites(), authors(), posts(), comments()))
def test_without_private_fields_the_public_model_is_read_back(model: Model) -> None:
    assert from_json(to_json(model)) == public(model)


@both_codecs
@given(blog=blogs())
def test_json_lines_round_trip_a_blog(codec: Codec, blog: Blog) -> None:
    format = evolve(JSONL, codec=codec)
    stream = io.BytesIO()
    losses = Losses()
    format.write([blog.site, *blog.authors, *blog.posts, *blog.comments], stream, losses)
    stream.seek(0)
    notes = Notes("jsonl")
    assert assemble(format.read(stream, notes), notes) == blog
    assert losses.total == 0


@given(blogs(), st.sampled_from(["json", "jsonl"]))
def test_dump_and_load_round_trip_a_blog(blog: Blog, format: str) -> None:
    stream = io.BytesIO()
    assert dump(blog, stream, format=format, private=True, strict=True).total == 0
    loaded = load(stream.getvalue(), strict=True)
    assert (loaded.blog, loaded.format) == (blog, format)


@both_codecs
def test_a_chain_of_a_hundred_thousand_replies_does_not_recurse(codec: Codec) -> None:
    author, body = Author(name="A"), Body(text="B")
    blog = Blog(
        comments=[
            Comment(
                id=f"{n}",
                post_id="p",
                author=author,
                body=body,
                in_reply_to=f"{n - 1}" if n else None,
            )
            for n in range(100_000)
        ]
    )
    stream = io.BytesIO()
    evolve(JSON, codec=codec).write([blog.site, *blog.comments], stream, Losses())
    assert read_document(stream.getvalue(), codec=codec) == blog
