"""`Thread`: a discussion as its comments in pre-order with their depths."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property, partial
from itertools import islice
from typing import Protocol, Self, overload

from attrs import evolve, field, fields, frozen

from blogcore.errors import UnknownIdError
from blogcore.models import Comment, PageEnd
from blogcore.threads._index import IdIndex, TreeIndex, read_only, root_positions
from blogcore.threads._sketch_line import format_line
from blogcore.threads.anomaly import Anomaly, ThreadError
from blogcore.threads.build import Columns, build, rearrange, require_comments
from blogcore.threads.diff import Diff, apply_diff, compare
from blogcore.threads.edit import (
    all_records,
    records_after_removal,
    splice,
    with_records,
)
from blogcore.threads.export import ColumnValue, edges, to_arrow_stream, to_columns
from blogcore.threads.inferred import InferredLink, records_with_links, records_without_links
from blogcore.threads.merge import Merged, merge_three_way, merge_two_way
from blogcore.threads.node import Enter, Leave, Node
from blogcore.threads.order import Order, find_order, input_order, oldest
from blogcore.threads.paging import PageUnit, Pagination, span_after
from blogcore.threads.search import contains, published_after
from blogcore.threads.sources.depths import comments_from_levels
from blogcore.threads.sources.nested import (
    NestedComment,
    Record,
    comments_from_nested,
    to_nested,
)
from blogcore.threads.sources.paths import comments_from_paths
from blogcore.threads.sources.references import comments_from_references
from blogcore.threads.stats import Participant, Stats, participants, stats
from blogcore.threads.viewer import PUBLIC, Hiding, Viewer, find_viewer
from blogcore.threads.views import (
    clamp,
    collapse,
    folded_among,
    keep_with_ancestors,
    slice_columns,
    visible,
)

__all__ = ["Page", "Thread"]

#: How many comments and anomalies the long representation shows.
_MAX_LINES = 50
#: Up to how many comments an error about an unknown id suggests similar ones.
_MAX_SUGGESTIONS = 1000


class _Printer(Protocol):
    """The printer that IPython and Hypothesis pass to ``_repr_pretty_``."""

    def text(self, obj: str, /) -> object:
        """Print a text."""

    def break_(self) -> object:
        """Begin a new line."""


@frozen(eq=False, repr=False)
class Thread:
    """A discussion: its comments in pre-order with their depths.

    Each comment is followed by its descendants, so a subtree is a slice and a walk is a loop. A
    thread is immutable, and no operation recurses: a chain of a million replies is walked,
    compared, hashed, pickled and copied like a list.

    Make one with `from_comments`, or with `from_nested`, `from_levels`, `from_paths` or
    `from_references`.

    >>> Thread.from_comments([])
    <Thread of 0 comments>
    """

    #: The comments in pre-order.
    comments: tuple[Comment, ...]
    #: The depth of each comment, 0 at top level; read-only, four bytes each.
    depths: memoryview[int] = field(converter=read_only)
    #: The repairs, sorted by kind and id. A view that leaves comments out has none.
    anomalies: tuple[Anomaly, ...] = ()
    #: The order of siblings.
    order: Order = field(default=oldest, converter=find_order)
    #: How many descendants `collapsed` left out, by the id of the comment that is shown.
    folded: Mapping[str, int] = field(factory=dict[str, int])
    #: The post whose comments belong to the thread; None: comments of any post.
    post_id: str | None = field(default=None, kw_only=True)
    #: Ids of comments that exist under other posts.
    elsewhere: Container[str] = field(default=(), kw_only=True)

    # --- constructors ----------------------------------------------------------------------------

    @classmethod
    def from_comments(
        cls,
        comments: Iterable[Comment],
        *,
        post_id: str | None = None,
        order: Order | str = oldest,
        strict: bool = False,
        elsewhere: Container[str] = (),
    ) -> Thread:
        """Return the thread of a flat list of comments, in any order and with any defects.

        Every comment is accounted for once: in `comments`, or as the record of an anomaly.
        Invalid links and ids are repaired; `anomalies` lists the repairs.

        Args:
            comments: The comments; their ``in_reply_to`` is the id of the parent.
            post_id: Leave out the comments of other posts, with an anomaly for each.
            order: The order of siblings, or its name.
            strict: Refuse comments that need repairs.
            elsewhere: Ids of comments that exist under other posts. A reply to one of them is
                reported as ``cross_post``, a reply to an unknown id as ``orphan``.

        Raises:
            ThreadError: ``strict``, and repairs were needed; it names all of them.
            ValidationError: Some of ``comments`` are no comments.
            UnknownNameError: There is no order with this name.

        O(n log n) for sorting the siblings, else linear.
        """
        order = find_order(order)
        in_order, depths, anomalies = build(comments, post_id, elsewhere, order)
        if strict and anomalies:
            raise ThreadError(anomalies)
        return Thread(in_order, depths, anomalies, order, post_id=post_id, elsewhere=elsewhere)

    @classmethod
    def from_nested(
        cls,
        records: Sequence[Record],
        read: Callable[[Record], Comment],
        *,
        replies: str = "replies",
        order: Order | str | None = None,
    ) -> Thread:
        """Return the thread of nested records, as JSON APIs give them. Linear.

        ``in_reply_to`` of each comment becomes the id of the comment around it.

        Args:
            records: The top-level records, each with a list of its replies in it, to any depth.
            read: Returns the comment of one record; it may ignore the replies.
            replies: The key of the replies in a record. A missing list, None, and an empty text
                (as Reddit has) mean no replies.
            order: The order of siblings, or its name. None: as they are listed.

        Raises:
            ValidationError: An item is no record, a list is no list, a record holds itself, or
                ``read`` refuses a record; it names the path of each.

        >>> from blogcore import Author, Body
        >>> def read(record):
        ...     return Comment(id=record["id"], post_id="7", author=Author(name=""), body=Body())
        >>> nested = [{"id": "a", "kids": [{"id": "b"}]}]
        >>> [node.number for node in Thread.from_nested(nested, read, replies="kids")]
        ['1', '1.1']
        """
        comments = comments_from_nested(records, read, replies)
        return cls.from_comments(comments, order=order or input_order(comments))

    @classmethod
    def from_levels(
        cls, comments: Iterable[tuple[Comment, int]], *, order: Order | str | None = None
    ) -> Thread:
        """Return the thread of comments in pre-order with their depths, as on Hacker News. Linear.

        A comment answers the last one before it that is one level higher; its own ``in_reply_to``
        is replaced.

        Args:
            comments: The comments, each with its depth from 0.
            order: The order of siblings, or its name. None: as they are listed.

        Raises:
            ValidationError: A depth is not a whole number from 0, or more than one deeper than
                the one before; it names each.

        >>> from blogcore import Author, Body
        >>> ida = Author(name="Ida")
        >>> a, b, c = (Comment(id=id, post_id="7", author=ida, body=Body()) for id in "abc")
        >>> [node.number for node in Thread.from_levels([(c, 0), (b, 1), (a, 0)])]
        ['1', '1.1', '2']
        """
        linked = comments_from_levels(comments)
        return cls.from_comments(linked, order=order or input_order(linked))

    @classmethod
    def from_paths(
        cls,
        comments: Iterable[tuple[Comment, str]],
        *,
        separator: str = ".",
        root: str = "0",
        order: Order | str = oldest,
    ) -> Thread:
        """Return the thread of comments with materialised paths, as Lemmy has them.

        A comment answers the nearest in its path that is present; if none is, it is an orphan. Its
        own ``in_reply_to`` is replaced. Linear in the total length of the paths.

        Args:
            comments: The comments, each with its path of ids from the root down to its own.
            separator: The text between the ids of a path.
            root: The first part of each path.
            order: The order of siblings, or its name.

        Raises:
            ValidationError: A path does not begin with the root or end with the id of its comment;
                it names each.

        >>> from blogcore import Author, Body
        >>> a, b = (Comment(id=id, post_id="7", author=Author(name=""), body=Body()) for id in "12")
        >>> [node.number for node in Thread.from_paths([(b, "0.1.2"), (a, "0.1")])]
        ['1', '1.1']
        """
        return cls.from_comments(comments_from_paths(comments, separator, root), order=order)

    @classmethod
    def from_references(
        cls, messages: Iterable[tuple[Comment, Sequence[str]]], *, order: Order | str = oldest
    ) -> Thread:
        """Return the thread of e-mail or news messages.

        A message answers the last id that it refers to, or, if that is missing, its nearest known
        ancestor by the references of other messages. A missing message with two or more replies
        becomes a `tombstone`. The result does not depend on the order of the messages. Linear but
        for sorting.

        Args:
            messages: The messages, each with the ids that it refers to, its parent's last; see
                `reference_ids`.
            order: The order of siblings, or its name.

        Raises:
            ValidationError: Some of the messages are no comments.

        Source: RFC 5256, section 2.2, without grouping by subject.
        """
        return cls.from_comments(comments_from_references(messages), order=order)

    # --- the thread as a value -------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self.comments)

    def __contains__(self, id: object) -> bool:
        """Whether a comment with this id is in the thread. O(log n) after the first call."""
        return isinstance(id, str) and self._ids.find(id) is not None

    def __eq__(self, other: object) -> bool:
        """Whether the comments, their depths, the repairs and the folded counts are equal."""
        if not isinstance(other, Thread):
            return NotImplemented
        return self is other or (
            self.depths == other.depths
            and self.comments == other.comments
            and self.anomalies == other.anomalies
            and self.folded == other.folded
        )

    def __hash__(self) -> int:
        return hash((self.comments, tuple(self.depths)))

    def __repr__(self) -> str:
        repairs = f", {len(self.anomalies)} anomalies" if self.anomalies else ""
        return f"<Thread of {len(self)} comments{repairs}>"

    def _repr_pretty_(self, printer: _Printer, cycle: bool) -> None:
        """Print the first comments and anomalies, for IPython and Hypothesis."""
        entries = islice(zip(self.comments, self.depths, strict=True), _MAX_LINES)
        lines = [format_line(comment, depth) for comment, depth in entries]
        more = ["…"] if len(self) > _MAX_LINES else []
        for line in (repr(self), *lines, *more, *map(str, self.anomalies[:_MAX_LINES])):
            printer.text(line)
            printer.break_()

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        return self

    def __reduce__(self) -> tuple[Callable[[], Self], tuple[()]]:
        """Pickle the depths as an array, for a memoryview cannot be pickled."""
        values = {item.alias: getattr(self, item.name) for item in fields(type(self))}
        values["depths"] = array("I", self.depths.tobytes())
        return partial(type(self), **values), ()

    @cached_property
    def tree(self) -> TreeIndex:
        """Parent, rank and subtree of each position, for code that walks by index."""
        return TreeIndex(self.depths)

    @cached_property
    def _ids(self) -> IdIndex:
        return IdIndex(self.comments)

    @cached_property
    def _starts(self) -> array[int]:
        return root_positions(self.depths)

    def _unknown_id(self, id: str) -> UnknownIdError:
        """Return the error, with the ids to suggest, unless there are too many to compare."""
        known = self.comments if len(self) <= _MAX_SUGGESTIONS else ()
        return UnknownIdError("comment", id, tuple(comment.id for comment in known))

    # --- nodes -----------------------------------------------------------------------------------

    @property
    def roots(self) -> tuple[Node, ...]:
        """The nodes at top level, in order. Linear in their number."""
        return tuple(Node(self, index) for index in self._starts)

    def __iter__(self) -> Iterator[Node]:
        """Iterate over all nodes in pre-order."""
        return (Node(self, index) for index in range(len(self)))

    def __reversed__(self) -> Iterator[Node]:
        """Iterate over all nodes from the last to the first."""
        return (Node(self, index) for index in reversed(range(len(self))))

    @overload
    def __getitem__(self, key: str | int) -> Node: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Node, ...]: ...
    def __getitem__(self, key: str | int | slice) -> Node | tuple[Node, ...]:
        """Return the node with an id or at a position, or the nodes in a slice of positions.

        An id takes O(log n), after one sort of the ids; a position takes O(1).

        Raises:
            UnknownIdError: No comment has this id; it is a KeyError.
            IndexError: There is no such position.
        """
        if isinstance(key, slice):
            return tuple(Node(self, index) for index in range(len(self))[key])
        if isinstance(key, int):
            if not -len(self) <= key < len(self):
                raise IndexError(f"position {key} in a thread of {len(self)} comments")
            return Node(self, range(len(self))[key])
        index = self._ids.find(key)
        if index is None:
            raise self._unknown_id(key)
        return Node(self, index)

    def path(self, id: str) -> tuple[Node, ...]:
        """Return the nodes from top level down to a comment. Linear in its depth.

        Args:
            id: Id of a comment in this thread.

        Raises:
            UnknownIdError: No comment has this id.
        """
        return (*reversed(self[id].ancestors), self[id])

    def events(self) -> Iterator[Enter | Leave]:
        """Walk in pre-order: yield `Enter` for each node, and `Leave` after its last descendant.

        A renderer opens and closes its elements by them, without recursion. Linear.
        """
        path: list[Node] = []
        for node, depth in zip(self, self.depths, strict=True):
            while len(path) > depth:
                yield Leave(path.pop())
            path.append(node)
            yield Enter(node)
        while path:
            yield Leave(path.pop())

    def find(self, text: str) -> tuple[Node, ...]:
        """Return the comments that contain a text, in pre-order. Linear.

        Args:
            text: Looked for in the body's text and the author's name, without regard to case,
                spacing and the composition of accents.
        """
        return self._nodes(contains(text))

    def unread(self, since: datetime) -> tuple[Node, ...]:
        """Return the comments published after a time, in pre-order. Linear.

        Args:
            since: The time of the last visit. Comments of unknown time are not returned.

        Raises:
            ValidationError: ``since`` has no time zone.
        """
        return self._nodes(published_after(since))

    # --- views: moderate first, then sort, cut into pages, and limit the depth -------------------

    def sorted(self, order: Order | str) -> Self:
        """Return the same tree with siblings in another order. O(n log n).

        Args:
            order: An order, or its name.

        Raises:
            UnknownNameError: There is no order with this name.
        """
        order = find_order(order)
        comments, depths = rearrange(self.comments, self.depths, order)
        return evolve(self, comments=comments, depths=depths, order=order)

    def visible(self, to: Viewer | str = PUBLIC, *, hidden: Hiding = "tombstone") -> Self:
        """Return the thread as a viewer may see it. Linear, unless the order needs more than times.

        Only a `MODERATOR` sees private fields.

        Args:
            to: Who looks, or ``"public"`` or ``"moderator"``.
            hidden: What happens to a comment that the viewer may not see. ``"tombstone"``: it
                becomes a `tombstone` if it has visible descendants. ``"vanish"``: it disappears
                with its descendants, as in WordPress. ``"promote"``: its replies move up to its
                nearest visible ancestor.

        Raises:
            UnknownNameError: There is no such viewer or way of hiding.
        """
        return self._view(
            visible(self.comments, self.depths, self.anomalies, self.order, find_viewer(to), hidden)
        )

    def pruned(self, keep: Callable[[Comment], bool]) -> Self:
        """Return the comments to keep and their ancestors, each at its depth. Linear.

        Args:
            keep: Whether to keep a comment.
        """
        return self._view(keep_with_ancestors(self.comments, self.depths, keep))

    def subthread(self, id: str) -> Thread:
        """Return a comment and its descendants. Linear in their number.

        Args:
            id: Id of a comment in this thread.

        Raises:
            UnknownIdError: No comment has this id.
        """
        top = self[id].index
        return self._slice(slice(top, self.tree.end(top)))

    def clamped(self, depth: int | None) -> Self:
        """Return the thread with at most ``depth`` levels. Linear.

        Deeper replies are put at the deepest level, after what they answer; ``in_reply_to`` stays.

        Args:
            depth: The number of levels, from 1; None: all.

        Raises:
            ValidationError: ``depth`` is not a whole number from 1.

        Source: WordPress ``thread_comments_depth``, ``Walker_Comment::display_element``.
        """
        return self if depth is None else evolve(self, depths=clamp(self.depths, depth))

    def collapsed(self, depth: int | None = None, replies: int | None = None) -> Self:
        """Return the first levels, and the first replies to each comment. Linear.

        `Node.folded` says how many descendants are left out; `subthread` of the whole thread has
        them.

        Args:
            depth: The number of levels, from 1; None: all.
            replies: The number of direct replies to each comment, from 0; None: all.

        Raises:
            ValidationError: An argument is not a whole number in its range.
        """
        columns, folded = collapse(self.comments, self.depths, self.folded, depth, replies)
        return evolve(self._view(columns), folded=folded)

    def page(self, number: int | PageEnd, size: int, *, by: PageUnit = "roots") -> Page:
        """Return one page: whole discussions, in the order of the thread.

        Pages are numbered from the oldest comments on, even where the newest are shown first, so a
        comment stays on its page when later ones are added. In an order that is not by time, page 1
        is what is shown first.

        Args:
            number: The number of the page, from 1; ``"oldest"`` and ``"newest"`` are the first and
                the last page (in an order that is not by time, both are page 1).
            size: Entries per page.
            by: What ``size`` counts: top-level comments (WordPress), or all comments; a page then
                ends with the discussion that brings it to ``size``.

        Raises:
            PageError: There is no page with this number. Page 1 exists even in an empty thread.
            ValidationError: ``number`` or ``size`` is not a whole number, or ``size`` is below 1.

        Linear in the page, after the first call. Source: WordPress ``get_page_of_comment``,
        ``default_comments_page``.
        """
        pages = self._paginate(size, by)
        return self._page(pages, pages.number(number))

    def pages(self, size: int, *, by: PageUnit = "roots") -> tuple[Page, ...]:
        """Return all pages by number; an empty thread has none. Linear.

        Args:
            size: Entries per page.
            by: What ``size`` counts; see `page`.

        Raises:
            ValidationError: ``size`` is not a whole number from 1.
        """
        pages = self._paginate(size, by)
        return tuple(self._page(pages, number) for number in range(1, len(pages) + 1))

    def page_of(self, id: str, size: int, *, by: PageUnit = "roots") -> int:
        """Return the number of the page that shows a comment.

        Args:
            id: Id of a comment in this thread.
            size: Entries per page.
            by: What ``size`` counts; see `page`.

        Raises:
            UnknownIdError: No comment has this id.
            ValidationError: ``size`` is not a whole number from 1.
        """
        return self._paginate(size, by).number_at(self[id].index)

    def first(self, size: int, *, after: str | None = None, by: PageUnit = "roots") -> Thread:
        """Return the next discussions, for endless scrolling; empty at the end.

        When comments are added meanwhile, none is shown twice. Linear in the result, after the
        first call.

        Args:
            size: The number of entries.
            after: Id of the last comment that was shown; None: begin with the first discussion.
            by: What ``size`` counts; see `page`.

        Raises:
            UnknownIdError: No comment has the id ``after``.
            ValidationError: ``size`` is not a whole number from 1.
        """
        position = None if after is None else self[after].index
        return self._slice(span_after(self._starts, len(self), position, size, by))

    def _view(self, columns: Columns) -> Self:
        """Return the thread with fewer comments, without anomalies: they may name removed ones."""
        comments, depths = columns
        folded = folded_among(comments, self.folded)
        return evolve(self, comments=comments, depths=depths, anomalies=(), folded=folded)

    def _slice(self, span: slice) -> Thread:
        comments, depths = slice_columns(self.comments, self.depths, span)
        folded = folded_among(comments, self.folded)
        return Thread(comments, depths, order=self.order, folded=folded)

    def _page(self, pages: Pagination, number: int) -> Page:
        comments, depths = slice_columns(self.comments, self.depths, pages.span(number))
        folded = folded_among(comments, self.folded)
        return Page(
            comments, depths, order=self.order, folded=folded, number=number, total=len(pages)
        )

    def _paginate(self, size: int, by: PageUnit) -> Pagination:
        return Pagination(self._starts, len(self), size, by, self.order)

    def _nodes(self, matches: Callable[[Comment], bool]) -> tuple[Node, ...]:
        return tuple(
            Node(self, index) for index, comment in enumerate(self.comments) if matches(comment)
        )

    # --- edits: each returns the thread that `from_comments` makes from the changed comments -----

    def add(self, comment: Comment) -> Thread:
        """Return the thread with one more comment.

        Comments may be added in any order: an orphan moves below its parent when that is added. A
        second record of an id is a duplicate, as in `from_comments`.

        Args:
            comment: The new comment.

        Raises:
            ValidationError: It is no comment.

        Linear; at most a quarter of the cost of `from_comments`, unless other comments move.
        """
        [comment] = require_comments([comment])
        columns = splice(self, comment)
        if columns is None:
            return self._rebuilt([*all_records(self), comment])
        return self._edited(*columns, self.anomalies)

    def add_many(self, comments: Iterable[Comment]) -> Thread:
        """Return the thread with more comments; as `add` of each, in one pass.

        Args:
            comments: The new comments, in any order.

        Raises:
            ValidationError: Some are no comments; it names each.

        Costs as `from_comments`.
        """
        return self._rebuilt([*all_records(self), *require_comments(comments)])

    def replace(self, comment: Comment) -> Thread:
        """Return the thread with this record instead of all records that have its id.

        Args:
            comment: The new record.

        Raises:
            UnknownIdError: No comment has its id.
            ValidationError: It is no comment.

        Costs as `from_comments`.
        """
        [comment] = require_comments([comment])
        if comment.id not in self:
            raise self._unknown_id(comment.id)
        return self._rebuilt(with_records(self, {comment.id: [comment]}))

    def remove(self, id: str) -> Thread:
        """Return the thread without a comment; one that has replies becomes a `tombstone`.

        Args:
            id: Id of a comment in this thread. All records with this id are removed.

        Raises:
            UnknownIdError: No comment has this id.

        Costs as `from_comments`.
        """
        return self._rebuilt(records_after_removal(self, id))

    def diff(self, other: Thread) -> Diff:
        """Return the differences to another thread: ``a.apply(a.diff(b)) == b``. Linear.

        Args:
            other: The later thread; this one is the earlier.
        """
        return compare(self, other)

    def apply(self, diff: Diff) -> Thread:
        """Return the thread with a diff applied, in the order of the diff's later thread.

        Args:
            diff: A diff whose removed and changed records are in this thread.

        Raises:
            ValidationError: Some of them are not; it names each.

        Costs as `from_comments`.
        """
        later = Thread(
            (), array("I"), order=diff.order, post_id=diff.post_id, elsewhere=diff.elsewhere
        )
        return later._rebuilt(apply_diff(self, diff))

    @overload
    def merge(self, other: Thread) -> Thread: ...
    @overload
    def merge(self, other: Thread, *, base: Thread) -> Merged: ...
    def merge(self, other: Thread, *, base: Thread | None = None) -> Thread | Merged:
        """Return one thread with the comments of both, each once, in the order of this thread.

        Of two records of a comment the latest ``updated`` is kept, as among duplicates. For
        threads in one order it is commutative, associative and idempotent.

        Args:
            other: The other thread.
            base: The common earlier version of both. With it, changes of one side are kept,
                comments that one side removed stay removed, and comments that both sides changed
                differently are listed in `Merged.conflicts`.

        Costs as `from_comments` of both.
        """
        if base is None:
            return self._rebuilt(merge_two_way(self, other))
        records, conflicts = merge_three_way(self, other, base)
        return Merged(self._rebuilt(records), conflicts)

    def with_inferred(self, replies: Iterable[InferredLink], *, at_least: float = 0.8) -> Thread:
        """Return the thread with inferred links added; their comments are marked `inferred`.

        A comment that has a link keeps it, even one that names a missing comment. Where links
        would form a cycle, the least probable inferred one is left out. The order of ``replies``
        does not matter.

        Args:
            replies: What each comment probably answers, as `blogcore.infer_replies` returns it.
            at_least: Apply links of this probability and above; the others change nothing.

        Raises:
            ValidationError: A link that would be applied names a comment that is not in the
                thread, a parent of another post, or a parent that was written later; it names
                each.

        Costs as `from_comments`.
        """
        records = records_with_links(self, replies, at_least)
        return self if records is None else self._rebuilt(records)

    def without_inferred(self) -> Thread:
        """Return the thread without inferred links: their comments are at top level again.

        ``thread.with_inferred(replies).without_inferred() == thread`` for a thread that had no
        inferred links before. Costs as `from_comments`.
        """
        records = records_without_links(self)
        return self if records is None else self._rebuilt(records)

    def _rebuilt(self, records: Iterable[Comment]) -> Thread:
        return self._edited(*build(records, self.post_id, self.elsewhere, self.order))

    def _edited(
        self, comments: tuple[Comment, ...], depths: array[int], anomalies: tuple[Anomaly, ...]
    ) -> Thread:
        """Return an edited thread: a `Thread` even of a `Page`, whose number would be wrong."""
        return Thread(
            comments,
            depths,
            anomalies,
            self.order,
            folded_among(comments, self.folded),
            post_id=self.post_id,
            elsewhere=self.elsewhere,
        )

    # --- figures and exports ---------------------------------------------------------------------

    @property
    def stats(self) -> Stats:
        """The size and pace of the discussion. Linear, but for one sort."""
        return stats(self.comments, self.depths)

    @property
    def participants(self) -> tuple[Participant, ...]:
        """Who takes part, in the order of their first comments. Linear."""
        return participants(self.comments)

    def edges(self) -> Iterator[tuple[str, str]]:
        """Yield (parent id, id) for each reply, as ``networkx.DiGraph`` takes them. Linear."""
        return edges(self.comments, self.depths)

    def to_nested(self, max_depth: int = 10) -> list[NestedComment]:
        """Return the public fields as plain data for JSON, each comment with its replies in it.

        Args:
            max_depth: The number of levels. Deeper replies are put at the deepest level, because
                JSON parsers limit nesting (orjson writes at most 126 levels).

        Raises:
            ValidationError: ``max_depth`` is not a whole number from 1.

        Linear.
        """
        return to_nested(self.comments, clamp(self.depths, max_depth), self.folded)

    def to_columns(self) -> dict[str, list[ColumnValue]]:
        """Return the public fields as columns in pre-order, for data frames; times in UTC. Linear.

        ``parent`` is the id of the parent in this thread, ``in_reply_to`` the claimed one.
        """
        return to_columns(self.comments, self.depths)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return `to_columns` as an Arrow stream, for ``polars.DataFrame(thread)`` and the like.

        Raises:
            MissingExtraError: The extra ``arrow`` is not installed.
        """
        return to_arrow_stream(self.to_columns(), requested_schema)


@frozen(eq=False, repr=False)
class Page(Thread):
    """Some discussions of a thread, and their position among its pages.

    A view of a page is a page with the same number; an edit of a page is a plain `Thread`.
    """

    #: The number of the page, from 1.
    number: int = field(kw_only=True)
    #: How many pages there are; 0 for an empty thread, which has an empty page 1 nevertheless.
    total: int = field(kw_only=True)

    @property
    def previous(self) -> int | None:
        """The number of the page before; None on the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The number of the page after; None on the last."""
        return self.number + 1 if self.number < self.total else None
