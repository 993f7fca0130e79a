"""`Context`: everything that a renderer uses, except the thread."""

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

__all__ = [
    "Context",
    "DateStyle",
    "PageInfo",
    "anchor_url",
    "comment_anchor",
    "has_inferred_link",
    "no_avatar",
]

#: How dates are shown: date and time, the date alone, or how long ago ("3 days ago").
DateStyle = Literal["absolute", "day", "relative"]

#: The texts of a context that was made without texts.
DEFAULT_WORDS = Words()

_check_time = cast("Check", TIME["check"])


def comment_anchor(comment: Comment) -> str:
    """Return the anchor of a comment on its page: ``comment-`` and its id, percent-encoded.

    The anchor is valid as an HTML ``id`` and as a URL fragment; different ids give different
    anchors.

    Args:
        comment: A comment.

    >>> from blogcore import Author, Body, Comment
    >>> comment_anchor(Comment(id="7 é", post_id="1", author=Author(name=""), body=Body()))
    'comment-7%20%C3%A9'
    """
    id = comment.id
    needs_no_quoting = id.isascii() and id.isalnum()  # the common case; quoting is slow
    return f"comment-{id if needs_no_quoting else quote(id, safe='')}"


@frozen(kw_only=True)
class PageInfo:
    """The number of a page, and how many pages there are."""

    #: Number of the page, from 1.
    number: int
    #: Number of the last page.
    total: int

    def __attrs_post_init__(self) -> None:
        if not 1 <= self.number <= self.total:
            message = f"must be 1 to {self.total}, not {self.number}"
            raise ValidationError([Fault("number", "out_of_range", message)])

    @property
    def previous(self) -> int | None:
        """Number of the page before; None for the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """Number of the page after; None for the last."""
        return self.number + 1 if self.number < self.total else None


# --- default URLs and avatars ----------------------------------------------------------------


def has_inferred_link(comment: Comment, parent: Comment) -> bool:
    """Return whether the link of a comment to its parent in a thread was inferred.

    Args:
        comment: The comment.
        parent: Its parent in the thread; another one than it names, if that one is left out.
    """
    return comment.inferred and comment.in_reply_to == parent.id


def anchor_url(comment: Comment) -> str:
    """Return the URL of a comment on its own page."""
    return f"#{comment_anchor(comment)}"


def no_avatar(author: Author) -> str | None:
    """Return None: the default, so that no URL is made from an e-mail address."""
    return None


def _no_reply_url(comment: Comment | None) -> str | None:
    return None


def _thread_query(comment: Comment) -> str:
    return f"?thread={quote(comment.id, safe='')}"


def _page_query(number: int) -> str:
    return f"?page={number}"


@frozen(kw_only=True)
class Context:
    """Texts, URLs and options of an output. Renderers use neither the clock nor the locale.

    Its functions belong to the caller, and everybody sees what they return. ``avatar`` gets authors
    without private fields, unless the viewer is trusted; the others get comments as they are in the
    thread.

    >>> Context(date_style="relative")
    Traceback (most recent call last):
      ...
    blogcore.errors.ValidationError: now: must be given where dates are relative
    """

    #: The site of the page.
    site: Site = field(default=Site())
    #: The post of the discussion; None if it is unknown.
    post: Post | None = None
    #: Texts of the page. By default English; `render_page` takes the language of the site instead.
    words: Words = field(default=DEFAULT_WORDS)
    #: Who sees the output: `PUBLIC`, `MODERATOR`, or the author of comments that may be held.
    viewer: Viewer = field(default=PUBLIC, converter=find_viewer)
    #: Whether names and dates are shown.
    bylines: bool = True
    #: Time zone in which times are shown; None shows each time in its own zone.
    timezone: tzinfo | None = None
    #: Current time, for relative dates and for posts that close by age; aware.
    now: datetime | None = None
    #: How dates are shown. "absolute": date and time; "day": the date alone; "relative": how long
    #: ago.
    date_style: DateStyle = "absolute"
    #: Maximum number of levels of nested replies; 0: a flat list; None: the renderer's maximum, and
    #: in `render_page` at most that of the site's policy.
    nesting: int | None = None
    #: Columns of a line, for renderers that wrap lines; None: the renderer's default.
    width: int | None = None
    #: Returns the URL of a comment.
    permalink: Callable[[Comment], str] = field(default=anchor_url)
    #: Returns the URL of an author's avatar, or None. No URL is ever made from an e-mail address.
    avatar: Callable[[Author], str | None] = field(default=no_avatar)
    #: Returns the URL for a reply to a comment, or to the post (None); None leaves out the link.
    reply_url: Callable[[Comment | None], str | None] = field(default=_no_reply_url)
    #: Returns the URL of a page with a comment and all its descendants, to link folded replies.
    thread_url: Callable[[Comment], str] = field(default=_thread_query)
    #: Returns the URL of a page of the discussion, by its number.
    page_url: Callable[[int], str] = field(default=_page_query)
    #: Number of the page that the thread is, and number of pages; None if the thread is the whole
    #: discussion.
    page: PageInfo | None = None
    #: Number of comments of the whole discussion, if the thread is a page of it.
    total: int | None = None
    #: The reply form; None shows none.
    form: ReplyForm | None = None

    def __attrs_post_init__(self) -> None:
        faults = list(_faults(self))
        if faults:
            raise ValidationError(faults)

    @property
    def comments_open(self) -> bool:
        """Whether replies are accepted: the post is open, and not closed by age at ``now``.

        Without ``now`` no post is closed by age (``DiscussionPolicy.close_after_days``).
        """
        post, now = self.post, self.now
        if post is None:
            return True
        too_old = now is not None and is_closed_by_age(post, self.site.discussion, now)
        return post.comments_open and not too_old

    def levels(self, limit: int) -> int:
        """Return how many levels of replies to nest.

        Args:
            limit: The most levels that the renderer nests.
        """
        return limit if self.nesting is None else min(self.nesting, limit)

    def count(self, thread: Thread) -> int:
        """Return the number of comments for a headline: approved ones, without pings.

        Args:
            thread: The thread; if it is a page of the discussion, ``total`` is returned.
        """
        if self.total is not None:
            return self.total
        return sum(c.kind == "comment" and c.status == "approved" for c in thread.comments)

    def local(self, when: datetime) -> datetime:
        """Return a time in the zone in which it is shown.

        Args:
            when: An aware time.
        """
        try:
            return when.astimezone(self.timezone) if self.timezone is not None else when
        except OverflowError:  # before year 1 or after year 9999 in the zone
            return when

    def date(self, when: datetime) -> str:
        """Return a time as text, in ``date_style``.

        Args:
            when: An aware time.

        >>> from datetime import UTC
        >>> Context(date_style="day").date(datetime(2024, 5, 1, 9, 30, tzinfo=UTC))
        '1 May 2024'
        """
        if self.date_style == "relative" and self.now is not None:
            return self.words.relative(when, self.now)
        local = self.local(when)
        return self.words.date(local) if self.date_style == "absolute" else self.words.day(local)

    def byline(self, author: Author, when: datetime | None) -> str:
        """Return name and date in one line; empty without bylines.

        Args:
            author: The author.
            when: The date, if it is known.
        """
        if not self.bylines:
            return ""
        return self.words.byline(self.name(author), self.date(when) if when else "")

    def status_text(self, comment: Comment) -> str:
        """Return the reason why a comment is hidden from the public; empty if it is public.

        Args:
            comment: A comment that the viewer sees.
        """
        words = self.words
        if comment.status == "held":
            return words.awaiting_moderation if self.viewer.wrote(comment) else words.held
        return {"spam": words.spam, "trash": words.trashed}.get(comment.status, "")

    def name(self, author: Author) -> str:
        """Return an author's name in one line; never empty.

        Args:
            author: The author.
        """
        return one_line(author.name) or self.words.anonymous

    def parent_text(self, comment: Comment, parent: Comment) -> str:
        """Return a text that names the parent: "In reply to Ana" or "Probably answers Ana".

        Args:
            comment: The reply.
            parent: Its parent in the thread.

        Returns:
            The text, without the name of a hidden parent; empty without bylines.
        """
        if not self.bylines:
            return ""
        words = self.words
        if has_inferred_link(comment, parent):
            template, hidden = words.probably_answers, words.probably_answers_hidden
        else:
            template, hidden = words.in_reply_to, words.in_reply_to_hidden
        if not self.viewer.sees(parent):
            return hidden
        return template.format(name=self.name(parent.author))

    def page_text(self) -> str:
        """Return the text "Page 2 of 5"; empty if there is only one page."""
        page = self.page
        if page is None or page.total < 2:
            return ""
        return self.words.page.format(number=page.number, total=page.total)


def _faults(context: Context) -> Iterator[Fault]:
    if context.date_style not in get_args(DateStyle):
        styles = ", ".join(get_args(DateStyle))
        yield Fault("date_style", "not_one_of", f"must be one of {styles}")
    if context.now is None:
        if context.date_style == "relative":
            yield Fault("now", "missing", "must be given where dates are relative")
    else:
        yield from (fault.under("now") for fault in _check_time(context.now))
    for name, minimum in (("nesting", 0), ("width", 1)):
        value = cast("int | None", getattr(context, name))
        if value is not None and value < minimum:
            yield Fault(name, "out_of_range", f"must be {minimum} or more, not {value}")
