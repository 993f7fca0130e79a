"""Comments in feeds: which post each is about, and which comment it answers.

RFC 4685 names what an entry answers, be that a post or a comment, and may name several. Feeds of
WordPress's comments in RSS name nothing: there the post is the address without the fragment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import define, evolve, frozen

from blogcore.formats.base import Item, Notes
from blogcore.models import Comment, ExtraValue, Post

__all__ = ["Answer", "Answers", "comment_title", "page_of_comment"]

#: Blogger's addresses have the comment twice.
_FRAGMENT = re.compile(
    r"(?:[?&]showComment=\d+)?#(?:comment|cmt|c)[-_]?(?=[\w-]*\d)[\w-]+$", re.ASCII | re.IGNORECASE
)
_ABOUT = re.compile(r"Comments on: (.+)", re.DOTALL)


@frozen
class Answer:
    """Something that an entry says it answers."""

    ref: str
    href: str | None = None


def page_of_comment(address: str | None) -> str | None:
    """The address of the page, where the fragment of an address names a comment on it.

    >>> page_of_comment("https://example.org/?p=7#comment-12")
    'https://example.org/?p=7'
    >>> page_of_comment("https://example.org/?p=7#comments") is None
    True
    """
    found = _FRAGMENT.search(address or "")
    return address[: found.start()] or None if found and address else None


def comment_title(title: str, author: str) -> str | None:
    """The title of the post, where that of a comment says which; "" where it says nothing.

    None is for a title that somebody gave. WordPress has "By: NAME" and "Comment on POST by NAME".
    """
    if not title or title == f"By: {author}":
        return ""
    before, behind = "Comment on ", f" by {author}"
    if title.startswith(before) and title.endswith(behind):
        return title[len(before) : -len(behind)]
    return None


@define
class _Waiting:
    """A comment whose post and parent are not known yet."""

    comment: Comment
    answers: Sequence[Answer]
    title: str
    page: str | None = None
    parent: str | None = None


class Answers:
    """Takes posts and comments in any order; where comments belong is known at the end. Linear."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._posts: set[str] = set()
        self._by_url: dict[str, str] = {}
        self._waiting: list[_Waiting] = []
        self._by_id: dict[str, _Waiting] = {}
        #: What is known of pages that are not in the feed.
        self._pages: dict[str, dict[str, str]] = {}

    def is_comment(self, id: str) -> bool:
        """Whether a comment of this id has been met: entries of one id are one entry."""
        return id in self._by_id

    def add_post(self, post: Post) -> None:
        """A post is in the feed."""
        self._posts.add(post.id)
        if post.url:
            self._by_url.setdefault(post.url, post.id)

    def add_comment(self, comment: Comment, answers: Sequence[Answer], title: str = "") -> None:
        """A comment is in the feed; ``title`` is that of its post, where it says so."""
        waiting = _Waiting(comment, answers, title)
        self._waiting.append(waiting)
        first = self._by_id.setdefault(comment.id, waiting)
        if not first.answers:
            self._by_id[comment.id] = waiting

    def rest(self, feed_title: str = "") -> Iterator[Item]:
        """The comments in their order, then the pages that they are about and nobody gave."""
        for waiting in self._waiting:
            self._judge(waiting)
        for waiting in self._waiting:
            self._find_page(waiting)
        for waiting in self._waiting:
            yield self._settled(waiting)
        pages = [id for id, told in self._pages.items() if told]
        about = _ABOUT.fullmatch(feed_title.strip())
        for id in pages:
            told = self._pages[id]
            title = told.get("title") or (about[1] if about and len(pages) == 1 else "")
            done = "is not in the feed; made of what its comments say"
            self._notes.add("info", f"post {id}", "", "", done)
            yield Post(id=id, url=told.get("url"), title=title)

    def _judge(self, waiting: _Waiting) -> None:
        """What an entry says itself: the comment that it answers, and its page."""
        for answer in waiting.answers:
            if answer.ref in self._posts:
                waiting.page = answer.ref
            elif answer.ref in self._by_id or self._is_of_comment(answer):
                waiting.parent = waiting.parent or answer.ref
                waiting.page = waiting.page or self._page(answer.ref, answer.href)
            elif answer.href in self._by_url:
                waiting.page = self._by_url[answer.href or ""]
            elif waiting.page is None:
                waiting.page = answer.ref
                self._tell(answer.ref, url=answer.href or "")
        if waiting.page is None:
            waiting.page = self._page(waiting.comment.id, waiting.comment.url)
        if waiting.page:
            self._tell(waiting.page, title=waiting.title)

    def _is_of_comment(self, answer: Answer) -> bool:
        return bool(page_of_comment(answer.ref) or page_of_comment(answer.href))

    def _page(self, id: str, url: str | None) -> str | None:
        """The id of the page that the id or address of a comment on it names."""
        address, named = page_of_comment(url), page_of_comment(id)
        if named in self._posts:
            return named
        page = self._by_url.get(address or named or "") or named or address
        if page:
            self._tell(page, url=address or "")
        return page

    def _tell(self, page: str, **facts: str) -> None:
        """Keep what is known of a page that is not in the feed; what came first counts."""
        if page not in self._posts:
            known = self._pages.setdefault(page, {})
            for name, fact in facts.items():
                if fact:
                    known.setdefault(name, fact)

    def _find_page(self, waiting: _Waiting) -> None:
        """Go up to a comment whose page is known; all on the way are on that page."""
        path: list[_Waiting] = []
        seen: set[int] = set()
        while waiting.page is None and waiting.parent and id(waiting) not in seen:
            path.append(waiting)
            seen.add(id(waiting))
            above = self._by_id.get(waiting.parent)
            if above is None:
                break
            waiting = above
        if waiting.page is None:
            waiting.page = waiting.comment.id
            where = f"comment {waiting.comment.id}"
            done = "says of no post that it answers it; has a page of its own"
            self._notes.add("repaired", where, "thr:in-reply-to", "", done)
        for below in path:
            below.page = waiting.page

    def _settled(self, waiting: _Waiting) -> Comment:
        """The comment where it belongs; what it answers besides is kept."""
        comment, page = waiting.comment, waiting.page or waiting.comment.id
        others = tuple(
            answer.ref for answer in waiting.answers if answer.ref not in (waiting.parent, page)
        )
        more: dict[str, ExtraValue] = {"thr:in-reply-to": others} if others else {}
        return evolve(
            comment,
            post_id=page,
            in_reply_to=waiting.parent,
            extra={**comment.extra, **more},
        )
