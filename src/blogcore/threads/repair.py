"""Repair comment ids and reply links so that the comments form a forest.

The steps run in this order, each on the result of the one before. The outcome does not depend on
the order of the input, and each repair is an `Anomaly`; docs/threads.md has the table.

1. `split_by_post`: set aside comments of other posts.
2. `deduplicate`: keep one record per id.
3. `detach_orphans`: move replies without a usable parent to the top level.
4. `break_cycles`: move the earliest comment of each cycle to the top level.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime

import attrs

from blogcore.models import Comment, Extra
from blogcore.threads.anomaly import ANOMALY_KINDS, Anomaly, AnomalyKind

__all__ = [
    "Links",
    "break_cycles",
    "canonical_repr",
    "chronological_key",
    "deduplicate",
    "detach_orphans",
    "hidden_records",
    "is_identical",
    "sort_anomalies",
    "sort_by_preference",
    "split_by_post",
]

#: The parent id of each comment, or None at the top level. The value that the repairs change.
Links = dict[str, str | None]

_MIN_TIME = datetime.min.replace(tzinfo=UTC)


def split_by_post(
    comments: Sequence[Comment], post_id: str
) -> tuple[Sequence[Comment], list[Anomaly]]:
    """Separate the comments of one post from those of others.

    Args:
        comments: Comments of any posts.
        post_id: The post whose comments to keep.

    Returns:
        The comments of that post, in input order, and one ``other_post`` anomaly per other comment.
    """
    anomalies = [
        Anomaly("other_post", comment, comment.post_id, "left out")
        for comment in comments
        if comment.post_id != post_id
    ]
    if not anomalies:
        return comments, anomalies
    return [comment for comment in comments if comment.post_id == post_id], anomalies


def deduplicate(comments: Iterable[Comment]) -> tuple[dict[str, Comment], list[Anomaly]]:
    """Keep one record per id.

    Args:
        comments: Records, several of which may have one id.

    Returns:
        The kept records by id, as `sort_by_preference` prefers them, and one anomaly per record
        that was dropped: ``duplicate_identical`` if it equals the kept one in every field, else
        ``duplicate_conflict``.
    """
    records_by_id: dict[str, list[Comment]] = {}
    for comment in comments:
        records_by_id.setdefault(comment.id, []).append(comment)

    kept: dict[str, Comment] = {}
    anomalies: list[Anomaly] = []
    for comment_id, records in records_by_id.items():
        if len(records) > 1:
            sort_by_preference(records)
        best, *others = records
        kept[comment_id] = best
        for other in others:
            if canonical_repr(other) == canonical_repr(best):
                kind: AnomalyKind = "duplicate_identical"
                done = "kept once"
            else:
                kind, done = "duplicate_conflict", "kept the one preferred"
            anomalies.append(Anomaly(kind, best, comment_id, done, other))
    return kept, anomalies


def detach_orphans(
    comments: Mapping[str, Comment], links: Links, exists_elsewhere: Callable[[str], bool]
) -> list[Anomaly]:
    """Move replies whose parent is missing or belongs to another post to the top level.

    Args:
        comments: The comments of the thread by id.
        links: Parent ids; changed in place.
        exists_elsewhere: Whether a comment with this id is known under another post.

    Returns:
        One ``orphan`` or ``cross_post`` anomaly per moved comment.
    """
    detached: dict[str, AnomalyKind] = {
        comment_id: "cross_post" if exists_elsewhere(parent_id) else "orphan"
        for comment_id, parent_id in links.items()
        if parent_id is not None and parent_id not in comments
    }
    if len({comment.post_id for comment in comments.values()}) > 1:
        for comment_id, parent_id in links.items():
            parent = comments.get(parent_id or "")
            if parent is not None and parent.post_id != comments[comment_id].post_id:
                detached[comment_id] = "cross_post"

    anomalies: list[Anomaly] = []
    for comment_id, kind in detached.items():
        parent_id = links[comment_id]
        assert parent_id is not None  # only replies are detached
        links[comment_id] = None
        anomalies.append(Anomaly(kind, comments[comment_id], parent_id, "put at top level"))
    return anomalies


def break_cycles(comments: Mapping[str, Comment], links: Links) -> list[Anomaly]:
    """Move the earliest comment of each cycle of replies to the top level.

    Follows parent links from every comment; each comment is visited once, so the cost is linear.

    Args:
        comments: The comments of the thread by id.
        links: Parent ids, all of which exist; changed in place.

    Returns:
        One ``self_parent`` or ``cycle`` anomaly per moved comment.
    """
    anomalies: list[Anomaly] = []
    visited: set[str] = set()
    for start in links:
        path: list[str] = []
        current: str | None = start
        while current is not None and current not in visited:
            visited.add(current)
            path.append(current)
            current = links[current]
        if current is None or current not in path:
            continue  # reached the top level, or comments that were visited before
        cycle = [comments[comment_id] for comment_id in path[path.index(current) :]]
        earliest = min(cycle, key=chronological_key)
        parent_id = links[earliest.id]
        assert parent_id is not None  # every member of a cycle has a parent
        links[earliest.id] = None
        kind: AnomalyKind = "self_parent" if len(cycle) == 1 else "cycle"
        anomalies.append(Anomaly(kind, earliest, parent_id, "put at top level"))
    return anomalies


def hidden_records(anomalies: Iterable[Anomaly]) -> list[Comment]:
    """Return the records that only anomalies hold: duplicates, and comments of other posts."""
    records: list[Comment] = []
    for anomaly in anomalies:
        if anomaly.other is not None:
            records.append(anomaly.other)
        elif anomaly.kind == "other_post":
            records.append(anomaly.comment)
    return records


def sort_anomalies(anomalies: Iterable[Anomaly]) -> tuple[Anomaly, ...]:
    """Sort by kind in the order of `ANOMALY_KINDS`, then by comment; independent of the input."""
    return tuple(sorted(anomalies, key=_anomaly_key))


def _anomaly_key(anomaly: Anomaly) -> tuple[int, str, str, str]:
    kind = ANOMALY_KINDS.index(anomaly.kind)
    if anomaly.other is None and anomaly.kind != "other_post":
        return kind, anomaly.comment.id, "", ""  # there is only one of this kind with this id
    contents = canonical_repr(anomaly.comment), canonical_repr(anomaly.other)
    return kind, anomaly.comment.id, *contents


def sort_by_preference(records: list[Comment]) -> None:
    """Sort records of one id in place, the one to keep first.

    Preferred is the latest ``updated`` (unknown counts as earliest), then a record without parent,
    then the smallest parent id, then a deleted record, so that removed text does not reappear.
    """
    records.sort(key=lambda record: (record.status != "deleted", canonical_repr(record)))
    records.sort(key=lambda record: record.in_reply_to or "")
    records.sort(key=lambda record: record.updated or _MIN_TIME, reverse=True)


def chronological_key(comment: Comment) -> tuple[bool, datetime, str]:
    """Sort key: by time, unknown times last, then by id."""
    return comment.published is None, comment.published or _MIN_TIME, comment.id


def canonical_repr(value: object) -> str:
    """Return a text that is the same for two values only if all their fields are identical.

    Equality is not enough: equal instants may have different offsets, and which of two such
    records is kept must not depend on their order. Recurses only as deep as models nest.
    """
    if isinstance(value, Extra):
        return repr(list(value.items()))
    if attrs.has(model := type(value)):
        fields = attrs.fields(model)
        return f"({','.join(canonical_repr(getattr(value, field.name)) for field in fields)})"
    return repr(value)


def is_identical(left: Comment, right: Comment) -> bool:
    """Return whether two records are identical in every field, including offsets of times.

    The result is the same as comparing `canonical_repr`, but faster.
    """
    return left is right or (
        left == right
        and _offset(left.published) == _offset(right.published)
        and _offset(left.updated) == _offset(right.updated)
    )


def _offset(time: datetime | None) -> object:
    return time and time.utcoffset()
