"""Filters and tags for templates, shared by `jinja` and `django`.

A template has a `Context` in its variable ``blogcore``, which knows the language, the current time
and the viewer.
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
from blogcore.renderers.html import safe_html as sanitize
from blogcore.renderers.html.comments import MAX_NESTING, comments_section
from blogcore.renderers.html.form import reply_section
from blogcore.renderers.html.post import post_header_and_body
from blogcore.renderers.markup import Html
from blogcore.renderers.urls import web_url as valid_web_url
from blogcore.threads import Enter, Node, Thread

__all__ = ["CONTEXT_FILTERS", "CONTEXT_VARIABLE", "FILTERS", "list_markup", "to_context"]

#: Name of the template variable that holds the `Context`.
CONTEXT_VARIABLE = "blogcore"


def to_context(value: object) -> Context:
    """Return the value of the template variable, or raise `ValidationError` if it is no context."""
    if isinstance(value, Context):
        return value
    raise _wrong_type(CONTEXT_VARIABLE, "a Context", value)


# --- filters of a value ------------------------------------------------------------------------


def safe_html(value: Body | Comment | Post) -> Html:
    """Return the body as safe HTML, with the markup that a comment or a post may use.

    >>> safe_html(Body(text="1 < 2"))
    '<p>1 &lt; 2</p>'
    """
    return Html(sanitize(_body(value), POST if isinstance(value, Post) else COMMENT))


def excerpt(value: Body | Comment | Post, words: int = 55) -> str:
    """Return the first words as text, with "…" if some were cut; of a post, its own excerpt.

    >>> excerpt(Body(text="<b>One</b> two three", media_type="text/html"), 2)
    'One two…'
    """
    body = _body(value)
    if isinstance(value, Post) and value.excerpt:
        body = Body(
            text=value.excerpt, media_type="text/html" if "<" in value.excerpt else "text/plain"
        )
    return body.excerpt(words)


def web_url(url: str | None) -> str:
    """Return the URL if it is a valid http or https URL, otherwise an empty text.

    >>> web_url("https://example.org/"), web_url("javascript:alert(1)")
    ('https://example.org/', '')
    """
    return valid_web_url(url) or ""


def _body(value: object) -> Body:
    if isinstance(value, Body):
        return value
    if isinstance(value, Comment | Post):
        return value.body
    raise _wrong_type("", "a Body, Comment or Post", value)


# --- filters of a context and a value ----------------------------------------------------------


def date_in_words(context: Context, when: datetime | None) -> str:
    """Return a time in the style, language and zone of the context; empty if it is unknown."""
    return context.date(when) if when else ""


def time_ago(context: Context, when: datetime | None) -> str:
    """Return how long ago a time was at ``context.now``; `ValidationError` if that is None."""
    return date_in_words(evolve(context, date_style="relative"), when)


def author_name(context: Context, author: Author) -> str:
    """Return the name of an author in one line; never empty."""
    return context.name(author)


def post_html(context: Context, post: Post) -> Html:
    """Return the content of an ``<article class="h-entry">`` as the renderer "html" writes it."""
    if not isinstance(cast("object", post), Post):
        raise _wrong_type("", "a Post", post)
    return Html("".join(post_header_and_body(public(post), context)))


def comments_html(context: Context, thread: Thread) -> Html:
    """Return the discussion with its headline and page links."""
    return Html("".join(comments_section(visible(context, thread), context)))


def reply_html(context: Context, thread: Thread) -> Html:
    """Return "Leave a Reply" with the form of the context; the thread has its parent comment."""
    return Html("".join(reply_section(visible(context, thread), context)))


def thread_html(context: Context, thread: Thread) -> Html:
    """Return the discussion as the renderer "html" writes it."""
    return Html(render(_thread(thread), "html", context))


def visible(context: Context, thread: Thread) -> Thread:
    """Return what ``context.viewer`` may see of a thread."""
    return _thread(thread).visible(context.viewer)


#: Filters of a value, by name.
FILTERS: Mapping[str, Callable[..., object]] = {
    "safe_html": safe_html,
    "excerpt": excerpt,
    "web_url": web_url,
}
#: Filters (in Django: tags) of the context and a value, by name.
CONTEXT_FILTERS: Mapping[str, Callable[Concatenate[Context, ...], object]] = {
    "date_in_words": date_in_words,
    "time_ago": time_ago,
    "author_name": author_name,
    "visible": visible,
    "thread_html": thread_html,
    "post_html": post_html,
    "comments_html": comments_html,
    "reply_html": reply_html,
}


def list_markup(context: Context, thread: Thread) -> Iterator[str | Node]:
    """Yield the tags of nested lists, and each node where the template is to write its comment.

    Linear, without recursion. Contains what ``context.viewer`` may see. Replies deeper than the
    nested levels follow in the deepest list; the depth and parent of their nodes are unchanged.
    """
    thread = visible(context, thread)
    level = -1
    for event in thread.clamped(context.levels(MAX_NESTING) + 1).events():
        previous_level, level = level, event.node.depth
        if isinstance(event, Enter):
            if level > previous_level:
                yield f'<ol class="{"replies" if level else "comments"}">\n'
            node = Node(thread, event.node.index)
            yield f'<li id="{comment_anchor(node.comment)}">'
            yield node
        else:
            yield "</ol>\n</li>\n" if previous_level > level else "</li>\n"
    if level == 0:
        yield "</ol>\n"


def _thread(value: object) -> Thread:
    if isinstance(value, Thread):
        return value
    raise _wrong_type("", "a Thread", value)


def _wrong_type(path: str, expected: str, value: object) -> ValidationError:
    message = f"must be {expected}, not {type(value).__name__}"
    return ValidationError([Fault(path, "wrong_type", message)])
