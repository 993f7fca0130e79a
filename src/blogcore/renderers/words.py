"""`Words`: everything that a page says by itself, in one language."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

__all__ = ["ENGLISH", "Words"]


@frozen(kw_only=True)
class Words:
    """A catalogue. Another language is another object, with its own class where its grammar asks.

    In the headlines, ``{count}`` and ``{title}`` are filled in.
    """

    #: As WordPress's themes have it: one for one comment, one for more.
    headline_one: str = "One thought on “{title}”"
    headline_many: str = "{count} thoughts on “{title}”"
    untitled: str = "(no title)"
    anonymous: str = "Anonymous"
    #: What stands for a comment that is not shown but was answered.
    removed: str = "[This comment is not shown.]"
    pingback: str = "Pingback"
    trackback: str = "Trackback"
    webmention: str = "Webmention"
    leave_a_reply: str = "Leave a Reply"
    closed: str = "Comments are closed."
    months: tuple[str, ...] = (
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

    def headline(self, count: int, title: str) -> str:
        """How many comments there are, as a heading; empty where there are none.

        >>> ENGLISH.headline(1, "Dumplings")
        'One thought on “Dumplings”'
        >>> ENGLISH.headline(1200, "Dumplings")
        '1,200 thoughts on “Dumplings”'
        """
        if count == 0:
            return ""
        pattern = self.headline_one if count == 1 else self.headline_many
        return pattern.format(count=self.number(count), title=title or self.untitled)

    def number(self, number: int) -> str:
        """A count as it is written."""
        return f"{number:,}"

    def date(self, time: datetime) -> str:
        """A time as it is written, in the zone that it was given in.

        >>> from datetime import UTC, datetime
        >>> ENGLISH.date(datetime(2024, 5, 1, 9, 30, tzinfo=UTC))
        '1 May 2024 at 09:30'
        """
        month = self.months[time.month - 1]
        return f"{time.day} {month} {time.year} at {time.hour:02}:{time.minute:02}"


ENGLISH = Words()
