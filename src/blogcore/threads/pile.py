"""Every record that a thread was built of, those that it does not show included."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from blogcore.models import Comment
from blogcore.threads.anomaly import Anomaly, AnomalyKind
from blogcore.threads.repair import KINDS, anomaly_key, content

if TYPE_CHECKING:
    from blogcore.threads.thread import Thread

__all__ = [
    "OF_LINKS",
    "anomalies_of",
    "beyond",
    "has_kind",
    "hidden_records",
    "pile",
    "records_of",
    "retold",
]

#: What can be odd about the link of a comment; each puts it at top level.
OF_LINKS: tuple[AnomalyKind, ...] = ("orphan", "self_parent", "cycle", "cross_post")


def pile(thread: Thread) -> Iterator[Comment]:
    """All records: those in the thread, the duplicates, and those that were left out. Linear."""
    yield from thread.comments
    yield from hidden_records(thread.anomalies)


def hidden_records(anomalies: Iterable[Anomaly]) -> Iterator[Comment]:
    """The records that anomalies alone hold."""
    for odd in anomalies:
        if odd.other is not None:
            yield odd.other
        elif odd.kind == "other_post":
            yield odd.comment


def records_of(thread: Thread, id: str) -> list[Comment]:
    """All records with one id. O(log n)."""
    place = thread.ids.find(id)
    kept = [] if place is None else [thread.rows[place]]
    return [*kept, *hidden_records(anomalies_of(thread.anomalies, id))]


def beyond(records: Iterable[Comment], others: Iterable[Comment]) -> list[Comment]:
    """The records that are not matched, one by one, among the others."""
    left = Counter(map(content, others))
    found: list[Comment] = []
    for record in records:
        if left[content(record)]:
            left[content(record)] -= 1
        else:
            found.append(record)
    return found


def anomalies_of(
    anomalies: Sequence[Anomaly], id: str, kinds: Iterable[AnomalyKind] = KINDS
) -> Iterator[Anomaly]:
    """What was odd about one id. O(log n), for anomalies lie by kind and id."""
    for kind in kinds:
        sought = (KINDS.index(kind), id)
        start = bisect_left(anomalies, sought, key=_kind_and_id)
        yield from anomalies[start : bisect_right(anomalies, sought, key=_kind_and_id)]


def has_kind(anomalies: Sequence[Anomaly], kind: AnomalyKind) -> bool:
    """Whether anything is odd in this way. O(log n)."""
    sought = KINDS.index(kind)
    at = bisect_left(anomalies, sought, key=lambda odd: KINDS.index(odd.kind))
    return at < len(anomalies) and anomalies[at].kind == kind


def retold(
    anomalies: tuple[Anomaly, ...], gone: Iterable[Anomaly], come: Iterable[Anomaly]
) -> tuple[Anomaly, ...]:
    """Anomalies in their fixed order without some and with others.

    O(log n) steps for each, and one copy if there are any.
    """
    gone, come = list(gone), list(come)
    if not (gone or come):
        return anomalies
    told = list(anomalies)
    for odd in gone:
        at = bisect_left(told, anomaly_key(odd), key=anomaly_key)
        del told[at]
    for odd in come:
        insort(told, odd, key=anomaly_key)
    return tuple(told)


def _kind_and_id(anomaly: Anomaly) -> tuple[int, str]:
    return (KINDS.index(anomaly.kind), anomaly.comment.id)
