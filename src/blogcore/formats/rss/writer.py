"""A blog as RSS 2.0, as https://www.rssboard.org/rss-profile has it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from io import BytesIO

from blogcore._time import rfc3339
from blogcore.models import Author, Blog, Body, Comment, Image, Post, Site

from .._feed_extension import AUTHOR, COMMENT, IMAGE, POST, SITE, attributes_of, prefixed
from .._feed_ids import Ids, made_iri
from .._feed_shown import ANONYMOUS, ShownFeed, commenter, signed
from .._html_body import html_of
from .._titles import title_html
from .._web import is_language, is_media_type, web_address
from ..base import Losses
from ..xml.write import XmlWriter
from .dialect import NAMESPACES
from .people import person

__all__ = ["document"]


def document(blog: Blog, shown: ShownFeed) -> bytes:
    """The feed: the posts, then the comments, each in its order. Linear."""
    stream = BytesIO()
    _Feed(XmlWriter(stream, Losses()), blog.site, shown).write(blog.authors)
    return stream.getvalue()


class _Feed:
    def __init__(self, writer: XmlWriter, site: Site, shown: ShownFeed) -> None:
        self._writer = writer
        self._site = site
        self._shown = shown
        self._home = web_address(site.url)
        self._ids = Ids(site.url or "", shown.by_id)

    def write(self, authors: tuple[Author, ...]) -> None:
        """The whole document."""
        self._writer.start("rss", NAMESPACES)
        self._writer.start("channel")
        self._head(authors)
        for post in self._shown.posts:
            self._post(post)
        for comment in self._shown.comments:
            self._comment(comment)
        self._writer.end()
        self._writer.end()
        self._writer.close()

    def _head(self, authors: tuple[Author, ...]) -> None:
        site, writer = self._site, self._writer
        writer.leaf("title", title_html(site.title))
        writer.leaf("link", self._home or made_iri(site.url or "", "feed", site.title))
        writer.leaf("description", title_html(site.tagline))
        if is_language(site.language):
            writer.leaf("language", site.language or "")
        own = site.extra.get("atom:self")
        href = web_address(own) if isinstance(own, str) else None
        if href:
            told = {"rel": "self", "href": href, "type": "application/rss+xml"}
            writer.leaf("atom:link", "", told)
        writer.leaf("generator", "blogcore")
        for author in authors:
            self._creator(author)
        said = attributes_of(SITE, site) | ({} if self._home else {"made": "link"})
        if said:
            writer.leaf("blogcore:site", "", said)

    # --- items ---

    def _post(self, post: Post) -> None:
        writer, url = self._writer, web_address(post.url, self._home)
        writer.start("item")
        writer.leaf("title", title_html(post.title))
        self._address(url, self._ids.next_of("post", post.id))
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
        comments = self._shown.of_post.get(post.id, [])
        if comments:
            if url:
                writer.leaf("comments", f"{url.partition('#')[0]}#comments")
            writer.leaf("slash:comments", str(len(comments)))
        writer.leaf("blogcore:post", "", attributes_of(POST, post))
        writer.end()

    def _comment(self, comment: Comment) -> None:
        """As WordPress has it, and with what it answers (RFC 4685), which WordPress leaves out."""
        writer, post = self._writer, self._shown.by_id.get(comment.post_id)
        about, name = post.title.strip() if post else "", commenter(comment)
        writer.start("item")
        title = f"Comment on {about} by {name}" if about else f"By: {name}"
        writer.leaf("title", title_html(title))
        guid = self._ids.next_of("comment", comment.id)
        self._address(web_address(comment.url, self._home), guid)
        self._times(comment)
        self._creator(comment.author)
        self._words(comment.body, "")
        page = web_address(post.url, self._home) if post else None
        told = {"href": page, "type": "text/html"} if page else {}
        writer.leaf("thr:in-reply-to", "", {"ref": self._ids.of("post", comment.post_id)} | told)
        if comment.in_reply_to is not None:  # last, for some readers keep no other
            ref = self._ids.of("comment", comment.in_reply_to)
            writer.leaf("thr:in-reply-to", "", {"ref": ref})
        writer.leaf("blogcore:comment", "", attributes_of(COMMENT, comment))
        writer.end()

    # --- parts of items ---

    def _address(self, url: str | None, guid: str) -> None:
        if url:
            self._writer.leaf("link", url)
        self._writer.leaf("guid", guid, {"isPermaLink": "false"})

    def _times(self, item: Post | Comment) -> None:
        if item.published:
            self._writer.leaf("pubDate", _rfc822(item.published))
        if item.updated:
            self._writer.leaf("atom:updated", rfc3339(item.updated))

    def _words(self, body: Body, excerpt: str) -> None:
        """The description is the excerpt, or all of it where there is none."""
        html = html_of(body)
        if excerpt or body != Body():
            self._writer.leaf("description", excerpt or html)
        if excerpt:
            self._writer.leaf("content:encoded", html)

    def _creator(self, author: Author) -> None:
        """A name, with what else the author is in attributes."""
        author = signed(author)
        said = attributes_of(AUTHOR, author)
        if author.url is not None:
            said["url"] = author.url
        if person(author.name) != Author(name=author.name) or not author.name:
            said["name"] = author.name
        self._writer.leaf("dc:creator", author.name.strip() or ANONYMOUS, prefixed(said))

    def _terms(self, terms: Iterable[str], said: dict[str, str]) -> None:
        for term in filter(None, terms):
            self._writer.leaf("category", term, said)

    def _image(self, image: Image) -> None:
        url, kind = web_address(image.url, self._home), image.media_type
        if url:
            told = kind if kind and is_media_type(kind) else "application/octet-stream"
            said = {"media_type": "", "alt": image.alt} | attributes_of(IMAGE, image)
            file = {"url": url, "length": "0", "type": told}
            self._writer.leaf("enclosure", "", file | prefixed(said))


def _rfc822(time: datetime) -> str:
    """As RFC 5322 has it, with a year of four digits."""
    return format_datetime(time, usegmt=time.tzinfo is UTC)
