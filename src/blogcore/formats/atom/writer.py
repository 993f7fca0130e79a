"""A blog as a feed that RFC 4287 and the W3C's validator accept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from blogcore._time.parse import rfc3339
from blogcore.formats.feeds.addresses import generate_urn, is_iri, is_language, is_media_type
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
from blogcore.formats.feeds.people import ANONYMOUS, public_author
from blogcore.formats.feeds.writer import FeedWriter
from blogcore.formats.html import displayed_html
from blogcore.models import Author, Body, Comment, Image, Post

__all__ = ["AtomWriter"]

#: Namespaces that a written feed declares.
_NAMESPACES = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:thr": "http://purl.org/syndication/thread/1.0",
    "xmlns:blogcore": NAMESPACE,
}
#: Time where a feed requires one and none is known; the extension says that it is unknown.
_UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)


class AtomWriter(FeedWriter):
    """Write an Atom feed."""

    def containers(self) -> dict[str, Mapping[str, str]]:
        """Return the root element."""
        return {"feed": _NAMESPACES | _language(self.site.language)}

    def write_head(self) -> None:
        """Write the feed's own elements: id, title, links and authors."""
        site, writer, authors = self.site, self.writer, self.blog.authors
        id = self._own_id()
        writer.leaf("id", id or self._generated_id())
        writer.leaf("title", site.title)
        if site.tagline:
            writer.leaf("subtitle", site.tagline)
        items: tuple[Post | Comment, ...] = (*self.view.posts, *self.view.comments)
        writer.leaf("updated", rfc3339(max(map(_time, items), default=_UNKNOWN)))
        self._link("alternate", self.home)
        self._link("self", self.address_in_extra("atom:self"))
        writer.leaf("generator", "blogcore")
        for author in authors:
            self._author(author)
        if not authors:
            writer.start("author")
            writer.leaf("name", site.title.strip() or ANONYMOUS)
            writer.leaf("blogcore:author", "", {"placeholder": "true"})
            writer.end()
        attributes = write_extension(SITE, site) | ({} if id else {"made": "id"})
        if attributes:
            writer.leaf("blogcore:site", "", attributes)

    def _own_id(self) -> str | None:
        """Return the id that the feed had when it was read, else the address of the site, or None.

        No other feed may have the same id (RFC 4287, section 4.2.6), so a feed of comments alone,
        which a site has beside the feed of its posts, does not use the address.
        """
        kept = self.site.extra.get("atom:id")
        if isinstance(kept, str) and is_iri(kept):
            return kept
        return None if self._has_only_comments() else self.home

    def _generated_id(self) -> str:
        parts = (self.site.url or "", "feed", self.site.title)
        if not self._has_only_comments():
            return generate_urn(*parts)
        pages = {comment.post_id for comment in self.view.comments}
        return generate_urn(*parts, "comments", *(pages if len(pages) == 1 else ()))

    def _has_only_comments(self) -> bool:
        return bool(self.view.comments) and not self.view.posts

    # --- entries ---

    def write_post(self, post: Post) -> None:
        """Write a post."""
        writer, url = self.writer, self.absolute_url(post.url)
        writer.start("entry", _language(post.language))
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
        writer.leaf("blogcore:post", "", write_extension(POST, post) | _time_mark(post))
        writer.end()

    def write_comment(self, comment: Comment) -> None:
        """Write a comment."""
        writer = self.writer
        writer.start("entry")
        writer.leaf("id", self.ids.next_of("comment", comment.id))
        writer.leaf("title", self.title_of(comment))
        self._times(comment)
        self._author(comment.author)
        url = self.absolute_url(comment.url)
        self._link("alternate", url)
        self.write_reply_targets(comment)
        self._content(comment.body, url)
        writer.leaf("blogcore:comment", "", write_extension(COMMENT, comment) | _time_mark(comment))
        writer.end()

    # --- parts of entries ---

    def _times(self, item: Post | Comment) -> None:
        self.writer.leaf("updated", rfc3339(_time(item)))
        if item.published:
            self.writer.leaf("published", rfc3339(item.published))

    def _author(self, author: Author) -> None:
        writer, author = self.writer, public_author(author)
        name = author.name.strip()
        writer.start("author")
        writer.leaf("name", name or ANONYMOUS)
        if author.url and is_iri(author.url):
            writer.leaf("uri", author.url)
        attributes = write_extension(AUTHOR, author)
        if name != author.name or not name:
            attributes["name"] = author.name
        if attributes:
            writer.leaf("blogcore:author", "", attributes)
        writer.end()

    def _link(self, rel: str, href: str | None, **attributes: str) -> None:
        if href:
            self.writer.leaf("link", "", {"rel": rel, "href": href} | attributes)

    def _replies(self, post: Post, url: str | None) -> None:
        """Write the number of comments and their address (RFC 4685, sections 4 and 5)."""
        comments = self.view.comments_by_post.get(post.id, [])
        if not comments:
            return
        count, newest = str(len(comments)), max(map(_time, comments))
        if url:
            attributes = {"type": "text/html", "thr:count": count, "thr:updated": rfc3339(newest)}
            self._link("replies", self.comments_page(url), **attributes)
        self.writer.leaf("thr:total", count)

    def _terms(self, terms: Iterable[str], attributes: dict[str, str]) -> None:
        for term in filter(None, terms):
            self.writer.leaf("category", "", {"term": term} | attributes)

    def _image(self, image: Image) -> None:
        media_type = image.media_type
        link = {"type": media_type} if media_type and is_media_type(media_type) else {}
        extension = {"alt": image.alt} | write_extension(IMAGE, image)
        self._link("enclosure", self.absolute_url(image.url), **link, **add_prefix(extension))

    def _content(self, body: Body, url: str | None) -> None:
        """Write the body; relative addresses are resolved against its page (RFC 4287, 2)."""
        if body.media_type == "text/html":
            page = url or self.home
            base = {"xml:base": page} if page else {}
            self.writer.leaf("content", displayed_html(body), {"type": "html"} | base)
        else:
            attributes = {"type": "text", "blogcore:type": body.media_type}
            self.writer.leaf("content", body.text, attributes)


def _time(item: Post | Comment) -> datetime:
    """Return the time for ``atom:updated``, which every entry must have."""
    return item.updated or item.published or _UNKNOWN


def _time_mark(item: Post | Comment) -> dict[str, str]:
    return {} if item.updated else {"updated": "unknown"}


def _language(language: str | None) -> dict[str, str]:
    return {"xml:lang": language} if language and is_language(language) else {}
