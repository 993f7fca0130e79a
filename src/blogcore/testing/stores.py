"""`StoreContract`: what every store of comments promises, as tests that another takes over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import timedelta
from functools import partial
from typing import cast, get_args

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from blogcore.errors import BlogcoreError, PageError, UnknownIdError, ValidationError
from blogcore.models import Author, Body, Comment, DiscussionPolicy, PageEnd, public, tombstone
from blogcore.moderation import AuditRecord, ModerationAction, moderate, pending
from blogcore.orders import Order, newest, oldest, top
from blogcore.replies import Accepted, Finding, Reply, ReviewContext, review
from blogcore.stores import CommentStore
from blogcore.strategies import comments
from blogcore.testing._checked import SLOW
from blogcore.testing._site import NOW, POST, POST_IDS, discussions, policies, typed
from blogcore.testing.properties import assert_same_thread
from blogcore.threads import Thread
from blogcore.threads.repair import is_identical

__all__ = ["StoreContract"]

_checked = settings(SLOW, max_examples=25, report_multiple_bugs=False)
_ORDERS = st.sampled_from((oldest, newest, newest.with_replies(oldest), top))
_ACTS = st.sampled_from(get_args(ModerationAction))
#: Ids of no comment: one that could be, ones that no text may hold, one that is longer than any.
_UNKNOWN = ("2", "", "\0", "1\0", "\ud800", "1" * 100_000)
#: How many say the same at once.
_CROWD = 4


class StoreContract:
    """The tests of a store: subclass it in a test module, and say how one is opened.

    ::

        class TestFiles(StoreContract):
            @contextmanager
            def place(self):
                with TemporaryDirectory() as folder:
                    yield lambda: FileStore(folder)

    pytest then collects one test for each promise; needs nothing but the extra ``testing``. What
    is promised is what the pure functions say of all comments: `Thread`, `review`, `moderate`.
    """

    def place(self) -> AbstractContextManager[Callable[[], CommentStore]]:
        """A new place that holds nothing, and what opens a store there, once or several times."""
        raise NotImplementedError

    def test_it_has_every_method(self) -> None:
        """It is a `CommentStore`."""
        with self.place() as opened, opened() as store:
            assert isinstance(cast("object", store), CommentStore), f"{store!r} is no CommentStore"

    # --- what is kept ----------------------------------------------------------------------------

    @_checked
    @given(pile=st.lists(comments(), max_size=4, unique_by=lambda comment: comment.id))
    def test_what_is_kept_comes_back_the_same(self, pile: list[Comment]) -> None:
        """In every field, offsets and extras included, from a store that is opened later too."""
        with self.place() as opened:
            with opened() as store:
                store.add(*pile)
            with opened() as store:
                for comment in pile:
                    again = store.comment(comment.id)
                    assert is_identical(again, comment), (
                        f"kept {comment!r}, and {again!r} came back"
                    )

    @_checked
    @given(pile=discussions(), more=discussions())
    def test_what_is_added_is_added_whole_or_not_at_all(
        self, pile: list[Comment], more: list[Comment]
    ) -> None:
        """Each comment whose id is there already, or comes twice, is named."""
        with self.place() as opened, opened() as store:
            store.add(*pile)
            there = {comment.id for comment in pile}
            known = [f"[{at}].id" for at, comment in enumerate(more) if comment.id in there]
            refused = _faults(lambda: store.add(*more))
            assert refused == (known if len(more) > 1 else ["id"][: len(known)])
            _holds(store, pile if known else [*pile, *more])
            if more:
                assert _faults(lambda: store.add(*more, more[-1])), "one comment was added twice"
                _holds(store, pile if known else [*pile, *more])
            if pile:
                longest = max((comment.id for comment in (*pile, *more)), key=len)
                fresh = evolve(pile[0], id=f"{longest}!")
                assert _faults(lambda: store.add(fresh, pile[0])) == ["[1].id"]
                _holds(store, pile if known else [*pile, *more])

    @_checked
    @given(pile=discussions(), data=st.data())
    def test_a_comment_is_replaced_in_its_place(
        self, pile: list[Comment], data: st.DataObject
    ) -> None:
        """By any other that has its id, a tombstone among them."""
        with self.place() as opened, opened() as store:
            store.add(*pile)
            other = data.draw(discussions().filter(bool))[0]
            after = {comment.id: comment for comment in pile}
            if other.id not in after:
                assert _raises(UnknownIdError, lambda: store.replace(other))
            for comment in filter(None, (after.get(other.id) and other, *map(tombstone, pile[:1]))):
                store.replace(comment)
                after[comment.id] = comment
            _holds(store, [*after.values()])

    # --- what is read ----------------------------------------------------------------------------

    @_checked
    @given(pile=discussions(), later=discussions(), order=_ORDERS, size=st.integers(1, 4))
    def test_pages_are_those_of_the_thread(
        self, pile: list[Comment], later: list[Comment], order: Order, size: int
    ) -> None:
        """Whatever links say, and in whatever order comments come and change."""
        with self.place() as opened, opened() as store:
            store.add(*pile)
            kept = {comment.id: comment for comment in pile}
            for comment in later:
                (store.replace if comment.id in kept else store.add)(comment)
                kept[comment.id] = comment
            for post_id in POST_IDS:
                _pages_agree(store, [*kept.values()], post_id, order, size)

    @_checked
    @given(pile=discussions(), size=st.integers(1, 12))
    def test_lists_are_of_what_everybody_may_see(self, pile: list[Comment], size: int) -> None:
        """Counts without pings, and the newest comments, of the posts that are named alone."""
        with self.place() as opened, opened() as store:
            store.add(*pile)
            for named in (POST_IDS, POST_IDS[:1], ()):
                seen = [c for c in pile if c.status == "approved" and c.post_id in named]
                said = [comment.post_id for comment in seen if comment.kind == "comment"]
                counts = {post_id: said.count(post_id) for post_id in named}
                assert dict(store.counts(named)) == counts
                feed = list(map(public, seen))
                newest.sort(feed)
                assert store.latest(named, size) == tuple(feed[:size])

    # --- replies ---------------------------------------------------------------------------------

    @_checked
    @given(pile=discussions(), reply=typed(), policy=policies())
    def test_a_reply_is_answered_as_if_everything_were_known(
        self, pile: list[Comment], reply: Reply, policy: DiscussionPolicy
    ) -> None:
        """As `review` answers that is given every comment, and kept if it is accepted."""
        with self.place() as opened, opened() as store:
            store.add(*pile)
            wanted = review(
                reply,
                post=POST,
                thread=Thread.from_comments([c for c in pile if c.post_id == POST.id]),
                other_comments=[comment for comment in pile if comment.post_id != POST.id],
                policy=policy,
                now=NOW,
            )
            answer = store.submit(reply, post=POST, policy=policy, now=NOW)
            assert answer == wanted, f"answers {answer!r} instead of {wanted!r}"
            _holds(store, [*pile, answer.comment] if isinstance(answer, Accepted) else pile)

    @_checked
    @given(pile=discussions())
    def test_a_check_of_ones_own_sees_the_whole_thread(self, pile: list[Comment]) -> None:
        """All comments of the post are in its `ReviewContext`."""
        with self.place() as opened, opened() as store:
            store.add(*pile)
            seen: list[Thread] = []

            def look(context: ReviewContext) -> Iterable[Finding]:
                seen.append(context.thread)
                return ()

            store.submit(
                Reply(name="Eva", email="eva@example.org", body="I see."),
                post=POST,
                policy=DiscussionPolicy(),
                now=NOW,
                rules=[look],
            )
            assert_same_thread(seen[0], Thread.from_comments(_of_post(pile, POST.id)))

    def test_of_equal_replies_at_once_one_is_taken(self) -> None:
        """Whoever asks second is told so, in the same store or in another at the same place."""
        reply = Reply(name="Ida", email="ida@example.org", body="Me first.", ip="192.0.2.1")
        with self.place() as opened, opened() as one, opened() as other:
            submit = [
                lambda store=store, at=at: store.submit(
                    reply, post=POST, policy=DiscussionPolicy(), now=NOW + timedelta(seconds=at)
                )
                for at, store in enumerate([one, other] * _CROWD)
            ]
            with ThreadPoolExecutor(len(submit)) as pool:
                answers = [future.result() for future in [pool.submit(each) for each in submit]]
            taken = [answer for answer in answers if isinstance(answer, Accepted)]
            assert len(taken) == 1, f"{len(taken)} of {len(answers)} equal replies were taken"
            assert len(one.thread(POST.id)) == 1

    # --- moderators ------------------------------------------------------------------------------

    @_checked
    @given(pile=discussions(), acts=st.lists(st.tuples(_ACTS, st.sets(st.integers(0, 9)))))
    def test_moderators_do_what_moderate_says(
        self, pile: list[Comment], acts: list[tuple[ModerationAction, set[int]]]
    ) -> None:
        """Status and record are kept together, and of several comments all or none."""
        with self.place() as opened, opened() as store:
            store.add(*pile)
            kept = {comment.id: comment for comment in pile}
            trail: list[AuditRecord] = []
            for number, (act, chosen) in enumerate(acts):
                ids = [comment.id for at, comment in enumerate(pile) if at in chosen]
                at = NOW + timedelta(minutes=number)
                try:
                    wanted = tuple(
                        moderate(kept[id], act, by="eva", at=at, reason="so", history=trail)
                        for id in ids
                    )
                except ValidationError:  # one is deleted
                    assert _faults(partial(store.moderate, ids, act, by="eva", at=at))
                    continue
                assert store.moderate(ids, act, by="eva", at=at, reason="so") == wanted
                kept.update((each.comment.id, each.comment) for each in wanted)
                trail += [each.record for each in wanted if each.record]
            _holds(store, [*kept.values()])
            for id in kept:
                assert store.history(id) == tuple(r for r in trail if r.comment_id == id)

    @_checked
    @given(pile=discussions(), size=st.integers(1, 3))
    def test_the_queue_goes_on_where_it_was(self, pile: list[Comment], size: int) -> None:
        """Part after part it is that of `pending`, though what was seen is approved meanwhile."""
        with self.place() as opened, opened() as store:
            store.add(*pile)
            seen: list[Comment] = []
            while part := store.queue(size, after=seen[-1].id if seen else None):
                assert len(part) <= size
                seen += part
                store.moderate([comment.id for comment in part], "approve", by="eva", at=NOW)
            assert seen == list(pending(pile))
            spam = store.queue(len(pile) + 1, status="spam")
            assert set(spam) == {comment for comment in pile if comment.status == "spam"}

    # --- what is not there -----------------------------------------------------------------------

    def test_what_is_not_there_is_said_to_be_unknown(self) -> None:
        """By `UnknownIdError`, and nothing is changed by asking; whatever an address asks for."""
        with self.place() as opened, opened() as store:
            comment = Comment(id="1", post_id="1", author=_NOBODY, body=_NOTHING)
            store.add(comment)
            for id in _UNKNOWN:
                for ask in (
                    partial(store.comment, id),
                    partial(store.page_of, id, 10),
                    partial(store.queue, 10, after=id),
                    partial(store.moderate, ["1", id], "trash", by="eva", at=NOW),
                ):
                    assert _raises(UnknownIdError, ask), f"an unknown id was taken: {id!r}"
                assert store.history(id) == ()
                assert len(store.thread(id)) == len(store.page(id, "newest", 10)) == 0
                assert store.counts([id, "1"]) == {id: 0, "1": 1}
                assert store.latest([id], 10) == ()
            assert _raises(UnknownIdError, lambda: store.replace(evolve(comment, id="2")))
            assert store.history("1") == ()
            _holds(store, [comment])


# --- how a store is asked ------------------------------------------------------------------------

_NOBODY = Author(name="")
_NOTHING = Body()


def _of_post(pile: Sequence[Comment], post_id: str) -> list[Comment]:
    return [comment for comment in pile if comment.post_id == post_id]


def _holds(store: CommentStore, pile: Sequence[Comment]) -> None:
    """The store has these comments and no others."""
    for post_id in POST_IDS:
        assert_same_thread(store.thread(post_id), Thread.from_comments(_of_post(pile, post_id)))
    for comment in pile:
        assert store.comment(comment.id) == comment


def _pages_agree(
    store: CommentStore, pile: Sequence[Comment], post_id: str, order: Order, size: int
) -> None:
    """The store cuts a discussion into the pages that its thread is cut into."""
    own = _of_post(pile, post_id)
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
    """The paths of what is refused; none where nothing is."""
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
