"""`CommentStore`: what a frontend asks of the place where comments are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self, runtime_checkable

from blogcore.models import Comment, CommentStatus, DiscussionPolicy, PageEnd, Post
from blogcore.replies import Accepted, Act, Check, Moderated, Record, Refused, Reply
from blogcore.threads import Order, Page, Thread, oldest

__all__ = ["CommentStore"]


@runtime_checkable
class CommentStore(Protocol):
    """Comments of one site, kept on disk, with the records of what moderators did.

    Every method is one transaction: it is done whole and lasts when it returns, or nothing of it
    is done and it raises. A store may be used from several threads at once, and what it keeps from
    several processes. What comes back of `page`, `latest` and `counts` is for everybody; all else
    holds private fields and is for the site itself.

    Whatever keeps the store from working raises `StoreError`: a full disk, a lock, a lost server.
    """

    # --- what comes in ---------------------------------------------------------------------------

    def add(self, *comments: Comment) -> None:
        """Keep comments as they are, all or none; nobody reviews them.

        Links are claims here too, and are judged when they are read. Raises `ValidationError`
        naming every comment whose id is in the store already or is given twice, or whose ids or
        addresses are longer than the database can index (PostgreSQL: 1,300 bytes of UTF-8).
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
        checks: Iterable[Check] = (),
    ) -> Accepted | Refused:
        """Review a reply, and keep the comment if it is accepted, in one step.

        The answer is the one that `review` gives of all comments in the store, so of two equal
        replies at once the second is a duplicate. Without ``checks`` only the few comments that
        its rules look at are read. With them the whole thread is, and they run while others wait:
        ask a service elsewhere before, and let the check tell what it found.
        """
        ...

    def replace(self, comment: Comment) -> None:
        """Put this comment in the place of the one that has its id: an edit.

        ``store.replace(tombstone(comment))`` deletes it for good and leaves its replies where they
        are. Raises `UnknownIdError` where there is none.
        """
        ...

    # --- what is read ----------------------------------------------------------------------------

    def comment(self, id: str) -> Comment:
        """The comment with this id, equal to the one that was kept. Raises `UnknownIdError`."""
        ...

    def thread(self, post_id: str) -> Thread:
        """All comments of a post, of any status, in one query; none of an unknown post."""
        ...

    def page(
        self, post_id: str, number: int | PageEnd, size: int, *, order: Order = oldest
    ) -> Page:
        """``store.thread(post_id).visible().sorted(order).page(number, size)``, and no more read.

        Only the discussions on the page are loaded, where ``order`` is by time at top level and
        asks for nothing beneath; in another order the whole thread is. Raises as `Thread.page`.
        """
        ...

    def page_of(self, id: str, size: int, *, order: Order = oldest) -> int:
        """The number of the page on which everybody finds a comment (`Thread.page_of`).

        Raises `UnknownIdError` for a comment that is not there or that not everybody sees.
        """
        ...

    def counts(self, post_ids: Iterable[str]) -> Mapping[str, int]:
        """How many comments the headline of each post tells of: approved ones, without pings."""
        ...

    def latest(self, post_ids: Iterable[str], size: int) -> tuple[Comment, ...]:
        """The newest public comments under these posts, without private fields: a feed.

        Name the posts that everybody may read; a store does not know which those are. Newest
        first, equal times by id, unknown times last.
        """
        ...

    # --- what moderators do ----------------------------------------------------------------------

    def queue(
        self, size: int, *, after: str | None = None, status: CommentStatus = "held"
    ) -> tuple[Comment, ...]:
        """The next ``size`` comments that wait, longest waiting first, unknown times last.

        They follow the comment ``after``, whatever has become of it. Another ``status`` lists
        what is spam, or in the trash. Raises `UnknownIdError`.
        """
        ...

    def moderate(
        self, ids: Iterable[str], act: Act, *, by: str, at: datetime, reason: str = ""
    ) -> tuple[Moderated, ...]:
        """One act on several comments, each once, kept together with the records of it.

        All or none, by the rules of `blogcore.moderate`; "restore" goes by the records kept here.
        Raises `UnknownIdError`, and `ValidationError` for a deleted comment.
        """
        ...

    def records(self, comment_id: str) -> tuple[Record, ...]:
        """What moderators did with a comment, oldest first; nothing of an unknown one."""
        ...

    # --- its end ---------------------------------------------------------------------------------

    def close(self) -> None:
        """Give back what the store holds open. It opens again by itself if it is used."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Closes it."""
        ...
