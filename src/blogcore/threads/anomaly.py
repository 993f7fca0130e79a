"""`Anomaly`: one repair of a comment's reply link or id. `ThreadError`: a list of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from attrs import frozen

from blogcore._text.plain import short_repr
from blogcore.errors import BlogcoreError
from blogcore.models import Comment

__all__ = ["ANOMALY_KINDS", "Anomaly", "AnomalyKind", "ThreadError"]

AnomalyKind = Literal[
    "orphan",
    "self_parent",
    "cycle",
    "cross_post",
    "duplicate_identical",
    "duplicate_conflict",
    "other_post",
]

#: All kinds, in the order in which `Thread.anomalies` lists them.
ANOMALY_KINDS: tuple[AnomalyKind, ...] = get_args(AnomalyKind)

_DESCRIPTIONS: dict[AnomalyKind, str] = {
    "orphan": "answers {claimed}, which is not there",
    "self_parent": "answers itself",
    "cycle": "answers {claimed} in a cycle of replies",
    "cross_post": "answers {claimed}, which belongs to another post",
    "duplicate_identical": "is there more than once",
    "duplicate_conflict": "has records that differ",
    "other_post": "belongs to the post {claimed}",
}


@frozen
class Anomaly:
    """One repair: which comment, what its record claimed, what was done.

    >>> from blogcore import Author, Body, Comment
    >>> orphan = Comment(id="c2", post_id="7", author=Author(name="Ida"), body=Body())
    >>> str(Anomaly("orphan", orphan, "c1", "put at top level"))
    "orphan: comment 'c2' answers 'c1', which is not there; put at top level"
    """

    #: Which defect; docs/threads.md has the table.
    kind: AnomalyKind
    #: The comment that is in the thread; for ``other_post`` the one that was left out.
    comment: Comment
    #: The id that the comment claims: of its parent, of itself (duplicates), of its post.
    claimed: str
    #: The repair, in words.
    done: str
    #: The record of a duplicate that was not kept.
    other: Comment | None = None

    def __str__(self) -> str:
        description = _DESCRIPTIONS[self.kind].format(claimed=short_repr(self.claimed))
        return f"{self.kind}: comment {short_repr(self.comment.id)} {description}; {self.done}"


class ThreadError(BlogcoreError, ValueError):
    """A thread that was requested with ``strict=True`` needs repairs.

    Args:
        anomalies: Every repair that would have been made.
    """

    def __init__(self, anomalies: Iterable[Anomaly]) -> None:
        #: Every repair that would have been made.
        self.anomalies: tuple[Anomaly, ...] = tuple(anomalies)
        super().__init__(self.anomalies)

    def __str__(self) -> str:
        return "; ".join(map(str, self.anomalies))
