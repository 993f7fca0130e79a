"""`Viewer`: who looks at a discussion, and which comments they see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from attrs import frozen

from blogcore.errors import UnknownNameError
from blogcore.models import Comment, CommentStatus

__all__ = ["MODERATOR", "PUBLIC", "Hiding", "Viewer", "author", "find_viewer", "guest"]

#: What happens to a hidden comment that has visible replies: it stays as a tombstone; it vanishes
#: with all its descendants; or it vanishes and its replies move up.
Hiding = Literal["tombstone", "vanish", "promote"]


@frozen
class Viewer:
    """A reader of a discussion: `PUBLIC`, `MODERATOR`, an `author` or a `guest`."""

    #: The statuses that are seen, whoever wrote the comment.
    statuses: frozenset[CommentStatus]
    #: Id of the author whose comments are seen while they are held; None: of no author.
    author_id: str | None = None
    #: Ids of comments that are seen while they are held, for writers without an account.
    comment_ids: frozenset[str] = frozenset()
    #: Whether private fields, such as e-mail addresses, are seen.
    trusted: bool = False

    def sees(self, comment: Comment) -> bool:
        """Return whether the viewer sees a comment.

        Args:
            comment: Any comment.
        """
        if comment.status in self.statuses:
            return True
        return comment.status == "held" and self.wrote(comment)

    def wrote(self, comment: Comment) -> bool:
        """Return whether a comment is known to be the viewer's own.

        Args:
            comment: Any comment.
        """
        if comment.id in self.comment_ids:
            return True
        return self.author_id is not None and comment.author.id == self.author_id


#: Everybody: approved comments, without private fields.
PUBLIC = Viewer(frozenset({"approved"}))
#: A moderator: every comment except those deleted for good, with private fields.
MODERATOR = Viewer(frozenset(get_args(CommentStatus)) - {"deleted"}, trusted=True)

_BY_NAME = {"public": PUBLIC, "moderator": MODERATOR}


def find_viewer(viewer: Viewer | str) -> Viewer:
    """Return the viewer with this name; a `Viewer` is returned as it is.

    Args:
        viewer: A viewer, or ``"public"`` or ``"moderator"``.

    Raises:
        UnknownNameError: No viewer has this name.

    >>> find_viewer("public") is PUBLIC
    True
    """
    if isinstance(viewer, Viewer):
        return viewer
    found = _BY_NAME.get(viewer)
    if found is None:
        raise UnknownNameError("viewer", str(viewer), tuple(_BY_NAME))
    return found


def author(id: str) -> Viewer:
    """Return the viewer who sees what everybody sees, and their own held comments.

    Args:
        id: The author's id.

    Source: WordPress ``include_unapproved`` in ``WP_Comment_Query``.
    """
    return Viewer(PUBLIC.statuses, id)


def guest(comment_ids: Iterable[str]) -> Viewer:
    """Return the viewer without an account who wrote these comments, seen while they are held.

    Args:
        comment_ids: Ids of the comments. The site has to remember them where only the writer can
            name them, such as in a signed cookie.

    Source: WordPress ``wp_get_unapproved_comment_author_email``, which sends a hash instead.
    """
    return Viewer(PUBLIC.statuses, comment_ids=frozenset(comment_ids))
