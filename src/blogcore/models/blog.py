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
    """Everything that a blog holds, flat: comments name their post and the comment they answer."""

    site: Site = field(default=Site(), metadata=instance(Site))
    authors: tuple[Author, ...] = field(
        default=(), converter=_to_authors, metadata=sequence(instance(Author))
    )
    posts: tuple[Post, ...] = field(
        default=(), converter=_to_posts, metadata=sequence(instance(Post))
    )
    comments: tuple[Comment, ...] = field(
        default=(), converter=_to_comments, repr=False, metadata=sequence(instance(Comment))
    )

    def post(self, id_or_slug: str) -> Post:
        """The post with this id, else the first with this slug.

        Raises `UnknownIdError` where there is none.
        """
        found = self._posts_by_id.get(id_or_slug) or self._posts_by_slug.get(id_or_slug)
        if found is None:
            raise UnknownIdError("post", id_or_slug, {**self._posts_by_id, **self._posts_by_slug})
        return found

    def comments_of(self, post_id: str) -> tuple[Comment, ...]:
        """The comments of one post, of any status, in the order in which the blog has them."""
        return self._comments_by_post.get(post_id, ())

    def thread(
        self, post_id: str, *, order: Order | str = "oldest", strict: bool = False
    ) -> Thread:
        """The discussion of one post, of any status; see `Thread.from_comments`.

        For what the world may see, ask ``blog.public().thread(…)``.
        """
        threads = delegate("Blog.thread")
        thread: Thread = threads.Thread.from_comments(
            self.comments_of(post_id),
            order=order,
            strict=strict,
            elsewhere=self._comment_ids,
        )
        return thread

    def public(self) -> Blog:
        """What the world may see: no private field, and nothing that is not published.

        Approved comments of published, unprotected posts stay. A comment that is hidden but
        has an approved reply beneath becomes a `tombstone`. Authors stay who signed a post that
        stays. Linear.
        """
        posts = tuple(stripped(post) for post in self.posts if post.is_public)
        comments = [
            comment
            for post_id in dict.fromkeys(post.id for post in posts)
            for comment in _visible(self.comments_of(post_id))
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
        piles: dict[str, list[Comment]] = {}
        for comment in self.comments:
            piles.setdefault(comment.post_id, []).append(comment)
        return {post_id: tuple(pile) for post_id, pile in piles.items()}

    @cached_property
    def _comment_ids(self) -> frozenset[str]:
        return frozenset(comment.id for comment in self.comments)


def _visible(comments: Iterable[Comment]) -> Iterable[Comment]:
    """Approved comments without private fields, and tombstones for hidden ancestors of theirs.

    Where one id has several records, it is public only if all of them are approved.
    """
    comments = tuple(comments)
    hidden = {comment.id: comment for comment in comments if comment.status != "approved"}
    needed: set[str] = set()
    for comment in comments:
        if comment.id in hidden:
            continue
        above = comment.in_reply_to
        while above in hidden and above not in needed:
            needed.add(above)
            above = hidden[above].in_reply_to
    for comment in comments:
        if comment.id not in hidden:
            yield stripped(comment)
        elif comment.id in needed and comment is hidden[comment.id]:
            yield tombstone(comment)
