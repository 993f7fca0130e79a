"""`Blog`: a site with its authors, posts and comments."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import field, frozen

from blogcore.errors import UnknownIdError
from blogcore.models._delegates import delegate
from blogcore.models.author import Author
from blogcore.models.comment import Comment, tombstone
from blogcore.models.fields import Checked, as_tuple, instance, sequence
from blogcore.models.post import Post
from blogcore.models.private import stripped
from blogcore.models.site import Site

if TYPE_CHECKING:
    from blogcore.orders import Order
    from blogcore.threads import Thread

__all__ = ["Blog"]


def _to_authors(values: Iterable[Author]) -> tuple[Author, ...]:
    return as_tuple(values)


def _to_posts(values: Iterable[Post]) -> tuple[Post, ...]:
    return as_tuple(values)


def _to_comments(values: Iterable[Comment]) -> tuple[Comment, ...]:
    return as_tuple(values)


@frozen(kw_only=True)
class Blog(Checked):
    """A site with its authors, posts and comments.

    Comments are a flat tuple: each names its post and the comment that it answers.
    """

    #: The site as a whole.
    site: Site = field(default=Site(), metadata=instance(Site))
    #: The authors of posts.
    authors: tuple[Author, ...] = field(
        default=(), converter=_to_authors, metadata=sequence(instance(Author))
    )
    #: Posts and pages, of any status.
    posts: tuple[Post, ...] = field(
        default=(), converter=_to_posts, metadata=sequence(instance(Post))
    )
    #: Comments on all posts, of any status, in any order.
    comments: tuple[Comment, ...] = field(
        default=(), converter=_to_comments, repr=False, metadata=sequence(instance(Comment))
    )

    def post(self, id_or_slug: str) -> Post:
        """Return the post with this id, else the first with this slug.

        Args:
            id_or_slug: The id or the slug.

        Raises:
            UnknownIdError: There is no such post.
        """
        post = self._posts_by_id.get(id_or_slug) or self._posts_by_slug.get(id_or_slug)
        if post is None:
            known = {**self._posts_by_id, **self._posts_by_slug}
            raise UnknownIdError("post", id_or_slug, known)
        return post

    def comments_of(self, post_id: str) -> tuple[Comment, ...]:
        """Return the comments of one post, of any status, in the order of the blog.

        Args:
            post_id: Id of the post.
        """
        return self._comments_by_post.get(post_id, ())

    def thread(
        self, post_id: str, *, order: Order | str = "oldest", strict: bool = False
    ) -> Thread:
        """Return the discussion of one post, with comments of any status.

        What everyone may see is ``blog.public().thread(…)``.

        Args:
            post_id: Id of the post.
            order: The order of siblings, or its name.
            strict: Refuse comments that need repairs.

        Raises:
            ThreadError: ``strict``, and repairs were needed.
            UnknownNameError: There is no order with this name.
        """
        thread: Thread = delegate("Blog.thread").Thread.from_comments(
            self.comments_of(post_id), order=order, strict=strict, elsewhere=self._comment_ids
        )
        return thread

    def public(self) -> Blog:
        """Return what everyone may see: no private fields, and only what is published.

        Kept are approved comments on published, unprotected posts. A hidden comment with an
        approved descendant becomes a `tombstone`. Authors are kept if they wrote a post that is
        kept. Linear.
        """
        posts = tuple(stripped(post) for post in self.posts if post.is_public)
        comments = [
            comment
            for post_id in dict.fromkeys(post.id for post in posts)
            for comment in _public_comments(self.comments_of(post_id))
        ]
        writers = {author.id for post in posts for author in post.authors if author.id}
        authors = tuple(stripped(author) for author in self.authors if author.id in writers)
        return Blog(site=stripped(self.site), authors=authors, posts=posts, comments=comments)

    @cached_property
    def _posts_by_id(self) -> dict[str, Post]:
        return {post.id: post for post in reversed(self.posts)}

    @cached_property
    def _posts_by_slug(self) -> dict[str, Post]:
        return {post.slug: post for post in reversed(self.posts) if post.slug}

    @cached_property
    def _comments_by_post(self) -> dict[str, tuple[Comment, ...]]:
        by_post: dict[str, list[Comment]] = {}
        for comment in self.comments:
            by_post.setdefault(comment.post_id, []).append(comment)
        return {post_id: tuple(comments) for post_id, comments in by_post.items()}

    @cached_property
    def _comment_ids(self) -> frozenset[str]:
        return frozenset(comment.id for comment in self.comments)


def _public_comments(comments: Iterable[Comment]) -> Iterable[Comment]:
    """Yield approved comments without private fields, and tombstones for their hidden ancestors.

    Where an id has several records, it is public only if all of them are approved.
    """
    comments = tuple(comments)
    hidden = {comment.id: comment for comment in comments if comment.status != "approved"}
    needed: set[str] = set()
    for comment in comments:
        if comment.id in hidden:
            continue
        parent_id = comment.in_reply_to
        while parent_id in hidden and parent_id not in needed:
            needed.add(parent_id)
            parent_id = hidden[parent_id].in_reply_to
    for comment in comments:
        if comment.id not in hidden:
            yield stripped(comment)
        elif comment.id in needed and comment is hidden[comment.id]:
            yield tombstone(comment)
