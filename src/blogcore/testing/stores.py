"""`StoreContract`: the checks that every store of comments must pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import timedelta
from functools import partial
from typing import cast, get_args

from attrs import evolve
from hypothesis import example, given, settings
from hypothesis import strategies as st

from blogcore.errors import BlogcoreError, PageError, UnknownIdError, ValidationError
from blogcore.models import Author, Body, Comment, DiscussionPolicy, PageEnd, public, tombstone
from blogcore.moderation import AuditRecord, ModerationAction, moderate, pending
from blogcore.orders import Order, newest, oldest, top
from blogcore.replies import Accepted, Finding, Reply, ReviewContext, review
from blogcore.stores import CommentStore
from blogcore.strategies import comments
from blogcore.testing._execution import SLOW_CHECK_SETTINGS
from blogcore.testing._store_examples import (
    NOW,
    POST,
    POST_IDS,
    comment_lists,
    flood_across_posts,
    policies,
    replies,
)
from blogcore.testing.properties import assert_same_thread
from blogcore.threads import Thread
from blogcore.threads.repair import is_identical

__all__ = ["StoreContract"]

_check = settings(SLOW_CHECK_SETTINGS, max_examples=25, report_multiple_bugs=False)
_ORDERS = st.sampled_from((oldest, newest, newest.with_replies(oldest), top))
_ACTIONS = st.sampled_from(get_args(ModerationAction))
#: Ids that no comment has: a valid one, some with invalid characters, and a very long one.
_UNKNOWN = ("2", "", "\0", "1\0", "\ud800", "1" * 100_000)
#: Comments and a reply whose result depends on a comment of another post.
_FLOOD = flood_across_posts()
#: Number of equal replies that each of two stores gets at the same time.
_SIMULTANEOUS = 4


class StoreContract:
    """Checks of a store. Subclass it in a test module and define how a store is opened.

    ::

        class TestFiles(StoreContract):
            @contextmanager
            def storage(self):
                with TemporaryDirectory() as folder:
                    yield lambda: FileStore(folder)

    pytest collects one test for each check; only the extra ``testing`` is needed. A store must give
    the results that the pure functions give for all comments: `Thread`, `review`, `moderate`.
    """

    def storage(self) -> AbstractContextManager[Callable[[], CommentStore]]:
        """Return a context manager for a new, empty storage.

        It gives a function that opens a store on this storage, and can be called several times.
        """
        raise NotImplementedError

    def test_the_store_has_every_method(self) -> None:
        """The store is a `CommentStore`."""
        with self.storage() as open_store, open_store() as store:
            assert isinstance(cast("object", store), CommentStore), f"{store!r} is no CommentStore"

    # --- storing ---------------------------------------------------------------------------------

    @_check
    @given(initial=st.lists(comments(), max_size=4, unique_by=lambda comment: comment.id))
    def test_comments_are_read_back_unchanged(self, initial: list[Comment]) -> None:
        """Every field is kept, time offsets and `extra` too, also when the store is reopened."""
        with self.storage() as open_store:
            with open_store() as store:
                store.add(*initial)
            with open_store() as store:
                for comment in initial:
                    again = store.comment(comment.id)
                    assert is_identical(again, comment), f"stored {comment!r}, but read {again!r}"

    @_check
    @given(initial=comment_lists(), more=comment_lists())
    def test_add_stores_all_comments_or_none(
        self, initial: list[Comment], more: list[Comment]
    ) -> None:
        """An error names each comment whose id is known or occurs twice, and stores nothing."""
        with self.storage() as open_store, open_store() as store:
            store.add(*initial)
            known_ids = {comment.id for comment in initial}
            known = [f"[{at}].id" for at, comment in enumerate(more) if comment.id in known_ids]
            refused = _faults(lambda: store.add(*more))
            assert refused == (known if len(more) > 1 else ["id"][: len(known)])
            _assert_holds(store, initial if known else [*initial, *more])
            if more:
                assert _faults(lambda: store.add(*more, more[-1])), "a comment was added twice"
                _assert_holds(store, initial if known else [*initial, *more])
            if initial:
                longest = max((comment.id for comment in (*initial, *more)), key=len)
                fresh = evolve(initial[0], id=f"{longest}!")
                assert _faults(lambda: store.add(fresh, initial[0])) == ["[1].id"]
                _assert_holds(store, initial if known else [*initial, *more])

    @_check
    @given(initial=comment_lists(), data=st.data())
    def test_replace_changes_one_comment(self, initial: list[Comment], data: st.DataObject) -> None:
        """A record or a tombstone with the same id replaces a comment; an unknown id is refused."""
        with self.storage() as open_store, open_store() as store:
            store.add(*initial)
            other = data.draw(comment_lists().filter(bool))[0]
            after = {comment.id: comment for comment in initial}
            if other.id not in after:
                assert _raises(UnknownIdError, lambda: store.replace(other))
            replacements = [other] if other.id in after else []
            for comment in (*replacements, *map(tombstone, initial[:1])):
                store.replace(comment)
                after[comment.id] = comment
            _assert_holds(store, [*after.values()])

    # --- reading ---------------------------------------------------------------------------------

    @_check
    @given(initial=comment_lists(), later=comment_lists(), order=_ORDERS, size=st.integers(1, 4))
    def test_pages_equal_those_of_the_thread(
        self, initial: list[Comment], later: list[Comment], order: Order, size: int
    ) -> None:
        """Pages match for any reply links, in whichever order comments are added and replaced."""
        with self.storage() as open_store, open_store() as store:
            store.add(*initial)
            kept = {comment.id: comment for comment in initial}
            for comment in later:
                (store.replace if comment.id in kept else store.add)(comment)
                kept[comment.id] = comment
            for post_id in POST_IDS:
                _pages_agree(store, [*kept.values()], post_id, order, size)

    @_check
    @given(initial=comment_lists(), size=st.integers(1, 12))
    def test_counts_and_latest_cover_approved_comments_only(
        self, initial: list[Comment], size: int
    ) -> None:
        """Counts leave out pings; counts and newest comments are those of the requested posts."""
        with self.storage() as open_store, open_store() as store:
            store.add(*initial)
            for named in (POST_IDS, POST_IDS[:1], ()):
                seen = [c for c in initial if c.status == "approved" and c.post_id in named]
                said = [comment.post_id for comment in seen if comment.kind == "comment"]
                counts = {post_id: said.count(post_id) for post_id in named}
                assert dict(store.counts(named)) == counts
                feed = list(map(public, seen))
                newest.sort(feed)
                assert store.latest(named, size) == tuple(feed[:size])

    # --- replies ---------------------------------------------------------------------------------

    @_check
    @given(initial=comment_lists(), reply=replies(), policy=policies())
    @example(initial=_FLOOD[0], reply=_FLOOD[1], policy=DiscussionPolicy())
    def test_submit_equals_review_with_all_comments(
        self, initial: list[Comment], reply: Reply, policy: DiscussionPolicy
    ) -> None:
        """The result is that of `review` with all comments; an accepted comment is stored."""
        with self.storage() as open_store, open_store() as store:
            store.add(*initial)
            wanted = review(
                reply,
                post=POST,
                thread=Thread.from_comments([c for c in initial if c.post_id == POST.id]),
                other_comments=[comment for comment in initial if comment.post_id != POST.id],
                policy=policy,
                now=NOW,
            )
            result = store.submit(reply, post=POST, policy=policy, now=NOW)
            assert result == wanted, f"the result is {result!r} instead of {wanted!r}"
            _assert_holds(
                store, [*initial, result.comment] if isinstance(result, Accepted) else initial
            )

    @_check
    @given(initial=comment_lists())
    def test_custom_checks_see_the_whole_thread(self, initial: list[Comment]) -> None:
        """All comments of the post are in its `ReviewContext`."""
        with self.storage() as open_store, open_store() as store:
            store.add(*initial)
            seen: list[Thread] = []

            def record_thread(context: ReviewContext) -> Iterable[Finding]:
                seen.append(context.thread)
                return ()

            store.submit(
                Reply(name="Eva", email="eva@example.org", body="I see."),
                post=POST,
                policy=DiscussionPolicy(),
                now=NOW,
                rules=[record_thread],
            )
            assert_same_thread(seen[0], Thread.from_comments(_of_post(initial, POST.id)))

    def test_one_of_equal_simultaneous_replies_is_accepted(self) -> None:
        """Of equal replies at the same time, also to two stores on one storage, one is accepted.

        The others are refused as duplicates.
        """
        reply = Reply(name="Ida", email="ida@example.org", body="Me first.", ip="192.0.2.1")
        with self.storage() as open_store, open_store() as store, open_store() as second_store:
            submit = [
                lambda target=target, at=at: target.submit(
                    reply, post=POST, policy=DiscussionPolicy(), now=NOW + timedelta(seconds=at)
                )
                for at, target in enumerate([store, second_store] * _SIMULTANEOUS)
            ]
            with ThreadPoolExecutor(len(submit)) as pool:
                results = [future.result() for future in [pool.submit(each) for each in submit]]
            accepted = [result for result in results if isinstance(result, Accepted)]
            assert len(accepted) == 1, (
                f"{len(accepted)} of {len(results)} equal replies were accepted"
            )
            assert len(store.thread(POST.id)) == 1

    # --- moderators ------------------------------------------------------------------------------

    @_check
    @given(initial=comment_lists(), acts=st.lists(st.tuples(_ACTIONS, st.sets(st.integers(0, 9)))))
    def test_moderation_equals_moderate(
        self, initial: list[Comment], acts: list[tuple[ModerationAction, set[int]]]
    ) -> None:
        """Status and audit record are stored together, for all comments of a call or for none."""
        with self.storage() as open_store, open_store() as store:
            store.add(*initial)
            kept = {comment.id: comment for comment in initial}
            trail: list[AuditRecord] = []
            for number, (act, chosen) in enumerate(acts):
                ids = [comment.id for at, comment in enumerate(initial) if at in chosen]
                at = NOW + timedelta(minutes=number)
                try:
                    wanted = tuple(
                        moderate(kept[id], act, by="eva", at=at, reason="so", history=trail)
                        for id in ids
                    )
                except ValidationError:  # one of the comments is deleted
                    assert _faults(partial(store.moderate, ids, act, by="eva", at=at))
                    continue
                assert store.moderate(ids, act, by="eva", at=at, reason="so") == wanted
                kept.update((each.comment.id, each.comment) for each in wanted)
                trail += [each.record for each in wanted if each.record]
            _assert_holds(store, [*kept.values()])
            for id in kept:
                assert store.history(id) == tuple(r for r in trail if r.comment_id == id)

    @_check
    @given(initial=comment_lists(), size=st.integers(1, 3))
    def test_the_queue_continues_after_a_comment(self, initial: list[Comment], size: int) -> None:
        """All parts together equal `pending`, even if comments of earlier parts are approved."""
        with self.storage() as open_store, open_store() as store:
            store.add(*initial)
            seen: list[Comment] = []
            while part := store.queue(size, after=seen[-1].id if seen else None):
                assert len(part) <= size
                seen += part
                store.moderate([comment.id for comment in part], "approve", by="eva", at=NOW)
            assert seen == list(pending(initial))
            spam = store.queue(len(initial) + 1, status="spam")
            assert set(spam) == {comment for comment in initial if comment.status == "spam"}

    # --- unknown ids -----------------------------------------------------------------------------

    def test_unknown_ids_raise_unknown_id_error(self) -> None:
        """An unknown id raises `UnknownIdError` or gives an empty result, and changes nothing."""
        with self.storage() as open_store, open_store() as store:
            comment = Comment(id="1", post_id="1", author=_NO_AUTHOR, body=_NO_BODY)
            store.add(comment)
            for id in _UNKNOWN:
                for ask in (
                    partial(store.comment, id),
                    partial(store.page_of, id, 10),
                    partial(store.queue, 10, after=id),
                    partial(store.moderate, ["1", id], "trash", by="eva", at=NOW),
                ):
                    assert _raises(UnknownIdError, ask), f"an unknown id was accepted: {id!r}"
                assert store.history(id) == ()
                assert len(store.thread(id)) == len(store.page(id, "newest", 10)) == 0
                assert store.counts([id, "1"]) == {id: 0, "1": 1}
                assert store.latest([id], 10) == ()
            assert _raises(UnknownIdError, lambda: store.replace(evolve(comment, id="2")))
            assert store.history("1") == ()
            _assert_holds(store, [comment])


# --- helpers ------------------------------------------------------------------------------------

_NO_AUTHOR = Author(name="")
_NO_BODY = Body()


def _of_post(comments: Sequence[Comment], post_id: str) -> list[Comment]:
    return [comment for comment in comments if comment.post_id == post_id]


def _assert_holds(store: CommentStore, expected: Sequence[Comment]) -> None:
    """Check that the store has these comments and no others."""
    for post_id in POST_IDS:
        assert_same_thread(store.thread(post_id), Thread.from_comments(_of_post(expected, post_id)))
    for comment in expected:
        assert store.comment(comment.id) == comment


def _pages_agree(
    store: CommentStore, initial: Sequence[Comment], post_id: str, order: Order, size: int
) -> None:
    """Check that the pages of a discussion in the store are those of its thread."""
    own = _of_post(initial, post_id)
    thread = Thread.from_comments(own).visible().sorted(order)
    pages = thread.pages(size) or (thread.page(1, size),)
    for wanted in pages:
        page = store.page(post_id, wanted.number, size, order=order)
        assert_same_thread(page, wanted)
        assert (page.number, page.total) == (wanted.number, wanted.total)
    for end in get_args(PageEnd):
        assert store.page(post_id, end, size, order=order).number == thread.page(end, size).number
    for number in (0, len(pages) + 1):
        assert _raises(PageError, partial(store.page, post_id, number, size, order=order))
    for comment in own:
        if comment.id in thread:
            number = store.page_of(comment.id, size, order=order)
            assert number == thread.page_of(comment.id, size)
        else:
            assert _raises(UnknownIdError, partial(store.page_of, comment.id, size, order=order))


def _faults(action: Callable[[], object]) -> list[str]:
    """Return the paths of the faults that an action raises."""
    try:
        action()
    except ValidationError as error:
        return [fault.path for fault in error.faults]
    return []


def _raises(kind: type[BlogcoreError], action: Callable[[], object]) -> bool:
    try:
        action()
    except kind:
        return True
    return False
