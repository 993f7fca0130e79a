"""What a review has to know of all that was said: a handful of comments, however many there are.

Each query answers to a rule of `blogcore.replies`, and gives all that this rule could find; what it
gives besides does no harm. A test holds answers of these against answers of everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from blogcore._text.plain import find_forbidden
from blogcore.models import Comment
from blogcore.replies import Reply
from blogcore.replies.conduct import folded
from blogcore.replies.reply import tidied
from blogcore.stores.database import Row, Session, Values
from blogcore.stores.rows import COMMENT, comment_of, instant, said

__all__ = ["known"]

_SELECT = f"SELECT {', '.join(COMMENT)} FROM blogcore_comments WHERE"

#: The comment that is answered, wherever it is, and all above it: how deep that is. UNION ends a
#: ring where it began.
_ABOVE = f"""
    WITH RECURSIVE above (id, in_reply_to, post_id) AS (
        SELECT id, in_reply_to, post_id FROM blogcore_comments WHERE id = :parent
        UNION
        SELECT up.id, up.in_reply_to, up.post_id FROM above
        JOIN blogcore_comments AS up ON up.id = above.in_reply_to AND up.post_id = above.post_id
    )
    SELECT {", ".join(COMMENT)} FROM blogcore_comments WHERE id IN (SELECT id FROM above)
"""
#: The same again.
_SAID = f"{_SELECT} said_key = :said"
#: A flood: the last of an address is in it, if any is.
_LAST_OF_IP = f"{_SELECT} ip = :ip AND published <= :now ORDER BY published DESC LIMIT 1"
_LAST_OF_EMAIL = (
    f"{_SELECT} email_key = :email AND published <= :now ORDER BY published DESC LIMIT 1"
)
#: Who has been approved before.
_APPROVED = f"""
    {_SELECT} email_key = :email AND author_name = :name AND author_email = :exactly
    AND status = 'approved' AND kind = 'comment' LIMIT 1
"""


def known(session: Session, reply: Reply, post_id: str, now: datetime) -> tuple[Comment, ...]:
    """The comments of any post that decide about a reply, each once."""
    found: dict[object, Row] = {}
    for sql, values in _questions(tidied(reply), post_id, now):
        for row in session.rows(sql, values):
            found[row[0]] = row
    return tuple(map(comment_of, found.values()))


def _questions(reply: Reply, post_id: str, now: datetime) -> Iterator[tuple[str, Values]]:
    """What no comment can hold is not looked for; it is refused by its characters."""
    at = instant(now)
    if reply.in_reply_to and find_forbidden(reply.in_reply_to) is None:
        yield _ABOVE, {"parent": reply.in_reply_to}
    yield _SAID, {"said": said(post_id, reply.in_reply_to, reply.name, reply.body)}
    if reply.ip is not None:
        yield _LAST_OF_IP, {"ip": reply.ip, "now": at}
    if reply.email and find_forbidden(reply.email) is None:
        email = folded(reply.email)
        yield _LAST_OF_EMAIL, {"email": email, "now": at}
        if find_forbidden(reply.name) is None:
            yield _APPROVED, {"email": email, "exactly": reply.email, "name": reply.name}
