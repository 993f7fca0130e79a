"""A page as a sequence of blocks of plain lines: the input of text, terminal and Markdown.

User-supplied text is safe for lines here: names and titles are one line each, and bodies have no
characters that could reorder the text around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve, frozen

from blogcore._text.plain import one_line
from blogcore.models import Body, Comment, Post
from blogcore.renderers.context import Context, has_inferred_link
from blogcore.threads import Thread

__all__ = ["Block", "CommentBlock", "Heading", "Paragraphs", "page_blocks", "thread_blocks"]

_LINE_END = re.compile("\r\n|[\r\n\u2028\u2029]")
#: Bidirectional embeddings, overrides and isolates could reorder the line around them (UAX #9).
#: The left-to-right and right-to-left marks are kept: their effect is local, and Hebrew and Arabic
#: texts use them.
_BIDI_SPANS = re.compile("[\u202a-\u202e\u2066-\u2069]")


@frozen
class Heading:
    """One line of heading: level 1 is the site, 2 the post, 3 a section."""

    level: int
    text: str
    #: Authors and date; may be empty.
    byline: str = ""


@frozen
class Paragraphs:
    """Lines of text; an empty line separates paragraphs."""

    lines: tuple[str, ...]


@frozen
class CommentBlock:
    """One comment."""

    comment: Comment
    #: Level of indentation: the depth, at most the number of levels that the output nests.
    level: int
    #: Number of the comment: "1.2.3"; below the nested levels "…12.3" (level and position among
    #: its siblings). Empty for a ping.
    number: str
    #: Author; empty without bylines, and if the comment is hidden.
    name: str
    #: Date; empty without bylines, and if the comment is hidden.
    date: str
    #: "In reply to …" for a reply that is not shown below its parent; "Probably answers …" for a
    #: reply whose link was inferred; otherwise empty.
    in_reply_to: str
    #: Lines of the text; for a hidden comment, the notice that it is hidden.
    lines: tuple[str, ...]


Block = Heading | Paragraphs | CommentBlock


def page_blocks(thread: Thread, context: Context, max_level: int) -> Iterator[Block]:
    """Yield a whole page: site, post, headline, comments, page number, reply form. Linear."""
    site, post, words = context.site, context.post, context.words
    site_title = " – ".join(filter(None, (one_line(site.title), one_line(site.tagline))))
    if site_title:
        yield Heading(1, site_title)
    if post is not None:
        yield from _post(post, context)
    count = context.count(thread)
    if count:
        yield Heading(3, words.headline(count, one_line(post.title) if post is not None else ""))
    yield from thread_blocks(thread, context, max_level)
    if post is not None and not context.comments_open:
        yield Paragraphs((words.comments_closed,))
    elif post is not None and context.form is not None:
        yield Heading(3, words.leave_a_reply)
        yield Paragraphs((words.email_hint,))


def thread_blocks(thread: Thread, context: Context, max_level: int) -> Iterator[Block]:
    """Yield the comments, then the pings without replies, then the page number. Linear.

    Args:
        thread: What the viewer may see.
        context: Texts and options.
        max_level: Replies below this level are not indented further.
    """
    comments = thread.pruned(lambda comment: comment.kind == "comment")
    for block in _comments(comments, context, max_level):
        folded = thread.folded.get(block.comment.id, 0)
        yield _with_folded(block, folded, context) if folded else block
    if len(comments) < len(thread):
        listed = {comment.id for comment in comments.comments}
        yield Heading(3, context.words.pings)
        yield from (
            _comment(ping, 0, "", "", context) for ping in thread.comments if ping.id not in listed
        )
    if page := context.page_text():
        yield Paragraphs((page,))


# --- the post --------------------------------------------------------------------------------


def _post(post: Post, context: Context) -> Iterator[Block]:
    title = one_line(post.title)
    byline = ""
    if context.bylines:
        names = ", ".join(context.name(author) for author in post.authors)
        date = context.date(post.published) if post.published else ""
        byline = context.words.byline(names, date)
    if title or byline:
        yield Heading(2, title, byline)
    lines = _lines(post.body)
    if lines:
        yield Paragraphs(lines)
    yield from _image_texts(post, "\n".join(lines))


def _image_texts(post: Post, text: str) -> Iterator[Block]:
    """Yield captions or alternative texts of images that the body does not contain already."""
    shown = f" {one_line(text)} "
    for image in post.images:
        caption, alt = one_line(image.caption), one_line(image.alt)
        if any(words and f" {words} " in shown for words in (caption, alt)):
            continue
        if caption or alt:
            yield Paragraphs((caption or alt,))
            shown += f"{caption or alt} "


# --- the comments ----------------------------------------------------------------------------


def _comments(thread: Thread, context: Context, max_level: int) -> Iterator[CommentBlock]:
    """Yield each comment with its number, whose length does not grow with the depth."""
    ancestors: list[Comment] = []
    positions: list[int] = []  # of the comment and its ancestors, each among its siblings
    for comment, depth in zip(thread.comments, thread.depths, strict=True):
        del ancestors[depth:], positions[depth + 1 :]
        if depth == len(positions):
            positions.append(0)
        positions[depth] += 1
        if depth < max_level or not depth:
            number = ".".join(map(str, positions))
        else:
            number = f"…{depth + 1}.{positions[depth]}"
        in_reply_to = ""
        if depth > max_level or (ancestors and has_inferred_link(comment, ancestors[-1])):
            in_reply_to = context.parent_text(comment, ancestors[-1])
        yield _comment(comment, min(depth, max_level), number, in_reply_to, context)
        ancestors.append(comment)


def _comment(
    comment: Comment, level: int, number: str, in_reply_to: str, context: Context
) -> CommentBlock:
    if not context.viewer.sees(comment):
        return CommentBlock(comment, level, number, "", "", "", (context.words.hidden,))
    name = date = ""
    if context.bylines:
        name = context.name(comment.author)
        date = context.date(comment.published) if comment.published else ""
    lines = _lines(comment.body)
    if status := context.status_text(comment):
        lines = (status, "", *lines)
    return CommentBlock(comment, level, number, name, date, in_reply_to, lines)


def _with_folded(block: CommentBlock, folded: int, context: Context) -> CommentBlock:
    """Return the block with a last line that says how many replies are folded."""
    text = context.words.format_plural(context.words.continue_thread, folded)
    return evolve(block, lines=(*block.lines, "", text))


def _lines(body: Body) -> tuple[str, ...]:
    """Return the lines of a body; one empty line separates paragraphs, none is first or last."""
    lines: list[str] = []
    for line in _LINE_END.split(_BIDI_SPANS.sub("", body.to_text())):
        line = line.rstrip()
        if line or (lines and lines[-1]):
            lines.append(line)
    return tuple(lines if not lines or lines[-1] else lines[:-1])
