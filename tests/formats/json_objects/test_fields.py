"""A table of fields writes an object and reads it back."""

from __future__ import annotations

from hypothesis import given
from tests.factory import make_comment

from blogcore import Author, Comment
from blogcore.formats import Notes
from blogcore.formats.json_objects import (
    COUNT,
    ID,
    OPTIONAL_TEXT,
    TEXT,
    TIME,
    MappedField,
    ObjectReader,
    choice,
    id_as_number,
    id_unless,
    read_fields,
    write_fields,
)
from blogcore.strategies import authors, comments

_AUTHOR = (
    MappedField("name", "n", TEXT),
    MappedField("id", "i", ID),
    MappedField("bio", "b", TEXT),
    MappedField("kind", "k", choice({"human": "person", "machine": "bot"}, "person", "guest")),
)
_COMMENT = (
    MappedField("published", "p", TIME),
    MappedField("likes", "l", COUNT),
    MappedField("in_reply_to", "r", ID),
    MappedField("url", "u", OPTIONAL_TEXT),
)


def _strict_reader(plain: dict[str, object]) -> ObjectReader:
    return ObjectReader(plain, "$", Notes("test", strict=True))


@given(authors())
def test_what_is_written_is_read_back(author: Author) -> None:
    fields = read_fields(_AUTHOR, _strict_reader(write_fields(_AUTHOR, author)))
    assert fields["name"] == author.name
    assert fields["id"] == author.id
    assert fields["bio"] == author.bio
    if author.kind in ("person", "bot"):
        assert fields["kind"] == author.kind


@given(comments())
def test_times_counts_and_links_are_read_back(comment: Comment) -> None:
    fields = read_fields(_COMMENT, _strict_reader(write_fields(_COMMENT, comment)))
    assert fields["published"] == comment.published
    assert fields["likes"] == comment.likes
    assert fields["in_reply_to"] == comment.in_reply_to
    assert fields["url"] == (comment.url or None)


@given(authors())
def test_an_id_that_is_written_as_a_number_is_read_back_as_the_same_text(author: Author) -> None:
    plain = id_as_number(author.id)
    assert author.id is None or str(plain) == author.id


def test_an_unknown_value_is_noted() -> None:
    notes = Notes("test")
    assert read_fields(_AUTHOR, ObjectReader({"k": "ghost"}, "$", notes))["kind"] == "guest"
    assert [str(note) for note in notes] == [
        "$: k: found 'ghost', is not a known value; read as guest (repaired)"
    ]


def test_empty_values_are_not_written() -> None:
    assert write_fields(_AUTHOR, Author(name="")) == {}


def test_values_that_mean_no_parent_are_read_as_none() -> None:
    table = (MappedField("in_reply_to", "r", id_unless("root", "0")),)
    for value, parent_id in (("root", None), (0, None), (None, None), (7, "7")):
        assert read_fields(table, _strict_reader({"r": value})) == {"in_reply_to": parent_id}
    assert write_fields(table, make_comment()) == {"r": "root"}
