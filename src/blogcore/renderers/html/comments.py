"""A discussion as HTML: headline, nested lists of comments, links to its other pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from blogcore._text.plain import one_line
from blogcore.models import Author, Comment
from blogcore.renderers.context import Context, anchor_url, comment_anchor, has_inferred_link
from blogcore.renderers.html._escape import escape, escape_attribute
from blogcore.renderers.html.sanitize import safe_html
from blogcore.renderers.urls import body_url, web_url
from blogcore.threads import Thread

__all__ = ["MAX_NESTING", "byline", "comments_section", "discussion", "page_links", "time_element"]

#: The most levels of nested replies. Deeper ones would be indented out of sight, and browsers give
#: up on elements a few hundred levels deep.
MAX_NESTING = 8


def comments_section(thread: Thread, context: Context) -> Iterator[str]:
    """Yield the discussion with its headline and page links; nothing for an empty thread."""
    if not len(thread):
        return
    count = context.count(thread)
    title = one_line(context.post.title) if context.post is not None else ""
    words = context.words
    headline = words.headline(count, title) if count else words.comments
    yield '<section id="comments" aria-labelledby="comments-title">\n'
    yield f'<h2 id="comments-title">{escape(headline)}</h2>\n'
    yield from discussion(thread, context)
    yield from page_links(context)
    yield "</section>\n"


def discussion(thread: Thread, context: Context) -> Iterator[str]:
    """Yield the comments, then the pings without replies under a heading of their own."""
    comments = thread
    if any(comment.kind != "comment" for comment in thread.comments):
        comments = thread.pruned(lambda comment: comment.kind == "comment")
    if len(comments):
        yield '<div class="blogcore">\n'
        yield from _nested_lists(comments, context)
        yield "</div>\n"
    if len(comments) < len(thread):
        listed = {comment.id for comment in comments.comments}
        pings = (comment for comment in thread.comments if comment.id not in listed)
        yield from _pings(pings, context)


def _nested_lists(thread: Thread, context: Context) -> Iterator[str]:
    """Yield each comment as a list item, with a list of its replies inside."""
    writer = _CommentWriter(context, thread.folded)
    max_level = context.levels(MAX_NESTING)
    closing_tags = ["</li>\n" + "</ol></li>\n" * up for up in range(max_level + 1)]
    ancestors: list[_Link] = []
    level = -1
    for comment, depth in zip(thread.comments, thread.depths, strict=True):
        del ancestors[depth:]
        link = writer.link(comment)
        previous_level, level = level, min(depth, max_level)
        if level > previous_level:
            between = '\n<ol class="replies">\n' if depth else '<ol class="comments">\n'
        else:
            between = closing_tags[previous_level - level]
        parent = ancestors[-1] if ancestors else None
        yield between + writer.open_item(comment, link, parent, nested=depth <= max_level)
        ancestors.append(link)
    yield f"{closing_tags[level]}</ol>\n"


def _pings(pings: Iterable[Comment], context: Context) -> Iterator[str]:
    writer = _CommentWriter(context, css="u-mention")
    yield '<section class="blogcore pings">\n'
    yield f'<h2>{escape(context.words.pings)}</h2>\n<ol class="comments">\n'
    for ping in pings:
        yield f"{writer.open_item(ping, writer.link(ping), None, nested=True)}</li>\n"
    yield "</ol>\n</section>\n"


def page_links(context: Context) -> Iterator[str]:
    """Yield the page number, and links to the previous and next page; nothing for one page."""
    page, words = context.page, context.words
    if page is None or page.total < 2:
        return
    yield f'<nav class="blogcore pages" aria-label="{escape_attribute(words.pages)}">\n'
    if page.number > 1:
        yield _page_link(context, page.number - 1, "prev", words.previous_page)
    current = words.page.format(number=page.number, total=page.total)
    yield f'<span aria-current="page">{escape(current)}</span>\n'
    if page.number < page.total:
        yield _page_link(context, page.number + 1, "next", words.next_page)
    yield "</nav>\n"


def _page_link(context: Context, number: int, rel: str, label: str) -> str:
    url = body_url(context.page_url(number))
    if url is None:
        return ""
    return f'<a rel="{rel}" href="{escape_attribute(url)}">{escape(label)}</a>\n'


# --- one comment -----------------------------------------------------------------------------


class _AuthorHtml(NamedTuple):
    """The parts of a comment's HTML that depend only on its author."""

    name: str
    byline: str
    #: Accessible name of the reply link, escaped.
    reply_label: str


