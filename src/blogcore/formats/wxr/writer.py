"""Items to WXR 1.2, in the order in which WordPress's exporter writes (``export_wp``).

What was written is read at once by our own reader, from the elements and not from bytes: what
comes out otherwise than it went in is lost, and nothing else is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from attrs import evolve

from blogcore.formats.assemble import assemble
from blogcore.formats.base import Item, Losses, Notes
from blogcore.formats.losses import collect_blog, differences
from blogcore.formats.wxr.comments import comment_element
from blogcore.formats.wxr.numbers import Numbers
from blogcore.formats.wxr.pictures import is_picture, picture_element
from blogcore.formats.wxr.posts import is_attachment, post_element
from blogcore.formats.wxr.reader import items_of
from blogcore.formats.wxr.site import author_element, site_elements, user_numbers
from blogcore.formats.wxr.vocabulary import NAMESPACES, leaf, made
from blogcore.formats.xml import Element, XmlWriter
from blogcore.models import Author, Blog, Comment, Image, Post

__all__ = ["write"]


def write(items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
    """Write an export as WordPress's importer takes it, and say what it does not hold."""
    blog = collect_blog(items, losses, "wxr")
    read = items_of(_told(_records(blog), stream, losses), Notes("wxr"))
    for where, field in differences(blog, assemble(read, Notes("wxr"))):
        losses.add(where, field, _reason(where, field))


def _told(records: Iterable[Element], stream: BinaryIO, losses: Losses) -> Iterator[Element]:
    """Writes each record, and gives it as a reader would get it."""
    writer = XmlWriter(stream, losses)
    writer.start("rss", {"version": "2.0", **NAMESPACES})
    writer.start("channel")
    for record in records:
        writer.element(record, _CDATA)
        if record.name == "item":
            early = [child for child in record.children if child.name in _EARLY]
            yield from (evolve(child, parent_is_open=True) for child in early)
            rest = [child for child in record.children if child.name not in _EARLY]
            yield evolve(record, children=rest)
        else:
            yield record
    writer.end()
    writer.end()
    writer.close()


_EARLY = frozenset({"wp:post_id", "wp:comment"})
#: What the exporter writes with ``wxr_cdata``: all that people or plugins have typed.
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


# --- records -----------------------------------------------------------------------------------


def _records(blog: Blog) -> Iterator[Element]:
    yield from site_elements(blog.site)
    authors = [*blog.authors, *_unlisted(blog)]
    taken = Numbers(
        id for author in authors if isinstance(id := author.extra.get("wp:author_id"), str)
    )
    users: dict[str, str] = {}
    for author, number in user_numbers(authors, taken):
        if author.id:
            users.setdefault(author.id, number)
        yield author_element(author, number)
    yield from _items(blog, users)


def _unlisted(blog: Blog) -> Iterator[Author]:
    """First authors of posts whom the blog does not list, and who have more than a login."""
    known = {author.id for author in blog.authors}
    for author in (author for post in blog.posts for author in post.authors[:1]):
        if author.id and author.id not in known and author != Author(name=author.id, id=author.id):
            known.add(author.id)
            yield author


def _items(blog: Blog, users: Mapping[str, str]) -> Iterator[Element]:
    pictures = _Pictures(blog)
    comment_ids = Numbers(_ids_of_comments(blog))
    waiting: dict[str, list[Comment]] = {}
    for comment in blog.comments:
        waiting.setdefault(comment.post_id, []).append(comment)

    def said_of(post_id: str) -> list[Element]:
        return [comment_element(c, comment_ids, users) for c in waiting.pop(post_id, ())]

    for post in blog.posts:
        discussion = said_of(post.id)
        if _is_bare_picture(post) and not discussion:
            [image] = post.images
            yield picture_element(image, post.id, post.title, post.extra, None, pictures.ids)
            continue
        own = [] if is_attachment(post) else list(pictures.of(post))
        yield post_element(post, discussion, pictures.ids, pictures.featured_by(post, own))
        yield from own
    for post_id in list(waiting):
        yield _stand_in(post_id, said_of(post_id), pictures.ids)


def _is_bare_picture(post: Post) -> bool:
    """Whether a post is a picture without a post, as `assemble` makes one of it."""
    shown = post.status == "published" and not post.protected
    return is_attachment(post) and len(post.images) == 1 and shown


def _stand_in(post_id: str, discussion: list[Element], ids: Numbers) -> Element:
    """A draft without a word for comments whose post is not there: WXR holds them in items."""
    children = [
        leaf("title"),
        ids.leaf("wp:post_id", post_id),
        leaf("wp:status", "draft"),
        leaf("wp:post_type", "post"),
        *discussion,
    ]
    return made(Element("item", 0, {}, "", children))


def _ids_of_comments(blog: Blog) -> Iterator[str]:
    for comment in blog.comments:
        yield comment.id
        if comment.in_reply_to is not None:
            yield comment.in_reply_to


class _Pictures:
    """The pictures of posts as items of their own, each once."""

    def __init__(self, blog: Blog) -> None:
        own = [post.id for post in blog.posts]
        elsewhere = [comment.post_id for comment in blog.comments]
        images = (image for post in blog.posts for image in post.images)
        named = [id for image in images if (id := _attachment_id(image)) is not None]
        self.ids = Numbers([*own, *elsewhere, *named])
        self._written = {post.id for post in blog.posts if is_attachment(post)}

    def of(self, post: Post) -> Iterator[Element]:
        """The attachments of a post that have not been written."""
        for image in post.images:
            id = _attachment_id(image)
            if not is_picture(image.url) or not image.url.strip() or id in self._written:
                continue
            if id is not None:
                self._written.add(id)
            title = image.extra.get("blogcore:attachment_title", "")
            yield picture_element(
                image, id, title if isinstance(title, str) else "", image.extra, post.id, self.ids
            )

    def featured_by(self, post: Post, own: list[Element]) -> Element | None:
        """The number of the first picture, unless WordPress itself said which one is featured."""
        said = any(key.startswith("wp:postmeta:") for key in post.extra)
        if said or not own or not post.images:
            return None
        [number] = [child for child in own[0].children if child.name == "wp:post_id"]
        return evolve(number, name="wp:meta_value")


def _attachment_id(image: Image) -> str | None:
    id = image.extra.get("blogcore:attachment_id")
    return id if isinstance(id, str) and id else None


# --- losses ------------------------------------------------------------------------------------

_REASONS = {
    "media_type": "WXR holds HTML, or what the ending of a picture's address says",
    "published": "WXR holds whole seconds",
    "updated": "WXR holds whole seconds, and none for comments",
    "authors": "a post has one author in WXR",
    "status": "WordPress has no such status",
    "kind": "WordPress knows accounts and guests",
}


def _reason(where: str, field: str) -> str:
    if not field:
        return "is another one in the file, or not there"
    return _REASONS.get(field.rpartition(".")[2], "WXR cannot hold it as it is")
