"""Features from rare words that the comment shares with the candidate."""

from __future__ import annotations

from collections.abc import Iterator
from math import log1p, sqrt

from blogcore.inference.discussion import Discussion, Remark
from blogcore.inference.overlap import POST

__all__ = ["features"]


def features(
    discussion: Discussion, remark: Remark, candidate: Remark | None
) -> Iterator[tuple[str, float]]:
    """Yield the features of one candidate; None is the post."""
    shared = remark.shared.get(POST if candidate is None else candidate.position)
    if shared is None:
        return
    if candidate is None:
        yield "post_words", log1p(shared.weight)
        yield "post_words_density", shared.weight / sqrt(1 + len(remark.tokens))
        return
    yield "words", log1p(shared.weight)
    yield "words_greatest", shared.greatest
    yield (
        "words_density",
        min(3.0, 3 * shared.weight / sqrt((1 + len(remark.tokens)) * (1 + len(candidate.tokens)))),
    )
    others = max(
        (found.weight for position, found in remark.shared.items() if position != POST), default=0.0
    )
    if shared.weight >= others:
        yield "words_most", min(2.0, log1p(shared.weight))
    if shared.misspelt:
        yield "words_misspelt", 1.0
