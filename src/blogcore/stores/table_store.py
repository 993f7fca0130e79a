"""`TableStore`: a `CommentStore` in SQL that both SQLite and PostgreSQL run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice
from types import TracebackType
from typing import Self, get_args

from blogcore._arguments import require_aware, require_int
from blogcore.errors import UnknownNameError
from blogcore.models import Comment, CommentStatus, DiscussionPolicy, PageEnd, Post, public
from blogcore.moderation import AuditRecord, Moderated, ModerationAction, moderate
from blogcore.orders import Order, find_order, oldest
from blogcore.replies import Accepted, Refused, Reply, Rule, review
from blogcore.stores import changes, queries
from blogcore.stores.database import Database
from blogcore.stores.protocol import CommentStore
from blogcore.stores.schema import migrate
from blogcore.threads import Page, Thread
from blogcore.threads.paging import Pagination

__all__ = ["TableStore"]


class TableStore(CommentStore):
    """A `CommentStore` in the tables of a database; the protocol documents each method."""

    def __init__(self, database: Database) -> None:
        """Create or migrate the tables.

        Args:
            database: Where the tables are.
        """
        self._database = database
        try:
            migrate(database)
        except BaseException:
            database.close()
            raise

    # --- adding and changing ---------------------------------------------------------------------

    def add(self, *comments: Comment) -> None:
        with self._database.writing() as session:
            changes.insert_comments(session, comments)

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
        require_aware("now", now)
        rules = tuple(rules)
        with self._database.writing() as session:
            known = queries.select_for_review(session, reply, post.id) if post else ()
            thread = [comment for comment in known if post and comment.post_id == post.id]
            if post and rules:  # custom rules may look at any comment
                thread = queries.select_thread(session, post.id)
            result = review(
                reply,
                post=post,
                thread=Thread.from_comments(thread),
                policy=policy,
                now=now,
                other_comments=[c for c in known if post and c.post_id != post.id],
                id=id,
                rules=rules,
            )
            if isinstance(result, Accepted):
                changes.insert_comments(session, [result.comment])
        return result

    def replace(self, comment: Comment) -> None:
        with self._database.writing() as session:
            changes.update_comment(session, comment)

    # --- reading ---------------------------------------------------------------------------------

    def comment(self, id: str) -> Comment:
        with self._database.reading() as session:
            return queries.select_comment(session, id)

    def thread(self, post_id: str) -> Thread:
        with self._database.reading() as session:
            return Thread.from_comments(queries.select_thread(session, post_id))

    def page(
        self, post_id: str, number: int | PageEnd, size: int, *, order: Order | str = oldest
    ) -> Page:
        order = find_order(order)
        if not queries.is_chronological(order):
            return self.thread(post_id).visible().sorted(order).page(number, size)
        with self._database.reading() as session:
            count = queries.count_discussions(session, post_id)
            pages = Pagination(range(count), count, size, "roots", order)
            page_number = pages.number(number)
            indexes = pages.span(page_number)
            comments = queries.select_discussions(session, post_id, order, indexes)
        part = Thread.from_comments(comments, order=order).visible()
        return Page(part.comments, part.depths, order=order, number=page_number, total=len(pages))

    def page_of(self, id: str, size: int, *, order: Order | str = oldest) -> int:
        order = find_order(order)
        with self._database.reading() as session:
            comments = queries.select_discussion_of(session, id)
            discussion = Thread.from_comments(comments).visible()
            post_id = discussion[id].comment.post_id
            if not queries.is_chronological(order):
                thread = Thread.from_comments(queries.select_thread(session, post_id)).visible()
                return thread.sorted(order).page_of(id, size)
            count = queries.count_discussions(session, post_id)
            root_id = discussion.comments[0].id
            index = queries.discussion_index(session, post_id, root_id, order)
        return Pagination(range(count), count, size, "roots", order).number_at(index)

    def counts(self, post_ids: Iterable[str]) -> Mapping[str, int]:
        with self._database.reading() as session:
            return queries.count_approved(session, tuple(dict.fromkeys(post_ids)))

    def latest(self, post_ids: Iterable[str], size: int) -> tuple[Comment, ...]:
        require_int("size", size, 1)
        wanted = frozenset(post_ids)
        with self._database.reading() as session:
            newest = queries.iter_newest(session)
            ids = (id for id, post_id in newest if post_id in wanted)
            return tuple(public(queries.select_comment(session, id)) for id in islice(ids, size))

    # --- moderation ------------------------------------------------------------------------------

    def queue(
        self, size: int, *, after: str | None = None, status: CommentStatus = "held"
    ) -> tuple[Comment, ...]:
        require_int("size", size, 1)
        if status not in get_args(CommentStatus):
            raise UnknownNameError("comment status", str(status), get_args(CommentStatus))
        with self._database.reading() as session:
            last = None if after is None else queries.select_comment(session, after)
            return queries.select_queue(session, status, last, size)

    def moderate(
        self,
        ids: Iterable[str],
        action: ModerationAction,
        *,
        by: str,
        at: datetime,
        reason: str = "",
    ) -> tuple[Moderated, ...]:
        with self._database.writing() as session:
            results = tuple(
                moderate(
                    queries.select_comment(session, id),
                    action,
                    by=by,
                    at=at,
                    reason=reason,
                    history=queries.select_history(session, id),
                )
                for id in dict.fromkeys(ids)
            )
            changes.save_moderated(session, results)
        return results

    def history(self, comment_id: str) -> tuple[AuditRecord, ...]:
        with self._database.reading() as session:
            return queries.select_history(session, comment_id)

    # --- closing ---------------------------------------------------------------------------------

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
        return f"{type(self).__name__}({self._database.location!r})"
