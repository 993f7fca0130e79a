"""`Case`: a reply with all that a rule may look at, so that a rule is one plain function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cached_property

from attrs import field, frozen

from blogcore.models import Comment, DiscussionPolicy, Post
from blogcore.replies.finding import Finding
from blogcore.replies.reply import Reply
from blogcore.threads import Thread

__all__ = ["Case", "Check"]


@frozen(kw_only=True)
class Case:
    """What is judged: the reply, tidied, the post, its discussion, and what was said before."""

    reply: Reply
    post: Post
    #: All comments of the post, of any status.
    thread: Thread
    policy: DiscussionPolicy
    #: When the reply came in.
    now: datetime
    #: Comments elsewhere on the site.
    past: tuple[Comment, ...] = field(default=(), repr=False)

    @property
    def parent(self) -> Comment | None:
        """The comment of this discussion that the reply answers, if it is there."""
        id = self.reply.in_reply_to
        return self.thread[id].comment if id is not None and id in self.thread else None

    @property
    def earlier(self) -> Iterator[Comment]:
        """Every comment that is known: of the post, then elsewhere."""
        yield from self.thread.comments
        yield from self.past

    @cached_property
    def is_trusted(self) -> bool:
        """A moderator, or who wrote the post: approved at once (``wp_allow_comment``)."""
        account = self.reply.account
        if self.reply.role == "moderator":
            return True
        own = {author.id for author in self.post.authors if author.id is not None}
        return account is not None and account.id in own


#: A rule: gives what it found, which may be nothing. Custom ones are of the same kind.
Check = Callable[[Case], Iterable[Finding]]
