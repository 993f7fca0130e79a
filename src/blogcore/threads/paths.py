"""Threads from materialised paths, as Lemmy has them: "0.12.34" is 34, which answers 12."""

from __future__ import annotations

from collections.abc import Iterable

from blogcore._text.plain import short_repr
from blogcore.errors import Fault, ValidationError
from blogcore.models import Comment
from blogcore.threads.build import answering, checked
from blogcore.threads.order import Order, oldest
from blogcore.threads.thread import Thread

__all__ = ["thread_from_paths"]


def thread_from_paths(
    comments: Iterable[tuple[Comment, str]],
    *,
    separator: str = ".",
    root: str = "0",
    order: Order = oldest,
) -> Thread:
    """The thread of comments, each with the path of ids from the root down to its own.

    A comment answers the one before it in its path; if that is not there, the nearest before that
    is; if none is, it is an orphan. The ``in_reply_to`` of the comments that come out is where
    they were put; that of comments given is not asked. Linear in the paths, which are as long as a
    thread is deep.

    Raises `ValidationError` naming each path that does not begin with the root and end with the
    id of its comment, and what is no comment.

    >>> from blogcore import Author, Body
    >>> a, b = (Comment(id=id, post_id="7", author=Author(name=""), body=Body()) for id in "12")
    >>> [node.number for node in thread_from_paths([(b, "0.1.2"), (a, "0.1")])]
    ['1', '1.1']
    """
    given = list(comments)
    pile = checked(comment for comment, _ in given)
    known = {comment.id for comment in pile}
    faults: list[Fault] = []
    found: list[Comment] = []
    for place, (comment, path) in enumerate(given):
        top, *labels = path.split(separator)
        if top != root or not labels or labels[-1] != comment.id:
            wanted = f"{root}{separator}…{separator}{comment.id}"
            message = f"must be like {short_repr(wanted)}, not {short_repr(path)}"
            faults.append(Fault(f"[{place}]", "wrong_path", message))
            continue
        above = labels[-2::-1]
        parent = next((id for id in above if id in known), above[0] if above else None)
        found.append(answering(comment, parent))
    if faults:
        raise ValidationError(faults)
    return Thread.from_comments(found, order=order)
