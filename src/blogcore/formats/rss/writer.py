"""A blog as RSS 2.0, as https://www.rssboard.org/rss-profile describes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime

from blogcore._time.parse import rfc3339
from blogcore.formats.feeds.addresses import generate_urn, is_language, is_media_type
from blogcore.formats.feeds.extension import (
    AUTHOR,
    COMMENT,
    IMAGE,
    NAMESPACE,
    POST,
    SITE,
    add_prefix,
    write_extension,
)
from blogcore.formats.feeds.people import ANONYMOUS, parse_person, public_author
from blogcore.formats.feeds.writer import FeedWriter
from blogcore.formats.html import displayed_html, title_to_html
from blogcore.models import Author, Body, Comment, Image, Post

__all__ = ["RssWriter"]

#: Version and namespaces that a written feed declares.
_NAMESPACES = {
    "version": "2.0",
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:slash": "http://purl.org/rss/1.0/modules/slash/",
    "xmlns:thr": "http://purl.org/syndication/thread/1.0",
    "xmlns:blogcore": NAMESPACE,
}


class RssWriter(FeedWriter):
    """Write an RSS feed."""

    def containers(self) -> dict[str, Mapping[str, str]]:
        """Return the root element and the channel."""
        return {"rss": _NAMESPACES, "channel": {}}

    def write_head(self) -> None:
        """Write the channel's own elements: title, links, language and authors."""
        site, writer = self.site, self.writer
        writer.leaf("title", title_to_html(site.title))
        writer.leaf("link", self.home or generate_urn(site.url or "", "feed", site.title))
        writer.leaf("description", title_to_html(site.tagline))
        if is_language(site.language):
            writer.leaf("language", site.language or "")
        href = self.address_in_extra("atom:self")
        if href:
            attributes = {"rel": "self", "href": href, "type": "application/rss+xml"}
            writer.leaf("atom:link", "", attributes)
        writer.leaf("generator", "blogcore")
        for author in self.blog.authors:
            self._creator(author)
        attributes = write_extension(SITE, site) | ({} if self.home else {"made": "link"})
        if attributes:
            writer.leaf("blogcore:site", "", attributes)

    # --- items -------------------------------------------------------------------------------

    def write_post(self, post: Post) -> None:
        """Write a post."""
        writer, url = self.writer, self.absolute_url(post.url)
        writer.start("item")
        writer.leaf("title", title_to_html(post.title))
        self._write_address(url, self.ids.next_of("post", post.id))
        self._times(post)
        for author in post.authors:
            self._creator(author)
        self._terms(post.tags, {"blogcore:kind": "tag"})
        self._terms(post.categories, {})
        if is_language(post.language):
            writer.leaf("dc:language", post.language or "")
        self._write_body(post.body, post.excerpt)
        for image in post.images:
            self._image(image)
        comments = self.view.comments_by_post.get(post.id, [])
        if comments:
            page = self.comments_page(url)
            if page:
                writer.leaf("comments", page)
            writer.leaf("slash:comments", str(len(comments)))
        writer.leaf("blogcore:post", "", write_extension(POST, post))
        writer.end()

    def write_comment(self, comment: Comment) -> None:
        """Write a comment as WordPress does, with its reply targets, which WordPress leaves out."""
        writer = self.writer
        writer.start("item")
        writer.leaf("title", title_to_html(self.title_of(comment)))
        guid = self.ids.next_of("comment", comment.id)
        self._write_address(self.absolute_url(comment.url), guid)
        self._times(comment)
        self._creator(comment.author)
        self._write_body(comment.body, "")
        self.write_reply_targets(comment)
        writer.leaf("blogcore:comment", "", write_extension(COMMENT, comment))
        writer.end()

    def _write_address(self, url: str | None, guid: str) -> None:
        if url:
            self.writer.leaf("link", url)
        self.writer.leaf("guid", guid, {"isPermaLink": "false"})

    def _times(self, item: Post | Comment) -> None:
        if item.published:
            self.writer.leaf("pubDate", _rfc822(item.published))
        if item.updated:
            self.writer.leaf("atom:updated", rfc3339(item.updated))

    def _write_body(self, body: Body, excerpt: str) -> None:
        """Write the excerpt as the description, or the whole body where there is none."""
        html = displayed_html(body)
        if excerpt or body != Body():
            self.writer.leaf("description", excerpt or html)
        if excerpt:
            self.writer.leaf("content:encoded", html)

    def _creator(self, author: Author) -> None:
        """Write a name, and the other fields of the author as attributes."""
        author = public_author(author)
        attributes = write_extension(AUTHOR, author)
        if author.url is not None:
            attributes["url"] = author.url
        if parse_person(author.name) != Author(name=author.name) or not author.name:
            attributes["name"] = author.name
        self.writer.leaf("dc:creator", author.name.strip() or ANONYMOUS, add_prefix(attributes))

    def _terms(self, terms: Iterable[str], attributes: dict[str, str]) -> None:
        for term in filter(None, terms):
            self.writer.leaf("category", term, attributes)

    def _image(self, image: Image) -> None:
        url, media_type = self.absolute_url(image.url), image.media_type
        if url:
            if not media_type or not is_media_type(media_type):
                media_type = "application/octet-stream"
            extension = {"media_type": "", "alt": image.alt} | write_extension(IMAGE, image)
            file = {"url": url, "length": "0", "type": media_type}
            self.writer.leaf("enclosure", "", file | add_prefix(extension))


def _rfc822(time: datetime) -> str:
    """Return a time as RFC 5322 writes it, with a year of four digits."""
    return format_datetime(time, usegmt=time.tzinfo is UTC)
