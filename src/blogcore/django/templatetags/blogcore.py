"""``{% load blogcore %}``: filters of a value, and tags that also use the `Context`.

Filters: ``safe_html``, ``excerpt``, ``web_url``. Tags: ``date_in_words``, ``time_ago``,
``author_name``, ``visible``, ``thread_html``, ``post_html``, ``comments_html``, ``reply_html``,
each also with ``as name``, and the block
``{% discussion thread as node %} … {% enddiscussion %}``. The context is the template variable
``blogcore``. HTML has ``__html__``; Django escapes everything else.
"""

# Django has no type hints; the protocols below describe what is used of it.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportIncompatibleMethodOverride=false

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import wraps
from typing import Concatenate, Protocol

from django import template

from blogcore._templates import CONTEXT_FILTERS, CONTEXT_VARIABLE, FILTERS, list_markup, to_context
from blogcore.renderers import Context
from blogcore.threads import Thread

__all__ = ["register"]


class _Variables(Protocol):
    """``django.template.Context``: the variables of a template."""

    def get(self, key: str, otherwise: object) -> object: ...
    def push(self, values: dict[str, object]) -> AbstractContextManager[object]: ...


class _Expression(Protocol):
    """``FilterExpression``: an argument of a tag, with its filters."""

    def resolve(self, context: _Variables) -> Thread: ...


class _Block(Protocol):
    """``NodeList``: the content of a block."""

    def render(self, context: _Variables) -> str: ...


class _Token(Protocol):
    """``Token``: the text of a tag."""

    def split_contents(self) -> list[str]: ...


class _Parser(Protocol):
    """``Parser``: the rest of a template."""

    def compile_filter(self, token: str) -> _Expression: ...
    def parse(self, parse_until: tuple[str]) -> _Block: ...
    def delete_first_token(self) -> None: ...


class _Library(Protocol):
    """``django.template.Library``: found by ``{% load %}`` under the name ``register``."""

    def filter(self, name: str, filter_func: Callable[..., object]) -> object: ...
    def tag(self, name: str, compile_function: Callable[..., object]) -> object: ...
    def simple_tag(self, func: Callable[..., object], takes_context: bool, name: str) -> object: ...


register: _Library = template.Library()


def _context(variables: _Variables) -> Context:
    return to_context(variables.get(CONTEXT_VARIABLE, Context()))


def _django_tag(function: Callable[Concatenate[Context, ...], object]) -> Callable[..., object]:
    """Return a tag that takes the context from the template's variables."""

    @wraps(function)  # Django checks the arguments of the tag against the signature
    def tag(variables: _Variables, *args: object, **kwargs: object) -> object:
        return function(_context(variables), *args, **kwargs)

    return tag


class _Discussion(template.Node):  # type: ignore[misc]  # Django has no types
    """``{% discussion thread as node %}``: the block for each comment, in lists."""

    def __init__(self, thread: _Expression, name: str, nodelist: _Block) -> None:
        self.thread = thread
        self.name = name
        self.nodelist = nodelist

    def render(self, context: _Variables) -> str:
        def render_block(node: object) -> str:
            with context.push({self.name: node}):
                return self.nodelist.render(context)

        parts = list_markup(_context(context), self.thread.resolve(context))
        return "".join(part if isinstance(part, str) else render_block(part) for part in parts)


def _discussion(parser: _Parser, token: _Token) -> _Discussion:
    match token.split_contents():
        case [_, thread, "as", name]:
            block = parser.parse(("enddiscussion",))
            parser.delete_first_token()
            return _Discussion(parser.compile_filter(thread), name, block)
        case _:
            raise template.TemplateSyntaxError("write {% discussion THREAD as NAME %}")


for _name, _function in FILTERS.items():
    register.filter(_name, _function)
for _name, _function in CONTEXT_FILTERS.items():
    register.simple_tag(_django_tag(_function), takes_context=True, name=_name)
register.tag("discussion", _discussion)
