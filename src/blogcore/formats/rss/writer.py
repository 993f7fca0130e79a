"""A blog as RSS 2.0, as https://www.rssboard.org/rss-profile has it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from io import BytesIO

from blogcore._time.parse import rfc3339
from blogcore.formats._feed_extension import (
    AUTHOR,
    COMMENT,
    IMAGE,
    POST,
    SITE,
    attributes_of,
    prefixed,
)
from blogcore.formats._feed_ids import made_iri
from blogcore.formats._feed_shown import ANONYMOUS, ShownFeed, signed
from blogcore.formats._feed_writer import FeedWriter
from blogcore.formats._person import person
from blogcore.formats._web import is_language, is_media_type
from blogcore.formats.base import Losses
from blogcore.formats.html import displayed_html, title_to_html
from blogcore.formats.rss.dialect import NAMESPACES
from blogcore.formats.xml import XmlWriter
from blogcore.models import Author, Blog, Body, Comment, Image, Post

__all__ = ["document"]


def document(blog: Blog, shown: ShownFeed) -> bytes:
    """The feed: the posts, then the comments, each in its order. Linear."""
    stream = BytesIO()
    _Feed(XmlWriter(stream, Losses()), blog.site, shown).write(blog.authors)
    return stream.getvalue()


class _Feed(FeedWriter):
    def write(self, authors: tuple[Author, ...]) -> None:
        """The whole document."""
        self.writer.start("rss", NAMESPACES)
        self.writer.start("channel")
        self._head(authors)
        self.items()
        self.writer.end()
        self.writer.end()
        self.writer.close()

    def _head(self, authors: tuple[Author, ...]) -> None:
        site, writer = self.site, self.writer
        writer.leaf("title", title_to_html(site.title))
        writer.leaf("link", self.home or made_iri(site.url or "", "feed", site.title))
        writer.leaf("description", title_to_html(site.tagline))
        if is_language(site.language):
            writer.leaf("language", site.language or "")
        href = self.kept_address("atom:self")
        if href:
            told = {"rel": "self", "href": href, "type": "application/rss+xml"}
            writer.leaf("atom:link", "", told)
        writer.leaf("generator", "blogcore")
        for author in authors:
            self._creator(author)
        said = attributes_of(SITE, site) | ({} if self.home else {"made": "link"})
        if said:
            writer.leaf("blogcore:site", "", said)

    # --- items ---

    def post(self, post: Post) -> None:
        writer, url = self.writer, self.address(post.url)
        writer.start("item")
        writer.leaf("title", title_to_html(post.title))
        self._address(url, self.ids.next_of("post", post.id))
        self._times(post)
        for author in post.authors:
            self._creator(author)
        self._terms(post.tags, {"blogcore:kind": "tag"})
        self._terms(post.categories, {})
        if is_language(post.language):
            writer.leaf("dc:language", post.language or "")
        self._words(post.body, post.excerpt)
        for image in post.images:
            self._image(image)
        comments = self.shown.of_post.get(post.id, [])
        if comments:
            page = self.page_of_replies(url)
            if page:
                writer.leaf("comments", page)
            writer.leaf("slash:comments", str(len(comments)))
        writer.leaf("blogcore:post", "", attributes_of(POST, post))
        writer.end()

    def comment(self, comment: Comment) -> None:
        """As WordPress has it, and with what it answers (RFC 4685), which WordPress leaves out."""
        writer = self.writer
        writer.start("item")
        writer.leaf("title", title_to_html(self.title_of(comment)))
        guid = self.ids.next_of("comment", comment.id)
        self._address(self.address(comment.url), guid)
        self._times(comment)
        self._creator(comment.author)
        self._words(comment.body, "")
        self.answers(comment)
        writer.leaf("blogcore:comment", "", attributes_of(COMMENT, comment))
        writer.end()

    # --- parts of items ---

    def _address(self, url: str | None, guid: str) -> None:
        if url:
            self.writer.leaf("link", url)
        self.writer.leaf("guid", guid, {"isPermaLink": "false"})

    def _times(self, item: Post | Comment) -> None:
        if item.published:
            self.writer.leaf("pubDate", _rfc822(item.published))
        if item.updated:
            self.writer.leaf("atom:updated", rfc3339(item.updated))

    def _words(self, body: Body, excerpt: str) -> None:
        """The description is the excerpt, or all of it where there is none."""
        html = displayed_html(body)
        if excerpt or body != Body():
            self.writer.leaf("description", excerpt or html)
        if excerpt:
            self.writer.leaf("content:encoded", html)

    def _creator(self, author: Author) -> None:
        """A name, with what else the author is in attributes."""
        author = signed(author)
        said = attributes_of(AUTHOR, author)
        if author.url is not None:
            said["url"] = author.url
        if person(author.name) != Author(name=author.name) or not author.name:
            said["name"] = author.name
        self.writer.leaf("dc:creator", author.name.strip() or ANONYMOUS, prefixed(said))

    def _terms(self, terms: Iterable[str], said: dict[str, str]) -> None:
        for term in filter(None, terms):
            self.writer.leaf("category", term, said)

    def _image(self, image: Image) -> None:
        url, kind = self.address(image.url), image.media_type
        if url:
            told = kind if kind and is_media_type(kind) else "application/octet-stream"
            said = {"media_type": "", "alt": image.alt} | attributes_of(IMAGE, image)
            file = {"url": url, "length": "0", "type": told}
            self.writer.leaf("enclosure", "", file | prefixed(said))


def _rfc822(time: datetime) -> str:
    """As RFC 5322 has it, with a year of four digits."""
    return format_datetime(time, usegmt=time.tzinfo is UTC)
