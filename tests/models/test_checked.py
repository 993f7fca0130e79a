"""Models that are made of checked values are the very models that their classes make."""

from __future__ import annotations

import pickle
import weakref

import attrs
import pytest
from hypothesis import given

from blogcore import Author, Comment, ValidationError
from blogcore.models.checked import unchecked
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
