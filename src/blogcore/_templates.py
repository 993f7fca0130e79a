"""What template engines are given, the same for each: `jinja` and `django` only hand it on.

A template calls its `Context` ``blogcore``. Nothing else says what language is spoken, what time it
is, or who looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Concatenate, cast

from attrs import evolve

from blogcore.errors import Fault, ValidationError
from blogcore.models import Author, Body, Comment, Post, public
from blogcore.renderers import Context, comment_anchor, render
from blogcore.renderers.html import COMMENT, POST
from blogcore.renderers.html import safe_html as sanitised
from blogcore.renderers.html.form import reply_section
from blogcore.renderers.html.post import post_header_and_body
from blogcore.renderers.html.thread import NESTING, comments_section
from blogcore.renderers.markup import Html
from blogcore.renderers.urls import web_url as judged
from blogcore.threads import Enter, Node, Thread

__all__ = ["BY_CONTEXT", "BY_VALUE", "VARIABLE", "listed", "to_context"]

#: What a template calls its `Context`.
VARIABLE = "blogcore"


def to_context(value: object) -> Context:
    """The `Context` that a template was given. Raises `ValidationError` for what is none."""
    if isinstance(value, Context):
        return value
    raise _fault(VARIABLE, "a Context", value)


# --- what needs no context ---------------------------------------------------------------------


def safe_html(written: Body | Comment | Post) -> Html:
    """The words as HTML that can do no harm, with what a comment or the blog's own post may use.

    >>> safe_html(Body(text="1 < 2"))
    '<p>1 &lt; 2</p>'
    """
    return Html(sanitised(_body(written), POST if isinstance(written, Post) else COMMENT))


def excerpt(written: Body | Comment | Post, words: int = 55) -> str:
    """The first so many words as text, with "…" where it was cut; of a post, its own excerpt.

    >>> excerpt(Body(text="<b>One</b> two three", media_type="text/html"), 2)
    'One two…'
    """
    body = _body(written)
    if isinstance(written, Post) and written.excerpt:
        body = Body(
            text=written.excerpt, media_type="text/html" if "<" in written.excerpt else "text/plain"
        )
    return body.excerpt(words)


def web_url(address: str | None) -> str:
    """The address where it is one of the web, and nothing where a browser might run it.

    >>> web_url("https://example.org/"), web_url("javascript:alert(1)")
    ('https://example.org/', '')
    """
    return judged(address) or ""


def _body(written: object) -> Body:
    if isinstance(written, Body):
        return written
    if isinstance(written, Comment | Post):
        return written.body
    raise _fault("", "a Body, Comment or Post", written)


# --- what is shown as the context says ---------------------------------------------------------


def date_in_words(context: Context, when: datetime | None) -> str:
    """A time in the context's style, words and zone; nothing where it is not known."""
    return context.date(when) if when else ""


def time_ago(context: Context, when: datetime | None) -> str:
    """How long a time is before ``context.now``. Raises `ValidationError` without that."""
    return date_in_words(evolve(context, date_style="relative"), when)


def author_name(context: Context, author: Author) -> str:
    """What somebody is called, in one line; never empty."""
    return context.name(author)


def post_html(context: Context, post: Post) -> Html:
    """The post as the page of the renderer "html" shows it: for its ``article``, ``h-entry``."""
    if not isinstance(cast("object", post), Post):
        raise _fault("", "a Post", post)
    return Html("".join(post_header_and_body(public(post), context)))


def comments_html(context: Context, thread: Thread) -> Html:
    """The discussion under its headline, and the way to its other pages."""
    return Html("".join(comments_section(visible(context, thread), context)))


def reply_html(context: Context, thread: Thread) -> Html:
    """ "Leave a Reply", with the form of the context; the thread says whom one answers."""
    return Html("".join(reply_section(visible(context, thread), context)))


def thread_html(context: Context, thread: Thread) -> Html:
    """The discussion as the renderer "html" shows it."""
    return Html(render(_thread(thread), "html", context))


def visible(context: Context, thread: Thread) -> Thread:
    """What ``context.viewer`` may see of a thread: nodes in reading order, each with its depth."""
    return _thread(thread).visible(context.viewer)


#: What each engine offers under these names: of a value alone, and of a context and a value.
BY_VALUE: Mapping[str, Callable[..., object]] = {
    "safe_html": safe_html,
    "excerpt": excerpt,
    "web_url": web_url,
}
BY_CONTEXT: Mapping[str, Callable[Concatenate[Context, ...], object]] = {
    "date_in_words": date_in_words,
    "time_ago": time_ago,
    "author_name": author_name,
    "visible": visible,
    "thread_html": thread_html,
    "post_html": post_html,
    "comments_html": comments_html,
    "reply_html": reply_html,
}


def listed(context: Context, thread: Thread) -> Iterator[str | Node]:
    """Lists in lists, with the node itself wherever a template says what a comment looks like.

    What ``context.viewer`` may see, linear, without recursion: replies deeper than the levels that
    nest continue flat, and their nodes still say whom they answer.
    """
    seen = visible(context, thread)
    level = -1
    for event in seen.clamped(context.levels(NESTING) + 1).events():
        at = event.node.depth
        if isinstance(event, Enter):
            if at > level:
                yield f'<ol class="{"replies" if at else "comments"}">\n'
            node = Node(seen, event.node.index)
            yield f'<li id="{comment_anchor(node.comment)}">'
            yield node
        else:
            yield "</ol>\n</li>\n" if level > at else "</li>\n"
        level = at
    if level == 0:
        yield "</ol>\n"


def _thread(value: object) -> Thread:
    if isinstance(value, Thread):
        return value
    raise _fault("", "a Thread", value)


def _fault(path: str, wanted: str, value: object) -> ValidationError:
    message = f"must be {wanted}, not {type(value).__name__}"
    return ValidationError([Fault(path, "wrong_type", message)])
