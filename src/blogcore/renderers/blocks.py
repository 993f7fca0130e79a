"""A page as blocks of plain lines, in order: what text, terminal and Markdown say alike.

What was written by strangers is in lines already: names and titles in one, bodies without the
characters that turn what is around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve, frozen

from blogcore._text.plain import one_line
from blogcore.models import Body, Comment, Post
from blogcore.renderers.context import Context
from blogcore.threads import Thread

__all__ = ["Block", "Entry", "Heading", "Prose", "page_blocks", "thread_blocks"]

_LINE_ENDS = re.compile("\r\n|[\r\n\u2028\u2029]")
#: Embeddings, overrides and isolates could turn the line around them (UAX #9). The marks for left
#: and right stay: they do nothing beyond their place, and Hebrew and Arabic are written with them.
_BIDI_SPANS = re.compile("[\u202a-\u202e\u2066-\u2069]")


@frozen
class Heading:
    """One line above others; rank 1 is the site, 2 the post, 3 what is beneath it."""

    rank: int
    text: str
    #: Who wrote it, and when; may be empty.
    byline: str = ""


@frozen
class Prose:
    """Lines of text; an empty one parts paragraphs."""

    lines: tuple[str, ...]


@frozen
class Entry:
    """One comment in its place."""

    comment: Comment
    #: How far it is indented: its depth, as far as that goes.
    level: int
    #: "1.2.3"; where it is deeper than what nests, "…12.3": level and place. Empty for a ping.
    number: str
    #: Who and when; empty without bylines, and for a hidden comment.
    name: str
    date: str
    #: Whom it answers, where its place does not show it; may be empty.
    answering: str
    #: Its words, or that it is hidden.
    lines: tuple[str, ...]


Block = Heading | Prose | Entry


def page_blocks(thread: Thread, context: Context, nesting: int) -> Iterator[Block]:
    """A page, from the site's name to whether one may reply. Linear."""
    site, post, words = context.site, context.post, context.words
    named = " – ".join(filter(None, (one_line(site.title), one_line(site.tagline))))
    if named:
        yield Heading(1, named)
    if post is not None:
        yield from _post(post, context)
    count = context.count(thread)
    if count:
        yield Heading(3, words.headline(count, one_line(post.title) if post is not None else ""))
    yield from thread_blocks(thread, context, nesting)
    if context.page is not None and context.page.total > 1:
        place = words.page.format(number=context.page.number, total=context.page.total)
        yield Prose((place,))
    if post is not None:
        yield (
            Heading(3, words.leave_a_reply)
            if context.comments_open
            else Prose((words.comments_closed,))
        )


def thread_blocks(thread: Thread, context: Context, nesting: int) -> Iterator[Block]:
    """Comments, of which ``nesting`` levels nest, then the pings that nobody answered. Linear."""
    comments = thread.pruned(lambda comment: comment.kind == "comment")
    for entry in _entries(comments, context, nesting):
        folded = thread.folded.get(entry.comment.id, 0)
        yield _continued(entry, folded, context) if folded else entry
    if len(comments) < len(thread):
        kept = {comment.id for comment in comments.comments}
        yield Heading(3, context.words.pings)
        yield from (
            _entry(ping, 0, "", "", context) for ping in thread.comments if ping.id not in kept
        )


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
        yield Prose(lines)
    yield from _pictures(post, "\n".join(lines))


def _pictures(post: Post, text: str) -> Iterator[Block]:
    """The words of pictures that the body does not give already."""
    said = f" {one_line(text)} "
    for image in post.images:
        caption, alt = one_line(image.caption), one_line(image.alt)
        if any(words and f" {words} " in said for words in (caption, alt)):
            continue
        if caption or alt:
            yield Prose((caption or alt,))
            said += f"{caption or alt} "


# --- the comments ----------------------------------------------------------------------------


def _entries(thread: Thread, context: Context, nesting: int) -> Iterator[Entry]:
    """Each comment with its number: of constant length, however deep the thread."""
    path: list[Comment] = []  # what is above, and which of its siblings each is
    places: list[int] = []
    for comment, depth in zip(thread.comments, thread.depths, strict=True):
        del path[depth:], places[depth + 1 :]
        if depth == len(places):
            places.append(0)
        places[depth] += 1
        in_full = depth < nesting or not depth
        number = ".".join(map(str, places)) if in_full else f"…{depth + 1}.{places[depth]}"
        answering = _answering(path[-1], context) if depth > nesting else ""
        yield _entry(comment, min(depth, nesting), number, answering, context)
        path.append(comment)


def _answering(answered: Comment, context: Context) -> str:
    if not context.bylines:
        return ""
    if not context.viewer.sees(answered):
        return context.words.in_reply_to_hidden
    return context.words.in_reply_to.format(name=context.name(answered.author))


def _entry(comment: Comment, level: int, number: str, answering: str, context: Context) -> Entry:
    if not context.viewer.sees(comment):
        return Entry(comment, level, number, "", "", "", (context.words.hidden,))
    name = date = ""
    if context.bylines:
        name = context.name(comment.author)
        date = context.date(comment.published) if comment.published else ""
    lines = _lines(comment.body)
    if standing := context.standing(comment):
        lines = (standing, "", *lines)
    return Entry(comment, level, number, name, date, answering, lines)


def _continued(entry: Entry, folded: int, context: Context) -> Entry:
    """The same entry; last it says how many replies are left out beneath it."""
    more = context.words.format_plural(context.words.continue_thread, folded)
    return evolve(entry, lines=(*entry.lines, "", more))


def _lines(body: Body) -> tuple[str, ...]:
    """The lines of a body, with one empty line between paragraphs and none at the ends."""
    lines: list[str] = []
    for line in _LINE_ENDS.split(_BIDI_SPANS.sub("", body.to_text())):
        kept = line.rstrip()
        if kept or (lines and lines[-1]):
            lines.append(kept)
    return tuple(lines if not lines or lines[-1] else lines[:-1])
