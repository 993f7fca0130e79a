"""`CommentStore`: the interface between a frontend and its stored comments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self, runtime_checkable

from blogcore.models import Comment, CommentStatus, DiscussionPolicy, PageEnd, Post
from blogcore.moderation import AuditRecord, Moderated, ModerationAction
from blogcore.orders import Order, oldest
from blogcore.replies import Accepted, Refused, Reply, Rule
from blogcore.threads import Page, Thread

__all__ = ["CommentStore"]


@runtime_checkable
class CommentStore(Protocol):
    """The stored comments of one site, with the audit records of its moderators.

    Each method is one transaction: when it returns, everything is on disk; when it raises, nothing
    has changed. Several threads may share a store, and several processes its database. The results
    of `page`, `latest` and `counts` are public; everything else contains private fields.

    Every method raises `StoreError` if the database fails: full disk, lock, lost connection.
    """

    # --- adding and changing ---------------------------------------------------------------------

    def add(self, *comments: Comment) -> None:
        """Store comments as they are, without review: all of them, or an error.

        Args:
            comments: The comments; their links are stored as they are and resolved on reading.

        Raises:
            ValidationError: An id is in the store already or is used twice, or an id, e-mail or IP
                address is longer than the database can index (PostgreSQL: 1,300 bytes of UTF-8).
                Every such comment is named.
        """
        ...

    def submit(
        self,
        reply: Reply,
        *,
        post: Post | None,
        policy: DiscussionPolicy,
        now: datetime,
        id: str | None = None,
        rules: Iterable[Rule] = (),
    ) -> Accepted | Refused:
        """Review a reply, and store the comment if it is accepted, in one step.

        The result is the same as that of `blogcore.review` with all comments of the store. No other
        reply is stored in between: of two equal replies sent at once, one is a duplicate.

        Args:
            reply: The submitted form.
            post: The post that it belongs to; None if there is no such post.
            policy: The site's rules.
            now: The current time, with a time zone.
            id: Id of the new comment; by default a hash of its public content and time.
            rules: Custom rules. With them the whole thread is loaded, without them only the few
                comments that the site's rules need. Rules run while other writers wait, so call a
                remote service beforehand and let the rule report its result.

        Raises:
            ValidationError: ``now`` has no time zone.
        """
        ...

    def replace(self, comment: Comment) -> None:
        """Replace the comment that has the same id.

        ``store.replace(tombstone(comment))`` deletes a comment for good and keeps its replies.

        Args:
            comment: The new version.

        Raises:
            UnknownIdError: No comment has this id.
            ValidationError: As for `add`.
        """
        ...

    # --- reading ---------------------------------------------------------------------------------

    def comment(self, id: str) -> Comment:
        """Return the comment with this id, equal to the one that was stored.

        Args:
            id: Id of a comment.

        Raises:
            UnknownIdError: No comment has this id.
        """
        ...

    def thread(self, post_id: str) -> Thread:
        """Return all comments of a post, of any status, in one query.

        Args:
            post_id: Id of a post; the thread of an unknown post is empty.
        """
        ...

    def page(
        self, post_id: str, number: int | PageEnd, size: int, *, order: Order | str = oldest
    ) -> Page:
        """Return one page of a post's public comments.

        The same as ``store.thread(post_id).visible().sorted(order).page(number, size)``. If the
        order is by time, only the discussions on the page are loaded, otherwise the whole thread.

        Args:
            post_id: Id of a post; an unknown post has one empty page.
            number: Number of the page, from 1, or the end with the "oldest" or "newest" comments.
            size: Top-level comments per page.
            order: Order of the comments, or its name.

        Raises:
            PageError: There is no page with this number; page 1 always exists.
            UnknownNameError: There is no order with this name.
            ValidationError: The size is not a whole number from 1.
        """
        ...

    def page_of(self, id: str, size: int, *, order: Order | str = oldest) -> int:
        """Return the number of the page that shows a comment (`Thread.page_of`).

        Args:
            id: Id of a comment.
            size: Top-level comments per page.
            order: Order of the comments, or its name.

        Raises:
            UnknownIdError: No comment has this id, or it is not public.
            UnknownNameError: There is no order with this name.
        """
        ...

    def counts(self, post_ids: Iterable[str]) -> Mapping[str, int]:
        """Return the number of approved comments of each post, without pings, for headlines.

        Args:
            post_ids: Ids of posts; an unknown post has 0.
        """
        ...

    def latest(self, post_ids: Iterable[str], size: int) -> tuple[Comment, ...]:
        """Return the newest approved comments, without private fields, for a feed.

        Newest first, equal times by id, unknown times last.

        Args:
            post_ids: Ids of the posts that everybody may read; the store does not know which are.
            size: How many comments at most.
        """
        ...

    # --- moderation ------------------------------------------------------------------------------

    def queue(
        self, size: int, *, after: str | None = None, status: CommentStatus = "held"
    ) -> tuple[Comment, ...]:
        """Return the next comments to moderate, oldest first, unknown times last.

        Args:
            size: How many comments at most.
            after: Id of the last comment of the part before; its status may have changed since.
            status: Which comments; "spam" and "trash" list those.

        Raises:
            UnknownIdError: No comment has the id ``after``.
            UnknownNameError: There is no status with this name.
        """
        ...

    def moderate(
        self,
        ids: Iterable[str],
        action: ModerationAction,
        *,
        by: str,
        at: datetime,
        reason: str = "",
    ) -> tuple[Moderated, ...]:
        """Change the status of comments, and store the audit records: for all, or an error.

        The rules are those of `blogcore.moderation.moderate`; "restore" uses the stored records.

        Args:
            ids: Ids of the comments; each is changed once.
            action: What to do.
            by: Name or id of the moderator.
            at: When it is done, with a time zone.
            reason: The moderator's reason.

        Raises:
            UnknownIdError: No comment has one of the ids.
            ValidationError: As for `blogcore.moderation.moderate`.
        """
        ...

    def history(self, comment_id: str) -> tuple[AuditRecord, ...]:
        """Return the audit records of a comment, oldest first.

        Args:
            comment_id: Id of a comment; an unknown comment has none.
        """
        ...

    # --- closing ---------------------------------------------------------------------------------

    def close(self) -> None:
        """Close all connections. The store opens new ones if it is used again."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the store."""
        ...
