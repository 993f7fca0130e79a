"""`Image`: a picture of a post."""

from __future__ import annotations

from attrs import field, frozen

from blogcore.models.extra import EXTRA, NO_EXTRA, Extra, to_extra
from blogcore.models.fields import COUNT, TEXT, Checked, optional

__all__ = ["Image"]


@frozen(kw_only=True)
class Image(Checked):
    """Where a picture is, what it shows (``alt``), and what is printed beneath (``caption``)."""

    url: str = field(metadata=TEXT)
    alt: str = field(default="", metadata=TEXT)
    #: Plain text.
    caption: str = field(default="", metadata=TEXT)
    #: Width and height in pixels.
    width: int | None = field(default=None, metadata=optional(COUNT))
    height: int | None = field(default=None, metadata=optional(COUNT))
    #: Such as ``image/jpeg``.
    media_type: str | None = field(default=None, metadata=optional(TEXT))
    extra: Extra = field(default=NO_EXTRA, converter=to_extra, repr=False, metadata=EXTRA)
