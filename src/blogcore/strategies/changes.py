"""What happens to a discussion: steps for state machines."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, get_args

from attrs import frozen
from hypothesis import strategies as st

from blogcore.models import Comment
from blogcore.moderation import ModerationAction, moderate_many
from blogcore.strategies.comments import comments
from blogcore.strategies.dates import dates
from blogcore.strategies.text import ids, texts
from blogcore.threads import Thread

__all__ = ["Edit", "Moderation", "edits", "moderation"]


@frozen
class Edit:
    """A comment that is added to a thread, put in another's place, or taken out."""

    act: Literal["add", "replace", "remove"]
    comment: Comment

    def __call__(self, thread: Thread) -> Thread:
        """The thread after it. Raises `UnknownIdError` where it was drawn for another thread."""
        if self.act == "remove":
            return thread.remove(self.comment.id)
        return thread.add(self.comment) if self.act == "add" else thread.replace(self.comment)


@frozen
class Moderation:
    """What a moderator does to some comments at once."""

    act: ModerationAction
    ids: tuple[str, ...]
    by: str
    at: datetime

    def __call__(self, thread: Thread) -> Thread:
        """The thread after it. Raises `UnknownIdError` where it was drawn for another thread."""
        done = moderate_many(thread, self.ids, self.act, by=self.by, at=self.at)
        for moderated in done:
            thread = thread.replace(moderated.comment)
        return thread


def edits(thread: Thread) -> st.SearchStrategy[Edit]:
    """Changes that a thread can take: a new comment or another record of one, anywhere in it.

    >>> from hypothesis import find
    >>> find(edits(Thread.from_comments([])), lambda edit: True).act
    'add'
    """
    known = [comment.id for comment in thread.comments]
    post_ids = sorted({comment.post_id for comment in thread.comments}) or ["1"]
    where = st.sampled_from(post_ids)
    parents = st.none() | st.sampled_from(known) | ids() if known else st.none() | ids()
    new = st.builds(Edit, st.just("add"), comments(post_id=where, in_reply_to=parents))
    if not known:
        return new
    again = comments(id=st.sampled_from(known), post_id=where, in_reply_to=parents)
    gone = st.sampled_from(thread.comments)
    return st.one_of(
        new,
        st.builds(Edit, st.just("remove"), gone),
        st.builds(Edit, st.sampled_from(("replace", "add")), again),
    )


def moderation(thread: Thread) -> st.SearchStrategy[Moderation]:
    """What a moderator can do to a thread: one act on some of its comments, or on none.

    Of a deleted comment nothing is left to moderate, so that none is asked for.
    """
    there = [comment.id for comment in thread.comments if comment.status != "deleted"]
    some = st.lists(st.sampled_from(there), unique=True, max_size=5) if there else st.just([])
    return st.builds(
        Moderation,
        st.sampled_from(get_args(ModerationAction)),
        some.map(tuple),
        texts(min_size=1),
        dates(),
    )
