"""Features from times: how much time passed between two comments."""

from __future__ import annotations

from collections.abc import Iterator
from math import log1p

from blogcore.inference.discussion import Discussion, Remark

__all__ = ["features"]

_HOUR = 3600.0


def features(
    discussion: Discussion, remark: Remark, candidate: Remark | None
) -> Iterator[tuple[str, float]]:
    """Yield the features of one candidate; None is the post."""
    if remark.time is None or not remark.position:
        return
    before = discussion.remarks[remark.position - 1].time
    if candidate is None:
        if before is not None:
            yield "post_gap", log1p(max(0.0, remark.time - before) / _HOUR) / 5
            if remark.time - before < _HOUR:
                yield "post_quick", 1.0
        return
    if candidate.time is None:
        return
    gap = max(0.0, remark.time - candidate.time) / _HOUR
    yield "gap", log1p(gap) / 5
    if gap < 0.5:
        yield "quick", 1.0
    if gap > 24 * 30:
        yield "month_later", 1.0
