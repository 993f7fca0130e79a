"""`Words`: the texts of a page in one language; `get_words`: the catalogue of a language."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from typing import Literal, cast

from attrs import field, frozen

from blogcore.errors import Fault, UnknownNameError
from blogcore.i18n.messages import ErrorMessages, ModerationLabels, ReasonMessages
from blogcore.i18n.plurals import Plural, PluralRule, english
from blogcore.i18n.relative import RelativeTimes, largest_unit

__all__ = ["LANGUAGES", "Words", "get_words"]

#: Tags of the languages that have a catalogue, in a module of that name; English is in `Words`.
LANGUAGES = ("ar", "de", "en", "es", "fr", "ja", "ru")


def get_words(*tags: str | None) -> Words:
    """Return the texts in the first language that has a catalogue (RFC 4647, section 3.4).

    Args:
        tags: BCP 47 tags in order of preference, such as those of the post, of the site, and "en".
            A tag without a catalogue is widened: "de-AT" gives "de". None is skipped.

    Raises:
        UnknownNameError: No tag has a catalogue. The error lists the languages that have one; for
            another language, make a `Words`.

    >>> get_words("de-AT").headline(2, "Mit der Bahn")
    '2 Gedanken zu „Mit der Bahn“'
    >>> get_words("pl", None, "en").language
    'en'
    """
    known_tags = [tag for tag in tags if tag is not None]
    ranges = (range for tag in known_tags for range in _language_ranges(tag))
    language = next((range for range in ranges if range in LANGUAGES), None)
    if language is None:
        raise UnknownNameError("language", ", ".join(known_tags), LANGUAGES)
    if language == "en":
        return Words()
    return cast("Words", import_module(f"blogcore.i18n.{language}").WORDS)


def _language_ranges(tag: str) -> list[str]:
    """Return the tag and its prefixes, longest first."""
    parts = tag.lower().split("-")
    return ["-".join(parts[:end]) for end in range(len(parts), 0, -1)]


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

_AGO = RelativeTimes(
    year=Plural(one="{count} year ago", other="{count} years ago"),
    month=Plural(one="{count} month ago", other="{count} months ago"),
    week=Plural(one="{count} week ago", other="{count} weeks ago"),
    day=Plural(one="{count} day ago", other="{count} days ago"),
    hour=Plural(one="{count} hour ago", other="{count} hours ago"),
    minute=Plural(one="{count} minute ago", other="{count} minutes ago"),
)
_AHEAD = RelativeTimes(
    year=Plural(one="in {count} year", other="in {count} years"),
    month=Plural(one="in {count} month", other="in {count} months"),
    week=Plural(one="in {count} week", other="in {count} weeks"),
    day=Plural(one="in {count} day", other="in {count} days"),
    hour=Plural(one="in {count} hour", other="in {count} hours"),
    minute=Plural(one="in {count} minute", other="in {count} minutes"),
)


@frozen(kw_only=True)
class Words:
    """The texts of a page around its content, by default in English.

    For other wording, make another value (``Words(leave_a_reply="Your turn")``); for another
    language see `get_words`. Names in braces are filled in with `str.format`; a `Plural` with
    `format_plural`. Neither the locale nor the clock is used, so a page is the same everywhere.

    >>> Words().headline(1, "By train"), Words().headline(2, "By train")
    ('One thought on “By train”', '2 thoughts on “By train”')
    """

    #: BCP 47 tag of the language.
    language: str = "en"
    #: Writing direction: "ltr" or "rtl".
    direction: Literal["ltr", "rtl"] = "ltr"
    #: Returns the plural category of a number.
    plural_rule: PluralRule = field(default=english)

    # --- above and around the comments
    #: Headline above the comments on a post with a title.
    thoughts_on: Plural = field(
        default=Plural(one="One thought on “{title}”", other="{count} thoughts on “{title}”")
    )
    #: Headline above the comments on a post without a title.
    thoughts: Plural = field(default=Plural(one="One thought", other="{count} thoughts"))
    #: Name of the list of comments.
    comments: str = "Comments"
    #: Number of comments.
    comment_count: Plural = field(default=Plural(one="{count} comment", other="{count} comments"))
    #: Number of replies.
    reply_count: Plural = field(default=Plural(one="{count} reply", other="{count} replies"))
    #: In place of the headline if there are no comments.
    no_comments: str = "No comments yet"
    #: In place of the reply form.
    comments_closed: str = "Comments are closed."
    #: Heading above pingbacks, trackbacks and webmentions.
    pings: str = "Pingbacks and trackbacks"
    #: Link to the main part of the page, for screen readers and keyboards.
    skip_to_content: str = "Skip to content"
    #: Label of the tags of a post.
    tags: str = "Tags"
    #: Label of the categories of a post.
    categories: str = "Categories"

    # --- at a comment
    #: Name of an author without a name.
    anonymous: str = "Anonymous"
    #: In place of a hidden comment that has visible replies.
    hidden: str = "This comment is not shown."
    #: Link to the parent of a comment.
    in_reply_to: str = "In reply to {name}"
    #: Link to a hidden parent.
    in_reply_to_hidden: str = "In reply to a comment that is not shown"
    #: Link to the parent of a comment, where it was inferred.
    probably_answers: str = "Probably answers {name}"
    #: Link to a hidden parent, where it was inferred.
    probably_answers_hidden: str = "Probably answers a comment that is not shown"
    #: Tooltip of a link that was inferred.
    inferred: str = "This link was inferred from what the comments say."
    #: Link to the replies that are folded.
    continue_thread: Plural = field(
        default=Plural(
            one="Continue this thread ({count} reply)",
            other="Continue this thread ({count} replies)",
        )
    )
    #: Permalink of a comment without a date.
    permalink: str = "Link to this comment"
    #: Time of the last edit.
    edited: str = "Edited: {date}"
    #: Status of a held comment, for its author.
    awaiting_moderation: str = "Your comment is awaiting moderation."
    #: Status of a held comment, for a moderator.
    held: str = "This comment is awaiting moderation."
    #: Status of spam, for a moderator.
    spam: str = "This comment is marked as spam."
    #: Status of a comment in the trash, for a moderator.
    trashed: str = "This comment is in the trash."
    #: Number of held comments, for a moderator.
    held_count: Plural = field(
        default=Plural(
            one="{count} comment is awaiting moderation",
            other="{count} comments are awaiting moderation",
        )
    )

    # --- pages of a discussion
    #: Name of the navigation between pages.
    pages: str = "Pages of comments"
    #: Number of the current page.
    page: str = "Page {number} of {total}"
    #: Link to the previous page.
    previous_page: str = "Previous page"
    #: Link to the next page.
    next_page: str = "Next page"

    # --- the reply form
    #: Heading above the form.
    leave_a_reply: str = "Leave a Reply"
    #: Link to the form, at a comment.
    reply: str = "Reply"
    #: Heading above a form that replies to a comment.
    reply_to: str = "Reply to {name}"
    #: Link that resets the form to a reply to the post.
    cancel_reply: str = "Cancel reply"
    #: Label of the field for the name.
    your_name: str = "Name"
    #: Label of the field for the e-mail address.
    your_email: str = "Email"
    #: Label of the field for the website.
    your_url: str = "Website"
    #: Label of the field for the text.
    your_comment: str = "Comment"
    #: Button that sends the form.
    send: str = "Post Comment"
    #: Mark of a required field.
    required: str = "required"
    #: Hint at the field for the e-mail address.
    email_hint: str = "Your email address will not be published."
    #: Label of the honeypot, for people who come across it.
    honeypot_hint: str = "Please leave this field empty."
    #: Above the errors of a form.
    please_correct: str = "Your comment has not been sent yet:"
    #: An error with the label of its field.
    at_field: str = "{field}: {error}"
    #: Messages about a refused reply.
    errors: ErrorMessages = field(default=ErrorMessages())
    #: Reasons for the status of a comment, for a moderator.
    reasons: ReasonMessages = field(default=ReasonMessages())
    #: Labels of a moderation page.
    moderation: ModerationLabels = field(default=ModerationLabels())

    # --- dates
    #: Names of the months, as they are written in a date.
    months: tuple[str, ...] = _MONTHS
    #: A date without time.
    date_format: str = "{day} {month} {year}"
    #: The first day of a month, as it is written in a date.
    first_of_month: str = "1"
    #: A date with time.
    datetime_format: str = "{date} at {hour:02}:{minute:02}"
    #: A time less than a minute ago or ahead.
    just_now: str = "just now"
    #: A time in the past.
    ago: RelativeTimes = _AGO
    #: A time in the future.
    ahead: RelativeTimes = _AHEAD
    #: Separates items of a list, and a name from a date.
    comma: str = ", "

    def format_plural(self, plural: Plural, count: int, **values: str) -> str:
        """Return a text in the plural form for a number, filled in.

        Args:
            plural: A text of this catalogue.
            count: The number that the text is about.
            values: Values for the other names in braces.

        >>> english = Words()
        >>> english.format_plural(english.reply_count, 2)
        '2 replies'
        """
        return plural.form(self.plural_rule(count)).format(count=count, **values)

    def headline(self, count: int, title: str) -> str:
        """Return the headline above the comments on a post.

        Args:
            count: Number of comments, at least 1.
            title: Title of the post; may be empty.
        """
        if title:
            return self.format_plural(self.thoughts_on, count, title=title)
        return self.format_plural(self.thoughts, count)

    def byline(self, name: str, date: datetime | str | None) -> str:
        """Return a name and a date in one line; an unknown part is left out.

        Args:
            name: Name of the author; may be empty.
            date: A time, or the text of one.
        """
        text = self.date(date) if isinstance(date, datetime) else date
        return self.comma.join(part for part in (name, text) if part)

    def date(self, when: datetime) -> str:
        """Return the date and time, in the zone of the value.

        Args:
            when: A time.

        >>> Words().date(datetime(2024, 5, 1, 9, 30))
        '1 May 2024 at 09:30'
        """
        return self.datetime_format.format(date=self.day(when), hour=when.hour, minute=when.minute)

    def day(self, when: datetime) -> str:
        """Return the date without the time, in the zone of the value.

        Args:
            when: A time.

        >>> Words().day(datetime(2024, 5, 1, 9, 30))
        '1 May 2024'
        """
        day = self.first_of_month if when.day == 1 else str(when.day)
        month = self.months[when.month - 1]
        return self.date_format.format(day=day, month=month, year=when.year)

    def relative(self, when: datetime, now: datetime) -> str:
        """Return a time relative to another: how long ago it was, or how far ahead it is.

        Args:
            when: The time to show; aware.
            now: The time to count from; aware.

        >>> from datetime import UTC
        >>> Words().relative(datetime(2021, 1, 1, tzinfo=UTC), datetime(2024, 5, 1, tzinfo=UTC))
        '3 years ago'
        """
        difference = largest_unit(min(when, now), max(when, now))
        if difference is None:
            return self.just_now
        count, unit = difference
        times = self.ago if when < now else self.ahead
        return self.format_plural(times.in_unit(unit), count)

    def error(self, fault: Fault) -> str:
        """Return the message for a fault of a refused reply.

        Args:
            fault: A fault, found by its code; one with an unknown code has its own message.
        """
        return self.errors.get(fault)

    def reason(self, code: str) -> str:
        """Return why a comment was held or went to spam or trash.

        Args:
            code: Code of the rule; returned as it is if unknown.
        """
        return self.reasons.get(code)
