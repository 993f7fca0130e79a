"""Attachments: pictures of posts, which are items of their own."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from blogcore._text.html import html_to_text
from blogcore.formats.wxr.numbers import Numbers
from blogcore.formats.wxr.vocabulary import (
    extra_elements,
    is_made_field,
    leaf,
    made,
    meta_element,
    meta_value,
    texts_of,
    title_to_html,
)
from blogcore.formats.xml import Element, ElementReader
from blogcore.models import ExtraValue, Image

__all__ = ["is_picture", "picture_element", "take_image"]

#: Media types of pictures by the ending of their file; other attachments are files, no pictures.
_PICTURES = {
    "avif": "image/avif",
    "bmp": "image/bmp",
    "gif": "image/gif",
    "heic": "image/heic",
    "ico": "image/x-icon",
    "jpe": "image/jpeg",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "webp": "image/webp",
}
_ALT = "_wp_attachment_image_alt"


def take_image(record: ElementReader, extra: dict[str, ExtraValue]) -> Image | None:
    """The picture of an attachment; None where its file is of another kind."""
    url = record.take("wp:attachment_url")
    if not is_made_field(record, "wp:post_type"):
        extra["wp:post_type"] = "attachment"
    if not url:
        return None
    if not is_picture(url):
        extra["wp:attachment_url"] = url
        return None
    alt = meta_value(record, "wp:postmeta", _ALT)
    return Image(
        url=url,
        alt=alt.text.strip() if alt else "",
        caption=html_to_text(record.take_exact("excerpt:encoded")),
        media_type=_PICTURES.get(_ending(url)),
    )


def is_picture(url: str) -> bool:
    """Whether the file at an address is a picture, or nothing says that it is none."""
    ending = _ending(url)
    return not (ending.isalnum() and len(ending) <= 4 and ending not in _PICTURES)


def _ending(url: str) -> str:
    name = url.partition("?")[0].partition("#")[0].rpartition("/")[2].lower()
    stem, _, ending = name.rpartition(".")
    return ending if stem else ""


def picture_element(
    image: Image,
    id: str | None,
    title: str,
    extra: Mapping[str, ExtraValue],
    parent: str | None,
    ids: Numbers,
) -> Element:
    """An attachment; one without an id gets a number that is not read back."""
    type = leaf("wp:post_type", "attachment")
    number = leaf("wp:post_id", ids.fresh()) if id is None else ids.leaf("wp:post_id", id)
    children = [
        leaf("title", title_to_html(title, extra)),
        *texts_of(extra, _OF_ITEM),
        leaf("excerpt:encoded", escape(image.caption, quote=False)),
        number,
        leaf("wp:status", "inherit"),
        ids.leaf("wp:post_parent", parent),
        type if extra.get("wp:post_type") == "attachment" else made(type),
        leaf("wp:attachment_url", image.url),
    ]
    written = {child.name for child in children}
    children += extra_elements(extra, "wp:postmeta", written)
    if image.alt and f"wp:postmeta:{_ALT}" not in extra:
        children.append(made(meta_element("wp:postmeta", _ALT, leaf("wp:meta_value", image.alt))))
    item = Element("item", 0, {}, "", children)
    return made(item) if id is None else item


#: What an attachment has of a post and no field of an image holds, by its key in `extra`.
_OF_ITEM = {
    "rss:link": "link",
    "dc:creator": "dc:creator",
    "rss:guid": "guid",
    "rss:description": "description",
    "content:encoded": "content:encoded",
}
