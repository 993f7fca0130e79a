"""One comment: who, when, in reply to whom, the words, and a link to answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from blogcore.models import Author, Comment
from blogcore.renderers.context import Context, comment_anchor
from blogcore.renderers.html.escape import attribute, text
from blogcore.renderers.html.sanitise import safe_html
from blogcore.renderers.urls import body_url, web_url

__all__ = ["CommentWriter", "Place", "byline", "moment"]


class Place(NamedTuple):
    """Where a comment stands on its page, and what those who answer it say about it."""

    anchor: str
    #: Its permalink, escaped.
    link: str
    #: Who wrote it, as HTML; None where that is not shown.
    name: str | None


_NONE: Mapping[str, int] = {}


class CommentWriter:
    """Writes comments for one context."""

    def __init__(
        self, context: Context, folded: Mapping[str, int] = _NONE, css: str = "u-comment"
    ) -> None:
        words = context.words
        self._context = context
        self._folded = folded
        self._css = css
        self._answerable = context.comments_open
        self._hidden = f'<article class="hidden"><p>{text(words.hidden)}</p></article>'
        self._permalink = text(words.permalink)
        self._reply = text(words.reply)
        self._in_reply_to = tuple(map(text, words.in_reply_to.partition("{name}")[::2]))
        self._in_reply_to_hidden = text(words.in_reply_to_hidden)

    def place(self, comment: Comment) -> Place:
        """Where the comment stands."""
        context, anchor = self._context, comment_anchor(comment)
        url = context.permalink(comment)
        link = url if url == f"#{anchor}" else attribute(body_url(url) or "")
        if not context.viewer.sees(comment):
            return Place(anchor, link, None)
        return Place(anchor, link, f"<bdi>{text(context.name(comment.author))}</bdi>")

    def item(self, comment: Comment, place: Place, answered: Place | None, *, near: bool) -> str:
        """A list item that is still open, for its replies.

        ``near``: it stands beneath what it answers, so that one sees it without a link.
        """
        if place.name is None:
            return f'<li id="{place.anchor}">{self._hidden}{self._rest(comment)}'
        standing = self._standing(comment) if comment.status != "approved" else ""
        return (
            f'<li id="{place.anchor}" class="{self._css} h-cite"><article>\n'
            f"{self._head(comment, place, answered, near)}{standing}"
            f'<div class="e-content" dir="auto">{safe_html(comment.body)}</div>\n'
            f"{self._foot(comment)}</article>{self._rest(comment) if self._folded else ''}"
        )

    def _head(self, comment: Comment, place: Place, answered: Place | None, near: bool) -> str:
        context, when, name = self._context, comment.published, place.name or ""
        if not context.bylines:
            return ""
        shown = moment(when, "dt-published", context) if when else self._permalink
        answer = self._answer(answered, near) if answered is not None else ""
        return (
            f"<header>{byline(comment.author, name, context, _STRANGER)}\n"
            f'<a class="u-url" href="{place.link}">{shown}</a>'
            f"{self._edited(comment) if comment.updated else ''}{answer}</header>\n"
        )

    def _standing(self, comment: Comment) -> str:
        return f'<p class="held">{text(self._context.standing(comment))}</p>\n'

    def _edited(self, comment: Comment) -> str:
        context, when = self._context, comment.updated
        if when is None or comment.published is None or when <= comment.published:
            return ""
        before, _, behind = context.words.edited.partition("{date}")
        shown = moment(when, "dt-updated", context)
        return f'\n<span class="edited">{text(before)}{shown}{text(behind)}</span>'

    def _answer(self, answered: Place, near: bool) -> str:
        """A link to what it answers, which the stylesheet shows where one does not see that."""
        css = "u-in-reply-to near" if near else "u-in-reply-to"
        said = self._in_reply_to_hidden
        if answered.name is not None:
            before, behind = self._in_reply_to
            said = f"{before}{answered.name}{behind}"
        return f'\n<a class="{css}" href="{answered.link}">{said}</a>'

    def _foot(self, comment: Comment) -> str:
        context = self._context
        answerable = self._answerable and comment.status == "approved" and comment.kind == "comment"
        url = context.reply_url(comment) if answerable else None
        link = body_url(url) if url is not None else None
        if link is None:
            return ""
        label = context.words.reply_to.format(name=context.name(comment.author))
        reply = context.words.reply
        if f" {reply} " not in f" {label} ":  # what is heard must hold what is seen (WCAG 2.5.3)
            label = f"{reply}: {label}"
        return (
            f'<footer><a class="reply" href="{attribute(link)}" rel="nofollow"'
            f' aria-label="{attribute(label)}">{self._reply}</a></footer>\n'
        )

    def _rest(self, comment: Comment) -> str:
        """A link to the replies that are left out here, and how many they are."""
        count = self._folded.get(comment.id, 0)
        url = body_url(self._context.thread_url(comment)) if count else None
        if url is None:
            return ""
        words = self._context.words
        said = text(words.format_plural(words.continue_thread, count))
        return f'\n<p class="rest"><a href="{attribute(url)}">{said}</a></p>'


#: Strangers' links give no standing with search engines, and tell nobody where one came from.
_STRANGER = ' rel="nofollow ugc noopener noreferrer"'


def byline(author: Author, name: str, context: Context, rel: str = "") -> str:
    """Somebody's name, linked where they gave a web address, as an ``h-card``."""
    url = web_url(author.url) if author.url else None
    picture = web_url(context.avatar(author))
    card = "p-author h-card" if picture is None else "p-name u-url"
    if url is not None:
        named = f'<a class="{card}" href="{attribute(url)}"{rel}>{name}</a>'
    else:
        named = f'<span class="{card.removesuffix(" u-url")}">{name}</span>'
    if picture is None:
        return named
    image = f'<img class="u-photo" src="{attribute(picture)}" alt="" loading="lazy">'
    return f'<span class="p-author h-card">{image} {named}</span>'


def moment(when: datetime, css: str, context: Context) -> str:
    """A time in words, and to the second for machines."""
    exact = datetime.isoformat(when, "T", "seconds")
    return f'<time class="{css}" datetime="{exact}">{text(context.date(when))}</time>'
