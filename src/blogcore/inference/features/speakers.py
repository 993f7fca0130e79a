"""Features from the writers: the post's author or a reader, and who wrote before."""

from __future__ import annotations

from collections.abc import Iterator

from blogcore.inference.discussion import Discussion, Remark

__all__ = ["features"]

#: How many earlier comments are searched for an answer of the post's author.
_RECENT = 40


def features(
    discussion: Discussion, remark: Remark, candidate: Remark | None
) -> Iterator[tuple[str, float]]:
    """Yield the features of one candidate; None is the post."""
    own = remark.previous_by_writer
    if candidate is None:
        yield "post", 1.0
        if remark.by_post_author:
            yield "post_by_author", 1.0
            if remark.run == 0 and remark.position:
                yield "post_by_author_after_reader", 1.0
        elif own is None:
            yield "post_by_newcomer", 1.0
            if not discussion.remarks[remark.position - 1 if remark.position else 0].by_post_author:
                yield "post_by_newcomer_after_reader", 1.0
        else:
            answered = any(
                other.by_post_author
                for other in discussion.remarks[
                    max(own + 1, remark.position - _RECENT) : remark.position
                ]
            )
            yield "post_by_answered" if answered else "post_by_unanswered", 1.0
        return
    if candidate.writer == remark.writer:
        yield "same_writer", 1.0
        if candidate.position == remark.position - 1:
            yield "same_writer_previous", 1.0
        return
    distance = remark.position - candidate.position
    if remark.by_post_author:
        yield from _author_answers(discussion, remark, candidate, distance)
    elif candidate.by_post_author:
        yield "reader_to_author", 1.0
        if own is None:
            yield "newcomer_to_author", 1.0
        elif candidate.position == own + 1:
            yield "reader_continues", 1.0
        elif candidate.position > own:
            yield "reader_returns_to_author", 1.0
            if own in (candidate.position - 2, candidate.position - 3):
                yield "reader_returns_soon", 1.0
        if own is not None and remark.writer in candidate.addresses:
            yield "answers_who_addressed_writer", 1.0
    else:
        yield "reader_to_reader", 1.0
        if own is not None and candidate.position > own:
            yield "reader_after_own", 1.0
            if remark.writer in candidate.addresses:
                yield "answers_who_addressed_writer", 1.0
        if distance == 1 and own is None:
            yield "newcomer_after_reader", 1.0


def _author_answers(
    discussion: Discussion, remark: Remark, candidate: Remark, distance: int
) -> Iterator[tuple[str, float]]:
    """Yield the features of a candidate for a comment by the post's author."""
    if candidate.by_post_author:
        yield "author_to_author", 1.0
        return
    yield "author_to_reader", 1.0
    if candidate.answered_by_author:
        yield "author_answered_already", 1.0
    if discussion.is_latest(remark, candidate):
        yield "author_to_latest_of_reader", 1.0
    if remark.author_count == candidate.author_count:
        yield "author_first_since", 1.0
        if distance > 1:
            yield "author_first_since_not_previous", 1.0
    if remark.run:
        start = remark.position - remark.run
        readers = discussion.remarks[start - 1].run + 1 if start else 0
        if candidate.position == start - 1 - remark.run:
            yield "author_answers_backward", 1.0
        if readers > remark.run and candidate.position == start - readers + remark.run:
            yield "author_answers_forward", 1.0
        if candidate.position == start - 1:
            yield "author_repeats", 1.0
