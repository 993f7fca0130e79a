"""Strategies for whole discussions: flat comment lists, often damaged, and threads made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any, Literal, TypeAlias, Unpack
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from blogcore.models import Author, Body, Comment, CommentKind, CommentStatus
from blogcore.orders import Order, oldest
from blogcore.strategies._damage import DAMAGES, Damage, add_conflict, apply_damage, with_content_of
from blogcore.strategies._fields import ContentFields, Varied, as_strategy
from blogcore.strategies._models import comments
from blogcore.strategies._shapes import NUMBERS, SHAPES, Shape, parents
from blogcore.strategies._text import short_names, short_sentences
from blogcore.threads import Thread

__all__ = ["comment_lists", "threads"]

_id_prefixes = st.sampled_from(("c", "", "0", "comment-", "é", " &<", "c/?#"))
_starts = st.sampled_from(
    (
        datetime(2000, 1, 1, tzinfo=UTC),
        datetime(2024, 5, 1, 9, 30, tzinfo=timezone(timedelta(hours=5, minutes=45))),
        datetime(2024, 10, 27, 2, 50, tzinfo=ZoneInfo("Europe/Madrid")),  # set back at 3:00
        datetime(2024, 3, 10, 1, 50, tzinfo=ZoneInfo("America/New_York")),  # set forward at 2:00
        datetime(2038, 1, 19, 3, 14, tzinfo=timezone(timedelta(hours=-12))),
        datetime(1969, 12, 31, 23, 59, tzinfo=UTC),
    )
)

#: Minutes between two comments: none, those of a burst, and those between bursts.
_GAPS = (0, 1, 1, 1, 2, 3, 5, 8, 15, 45, 180, 600, 24 * 60, 3 * 24 * 60, 21 * 24 * 60)
_USUAL: tuple[CommentStatus, CommentKind] = ("approved", "comment")
#: Status and kind of a comment, the usual ones most often.
_STATES: tuple[tuple[CommentStatus, CommentKind], ...] = (
    _USUAL,
    *(("held", "comment"), ("spam", "comment"), ("trash", "comment"), ("deleted", "comment")),
    *(("approved", "pingback"), ("approved", "trackback"), ("approved", "webmention")),
    *(("held", "pingback"), ("spam", "trackback"), ("deleted", "webmention")),
    *(_USUAL,) * 14,
)
_Arrangement = Literal["chronological", "newest first", "mixed"]
_ARRANGEMENTS: tuple[_Arrangement, ...] = ("chronological", "newest first", "mixed")
#: Maximum number of comments that move to the front of a "mixed" list.
_MOVED = 4
#: How many comments of a list may have any field filled, and how many are damaged.
_DETAILED = (0, 1, *[0] * 8)
_DAMAGED = (0, 1, 2, 3, 0, 0)
#: Three of four lists have at most eight comments more than ``min_size``.
_FEW = 9

#: A number for the shape, minutes since the comment before, status and kind, other field values.
_Item: TypeAlias = tuple[Any, ...]

_indexes = st.integers(0, 1000)
_numbers, _gaps = st.integers(NUMBERS[0], NUMBERS[-1]), st.sampled_from(_GAPS)
_states = st.sampled_from(_STATES)
_short_names, _short_sentences = short_names(), short_sentences()


def comment_lists(
    *,
    shape: Varied[Shape] = "any",
    damage: Collection[Damage] = DAMAGES,
    min_size: int = 0,
    max_size: int = 40,
    post_id: Varied[str] = "1",
    id_prefix: Varied[str] = _id_prefixes,
    start: Varied[datetime] = _starts,
    **fields: Unpack[ContentFields],
) -> st.SearchStrategy[list[Comment]]:
    """Return a strategy for the comments of a discussion in any order, intact or damaged.

    Examples shrink to the fewest comments with the shortest texts, written in the first minute of
    the year 2000, in chronological order.

    Args:
        shape: Which comment replies to which; "any" gives every shape and any other tree.
        damage: What may have happened to the comments; ``()`` leaves links, ids and times intact.
        min_size: Least number of comments, before damage, which may add a few records.
        max_size: Greatest number of comments, before damage.
        post_id: Id of the post; "foreign_posts" append a zero to it.
        id_prefix: What each id begins with; a number follows.
        start: When the discussion began.
        fields: Fields of each comment, as values or as strategies to draw each from. Those that
            are not passed are seldom filled.

    Raises:
        InvalidArgument: ``min_size`` is negative or greater than ``max_size``.
    """
    sizes = _sizes(min_size, max_size)
    kinds: list[Damage] = [kind for kind in DAMAGES if kind in damage]
    # Every count is drawn before the items that it counts. So Hypothesis can shrink an example by
    # removing an item and lowering the count by one; the later choices keep their meaning.
    heads = st.tuples(
        st.sampled_from(sizes),
        st.sampled_from(_DETAILED),
        st.sampled_from(_DAMAGED if kinds else (0,)),
        st.sampled_from(_ARRANGEMENTS),
        st.sampled_from(SHAPES) if shape == "any" else as_strategy(shape),
        as_strategy(id_prefix),
        as_strategy(post_id),
        as_strategy(start),
    )
    contents = {"author": _short_names, "body": _short_sentences, **fields}
    items = st.tuples(_numbers, _gaps, _states, *map(as_strategy, contents.values()))
    detailed = comments(id="1", post_id="1", published=None, in_reply_to=None, **fields)
    details: st.SearchStrategy[tuple[int, Comment]] = st.tuples(_indexes, detailed)
    damages: st.SearchStrategy[tuple[int, Damage]]
    damages = st.tuples(_indexes, st.sampled_from(kinds)) if kinds else st.nothing()

    @st.composite
    def comment_list(draw: st.DrawFn) -> list[Comment]:
        size, detail_count, damage_count, arrangement, tree, prefix, post, first = draw(heads)

        def draw_comments(count: int) -> list[Comment]:
            drawn = [draw(items) for _ in range(count)]
            return _comments(drawn, tuple(contents), tree, prefix, post, first)

        listed = draw_comments(size)
        for _ in range(detail_count if listed else 0):
            index, other = draw(details)
            listed[index % len(listed)] = with_content_of(other, listed[index % len(listed)])
        for _ in range(damage_count if listed else 0):
            index, kind = draw(damages)
            if kind == "conflicts":
                add_conflict(listed, index % len(listed), *draw_comments(1))
            else:
                apply_damage(listed, kind, index % len(listed))
        if arrangement == "newest first":
            listed.reverse()
        elif arrangement == "mixed":
            for _ in range(min(len(listed), _MOVED)):
                listed.insert(0, listed.pop(draw(_indexes) % len(listed)))
        return listed

    return comment_list()


def threads(
    *,
    shape: Varied[Shape] = "any",
    damage: Collection[Damage] | None = None,
    min_size: int = 0,
    max_size: int = 40,
    post_id: Varied[str] = "1",
    id_prefix: Varied[str] = _id_prefixes,
    start: Varied[datetime] = _starts,
    order: Varied[Order] = oldest,
    **fields: Unpack[ContentFields],
) -> st.SearchStrategy[Thread]:
    """Return a strategy for threads of every shape, some of them deeper than twenty levels.

    Examples shrink as those of `comment_lists` do.

    Args:
        shape: Which comment replies to which; "any" gives every shape and any other tree.
        damage: What may have happened to the comments before: by default anything where the shape
            is "any", and nothing where another shape is asked for.
        min_size: Least number of comments, before damage.
        max_size: Greatest number of comments, before damage.
        post_id: Id of the post; "foreign_posts" append a zero to it.
        id_prefix: What each id begins with; a number follows.
        start: When the discussion began.
        order: How siblings are sorted.
        fields: Fields of each comment, as values or as strategies to draw each from. Those that
            are not passed are seldom filled.
    """
    if damage is None:
        damage = DAMAGES if shape == "any" else ()
    lists = comment_lists(
        shape=shape,
        damage=damage,
        min_size=min_size,
        max_size=max_size,
        post_id=post_id,
        id_prefix=id_prefix,
        start=start,
        **fields,
    )
    orders = as_strategy(order)

    @st.composite
    def thread(draw: st.DrawFn) -> Thread:
        listed, drawn_order = draw(lists), draw(orders)
        post_ids = Counter(comment.post_id for comment in listed)
        of_one_post = len(post_ids) > 1 and draw(st.booleans())
        post = post_ids.most_common(1)[0][0] if of_one_post else None
        return Thread.from_comments(listed, post_id=post, order=drawn_order)

    return thread()


def _sizes(least: int, most: int) -> Sequence[int]:
    """Return the sizes to draw from: all in ascending order, then the usual ones repeated.

    The order lets Hypothesis lower a size by one; the repetition makes small sizes frequent, and
    the greatest one frequent enough for deep chains to be seen.
    """
    if not 0 <= least <= most:
        raise InvalidArgument(f"no size is from min_size={least} to max_size={most}")
    every = tuple(range(least, most + 1))
    few, many = every[:_FEW], every[_FEW:]
    return (*every, *few * (3 * len(many) // len(few)), *every[-1:] * (len(many) // 3))


def _comments(
    items: Sequence[_Item],
    names: Sequence[str],
    shape: Shape,
    prefix: str,
    post_id: str,
    start: datetime,
) -> list[Comment]:
    """Return the comments of a discussion, in chronological order.

    ``names`` are the fields whose values end each item.
    """
    comments: list[Comment] = []
    published = start.astimezone(UTC)
    parent_indexes = parents(shape, [number for number, *_ in items])
    for number, (item, parent) in enumerate(zip(items, parent_indexes, strict=True), 1):
        _, gap, (status, kind), *content = item
        published += timedelta(minutes=gap)
        fields = {"status": status, "kind": kind, **dict(zip(names, content, strict=True))}
        if isinstance(name := fields["author"], str):
            fields["author"] = _author(name)
        if isinstance(text := fields["body"], str):
            fields["body"] = _body(text)
        comments.append(
            Comment(
                id=f"{prefix}{number}",
                post_id=post_id,
                published=published.astimezone(start.tzinfo),
                in_reply_to=None if parent is None else f"{prefix}{parent + 1}",
                **fields,
            )
        )
    return comments


@lru_cache(1000)
def _author(name: str) -> Author:
    return Author(name=name)


@lru_cache(1000)
def _body(text: str) -> Body:
    return Body(text=text)
