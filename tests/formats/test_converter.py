"""Nothing is coerced, and one error names everything that is wrong with a document."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcore import Blog, Comment, Post, Site, ValidationError, from_json
from blogcore.formats.native._converter import to_model, to_plain
from blogcore.strategies import blogs, comments


def _faults(**document: object) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as caught:
        from_json(json.dumps({"blogcore": 1, **document}))
    return [(fault.path, fault.code) for fault in caught.value.faults]


_COMMENT: dict[str, Any] = {"id": "1", "post_id": "1", "author": {"name": "A"}, "body": {}}


def test_all_faults_of_a_document_are_in_one_error_in_document_order() -> None:
    wrong = {
        "id": "",
        "post_id": 5,
        "author": {"email": 5, "nme": 1},
        "body": {"text": "a\0", "media_type": "text/pdf"},
        "published": "2024-13-01T00:00:00Z",
        "likes": -1,
        "extra": {"k": [1]},
    }
    assert _faults(
        blog={
            "site": {"title": None, "discussion": {"held_words": 5, "order": "x"}},
            "authors": {},
            "posts": [{"tags": ["ok", 3]}],
            "comments": [_COMMENT, wrong],
            "oops": 1,
        }
    ) == [
        ("site.title", "wrong_type"),
        ("site.discussion.order", "not_one_of"),
        ("site.discussion.held_words", "wrong_type"),
        ("authors", "wrong_type"),
        ("posts[0].id", "missing"),
        ("posts[0].tags[1]", "wrong_type"),
        ("comments[1].id", "empty"),
        ("comments[1].post_id", "wrong_type"),
        ("comments[1].author.name", "missing"),
        ("comments[1].author.email", "wrong_type"),
        ("comments[1].author.nme", "unknown_key"),
        ("comments[1].body.text", "control_character"),
        ("comments[1].body.media_type", "not_one_of"),
        ("comments[1].published", "not_a_time"),
        ("comments[1].likes", "out_of_range"),
        ("comments[1].extra['k'][0]", "wrong_type"),
        ("oops", "unknown_key"),
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", 1),
        ("id", None),
        ("id", True),
        ("in_reply_to", 7),
        ("likes", "3"),
        ("likes", 3.0),
        ("likes", True),
        ("likes", None),
        ("status", ["approved"]),
        ("author", "Ida"),
        ("author", []),
        ("author", None),
        ("body", "text"),
        ("published", 1_700_000_000),
        ("extra", []),
        ("extra", None),
        ("extra", {"k": None}),
        ("extra", {"k": {"a": "b"}}),
        ("extra", {"": "x"}),
    ],
)
def test_no_value_is_coerced(field: str, value: object) -> None:
    [(path, code)] = _faults(comment={**_COMMENT, field: value})
    assert path.startswith(field)
    assert code in ("wrong_type", "not_one_of")


@pytest.mark.parametrize("value", ["ab", {"a": 1}, None, 3, True])
def test_only_lists_are_read_as_lists(value: object) -> None:
    assert _faults(post={"id": "1", "tags": value}) == [("tags", "wrong_type")]


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-01",
        "2024-05-01T12:30:00",
        "2024-05-01 12:30:00Z",
        "20240501T123000Z",
        "2024-05-01T12:30:00.1234567Z",
        "2024-05-01T12:30:60Z",
        "2024-05-01T12:30:00+25:00",
        "2024-05-01T12:30:00+00",
        "2024-W18-3T12:30:00Z",
        "٢٠٢٤-05-01T12:30:00Z",
        "2024-05-01T12:30:00Z\n",
        "yesterday",
        "",
    ],
)
def test_a_time_is_rfc_3339_with_an_offset_or_refused(text: str) -> None:
    assert _faults(comment={**_COMMENT, "published": text}) == [("published", "not_a_time")]


def test_a_time_without_a_utc_value_is_refused() -> None:
    early = "0001-01-01T00:00:00+01:00"
    assert _faults(comment={**_COMMENT, "published": early}) == [("published", "no_utc")]


def test_keys_are_never_set_as_attributes() -> None:
    odd = {"__proto__": {}, "__class__": "x", "constructor": 1, "a b\n": 2}
    assert _faults(site=odd) == [
        ("__class__", "unknown_key"),
        ("__proto__", "unknown_key"),
        ("['a b\\n']", "unknown_key"),
        ("constructor", "unknown_key"),
    ]


@given(blogs())
def test_defaults_are_omitted_and_fields_are_in_order(blog: Blog) -> None:
    plain = to_plain(blog)
    names = [field.name for field in attrs.fields(Blog)]
    assert list(plain) == [name for name in names if name in plain]
    assert to_plain(Blog()) == {}
    assert set(plain) == {name for name in names if getattr(blog, name) != getattr(Blog(), name)}


@given(comments(), st.sampled_from([field.name for field in attrs.fields(Comment)]), st.data())
def test_one_invalid_field_gives_one_fault(
    comment: Comment, name: str, data: st.DataObject
) -> None:
    spoilt = data.draw(st.sampled_from([3.5, [[1]], {"a": {"b": 1}}]))
    with pytest.raises(ValidationError) as caught:
        to_model({**to_plain(comment), name: spoilt}, Comment)
    assert {fault.path.partition(".")[0].partition("[")[0] for fault in caught.value.faults} == {
        name
    }


def test_thousands_of_faults_are_collected_without_recursion() -> None:
    faults = _faults(blog={"comments": [{**_COMMENT, "likes": "x"}] * 5_000})
    assert len(faults) == 5_000
    assert faults[-1] == ("comments[4999].likes", "wrong_type")


def test_models_are_read_from_plain_objects() -> None:
    assert to_model({"id": "1"}, Post) == Post(id="1")
    assert to_model({}, Site) == Site()
