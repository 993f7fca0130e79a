"""Features from names: whom the comment addresses or mentions."""

from __future__ import annotations

from collections.abc import Iterator

from blogcore.inference.discussion import Discussion, Remark

__all__ = ["features"]


def features(
    discussion: Discussion, remark: Remark, candidate: Remark | None
) -> Iterator[tuple[str, float]]:
    """Yield the features of one candidate; None is the post."""
    plain = [address for address in remark.addresses.values() if address.kind != "mention"]
    if candidate is None:
        if any(address.writer in discussion.post_author_keys for address in plain):
            yield "post_author_addressed", 1.0
        if any(address.writer not in discussion.post_author_keys for address in plain):
            yield "post_while_reader_addressed", 1.0
        if not plain and remark.addresses:
            yield "post_while_reader_named", 1.0
        return
    address = remark.addresses.get(candidate.writer)
    if address is None:
        if any(found.writer not in discussion.post_author_keys for found in plain):
            yield "another_reader_addressed", 1.0
    else:
        latest = discussion.is_latest(remark, candidate)
        whole = "" if address.whole else "_part"
        yield f"{address.kind}{whole}{'' if latest else '_earlier'}", 1.0
        if latest and address.kind != "mention" and address.start < 3:
            yield "address_opens", 1.0
        if latest and candidate.by_post_author and address.kind == "vocative":
            yield "vocative_post_author", 1.0
    if remark.subject and remark.subject == candidate.first_line:
        yield "subject", 1.0
