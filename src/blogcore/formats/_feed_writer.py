"""What Atom and RSS write alike: which items, what comments are called, and what they answer."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping

from blogcore.formats._feed_ids import Ids
from blogcore.formats._feed_shown import ShownFeed, commenter
from blogcore.formats._web import web_address
from blogcore.formats.xml import XmlWriter
from blogcore.models import Comment, Post, Site

__all__ = ["FeedWriter"]


class FeedWriter(ABC):
    """Writes the items of a feed with what a subclass says of each."""

    def __init__(self, writer: XmlWriter, site: Site, shown: ShownFeed) -> None:
        self.writer: XmlWriter = writer
        self.site: Site = site
        self.shown: ShownFeed = shown
        self.home: str | None = web_address(site.url)
        self.ids: Ids = Ids(site.url or "", shown.by_id)

    @abstractmethod
    def post(self, post: Post) -> None:
        """Write a post."""

    @abstractmethod
    def comment(self, comment: Comment) -> None:
        """Write a comment."""

    def items(self) -> None:
        """The posts, then the comments, each in its order. Linear."""
        for post in self.shown.posts:
            self.post(post)
        for comment in self.shown.comments:
            self.comment(comment)

    def kept_address(self, key: str) -> str | None:
        """An address of the web that `extra` of the site keeps."""
        kept = self.site.extra.get(key)
        return web_address(kept) if isinstance(kept, str) else None

    def address(self, url: str | None) -> str | None:
        """An address of the web, made absolute; None for anything else."""
        return web_address(url, self.home)

    def title_of(self, comment: Comment) -> str:
        """What a comment is called, as WordPress has it."""
        post, name = self.shown.by_id.get(comment.post_id), commenter(comment)
        about = post.title.strip() if post else ""
        return f"Comment on {about} by {name}" if about else f"By: {name}"

    def page_of_replies(self, url: str | None) -> str | None:
        """Where the comments on a post are read."""
        return f"{url.partition('#')[0]}#comments" if url else None

    def answers(self, comment: Comment) -> None:
        """The post and the comment that a comment answers (RFC 4685, section 3)."""
        post = self.shown.by_id.get(comment.post_id)
        page = self.address(post.url) if post else None
        told: Mapping[str, str] = {"href": page, "type": "text/html"} if page else {}
        self._answer({"ref": self.ids.of("post", comment.post_id), **told})
        if comment.in_reply_to is not None:  # last, for some readers keep no other
            self._answer({"ref": self.ids.of("comment", comment.in_reply_to)})

    def _answer(self, attributes: Mapping[str, str]) -> None:
        self.writer.leaf("thr:in-reply-to", "", attributes)
