"""`Site`: the blog as a whole."""

from __future__ import annotations

from attrs import field, frozen

from blogcore.models.extra import EXTRA, NO_EXTRA, Extra, to_extra
from blogcore.models.fields import TEXT, Checked, instance, optional
from blogcore.models.policy import DiscussionPolicy

__all__ = ["Site"]


@frozen(kw_only=True)
class Site(Checked):
    """A blog's title and tagline, where it is, what it speaks, and how it takes comments."""

    title: str = field(default="", metadata=TEXT)
    tagline: str = field(default="", metadata=TEXT)
    url: str | None = field(default=None, metadata=optional(TEXT))
    #: BCP 47 tag such as ``en-GB``.
    language: str | None = field(default=None, metadata=optional(TEXT))
    #: IANA name such as ``Europe/Madrid``.
    timezone: str | None = field(default=None, metadata=optional(TEXT))
    discussion: DiscussionPolicy = field(
        default=DiscussionPolicy(), metadata=instance(DiscussionPolicy)
    )
    extra: Extra = field(default=NO_EXTRA, converter=to_extra, repr=False, metadata=EXTRA)
