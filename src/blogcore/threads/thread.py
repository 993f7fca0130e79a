"""`Thread`: a discussion, as comments in reading order with their depths."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from datetime import datetime
from typing import Self, overload

from attrs import evolve, field, frozen

from blogcore.errors import UnknownIdError
from blogcore.models import Comment, PageEnd
from blogcore.threads.anomaly import ThreadError
from blogcore.threads.arrow import to_stream
from blogcore.threads.build import Arranged, build, rearranged
from blogcore.threads.change import added, removed, replaced
from blogcore.threads.columns import ColumnValue, to_columns
from blogcore.threads.depth import among, clamped, collapsed
from blogcore.threads.diff import Diff, applied, difference
from blogcore.threads.edges import edges
from blogcore.threads.find import published_after, that_say
from blogcore.threads.merge import Merged, merged, merged_from
from blogcore.threads.nested import NestedComment, to_nested
from blogcore.threads.node import Enter, Leave, Node
from blogcore.threads.order import Order, oldest
from blogcore.threads.outline import Outline
from blogcore.threads.page import PageUnit, Pagination, following
from blogcore.threads.prune import pruned, sliced
from blogcore.threads.scope import Scope
from blogcore.threads.stats import Participant, Stats, participants, stats
from blogcore.threads.visible import PUBLIC, Hiding, Viewer, visible

__all__ = ["Page", "Thread"]


@frozen(eq=False, repr=False)
class Thread(Outline):
    """The comments of a discussion in reading order: each is followed by all that is beneath it.

    Made by `from_comments`. It never changes, and nothing about it recurses: a chain of a million
    replies walks, compares, hashes, pickles and copies like a list.

    >>> Thread.from_comments([])
    <Thread of 0 comments>
    """

    @classmethod
    def from_comments(
        cls,
        comments: Iterable[Comment],
        *,
        post_id: str | None = None,
        order: Order = oldest,
        strict: bool = False,
        elsewhere: Container[str] = (),
    ) -> Thread:
        """The thread of any pile of comments; every one is in it exactly once.

        Links and ids that cannot be are repaired, and each repair is in `anomalies`. With
        ``post_id`` the comments of other posts are left out, and named there too. ``elsewhere``
        holds ids of comments that exist under other posts, so that a link to one is told from a
        link to nothing.

        O(n log n) for the siblings' order, and linear otherwise. Raises `ThreadError` naming
        every repair, if ``strict`` and one was needed, and `ValidationError` for what is no
        comment.
        """
        scope = Scope(post_id, elsewhere)
        kept, depths, anomalies = build(comments, scope, order)
        if strict and anomalies:
            raise ThreadError(anomalies)
        return cls(kept, depths, anomalies, order, scope=scope)

    def sorted(self, order: Order) -> Self:
        """The same tree with its siblings in another order. O(n log n)."""
        comments, depths = rearranged(self.comments, self.depths, order)
        return evolve(self, comments=comments, depths=depths, order=order)

    # --- views: what is shown of it. Moderate first, then sort, cut into pages, and limit depth.

    def visible(self, to: Viewer = PUBLIC, *, hidden: Hiding = "tombstone") -> Self:
        """The thread as somebody may see it: everybody, a moderator, or the author of comments.

        What they may not see is gone, or a `tombstone` where something beneath it is to be seen;
        with ``hidden="vanish"`` it is gone with all beneath it, as WordPress does it; with
        ``"promote"`` its replies move up to answer the nearest comment that is seen. Only a
        `MODERATOR` sees private fields. Linear, but for orders that ask for more than times.
        """
        seen = visible(self.comments, self.depths, self.anomalies, self.order, to, hidden)
        return self._part(seen)

    def pruned(self, keep: Callable[[Comment], bool]) -> Self:
        """The comments to keep and those above them, each at its depth. Linear."""
        return self._part(pruned(self.comments, self.depths, keep))

    def subthread(self, id: str) -> Thread:
        """A comment and all beneath it. Linear in their number. Raises `UnknownIdError`."""
        top = self[id].index
        return self._slice(slice(top, self.shape.end(top)))

    def clamped(self, depth: int | None) -> Self:
        """The thread in at most so many levels; None: in as many as it has. Linear.

        Deeper replies join the deepest level, after what they answer (WordPress:
        ``thread_comments_depth``, ``Walker_Comment::display_element``); ``in_reply_to`` stays.
        """
        return self if depth is None else evolve(self, depths=clamped(self.depths, depth))

    def collapsed(self, depth: int | None = None, replies: int | None = None) -> Self:
        """The first so many levels, and the first so many replies to each comment. Linear.

        `Node.folded` says how many are left out beneath a comment, and `subthread` gives them.
        """
        part, folded = collapsed(self.comments, self.depths, self.folded, depth, replies)
        return evolve(self._part(part), folded=folded)

    def page(self, number: int | PageEnd, size: int, *, by: PageUnit = "roots") -> Page:
        """One page: whole discussions in the order of the thread, ``size`` at top level each.

        With ``by="comments"`` a page ends with the discussion that brings it to ``size`` comments.
        Pages are numbered from the oldest on, also where the newest are shown first (WordPress:
        ``get_page_of_comment``), so that a comment stays on its page when others come later;
        ``"oldest"`` and ``"newest"`` are the first and the last (``default_comments_page``). In
        an order that is not by time the first page is what is shown first, and both names mean it.

        Linear in the page, after one pass for the first. Raises `ValidationError` for a page that
        is not there; the first always is.
        """
        pages = self._pages(size, by)
        return Page.of(self, pages, pages.number(number))

    def pages(self, size: int, *, by: PageUnit = "roots") -> tuple[Page, ...]:
        """All pages by number; none of an empty thread. Linear."""
        pages = self._pages(size, by)
        return tuple(Page.of(self, pages, number) for number in range(1, len(pages) + 1))

    def page_of(self, id: str, size: int, *, by: PageUnit = "roots") -> int:
        """The number of the page that a comment is on. Raises `UnknownIdError`."""
        return self._pages(size, by).number_at(self[id].index)

    def first(self, size: int, *, after: str | None = None, by: PageUnit = "roots") -> Thread:
        """The next discussions behind the one that holds the comment ``after``; empty at the end.

        For scrolling without end: nothing is shown twice when others come before. Linear in what
        comes back, after one pass for the first. Raises `UnknownIdError`.
        """
        place = None if after is None else self[after].index
        return self._slice(following(self._starts, len(self), place, size, by))

    # --- reading aids: who, how much, where, since when ------------------------------------------

    @property
    def stats(self) -> Stats:
        """How large it is and how lively. Linear, but for one sort."""
        return stats(self.comments, self.depths)

    @property
    def participants(self) -> tuple[Participant, ...]:
        """Who takes part, in the order in which they come in. Linear."""
        return participants(self.comments)

    def find(self, text: str) -> tuple[Node, ...]:
        """The comments whose words, or whose writer's name, hold the text. Linear.

        Case, spacing and the way accents are written do not matter; markup is not searched.
        """
        return self._nodes(that_say(text))

    def unread(self, since: datetime) -> tuple[Node, ...]:
        """The comments published later, in reading order; of known time, that is. Linear.

        Raises `ValidationError` for a time without zone.
        """
        return self._nodes(published_after(since))

    def path(self, id: str) -> tuple[Node, ...]:
        """The way down to a comment, from top level to itself. Raises `UnknownIdError`."""
        return (*reversed(self[id].ancestors), self[id])

    def edges(self) -> Iterator[tuple[str, str]]:
        """Who stands beneath whom: (id above, id beneath), as ``networkx.DiGraph`` takes them."""
        return edges(self.comments, self.depths)

    def to_nested(self, max_depth: int = 10) -> list[NestedComment]:
        """The public fields as plain data for JSON, each comment with its replies in it. Linear.

        Deeper replies join the deepest level, for JSON that nests deep breaks: orjson at 126.
        """
        return to_nested(self.comments, clamped(self.depths, max_depth), self.folded)

    def to_columns(self) -> dict[str, list[ColumnValue]]:
        """The public fields as columns in reading order, for data frames; times in UTC. Linear.

        ``parent`` is the id above a comment here, ``in_reply_to`` the one it claims to answer.
        """
        return to_columns(self.comments, self.depths)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The same for ``polars.DataFrame(thread)`` and the like; needs the extra ``arrow``."""
        return to_stream(self.to_columns(), requested_schema)

    def _part(self, part: Arranged) -> Self:
        """A view that leaves comments out, and with them what was odd about any."""
        comments, depths = part
        folded = among(comments, self.folded)
        return evolve(self, comments=comments, depths=depths, anomalies=(), folded=folded)

    def _slice(self, span: slice) -> Thread:
        part = sliced(self.comments, self.depths, span)
        return Thread(*part, order=self.order, folded=among(part[0], self.folded))

    def _nodes(self, wanted: Callable[[Comment], bool]) -> tuple[Node, ...]:
        return tuple(Node(self, at) for at, comment in enumerate(self.comments) if wanted(comment))

    def _pages(self, size: int, by: PageUnit) -> Pagination:
        return Pagination(self._starts, len(self), size, by, self.order)

    # --- walking and looking up ------------------------------------------------------------------

    @property
    def roots(self) -> tuple[Node, ...]:
        """The comments at top level, in order. Linear in their number."""
        return tuple(Node(self, index) for index in self.shape.siblings_from(0, len(self)))

    def __iter__(self) -> Iterator[Node]:
        """Nodes in reading order."""
        return (Node(self, index) for index in range(len(self)))

    def __getitem__(self, id: str) -> Node:
        """The node of the comment with this id. O(log n), after one sort of the ids.

        Raises `UnknownIdError`, which is a KeyError.
        """
        index = self.ids.find(id)
        if index is None:
            raise UnknownIdError("comment", id)
        return Node(self, index)

    def events(self) -> Iterator[Enter | Leave]:
        """A walk in reading order that also says where all beneath a comment ends.

        What a renderer needs to open and close its elements without recursion. Linear.
        """
        path: list[Node] = []
        for node, depth in zip(self, self.depths, strict=True):
            while len(path) > depth:
                yield Leave(path.pop())
            path.append(node)
            yield Enter(node)
        while path:
            yield Leave(path.pop())

    # --- changes: each a new thread, as if it were built of the pile that results ---------------

    def add(self, comment: Comment) -> Self:
        """The thread with one more comment, wherever it belongs.

        Comments may be added in any order: what answered it and found it missing moves beneath
        it. A second record of an id is a duplicate, as in `from_comments`. O(depth + √n) steps
        besides what moves, and a copy of `depths`; the first time, ids are sorted too.
        """
        return added(self, [comment])

    def add_many(self, comments: Iterable[Comment]) -> Self:
        """The thread with more comments; as `add` of each, in one pass."""
        return added(self, comments)

    def replace(self, comment: Comment) -> Self:
        """The thread with this record in the place of all records that have its id.

        Costs as `add` does. Raises `UnknownIdError` where there is none.
        """
        return replaced(self, comment)

    def remove(self, id: str) -> Self:
        """The thread without a comment; one that has replies leaves a `tombstone`.

        Every record with this id goes. Costs as `add` does. Raises `UnknownIdError` where there
        is none.
        """
        return removed(self, id)

    def diff(self, other: Thread) -> Diff:
        """What makes this thread the other: ``a.apply(a.diff(b)) == b``. Linear."""
        return difference(self, other)

    def apply(self, diff: Diff) -> Self:
        """The thread after a diff, in the order of the later thread of it.

        Raises `ValidationError` naming every record that the diff takes away and is not there.
        """
        return applied(self, diff)

    @overload
    def merge(self, other: Thread) -> Self: ...
    @overload
    def merge(self, other: Thread, *, base: Thread) -> Merged[Self]: ...
    def merge(self, other: Thread, *, base: Thread | None = None) -> Self | Merged[Self]:
        """What either thread has, each comment once, in this one's order and scope. Linear.

        Of two records of a comment the newest `updated` is kept, as among duplicates. For threads
        in one order it is commutative, associative and idempotent. With ``base``, the version that
        both came from, a change made on one side is made, what was taken away on one side stays
        away, and what both sides changed is in the conflicts of the `Merged` that comes back.
        """
        return merged(self, other) if base is None else merged_from(self, other, base)


@frozen(eq=False, repr=False)
class Page(Thread):
    """Some discussions of a thread, and their place among its pages."""

    #: From 1.
    number: int = field(kw_only=True)
    #: How many pages there are; 0 of an empty thread, which has an empty first page all the same.
    total: int = field(kw_only=True)

    @classmethod
    def of(cls, thread: Thread, pages: Pagination, number: int) -> Page:
        """The page of this number."""
        part = sliced(thread.comments, thread.depths, pages.span(number))
        folded = among(part[0], thread.folded)
        return cls(*part, order=thread.order, folded=folded, number=number, total=len(pages))

    @property
    def previous(self) -> int | None:
        """The number of the page before; None on the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The number of the page behind; None on the last."""
        return self.number + 1 if self.number < self.total else None
