"""A blog as the lines of a backup."""

from __future__ import annotations

from collections.abc import Iterator

from blogcore.formats.html import body_html
from blogcore.formats.json_objects import TIME, MappedField, restore_members, write_fields
from blogcore.formats.privacy import public_comments
from blogcore.formats.remark42.tables import COMMENT, NEVER, PREFIX, USER, VERSION, anonymous_id
from blogcore.models import Author, Blog, Comment, Post, Site

__all__ = ["to_lines"]


def to_lines(blog: Blog) -> list[dict[str, object]]:
    """The header, then the public comments in their order, and what keeps a place among them."""
    return [_header(blog), *_comment_lines(blog)]


def _header(blog: Blog) -> dict[str, object]:
    return {
        "version": VERSION,
        "users": [_user_meta(author) for author in blog.authors if author.id],
        "posts": [
            {"url": _address(post), "read_only": True}
            for post in blog.posts
            if not post.comments_open and post.is_public
        ],
    }


def _user_meta(author: Author) -> dict[str, object]:
    extra = restore_members(author.extra, PREFIX)
    details = {key: extra.pop(key) for key in [key for key in extra if key.startswith("details.")]}
    meta: dict[str, object] = {
        "id": author.id,
        "blocked": extra.pop("blocked", {"status": False, "until": NEVER}),
        "verified": extra.pop("verified", False),
    }
    known = {key.removeprefix("details."): value for key, value in details.items()}
    known |= {"email": author.email} if author.email else {}
    return (
        meta
        | ({"details": known} if known else {})
        | {key: value for key, value in extra.items() if key not in meta}
    )


def _comment_lines(blog: Blog) -> Iterator[dict[str, object]]:
    pages = {post.id: post for post in reversed(blog.posts)}
    for comment, shown in public_comments(blog):
        page = pages.get(comment.post_id)
        # What is deleted keeps its place, with replies or without.
        gone = comment.status == "deleted" and (page is None or page.is_public)
        if shown or gone:
            yield _comment_line(comment if gone else shown or comment, page, blog.site)


def _comment_line(comment: Comment, page: Post | None, site: Site) -> dict[str, object]:
    extra = restore_members(comment.extra, PREFIX)
    votes = extra.pop("votes", None)
    edit = {key: extra.pop(key) for key in [key for key in extra if key.startswith("edit.")]}
    line: dict[str, object] = {
        "pid": "",
        "text": body_html(comment.body),
        "user": _user(comment),
        "locator": {"site": site.title, "url": _address(page) if page else comment.post_id},
        "score": extra.pop("score", comment.likes - comment.dislikes),
        "votes": votes or {},
        "time": NEVER,
    } | write_fields(COMMENT, comment)
    if comment.updated:
        told = write_fields((MappedField("updated", "time", TIME),), comment)
        line["edit"] = told | {key.removeprefix("edit."): value for key, value in edit.items()}
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
    user |= {"ip": comment.ip} if comment.ip else {}
    return user | {key: value for key, value in extra.items() if key not in user or key == "admin"}


def _address(post: Post) -> str:
    """By what Remark42 knows a page."""
    return post.url or post.id
