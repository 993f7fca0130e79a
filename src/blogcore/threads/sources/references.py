"""Reply links from the ``References`` of e-mail and news messages.

Source: RFC 5256, section 2.2 (REFERENCES), which is Jamie Zawinski's algorithm, without the steps
that group by subject: on a blog, comments with the same subject need not be answers.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import pairwise

from attrs import evolve

from blogcore._text.plain import find_forbidden
from blogcore.models import Comment, tombstone
from blogcore.threads.build import require_comments, with_parent
from blogcore.threads.repair import chronological_key

__all__ = ["comments_from_references", "reference_ids"]

_MESSAGE_ID = re.compile(r"<([^<>\s]+)>")

#: A message and the ids that it refers to; the last one is its parent.
_Message = tuple[Comment, tuple[str, ...]]


def reference_ids(references: str | None, in_reply_to: str | None = None) -> tuple[str, ...]:
    """Return the ids that a message's headers refer to, the oldest first, without brackets.

    Args:
        references: The header ``References``.
        in_reply_to: The header ``In-Reply-To``; its first id counts if ``References`` has none.

    Source: RFC 5256, 2.2 step 1.

    >>> reference_ids("<1@a.example> <2@a.example>")
    ('1@a.example', '2@a.example')
    >>> reference_ids(None, "Your message of Monday <2@a.example>")
    ('2@a.example',)
    """
    return _ids_in(references) or _ids_in(in_reply_to)[:1]


def comments_from_references(
    messages: Iterable[tuple[Comment, Sequence[str]]],
) -> list[Comment]:
    """Return the comments with links to their parents. See `Thread.from_references`."""
    sorted_messages = _sort_messages(messages)
    references = {comment.id: ids for comment, ids in reversed(sorted_messages)}
    claims = {id: ids[-1] for id, ids in references.items() if ids}
    parents = _nearest_known(references, _add_implied_parents(claims, sorted_messages))
    placeholders = _placeholders(sorted_messages, parents, references)
    linked = list(placeholders.values())
    for comment, _ in sorted_messages:
        parent_id = parents[comment.id]
        if parent_id not in references and parent_id not in placeholders:
            parent_id = claims.get(comment.id)  # the claimed parent is missing: an orphan
        linked.append(with_parent(comment, parent_id))
    return linked


def _ids_in(header: str | None) -> tuple[str, ...]:
    ids: list[str] = _MESSAGE_ID.findall(header or "")
    return tuple(id for id in ids if find_forbidden(id) is None)


def _sort_messages(messages: Iterable[tuple[Comment, Sequence[str]]]) -> list[_Message]:
    """Sort by time, so that the result does not depend on the order of the input.

    References of a message to itself are removed, unless it has no others.
    """
    entries = list(messages)
    comments = require_comments(comment for comment, _ in entries)
    cleaned: list[_Message] = []
    for comment, (_, ids) in zip(comments, entries, strict=True):
        others = tuple(id for id in ids if id != comment.id)
        cleaned.append((comment, others or tuple(ids[-1:])))
    cleaned.sort(key=lambda message: (chronological_key(message[0]), message[1]))
    return cleaned


def _add_implied_parents(
    claims: Mapping[str, str], messages: Iterable[_Message]
) -> Mapping[str, str]:
    """Return the parent id by id: as the message states, else as references of others imply.

    The first implied parent is used. If implied parents close a cycle, the one that was found last
    is dropped.
    """
    parents = dict(claims)
    implied: dict[str, int] = {}  # ids with an implied parent, numbered as they were found
    for _, ids in messages:
        for parent, child in pairwise(ids):
            if child not in parents and child != parent:
                parents[child] = parent
                implied[child] = len(implied)
    visited: set[str] = set()
    for start in implied:
        path: dict[str, int] = {}
        id: str | None = start
        while id is not None and id not in visited:
            visited.add(id)
            path[id] = len(path)
            id = parents.get(id)
        if id in path:
            cycle = [member for member, step in path.items() if step >= path[id]]
            removable = [member for member in cycle if member in implied]
            if removable:
                del parents[max(removable, key=implied.__getitem__)]
    return parents


def _nearest_known(known: Iterable[str], parents: Mapping[str, str]) -> Mapping[str, str | None]:
    """Return the nearest known ancestor of each known id.

    Without a known ancestor, it is the topmost missing one; without any ancestor, None. Linear.
    """
    known = dict.fromkeys(known)
    resolved: dict[str, str] = {}  # the result for ids of missing messages
    nearest: dict[str, str | None] = {}
    for id in known:
        parent = parents.get(id)
        missing: list[str] = []
        while parent is not None and parent not in known and parent not in resolved:
            missing.append(parent)
            parent = parents.get(parent)
        if parent is None:
            nearest[id] = missing[-1] if missing else None
        else:
            nearest[id] = resolved.get(parent, parent)
        resolved.update((ancestor, nearest[id] or ancestor) for ancestor in missing)
    return nearest


def _placeholders(
    messages: Iterable[_Message], parents: Mapping[str, str | None], known: Container[str]
) -> dict[str, Comment]:
    """Return a tombstone for each missing message with two or more replies, by id."""
    replies: dict[str, dict[str, Comment]] = {}
    for comment, _ in messages:
        parent_id = parents[comment.id]
        if parent_id is not None and parent_id not in known:
            replies.setdefault(parent_id, {}).setdefault(comment.id, comment)
    return {
        id: _placeholder(id, next(iter(answers.values())))
        for id, answers in replies.items()
        if len(answers) > 1
    }


def _placeholder(id: str, reply: Comment) -> Comment:
    return tombstone(evolve(reply, id=id, published=None, in_reply_to=None, kind="comment"))
