"""`FeedWriter`, the base of the Atom and RSS writers, and `FeedView`, the items that they write."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from io import BytesIO

from attrs import evolve, frozen

from blogcore._text.xml import count_non_xml
from blogcore.formats.feeds.addresses import FeedIds, web_address
from blogcore.formats.feeds.people import commenter_name
from blogcore.formats.privacy import public_view
from blogcore.formats.reports import Losses
from blogcore.formats.xml import XmlWriter
from blogcore.models import Blog, Comment, Post, Site

__all__ = ["FeedView", "FeedWriter", "feed_view"]


@frozen
class FeedView:
    """The posts and comments of a blog that an XML feed shows, in its order."""

    #: The posts.
    posts: tuple[Post, ...]
    #: The comments.
    comments: tuple[Comment, ...]
    #: Why an item is left out, by `item_name`.
    reasons: Mapping[str, str]
    #: The first post of each id.
    post_by_id: Mapping[str, Post]
    #: The comments of each post.
    comments_by_post: Mapping[str, list[Comment]]


def feed_view(blog: Blog) -> FeedView:
    """Return the public posts and comments of a blog whose ids XML can hold. Linear.

    An id that XML cannot hold would be changed, and might then be the id of another item.

    Args:
        blog: Any blog.
    """
    view = public_view(blog)
    posts = tuple(post for post in view.posts if not count_non_xml(post.id))
    comments = tuple(
        _without_bad_parent(comment)
        for comment in view.comments
        if not count_non_xml(comment.id) and not count_non_xml(comment.post_id)
    )
    comments_by_post: dict[str, list[Comment]] = {}
    for comment in comments:
        comments_by_post.setdefault(comment.post_id, []).append(comment)
    post_by_id = {post.id: post for post in reversed(posts)}
    return FeedView(posts, comments, view.reasons, post_by_id, comments_by_post)


def _without_bad_parent(comment: Comment) -> Comment:
    parent_id = comment.in_reply_to
    return evolve(comment, in_reply_to=None) if parent_id and count_non_xml(parent_id) else comment


class FeedWriter(ABC):
    """Write one feed; subclasses define how the head, a post and a comment are written.

    Args:
        writer: Gets the elements.
        blog: The blog, for its site and authors.
        view: The posts and comments to write.
    """

    def __init__(self, writer: XmlWriter, blog: Blog, view: FeedView) -> None:
        self.writer: XmlWriter = writer
        self.blog: Blog = blog
        self.site: Site = blog.site
        self.view: FeedView = view
        self.home: str | None = web_address(blog.site.url)
        self.ids: FeedIds = FeedIds(blog.site.url or "", view.post_by_id)

    @classmethod
    def to_bytes(cls, blog: Blog, view: FeedView) -> bytes:
        """Return the feed: the head, the posts, then the comments. Linear.

        Args:
            blog: The blog.
            view: Its posts and comments, from `feed_view`.
        """
        stream = BytesIO()
        writer = XmlWriter(stream, Losses())
        feed = cls(writer, blog, view)
        containers = feed.containers()
        for name, attributes in containers.items():
            writer.start(name, attributes)
        feed.write_head()
        for post in view.posts:
            feed.write_post(post)
        for comment in view.comments:
            feed.write_comment(comment)
        for _ in containers:
            writer.end()
        writer.close()
        return stream.getvalue()

    @abstractmethod
    def containers(self) -> dict[str, Mapping[str, str]]:
        """Return the elements around the items, the outermost first, with their attributes."""

    @abstractmethod
    def write_head(self) -> None:
        """Write the feed's own elements, such as its title."""

    @abstractmethod
    def write_post(self, post: Post) -> None:
        """Write a post.

        Args:
            post: A post of the view.
        """

    @abstractmethod
    def write_comment(self, comment: Comment) -> None:
        """Write a comment.

        Args:
            comment: A comment of the view.
        """

    def address_in_extra(self, key: str) -> str | None:
        """Return a web address in the ``extra`` of the site.

        Args:
            key: Key in ``extra``.
        """
        kept = self.site.extra.get(key)
        return web_address(kept) if isinstance(kept, str) else None

    def absolute_url(self, url: str | None) -> str | None:
        """Return an address made absolute; None for anything that is not a web address.

        Args:
            url: Address of a post, comment or image.
        """
        return web_address(url, self.home)

    def title_of(self, comment: Comment) -> str:
        """Return the title that WordPress gives a comment.

        Args:
            comment: A comment of the view.
        """
        post, name = self.view.post_by_id.get(comment.post_id), commenter_name(comment)
        post_title = post.title.strip() if post else ""
        return f"Comment on {post_title} by {name}" if post_title else f"By: {name}"

    def comments_page(self, url: str | None) -> str | None:
        """Return the address of the comments on a post's page.

        Args:
            url: Address of the post.
        """
        return f"{url.partition('#')[0]}#comments" if url else None

    def write_reply_targets(self, comment: Comment) -> None:
        """Write the post and the parent of a comment as its reply targets (RFC 4685, section 3).

        Args:
            comment: A comment of the view.
        """
        post = self.view.post_by_id.get(comment.post_id)
        page = self.absolute_url(post.url) if post else None
        link: dict[str, str] = {"href": page, "type": "text/html"} if page else {}
        ref = self.ids.of("post", comment.post_id)
        self.writer.leaf("thr:in-reply-to", "", {"ref": ref, **link})
        if comment.in_reply_to is not None:
            # The parent comes last, because some readers keep only the last target.
            ref = self.ids.of("comment", comment.in_reply_to)
            self.writer.leaf("thr:in-reply-to", "", {"ref": ref})
