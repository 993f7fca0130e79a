"""`DiscussionPolicy`: the rules by which a site takes comments in and shows them, as data."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from blogcore.models.fields import (
    COUNT,
    FLAG,
    TEXT,
    Checked,
    as_texts,
    one_of,
    optional,
    private,
    sequence,
)

__all__ = ["DiscussionPolicy", "PageEnd", "SiblingOrder"]

SiblingOrder = Literal["oldest", "newest"]
PageEnd = Literal["newest", "oldest"]


@frozen(kw_only=True)
class DiscussionPolicy(Checked):
    """What a site asks of comments; the defaults are those of a fresh WordPress.

    Lengths are in bytes of UTF-8 (WordPress: ``wp_get_comment_fields_max_lengths``).
    """

    #: A name and an e-mail address must be given.
    require_name_and_email: bool = field(default=True, metadata=FLAG)
    name_bytes: int = field(default=245, metadata=COUNT)
    email_bytes: int = field(default=100, metadata=COUNT)
    url_bytes: int = field(default=200, metadata=COUNT)
    body_bytes: int = field(default=65_525, metadata=COUNT)
    #: Posts older than so many days take no comments; None: they never close by age.
    close_after_days: int | None = field(default=None, metadata=optional(COUNT))
    #: Levels of nesting shown; None: no limit.
    max_depth: int | None = field(default=5, metadata=optional(COUNT))
    #: Whether long discussions are cut into pages, and how many top-level comments one holds.
    paged: bool = field(default=False, metadata=FLAG)
    page_size: int = field(default=50, metadata=COUNT)
    #: The page that a visitor meets first.
    default_page: PageEnd = field(default="newest", metadata=one_of(PageEnd))
    order: SiblingOrder = field(default="oldest", metadata=one_of(SiblingOrder))
    #: Every comment waits for a moderator.
    hold_all: bool = field(default=False, metadata=FLAG)
    #: A writer without an approved comment waits for a moderator.
    hold_first_time: bool = field(default=True, metadata=FLAG)
    #: A comment with so many links or more waits; None: links do not matter.
    hold_links: int | None = field(default=2, metadata=optional(COUNT))
    #: Words that make a comment wait, and words that send it to the trash. How a site defends
    #: itself is nobody else's business.
    held_words: tuple[str, ...] = field(
        default=(), converter=as_texts, repr=False, metadata=private(sequence(TEXT))
    )
    disallowed_words: tuple[str, ...] = field(
        default=(), converter=as_texts, repr=False, metadata=private(sequence(TEXT))
    )
    #: Seconds between two comments of one address.
    flood_seconds: int = field(default=15, metadata=COUNT)
    refuse_duplicates: bool = field(default=True, metadata=FLAG)
    #: A form that comes back sooner than so many seconds after it was shown waits for a moderator;
    #: None: nobody looks at a clock.
    fill_seconds: int | None = field(default=None, metadata=optional(COUNT))
    #: Name of a form field that people do not see and robots fill in; None: no trap.
    honeypot: str | None = field(default=None, repr=False, metadata=private(optional(TEXT)))
