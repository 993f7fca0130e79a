"""`Image`: an image of a post."""

from __future__ import annotations

from attrs import field, frozen

from blogcore.models.extra import EXTRA, NO_EXTRA, Extra, to_extra
from blogcore.models.fields import COUNT, TEXT, Checked, optional

__all__ = ["Image"]


@frozen(kw_only=True)
class Image(Checked):
    """An image of a post."""

    #: Address of the file.
    url: str = field(metadata=TEXT)
    #: Alternative text: what the image shows.
    alt: str = field(default="", metadata=TEXT)
    #: The text below the image, plain.
    caption: str = field(default="", metadata=TEXT)
    #: Width in pixels.
    width: int | None = field(default=None, metadata=optional(COUNT))
    #: Height in pixels.
    height: int | None = field(default=None, metadata=optional(COUNT))
    #: Media type, such as ``image/jpeg``.
    media_type: str | None = field(default=None, metadata=optional(TEXT))
    #: Values of the file for which there is no field. Private.
    extra: Extra = field(default=NO_EXTRA, converter=to_extra, repr=False, metadata=EXTRA)
