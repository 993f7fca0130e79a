"""Who may see what of a discussion, and the discussion as they see it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from attrs import frozen

from blogcore.errors import UnknownNameError
from blogcore.models import Comment, CommentStatus, public, tombstone
from blogcore.threads.anomaly import Anomaly
from blogcore.threads.build import Arranged, rearranged
from blogcore.threads.order import Order
from blogcore.threads.prune import promoted, pruned, vanished

__all__ = ["MODERATOR", "PUBLIC", "Hiding", "Viewer", "author", "guest", "visible"]

#: What becomes of a hidden comment that has visible replies: it stays as a tombstone; it is gone
#: with all beneath it; or it is gone and its replies move up.
Hiding = Literal["tombstone", "vanish", "promote"]


@frozen
class Viewer:
    """Somebody who looks at a discussion: `PUBLIC`, `MODERATOR`, its `author` or its `guest`."""

    #: The statuses that are seen, whoever wrote the comment.
    statuses: frozenset[CommentStatus]
    #: Id of the author whose comments are seen while they are held; None: nobody's.
    author_id: str | None = None
    #: Ids of comments that are seen while they are held, by whoever has no account.
    comment_ids: frozenset[str] = frozenset()
    #: Whether addresses and the other private fields are seen.
    trusted: bool = False

    def sees(self, comment: Comment) -> bool:
        """Whether the comment itself is shown, rather than hidden."""
        if comment.status in self.statuses:
            return True
        return comment.status == "held" and self.wrote(comment)

    def wrote(self, comment: Comment) -> bool:
        """Whether the comment is known to be their own."""
        if comment.id in self.comment_ids:
            return True
        return self.author_id is not None and comment.author.id == self.author_id


#: Everybody: approved comments, without private fields.
PUBLIC = Viewer(frozenset({"approved"}))
#: Who decides: every comment but those deleted for good, as they are.
MODERATOR = Viewer(frozenset(get_args(CommentStatus)) - {"deleted"}, trusted=True)


def author(id: str) -> Viewer:
    """Who wrote comments: what everybody sees, and besides those of theirs that are held.

    As WordPress shows them (``include_unapproved`` in ``WP_Comment_Query``).
    """
    return Viewer(PUBLIC.statuses, id)


def guest(comment_ids: Iterable[str]) -> Viewer:
    """Who wrote these comments without an account: as `author`, while they are held.

    It is for the site to remember the ids where only the writer can name them, such as in a signed
    cookie. WordPress sends a hash along (``wp_get_unapproved_comment_author_email``).
    """
    return Viewer(PUBLIC.statuses, comment_ids=frozenset(comment_ids))


def visible(
    comments: Sequence[Comment],
    depths: Sequence[int],
    anomalies: Iterable[Anomaly],
    order: Order,
    viewer: Viewer,
    hidden: Hiding,
) -> Arranged:
    """Reading order and depths of what a viewer sees. See `Thread.visible`.

    Raises `UnknownNameError` for another way of hiding.
    """
    # A comment that has several records is seen only if each of them is.
    doubted = {odd.comment.id for odd in anomalies if odd.other and not viewer.sees(odd.other)}

    def seen(comment: Comment) -> bool:
        return viewer.sees(comment) and comment.id not in doubted

    every = all(map(seen, comments))  # as in nearly every discussion
    match hidden:
        case "tombstone" | "vanish" | "promote" if every:
            kept, levels = tuple(comments), array("I", depths)
        case "tombstone":
            kept, levels = pruned(comments, depths, seen)
        case "vanish":
            kept, levels = vanished(comments, depths, seen)
        case "promote":
            kept, levels = promoted(comments, depths, seen, order)
        case _:
            raise UnknownNameError("way of hiding", str(hidden), get_args(Hiding))
    show = _as_it_is if viewer.trusted else public
    shown = tuple(
        show(comment) if every or seen(comment) else tombstone(comment) for comment in kept
    )
    # Votes and replies that are not shown must not be told by where a comment stands.
    return (shown, levels) if order.of_time_alone else rearranged(shown, levels, order)


def _as_it_is(comment: Comment) -> Comment:
    return comment
