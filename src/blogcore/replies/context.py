"""The argument and the result of a rule: `ReviewContext` and `Finding`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cached_property
from typing import Literal

from attrs import field, frozen

from blogcore.models import Comment, DiscussionPolicy, Post
from blogcore.replies.reply import Reply
from blogcore.threads import Thread

__all__ = ["Finding", "FindingAction", "ReviewContext", "Rule"]

#: What a finding does to a reply: "refuse" rejects it; "trash", "spam" and "hold" accept it with
#: that status; "note" only adds a remark.
FindingAction = Literal["refuse", "trash", "spam", "hold", "note"]


@frozen
class Finding:
    """One problem that a rule found. `blogcore.i18n` has its message in each language.

    >>> Finding("refuse", "too_long", "name", limit=245)
    Finding(action='refuse', code='too_long', field='name', limit=245, message='')
    """

    #: What happens to the reply.
    action: FindingAction
    #: Stable name of the problem, such as ``too_long``.
    code: str
    #: The form field that it is about; empty for the reply as a whole.
    field: str = ""
    #: The limit that was exceeded, in the unit of the rule: bytes, days, seconds or links.
    limit: int | None = None
    #: The message to show for a code of a custom rule, which is in no catalogue.
    message: str = ""


@frozen(kw_only=True)
class ReviewContext:
    """A reply with all data that rules use, so that a rule is a function of one argument."""

    #: The reply, normalised: trimmed, the name without tags.
    reply: Reply
    #: The post that it belongs to.
    post: Post
    #: All comments of the post, of any status.
    thread: Thread
    #: The site's rules.
    policy: DiscussionPolicy
    #: When the reply was sent.
    now: datetime
    #: Comments of other posts of the site.
    other_comments: tuple[Comment, ...] = field(default=(), repr=False)

    @property
    def parent(self) -> Comment | None:
        """The comment of this post that the reply answers; None if there is no such comment."""
        id = self.reply.in_reply_to
        return self.thread[id].comment if id is not None and id in self.thread else None

    @property
    def all_comments(self) -> Iterator[Comment]:
        """Every known comment: first those of the post, then those of other posts."""
        yield from self.thread.comments
        yield from self.other_comments

    @cached_property
    def is_trusted(self) -> bool:
        """Whether the writer is a moderator or the post's author (WordPress ``wp_allow_comment``).

        Their replies are approved at once.
        """
        account = self.reply.account
        if self.reply.role == "moderator":
            return True
        author_ids = {author.id for author in self.post.authors if author.id is not None}
        return account is not None and account.id in author_ids


#: A rule: a function that returns its findings, possibly none. Custom rules have the same type.
Rule = Callable[[ReviewContext], Iterable[Finding]]
