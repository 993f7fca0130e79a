"""Features from positions: where the candidate is in the discussion."""

from __future__ import annotations

from collections.abc import Iterator
from math import log

from blogcore.inference.discussion import Discussion, Remark

__all__ = ["features"]


def features(
    discussion: Discussion, remark: Remark, candidate: Remark | None
) -> Iterator[tuple[str, float]]:
    """Yield the features of one candidate; None is the post."""
    if candidate is None:
        yield "post_count", log(1 + remark.position) / 3
        if len(remark.tokens) < 8:
            yield "post_short", 1.0
        if len(remark.tokens) > 80:
            yield "post_long", 1.0
        return
    distance = remark.position - candidate.position
    if distance == 1:
        yield "previous", 1.0
        if remark.by_post_author and not candidate.by_post_author:
            yield "previous_author_to_reader", 1.0
    elif distance == 2:
        yield "second", 1.0
    yield "distance", log(distance)
    if remark.by_post_author:
        yield "distance_author", log(distance)
    if len(candidate.tokens) > 60:
        yield "candidate_long", 1.0
    if len(candidate.tokens) < 6:
        yield "candidate_short", 1.0
