"""`Site`: the blog as a whole."""

from __future__ import annotations

from attrs import field, frozen

from blogcore.models.extra import EXTRA, NO_EXTRA, Extra, to_extra
from blogcore.models.fields import TEXT, Checked, instance, optional
from blogcore.models.policy import DiscussionPolicy

__all__ = ["Site"]


@frozen(kw_only=True)
class Site(Checked):
    """The blog as a whole: its title and address, its language, its rules for comments."""

    #: The title.
    title: str = field(default="", metadata=TEXT)
    #: The line below the title.
    tagline: str = field(default="", metadata=TEXT)
    #: Address of the home page.
    url: str | None = field(default=None, metadata=optional(TEXT))
    #: BCP 47 language tag, such as ``en-GB``.
    language: str | None = field(default=None, metadata=optional(TEXT))
    #: IANA time zone, such as ``Europe/Madrid``.
    timezone: str | None = field(default=None, metadata=optional(TEXT))
    #: The rules for comments.
    discussion: DiscussionPolicy = field(
        default=DiscussionPolicy(), metadata=instance(DiscussionPolicy)
    )
    #: Values of the file for which there is no field. Private.
    extra: Extra = field(default=NO_EXTRA, converter=to_extra, repr=False, metadata=EXTRA)
