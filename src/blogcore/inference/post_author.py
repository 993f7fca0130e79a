"""Which commenter wrote the post."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Self

from attrs import frozen

from blogcore.inference.tokens import fold
from blogcore.models import Author, Comment, Post

__all__ = ["PostAuthor", "guess_post_author"]

#: Fewest comments right after another writer's by which the author of a post is recognised.
_FEWEST = 2
#: Fewest different writers whose comments come right before these.
_FEWEST_OTHERS = 2


@frozen
class PostAuthor:
    """The names and accounts that the author of a post comments under."""

    names: tuple[str, ...]
    keys: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, ordered: Sequence[Comment], post: Post | None, given: Author | str | None) -> Self:
        """Return the author that is given, else the post's authors, else a guess.

        Args:
            ordered: Comments by time.
            post: The post.
            given: The author as the caller names them.
        """
        authors: Iterable[Author] = post.authors if post is not None else ()
        if given is not None:
            authors = [Author(name=given) if isinstance(given, str) else given]
        known = [author for author in authors if author.name]
        if not known:
            guessed = guess_post_author([fold(comment.author.name) for comment in ordered])
            known = [c.author for c in ordered if guessed == fold(c.author.name)][:1]
        return cls(
            names=tuple(dict.fromkeys(author.name for author in known)),
            keys=frozenset(key for author in known for key in _keys_of(author)),
        )

    def wrote(self, comment: Comment) -> bool:
        """Return whether the post's author signed a comment."""
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

    That is the one who most often writes right after somebody else, follows at least two
    different people, did not open the discussion, and does so twice as often as anybody else.

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
    if follows[best] < _FEWEST or len(others[best]) < _FEWEST_OTHERS:
        return None
    return best if follows[best] >= 2 * second else None
