"""Threads from e-mail and news: who answers whom by the ``References`` of each message.

After RFC 5256, section 2.2 (REFERENCES), which is Jamie Zawinski's algorithm, without the steps
that group by subject: what shares a subject on a blog need not be an answer.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import pairwise

from attrs import evolve

from blogcore._text.plain import find_forbidden
from blogcore.models import Comment, tombstone
from blogcore.threads.build import answering, checked
from blogcore.threads.order import Order, oldest
from blogcore.threads.repair import age
from blogcore.threads.thread import Thread

__all__ = ["reference_ids", "thread_from_references"]

_MESSAGE_ID = re.compile(r"<([^<>\s]+)>")


def reference_ids(references: str | None, in_reply_to: str | None = None) -> tuple[str, ...]:
    """The ids that a message's headers refer to, the oldest first, without angle brackets.

    Those of ``References``; where it has none, the first of ``In-Reply-To`` (RFC 5256, 2.2 step 1).

    >>> reference_ids("<1@a.example> <2@a.example>")
    ('1@a.example', '2@a.example')
    >>> reference_ids(None, "Your message of Monday <2@a.example>")
    ('2@a.example',)
    """
    return _ids_in(references) or _ids_in(in_reply_to)[:1]


def thread_from_references(
    messages: Iterable[tuple[Comment, Sequence[str]]], *, order: Order = oldest
) -> Thread:
    """The thread of messages, each with the ids that it refers to, its parent's last.

    A message answers the last id, or, if that is not there, the nearest known above it by what
    other messages refer to. A missing message that holds two or more at top level is there as a
    `tombstone`; any other is left out. The ``in_reply_to`` of the comments that come out is where
    they were put; that of comments given is not asked. References of others never close a ring;
    a ring of messages that answer each other is cut, as any (see `Thread.from_comments`). Linear
    but for sorting, and the same for every order of input.

    Raises `ValidationError` for what is no comment.
    """
    records = _oldest_first(messages)
    references = {comment.id: ids for comment, ids in reversed(records)}
    claims = {id: ids[-1] for id, ids in references.items() if ids}
    above = _nearest_known(references, _with_hints(claims, records))
    kept = _placeholders(records, above, references)
    pile = list(kept.values())
    for comment, _ in records:
        parent = above[comment.id]
        if parent not in references and parent not in kept:
            parent = claims.get(comment.id)  # what it claims is not there: it is an orphan
        pile.append(answering(comment, parent))
    return Thread.from_comments(pile, order=order)


def _ids_in(header: str | None) -> tuple[str, ...]:
    ids: list[str] = _MESSAGE_ID.findall(header or "")
    return tuple(id for id in ids if find_forbidden(id) is None)


def _oldest_first(
    messages: Iterable[tuple[Comment, Sequence[str]]],
) -> list[tuple[Comment, tuple[str, ...]]]:
    """The messages in an order that does not depend on theirs; none refers to itself but alone."""
    given = list(messages)
    comments = checked(comment for comment, _ in given)
    records: list[tuple[Comment, tuple[str, ...]]] = []
    for comment, (_, ids) in zip(comments, given, strict=True):
        others = tuple(id for id in ids if id != comment.id)
        records.append((comment, others or tuple(ids[-1:])))
    records.sort(key=lambda record: (age(record[0]), record[1]))
    return records


def _with_hints(
    claims: Mapping[str, str], records: Iterable[tuple[Comment, tuple[str, ...]]]
) -> Mapping[str, str]:
    """The parent of each id: what a message claims, else what another's references say of it.

    The first hint counts; of a ring that hints close, the last of them does not.
    """
    parents = dict(claims)
    hints: dict[str, int] = {}  # when each was given
    for _, ids in records:
        for parent, child in pairwise(ids):
            if child not in parents and child != parent:
                parents[child] = parent
                hints[child] = len(hints)
    done: set[str] = set()
    for start in hints:
        path: dict[str, int] = {}
        id: str | None = start
        while id is not None and id not in done:
            done.add(id)
            path[id] = len(path)
            id = parents.get(id)
        if id in path:
            ring = [member for member, place in path.items() if place >= path[id]]
            hinted = [member for member in ring if member in hints]
            if hinted:
                del parents[max(hinted, key=hints.__getitem__)]
    return parents


def _nearest_known(known: Iterable[str], parents: Mapping[str, str]) -> Mapping[str, str | None]:
    """For each known id the nearest known above it, else the topmost, else None. Linear."""
    known = dict.fromkeys(known)
    found: dict[str, str] = {}
    above: dict[str, str | None] = {}
    for id in known:
        parent = parents.get(id)
        path: list[str] = []
        while parent is not None and parent not in known and parent not in found:
            path.append(parent)
            parent = parents.get(parent)
        if parent is None:
            above[id] = path[-1] if path else None
        else:
            above[id] = found.get(parent, parent)
        found.update((missing, above[id] or missing) for missing in path)
    return above


def _placeholders(
    records: Iterable[tuple[Comment, tuple[str, ...]]],
    above: Mapping[str, str | None],
    known: Container[str],
) -> dict[str, Comment]:
    """A tombstone for each missing message that holds two or more."""
    holding: dict[str, dict[str, Comment]] = {}
    for comment, _ in records:
        top = above[comment.id]
        if top is not None and top not in known:
            holding.setdefault(top, {}).setdefault(comment.id, comment)
    return {
        id: _placeholder(id, next(iter(held.values())))
        for id, held in holding.items()
        if len(held) > 1
    }


def _placeholder(id: str, answer: Comment) -> Comment:
    return tombstone(evolve(answer, id=id, published=None, in_reply_to=None, kind="comment"))
