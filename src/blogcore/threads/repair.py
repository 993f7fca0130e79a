"""What a thread does about ids and links that cannot be. Each repair is the same for every order
of input, and each is an `Anomaly`; see the table in docs/threads.md.

What is put at top level goes from ``replies``, the siblings by the id that they answer, to
``roots``; both are changed in place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import get_args

import attrs

from blogcore.models import Comment, Extra
from blogcore.threads.anomaly import Anomaly, AnomalyKind

Replies = dict[str, list[Comment]]

KINDS: tuple[AnomalyKind, ...] = get_args(AnomalyKind)
BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


def of_other_posts(
    comments: Sequence[Comment], post_id: str
) -> tuple[list[Comment], list[Anomaly]]:
    """The comments of one post, and an anomaly for each other one."""
    own = [comment for comment in comments if comment.post_id == post_id]
    return own, [
        Anomaly("other_post", comment, comment.post_id, "left out")
        for comment in comments
        if comment.post_id != post_id
    ]


def without_duplicates(comments: Iterable[Comment]) -> tuple[dict[str, Comment], list[Anomaly]]:
    """One comment for each id, and an anomaly for each record that was not kept."""
    records: dict[str, list[Comment]] = {}
    for comment in comments:
        records.setdefault(comment.id, []).append(comment)
    kept: dict[str, Comment] = {}
    anomalies: list[Anomaly] = []
    for id, same in records.items():
        if len(same) > 1:
            best_first(same)
            anomalies += _doubles(same[0], same[1:])
        kept[id] = same[0]
    return kept, anomalies


def best_first(records: list[Comment]) -> None:
    """Newest update first (unknown is oldest), then no parent, the smallest parent, content.

    By content a deleted record comes first: what was taken down does not come up again.
    """
    records.sort(key=lambda comment: (comment.status != "deleted", content(comment)))
    records.sort(key=lambda comment: comment.in_reply_to or "")
    records.sort(key=lambda comment: comment.updated or BEFORE_ALL, reverse=True)


def _doubles(kept: Comment, others: Iterable[Comment]) -> Iterator[Anomaly]:
    own = content(kept)
    for other in others:
        if content(other) == own:
            yield Anomaly("duplicate_identical", kept, kept.id, "kept once", other)
        else:
            yield Anomaly("duplicate_conflict", kept, kept.id, "kept the one preferred", other)


def stray_replies(
    roots: list[Comment],
    replies: Replies,
    by_id: Mapping[str, Comment],
    elsewhere: Callable[[str], bool],
) -> Iterator[Anomaly]:
    """Put at top level what answers nothing that is there, or a comment of another post."""
    for parent in replies.keys() - by_id.keys():
        kind: AnomalyKind = "cross_post" if elsewhere(parent) else "orphan"
        yield from _uprooted(replies.pop(parent), roots, kind)
    if len({comment.post_id for comment in by_id.values()}) > 1:
        for parent, siblings in replies.items():
            post_id = by_id[parent].post_id
            strangers = [comment for comment in siblings if comment.post_id != post_id]
            if strangers:
                siblings[:] = [comment for comment in siblings if comment.post_id == post_id]
                yield from _uprooted(strangers, roots, "cross_post")


def rings_cut(
    roots: list[Comment],
    replies: Replies,
    by_id: Mapping[str, Comment],
    reached: Iterable[Comment],
) -> Iterator[Anomaly]:
    """Cut each ring of replies at its earliest comment. Linear.

    What no root reaches hangs on a ring, for each comment left answers one that is left too.
    """
    done = {comment.id for comment in reached}
    for comment in by_id.values():
        path: dict[str, Comment] = {}
        while comment.id not in done:
            done.add(comment.id)
            path[comment.id] = comment
            comment = by_id[_claim(comment)]
        if comment.id in path:  # the way led back to itself; else to a ring that is cut already
            ring = list(path.values())[list(path).index(comment.id) :]
            first = min(ring, key=age)
            siblings = replies[_claim(first)]
            siblings[:] = [other for other in siblings if other is not first]
            yield from _uprooted([first], roots, "self_parent" if len(ring) == 1 else "cycle")


def in_fixed_order(anomalies: Iterable[Anomaly]) -> tuple[Anomaly, ...]:
    """By kind as the documentation lists them, then by comment, whatever order they were met in."""
    return tuple(sorted(anomalies, key=anomaly_key))


def anomaly_key(anomaly: Anomaly) -> tuple[object, ...]:
    kind = KINDS.index(anomaly.kind)
    return (kind, anomaly.comment.id, content(anomaly.comment), content(anomaly.other))


def _uprooted(
    comments: Iterable[Comment], roots: list[Comment], kind: AnomalyKind
) -> Iterator[Anomaly]:
    for comment in comments:
        roots.append(comment)
        yield Anomaly(kind, comment, _claim(comment), "put at top level")


def _claim(comment: Comment) -> str:
    """The id that a reply answers; only replies are asked for it."""
    assert comment.in_reply_to is not None
    return comment.in_reply_to


def age(comment: Comment) -> tuple[bool, datetime, str]:
    """Earliest first, unknown times last, then by id."""
    return (comment.published is None, comment.published or BEFORE_ALL, comment.id)


def content(value: object) -> str:
    """A text that two values share only if they are the same in every field.

    Equality would not do: equal instants may be written with different offsets, and which of two
    such records is kept must not depend on their order. It is as deep as models nest.
    """
    if isinstance(value, Extra):
        return repr(list(value.items()))
    if attrs.has(model := type(value)):
        fields = attrs.fields(model)
        return f"({','.join(content(getattr(value, field.name)) for field in fields)})"
    return repr(value)


def same(one: Comment, other: Comment) -> bool:
    """Whether two records are the same in every field; as comparing their `content`, but fast."""
    return one is other or (
        one == other
        and _offset(one.published) == _offset(other.published)
        and _offset(one.updated) == _offset(other.updated)
    )


def _offset(time: datetime | None) -> object:
    return time and time.utcoffset()
