"""`Words`: what a page says in its own voice, in one language."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from attrs import field, frozen

from blogcore.errors import Fault
from blogcore.renderers.words.plurals import Plural, PluralRule, english
from blogcore.renderers.words.relative import Spans, span
from blogcore.renderers.words.rules import ErrorWords, ModerationWords, ReasonWords

__all__ = ["Words"]

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_AGO = Spans(
    year=Plural(one="{count} year ago", other="{count} years ago"),
    month=Plural(one="{count} month ago", other="{count} months ago"),
    week=Plural(one="{count} week ago", other="{count} weeks ago"),
    day=Plural(one="{count} day ago", other="{count} days ago"),
    hour=Plural(one="{count} hour ago", other="{count} hours ago"),
    minute=Plural(one="{count} minute ago", other="{count} minutes ago"),
)
_AHEAD = Spans(
    year=Plural(one="in {count} year", other="in {count} years"),
    month=Plural(one="in {count} month", other="in {count} months"),
    week=Plural(one="in {count} week", other="in {count} weeks"),
    day=Plural(one="in {count} day", other="in {count} days"),
    hour=Plural(one="in {count} hour", other="in {count} hours"),
    minute=Plural(one="in {count} minute", other="in {count} minutes"),
)


@frozen(kw_only=True)
class Words:
    """The words around a discussion, in English.

    Another wording is another value (``Words(leave_a_reply="Your turn")``), and so is another
    language: see `words`. Where a text holds a name in braces, `str.format` puts it in; a `Plural`
    is chosen by `pick` or filled by `counted`. Nothing here asks the locale or the clock: the
    same page is the same everywhere.

    >>> Words().headline(1, "By train"), Words().headline(2, "By train")
    ('One thought on “By train”', '2 thoughts on “By train”')
    """

    #: BCP 47 tag.
    language: str = "en"
    #: Which way it is written: "ltr" or "rtl".
    direction: Literal["ltr", "rtl"] = "ltr"
    #: Which form of a word stands with a number.
    plural: PluralRule = field(default=english)

    # --- above and around the comments
    #: The headline above comments on a post with a title, and on one without.
    thoughts_on: Plural = field(
        default=Plural(one="One thought on “{title}”", other="{count} thoughts on “{title}”")
    )
    thoughts: Plural = field(default=Plural(one="One thought", other="{count} thoughts"))
    #: What the list of comments is called.
    comments: str = "Comments"
    comment_count: Plural = field(default=Plural(one="{count} comment", other="{count} comments"))
    reply_count: Plural = field(default=Plural(one="{count} reply", other="{count} replies"))
    no_comments: str = "No comments yet"
    comments_closed: str = "Comments are closed."
    #: Above comments that other sites sent by linking here.
    pings: str = "Pingbacks and trackbacks"
    #: A link to the main part of the page, for those who do not want to hear its head each time.
    skip_to_content: str = "Skip to content"
    tags: str = "Tags"
    categories: str = "Categories"

    # --- at a comment
    #: For somebody who left no name.
    anonymous: str = "Anonymous"
    #: In the place of a comment that is hidden, but has answers.
    hidden: str = "This comment is not shown."
    in_reply_to: str = "In reply to {name}"
    in_reply_to_hidden: str = "In reply to a comment that is not shown"
    continue_thread: Plural = field(
        default=Plural(
            one="Continue this thread ({count} reply)",
            other="Continue this thread ({count} replies)",
        )
    )
    permalink: str = "Link to this comment"
    edited: str = "Edited: {date}"
    #: To who wrote it.
    awaiting_moderation: str = "Your comment is awaiting moderation."
    #: For a moderator.
    held: str = "This comment is awaiting moderation."
    spam: str = "This comment is marked as spam."
    trashed: str = "This comment is in the trash."
    held_count: Plural = field(
        default=Plural(
            one="{count} comment is awaiting moderation",
            other="{count} comments are awaiting moderation",
        )
    )

    # --- pages of a discussion
    pages: str = "Pages of comments"
    page: str = "Page {number} of {total}"
    previous_page: str = "Previous page"
    next_page: str = "Next page"

    # --- the form
    leave_a_reply: str = "Leave a Reply"
    reply: str = "Reply"
    reply_to: str = "Reply to {name}"
    cancel_reply: str = "Cancel reply"
    your_name: str = "Name"
    your_email: str = "Email"
    your_url: str = "Website"
    your_comment: str = "Comment"
    send: str = "Post Comment"
    required: str = "required"
    email_hint: str = "Your email address will not be published."
    #: At the field that only robots fill in, for those whom it is read out to.
    trap_hint: str = "Please leave this field empty."
    #: Above a form that has errors.
    please_correct: str = "Your comment has not been sent yet:"
    #: There, what is wrong with a field, under the name that its label has.
    at_field: str = "{field}: {error}"
    errors: ErrorWords = field(default=ErrorWords())
    #: For a moderator.
    reasons: ReasonWords = field(default=ReasonWords())
    moderation: ModerationWords = field(default=ModerationWords())

    # --- dates
    #: As they stand in a date.
    months: tuple[str, ...] = _MONTHS
    day_of_month: str = "{day} {month} {year}"
    #: What the first of a month is called in a date.
    first: str = "1"
    at_time: str = "{date} at {hour:02}:{minute:02}"
    just_now: str = "just now"
    ago: Spans = _AGO
    ahead: Spans = _AHEAD
    #: Between a name and a date.
    comma: str = ", "

    def pick(self, plural: Plural, count: int) -> str:
        """The form of a text that stands with a number, nothing filled in yet."""
        return plural.form(self.plural(count))

    def counted(self, plural: Plural, count: int, **values: str) -> str:
        """A text about so many, with whatever else it names.

        >>> english = Words()
        >>> english.counted(english.reply_count, 2)
        '2 replies'
        """
        return self.pick(plural, count).format(count=count, **values)

    def headline(self, count: int, title: str) -> str:
        """What stands above ``count`` comments on a post: at least one, the title may be empty."""
        if title:
            return self.counted(self.thoughts_on, count, title=title)
        return self.counted(self.thoughts, count)

    def signed(self, name: str, when: datetime | str | None) -> str:
        """Who and when, as far as it is known; may be empty. A date may come in words already."""
        date = self.date(when) if isinstance(when, datetime) else when
        return self.comma.join(part for part in (name, date) if part)

    def date(self, when: datetime) -> str:
        """A time as the clock showed it where it was written down.

        >>> Words().date(datetime(2024, 5, 1, 9, 30))
        '1 May 2024 at 09:30'
        """
        return self.at_time.format(date=self.day(when), hour=when.hour, minute=when.minute)

    def day(self, when: datetime) -> str:
        """The day of a time.

        >>> Words().day(datetime(2024, 5, 1, 9, 30))
        '1 May 2024'
        """
        day = self.first if when.day == 1 else str(when.day)
        month = self.months[when.month - 1]
        return self.day_of_month.format(day=day, month=month, year=when.year)

    def relative(self, when: datetime, now: datetime) -> str:
        """How long ago a time was, or how far ahead it is; both are aware.

        >>> from datetime import UTC
        >>> Words().relative(datetime(2021, 1, 1, tzinfo=UTC), datetime(2024, 5, 1, tzinfo=UTC))
        '3 years ago'
        """
        between = span(min(when, now), max(when, now))
        if between is None:
            return self.just_now
        count, unit = between
        return self.counted((self.ago if when < now else self.ahead).of(unit), count)

    def error(self, fault: Fault) -> str:
        """Why a reply is not taken: by the fault's code, else in its own words."""
        return self.errors.of(fault)

    def reason(self, code: str) -> str:
        """Why a comment waits, or went to spam or trash; of an unknown rule its code."""
        return self.reasons.of(code)
