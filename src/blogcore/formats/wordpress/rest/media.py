"""Media: pictures of posts, and files that are none."""

from __future__ import annotations

from html import escape
from typing import cast

from blogcore._text.html import html_to_text
from blogcore.formats.base import Attachment
from blogcore.formats.json_objects import (
    OPTIONAL_TEXT,
    TEXT,
    MappedField,
    ObjectReader,
    from_extra_value,
    id_as_number,
    read_fields,
    restore_members,
    to_extra_value,
    write_fields,
)
from blogcore.formats.wordpress.rest.words import plain_text, words_of
from blogcore.models import ExtraValue, Image

__all__ = ["is_picture", "to_attachment", "to_media", "to_picture"]

_IMAGE = (
    MappedField("url", "source_url", TEXT),
    MappedField("alt", "alt_text", TEXT),
    MappedField("media_type", "mime_type", OPTIONAL_TEXT),
)
_ID, _TITLE = "blogcore:attachment_id", "blogcore:attachment_title"


def is_picture(media: ObjectReader) -> bool:
    """Whether a record of media is a picture whose address it says."""
    kind = media.peek("media_type") or media.peek("mime_type").partition("/")[0] or "image"
    return bool(media.peek("source_url")) and kind == "image"


def to_picture(media: ObjectReader) -> Image:
    """The picture that a record of media describes."""
    fields = read_fields(_IMAGE, media)
    details = media.nested("media_details")
    caption = words_of(media, "caption")
    id, title = media.id("id"), plain_text(words_of(media, "title"))
    for key in ("media_type", "type", "post", "_links", "_embedded"):
        media.take(key)
    own: dict[str, ExtraValue] = {}
    own |= {_ID: id} if id else {}
    own |= {_TITLE: title} if title else {}
    return Image(
        caption=html_to_text(caption.rendered if caption.rendered is not None else caption.typed),
        width=details.optional_count("width"),
        height=details.optional_count("height"),
        extra=media.remaining("wp:") | _kept(details) | own,
        **fields,
    )


def to_attachment(media: ObjectReader, number: int) -> Attachment:
    """A picture in a list of its own."""
    parent = media.id("post")
    id, title = media.id("id") or f"item-{number}", plain_text(words_of(media, "title"))
    return Attachment(
        id=id,
        post_id=None if parent == "0" else parent,
        image=to_picture(media),
        title=title,
    )


def _kept(details: ObjectReader) -> dict[str, ExtraValue]:
    """The other sizes and what the camera wrote."""
    others = {
        key: value for key, value in details.members.items() if key not in ("width", "height")
    }
    kept = to_extra_value(others) if others else None
    return {"wp:media_details": kept} if kept else {}


def to_media(image: Image) -> dict[str, object]:
    """The record of media that a picture of a post has."""
    extra = image.extra
    id, title = extra.get(_ID), extra.get(_TITLE)
    media: dict[str, object] = {"id": id_as_number(id)} if isinstance(id, str) else {}
    media |= {"type": "attachment", "media_type": "image", "source_url": image.url}
    media |= write_fields(_IMAGE, image)
    if isinstance(title, str):
        media["title"] = {"rendered": escape(title, quote=False), "raw": title}
    if image.caption:
        media["caption"] = {"rendered": f"<p>{escape(image.caption, quote=False)}</p>\n"}
    kept = from_extra_value(extra.get("wp:media_details", ""))
    details = dict(cast("dict[str, object]", kept)) if isinstance(kept, dict) else {}
    sizes = {"width": image.width, "height": image.height}
    details |= {key: value for key, value in sizes.items() if value is not None}
    if details:
        media["media_details"] = details
    return media | restore_members(extra, "wp:", media)
