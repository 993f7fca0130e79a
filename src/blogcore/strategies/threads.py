"""Threads of every shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from typing import Unpack

from hypothesis import strategies as st

from blogcore.models import Comment
from blogcore.orders import Order, oldest
from blogcore.strategies._choices import Choices, Luck, Told, drawn, one_of
from blogcore.strategies._varied import Varied
from blogcore.strategies.comments import SaidFields
from blogcore.strategies.damage import DAMAGES, Damage
from blogcore.strategies.piles import PREFIXES, STARTS, comment_lists
from blogcore.strategies.shapes import Shape
from blogcore.threads import Thread

__all__ = ["threads"]


def threads(
    *,
    shape: Varied[Shape] = "any",
    damage: Collection[Damage] | None = None,
    min_size: int = 0,
    max_size: int = 40,
    post_id: Varied[str] = "1",
    id_prefix: Varied[str] = PREFIXES,
    start: Varied[datetime] = STARTS,
    order: Varied[Order] = oldest,
    **fields: Unpack[SaidFields],
) -> st.SearchStrategy[Thread]:
    """Discussions of every shape, whole or mended, of which some are deeper than twenty levels.

    ``shape`` is "any", "realistic", "chain", "star", "flat" or "bushy". ``damage`` names what may
    have happened to the comments before (see `comment_lists`): anything where the shape is "any",
    and nothing to a shape that was asked for. They shrink as `comment_lists` do.
    """
    if damage is None:
        damage = DAMAGES if shape == "any" else ()
    piles = comment_lists(
        shape=shape,
        damage=damage,
        min_size=min_size,
        max_size=max_size,
        post_id=post_id,
        id_prefix=id_prefix,
        start=start,
        **fields,
    )

    def thread(choices: Choices, luck: Luck) -> Thread:
        pile, by = drawn(choices, piles, luck), drawn(choices, order, luck)
        return _thread(pile, by, one_of(choices, (False, True), luck))

    return Told(thread)


def _thread(pile: list[Comment], order: Order, of_one_post: bool) -> Thread:
    posts = Counter(comment.post_id for comment in pile)
    post_id = posts.most_common(1)[0][0] if of_one_post and len(posts) > 1 else None
    return Thread.from_comments(pile, post_id=post_id, order=order)
