"""`Ids`: where the comment with an id stands, and who answers an id that is not there."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from attrs import frozen

from blogcore.models import Comment

__all__ = ["Ids"]


@frozen(eq=False)
class Ids:
    """Places sorted by id: 4 bytes a comment, where a dict would take 100. Sorted at first use."""

    comments: Sequence[Comment]
    depths: Sequence[int]

    def find(self, id: str) -> int | None:
        """The place of the comment with this id. O(log n)."""
        comments, places = self.comments, self._by_id
        at = bisect_left(places, id, key=lambda place: comments[place].id)
        found = at < len(places) and comments[places[at]].id == id
        return places[at] if found else None

    def astray(self, id: str) -> Iterator[int]:
        """Places of comments at top level that say they answer this id. O(log n) steps besides."""
        places = self._by_claim
        at = bisect_left(places, id, key=self._claim)
        while at < len(places) and self._claim(places[at]) == id:
            yield places[at]
            at += 1

    @cached_property
    def _by_id(self) -> array[int]:
        comments = self.comments
        return array("I", sorted(range(len(comments)), key=lambda place: comments[place].id))

    @cached_property
    def _by_claim(self) -> array[int]:
        top = [
            place
            for place, (comment, depth) in enumerate(zip(self.comments, self.depths, strict=True))
            if not depth and comment.in_reply_to is not None
        ]
        return array("I", sorted(top, key=self._claim))

    def _claim(self, place: int) -> str:
        return self.comments[place].in_reply_to or ""
