"""One versioned document for a blog or any single model."""

from __future__ import annotations

import io
from typing import Any

import pytest

from blogcore import (
    Author,
    Blog,
    Body,
    Comment,
    FormatError,
    Image,
    Post,
    Site,
    ValidationError,
    from_json,
    to_json,
)
from blogcore.formats import Attachment, Featured, Item, Losses, Notes
from blogcore.formats.native import JSON
from blogcore.formats.native.documents import KINDS

IDA = Author(name="Ida", email="ida@example.org")
HERS = Comment(id="c1", post_id="7", author=IDA, body=Body(text="Which train?"), ip="192.0.2.7")


def test_a_document_has_its_version_and_a_key_for_its_model() -> None:
    assert to_json(Blog()) == b'{"blogcore":1,"blog":{}}'
    assert to_json(IDA, private=True) == (
        b'{"blogcore":1,"author":{"name":"Ida","email":"ida@example.org"}}'
    )


def test_private_fields_are_written_only_when_asked_for() -> None:
    blog = Blog(authors=[IDA], comments=[HERS])
    assert b"example.org" not in to_json(blog)
    assert b"192.0.2.7" not in to_json(blog)
    assert from_json(to_json(blog, private=True)) == blog


def test_drafts_and_held_comments_are_written() -> None:
    blog = Blog(posts=[Post(id="1", status="draft")])
    assert from_json(to_json(blog)) == blog


@pytest.mark.parametrize("key", list(KINDS))
def test_every_model_has_its_key(key: str) -> None:
    assert KINDS[key].__name__.lower().startswith(key)


@pytest.mark.parametrize(
    "model",
    [
        Attachment(id="9", post_id="7", image=Image(url="https://example.org/a.png"), title="A"),
        Featured(post_id="7", attachment_id="9"),
    ],
)
def test_attachments_and_featured_links_are_documents_too(model: Attachment | Featured) -> None:
    assert from_json(to_json(model)) == model


@pytest.mark.parametrize("value", [None, 3, "text", {}, [HERS], object()])
def test_values_that_are_no_models_are_refused(value: Any) -> None:
    with pytest.raises(FormatError, match="cannot write a"):
        to_json(value)


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("[]", "$", "not of blogcore"),
        ('"blogcore"', "$", "not of blogcore"),
        ("{}", "$", "not of blogcore"),
        ('{"version":1,"items":[]}', "$", "not of blogcore"),
        ('{"blogcore":1}', "$", "holds none of blog, site"),
        ('{"blogcore":1,"coment":{}}', "$", "it has 'coment'"),
        ('{"blogcore":2,"blog":{}}', "$.blogcore", "upgrade blogcore"),
        ('{"blogcore":0,"blog":{}}', "$.blogcore", "must be the number 1"),
        ('{"blogcore":true,"blog":{}}', "$.blogcore", "must be the number 1"),
        ('{"blogcore":1.0,"blog":{}}', "$.blogcore", "must be the number 1"),
        ('{"blogcore":"1","blog":{}}', "$.blogcore", "must be the number 1"),
    ],
)
def test_other_documents_are_refused_with_position(text: str, place: str, reason: str) -> None:
    with pytest.raises(FormatError) as caught:
        from_json(text)
    assert caught.value.place == place
    assert reason in caught.value.reason


def test_unknown_keys_and_a_second_model_are_refused() -> None:
    with pytest.raises(ValidationError) as caught:
        from_json('{"blogcore":1,"site":{"title":3},"blog":{},"x":1}')
    assert [(fault.path, fault.code) for fault in caught.value.faults] == [
        ("['x']", "unknown_key"),
        ("blog", "unknown_key"),
        ("title", "wrong_type"),
    ]


def test_the_version_may_follow_the_model() -> None:
    assert from_json('{"site":{"title":"T"},"blogcore":1}') == Site(title="T")


def test_text_with_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(FormatError, match="surrogate"):
        from_json('{"blogcore":1,"body":{"text":"\ud800"}}')


def test_a_document_of_one_item_is_read_as_that_item() -> None:
    stream = io.BytesIO(to_json(HERS, private=True))
    assert list(JSON.read(stream, Notes("json"))) == [HERS]


def test_a_document_without_a_blog_item_is_not_loaded_as_a_file() -> None:
    stream = io.BytesIO(to_json(Body(text="x")))
    with pytest.raises(FormatError, match="read it with from_json"):
        list(JSON.read(stream, Notes("json")))


def test_attachments_are_written_into_their_posts() -> None:
    image = Image(url="https://example.org/a.png")
    losses = Losses()
    stream = io.BytesIO()
    items: list[Item] = [
        Featured(post_id="8", attachment_id="9"),
        Attachment(id="9", post_id="7", image=image),
        Post(id="7"),
    ]
    JSON.write(items, stream, losses)
    blog = from_json(stream.getvalue())
    assert isinstance(blog, Blog)
    assert blog.post("7").images[0].url == image.url
    assert [loss.field for loss in losses] == ["featured"]
