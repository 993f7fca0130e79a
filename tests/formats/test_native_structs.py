"""msgspec's structs and cattrs read and write the same documents, and refuse the same ones."""

from __future__ import annotations

import copy
import enum
import json
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_blog, make_comment

from blogcore import (
    Author,
    Blog,
    BlogcoreError,
    Body,
    Comment,
    DiscussionPolicy,
    Image,
    Post,
    Site,
    from_json,
    to_dict,
    to_json,
)
from blogcore.formats.json_codec import STDLIB, encode, msgspec_codec
from blogcore.formats.native.documents import KINDS, Model, read_document
from blogcore.models import Extra
from blogcore.strategies import blogs, comments

pytest.importorskip("msgspec", reason="msgspec is not installed: pip install 'blogcore[fast]'")

from blogcore.formats.native._structs import Decoder

DECODER = Decoder(KINDS, 1)

#: Values that a field may hold by mistake or malice.
_INVALID_VALUES = st.sampled_from(
    [
        *(None, True, 0, -1, 2**63, 1.5, "", " ", "x", "\x00", "\x7f", "\x85", "\ufffe"),
        *("2024-05-01T12:30:00", "2024-05-01 12:30:00Z", "2024-05-01T12:30:00.1234567Z"),
        *("0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "2024-05-01T12:30:00+02:00"),
        *("2024-05-01T12:30:00+0200", "2024-05-01t12:30:00z", "2024-05-01T12:30:00-00:00"),
        *([], [1], ["a"], {}, {"x": "1"}, {"x": ["1", "2"]}, {"x": None}, {"": "1"}),
    ]
)


def model_or_error(data: bytes, codec: Any) -> object:
    try:
        return read_document(data, codec=codec)
    except BlogcoreError as error:
        return f"{type(error).__name__} {error}"


def with_defaults(model: Any) -> Any:
    """Return a model as plain objects with every field, as a writer that omits no default does."""
    return json.loads(json.dumps(attrs.asdict(model, value_serializer=_plain_value), default=str))


def _plain_value(_: object, __: object, value: Any) -> Any:
    if isinstance(value, Extra):
        return dict(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


SPELLINGS: dict[str, Callable[[Any], bytes]] = {
    "spaces and escapes": lambda plain: json.dumps(plain).encode(),
    "indented": lambda plain: json.dumps(plain, indent=2, ensure_ascii=False).encode(),
    "sorted keys": lambda plain: json.dumps(plain, sort_keys=True).encode(),
}


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
@given(model=blogs() | comments())
def test_structs_read_every_spelling_of_a_document(
    spelling: Callable[[Any], bytes], model: Model
) -> None:
    (key,) = (key for key, kind in KINDS.items() if kind is type(model))
    for plain in (
        to_dict(model, private=True),
        {"blogcore": 1, key: with_defaults(model)},
    ):
        read = DECODER.decode(spelling(plain))
        assert read == model
        assert repr(read) == repr(model)
        assert hash(read) == hash(model)


@given(blogs() | comments())
def test_structs_and_cattrs_write_the_same_bytes(model: Model) -> None:
    for private in (False, True):
        written = to_json(model, private=private)
        assert written == encode(to_dict(model, private=private), codec=STDLIB)


class _Zero(enum.IntEnum):
    ZERO = 0


@pytest.mark.parametrize(
    "model",
    [
        DiscussionPolicy(body_bytes=int("65525")),
        Site(discussion=DiscussionPolicy(body_bytes=int("65525"))),
        pickle.loads(pickle.dumps(make_comment(likes=_Zero.ZERO))),
        copy.deepcopy(make_comment()),
        pickle.loads(pickle.dumps(Body(text="x"))),
        Author(name="A", extra=Extra()),
        Author(name="A", kind="".join(["per", "son"])),  # type: ignore[arg-type]
        Body(text="x", media_type="".join(["text/", "plain"])),  # type: ignore[arg-type]
    ],
)
def test_a_value_equal_to_its_default_is_left_out_even_if_not_identical(model: Model) -> None:
    assert to_json(model, private=True) == encode(to_dict(model, private=True), codec=STDLIB)
    assert b"text/plain" not in to_json(model)


def test_equal_authors_of_a_document_are_one_object() -> None:
    comments = [make_comment(str(n), author=Author(name="Ida", extra={"a": "b"})) for n in range(3)]
    blog = from_json(to_json(make_blog(*comments), private=True))
    assert isinstance(blog, Blog)
    assert len({id(comment.author) for comment in blog.comments}) == 1


@given(comments(), st.data())
def test_both_readers_agree_on_a_changed_document(comment: Comment, data: st.DataObject) -> None:
    plain: Any = to_dict(comment, private=True)
    holder = plain["comment"]
    if data.draw(st.booleans()):
        holder = holder[data.draw(st.sampled_from(["author", "body"]))]
    key = data.draw(st.sampled_from([*holder, "published", "likes", "extra", "email", "unknown"]))
    holder[key] = data.draw(_INVALID_VALUES)
    changed = json.dumps(plain).encode()
    assert model_or_error(changed, msgspec_codec()) == model_or_error(changed, STDLIB)


@given(comments(), st.integers(0, 1000), st.binary(max_size=3))
def test_both_readers_agree_on_changed_bytes(
    comment: Comment, position: int, inserted: bytes
) -> None:
    whole = to_json(comment, private=True)
    at = len(whole) * position // 1000
    changed = whole[:at] + inserted + whole[at + 1 :]
    assert model_or_error(changed, msgspec_codec()) == model_or_error(changed, STDLIB)


@pytest.mark.parametrize(
    "data",
    [
        b'{"blogcore":1,"author":{"name":"a"},"body":{}}',
        b'{"blogcore":1,"author":{"name":"a","x":1}}',
        b'{"blogcore":2,"author":{"name":"a"}}',
        b'{"blogcore":1,"author":{"name":"a\\u0000"}}',
        b'{"blogcore":1,"author":{"name":"a\xc2\x85"}}',
        b'{"blogcore":1,"author":{"name":"a","id":""}}',
        b'{"blogcore":1,"author":{"name":1}}',
        b'{"blogcore":1}',
        b'{"blogcore":1,"author":' + b'{"extra":' * 100_000,
        b'{"blogcore":1,"x":' + b"[" * 100_000,
        b"\xff",
        b"",
    ],
)
def test_invalid_documents_are_left_to_cattrs(data: bytes) -> None:
    assert DECODER.decode(data) is None


def test_structs_write_every_field_of_every_model() -> None:
    author = Author(
        name="A",
        **{
            field.name: "x"
            for field in attrs.fields(Author)
            if field.name not in ("name", "kind", "extra")
        },
        kind="bot",
        extra={"a": "b"},
    )
    full = make_comment(
        in_reply_to="x",
        inferred=True,
        author=author,
        body=Body(text="x", media_type="text/html"),
        updated=make_comment().published,
        status="held",
        kind="webmention",
        likes=1,
        dislikes=2,
        url="x",
        ip="x",
        user_agent="x",
        extra={"a": "b"},
    )
    written = json.loads(to_json(full, private=True))["comment"]
    assert list(written) == [field.name for field in attrs.fields(Comment)]
    assert list(written["author"]) == [field.name for field in attrs.fields(Author)]
    assert list(written["body"]) == [field.name for field in attrs.fields(Body)]
    post = Post(id="1", images=(Image(url="x"),), authors=(author,))
    assert from_json(to_json(post, private=True)) == post
