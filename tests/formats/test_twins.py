"""The fast road of native JSON: it gives what the careful one gives, or leaves the file to it."""

from __future__ import annotations

import gc
import json
import pickle
from typing import Any, cast

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcore import (
    Author,
    Blog,
    BlogcoreError,
    Body,
    Comment,
    DiscussionPolicy,
    Extra,
    Image,
    Post,
    Site,
    ValidationError,
    dumps,
)
from blogcore.formats._json import STDLIB, encode, msgspec_codec
from blogcore.formats.native import KINDS, VERSION, Model, decode, to_document
from blogcore.models.private import stripped
from blogcore.strategies import blogs, comments

pytest.importorskip("msgspec", reason="msgspec is not installed: pip install 'blogcore[fast]'")

from blogcore.formats.twins import Twins

TWINS = Twins(VERSION, KINDS)

#: What may stand in a field by mistake or malice.
_ODD = st.sampled_from(
    [
        *(None, True, 0, -1, 2**63, 1.5, "", " ", "x", "\x00", "\x7f", "\x85", "\ufffe"),
        *("2024-05-01T12:30:00", "2024-05-01 12:30:00Z", "2024-05-01T12:30:00.1234567Z"),
        *("0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "2024-05-01T12:30:00+02:00"),
        *([], [1], ["a"], {}, {"x": "1"}, {"x": ["1", "2"]}, {"x": None}, {"": "1"}),
    ]
)


def _outcome(data: bytes, codec: Any) -> object:
    try:
        return decode(data, codec=codec)
    except BlogcoreError as error:
        return f"{type(error).__name__} {error}"


def _compact(plain: object) -> bytes:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


@given(blogs() | comments())
def test_what_we_wrote_takes_it(model: Model) -> None:
    data = dumps(model, private=True)
    assert TWINS.written(model) == data
    read = TWINS.read(data)
    if read is not None:
        assert read == model
        assert repr(read) == repr(model)
        assert hash(read) == hash(model)


@given(blogs() | comments())
def test_what_is_written_without_private_fields_is_the_same_from_both_roads(model: Model) -> None:
    assert TWINS.written_without_private(model) == encode(
        to_document(stripped(model)), codec=STDLIB
    )
    assert TWINS.written(model) == encode(to_document(model), codec=STDLIB)


@pytest.mark.parametrize(
    "model",
    [
        DiscussionPolicy(body_bytes=int("65525")),
        Site(discussion=DiscussionPolicy(body_bytes=int("65525"))),
        pickle.loads(pickle.dumps(Author(name="A"))),
        Author(name="A", extra=Extra()),
        Author(name="A", kind="".join(["per", "son"])),  # type: ignore[arg-type]
    ],
)
def test_a_default_is_left_out_whatever_object_says_it(model: Model) -> None:
    assert dumps(model, private=True) == encode(to_document(model), codec=STDLIB)


@given(blogs())
def test_what_it_reads_is_of_the_types_that_the_careful_road_gives(blog: Blog) -> None:
    data = dumps(blog, private=True)
    read = TWINS.read(data)
    if read is not None:
        assert pickle.dumps(_shape(read)) == pickle.dumps(_shape(decode(data, codec=STDLIB)))


def _shape(value: object) -> object:
    """The types of all values, at any depth."""
    if attrs.has(type(value)):
        fields = attrs.fields(cast("Any", type(value)))
        return type(value), [_shape(getattr(value, field.name)) for field in fields]
    members = list(value) if isinstance(value, tuple) else []
    return type(value), [_shape(member) for member in members]


@pytest.mark.parametrize("size", [0, 1, 399, 400, 401, 1000])
def test_a_blog_of_any_size_is_the_same_from_both_roads(size: int) -> None:
    author = Author(name="A", email="a@example.org", extra={"x": "1"})
    post = Post(id="1", title="P", authors=(author, author), images=(Image(url="/a.png"),) * 2)
    comments = [
        Comment(id=str(n), post_id="1", author=author, body=Body(text="]" * (n % 3)))
        for n in range(size)
    ]
    blog = Blog(authors=(author,) * size, posts=(post,) * size, comments=comments)
    data = encode(to_document(blog), codec=STDLIB)
    assert TWINS.written(blog) == data
    assert TWINS.read(data) == blog
    assert TWINS.written_without_private(blog) == encode(to_document(stripped(blog)), codec=STDLIB)


def test_a_blog_that_was_read_finds_what_is_in_it_as_any_other_does() -> None:
    read = TWINS.read(dumps(Blog(posts=[Post(id="1", slug="a", title="P", body=Body())])))
    assert isinstance(read, Blog)
    assert read.post("a") is read.post("1") is read.posts[0]
    assert pickle.loads(pickle.dumps(read)) == read


def test_an_ordinary_document_takes_it() -> None:
    data = b'{"blogcore":1,"comment":{"id":"1","post_id":"2","author":{"name":"A"},"body":{}}}'
    assert isinstance(TWINS.read(data), Comment)


@given(comments(), st.data())
def test_both_roads_agree_on_a_document_that_was_changed(
    comment: Comment, data: st.DataObject
) -> None:
    plain = json.loads(dumps(comment, private=True))
    holder = plain["comment"]
    if data.draw(st.booleans()):
        holder = holder[data.draw(st.sampled_from(["author", "body"]))]
    key = data.draw(st.sampled_from([*holder, "published", "likes", "extra", "email", "unknown"]))
    holder[key] = data.draw(_ODD)
    changed = _compact(plain)
    assert _outcome(changed, msgspec_codec()) == _outcome(changed, STDLIB)


@given(comments(), st.integers(0, 1000), st.binary(max_size=3))
def test_both_roads_agree_on_bytes_that_were_changed(
    comment: Comment, place: int, bytes_: bytes
) -> None:
    whole = dumps(comment, private=True)
    at = len(whole) * place // 1000
    changed = whole[:at] + bytes_ + whole[at + 1 :]
    assert _outcome(changed, msgspec_codec()) == _outcome(changed, STDLIB)


@pytest.mark.parametrize(
    "data",
    [
        b'{"blogcore":1,"author":{"name":"a","name":"b"}}',
        b'{"blogcore":1,"author":{"name":"a"},"body":{}}',
        b'{"blogcore":1,"author":{"name":"a","x":1}}',
        b'{"blogcore":2,"author":{"name":"a"}}',
        b'{"blogcore":1, "author":{"name":"a"}}',
        b'{"blogcore":1,"author":{"name":"\\u0061"}}',
        b'{"blogcore":1,"author":{"name":"a\\u0000"}}',
        b'{"blogcore":1,"author":{"name":"a\xc2\x85"}}',
        b'{"blogcore":1,"author":{"name":"a","id":""}}',
        b'{"blogcore":1,"author":{"name":1}}',
        b'{"blogcore":1}',
        b"\xff",
        b"",
    ],
)
def test_whatever_is_odd_is_left_to_the_careful_road(data: bytes) -> None:
    assert TWINS.read(data) is None


def test_models_are_checked_again_behind_it() -> None:
    TWINS.read(dumps(Blog()))
    with pytest.raises(ValidationError):
        Comment(id="", post_id="1", author=None, body=None)  # type: ignore[arg-type]
    assert gc.isenabled()