class _Link(NamedTuple):
    """The anchor and permalink of a comment, and its author for the links from its replies."""

    anchor: str
    #: Its permalink, escaped.
    url: str
    #: Its author; None if the comment is hidden.
    author: _AuthorHtml | None
    comment: Comment


class _ParentText(NamedTuple):
    """The text of a link to a parent, escaped."""

    #: The texts before and after the name of the author.
    before: str
    after: str
    #: The text if the parent is hidden.
    hidden: str
    #: Further attributes of the link.
    attributes: str

    @classmethod
    def of(cls, template: str, hidden: str, title: str = "") -> _ParentText:
        """Split a message at its ``{name}`` and escape the parts."""
        before, _, after = template.partition("{name}")
        attributes = f' title="{escape_attribute(title)}"' if title else ""
        return cls(escape(before), escape(after), escape(hidden), attributes)


_NOTHING_FOLDED: Mapping[str, int] = MappingProxyType({})
#: Links of visitors carry no weight for search engines and send no referrer.
_VISITOR_REL = ' rel="nofollow ugc noopener noreferrer"'


class _CommentWriter:
    """Writes comments for one context."""

    def __init__(
        self,
        context: Context,
        folded: Mapping[str, int] = _NOTHING_FOLDED,
        css: str = "u-comment",
    ) -> None:
        words = context.words
        self._context = context
        self._folded = folded
        self._css = css
        self._comments_open = context.comments_open
        #: By ``id(author)``, since readers of formats share equal authors, and hashing an author
        #: takes longer than making its HTML. Each value keeps its author alive, so that Python
        #: gives its ``id`` to no other object.
        self._authors: dict[int, tuple[Author, _AuthorHtml]] = {}
        self._hidden = f'<article class="hidden"><p>{escape(words.hidden)}</p></article>'
        self._permalink = escape(words.permalink)
        self._reply = escape(words.reply)
        self._in_reply_to = _ParentText.of(words.in_reply_to, words.in_reply_to_hidden)
        self._probably_answers = _ParentText.of(
            words.probably_answers, words.probably_answers_hidden, words.inferred
        )

    def link(self, comment: Comment) -> _Link:
        """Return the anchor, permalink and author of a comment."""
        context, anchor = self._context, comment_anchor(comment)
        if context.permalink is anchor_url:
            url = f"#{anchor}"
        else:
            url = escape_attribute(body_url(context.permalink(comment)) or "")
        author = self._author(comment.author) if context.viewer.sees(comment) else None
        return _Link(anchor, url, author, comment)

    def open_item(
        self, comment: Comment, link: _Link, parent: _Link | None, *, nested: bool
    ) -> str:
        """Return a list item without its end tag, so that replies can follow.

        Args:
            comment: The comment.
            link: Its anchor and permalink.
            parent: Those of its parent; None at top level.
            nested: Whether it is in a list inside its parent: then no link to the parent is shown.
        """
        author = link.author
        if author is None:
            return f'<li id="{link.anchor}">{self._hidden}{self._folded_link(comment)}'
        header = ""
        if self._context.bylines:
            header = self._header(comment, author.byline, link.url, parent, nested)
        status = self._status(comment) if comment.status != "approved" else ""
        return (
            f'<li id="{link.anchor}" class="{self._css} h-cite"><article>\n'
            f"{header}{status}"
            f'<div class="e-content" dir="auto">{safe_html(comment.body)}</div>\n'
            f"{self._footer(comment, author.reply_label)}</article>"
            f"{self._folded_link(comment) if self._folded else ''}"
        )

    def _header(
        self, comment: Comment, byline: str, url: str, parent: _Link | None, nested: bool
    ) -> str:
        published, context = comment.published, self._context
        time = time_element(published, "dt-published", context) if published else self._permalink
        edited = self._edited(comment) if comment.updated else ""
        in_reply_to = "" if parent is None else self._parent_link(comment, parent, nested)
        return (
            f"<header>{byline}\n"
            f'<a class="u-url" href="{url}">{time}</a>{edited}{in_reply_to}</header>\n'
        )

    def _author(self, author: Author) -> _AuthorHtml:
        if (known := self._authors.get(id(author))) is not None:
            return known[1]
        context, words = self._context, self._context.words
        plain_name = context.name(author)
        name = f"<bdi>{escape(plain_name)}</bdi>"
        label = words.reply_to.format(name=plain_name)
        if f" {words.reply} " not in f" {label} ":  # the label has the visible text (WCAG 2.5.3)
            label = f"{words.reply}: {label}"
        html = _AuthorHtml(
            name,
            byline(author, name, context, _VISITOR_REL) if context.bylines else "",
            escape_attribute(label),
        )
        self._authors[id(author)] = author, html
        return html

    def _status(self, comment: Comment) -> str:
        return f'<p class="held">{escape(self._context.status_text(comment))}</p>\n'

    def _edited(self, comment: Comment) -> str:
        context, updated = self._context, comment.updated
        if updated is None or comment.published is None or updated <= comment.published:
            return ""
        before, _, after = context.words.edited.partition("{date}")
        time = time_element(updated, "dt-updated", context)
        return f'\n<span class="edited">{escape(before)}{time}{escape(after)}</span>'

    def _parent_link(self, comment: Comment, parent: _Link, nested: bool) -> str:
        """Return a link to the parent.

        The stylesheet hides it if the comment is nested, unless the link was inferred.
        """
        if has_inferred_link(comment, parent.comment):
            css, template = "u-in-reply-to inferred", self._probably_answers
        else:
            css = "u-in-reply-to near" if nested else "u-in-reply-to"
            template = self._in_reply_to
        if parent.author is None:
            text = template.hidden
        else:
            text = f"{template.before}{parent.author.name}{template.after}"
        return f'\n<a class="{css}" href="{parent.url}"{template.attributes}>{text}</a>'

    def _footer(self, comment: Comment, label: str) -> str:
        if not self._comments_open or comment.status != "approved" or comment.kind != "comment":
            return ""
        reply_url = self._context.reply_url(comment)
        url = body_url(reply_url) if reply_url is not None else None
        if url is None:
            return ""
        return (
            f'<footer><a class="reply" href="{escape_attribute(url)}" rel="nofollow"'
            f' aria-label="{label}">{self._reply}</a></footer>\n'
        )

    def _folded_link(self, comment: Comment) -> str:
        """Return a link to the replies that are folded, with their number."""
        count = self._folded.get(comment.id, 0)
        url = body_url(self._context.thread_url(comment)) if count else None
        if url is None:
            return ""
        words = self._context.words
        text = escape(words.format_plural(words.continue_thread, count))
        return f'\n<p class="rest"><a href="{escape_attribute(url)}">{text}</a></p>'


def byline(author: Author, name: str, context: Context, rel: str = "") -> str:
    """Return an author's name as an ``h-card``, with link and avatar if they have some.

    Args:
        author: The author.
        name: Their name as HTML.
        context: Knows the avatar.
        rel: The attribute ``rel`` of the link, with a space before it; may be empty.
    """
    url = web_url(author.url) if author.url else None
    avatar = web_url(context.avatar(author))
    css = "p-author h-card" if avatar is None else "p-name u-url"
    if url is not None:
        link = f'<a class="{css}" href="{escape_attribute(url)}"{rel}>{name}</a>'
    else:
        link = f'<span class="{css.removesuffix(" u-url")}">{name}</span>'
    if avatar is None:
        return link
    image = f'<img class="u-photo" src="{escape_attribute(avatar)}" alt="" loading="lazy">'
    return f'<span class="p-author h-card">{image} {link}</span>'


def time_element(when: datetime, css: str, context: Context) -> str:
    """Return a ``<time>``: text in the style of the context, and the exact time to the second."""
    exact = datetime.isoformat(when, "T", "seconds")
    return f'<time class="{css}" datetime="{exact}">{escape(context.date(when))}</time>'
