"""`DiscussionPolicy`: the rules by which a site accepts and shows comments."""

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
    """The rules by which a site accepts and shows comments; the defaults are WordPress's.

    Lengths are in bytes of UTF-8 (WordPress: ``wp_get_comment_fields_max_lengths``).
    """

    #: Whether a name and an e-mail address are required.
    require_name_and_email: bool = field(default=True, metadata=FLAG)
    #: Longest name.
    name_bytes: int = field(default=245, metadata=COUNT)
    #: Longest e-mail address.
    email_bytes: int = field(default=100, metadata=COUNT)
    #: Longest address of a website.
    url_bytes: int = field(default=200, metadata=COUNT)
    #: Longest text.
    body_bytes: int = field(default=65_525, metadata=COUNT)
    #: Days after which a post takes no more comments; None: it never closes by age.
    close_after_days: int | None = field(default=None, metadata=optional(COUNT))
    #: Levels of nesting shown; None: no limit.
    max_depth: int | None = field(default=5, metadata=optional(COUNT))
    #: Whether long discussions are split into pages.
    paged: bool = field(default=False, metadata=FLAG)
    #: Top-level comments per page.
    page_size: int = field(default=50, metadata=COUNT)
    #: The page that is shown first.
    default_page: PageEnd = field(default="newest", metadata=one_of(PageEnd))
    #: The order of comments.
    order: SiblingOrder = field(default="oldest", metadata=one_of(SiblingOrder))
    #: Whether every comment is held for a moderator.
    hold_all: bool = field(default=False, metadata=FLAG)
    #: Whether comments are held until their writer has an approved one.
    hold_first_time: bool = field(default=True, metadata=FLAG)
    #: Number of links from which on a comment is held; None: links do not matter.
    hold_links: int | None = field(default=2, metadata=optional(COUNT))
    #: Words for which a comment is held. Private: spammers would learn what to avoid.
    held_words: tuple[str, ...] = field(
        default=(), converter=as_texts, repr=False, metadata=private(sequence(TEXT))
    )
    #: Words for which a comment is put in the trash. Private.
    disallowed_words: tuple[str, ...] = field(
        default=(), converter=as_texts, repr=False, metadata=private(sequence(TEXT))
    )
    #: Seconds that must pass between two comments from one address.
    flood_seconds: int = field(default=15, metadata=COUNT)
    #: Whether a comment is refused that repeats another by the same writer.
    refuse_duplicates: bool = field(default=True, metadata=FLAG)
    #: A reply is held if its form was filled in within this number of seconds; None: no limit.
    fill_seconds: int | None = field(default=None, metadata=optional(COUNT))
    #: Name of a form field that only robots see and fill in; None: there is none. Private.
    honeypot: str | None = field(default=None, repr=False, metadata=private(optional(TEXT)))
