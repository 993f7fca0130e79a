"""Filters and a macro for Jinja2 templates: ``install(environment)``.

Needs the extra ``jinja``. Works with Flask's ``app.jinja_env`` and Starlette's ``templates.env``.
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

from blogcore._templates import CONTEXT_FILTERS, CONTEXT_VARIABLE, FILTERS, list_markup, to_context
from blogcore.renderers import Context
from blogcore.renderers.markup import Html
from blogcore.threads import Node, Thread

__all__ = ["install"]


def install(environment: Environment, context: Context | None = None) -> None:
    """Add the filters and the macro ``discussion`` to an environment.

    The filters are ``safe_html``, ``excerpt``, ``web_url``, ``date_in_words``, ``time_ago``,
    ``author_name``, ``visible``, ``thread_html``, ``post_html``, ``comments_html`` and
    ``reply_html``. HTML that they return has ``__html__``; the environment escapes everything else
    if it has ``autoescape``.

    Args:
        environment: An environment, also that of Flask or Starlette.
        context: The value of the template variable ``blogcore``, which the filters use, unless a
            template is rendered with another.

    >>> environment = Environment(autoescape=True)
    >>> install(environment)
    >>> template = "{% call(node) discussion(thread) %}{{ node.depth }}{% endcall %}"
    >>> environment.from_string(template).render(thread=Thread.from_comments([]))
    ''
    """
    # Jinja's annotation covers only its own globals.
    names = cast("MutableMapping[str, object]", environment.globals)
    names[CONTEXT_VARIABLE] = context or Context()
    names["discussion"] = _async_discussion if environment.is_async else _discussion
    environment.filters.update(FILTERS)
    for name, function in CONTEXT_FILTERS.items():
        environment.filters[name] = _jinja_filter(function)


def _jinja_filter(function: Callable[Concatenate[Context, ...], object]) -> Callable[..., object]:
    """Return a filter that takes the context from the template's variables."""

    @pass_context
    def filter(variables: Variables, *args: object, **kwargs: object) -> object:
        return function(_context(variables), *args, **kwargs)

    return filter


def _context(variables: Variables) -> Context:
    return to_context(variables.resolve(CONTEXT_VARIABLE))


@pass_context
def _discussion(variables: Variables, thread: Thread, caller: Callable[[Node], str]) -> Html:
    """Render ``{% call(node) discussion(thread) %}``: the block for each comment, in lists."""
    parts = list_markup(_context(variables), thread)
    return Html("".join(part if isinstance(part, str) else caller(part) for part in parts))


@pass_context
async def _async_discussion(
    variables: Variables, thread: Thread, caller: Callable[[Node], Awaitable[str]]
) -> Html:
    """Render the same in an asynchronous environment."""
    parts = list_markup(_context(variables), thread)
    return Html("".join([part if isinstance(part, str) else await caller(part) for part in parts]))
