"""`TableStore`: what a `CommentStore` does, in SQL that SQLite and PostgreSQL both speak."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from types import TracebackType
from typing import Self

from blogcore.models import Comment, CommentStatus, DiscussionPolicy, PageEnd, Post, public
from blogcore.replies import (
    Accepted,
    Act,
    Check,
    Moderated,
    Record,
    Refused,
    Reply,
    moderate,
    review,
)
from blogcore.stores.comments import add, all_of, change, comment_with, discussion_of
from blogcore.stores.database import Database
from blogcore.stores.known import known
from blogcore.stores.lists import counted, newest_first, waiting
from blogcore.stores.rows import comment_of
from blogcore.stores.schema import migrate
from blogcore.stores.shown import discussions, is_by_time, place_of, shown
from blogcore.stores.store import CommentStore
from blogcore.stores.trail import records, write
from blogcore.threads import Order, Page, Thread, oldest
from blogcore.threads.given import refuse_naive, refuse_unless_whole
from blogcore.threads.page import Pagination

__all__ = ["TableStore"]


class TableStore(CommentStore):
    """A `CommentStore` in the tables of a database. See there for what each method does."""

    def __init__(self, database: Database) -> None:
        self._database = database
        try:
            migrate(database)
        except BaseException:
            database.close()
            raise

    # --- what comes in ---------------------------------------------------------------------------

    def add(self, *comments: Comment) -> None:
        with self._database.writing() as session:
            add(session, comments)

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
        refuse_naive("now", now)
        checks = tuple(checks)
        with self._database.writing() as session:
            seen = known(session, reply, post.id, now) if post else ()
            own = [comment for comment in seen if post and comment.post_id == post.id]
            if post and checks:  # which may look at anything
                own = all_of(session, post.id)
            answer = review(
                reply,
                post=post,
                thread=Thread.from_comments(own),
                policy=policy,
                now=now,
                past=[comment for comment in seen if post and comment.post_id != post.id],
                id=id,
                checks=checks,
            )
            if isinstance(answer, Accepted):
                add(session, [answer.comment])
        return answer

    def replace(self, comment: Comment) -> None:
        with self._database.writing() as session:
            change(session, comment)

    # --- what is read ----------------------------------------------------------------------------

    def comment(self, id: str) -> Comment:
        with self._database.reading() as session:
            return comment_with(session, id)

    def thread(self, post_id: str) -> Thread:
        with self._database.reading() as session:
            return Thread.from_comments(all_of(session, post_id))

    def page(
        self, post_id: str, number: int | PageEnd, size: int, *, order: Order = oldest
    ) -> Page:
        if not is_by_time(order):
            return self.thread(post_id).visible().sorted(order).page(number, size)
        with self._database.reading() as session:
            count = shown(session, post_id)
            pages = Pagination(range(count), count, size, "roots", order)
            asked = pages.number(number)
            rows = discussions(session, post_id, order, pages.span(asked))
        part = Thread.from_comments(map(comment_of, rows), order=order).visible()
        return Page(part.comments, part.depths, order=order, number=asked, total=len(pages))

    def page_of(self, id: str, size: int, *, order: Order = oldest) -> int:
        with self._database.reading() as session:
            discussion = Thread.from_comments(discussion_of(session, id)).visible()
            post_id = discussion[id].comment.post_id
            if not is_by_time(order):
                whole = Thread.from_comments(all_of(session, post_id)).visible()
                return whole.sorted(order).page_of(id, size)
            count = shown(session, post_id)
            at = place_of(session, post_id, discussion.comments[0].id, order)
        return Pagination(range(count), count, size, "roots", order).number_at(at)

    def counts(self, post_ids: Iterable[str]) -> Mapping[str, int]:
        with self._database.reading() as session:
            return counted(session, tuple(dict.fromkeys(post_ids)))

    def latest(self, post_ids: Iterable[str], size: int) -> tuple[Comment, ...]:
        refuse_unless_whole("size", size, 1)
        wanted = frozenset(post_ids)
        with self._database.reading() as session:
            ids = (id for id, post_id in newest_first(session) if post_id in wanted)
            return tuple(public(comment_with(session, id)) for id in islice(ids, size))

    # --- what moderators do ----------------------------------------------------------------------

    def queue(
        self, size: int, *, after: str | None = None, status: CommentStatus = "held"
    ) -> tuple[Comment, ...]:
        refuse_unless_whole("size", size, 1)
        with self._database.reading() as session:
            last = None if after is None else comment_with(session, after)
            return waiting(session, status, last, size)

    def moderate(
        self, ids: Iterable[str], act: Act, *, by: str, at: datetime, reason: str = ""
    ) -> tuple[Moderated, ...]:
        with self._database.writing() as session:
            done = tuple(
                moderate(
                    comment_with(session, id),
                    act,
                    by=by,
                    at=at,
                    reason=reason,
                    history=records(session, id),
                )
                for id in dict.fromkeys(ids)
            )
            write(session, done)
        return done

    def records(self, comment_id: str) -> tuple[Record, ...]:
        with self._database.reading() as session:
            return records(session, comment_id)

    # --- its end ---------------------------------------------------------------------------------

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._database.place!r})"
