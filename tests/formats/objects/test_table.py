"""One table reads and writes."""

from __future__ import annotations

from hypothesis import given

from blogcore import Author, Comment, Notes
from blogcore.formats.objects import (
    COUNT,
    ID,
    OPTIONAL,
    TEXT,
    TIME,
    Members,
    Row,
    from_table,
    number_or_text,
    to_table,
    words,
)
from blogcore.strategies import authors, comments

_AUTHOR = (
    Row("name", "n", TEXT),
    Row("id", "i", ID),
    Row("bio", "b", TEXT),
    Row("kind", "k", words({"human": "person", "machine": "bot"}, "person", "guest")),
)
_COMMENT = (
    Row("published", "p", TIME),
    Row("likes", "l", COUNT),
    Row("in_reply_to", "r", ID),
    Row("url", "u", OPTIONAL),
)


def _again(plain: dict[str, object]) -> Members:
    return Members(plain, "$", Notes("test", strict=True))


@given(authors())
def test_what_is_written_is_read_back(author: Author) -> None:
    fields = from_table(_AUTHOR, _again(to_table(_AUTHOR, author)))
    assert fields["name"] == author.name
    assert fields["id"] == author.id
    assert fields["bio"] == author.bio
    if author.kind in ("person", "bot"):
        assert fields["kind"] == author.kind


@given(comments())
def test_times_counts_and_links_are_read_back(comment: Comment) -> None:
    fields = from_table(_COMMENT, _again(to_table(_COMMENT, comment)))
    assert fields["published"] == comment.published
    assert fields["likes"] == comment.likes
    assert fields["in_reply_to"] == comment.in_reply_to
    assert fields["url"] == (comment.url or None)


@given(authors())
def test_an_id_that_is_written_as_a_number_is_read_back_as_the_same_text(author: Author) -> None:
    plain = number_or_text(author.id)
    assert author.id is None or str(plain) == author.id


def test_a_word_that_is_not_known_is_noted() -> None:
    notes = Notes("test")
    assert from_table(_AUTHOR, Members({"k": "ghost"}, "$", notes))["kind"] == "guest"
    assert [str(note) for note in notes] == [
        "$: k: found 'ghost', is not known; taken for guest (repaired)"
    ]


def test_what_says_nothing_is_not_written() -> None:
    assert to_table(_AUTHOR, Author(name="")) == {}
