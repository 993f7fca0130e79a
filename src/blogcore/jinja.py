"""Blogs and their discussions in Jinja2 templates: ``install(environment)``.

Needs the extra ``jinja``; `import blogcore` never loads it. Flask's ``app.jinja_env`` and
Starlette's ``templates.env`` are such environments.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from importlib.util import find_spec
from typing import Concatenate, cast

from blogcore.errors import MissingExtraError

if find_spec("jinja2") is None:
    raise MissingExtraError("jinja", "Jinja2")

from jinja2 import Environment, pass_context
from jinja2.runtime import Context as Variables

from blogcore._templates import BY_CONTEXT, BY_VALUE, VARIABLE, listed, to_context
from blogcore.renderers import Context
from blogcore.renderers.markup import Html
from blogcore.threads import Node, Thread

__all__ = ["install"]


def install(environment: Environment, context: Context | None = None) -> None:
    """Give an environment's templates the filters, and ``discussion``.

    The filters are ``safe_html``, ``excerpt``, ``web_url``, ``date_in_words``, ``time_ago``,
    ``author_name``, ``visible``, ``thread_html``, ``post_html``, ``comments_html`` and
    ``reply_html``. They ask the `Context` that a template calls ``blogcore``: the one that it is
    rendered with, or else ``context``. What is HTML has ``__html__``; all else is text, which the
    environment escapes if it has ``autoescape``.

    >>> environment = Environment(autoescape=True)
    >>> install(environment)
    >>> template = "{% call(node) discussion(thread) %}{{ node.depth }}{% endcall %}"
    >>> environment.from_string(template).render(thread=Thread.from_comments([]))
    ''
    """
    # Jinja's own annotation is right for what it puts there itself alone.
    names = cast("MutableMapping[str, object]", environment.globals)
    names[VARIABLE] = context or Context()
    names["discussion"] = _discussion_later if environment.is_async else _discussion
    environment.filters.update(BY_VALUE)
    for name, show in BY_CONTEXT.items():
        environment.filters[name] = _in_context(show)


def _in_context(show: Callable[Concatenate[Context, ...], object]) -> Callable[..., object]:
    """The same as a filter, which Jinja gives the template's variables first."""

    @pass_context
    def shown(variables: Variables, *args: object, **kwargs: object) -> object:
        return show(_context(variables), *args, **kwargs)

    return shown


def _context(variables: Variables) -> Context:
    return to_context(variables.resolve(VARIABLE))


@pass_context
def _discussion(variables: Variables, thread: Thread, caller: Callable[[Node], str]) -> Html:
    """For ``{% call(node) discussion(thread) %}``: what is in the block, for each comment."""
    steps = listed(_context(variables), thread)
    return Html("".join(step if isinstance(step, str) else caller(step) for step in steps))


@pass_context
async def _discussion_later(
    variables: Variables, thread: Thread, caller: Callable[[Node], Awaitable[str]]
) -> Html:
    """The same where blocks are awaited."""
    steps = listed(_context(variables), thread)
    return Html("".join([step if isinstance(step, str) else await caller(step) for step in steps]))
