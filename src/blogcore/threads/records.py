"""Threads from records that hold their replies, as JSON APIs give them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import cast

from attrs import frozen

from blogcore._text.plain import short_repr
from blogcore.errors import Fault, ValidationError
from blogcore.models import Comment
from blogcore.threads.build import answering, checked
from blogcore.threads.levels import as_given
from blogcore.threads.order import Order
from blogcore.threads.thread import Thread

__all__ = ["thread_from_nested"]

Record = Mapping[str, object]


def thread_from_nested(
    records: Sequence[Record],
    read: Callable[[Record], Comment],
    *,
    replies: str = "replies",
    order: Order | None = None,
) -> Thread:
    """The thread of records, each with a list of its replies under the key ``replies``.

    ``read`` makes the comment of a record; it need not look at the replies, and ``in_reply_to`` is
    set to the comment of the record around. No list, an empty one, None, or an empty text, as
    Reddit has, are no replies. Siblings stand as they were given, or in ``order``. Records may be
    nested to any depth. Linear.

    Raises `ValidationError` naming the place of each record that is none, of each list of replies
    that is none, and of what ``read`` refuses; and for a record that holds itself.

    >>> from blogcore import Author, Body
    >>> def read(record):
    ...     return Comment(id=record["id"], post_id="7", author=Author(name=""), body=Body())
    >>> thread = thread_from_nested([{"id": "a", "kids": [{"id": "b"}]}], read, replies="kids")
    >>> [node.number for node in thread]
    ['1', '1.1']
    """
    faults: list[Fault] = []
    found: list[Comment] = []
    around: set[int] = set()  # records that hold the one at hand
    ahead: list[_Place | int] = [*_members(records, None, None, replies, faults)]
    while ahead:
        place = ahead.pop()
        if isinstance(place, int):
            around.remove(place)
            continue
        comment = _comment(place, read, around, replies, faults)
        if comment is None:
            continue
        found.append(comment)
        around.add(id(place.record))
        ahead.append(id(place.record))  # met again when all that it holds is done
        ahead += _members(place.record.get(replies), place, comment.id, replies, faults)
    if faults:
        raise ValidationError(faults)
    return Thread.from_comments(found, order=order or as_given(found))


@frozen(eq=False)
class _Place:
    """A record and where it stands."""

    record: Record
    index: int
    holder: _Place | None
    parent: str | None

    def path(self, replies: str) -> str:
        """As ``[0].replies[2]``; of a deep one only the end."""
        steps: list[str] = []
        place: _Place | None = self
        while place is not None and len(steps) < _STEPS_SHOWN:
            steps.append(f"[{place.index}]")
            place = place.holder
        start = "" if place is None else "…"
        return start + f".{replies}".join(reversed(steps))


_STEPS_SHOWN = 20


def _comment(
    place: _Place,
    read: Callable[[Record], Comment],
    around: Container[int],
    replies: str,
    faults: list[Fault],
) -> Comment | None:
    """The comment of a record in its place; None where a fault was found."""
    if id(place.record) in around:
        faults.append(Fault(place.path(replies), "holds_itself", "a record must not hold itself"))
        return None
    try:
        [comment] = checked([read(place.record)])
        return answering(comment, place.parent)
    except ValidationError as error:
        faults += error.under(place.path(replies)).faults
        return None


def _members(
    value: object, holder: _Place | None, parent: str | None, replies: str, faults: list[Fault]
) -> Iterator[_Place]:
    """What a list of records holds, last first; a fault for all in it that is no record."""
    if value is None or value == "":
        return
    where = "" if holder is None else f"{holder.path(replies)}.{replies}"
    if not isinstance(value, Sequence) or isinstance(value, (str, bytes)):
        message = f"must be a list of records, not {short_repr(value)}"
        faults.append(Fault(where, "wrong_type", message))
        return
    members = cast("Sequence[object]", value)
    for index in reversed(range(len(members))):
        record = members[index]
        if isinstance(record, Mapping):
            yield _Place(cast("Record", record), index, holder, parent)
        else:
            message = f"must be a record, not {short_repr(record)}"
            faults.append(Fault(f"{where}[{index}]", "wrong_type", message))
