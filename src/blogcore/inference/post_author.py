"""Find out which commenter is the author of the post."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Self

from attrs import frozen

from blogcore.inference.tokens import fold
from blogcore.models import Author, Comment, Post

__all__ = ["PostAuthor", "guess_post_author"]

#: To be recognised, the author needs at least this many comments directly after another writer's.
_MIN_ANSWERS = 2
#: These must follow comments by at least this many different writers.
_MIN_DIFFERENT_WRITERS = 2


@frozen
class PostAuthor:
    """The names and accounts under which the author of a post writes comments."""

    names: tuple[str, ...]
    keys: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, ordered: Sequence[Comment], post: Post | None, stated: Author | str | None) -> Self:
        """Return the stated author, else the post's authors, else a guess.

        Args:
            ordered: Comments by time.
            post: The post.
            stated: The author, if the caller knows it.
        """
        authors: Iterable[Author] = post.authors if post is not None else ()
        if stated is not None:
            authors = [Author(name=stated) if isinstance(stated, str) else stated]
        known = [author for author in authors if author.name]
        if not known:
            guessed = guess_post_author([fold(comment.author.name) for comment in ordered])
            known = [c.author for c in ordered if guessed == fold(c.author.name)][:1]
        return cls(
            names=tuple(dict.fromkeys(author.name for author in known)),
            keys=frozenset(key for author in known for key in _keys_of(author)),
        )

    def wrote(self, comment: Comment) -> bool:
        """Return whether a comment is by the post's author, judging by name, account and e-mail."""
        return not self.keys.isdisjoint(_keys_of(comment.author))


def _keys_of(author: Author) -> set[tuple[str, str]]:
    keys: set[tuple[str, str]] = set()
    if author.name.strip():
        keys.add(("name", fold(author.name).strip()))
    if author.id is not None:
        keys.add(("id", author.id))
    if author.email is not None:
        keys.add(("email", author.email.lower() if author.email.isascii() else author.email))
    return keys


def guess_post_author(writers: Sequence[str]) -> str | None:
    """Return the writer who answers the others, as the author of a post does; None if unclear.

    This writer most often comments directly after other writers, at least twice as often as anybody
    else, after at least two different writers, and did not write the first comment.

    Args:
        writers: Who wrote each comment, by time.
    """
    follows: Counter[str] = Counter()
    others: dict[str, set[str]] = {}
    for before, writer in pairwise(writers):
        if before != writer:
            follows[writer] += 1
            others.setdefault(writer, set()).add(before)
    ranked = [
        writer
        for writer, _ in sorted(follows.items(), key=lambda entry: (-entry[1], entry[0]))
        if writer != writers[0]
    ]
    if not ranked:
        return None
    best = ranked[0]
    second = follows[ranked[1]] if len(ranked) > 1 else 0
    if follows[best] < _MIN_ANSWERS or len(others[best]) < _MIN_DIFFERENT_WRITERS:
        return None
    return best if follows[best] >= 2 * second else None
