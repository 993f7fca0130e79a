"""Media: images of posts, read and written, and other files."""

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
from blogcore.formats.wordpress.rest.texts import take_text, to_plain_text
from blogcore.models import ExtraValue, Image

__all__ = ["is_image", "media_record", "read_attachment", "read_image"]

_IMAGE = (
    MappedField("url", "source_url", TEXT),
    MappedField("alt", "alt_text", TEXT),
    MappedField("media_type", "mime_type", OPTIONAL_TEXT),
)
_ID, _TITLE = "blogcore:attachment_id", "blogcore:attachment_title"


def is_image(media: ObjectReader) -> bool:
    """Return whether a media record is an image with a URL."""
    kind = media.peek("media_type") or media.peek("mime_type").partition("/")[0] or "image"
    return bool(media.peek("source_url")) and kind == "image"


def read_image(media: ObjectReader) -> Image:
    """Return the image of a media record."""
    fields = read_fields(_IMAGE, media)
    details = media.nested("media_details")
    caption = take_text(media, "caption")
    id, title = media.id("id"), to_plain_text(take_text(media, "title"))
    for key in ("media_type", "type", "post", "_links", "_embedded"):
        media.take(key)
    attachment: dict[str, ExtraValue] = {}
    attachment |= {_ID: id} if id else {}
    attachment |= {_TITLE: title} if title else {}
    return Image(
        caption=html_to_text(caption.rendered if caption.rendered is not None else caption.source),
        width=details.optional_count("width"),
        height=details.optional_count("height"),
        extra=media.remaining("wp:") | _details_extra(details) | attachment,
        **fields,
    )


def read_attachment(media: ObjectReader, number: int) -> Attachment:
    """Return the attachment of a media record that is listed; an id is made of its number."""
    parent = media.id("post")
    id, title = media.id("id") or f"item-{number}", to_plain_text(take_text(media, "title"))
    return Attachment(
        id=id,
        post_id=None if parent == "0" else parent,
        image=read_image(media),
        title=title,
    )


def _details_extra(details: ObjectReader) -> dict[str, ExtraValue]:
    """Return the other sizes and what the camera wrote, for ``extra``."""
    others = {
        key: value for key, value in details.members.items() if key not in ("width", "height")
    }
    kept = to_extra_value(others) if others else None
    return {"wp:media_details": kept} if kept else {}


def media_record(image: Image) -> dict[str, object]:
    """Return the media record of an image."""
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
