"""What of a blog a feed shows, made fit for it: nothing private, and no id that XML changes."""

from __future__ import annotations

from attrs import evolve, frozen

from blogcore._text.xml import count_non_xml
from blogcore.formats.privacy import public_view, reveals_email
from blogcore.models import Author, Blog, Comment, Post

__all__ = ["ANONYMOUS", "ShownFeed", "commenter", "shown_feed", "signed"]

#: Who signs where nobody did: a feed needs a name.
ANONYMOUS = "Anonymous"


@frozen
class ShownFeed:
    """The public posts and comments of a blog, in its order."""

    posts: tuple[Post, ...]
    comments: tuple[Comment, ...]
    #: Why an item is not there, by its name.
    hidden: dict[str, str]
    #: The first post of each id, and the comments of each post.
    by_id: dict[str, Post]
    of_post: dict[str, list[Comment]]


def shown_feed(blog: Blog) -> ShownFeed:
    """The public posts and comments. An id that XML cannot hold would be another's: such are out.

    Linear.
    """
    shown = public_view(blog)
    posts = tuple(post for post in shown.posts if not count_non_xml(post.id))
    comments = tuple(
        _linked(comment)
        for comment in shown.comments
        if not count_non_xml(comment.id) and not count_non_xml(comment.post_id)
    )
    of_post: dict[str, list[Comment]] = {}
    for comment in comments:
        of_post.setdefault(comment.post_id, []).append(comment)
    by_id = {post.id: post for post in reversed(posts)}
    return ShownFeed(posts, comments, dict(shown.reasons), by_id, of_post)


def _linked(comment: Comment) -> Comment:
    answered = comment.in_reply_to
    return evolve(comment, in_reply_to=None) if answered and count_non_xml(answered) else comment


def signed(author: Author) -> Author:
    """The author without what nobody but the site may know: e-mail, and pictures that tell it."""
    private = author.avatar_url is not None and reveals_email(author.avatar_url)
    return evolve(author, email=None, avatar_url=None if private else author.avatar_url)


def commenter(comment: Comment) -> str:
    """The name under a comment, in one that a feed can show."""
    return " ".join(comment.author.name.split()) or ANONYMOUS
