"""The text page: a post and its discussion as a text browser would show them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .._text import one_line
from ..models import Author, Body, Comment, Post, Site
from ..threads import Thread
from .base import Context

__all__ = ["TextRenderer"]

#: Levels that are indented and numbered in full; 5 columns are as wide as ``  1. ``.
_LEVELS = 10
_COLUMNS = 5

_LINE_ENDS = re.compile("\r\n|[\r\n\u2028\u2029]")
#: Embeddings, overrides and isolates could turn the line around them (UAX #9). The marks for left
#: and right stay: they do nothing beyond their place, and Hebrew and Arabic are written with them.
_BIDI_SPANS = re.compile("[\u202a-\u202e\u2066-\u2069]")


class TextRenderer:
    """Plain text for reading, one paragraph a line, blocks separated by a blank line.

    Comments are numbered ``  1. `` and replies ``1.1. `` beneath them. From the eleventh level on
    replies are no longer indented further, and numbered by level and place: ``…11.2. `` is the
    second answer at the eleventh level. So the page is linear in the thread, however deep it is.
    Pingbacks, trackbacks and webmentions come after the comments and are not counted, unless
    somebody answered them: then they stay where they are.
    """

    name = "text"
    media_type = "text/plain"

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """The comments; every line has its end."""
        return _parted(_discussion(thread, context))

    def page(self, thread: Thread, context: Context) -> Iterator[str]:
        """The page, from the site's name to whether one may reply."""
        return _parted(_page(thread, context))


def _parted(blocks: Iterable[str]) -> Iterator[str]:
    between = ""
    for block in blocks:
        yield f"{between}{block}\n"
        between = "\n"


# --- the page, block by block ----------------------------------------------------------------


def _page(thread: Thread, context: Context) -> Iterator[str]:
    yield from _site(context.site)
    post = context.post
    if post is not None:
        yield from _post(post, context)
    title = one_line(post.title) if post is not None else ""
    count = sum(c.kind == "comment" and c.status == "approved" for c in thread.comments)
    if count:
        yield context.words.headline(count, title)
    yield from _discussion(thread, context)
    if post is not None:
        words = context.words
        yield words.leave_a_reply if post.comments_open else words.comments_closed


def _site(site: Site) -> Iterator[str]:
    named = " – ".join(filter(None, (one_line(site.title), one_line(site.tagline))))
    if named:
        yield named


def _post(post: Post, context: Context) -> Iterator[str]:
    names = ", ".join(_name(author, context) for author in post.authors)
    byline = context.words.signed(names, post.published) if context.bylines else ""
    title = "\n".join(filter(None, (one_line(post.title), byline)))
    if title:
        yield title
    text = "\n".join(_lines(post.body))
    if text:
        yield text
    yield from _pictures(post, text)


def _pictures(post: Post, text: str) -> Iterator[str]:
    """The words of pictures that the body does not give already."""
    said = f" {one_line(text)} "
    for image in post.images:
        caption, alt = one_line(image.caption), one_line(image.alt)
        if any(words and f" {words} " in said for words in (caption, alt)):
            continue
        if caption or alt:
            yield caption or alt
            said += f"{caption or alt} "


def _discussion(thread: Thread, context: Context) -> Iterator[str]:
    """Comments, then the pings that nobody answered."""
    comments = thread.pruned(lambda comment: comment.kind == "comment")
    yield from (_comment(comment, prefix, context) for prefix, comment in _numbered(comments))
    if len(comments) < len(thread):
        kept = {comment.id for comment in comments.comments}
        yield context.words.pings
        yield from (
            _comment(ping, "  - ", context) for ping in thread.comments if ping.id not in kept
        )


def _numbered(thread: Thread) -> Iterator[tuple[str, Comment]]:
    """Each comment with its indented number: of constant length, however deep the thread."""
    places: list[int] = []  # which of its siblings each comment on the path is
    for comment, depth in zip(thread.comments, thread.depths, strict=True):
        del places[depth + 1 :]
        if depth == len(places):
            places.append(0)
        places[depth] += 1
        if depth == 0:
            yield f"{places[0]:3d}. ", comment
        elif depth < _LEVELS:
            number = ".".join(map(str, places))
            yield f"{' ' * (_COLUMNS * depth)}{number}. ", comment
        else:
            yield f"{' ' * (_COLUMNS * _LEVELS)}…{depth + 1}.{places[depth]}. ", comment


# --- one comment -----------------------------------------------------------------------------


def _comment(comment: Comment, prefix: str, context: Context) -> str:
    """A comment beneath its number: who and when, then its words."""
    if comment.status != "approved":
        return f"{prefix}{context.words.hidden}"
    lines = list(_lines(comment.body))
    if context.bylines:
        lines.insert(0, context.words.signed(_name(comment.author, context), comment.published))
    indent = " " * len(prefix)
    block = "\n".join(f"{indent}{line}" if line else "" for line in lines)
    return prefix.rstrip() if not block else f"{prefix}{block[len(prefix) :]}"


def _name(author: Author, context: Context) -> str:
    return one_line(author.name) or context.words.anonymous


def _lines(body: Body) -> Iterable[str]:
    """The lines of a body, with one empty line between paragraphs and none at the ends."""
    lines: list[str] = []
    for line in _LINE_ENDS.split(_BIDI_SPANS.sub("", body.to_text())):
        kept = line.rstrip()
        if kept or (lines and lines[-1]):
            lines.append(kept)
    return lines if not lines or lines[-1] else lines[:-1]
