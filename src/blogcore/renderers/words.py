"""`Words`: what a page says in its own voice, in one language."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

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


@frozen(kw_only=True)
class Words:
    """The words around a discussion, in English.

    Another wording is another value (``Words(leave_a_reply="Your turn")``); a language whose
    plurals or dates go by other rules is a subclass with other methods. Nothing here asks the
    locale or the clock: the same page is the same everywhere.

    >>> Words().headline(1, "By train"), Words().headline(2, "By train")
    ('One thought on “By train”', '2 thoughts on “By train”')
    """

    #: BCP 47 tag.
    language: str = "en"
    leave_a_reply: str = "Leave a Reply"
    comments_closed: str = "Comments are closed."
    #: Above comments that other sites sent by linking here.
    pings: str = "Pingbacks and trackbacks"
    #: For somebody who left no name.
    anonymous: str = "Anonymous"
    #: In the place of a comment that is hidden, but has answers.
    hidden: str = "This comment is not shown."

    def headline(self, count: int, title: str) -> str:
        """What stands above ``count`` comments on a post: at least one, the title may be empty."""
        thoughts = "One thought" if count == 1 else f"{count} thoughts"
        return f"{thoughts} on “{title}”" if title else thoughts

    def signed(self, name: str, when: datetime | None) -> str:
        """Who and when, as far as it is known; may be empty."""
        return ", ".join(part for part in (name, self.date(when) if when else "") if part)

    def date(self, when: datetime) -> str:
        """A time as the clock showed it where it was written down.

        >>> Words().date(datetime(2024, 5, 1, 9, 30))
        '1 May 2024 at 09:30'
        """
        day = f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
        return f"{day} at {when.hour:02}:{when.minute:02}"
