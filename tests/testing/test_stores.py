"""`StoreContract`: a simple store in memory passes, and each defect fails its check."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from threading import Barrier, RLock
from types import TracebackType
from typing import ClassVar, Self, TypeAlias

import pytest
from attrs import evolve

from blogcore import (
    Accepted,
    Comment,
    DiscussionPolicy,
    Fault,
    Post,
    Refused,
    Reply,
    Thread,
    UnknownIdError,
    ValidationError,
    review,
)
from blogcore.models import CommentStatus, PageEnd, public
from blogcore.moderation import AuditRecord, Moderated, ModerationAction, moderate
from blogcore.orders import Order, newest, oldest
from blogcore.replies import Rule
from blogcore.stores import CommentStore
from blogcore.testing import StoreContract
from blogcore.threads import Page

CHECKS = sorted(name for name in vars(StoreContract) if name.startswith("test_"))


#: Makes other threads wait while one thread reviews and writes a reply.
Lock: TypeAlias = AbstractContextManager[object]


class CorrectStore:
    """The simplest correct store in memory. Each defective store changes one method."""

    def __init__(self, kept: dict[str, Comment], trail: list[AuditRecord], lock: Lock) -> None:
        self.kept, self.trail, self.lock = kept, trail, lock

    def add(self, *comments: Comment) -> None:
        seen: list[str] = []
        faults: list[Fault] = []
        for at, comment in enumerate(comments):
            if comment.id in self.kept or comment.id in seen:
                path = f"[{at}].id" if len(comments) > 1 else "id"
                faults.append(Fault(path, "known_id", "is there"))
            seen.append(comment.id)
        if faults:
            raise ValidationError(faults)
        self.kept.update((comment.id, comment) for comment in comments)

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
        with self.lock:
            result = review(
                reply,
                post=post,
                thread=self.own(post),
                other_comments=self.past(post),
                policy=policy,
                now=now,
                id=id,
                rules=rules,
            )
            if isinstance(result, Accepted):
                self.take(result.comment)
            return result

    def take(self, comment: Comment) -> None:
        self.add(comment)

    def own(self, post: Post | None) -> Thread:
        return self.thread(post.id if post else "")

    def past(self, post: Post | None) -> list[Comment]:
        return [c for c in self.kept.values() if post is None or c.post_id != post.id]

    def replace(self, comment: Comment) -> None:
        self.comment(comment.id)
        self.kept[comment.id] = comment

    def comment(self, id: str) -> Comment:
        if id not in self.kept:
            raise UnknownIdError("comment", id)
        return self.kept[id]

    def thread(self, post_id: str) -> Thread:
        return Thread.from_comments(c for c in self.kept.values() if c.post_id == post_id)

    def page(
        self, post_id: str, number: int | PageEnd, size: int, *, order: Order | str = oldest
    ) -> Page:
        return self.thread(post_id).visible().sorted(order).page(number, size)

    def page_of(self, id: str, size: int, *, order: Order | str = oldest) -> int:
        thread = self.thread(self.comment(id).post_id)
        return thread.visible().sorted(order).page_of(id, size)

    def counts(self, post_ids: Iterable[str]) -> Mapping[str, int]:
        counted = [c.post_id for c in self.kept.values() if self.is_counted(c)]
        return {post_id: counted.count(post_id) for post_id in post_ids}

    def is_counted(self, comment: Comment) -> bool:
        return comment.status == "approved" and comment.kind == "comment"

    def latest(self, post_ids: Iterable[str], size: int) -> tuple[Comment, ...]:
        named = set(post_ids)
        seen = [c for c in self.kept.values() if c.post_id in named and c.status == "approved"]
        newest.sort(seen)
        return tuple(map(public, seen[:size]))

    def queue(
        self, size: int, *, after: str | None = None, status: CommentStatus = "held"
    ) -> tuple[Comment, ...]:
        last = None if after is None else self.comment(after)
        listed = [c for c in self.kept.values() if c.status == status or c is last]
        oldest.sort(listed)
        waiting = listed if last is None else listed[listed.index(last) + 1 :]
        return tuple(waiting[:size])

    def moderate(
        self,
        ids: Iterable[str],
        action: ModerationAction,
        *,
        by: str,
        at: datetime,
        reason: str = "",
    ) -> tuple[Moderated, ...]:
        done = tuple(
            moderate(
                self.comment(id), action, by=by, at=at, reason=reason, history=self.history(id)
            )
            for id in ids
        )
        for each in done:
            self.kept[each.comment.id] = each.comment
            self.trail.extend([each.record] if each.record else [])
        return done

    def history(self, comment_id: str) -> tuple[AuditRecord, ...]:
        return tuple(record for record in self.trail if record.comment_id == comment_id)

    def close(self) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


# --- defective stores, with the check that each fails -----------------------------------------


class WithoutLatest(CorrectStore):
    latest = None  # type: ignore[assignment]


class InUtc(CorrectStore):
    def comment(self, id: str) -> Comment:
        kept = super().comment(id)
        return evolve(kept, published=kept.published and kept.published.astimezone(UTC))


class AcceptsKnownIds(CorrectStore):
    def add(self, *comments: Comment) -> None:
        self.kept.update((comment.id, comment) for comment in comments)


class AddsSomeOfThem(CorrectStore):
    def add(self, *comments: Comment) -> None:
        if len(comments) < 2:
            super().add(*comments)
        for comment in comments if len(comments) > 1 else ():
            try:
                super().add(comment)
            except ValidationError:
                super().add(*comments)


class ReplaceAdds(CorrectStore):
    def replace(self, comment: Comment) -> None:
        self.kept[comment.id] = comment


class ReplaceDoesNothing(CorrectStore):
    def replace(self, comment: Comment) -> None:
        self.comment(comment.id)


class PagesShowHidden(CorrectStore):
    def page(
        self, post_id: str, number: int | PageEnd, size: int, *, order: Order | str = oldest
    ) -> Page:
        return self.thread(post_id).sorted(order).page(number, size)


class CountsHiddenForPages(CorrectStore):
    def page_of(self, id: str, size: int, *, order: Order | str = oldest) -> int:
        return self.thread(self.comment(id).post_id).sorted(order).page_of(id, size)


class CountsPings(CorrectStore):
    def is_counted(self, comment: Comment) -> bool:
        return comment.status == "approved"


class LatestWithPrivateFields(CorrectStore):
    def latest(self, post_ids: Iterable[str], size: int) -> tuple[Comment, ...]:
        return tuple(map(self.comment, [c.id for c in super().latest(post_ids, size)]))


class LatestOfAllPosts(CorrectStore):
    def latest(self, post_ids: Iterable[str], size: int) -> tuple[Comment, ...]:
        return super().latest([c.post_id for c in self.kept.values()], size)


class IgnoresOtherPosts(CorrectStore):
    def past(self, post: Post | None) -> list[Comment]:
        return []


class DoesNotStoreReplies(CorrectStore):
    def take(self, comment: Comment) -> None:
        pass


class ReviewsWithoutLock(CorrectStore):
    """All threads review their reply before the first thread stores one."""

    looked: ClassVar[Barrier] = Barrier(8, timeout=10)

    def __init__(self, kept: dict[str, Comment], trail: list[AuditRecord], _: Lock) -> None:
        super().__init__(kept, trail, nullcontext())

    def take(self, comment: Comment) -> None:
        self.looked.wait()
        super().take(comment)


class ShowsOnlyFirstComment(CorrectStore):
    def own(self, post: Post | None) -> Thread:
        return Thread.from_comments([node.comment for node in super().own(post)][:1])


class WithoutHistory(CorrectStore):
    def history(self, comment_id: str) -> tuple[AuditRecord, ...]:
        return ()


class ModeratesOneByOne(CorrectStore):
    def moderate(
        self,
        ids: Iterable[str],
        action: ModerationAction,
        *,
        by: str,
        at: datetime,
        reason: str = "",
    ) -> tuple[Moderated, ...]:
        done: list[Moderated] = []
        for id in ids:
            done += super().moderate([id], action, by=by, at=at, reason=reason)
        return tuple(done)


class QueueNewestFirst(CorrectStore):
    def queue(
        self, size: int, *, after: str | None = None, status: CommentStatus = "held"
    ) -> tuple[Comment, ...]:
        return super().queue(100, after=after, status=status)[::-1][:size]


class ModerateIgnoresUnknownIds(CorrectStore):
    def moderate(
        self,
        ids: Iterable[str],
        action: ModerationAction,
        *,
        by: str,
        at: datetime,
        reason: str = "",
    ) -> tuple[Moderated, ...]:
        known = [id for id in ids if id in self.kept]
        return super().moderate(known, action, by=by, at=at, reason=reason)


WRONG: list[tuple[type[CorrectStore], str]] = [
    (WithoutLatest, "the_store_has_every_method"),
    (InUtc, "comments_are_read_back_unchanged"),
    (AcceptsKnownIds, "add_stores_all_comments_or_none"),
    (AddsSomeOfThem, "add_stores_all_comments_or_none"),
    (ReplaceAdds, "replace_changes_one_comment"),
    (ReplaceDoesNothing, "replace_changes_one_comment"),
    (PagesShowHidden, "pages_equal_those_of_the_thread"),
    (CountsHiddenForPages, "pages_equal_those_of_the_thread"),
    (CountsPings, "counts_and_latest_cover_approved_comments_only"),
    (LatestWithPrivateFields, "counts_and_latest_cover_approved_comments_only"),
    (LatestOfAllPosts, "counts_and_latest_cover_approved_comments_only"),
    (IgnoresOtherPosts, "submit_equals_review_with_all_comments"),
    (DoesNotStoreReplies, "submit_equals_review_with_all_comments"),
    (ShowsOnlyFirstComment, "custom_checks_see_the_whole_thread"),
    (ReviewsWithoutLock, "one_of_equal_simultaneous_replies_is_accepted"),
    (WithoutHistory, "moderation_equals_moderate"),
    (ModeratesOneByOne, "moderation_equals_moderate"),
    (ModeratesOneByOne, "unknown_ids_raise_unknown_id_error"),
    (QueueNewestFirst, "the_queue_continues_after_a_comment"),
    (ModerateIgnoresUnknownIds, "unknown_ids_raise_unknown_id_error"),
]


def contract(kind: type[CorrectStore]) -> StoreContract:
    class Contract(StoreContract):
        @contextmanager
        def storage(self) -> Generator[Callable[[], CommentStore]]:
            kept, trail, lock = dict[str, Comment](), list[AuditRecord](), RLock()
            yield lambda: kind(kept, trail, lock)

    return Contract()


@pytest.mark.parametrize("check", CHECKS)
def test_a_simple_store_passes_every_check(check: str) -> None:
    getattr(contract(CorrectStore), check)()


@pytest.mark.shrinking
@pytest.mark.parametrize(("kind", "check"), WRONG)
def test_a_defect_fails_its_check(kind: type[CorrectStore], check: str) -> None:
    with pytest.raises(AssertionError):
        getattr(contract(kind), f"test_{check}")()


def test_every_check_has_a_defective_store() -> None:
    assert {f"test_{check}" for _, check in WRONG} == set(CHECKS)
