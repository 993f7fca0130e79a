"""Edits and moderation of a thread, as steps of state machines."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, get_args

from attrs import frozen
from hypothesis import strategies as st

from blogcore.models import Comment
from blogcore.moderation import ModerationAction, moderate_many
from blogcore.strategies._dates import dates
from blogcore.strategies._models import comments
from blogcore.strategies._text import ids, texts
from blogcore.threads import Thread

__all__ = ["Edit", "Moderation", "edits", "moderation"]


@frozen
class Edit:
    """An edit of a thread: one comment is added, replaced or removed."""

    #: What to do.
    action: Literal["add", "replace", "remove"]
    #: The comment to add or remove, or the new record of a comment.
    comment: Comment

    def __call__(self, thread: Thread) -> Thread:
        """Return the edited thread.

        Args:
            thread: The thread that the edit was drawn for.

        Raises:
            UnknownIdError: The edit was drawn for another thread.
        """
        if self.action == "remove":
            return thread.remove(self.comment.id)
        return thread.add(self.comment) if self.action == "add" else thread.replace(self.comment)


@frozen
class Moderation:
    """What a moderator does to some comments of a thread in one step."""

    #: What the moderator does.
    action: ModerationAction
    #: Ids of the comments.
    ids: tuple[str, ...]
    #: Name of the moderator.
    by: str
    #: When it is done.
    at: datetime

    def __call__(self, thread: Thread) -> Thread:
        """Return the moderated thread.

        Args:
            thread: The thread that the moderation was drawn for.

        Raises:
            UnknownIdError: The moderation was drawn for another thread.
        """
        done = moderate_many(thread, self.ids, self.action, by=self.by, at=self.at)
        for moderated in done:
            thread = thread.replace(moderated.comment)
        return thread


def edits(thread: Thread) -> st.SearchStrategy[Edit]:
    """Return a strategy for valid edits of a thread: adding, replacing or removing a comment.

    Args:
        thread: The thread to edit.

    >>> from hypothesis import find
    >>> find(edits(Thread.from_comments([])), lambda edit: True).action
    'add'
    """
    known = [comment.id for comment in thread.comments]
    post_ids = sorted({comment.post_id for comment in thread.comments}) or ["1"]
    posts = st.sampled_from(post_ids)
    parents = st.none() | st.sampled_from(known) | ids() if known else st.none() | ids()
    new = st.builds(Edit, st.just("add"), comments(post_id=posts, in_reply_to=parents))
    if not known:
        return new
    changed = comments(id=st.sampled_from(known), post_id=posts, in_reply_to=parents)
    return st.one_of(
        new,
        st.builds(Edit, st.just("remove"), st.sampled_from(thread.comments)),
        st.builds(Edit, st.sampled_from(("replace", "add")), changed),
    )


def moderation(thread: Thread) -> st.SearchStrategy[Moderation]:
    """Return a strategy for the moderation of a thread: one action on up to five of its comments.

    Deleted comments are left out, since they cannot be moderated.

    Args:
        thread: The thread to moderate.
    """
    moderated = [comment.id for comment in thread.comments if comment.status != "deleted"]
    chosen = (
        st.lists(st.sampled_from(moderated), unique=True, max_size=5) if moderated else st.just([])
    )
    actions = st.sampled_from(get_args(ModerationAction))
    return st.builds(Moderation, actions, chosen.map(tuple), texts(min_size=1), dates())
