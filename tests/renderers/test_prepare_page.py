"""`paged` shows the pages that `render_page` shows, and finds the one that holds a comment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcore import Context, DiscussionPolicy, PageError, Site, Thread
from blogcore.renderers import PageInfo, prepare_page
from blogcore.strategies import threads
from blogcore.viewers import guest


def context(size: int, *, paged: bool = True) -> Context:
    return Context(site=Site(discussion=DiscussionPolicy(paged=paged, page_size=size)))


@given(threads(), st.integers(1, 4))
def test_the_pages_are_all_that_is_seen_each_comment_once(thread: Thread, size: int) -> None:
    seen = thread.visible()
    first, told = prepare_page(thread, context(size), 1)
    assert told.page is not None
    pages = [
        first,
        *(prepare_page(thread, context(size), n)[0] for n in range(2, told.page.total + 1)),
    ]
    assert [c.id for page in pages for c in page.comments] == [c.id for c in seen.comments]


@given(threads(), st.integers(1, 4))
def test_the_page_that_holds_a_comment_is_found(thread: Thread, size: int) -> None:
    for comment in thread.visible().comments:
        assert comment.id in prepare_page(thread, context(size), comment_id=comment.id)[0]


@given(threads())
def test_without_pages_all_is_shown(thread: Thread) -> None:
    shown, told = prepare_page(thread, context(5, paged=False))
    assert shown == thread.visible()
    assert told.page is None


@pytest.mark.parametrize("cut", [True, False])
@given(thread=threads())
def test_pages_of_no_size_are_one_page_with_all(cut: bool, thread: Thread) -> None:
    """As in WordPress, whose setting of 0 comments a page cuts nothing."""
    site = context(0, paged=cut)
    seen = thread.visible()
    shown, told = prepare_page(thread, site)
    assert (shown, told.page) == (seen, None)
    for held in list(seen.comments)[:3]:
        assert prepare_page(thread, site, comment_id=held.id)[0] == seen
    for page in (1, "newest", "oldest"):
        shown, told = prepare_page(thread, site, page)
        assert shown.comments == seen.comments
        assert told.page == PageInfo(number=1, total=1)
    for page in (0, 2):
        with pytest.raises(PageError):
            prepare_page(thread, site, page)


def test_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(PageError):
        prepare_page(Thread.from_comments([]), context(5), 2)


@given(threads(status="held"))
def test_a_guest_sees_the_held_comments_that_are_theirs_and_no_others(thread: Thread) -> None:
    own = {comment.id for comment in list(thread.comments)[::2]}
    seen = [c.id for c in thread.visible(guest(own)).comments if c.status == "held"]
    assert set(seen) == own
