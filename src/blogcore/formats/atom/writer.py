"""A blog as a feed that the rules of RFC 4287 and the W3C's validator accept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
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
from blogcore.formats._web import is_iri, is_language, is_media_type
from blogcore.formats.atom.dialect import NAMESPACES
from blogcore.formats.base import Losses
from blogcore.formats.html import displayed_html
from blogcore.formats.xml import XmlWriter
from blogcore.models import Author, Blog, Body, Comment, Image, Post

__all__ = ["document"]

#: Where a time must be and none is known; the reader is told that it is not.
_UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)


def document(blog: Blog, shown: ShownFeed) -> bytes:
    """The feed: the posts, then the comments, each in its order. Linear."""
    stream = BytesIO()
    _Feed(XmlWriter(stream, Losses()), blog.site, shown).write(blog.authors)
    return stream.getvalue()


class _Feed(FeedWriter):
    def write(self, authors: tuple[Author, ...]) -> None:
        """The whole document."""
        language = self.site.language
        told = {"xml:lang": language} if language and is_language(language) else {}
        self.writer.start("feed", NAMESPACES | told)
        self._head(authors)
        self.items()
        self.writer.end()
        self.writer.close()

    def _head(self, authors: tuple[Author, ...]) -> None:
        site, writer = self.site, self.writer
        id = self._own_id()
        writer.leaf("id", id or self._made_id())
        writer.leaf("title", site.title)
        if site.tagline:
            writer.leaf("subtitle", site.tagline)
        items: tuple[Post | Comment, ...] = (*self.shown.posts, *self.shown.comments)
        writer.leaf("updated", rfc3339(max(map(_time, items), default=_UNKNOWN)))
        self._link("alternate", self.home)
        self._link("self", self.kept_address("atom:self"))
        writer.leaf("generator", "blogcore")
        for author in authors:
            self._author(author)
        if not authors:
            writer.start("author")
            writer.leaf("name", site.title.strip() or ANONYMOUS)
            writer.leaf("blogcore:author", "", {"nobody": "true"})
            writer.end()
        said = attributes_of(SITE, site) | ({} if id else {"made": "id"})
        if said:
            writer.leaf("blogcore:site", "", said)

    def _own_id(self) -> str | None:
        """The id that the feed had when it was read, else the address of the site.

        No other feed may have it (RFC 4287, section 4.2.6), so a feed of comments alone, which a
        site has beside that of its posts, does not take the address.
        """
        kept = self.site.extra.get("atom:id")
        if isinstance(kept, str) and is_iri(kept):
            return kept
        return None if self._is_of_comments() else self.home

    def _made_id(self) -> str:
        words = (self.site.url or "", "feed", self.site.title)
        if not self._is_of_comments():
            return made_iri(*words)
        pages = {comment.post_id for comment in self.shown.comments}
        return made_iri(*words, "comments", *(pages if len(pages) == 1 else ()))

    def _is_of_comments(self) -> bool:
        return bool(self.shown.comments) and not self.shown.posts

    # --- entries ---

    def post(self, post: Post) -> None:
        writer, url = self.writer, self.address(post.url)
        language = post.language
        told = {"xml:lang": language} if language and is_language(language) else {}
        writer.start("entry", told)
        writer.leaf("id", self.ids.next_of("post", post.id))
        writer.leaf("title", post.title)
        self._times(post)
        for author in post.authors:
            self._author(author)
        self._link("alternate", url)
        self._replies(post, url)
        self._terms(post.tags, {"blogcore:kind": "tag"})
        self._terms(post.categories, {})
        for image in post.images:
            self._image(image)
        if post.excerpt:
            kind = "html" if "<" in post.excerpt else "text"
            writer.leaf("summary", post.excerpt, {"type": kind})
        self._content(post.body, url)
        writer.leaf("blogcore:post", "", attributes_of(POST, post) | _unknown(post))
        writer.end()

    def comment(self, comment: Comment) -> None:
        writer = self.writer
        writer.start("entry")
        writer.leaf("id", self.ids.next_of("comment", comment.id))
        writer.leaf("title", self.title_of(comment))
        self._times(comment)
        self._author(comment.author)
        url = self.address(comment.url)
        self._link("alternate", url)
        self.answers(comment)
        self._content(comment.body, url)
        writer.leaf("blogcore:comment", "", attributes_of(COMMENT, comment) | _unknown(comment))
        writer.end()

    # --- parts of entries ---

    def _times(self, item: Post | Comment) -> None:
        self.writer.leaf("updated", rfc3339(_time(item)))
        if item.published:
            self.writer.leaf("published", rfc3339(item.published))

    def _author(self, author: Author) -> None:
        writer, author = self.writer, signed(author)
        name = author.name.strip()
        writer.start("author")
        writer.leaf("name", name or ANONYMOUS)
        if author.url and is_iri(author.url):
            writer.leaf("uri", author.url)
        said = attributes_of(AUTHOR, author)
        if name != author.name or not name:
            said["name"] = author.name
        if said:
            writer.leaf("blogcore:author", "", said)
        writer.end()

    def _link(self, rel: str, href: str | None, **attributes: str) -> None:
        if href:
            self.writer.leaf("link", "", {"rel": rel, "href": href} | attributes)

    def _replies(self, post: Post, url: str | None) -> None:
        """RFC 4685, sections 4 and 5."""
        comments = self.shown.of_post.get(post.id, [])
        if not comments:
            return
        count, newest = str(len(comments)), max(map(_time, comments))
        if url:
            said = {"type": "text/html", "thr:count": count, "thr:updated": rfc3339(newest)}
            self._link("replies", self.page_of_replies(url), **said)
        self.writer.leaf("thr:total", count)

    def _terms(self, terms: Iterable[str], said: dict[str, str]) -> None:
        for term in filter(None, terms):
            self.writer.leaf("category", "", {"term": term} | said)

    def _image(self, image: Image) -> None:
        kind = image.media_type
        told = {"type": kind} if kind and is_media_type(kind) else {}
        said = {"alt": image.alt} | attributes_of(IMAGE, image)
        self._link("enclosure", self.address(image.url), **told, **prefixed(said))

    def _content(self, body: Body, url: str | None) -> None:
        """The words; addresses in HTML are seen from its page (RFC 4287, section 2)."""
        if body.media_type == "text/html":
            page = url or self.home
            base = {"xml:base": page} if page else {}
            self.writer.leaf("content", displayed_html(body), {"type": "html"} | base)
        else:
            told = {"type": "text", "blogcore:type": body.media_type}
            self.writer.leaf("content", body.text, told)


def _time(item: Post | Comment) -> datetime:
    """``atom:updated``, which every entry must have."""
    return item.updated or item.published or _UNKNOWN


def _unknown(item: Post | Comment) -> dict[str, str]:
    return {} if item.updated else {"updated": "unknown"}
