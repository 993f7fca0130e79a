"""Cases from WordPress's own tests of discussions, as tables.

A discussion is written as ``a b<a c~held d@8``, in the order of time: b answers a, c is held, d is
on the post 8. Signed comments end in ``!name``: the id of their author.
"""

from __future__ import annotations

import re
from typing import Literal, get_args

import pytest
from attrs import evolve
from tests.factory import make_comment

from blogcore import Author, Blog, Comment, Thread
from blogcore.models import CommentKind, CommentStatus
from blogcore.orders import Order, newest, oldest
from blogcore.threads import Enter
from blogcore.viewers import MODERATOR, PUBLIC, Hiding, Viewer, author

_TOKEN = re.compile(r"(\w+)(?:<(\w+))?(?:~(\w+))?(?:@(\w+))?(?:!(\w+))?")
_STATUSES: dict[str | None, CommentStatus] = {
    None: "approved",
    **{status: status for status in get_args(CommentStatus)},
}
_KINDS: dict[str, CommentKind] = {"ping": "pingback", "track": "trackback"}


def parse(written: str) -> list[Comment]:
    comments: list[Comment] = []
    for minute, token in enumerate(written.split()):
        match = _TOKEN.fullmatch(token)
        assert match, token
        id, parent_id, status, post_id, writer = match.groups()
        comment = make_comment(id, parent_id, minute, post_id=post_id or "7")
        kind = _KINDS.get(id.rstrip("0123456789"), "comment")
        signed = Author(name=writer or "", id=writer)
        comments.append(evolve(comment, status=_STATUSES[status], kind=kind, author=signed))
    return comments


def outline(thread: Thread) -> str:
    """Return the tree as "a(b c(d)) e", with tombstones as "†b"."""
    out = ""
    for event in thread.events():
        if isinstance(event, Enter):
            mark = "†" if event.node.comment.status == "deleted" else ""
            out += f" {mark}{event.node.comment.id}("
        else:
            out = out.removesuffix("(") if out.endswith("(") else f"{out})"
    return out.replace("( ", "(").strip()


# --- getPageOfComment ------------------------------------------------------------------------

_TEN = "a b c d e f g h i j"


@pytest.mark.parametrize(
    ("written", "size", "viewer", "expected"),
    [
        pytest.param("a b c", 10, PUBLIC, {"a": 1, "c": 1}, id="all fit on one"),
        pytest.param(_TEN, 4, PUBLIC, {"a": 1, "d": 1, "e": 2, "h": 2, "i": 3}, id="in fours"),
        pytest.param(_TEN, 10, PUBLIC, {"a": 1, "j": 1}, id="just full"),
        pytest.param(_TEN, 1, PUBLIC, {"a": 1, "j": 10}, id="one each"),
        pytest.param("a b<a c<b d e", 2, PUBLIC, {"b": 1, "c": 1, "d": 1, "e": 2}, id="replies"),
        pytest.param("a b c d<a", 1, PUBLIC, {"d": 1}, id="a late reply is with its top"),
        pytest.param("x@8 a y@8 b", 1, PUBLIC, {"a": 1, "b": 2}, id="this post alone"),
        pytest.param("a~held b~spam c~trash d e", 1, PUBLIC, {"d": 1, "e": 2}, id="hidden"),
        pytest.param(
            "a~held!ida b~held!jon c d", 2, author("ida"), {"a": 1, "c": 1, "d": 2}, id="own held"
        ),
        pytest.param("a~spam!ida b c", 1, author("ida"), {"b": 1, "c": 2}, id="own spam"),
        pytest.param("a~held b", 1, MODERATOR, {"a": 1, "b": 2}, id="who moderates"),
    ],
)
@pytest.mark.parametrize("order", [oldest, newest], ids=repr)
def test_page_of_a_comment(
    written: str, size: int, viewer: Viewer, expected: dict[str, int], order: Order
) -> None:
    """The page is the same whether the oldest or the newest comments are shown first."""
    thread = Blog(comments=parse(written)).thread("7", order=order).visible(viewer)
    assert {id: thread.page_of(id, size) for id in expected} == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [("a~held b c", "a b c", 2), ("a b c", "b c", 1), ("a b c", "a~spam b c", 1)],
    ids=["approved", "deleted", "marked as spam"],
)
def test_the_page_of_a_comment_changes_when_an_earlier_one_is_moderated(
    before: str, after: str, expected: int
) -> None:
    pages = [Thread.from_comments(parse(w)).visible().page_of("b", 1) for w in (before, after)]
    assert pages == [1 if "~held" in before else 2, expected]


def test_comments_and_pings_are_paged_separately_if_listed_separately() -> None:
    thread = Thread.from_comments(parse("ping1 a track1 b ping2 c"))
    comments = thread.pruned(lambda comment: comment.kind == "comment")
    pings = thread.pruned(lambda comment: comment.kind != "comment")
    assert [comments.page_of(id, 2) for id in ("a", "b", "c")] == [1, 1, 2]
    assert [pings.page_of(id, 2) for id in ("ping1", "track1", "ping2")] == [1, 1, 2]
    assert [thread.page_of(id, 2) for id in ("a", "b", "c")] == [1, 2, 3]


