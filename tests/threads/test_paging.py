"""Pages of whole discussions, numbered so that a comment stays on its page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.factory import make_comment
from tests.threads.strategies import at, discussions, flawed_comments

from blogcore import Comment, PageError, Thread, UnknownIdError, UnknownNameError, ValidationError
from blogcore.orders import Order, newest, oldest, top
from blogcore.threads import Page, PageUnit

any_comments = flawed_comments() | discussions()
sizes = st.integers(1, 6)
units: st.SearchStrategy[PageUnit] = st.sampled_from(["roots", "comments"])
by_time = st.sampled_from([oldest, newest, newest.with_replies(oldest), oldest.with_replies(top)])
orders = by_time | st.just(top)


def newest_first(order: Order) -> bool:
    return order.name.startswith("newest")


@given(any_comments, orders, sizes, units)
def test_pages_partition_the_thread(
    comments: list[Comment], order: Order, size: int, unit: PageUnit
) -> None:
    thread = Thread.from_comments(comments, order=order)
    pages = thread.pages(size, by=unit)
    in_pre_order = list(reversed(pages)) if newest_first(order) else list(pages)
    assert [c for page in in_pre_order for c in page.comments] == list(thread.comments)
    assert [d for page in in_pre_order for d in page.depths] == list(thread.depths)
    assert all(len(page) > 0 for page in pages)


@given(any_comments, orders, sizes, units)
def test_page_and_page_of_agree_for_every_comment(
    comments: list[Comment], order: Order, size: int, unit: PageUnit
) -> None:
    thread = Thread.from_comments(comments, order=order)
    for page in thread.pages(size, by=unit):
        assert page == thread.page(page.number, size, by=unit)
        assert {thread.page_of(c.id, size, by=unit) for c in page.comments} == {page.number}


@given(any_comments, orders, sizes)
def test_a_page_has_size_discussions_and_the_last_the_rest(
    comments: list[Comment], order: Order, size: int
) -> None:
    thread = Thread.from_comments(comments, order=order)
    pages = thread.pages(size)
    assert len(pages) == -(-len(thread.roots) // size)
    assert all(len(page.roots) == size for page in pages[:-1])
    assert all(len(page.roots) <= size for page in pages[-1:])


@given(any_comments, orders, sizes)
def test_by_comments_a_page_ends_with_the_discussion_that_fills_it(
    comments: list[Comment], order: Order, size: int
) -> None:
    thread = Thread.from_comments(comments, order=order)
    pages = thread.pages(size, by="comments")
    for page in pages:
        latest = page.roots[0 if newest_first(order) else -1]
        assert len(page) - 1 - len(latest.descendants) < size
    assert all(len(page) >= size for page in pages[:-1])


@given(any_comments, orders, sizes, units)
def test_pages_know_their_neighbours(
    comments: list[Comment], order: Order, size: int, unit: PageUnit
) -> None:
    pages = Thread.from_comments(comments, order=order).pages(size, by=unit)
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert {page.total for page in pages} <= {len(pages)}
    assert [page.next for page in pages] == [*(page.number for page in pages[1:]), None][
        : len(pages)
    ]
    assert [page.previous for page in pages] == [None, *(page.number for page in pages)][
        : len(pages)
    ]


@given(discussions(), by_time, sizes, units, st.integers(1, 4))
def test_a_comment_stays_on_its_page_when_later_ones_are_added(
    comments: list[Comment], order: Order, size: int, unit: PageUnit, more: int
) -> None:
    comments = [evolve(comment, published=comment.published or at(0)) for comment in comments]
    thread = Thread.from_comments(comments, order=order)
    end = max((comment.published or at(0) for comment in comments), default=at(0))
    later = [make_comment(f"later{n}") for n in range(more)]
    if comments:
        last = thread.roots[0 if newest_first(order) else -1]
        later.append(make_comment("reply", last.comment.id))
    later = [evolve(it, published=end + timedelta(minutes=n)) for n, it in enumerate(later, 1)]
    grown = Thread.from_comments([*comments, *later], order=order)
    for known in comments:
        before = thread.page_of(known.id, size, by=unit)
        assert grown.page_of(known.id, size, by=unit) == before


@given(discussions(), by_time, sizes, st.data())
def test_by_roots_a_reply_moves_no_comment_to_another_page(
    comments: list[Comment], order: Order, size: int, data: st.DataObject
) -> None:
    thread = Thread.from_comments(comments, order=order)
    if not comments:
        return
    reply = make_comment(
        "reply", data.draw(st.sampled_from(comments)).id, data.draw(st.integers(0, 9))
    )
    grown = Thread.from_comments([*comments, reply], order=order)
    for known in comments:
        assert grown.page_of(known.id, size) == thread.page_of(known.id, size)


@given(any_comments, orders, sizes, units, st.data())
def test_scrolling_shows_each_discussion_once(
    comments: list[Comment], order: Order, size: int, unit: PageUnit, data: st.DataObject
) -> None:
    thread = Thread.from_comments(comments, order=order)
    seen: list[Comment] = []
    part = thread.first(size, by=unit)
    while len(part):
        size_of_part = len(part.roots if unit == "roots" else part)
        assert size_of_part >= size or part.comments[-1] is thread.comments[-1]
        seen += part.comments
        shown = [node.comment for node in (part.roots[-1], *part.roots[-1].descendants)]
        part = thread.first(size, after=data.draw(st.sampled_from(shown)).id, by=unit)
    assert seen == list(thread.comments)


@given(discussions(), sizes, st.integers(1, 4))
def test_a_view_of_a_page_has_the_same_number(
    comments: list[Comment], size: int, depth: int
) -> None:
    thread = Thread.from_comments(comments)
    for page in thread.pages(size):
        for view in (
            page.clamped(depth),
            page.sorted(newest),
            page.collapsed(depth),
            page.visible(),
        ):
            assert isinstance(view, Page)
            assert (view.number, view.total) == (page.number, page.total)


@given(discussions(), sizes)
def test_clamping_commutes_with_paging(comments: list[Comment], size: int) -> None:
    thread = Thread.from_comments(comments)
    clamped = thread.clamped(2).pages(size)
    assert [page.clamped(2) for page in thread.pages(size)] == list(clamped)


# --- examples --------------------------------------------------------------------------------


def test_oldest_and_newest_are_the_first_and_the_last_page() -> None:
    comments = [make_comment(f"c{n}", None, n) for n in range(5)]
    for order in (oldest, newest):
        thread = Thread.from_comments(comments, order=order)
        assert thread.page("oldest", 2).number == 1
        assert thread.page("newest", 2).number == 3
        assert thread.page_of("c0", 2) == 1
        assert [c.id for c in thread.page("newest", 2).comments] == ["c4"]
    newest_shown_first = Thread.from_comments(comments, order=newest)
    assert [c.id for c in newest_shown_first.page("oldest", 2).comments] == ["c1", "c0"]


def test_in_an_order_not_by_time_oldest_and_newest_are_page_one() -> None:
    thread = Thread.from_comments([make_comment(f"c{n}", likes=n) for n in range(5)], order=top)
    for number in (1, "oldest", "newest"):
        page = thread.page(number, 2)
        assert [c.id for c in page.comments] == ["c4", "c3"]


def test_an_empty_thread_has_an_empty_first_page() -> None:
    empty = Thread.from_comments([])
    assert empty.pages(10) == ()
    for number in (1, "oldest", "newest"):
        page = empty.page(number, 10)
        assert (len(page), page.number, page.total) == (0, 1, 0)
        assert (page.previous, page.next) == (None, None)


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_page_out_of_range_names_the_last_page(number: int) -> None:
    thread = Thread.from_comments([make_comment("a"), make_comment("b"), make_comment("c")])
    with pytest.raises(PageError, match=f"no page {number}; the pages are 1 to 2") as error:
        thread.page(number, 2)
    assert (error.value.page, error.value.last) == (number, 2)


@pytest.mark.parametrize(
    ("size", "code"), [(0, "out_of_range"), (2.5, "wrong_type"), (True, "wrong_type")]
)
def test_a_size_that_is_no_positive_whole_number_is_refused(size: int, code: str) -> None:
    thread = Thread.from_comments([make_comment("a")])
    for ask in (
        lambda: thread.page(1, size),
        lambda: thread.pages(size),
        lambda: thread.page_of("a", size),
        lambda: thread.first(size),
    ):
        with pytest.raises(ValidationError) as refusal:
            ask()
        assert [(fault.path, fault.code) for fault in refusal.value.faults] == [("size", code)]


def test_an_unknown_unit_is_refused_with_the_known_ones() -> None:
    with pytest.raises(
        UnknownNameError, match="no unit of pages is named 'words'; known are: roots, comments"
    ):
        Thread.from_comments([]).pages(1, by="words")  # type: ignore[arg-type]


def test_an_unknown_comment_is_on_no_page() -> None:
    thread = Thread.from_comments([make_comment("a")])
    with pytest.raises(UnknownIdError):
        thread.page_of("b", 1)
    with pytest.raises(UnknownIdError):
        thread.first(1, after="b")


def test_scrolling_takes_whole_discussions_by_either_unit() -> None:
    comments = [make_comment(id, None, minute) for minute, id in enumerate("abcd")]
    comments += [
        make_comment("a1", "a", 9),
        make_comment("a2", "a1", 9),
        make_comment("c1", "c", 9),
    ]
    thread = Thread.from_comments(comments)

    def scrolled(size: int, after: str | None, by: PageUnit) -> list[str]:
        return [it.id for it in thread.first(size, after=after, by=by).comments]

    assert scrolled(2, None, "roots") == ["a", "a1", "a2", "b"]
    assert scrolled(2, "a2", "roots") == ["b", "c", "c1"]
    assert scrolled(2, None, "comments") == ["a", "a1", "a2"]
    assert scrolled(2, "a", "comments") == ["b", "c", "c1"]
    assert scrolled(9, "b", "comments") == ["c", "c1", "d"]
    assert scrolled(9, "d", "roots") == []


@given(orders, units)
def test_an_empty_thread_has_no_pages(order: Order, unit: PageUnit) -> None:
    assert Thread.from_comments([], order=order).pages(2, by=unit) == ()


def test_an_edit_of_a_page_is_no_page() -> None:
    thread = Thread.from_comments([make_comment("a"), make_comment("b"), make_comment("c")])
    page = thread.page(1, 2)
    for edited in (
        page.add(make_comment("d")),
        page.add_many([make_comment("d")]),
        page.replace(make_comment("a", likes=1)),
        page.remove("a"),
        page.merge(thread),
        page.apply(page.diff(thread)),
    ):
        assert type(edited) is Thread
