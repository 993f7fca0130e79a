"""A discussion as lists in lists, and as flat as it must be."""

from __future__ import annotations

from collections.abc import Iterator

from blogcore._text.plain import one_line
from blogcore.models import Comment
from blogcore.renderers.context import Context
from blogcore.renderers.html.comment import CommentWriter, Place
from blogcore.renderers.html.escape import text
from blogcore.renderers.html.pagination import pagination
from blogcore.threads import Thread

__all__ = ["NESTING", "comments_section", "discussion"]

#: How many levels of replies nest at most: further ones would be indented out of sight, and
#: browsers give up on elements a few hundred deep.
NESTING = 8


def comments_section(thread: Thread, context: Context) -> Iterator[str]:
    """The discussion under its headline, and the way to its other pages; nothing without one."""
    if not len(thread):
        return
    count = context.count(thread)
    title = one_line(context.post.title) if context.post is not None else ""
    words = context.words
    headline = words.headline(count, title) if count else words.comments
    yield '<section id="comments" aria-labelledby="comments-title">\n'
    yield f'<h2 id="comments-title">{text(headline)}</h2>\n'
    yield from discussion(thread, context)
    yield from pagination(context)
    yield "</section>\n"


def discussion(thread: Thread, context: Context) -> Iterator[str]:
    """Comments, then the pings that nobody answered, under a heading of their own."""
    comments = thread
    if any(comment.kind != "comment" for comment in thread.comments):
        comments = thread.pruned(lambda comment: comment.kind == "comment")
    if len(comments):
        yield '<div class="blogcore">\n'
        yield from _nested(comments, context)
        yield "</div>\n"
    if len(comments) < len(thread):
        kept = {comment.id for comment in comments.comments}
        pings = [comment for comment in thread.comments if comment.id not in kept]
        yield from _pings(pings, context)


def _nested(thread: Thread, context: Context) -> Iterator[str]:
    """Each comment in its list item; the items of its replies in a list inside."""
    writer = CommentWriter(context, thread.folded)
    nesting = context.levels(NESTING)
    closing = ["</li>\n" + "</ol></li>\n" * up for up in range(nesting + 1)]
    path: list[Place] = []  # what is open at each depth
    level = -1
    for comment, depth in zip(thread.comments, thread.depths, strict=True):
        del path[depth:]
        place = writer.place(comment)
        nested = min(depth, nesting)
        if nested > level:
            between = '\n<ol class="replies">\n' if depth else '<ol class="comments">\n'
        else:
            between = closing[level - nested]
        answered = path[-1] if path else None
        yield between + writer.item(comment, place, answered, near=depth <= nesting)
        path.append(place)
        level = nested
    yield f"{closing[level]}</ol>\n"


def _pings(pings: list[Comment], context: Context) -> Iterator[str]:
    writer = CommentWriter(context, css="u-mention")
    yield '<section class="blogcore pings">\n'
    yield f'<h2>{text(context.words.pings)}</h2>\n<ol class="comments">\n'
    for ping in pings:
        yield f"{writer.item(ping, writer.place(ping), None, near=True)}</li>\n"
    yield "</ol>\n</section>\n"
