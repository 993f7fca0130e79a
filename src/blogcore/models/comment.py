"""`Comment`: a comment on a post, or a reply to another comment."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from attrs import field, frozen

from blogcore.models.author import Author
from blogcore.models.body import Body
from blogcore.models.extra import EXTRA, NO_EXTRA, Extra, to_extra
from blogcore.models.fields import (
    COUNT,
    FLAG,
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
    """A comment on a post, or a reply to another comment.

    Times are aware datetimes, or None if they are unknown.
    """

    #: Id, unique among the comments of the site.
    id: str = field(metadata=NAME)
    #: Id of the post.
    post_id: str = field(metadata=NAME)
    #: The writer.
    author: Author = field(metadata=instance(Author))
    #: The text.
    body: Body = field(metadata=instance(Body))
    #: When it was written.
    published: datetime | None = field(default=None, metadata=optional(TIME))
    #: When it was last changed.
    updated: datetime | None = field(default=None, metadata=optional(TIME))
    #: Id of the parent comment, as the source has it; a `Thread` checks that it exists.
    in_reply_to: str | None = field(default=None, metadata=optional(NAME))
    #: Whether ``in_reply_to`` was inferred from the texts of the comments, and may be wrong.
    inferred: bool = field(default=False, metadata=FLAG)
    #: Moderation status: approved, held, spam, trash or deleted.
    status: CommentStatus = field(default="approved", metadata=one_of(CommentStatus))
    #: A comment, or a notification from another site.
    kind: CommentKind = field(default="comment", metadata=one_of(CommentKind))
    #: Number of votes for it.
    likes: int = field(default=0, metadata=COUNT)
    #: Number of votes against it.
    dislikes: int = field(default=0, metadata=COUNT)
    #: Permalink.
    url: str | None = field(default=None, metadata=optional(TEXT))
    #: IP address of the writer. Private.
    ip: str | None = field(default=None, repr=False, metadata=private(optional(TEXT)))
    #: The browser of the writer. Private.
    user_agent: str | None = field(default=None, repr=False, metadata=private(optional(TEXT)))
    #: Values of the file for which there is no field. Private.
    extra: Extra = field(default=NO_EXTRA, converter=to_extra, repr=False, metadata=EXTRA)


_NO_AUTHOR = Author(name="")
_NO_BODY = Body()


def tombstone(comment: Comment) -> Comment:
    """Return what remains of a hidden comment that has replies: its position, without content.

    Id, post, parent (and whether that was inferred), time and kind are kept, the status is
    "deleted", every other field is empty.

    Args:
        comment: The comment.
    """
    return Comment(
        id=comment.id,
        post_id=comment.post_id,
        author=_NO_AUTHOR,
        body=_NO_BODY,
        published=comment.published,
        in_reply_to=comment.in_reply_to,
        inferred=comment.inferred,
        status="deleted",
        kind=comment.kind,
    )
