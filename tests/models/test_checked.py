"""Models that are made of checked values are the very models that their classes make."""

from __future__ import annotations

import pickle
import weakref

import attrs
import pytest
from hypothesis import given

from blogcore import Author, Comment, ValidationError
from blogcore.models.checked import trusting, unchecked
from blogcore.strategies import comments


@given(comments())
def test_a_model_made_unchecked_is_the_one_that_its_class_makes(comment: Comment) -> None:
    made = unchecked(Comment, {})(comment)
    assert type(made) is Comment
    assert (made, hash(made), repr(made)) == (comment, hash(comment), repr(comment))
    assert pickle.loads(pickle.dumps(made)) == comment
    assert weakref.ref(made)() is made
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.id = "other"  # type: ignore[misc]


@given(comments())
def test_a_model_made_unchecked_is_checked_when_it_is_changed(comment: Comment) -> None:
    made = unchecked(Comment, {})(comment)
    with pytest.raises(ValidationError, match="id"):
        attrs.evolve(made, id="")


def test_converters_make_values_of_what_is_given_but_for_defaults() -> None:
    shout = unchecked(Author, {"name": str.upper, "bio": str.upper, "url": str.upper})
    made = shout(Author(name="ida", bio="Cook."))
    assert (made.name, made.bio, made.url) == ("IDA", "COOK.", None)


@given(comments())
def test_a_trusting_constructor_makes_what_the_other_makes(comment: Comment) -> None:
    values = attrs.asdict(comment, recurse=False)
    assert trusting(Comment)(**values) == comment
    author, body = comment.author, comment.body
    assert trusting(Comment)(id="1", post_id="2", author=author, body=body) == Comment(
        id="1", post_id="2", author=author, body=body
    )


def test_a_trusting_constructor_checks_nothing_and_converts() -> None:
    made = trusting(Author)(name="", id="", extra={"b": "2", "a": "1"})
    assert (made.id, list(made.extra)) == ("", ["a", "b"])
