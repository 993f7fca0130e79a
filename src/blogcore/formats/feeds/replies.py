"""Comments in feeds: find the post and the parent of each.

By RFC 4685 an entry names the posts or comments that it replies to, one or more. WordPress's RSS
feeds of comments name none: there the post is the address without the fragment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import define, evolve, frozen

from blogcore.formats.base import Item
from blogcore.formats.reports import Notes
from blogcore.models import Comment, ExtraValue, Post

__all__ = ["ReplyResolver", "ReplyTarget", "page_of_comment", "post_title_in"]

#: A fragment that names a comment. Blogger's addresses name it twice.
_COMMENT_FRAGMENT = re.compile(
    r"(?:[?&]showComment=\d+)?#(?:comment|cmt|c)[-_]?(?=[\w-]*\d)[\w-]+$", re.ASCII | re.IGNORECASE
)
_COMMENTS_ON = re.compile(r"Comments on: (.+)", re.DOTALL)


@frozen
class ReplyTarget:
    """The post or comment that an entry replies to (``thr:in-reply-to``)."""

    #: Id of the post or comment.
    ref: str
    #: Its address.
    href: str | None = None


def page_of_comment(address: str | None) -> str | None:
    """Return the address of the page from that of a comment on it; None for other addresses.

    Args:
        address: An address, perhaps with a fragment.

    >>> page_of_comment("https://example.org/?p=7#comment-12")
    'https://example.org/?p=7'
    >>> page_of_comment("https://example.org/?p=7#comments") is None
    True
    """
    match = _COMMENT_FRAGMENT.search(address or "")
    return address[: match.start()] or None if match and address else None


def post_title_in(title: str, author: str) -> str | None:
    """Return the title of the post from the title of a comment; "" if that names no post.

    WordPress titles comments "By: NAME" and "Comment on POST by NAME".

    Args:
        title: Title of the entry.
        author: Name of the commenter.

    Returns:
        None where the title has neither form: it is the author's own title.
    """
    if not title or title == f"By: {author}":
        return ""
    prefix, suffix = "Comment on ", f" by {author}"
    if title.startswith(prefix) and title.endswith(suffix):
        return title[len(prefix) : -len(suffix)]
    return None


@define
class _PendingComment:
    """A comment whose post and parent are not resolved yet."""

    comment: Comment
    targets: Sequence[ReplyTarget]
    #: Title of its post, from the title of the comment.
    post_title: str
    post_id: str | None = None
    parent_id: str | None = None


class ReplyResolver:
    """Resolve posts and parents of comments once the whole feed is known. Linear.

    Args:
        notes: Gets a note for each comment without a post, and each post that is not in the feed.
    """

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._post_ids: set[str] = set()
        self._post_id_by_url: dict[str, str] = {}
        self._pending: list[_PendingComment] = []
        self._pending_by_id: dict[str, _PendingComment] = {}
        #: Address and title of posts that are not in the feed, as far as their comments name them.
        self._missing_posts: dict[str, dict[str, str]] = {}

    def is_comment(self, id: str) -> bool:
        """Return whether a comment with this id was added: entries with one id are one entry.

        Args:
            id: Id of an entry.
        """
        return id in self._pending_by_id

    def add_post(self, post: Post) -> None:
        """Add a post of the feed.

        Args:
            post: The post.
        """
        self._post_ids.add(post.id)
        if post.url:
            self._post_id_by_url.setdefault(post.url, post.id)

    def add_comment(
        self, comment: Comment, targets: Sequence[ReplyTarget], post_title: str = ""
    ) -> None:
        """Add a comment of the feed.

        Args:
            comment: The comment; its ``post_id`` and ``in_reply_to`` are ignored.
            targets: The posts and comments that it names as its targets.
            post_title: Title of its post, if the comment's title contains it.
        """
        pending = _PendingComment(comment, targets, post_title)
        self._pending.append(pending)
        first = self._pending_by_id.setdefault(comment.id, pending)
        if not first.targets:
            self._pending_by_id[comment.id] = pending

    def resolved(self, feed_title: str = "") -> Iterator[Item]:
        """Yield the comments in order, then a post for each post that the feed lacks.

        Args:
            feed_title: Title of the feed, which may contain the title of its only post.
        """
        for pending in self._pending:
            self._resolve_targets(pending)
        for pending in self._pending:
            self._inherit_post(pending)
        for pending in self._pending:
            yield _with_links(pending)
        ids = [id for id, facts in self._missing_posts.items() if facts]
        match = _COMMENTS_ON.fullmatch(feed_title.strip())
        for id in ids:
            facts = self._missing_posts[id]
            title = facts.get("title") or (match[1] if match and len(ids) == 1 else "")
            message = "the post is not in the feed; built from what its comments say"
            self._notes.add("info", f"post {id}", "", "", message)
            yield Post(id=id, url=facts.get("url"), title=title)

    def _resolve_targets(self, pending: _PendingComment) -> None:
        """Find the parent and post that the entry itself names."""
        for target in pending.targets:
            if target.ref in self._post_ids:
                pending.post_id = target.ref
            elif target.ref in self._pending_by_id or _names_comment(target):
                pending.parent_id = pending.parent_id or target.ref
                pending.post_id = pending.post_id or self._post_of(target.ref, target.href)
            elif target.href in self._post_id_by_url:
                pending.post_id = self._post_id_by_url[target.href or ""]
            elif pending.post_id is None:
                pending.post_id = target.ref
                self._record_missing_post(target.ref, url=target.href or "")
        if pending.post_id is None:
            pending.post_id = self._post_of(pending.comment.id, pending.comment.url)
        if pending.post_id:
            self._record_missing_post(pending.post_id, title=pending.post_title)

    def _post_of(self, id: str, url: str | None) -> str | None:
        """Return the id of the post whose page the id or address of a comment names."""
        page_url, page_id = page_of_comment(url), page_of_comment(id)
        if page_id in self._post_ids:
            return page_id
        post_id = self._post_id_by_url.get(page_url or page_id or "") or page_id or page_url
        if post_id:
            self._record_missing_post(post_id, url=page_url or "")
        return post_id

    def _record_missing_post(self, post_id: str, **facts: str) -> None:
        """Keep address and title of a post that is not in the feed; the first value counts."""
        if post_id not in self._post_ids:
            known = self._missing_posts.setdefault(post_id, {})
            for name, fact in facts.items():
                if fact:
                    known.setdefault(name, fact)

    def _inherit_post(self, pending: _PendingComment) -> None:
        """Follow parents to a comment whose post is known; all on the path share that post."""
        path: list[_PendingComment] = []
        visited: set[int] = set()
        while pending.post_id is None and pending.parent_id and id(pending) not in visited:
            path.append(pending)
            visited.add(id(pending))
            parent = self._pending_by_id.get(pending.parent_id)
            if parent is None:
                break
            pending = parent
        if pending.post_id is None:
            pending.post_id = pending.comment.id
            where = f"comment {pending.comment.id}"
            message = "names no post that it belongs to; a post with the comment's id is used"
            self._notes.add("repaired", where, "thr:in-reply-to", "", message)
        for descendant in path:
            descendant.post_id = pending.post_id


def _names_comment(target: ReplyTarget) -> bool:
    return bool(page_of_comment(target.ref) or page_of_comment(target.href))


def _with_links(pending: _PendingComment) -> Comment:
    """Return the comment with its post and parent; other targets are kept in ``extra``."""
    comment, post_id = pending.comment, pending.post_id or pending.comment.id
    others = tuple(
        target.ref for target in pending.targets if target.ref not in (pending.parent_id, post_id)
    )
    extra: dict[str, ExtraValue] = {"thr:in-reply-to": others} if others else {}
    return evolve(
        comment,
        post_id=post_id,
        in_reply_to=pending.parent_id,
        extra={**comment.extra, **extra},
    )
