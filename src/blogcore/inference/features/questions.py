"""Features from questions and answers to them."""

from __future__ import annotations

from collections.abc import Iterator

from blogcore.inference.discussion import Discussion, Remark

__all__ = ["features"]


def features(
    discussion: Discussion, remark: Remark, candidate: Remark | None
) -> Iterator[tuple[str, float]]:
    """Yield the features of one candidate; None is the post."""
    if candidate is None:
        if remark.asks:
            yield "post_asked", 1.0
        return
    if candidate.asks and not remark.by_post_author and not candidate.by_post_author:
        yield "reader_answers_question", 1.0
    if candidate.asks and remark.by_post_author and not candidate.by_post_author:
        yield "author_answers_question", 1.0
        if candidate.ends_with_question:
            yield "author_answers_last_question", 1.0
        if not candidate.answered_by_author:
            yield "author_answers_open_question", 1.0
    if candidate.asks and candidate.by_post_author and not remark.asks:
        yield "reader_answers_author", 1.0
    if remark.asks and candidate.by_post_author:
        yield "reader_asks_author", 1.0