# --- getCommentsPagesCount -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "size", "threaded", "flat"),
    [
        ("", 10, 0, 0),
        ("a", 10, 1, 1),
        (_TEN, 10, 1, 1),
        (_TEN, 9, 2, 2),
        (_TEN, 3, 4, 4),
        ("a b<a c<b d e<d f<e", 2, 1, 3),
        ("a b<a c<a d<a", 1, 1, 4),
        ("a b~held c~spam d", 1, 2, 2),
    ],
)
def test_how_many_pages_there_are(written: str, size: int, threaded: int, flat: int) -> None:
    """With threading ``size`` counts top-level comments, without threading all comments."""
    thread = Thread.from_comments(parse(written)).visible()
    assert len(thread.pages(size)) == threaded
    assert len(thread.clamped(1).pages(size)) == flat


# --- commentsTemplate, wpListComments: which page, in which order -----------------------------


@pytest.mark.parametrize(
    ("written", "default", "order", "expected"),
    [
        ("a b c", "newest", oldest, "c"),
        ("a b c", "newest", newest, "c"),
        ("a b c", "oldest", oldest, "a b"),
        ("a b c", "oldest", newest, "b a"),
        ("a b c d", "newest", oldest, "c d"),
        ("a b c d", "newest", newest, "d c"),
        ("a b<a c<a d e", "oldest", oldest, "a(b c) d"),
        ("a b<a c<a d e", "oldest", newest, "d a(c b)"),
        ("a b<a c<a d e", "oldest", newest.with_replies(oldest), "d a(b c)"),
        ("a b~held c d", "newest", oldest, "d"),
    ],
)
def test_the_default_page(
    written: str, default: Literal["newest", "oldest"], order: Order, expected: str
) -> None:
    thread = Thread.from_comments(parse(written), order=order).visible()
    assert outline(thread.page(default, 2)) == expected


@pytest.mark.parametrize(
    ("written", "viewer", "hidden", "expected"),
    [
        ("a b~held c", PUBLIC, "tombstone", "a c"),
        ("a b~held!ida c~held!jon", author("ida"), "tombstone", "a b"),
        ("a b~held!ida c", author("jon"), "tombstone", "a c"),
        ("a~held b<a c<b d", PUBLIC, "vanish", "d"),
        ("a b<a~spam c<b d", PUBLIC, "vanish", "a d"),
        ("a b<a~spam c<b d", PUBLIC, "tombstone", "a(†b(c)) d"),
        ("a b<a~deleted c<b d", PUBLIC, "promote", "a(c) d"),
        ("a b<a~deleted c<b~deleted d<c", MODERATOR, "promote", "a(d)"),
        ("a~held b<a", MODERATOR, "vanish", "a(b)"),
    ],
)
def test_who_sees_what(written: str, viewer: Viewer, hidden: Hiding, expected: str) -> None:
    thread = Thread.from_comments(parse(written))
    assert outline(thread.visible(viewer, hidden=hidden)) == expected


def test_without_threading_comments_are_sorted_by_time() -> None:
    thread = Thread.from_comments(parse("a b c<a d<b"))
    assert outline(thread) == "a(c) b(d)"
    assert outline(thread.clamped(1).sorted(oldest)) == "a b c d"


# --- walker ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "depth", "expected"),
    [
        ("a b c", 1, "a b c"),
        ("a b<a c<b", 1, "a b c"),
        ("a b<a c<b", 2, "a(b c)"),
        ("a b<a c<b d<c e<a", 3, "a(b(c d) e)"),
        ("a b<a c<b", None, "a(b(c))"),
        ("b<gone", None, "b"),
        ("a b<gone c<b", None, "a b(c)"),
        ("a b<gone c<gone", 1, "a b c"),
        ("b<gone c<b d<also_gone", 2, "b(c) d"),
    ],
)
def test_walking_to_a_maximal_depth(written: str, depth: int | None, expected: str) -> None:
    """WordPress loses orphans; here they are at top level."""
    assert outline(Thread.from_comments(parse(written)).clamped(depth)) == expected


@pytest.mark.parametrize("written", ["a b<a", "b<a a"], ids=["parent first", "reply first"])
def test_replies_are_found_in_any_input_order(written: str) -> None:
    thread = Thread.from_comments(parse(written))
    assert [bool(node.children) for node in thread] == [True, False]


# --- getCommentCount, wpCountComments --------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "counts"),
    [
        ("", (0, 0, 0, 0, 0)),
        ("a", (1, 1, 0, 0, 0)),
        ("a~held", (1, 0, 1, 0, 0)),
        ("a~spam", (1, 0, 0, 1, 0)),
        ("a~trash", (1, 0, 0, 0, 1)),
        ("a b c~held d~spam e~spam f~trash", (6, 2, 1, 2, 1)),
        ("a b~deleted", (1, 1, 0, 0, 0)),
        ("a x@8", (1, 1, 0, 0, 0)),
    ],
)
def test_counts_by_status(written: str, counts: tuple[int, int, int, int, int]) -> None:
    stats = Blog(comments=parse(written)).thread("7").stats
    assert (stats.comments, stats.approved, stats.held, stats.spam, stats.trash) == counts
