"""A blog as the lines of a Remark42 backup."""

from __future__ import annotations

from collections.abc import Iterator

from blogcore.formats.html import body_html
from blogcore.formats.json_objects import TIME, MappedField, restore_members, write_fields
from blogcore.formats.privacy import public_comments
from blogcore.formats.remark42.reader import COMMENT, PREFIX, USER, VERSION, anonymous_id
from blogcore.models import Author, Blog, Comment, Post, Site

__all__ = ["backup_lines"]

#: How Go writes an unknown time.
_NEVER = "0001-01-01T00:00:00Z"
_EDIT = (MappedField("updated", "time", TIME),)


def backup_lines(blog: Blog) -> Iterator[dict[str, object]]:
    """Yield the header, then the public comments and tombstones of deleted ones. Linear.

    Args:
        blog: Any blog.
    """
    yield _header(blog)
    page_by_id = {post.id: post for post in reversed(blog.posts)}
    for comment, visible in public_comments(blog):
        page = page_by_id.get(comment.post_id)
        # A deleted comment stays, with replies or without.
        is_tombstone = comment.status == "deleted" and (page is None or page.is_public)
        if visible or is_tombstone:
            yield _comment_line(comment if is_tombstone else visible or comment, page, blog.site)


def _header(blog: Blog) -> dict[str, object]:
    closed = [post for post in blog.posts if not post.comments_open and post.is_public]
    return {
        "version": VERSION,
        "users": [_user_details(author) for author in blog.authors if author.id],
        "posts": [{"url": _page_url(post), "read_only": True} for post in closed],
    }


def _user_details(author: Author) -> dict[str, object]:
    extra = restore_members(author.extra, PREFIX)
    details = _take_prefixed(extra, "details.")
    details |= {"email": author.email} if author.email else {}
    user: dict[str, object] = {
        "id": extra.pop("id", author.id),
        "blocked": extra.pop("blocked", {"status": False, "until": _NEVER}),
        "verified": extra.pop("verified", False),
    }
    user |= {"details": details} if details else {}
    return user | {key: value for key, value in extra.items() if key not in user}


def _comment_line(comment: Comment, page: Post | None, site: Site) -> dict[str, object]:
    extra = restore_members(comment.extra, PREFIX)
    votes, edit = extra.pop("votes", None), _take_prefixed(extra, "edit.")
    line: dict[str, object] = {
        "id": comment.id,
        "pid": "",
        "text": body_html(comment.body),
        "user": _user(comment),
        "locator": {"site": site.title, "url": _page_url(page) if page else comment.post_id},
        "score": extra.pop("score", comment.likes - comment.dislikes),
        "votes": votes or {},
        "time": _NEVER,
    } | write_fields(COMMENT, comment)
    if comment.updated:
        line["edit"] = write_fields(_EDIT, comment) | edit
    if comment.status == "deleted":
        line["delete"] = True
    if page and page.title:
        line["title"] = page.title
    extra.pop("block", None)
    return line | {key: value for key, value in extra.items() if key not in line or key == "title"}


def _user(comment: Comment) -> dict[str, object]:
    author = comment.author
    extra = restore_members(author.extra, PREFIX)
    user: dict[str, object] = {
        "id": anonymous_id(author.name),
        "name": "",
        "picture": author.avatar_url or extra.pop("picture", ""),
        "admin": False,
    } | write_fields(USER, author)
    if "id" in extra:  # the public id replaces it
        user["id"] = extra["id"]
    user |= {"ip": comment.ip} if comment.ip else {}
    return user | {key: value for key, value in extra.items() if key not in user or key == "admin"}


def _take_prefixed(members: dict[str, object], prefix: str) -> dict[str, object]:
    """Remove the members whose key has a prefix, and return them without it."""
    keys = [key for key in members if key.startswith(prefix)]
    return {key.removeprefix(prefix): members.pop(key) for key in keys}


def _page_url(post: Post) -> str:
    """Return the address by which Remark42 knows a page."""
    return post.url or post.id
