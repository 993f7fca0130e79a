"""`prepare_page` selects the pages that `render_page` shows, and the page of a comment."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_comment

from blogcore import Context, DiscussionPolicy, PageError, Site, Thread, render
from blogcore.renderers import PageInfo, prepare_page, renderers
from blogcore.strategies import threads
from blogcore.viewers import guest


def make_context(size: int, *, paged: bool = True) -> Context:
    return Context(site=Site(discussion=DiscussionPolicy(paged=paged, page_size=size)))


@given(threads(), st.integers(1, 4))
def test_all_pages_together_show_each_visible_comment_once(thread: Thread, size: int) -> None:
    seen = thread.visible()
    first, context = prepare_page(thread, make_context(size), 1)
    assert context.page is not None
    pages = [
        first,
        *(prepare_page(thread, make_context(size), n)[0] for n in range(2, context.page.total + 1)),
    ]
    assert [c.id for page in pages for c in page.comments] == [c.id for c in seen.comments]


@given(threads(), st.integers(1, 4))
def test_the_page_of_a_comment_is_found(thread: Thread, size: int) -> None:
    for comment in thread.visible().comments:
        assert comment.id in prepare_page(thread, make_context(size), comment_id=comment.id)[0]


@given(threads())
def test_without_paging_everything_is_shown(thread: Thread) -> None:
    shown, context = prepare_page(thread, make_context(5, paged=False))
    assert shown == thread.visible()
    assert context.page is None


@pytest.mark.parametrize("cut", [True, False])
@given(thread=threads())
def test_page_size_zero_gives_one_page_with_everything(cut: bool, thread: Thread) -> None:
    """As in WordPress with 0 comments per page."""
    site = make_context(0, paged=cut)
    seen = thread.visible()
    shown, context = prepare_page(thread, site)
    assert (shown, context.page) == (seen, None)
    for held in list(seen.comments)[:3]:
        assert prepare_page(thread, site, comment_id=held.id)[0] == seen
    for page in (1, "newest", "oldest"):
        shown, context = prepare_page(thread, site, page)
        assert shown.comments == seen.comments
        assert context.page == PageInfo(number=1, total=1)
    for page in (0, 2):
        with pytest.raises(PageError):
            prepare_page(thread, site, page)


def test_a_page_out_of_range_is_refused() -> None:
    with pytest.raises(PageError):
        prepare_page(Thread.from_comments([]), make_context(5), 2)


@given(threads(status="held"))
def test_a_guest_sees_only_their_own_held_comments(thread: Thread) -> None:
    own = {comment.id for comment in list(thread.comments)[::2]}
    seen = [c.id for c in thread.visible(guest(own)).comments if c.status == "held"]
    assert set(seen) == own


_BUILTIN = [info.name for info in renderers() if info.distribution == "blogcore"]


@pytest.mark.parametrize("name", _BUILTIN)
def test_every_renderer_shows_which_page_it_gets(name: str) -> None:
    thread = Thread.from_comments(make_comment(f"c{n}", minute=n) for n in range(5))
    out = render(thread.page(2, 2), name)
    if name == "json":
        page = json.loads(out)["page"]
        assert page == {"number": 2, "total": 3, "previous": "?page=1", "next": "?page=3"}
    else:
        assert "Page 2 of 3" in out
    for whole in (thread, thread.page(1, 5)):
        assert "Page 1" not in render(whole, name)
