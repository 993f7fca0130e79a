"""Attachments: images of posts, which WordPress exports as items of their own."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from blogcore._text.html import html_to_text
from blogcore.formats.wordpress.wxr.elements import (
    NumericIds,
    elements_from_extra,
    extra_elements,
    find_meta,
    is_placeholder_field,
    leaf,
    meta_element,
    placeholder,
    title_to_html,
)
from blogcore.formats.xml import Element, ElementReader
from blogcore.models import ExtraValue, Image

__all__ = ["attachment_element", "is_image_url", "take_attachment_fields", "take_image"]

#: Media types of images by file extension. Attachments with another one are other files.
_MEDIA_TYPES = {
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
#: Fields of an item that an image lacks: the key in ``extra``, and the element.
_ITEM_FIELDS = {
    "rss:link": "link",
    "dc:creator": "dc:creator",
    "content:encoded": "content:encoded",
}


def take_image(reader: ElementReader, extra: dict[str, ExtraValue]) -> Image | None:
    """Return the image of an attachment; None if its file is of another type."""
    url = reader.take("wp:attachment_url")
    if not is_placeholder_field(reader, "wp:post_type"):
        extra["wp:post_type"] = "attachment"
    if not url:
        return None
    if not is_image_url(url):
        extra["wp:attachment_url"] = url
        return None
    alt = find_meta(reader, "wp:postmeta", _ALT)
    return Image(
        url=url,
        alt=alt.text.strip() if alt else "",
        caption=html_to_text(reader.take_exact("excerpt:encoded")),
        media_type=_MEDIA_TYPES.get(_extension(url)),
    )


def take_attachment_fields(reader: ElementReader) -> dict[str, ExtraValue]:
    """Return page, text and uploader of an attachment, for ``extra``."""
    texts = {key: reader.take(name) for key, name in _ITEM_FIELDS.items()}
    return {key: text for key, text in texts.items() if text}


def is_image_url(url: str) -> bool:
    """Return whether the file at a URL is an image, or of no known type."""
    extension = _extension(url)
    is_other = extension.isalnum() and len(extension) <= 4 and extension not in _MEDIA_TYPES
    return not is_other


def _extension(url: str) -> str:
    name = url.partition("?")[0].partition("#")[0].rpartition("/")[2].lower()
    stem, _, extension = name.rpartition(".")
    return extension if stem else ""


def attachment_element(
    image: Image,
    id: str | None,
    title: str,
    extra: Mapping[str, ExtraValue],
    parent: str | None,
    ids: NumericIds,
) -> Element:
    """Return an image as an item.

    Args:
        image: The image.
        id: Its id; without one it gets a number as a placeholder.
        title: The title of the item.
        extra: What else the item had.
        parent: Id of the post that it belongs to.
        ids: Numbers of the items.
    """
    number = leaf("wp:post_id", ids.unused()) if id is None else ids.element("wp:post_id", id)
    post_type = leaf("wp:post_type", "attachment")
    is_kept = extra.get("wp:post_type") == "attachment"
    names = {**_ITEM_FIELDS, "rss:guid": "guid", "rss:description": "description"}
    children = [
        leaf("title", title_to_html(title, extra)),
        *elements_from_extra(extra, names),
        leaf("excerpt:encoded", escape(image.caption, quote=False)),
        number,
        leaf("wp:status", "inherit"),
        ids.element("wp:post_parent", parent),
        post_type if is_kept else placeholder(post_type),
        leaf("wp:attachment_url", image.url),
    ]
    written = {child.name for child in children}
    children += extra_elements(extra, "wp:postmeta", written)
    if image.alt and f"wp:postmeta:{_ALT}" not in extra:
        alt = meta_element("wp:postmeta", _ALT, leaf("wp:meta_value", image.alt))
        children.append(placeholder(alt))
    item = Element("item", 0, {}, "", children)
    return placeholder(item) if id is None else item
