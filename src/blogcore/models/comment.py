"""`Comment`: what somebody said about a post, or in answer to another comment."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from attrs import field, frozen

from blogcore.models.author import Author
from blogcore.models.body import Body
from blogcore.models.extra import EXTRA, NO_EXTRA, Extra, to_extra
from blogcore.models.fields import (
    COUNT,
    NAME,
    TEXT,
    TIME,
    Checked,
    instance,
    one_of,
    optional,
    private,
)

__all__ = ["Comment", "CommentKind", "CommentStatus", "tombstone"]

CommentStatus = Literal["approved", "held", "spam", "trash", "deleted"]
CommentKind = Literal["comment", "pingback", "trackback", "webmention"]


@frozen(kw_only=True)
class Comment(Checked):
    """One comment. The address and browser it came from are private.

    Times are aware, or None for "unknown".
    """

    #: Unique among the comments of its site.
    id: str = field(metadata=NAME)
    post_id: str = field(metadata=NAME)
    author: Author = field(metadata=instance(Author))
    body: Body = field(metadata=instance(Body))
    published: datetime | None = field(default=None, metadata=optional(TIME))
    updated: datetime | None = field(default=None, metadata=optional(TIME))
    #: Id of the comment that it answers, as it was claimed: a `Thread` judges it.
    in_reply_to: str | None = field(default=None, metadata=optional(NAME))
    status: CommentStatus = field(default="approved", metadata=one_of(CommentStatus))
    kind: CommentKind = field(default="comment", metadata=one_of(CommentKind))
    likes: int = field(default=0, metadata=COUNT)
    dislikes: int = field(default=0, metadata=COUNT)
    url: str | None = field(default=None, metadata=optional(TEXT))
    ip: str | None = field(default=None, repr=False, metadata=private(optional(TEXT)))
    user_agent: str | None = field(default=None, repr=False, metadata=private(optional(TEXT)))
    extra: Extra = field(default=NO_EXTRA, converter=to_extra, repr=False, metadata=EXTRA)


_NOBODY = Author(name="")
_NOTHING = Body()


def tombstone(comment: Comment) -> Comment:
    """What stays of a comment that must not be seen but has replies: its place, and no word.

    Status is "deleted"; id, post, parent, time and kind are kept; name, address, text, link and
    votes are gone.
    """
    return Comment(
        id=comment.id,
        post_id=comment.post_id,
        author=_NOBODY,
        body=_NOTHING,
        published=comment.published,
        in_reply_to=comment.in_reply_to,
        status="deleted",
        kind=comment.kind,
    )
