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


#: What keeps others out while one reviews and writes.
Lock: TypeAlias = AbstractContextManager[object]


class Right:
    """A store in memory, as plainly as one can write it; each wrong one changes one thing."""

    def __init__(self, kept: dict[str, Comment], trail: list[AuditRecord], lock: Lock) -> None:
        self.kept, self.trail, self.lock = kept, trail, lock

    def add(self, *comments: Comment) -> None:
        given: list[str] = []
        faults: list[Fault] = []
        for at, comment in enumerate(comments):
            if comment.id in self.kept or comment.id in given:
                place = f"[{at}].id" if len(comments) > 1 else "id"
                faults.append(Fault(place, "known_id", "is there"))
            given.append(comment.id)
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
        said = [c.post_id for c in self.kept.values() if self.is_said(c)]
        return {post_id: said.count(post_id) for post_id in post_ids}

    def is_said(self, comment: Comment) -> bool:
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


# --- wrong ones, by the check that they fail -----------------------------------------------------


class Silent(Right):
    latest = None  # type: ignore[assignment]


class InUtc(Right):
    def comment(self, id: str) -> Comment:
        kept = super().comment(id)
        return evolve(kept, published=kept.published and kept.published.astimezone(UTC))


class Lenient(Right):
    def add(self, *comments: Comment) -> None:
        self.kept.update((comment.id, comment) for comment in comments)


class HalfWay(Right):
    def add(self, *comments: Comment) -> None:
        if len(comments) < 2:
            super().add(*comments)
        for comment in comments if len(comments) > 1 else ():
            try:
                super().add(comment)
            except ValidationError:
                super().add(*comments)


class Inventing(Right):
    def replace(self, comment: Comment) -> None:
        self.kept[comment.id] = comment


class Stubborn(Right):
    def replace(self, comment: Comment) -> None:
        self.comment(comment.id)


class Unmoderated(Right):
    def page(
        self, post_id: str, number: int | PageEnd, size: int, *, order: Order | str = oldest
    ) -> Page:
        return self.thread(post_id).sorted(order).page(number, size)


class Telling(Right):
    def page_of(self, id: str, size: int, *, order: Order | str = oldest) -> int:
        return self.thread(self.comment(id).post_id).sorted(order).page_of(id, size)


class WithPings(Right):
    def is_said(self, comment: Comment) -> bool:
        return comment.status == "approved"


class Leaking(Right):
    def latest(self, post_ids: Iterable[str], size: int) -> tuple[Comment, ...]:
        return tuple(map(self.comment, [c.id for c in super().latest(post_ids, size)]))


class OfAllPosts(Right):
    def latest(self, post_ids: Iterable[str], size: int) -> tuple[Comment, ...]:
        return super().latest([c.post_id for c in self.kept.values()], size)


class ShortSighted(Right):
    def past(self, post: Post | None) -> list[Comment]:
        return []


class Careless(Right):
    def take(self, comment: Comment) -> None:
        pass


class Hurried(Right):
    """Everybody has looked before the first has written."""

    looked: ClassVar[Barrier] = Barrier(8, timeout=10)

    def __init__(self, kept: dict[str, Comment], trail: list[AuditRecord], _: Lock) -> None:
        super().__init__(kept, trail, nullcontext())

    def take(self, comment: Comment) -> None:
        self.looked.wait()
        super().take(comment)


class Blinkered(Right):
    def own(self, post: Post | None) -> Thread:
        return Thread.from_comments([node.comment for node in super().own(post)][:1])


class Unrecorded(Right):
    def history(self, comment_id: str) -> tuple[AuditRecord, ...]:
        return ()


class OneByOne(Right):
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


class NewestFirst(Right):
    def queue(
        self, size: int, *, after: str | None = None, status: CommentStatus = "held"
    ) -> tuple[Comment, ...]:
        return super().queue(100, after=after, status=status)[::-1][:size]


class Forgiving(Right):
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


WRONG: list[tuple[type[Right], str]] = [
    (Silent, "the_store_has_every_method"),
    (InUtc, "comments_are_read_back_unchanged"),
    (Lenient, "add_stores_all_comments_or_none"),
    (HalfWay, "add_stores_all_comments_or_none"),
    (Inventing, "replace_changes_one_comment"),
    (Stubborn, "replace_changes_one_comment"),
    (Unmoderated, "pages_equal_those_of_the_thread"),
    (Telling, "pages_equal_those_of_the_thread"),
    (WithPings, "counts_and_latest_cover_approved_comments_only"),
    (Leaking, "counts_and_latest_cover_approved_comments_only"),
    (OfAllPosts, "counts_and_latest_cover_approved_comments_only"),
    (ShortSighted, "submit_equals_review_with_all_comments"),
    (Careless, "submit_equals_review_with_all_comments"),
    (Blinkered, "custom_checks_see_the_whole_thread"),
    (Hurried, "one_of_equal_simultaneous_replies_is_accepted"),
    (Unrecorded, "moderation_equals_moderate"),
    (OneByOne, "moderation_equals_moderate"),
    (OneByOne, "unknown_ids_raise_unknown_id_error"),
    (NewestFirst, "the_queue_continues_after_a_comment"),
    (Forgiving, "unknown_ids_raise_unknown_id_error"),
]


def contract(kind: type[Right]) -> StoreContract:
    class Contract(StoreContract):
        @contextmanager
        def storage(self) -> Generator[Callable[[], CommentStore]]:
            kept, trail, lock = dict[str, Comment](), list[AuditRecord](), RLock()
            yield lambda: kind(kept, trail, lock)

    return Contract()


@pytest.mark.parametrize("check", CHECKS)
def test_a_simple_store_passes_every_check(check: str) -> None:
    getattr(contract(Right), check)()


@pytest.mark.shrinking
@pytest.mark.parametrize(("kind", "check"), WRONG)
def test_a_defect_fails_its_check(kind: type[Right], check: str) -> None:
    with pytest.raises(AssertionError):
        getattr(contract(kind), f"test_{check}")()


def test_every_check_has_a_defective_store() -> None:
    assert {f"test_{check}" for _, check in WRONG} == set(CHECKS)
