"""Every exception carries its facts, suggests what was meant, and survives pickling."""

from __future__ import annotations

import pickle

import pytest

from blogcore import (
    Blog,
    BlogcoreError,
    Fault,
    FormatError,
    MissingExtraError,
    PageError,
    PluginError,
    Post,
    StoreError,
    UnknownIdError,
    UnknownNameError,
    ValidationError,
)
from blogcore._text.plain import nearest_names

ERRORS = [
    ValidationError([Fault("author.email", "wrong_type", "must be text, not int")]),
    FormatError("json", "line 1, column 2", "not JSON"),
    PageError(9, 4),
    StoreError("sqlite:///a", "is locked", "try again"),
    UnknownIdError("post", "helo", {"hello": 1, "about": 2}.keys()),
    UnknownNameError("renderer", "htm", ["html", "text"]),
    MissingExtraError("fast", "msgspec"),
    PluginError("acme", "dots", "is no renderer"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_keep_type_and_message_when_pickled(error: BlogcoreError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), str(copy)) == (type(error), str(error))


def test_page_error_names_the_last_page() -> None:
    error = PageError(9, last=4)
    assert (error.page, error.last) == (9, 4)
    assert isinstance(error, LookupError)
    assert str(error) == "there is no page 9; the pages are 1 to 4"
    assert str(PageError(0, last=1)) == "there is no page 0; the only page is 1"


def test_unknown_names_and_ids_suggest_the_nearest_known() -> None:
    name = UnknownNameError("renderer", "HTM", ["html", "text"])
    assert name.nearest == ("html",)
    assert str(name).endswith("known are: html, text; did you mean 'html'?")
    blog = Blog(posts=[Post(id="1", slug="hello-world")])
    with pytest.raises(UnknownIdError, match="did you mean 'hello-world'") as caught:
        blog.post("helo-world")
    assert caught.value.nearest == ("hello-world",)
    assert not UnknownIdError("post", "xyz", ["about"]).nearest


def test_among_many_names_none_is_suggested() -> None:
    assert nearest_names("htm", ["html", *map(str, range(5000))]) == ()
    assert nearest_names("x" * 101, ["x" * 100]) == ()
