"""`Tree`: comments by what they answer, before they stand in any order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from blogcore.models import Comment

__all__ = ["Tree"]


@frozen
class Tree:
    """Who answers whom, for an `Order` that asks what is beneath a comment."""

    roots: Sequence[Comment]
    #: Direct replies by the id that they answer, in no particular order.
    replies: Mapping[str, Sequence[Comment]]

    def replies_to(self, comment: Comment) -> Sequence[Comment]:
        """Those that answer the comment directly."""
        return self.replies.get(comment.id, ())

    def upwards(self) -> Iterator[Comment]:
        """Every comment, each after all that is beneath it: for sums over what is beneath. Linear.

        >>> def most_words(tree):
        ...     words = {}
        ...     for comment in tree.upwards():
        ...         own = len(comment.body.to_text().split())
        ...         words[comment.id] = own + sum(words[c.id] for c in tree.replies_to(comment))
        ...     return lambda comment: -words[comment.id]
        >>> from blogcore import Order
        >>> Order.by_tree(most_words, "most words")
        <Order most words>
        """
        level_by_level = list(self.roots)
        for comment in level_by_level:  # which grows meanwhile
            level_by_level.extend(self.replies_to(comment))
        return reversed(level_by_level)
