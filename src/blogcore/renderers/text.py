"""The text page: a post and its discussion as one would read them in a text browser."""

from __future__ import annotations

from collections.abc import Iterator

from .._text import one_line
from ..models import Body, Comment, Post, Site
from ..threads import Node, Thread
from .base import Context, EventRenderer
from .words import Words

__all__ = ["TextRenderer"]

#: Replies deeper than this stand no further to the right, and their numbers show the last
#: positions alone; so a chain of a million replies is as long as a million lines, no longer.
_LEVELS = 10
_INDENT = 5


class TextRenderer(EventRenderer):
    """Plain text. Comments are numbered, replies indented beneath what they answer."""

    name = "text"
    media_type = "text/plain"

    def render(self, thread: Thread, context: Context) -> Iterator[str]:
        """The comments, then the pings; a blank line between any two. Linear."""
        comments, pings = _apart(thread)
        yield from super().render(comments, context)
        for number, ping in enumerate(pings):
            between = "\n" if number or comments else ""
            yield f"{between}{_ping(ping, context.words)}\n"

    def page(self, thread: Thread, context: Context) -> Iterator[str]:
        """Site, post, headline, comments, and whether one may reply. Linear."""
        post = context.post or Post(id="?")
        for block in _head(context.site or Site(), post):
            yield f"{block}\n\n"
        headline = context.words.headline(_counted(thread), one_line(post.title))
        if headline:
            yield f"{headline}\n\n"
        if thread:
            yield from self.render(thread, context)
            yield "\n"
        yield f"{context.words.leave_a_reply if post.comments_open else context.words.closed}\n"

    def enter(self, node: Node, context: Context) -> str:
        """One comment, with a blank line before it unless it is the first."""
        indent = " " * _INDENT * min(node.depth, _LEVELS)
        label = f"{indent}{_label(node)}"
        lines = _lines(node.comment, context)
        first = f"{label}{lines[0]}" if lines else label.rstrip()
        margin = " " * len(label)
        rest = [f"{margin}{line}" if line else "" for line in lines[1:]]
        return "\n".join(["\n" + first if node.index else first, *rest, ""])


def _apart(thread: Thread) -> tuple[Thread, list[Comment]]:
    """The thread without pingbacks and their like, and those; replies to them go to top level."""
    pings = [comment for comment in thread.comments if comment.kind != "comment"]
    if not pings:
        return thread, pings
    others = (comment for comment in thread.comments if comment.kind == "comment")
    return Thread.from_comments(others, order=thread.order), pings


def _counted(thread: Thread) -> int:
    """How many comments the headline counts: approved ones, no pings."""
    return sum(
        comment.status == "approved" and comment.kind == "comment" for comment in thread.comments
    )


def _head(site: Site, post: Post) -> Iterator[str]:
    """The blocks above the discussion that have anything to say."""
    names = [one_line(site.title), one_line(site.tagline)]
    body = "\n".join(_body_lines(post.body))
    for block in (" – ".join(filter(None, names)), one_line(post.title), body):
        if block:
            yield block
    said = one_line(body)
    for image in post.images:
        words = one_line(image.caption) or one_line(image.alt)
        if words and words not in said:
            said = f"{said} {words}"
            yield words


def _label(node: Node) -> str:
    """Its number: ``  1. `` at top level, ``1.1. `` beneath, ``…2.1. `` far beneath."""
    if not node.depth:
        return f"{node.position:3}. "
    positions: list[str] = []
    above: Node | None = node
    while above is not None and len(positions) <= _LEVELS:
        positions.append(str(above.position))
        above = above.parent
    return f"{'…' if above else ''}{'.'.join(reversed(positions))}. "


def _lines(comment: Comment, context: Context) -> list[str]:
    """What is said of and in a comment, line by line."""
    words = context.words
    if comment.status == "deleted":
        return [words.removed]
    lines = _body_lines(comment.body)
    if context.bylines:
        lines.insert(0, _byline(comment, words))
    if comment.status != "approved":  # only a moderator's thread has such
        lines.insert(0, f"[{comment.status}]")
    return lines


def _byline(comment: Comment, words: Words) -> str:
    name = one_line(comment.author.name) or words.anonymous
    return f"{name}, {words.date(comment.published)}" if comment.published else name


def _body_lines(body: Body) -> list[str]:
    """The lines of a body, never two blank ones in a row and none at the ends."""
    lines: list[str] = []
    for line in body.to_text().splitlines():
        line = line.rstrip()
        if line or (lines and lines[-1]):
            lines.append(line)
    return lines[:-1] if lines and not lines[-1] else lines


def _ping(comment: Comment, words: Words) -> str:
    kinds = {"pingback": words.pingback, "trackback": words.trackback}
    kind = kinds.get(comment.kind, words.webmention)
    name = one_line(comment.author.name) or words.anonymous
    url = one_line(comment.author.url or comment.url or "")
    return f"{kind}: {name} <{url}>" if url else f"{kind}: {name}"
