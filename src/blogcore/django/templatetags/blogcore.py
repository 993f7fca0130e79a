"""``{% load blogcore %}``: filters for what needs no `Context`, tags for what is shown by one.

Filters: ``safe_html``, ``excerpt``, ``web_url``. Tags: ``date_in_words``, ``time_ago``,
``author_name``, ``visible``, ``thread_html``, ``post_html``, ``comments_html``, ``reply_html``,
each also with ``as name``, and the block
``{% discussion thread as node %} … {% enddiscussion %}``. They ask the `Context` that the template
calls ``blogcore``. What is HTML has ``__html__``; all else is text, which Django escapes.
"""

# Django has no types; what is asked of it here is said in the protocols below.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportIncompatibleMethodOverride=false

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import wraps
from typing import Concatenate, Protocol

from django import template

from blogcore._templates import BY_CONTEXT, BY_VALUE, VARIABLE, listed, to_context
from blogcore.renderers import Context
from blogcore.threads import Thread

__all__ = ["register"]


class _Variables(Protocol):
    """``django.template.Context``: what a template is rendered with."""

    def get(self, key: str, otherwise: object) -> object: ...
    def push(self, values: dict[str, object]) -> AbstractContextManager[object]: ...


class _Expression(Protocol):
    """``FilterExpression``: what stands in a tag, with its filters."""

    def resolve(self, context: _Variables) -> Thread: ...


class _Block(Protocol):
    """``NodeList``: what stands between two tags."""

    def render(self, context: _Variables) -> str: ...


class _Token(Protocol):
    """A tag as it was written."""

    def split_contents(self) -> list[str]: ...


class _Parser(Protocol):
    """What is left of a template to read."""

    def compile_filter(self, token: str) -> _Expression: ...
    def parse(self, parse_until: tuple[str]) -> _Block: ...
    def delete_first_token(self) -> None: ...


class _Library(Protocol):
    """``django.template.Library``: what ``{% load %}`` looks into, by the name ``register``."""

    def filter(self, name: str, filter_func: Callable[..., object]) -> object: ...
    def tag(self, name: str, compile_function: Callable[..., object]) -> object: ...
    def simple_tag(self, func: Callable[..., object], takes_context: bool, name: str) -> object: ...


register: _Library = template.Library()


def _context(variables: _Variables) -> Context:
    return to_context(variables.get(VARIABLE, Context()))


def _in_context(show: Callable[Concatenate[Context, ...], object]) -> Callable[..., object]:
    """The same as a tag, which Django gives the template's variables first."""

    @wraps(show)  # Django reads from the signature what may stand in the tag
    def shown(variables: _Variables, *args: object, **kwargs: object) -> object:
        return show(_context(variables), *args, **kwargs)

    return shown


class _Discussion(template.Node):  # type: ignore[misc]  # Django has no types
    """``{% discussion thread as node %}``: what is in the block, for each comment."""

    def __init__(self, thread: _Expression, name: str, nodelist: _Block) -> None:
        self.thread = thread
        self.name = name
        self.nodelist = nodelist

    def render(self, context: _Variables) -> str:
        def shown(step: object) -> str:
            with context.push({self.name: step}):
                return self.nodelist.render(context)

        steps = listed(_context(context), self.thread.resolve(context))
        return "".join(step if isinstance(step, str) else shown(step) for step in steps)


def _discussion(parser: _Parser, token: _Token) -> _Discussion:
    match token.split_contents():
        case [_, thread, "as", name]:
            block = parser.parse(("enddiscussion",))
            parser.delete_first_token()
            return _Discussion(parser.compile_filter(thread), name, block)
        case _:
            raise template.TemplateSyntaxError("write {% discussion THREAD as NAME %}")


for _name, _give in BY_VALUE.items():
    register.filter(_name, _give)
for _name, _show in BY_CONTEXT.items():
    register.simple_tag(_in_context(_show), takes_context=True, name=_name)
register.tag("discussion", _discussion)
