"""Write items as WXR 1.2, in the order of WordPress's exporter (``export_wp``).

What is written is read again, from the elements and not from bytes: a difference is a loss.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from attrs import evolve

from blogcore.formats.assemble import assemble
from blogcore.formats.base import Item
from blogcore.formats.losses import collect_blog, differences
from blogcore.formats.reports import Losses, Notes
from blogcore.formats.wordpress.wxr.attachments import attachment_element, is_image_url
from blogcore.formats.wordpress.wxr.comments import comment_element
from blogcore.formats.wordpress.wxr.elements import (
    NAMESPACES,
    WXR_VOCABULARY,
    NumericIds,
    leaf,
    placeholder,
)
from blogcore.formats.wordpress.wxr.posts import is_attachment, post_element
from blogcore.formats.wordpress.wxr.reader import read_items
from blogcore.formats.wordpress.wxr.site import author_element, number_users, site_elements
from blogcore.formats.xml import Element, XmlWriter
from blogcore.models import Author, Blog, Comment, Image, Post

__all__ = ["write_export"]


def write_export(items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
    """Write an export as WordPress's importer takes it.

    Args:
        items: What to write.
        stream: Where to write it.
        losses: Receives the differences to what the reader would return.
    """
    blog = collect_blog(items, losses, "wxr")
    written = _write_elements(_channel_elements(blog), stream, losses)
    reread = assemble(read_items(written, Notes("wxr")), Notes("wxr"))
    for where, field in differences(blog, reread):
        losses.add(where, field, _reason(where, field))


def _write_elements(
    elements: Iterable[Element], stream: BinaryIO, losses: Losses
) -> Iterator[Element]:
    """Write each element of the channel, and yield it as `read_records` would."""
    writer = XmlWriter(stream, losses)
    writer.start("rss", {"version": "2.0", **NAMESPACES})
    writer.start("channel")
    for element in elements:
        writer.element(element, _CDATA)
        streamed = WXR_VOCABULARY.streamed_children.get(element.name, frozenset())
        for child in element.children:
            if child.name in streamed:
                yield evolve(child, parent_is_open=True)
        rest = [child for child in element.children if child.name not in streamed]
        yield evolve(element, children=rest)
    writer.end()
    writer.end()
    writer.close()


#: Elements that the exporter writes with ``wxr_cdata``: text from people or plugins.
_CDATA = frozenset(
    {
        "category",
        "content:encoded",
        "dc:creator",
        "excerpt:encoded",
        "title",
        "wp:author_display_name",
        "wp:author_email",
        "wp:author_login",
        "wp:cat_name",
        "wp:category_description",
        "wp:comment_author",
        "wp:comment_author_email",
        "wp:comment_content",
        "wp:meta_key",
        "wp:meta_value",
        "wp:post_name",
        "wp:post_password",
        "wp:tag_name",
        "wp:term_name",
    }
)


# --- elements of the channel -------------------------------------------------------------------


def _channel_elements(blog: Blog) -> Iterator[Element]:
    yield from site_elements(blog.site)
    authors = [*blog.authors, *_unlisted_authors(blog)]
    kept_numbers = (author.extra.get("wp:author_id") for author in authors)
    ids = NumericIds(number for number in kept_numbers if isinstance(number, str))
    users: dict[str, str] = {}
    for author, number in number_users(authors, ids):
        if author.id:
            users.setdefault(author.id, number)
        yield author_element(author, number)
    yield from _items(blog, users)


def _unlisted_authors(blog: Blog) -> Iterator[Author]:
    """Yield first authors of posts that the blog does not list, if they have more than a login."""
    known = {author.id for author in blog.authors}
    for author in (author for post in blog.posts for author in post.authors[:1]):
        if author.id and author.id not in known and author != Author(name=author.id, id=author.id):
            known.add(author.id)
            yield author


def _items(blog: Blog, users: Mapping[str, str]) -> Iterator[Element]:
    images = _ImageItems(blog)
    comment_ids = NumericIds(_comment_ids(blog))
    comments_by_post: dict[str, list[Comment]] = {}
    for comment in blog.comments:
        comments_by_post.setdefault(comment.post_id, []).append(comment)

    def comment_elements(post_id: str) -> list[Element]:
        comments = comments_by_post.pop(post_id, ())
        return [comment_element(comment, comment_ids, users) for comment in comments]

    for post in blog.posts:
        comments = comment_elements(post.id)
        if _is_bare_image(post) and not comments:
            [image] = post.images
            yield attachment_element(image, post.id, post.title, post.extra, None, images.ids)
            continue
        attachments = [] if is_attachment(post) else list(images.of(post))
        yield post_element(post, comments, images.ids, images.featured_by(post, attachments))
        yield from attachments
    for post_id in list(comments_by_post):
        yield _placeholder_post(post_id, comment_elements(post_id), images.ids)


def _is_bare_image(post: Post) -> bool:
    """Return whether a post is what `assemble` makes of an attachment without a post."""
    is_public = post.status == "published" and not post.protected
    return is_attachment(post) and len(post.images) == 1 and is_public


def _placeholder_post(post_id: str, comments: list[Element], ids: NumericIds) -> Element:
    """Return an empty draft for comments whose post is not in the blog: WXR needs an item."""
    children = [
        leaf("title"),
        ids.element("wp:post_id", post_id),
        leaf("wp:status", "draft"),
        leaf("wp:post_type", "post"),
        *comments,
    ]
    return placeholder(Element("item", 0, {}, "", children))


def _comment_ids(blog: Blog) -> Iterator[str]:
    for comment in blog.comments:
        yield comment.id
        if comment.in_reply_to is not None:
            yield comment.in_reply_to


class _ImageItems:
    """Writes the images of posts as items, each once."""

    def __init__(self, blog: Blog) -> None:
        post_ids = [post.id for post in blog.posts]
        commented_ids = [comment.post_id for comment in blog.comments]
        images = (image for post in blog.posts for image in post.images)
        image_ids = [id for image in images if (id := _attachment_id(image)) is not None]
        #: Numbers of all items.
        self.ids: NumericIds = NumericIds([*post_ids, *commented_ids, *image_ids])
        self._written = {post.id for post in blog.posts if is_attachment(post)}

    def of(self, post: Post) -> Iterator[Element]:
        """Yield the attachments of a post that were not written before."""
        for image in post.images:
            id = _attachment_id(image)
            if not is_image_url(image.url) or not image.url.strip() or id in self._written:
                continue
            if id is not None:
                self._written.add(id)
            kept = image.extra.get("blogcore:attachment_title", "")
            title = kept if isinstance(kept, str) else ""
            yield attachment_element(image, id, title, image.extra, post.id, self.ids)

    def featured_by(self, post: Post, attachments: list[Element]) -> Element | None:
        """Return the number of the first image, unless ``extra`` says which one is featured."""
        is_known = any(key.startswith("wp:postmeta:") for key in post.extra)
        if is_known or not attachments or not post.images:
            return None
        [number] = [child for child in attachments[0].children if child.name == "wp:post_id"]
        return evolve(number, name="wp:meta_value")


def _attachment_id(image: Image) -> str | None:
    id = image.extra.get("blogcore:attachment_id")
    return id if isinstance(id, str) and id else None


# --- losses ------------------------------------------------------------------------------------

_REASONS = {
    "media_type": "WXR has HTML only, and types of images from their file extensions",
    "published": "WXR has whole seconds",
    "updated": "WXR has whole seconds, and no update times of comments",
    "authors": "WXR has one author for a post",
    "status": "WordPress does not have this status",
    "kind": "WordPress has only accounts and guests",
}


def _reason(where: str, field: str) -> str:
    if not field:
        return "is different in the file, or missing"
    return _REASONS.get(field.rpartition(".")[2], "WXR cannot hold it exactly")
