"""Private fields: every field declares whether it is private; private values are not shown."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.models.kinds import FIELDS, MODELS, Model, make

from blogcore import Author, Blog, Body, Comment, DiscussionPolicy, Image, Post, Site
from blogcore.models import Extra, private_fields, public, tombstone
from blogcore.strategies import (
    authors,
    blogs,
    bodies,
    comments,
    images,
    policies,
    posts,
    sites,
)

CANARY = "canary-4711"

#: The complete list: `test_the_private_fields_are_exactly_these` fails if a new field is missing.
PRIVATE: dict[Model, set[str]] = {
    Author: {"email", "extra"},
    Blog: set(),
    Body: set(),
    Comment: {"extra", "ip", "user_agent"},
    DiscussionPolicy: {"disallowed_words", "held_words", "honeypot"},
    Image: {"extra"},
    Post: {"extra"},
    Site: {"extra"},
}
OPEN: dict[Model, set[str]] = {
    Author: {"avatar_url", "bio", "id", "kind", "name", "slug", "url"},
    Blog: {"authors", "comments", "posts", "site"},
    Body: {"media_type", "text"},
    Comment: {
        "author",
        "body",
        "dislikes",
        "id",
        "in_reply_to",
        "inferred",
        "kind",
        "likes",
        "post_id",
        "published",
        "status",
        "updated",
        "url",
    },
    DiscussionPolicy: {
        "body_bytes",
        "close_after_days",
        "default_page",
        "email_bytes",
        "fill_seconds",
        "flood_seconds",
        "hold_all",
        "hold_first_time",
        "hold_links",
        "max_depth",
        "name_bytes",
        "order",
        "page_size",
        "paged",
        "refuse_duplicates",
        "require_name_and_email",
        "url_bytes",
    },
    Image: {"alt", "caption", "height", "media_type", "url", "width"},
    Post: {
        "authors",
        "body",
        "categories",
        "comments_open",
        "excerpt",
        "id",
        "images",
        "kind",
        "language",
        "protected",
        "published",
        "slug",
        "status",
        "sticky",
        "tags",
        "title",
        "updated",
        "url",
    },
    Site: {"discussion", "language", "tagline", "timezone", "title", "url"},
}

any_model: st.SearchStrategy[Any] = st.one_of(
    authors(), blogs(), bodies(), comments(), images(), policies(), posts(), sites()
)


def with_canaries(model: Model) -> Any:
    """Return a model with `CANARY` in every private field, at any depth."""
    held: dict[Model, dict[str, object]] = {
        Blog: {
            "site": Site,
            "authors": [Author],
            "posts": [Post],
            "comments": [Comment],
        },
        Comment: {"author": Author},
        Post: {"authors": [Author], "images": [Image]},
        Site: {"discussion": DiscussionPolicy},
    }
    fields: dict[str, object] = {}
    for name, kind in held.get(model, {}).items():
        fields[name] = [with_canaries(kind[0])] if isinstance(kind, list) else with_canaries(kind)  # type: ignore[arg-type]
    for name in PRIVATE[model]:
        values: dict[str, object] = {"extra": {f"k:{name}": CANARY, "k:two": (CANARY, CANARY)}}
        words = [CANARY] if name.endswith("_words") else CANARY
        fields[name] = values.get(name, words)
    return make(model, **fields)


@pytest.mark.parametrize(("model", "name"), FIELDS)
def test_every_field_declares_whether_it_is_private(model: Model, name: str) -> None:
    [field] = [field for field in attrs.fields(model) if field.name == name]
    assert isinstance(field.metadata["private"], bool)
    assert callable(field.metadata["check"])


@pytest.mark.parametrize("model", MODELS)
def test_the_private_fields_are_exactly_these(model: Model) -> None:
    assert private_fields(model) == PRIVATE[model]
    assert {field.name for field in attrs.fields(model)} == PRIVATE[model] | OPEN[model]


@pytest.mark.parametrize("model", MODELS)
def test_private_fields_have_defaults(model: Model) -> None:
    for field in attrs.fields(model):
        if field.name in PRIVATE[model]:
            assert field.default in (None, (), Extra()), field.name


@pytest.mark.parametrize("model", MODELS)
def test_private_values_are_not_in_the_repr(model: Model) -> None:
    value = with_canaries(model)
    for shown in (repr(value), str(value), f"{value}"):
        assert CANARY not in shown
    for name in PRIVATE[model]:
        assert CANARY not in repr(getattr(value, name)) or name != "extra"


@pytest.mark.parametrize("model", MODELS)
def test_public_removes_private_values_at_any_depth(model: Model) -> None:
    value = with_canaries(model)
    assert not PRIVATE[model] or CANARY in everything(value)
    assert CANARY not in everything(public(value))


@pytest.mark.parametrize("model", MODELS)
def test_public_keeps_the_type_and_every_public_field(model: Model) -> None:
    value = with_canaries(model)
    out = public(value)
    assert type(out) is model
    for name in OPEN[model]:
        before, after = getattr(value, name), getattr(out, name)
        if not (attrs.has(type(before)) or isinstance(before, tuple)):
            assert after == before


def test_a_blog_holds_all_other_models_that_have_private_fields() -> None:
    output = everything(with_canaries(Blog))
    assert output.count(CANARY) > 10


@given(any_model)
def test_public_leaves_no_private_value(value: Any) -> None:
    for inner in walk(public(value)):
        for field in attrs.fields(type(inner)):
            if field.metadata["private"]:
                assert getattr(inner, field.name) == field.default


@given(any_model)
def test_public_of_any_model_is_idempotent(value: Any) -> None:
    assert public(public(value)) == public(value)


@given(authors() | bodies() | images() | policies() | posts() | sites() | comments())
def test_public_returns_the_same_object_where_nothing_is_private(value: Any) -> None:
    out = public(value)
    assert public(out) is out


@given(comments())
def test_a_tombstone_keeps_its_position_and_no_content(comment: Comment) -> None:
    stone = tombstone(comment)
    kept = {"id", "post_id", "in_reply_to", "inferred", "published", "kind"}
    wordless = Comment(id="x", post_id="x", author=Author(name=""), body=Body(), status="deleted")
    for field in attrs.fields(Comment):
        wanted = comment if field.name in kept else wordless
        assert getattr(stone, field.name) == getattr(wanted, field.name), field.name


def test_a_tombstone_reveals_nothing() -> None:
    comment = Comment(
        id="c1",
        post_id="1",
        author=Author(name=CANARY, url=CANARY, email=CANARY, bio=CANARY, id=CANARY),
        body=Body(text=CANARY, media_type="text/html"),
        url=CANARY,
        ip=CANARY,
        user_agent=CANARY,
        likes=4711,
        dislikes=4711,
        extra={"k": CANARY},
    )
    output = everything(tombstone(comment))
    assert CANARY not in output
    assert "4711" not in output


@given(comments())
def test_tombstone_is_idempotent(comment: Comment) -> None:
    assert tombstone(tombstone(comment)) == tombstone(comment)


# --- helpers ---------------------------------------------------------------------------------


def everything(value: attrs.AttrsInstance) -> str:
    """Return the text of all fields of a model, at any depth, private or not."""
    return repr(attrs.asdict(value, value_serializer=_to_plain))


def _to_plain(_: object, __: object, value: object) -> object:
    return dict(value) if hasattr(value, "keys") else value  # type: ignore[call-overload]


def walk(value: object) -> list[Any]:
    """Return a model and all models in it."""
    if isinstance(value, tuple):
        return [inner for member in value for inner in walk(member)]
    if not attrs.has(type(value)):
        return []
    fields = attrs.fields(type(value))  # type: ignore[arg-type]
    return [value, *(inner for field in fields for inner in walk(getattr(value, field.name)))]
