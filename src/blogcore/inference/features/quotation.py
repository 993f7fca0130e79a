"""Features from quotations: texts that the comment quotes or repeats word by word."""

from __future__ import annotations

from collections.abc import Iterator
from math import log1p

from blogcore.inference.discussion import Discussion, Remark
from blogcore.inference.overlap import LIGHTEST, POST

__all__ = ["features"]

#: Shorter sequences are phrases that anybody uses.
_SHORTEST = 4


def features(
    discussion: Discussion, remark: Remark, candidate: Remark | None
) -> Iterator[tuple[str, float]]:
    """Yield the features of one candidate; None is the post."""
    own = remark.quotations.get(POST if candidate is None else candidate.position)
    of_post = remark.quotations.get(POST)
    heaviest = max((quotation.weight for quotation in remark.quotations.values()), default=0.0)
    if own is not None and own.weight > LIGHTEST and (own.length >= _SHORTEST or own.marked):
        value = log1p(own.weight)
        if candidate is None:
            yield "quotes_post_marked" if own.marked else "repeats_post", value
        elif of_post is not None and of_post.weight >= own.weight:
            yield "repeats_both", value
        else:
            yield "quotes_marked" if own.marked else "repeats", value
            if own.marked and of_post is None and own.length >= _SHORTEST:
                yield "quotes_passage", 1.0
            if own.weight == heaviest:
                yield "quotes_most", min(value, 2.0)
    elif heaviest > 1.5 and any(
        found.marked and found.weight > 1.5 for found in remark.quotations.values()
    ):
        yield "post_while_quoting" if candidate is None else "another_quoted", 1.0
