"""`Context`: what a renderer is told besides the thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo
from typing import Literal, cast, get_args
from urllib.parse import quote

from attrs import field, frozen

from blogcore._text.plain import one_line
from blogcore.errors import Fault, ValidationError
from blogcore.forms import ReplyForm
from blogcore.i18n import Words
from blogcore.models import Author, Comment, Post, Site
from blogcore.models.fields import TIME, Check
from blogcore.replies.rules.post import is_closed_by_age
from blogcore.threads import Thread
from blogcore.viewers import PUBLIC, Viewer, find_viewer

__all__ = ["Context", "DateStyle", "PagePlace", "comment_anchor"]

DateStyle = Literal["absolute", "day", "relative"]

_check_time = cast("Check", TIME["check"])


def comment_anchor(comment: Comment) -> str:
    """The name of a comment's place on its page: ``comment-`` and its id, percent-encoded.

    Fit for an HTML ``id`` and for a URL fragment as it stands, and another for every other id.

    >>> from blogcore import Author, Body, Comment
    >>> comment_anchor(Comment(id="7 é", post_id="1", author=Author(name=""), body=Body()))
    'comment-7%20%C3%A9'
    """
    id = comment.id
    plain = id.isascii() and id.isalnum()  # nearly every id is, and quoting takes its time
    return f"comment-{id if plain else quote(id, safe='')}"


@frozen(kw_only=True)
class PagePlace:
    """Which page of a discussion is shown, and of how many; the first is 1."""

    number: int
    total: int

    def __attrs_post_init__(self) -> None:
        if not 1 <= self.number <= self.total:
            message = f"must be 1 to {self.total}, not {self.number}"
            raise ValidationError([Fault("number", "out_of_range", message)])


# --- where things are, unless a site says otherwise ------------------------------------------


def _on_this_page(comment: Comment) -> str:
    return f"#{comment_anchor(comment)}"


def _no_avatar(author: Author) -> str | None:
    return None


def _no_reply(comment: Comment | None) -> str | None:
    return None


def _by_thread(comment: Comment) -> str:
    return f"?thread={quote(comment.id, safe='')}"


def _by_query(number: int) -> str:
    return f"?page={number}"


@frozen(kw_only=True)
class Context:
    """What a renderer may know besides the thread. It asks nothing else: no clock, no locale.

    >>> Context(date_style="relative")
    Traceback (most recent call last):
      ...
    blogcore.errors.ValidationError: now: must be given where dates are relative
    """

    site: Site = field(default=Site())
    #: The post that is discussed; None where only comments are at hand.
    post: Post | None = None
    words: Words = field(default=Words())
    #: Who looks at it: everybody, a moderator, or the author of comments that may still be held.
    viewer: Viewer = field(default=PUBLIC, converter=find_viewer)
    #: Whether names and dates are shown.
    bylines: bool = True
    #: The zone in which times are shown; None: as the clock showed them where they were written.
    timezone: tzinfo | None = None
    #: The time that relative dates count from, and the age of a post that closes by it; aware.
    now: datetime | None = None
    #: "absolute": day and time; "day": without the time; "relative": how long ago.
    date_style: DateStyle = "absolute"
    #: How many levels of replies nest before they continue flat; 0: all is flat; None: as many
    #: as suit the renderer, which is the most that it nests.
    nesting: int | None = None
    #: Columns that a line may fill, for renderers that fill lines; None: what suits the renderer.
    width: int | None = None
    #: Where a comment is found.
    permalink: Callable[[Comment], str] = field(default=_on_this_page)
    #: The URL of somebody's picture; None: no picture. Nothing is made of an e-mail address.
    avatar: Callable[[Author], str | None] = field(default=_no_avatar)
    #: Where one answers a comment, or with None the post; None: no link.
    reply_url: Callable[[Comment | None], str | None] = field(default=_no_reply)
    #: Where a comment is found with all beneath it, for what is left out here.
    thread_url: Callable[[Comment], str] = field(default=_by_thread)
    #: Where a page of the discussion is found, by its number.
    page_url: Callable[[int], str] = field(default=_by_query)
    #: Which page of the discussion the thread is; None where it is all of it.
    page: PagePlace | None = None
    #: How many comments the whole discussion has, where the thread is a page of it.
    total: int | None = None
    #: The form under "Leave a Reply"; None: those words alone.
    form: ReplyForm | None = None

    def __attrs_post_init__(self) -> None:
        faults = list(_faults(self))
        if faults:
            raise ValidationError(faults)

    @property
    def comments_open(self) -> bool:
        """Whether one may reply: the post is not closed by hand, nor at ``now`` by its age.

        Without ``now`` no post is closed by age (``DiscussionPolicy.close_after_days``).
        """
        post, now = self.post, self.now
        if post is None:
            return True
        aged = now is not None and is_closed_by_age(post, self.site.discussion, now)
        return post.comments_open and not aged

    def levels(self, most: int) -> int:
        """How many levels of replies nest, by a renderer that nests ``most`` of them."""
        return most if self.nesting is None else min(self.nesting, most)

    def count(self, thread: Thread) -> int:
        """How many comments a headline tells of: approved ones, without pings."""
        if self.total is not None:
            return self.total
        return sum(c.kind == "comment" and c.status == "approved" for c in thread.comments)

    def local(self, when: datetime) -> datetime:
        """A time as it is shown: in ``timezone``, or as it was written."""
        try:
            return when.astimezone(self.timezone) if self.timezone is not None else when
        except OverflowError:  # at the ends of the calendar
            return when

    def date(self, when: datetime) -> str:
        """A time in words, in the style that is asked for.

        >>> from datetime import UTC
        >>> Context(date_style="day").date(datetime(2024, 5, 1, 9, 30, tzinfo=UTC))
        '1 May 2024'
        """
        if self.date_style == "relative" and self.now is not None:
            return self.words.relative(when, self.now)
        shown = self.local(when)
        return self.words.date(shown) if self.date_style == "absolute" else self.words.day(shown)

    def signed(self, author: Author, when: datetime | None) -> str:
        """Who and when in one line of words, as far as it is known; empty without bylines."""
        if not self.bylines:
            return ""
        return self.words.byline(self.name(author), self.date(when) if when else "")

    def standing(self, comment: Comment) -> str:
        """That the world does not see a comment yet, or any more; empty where it does."""
        words = self.words
        if comment.status == "held":
            return words.awaiting_moderation if self.viewer.wrote(comment) else words.held
        return {"spam": words.spam, "trash": words.trashed}.get(comment.status, "")

    def name(self, author: Author) -> str:
        """What somebody is called, in one line; never empty."""
        return one_line(author.name) or self.words.anonymous


def _faults(context: Context) -> Iterator[Fault]:
    if context.date_style not in get_args(DateStyle):
        listed = ", ".join(get_args(DateStyle))
        yield Fault("date_style", "not_one_of", f"must be one of {listed}")
    if context.now is None:
        if context.date_style == "relative":
            yield Fault("now", "missing", "must be given where dates are relative")
    else:
        yield from (fault.under("now") for fault in _check_time(context.now))
    for name, least in (("nesting", 0), ("width", 1)):
        value = cast("int | None", getattr(context, name))
        if value is not None and value < least:
            yield Fault(name, "out_of_range", f"must be {least} or more, not {value}")
