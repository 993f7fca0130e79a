"""Losses found by reading back: what a file does not give again is what it could not carry.

A writer that has its document in one piece reads it as its reader would, and every difference is a
loss. So no list of losses can forget one, or name one that is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import attrs
from attrs import frozen

from blogcore._text import shorten
from blogcore.models import Extra, private_fields

from .base import Losses

__all__ = ["report_differences"]


def report_differences(
    where: str, given: attrs.AttrsInstance, again: attrs.AttrsInstance, losses: Losses
) -> None:
    """Add a loss for every field in which the record that was read back differs. Linear."""
    before, after = dict(_leaves(given, "")), dict(_leaves(again, ""))
    for path in dict.fromkeys((*before, *after)):
        was, now = before.get(path), after.get(path)
        if was != now:
            losses.add(where, path, _reason(now))


@frozen
class _Leaf:
    value: object
    private: bool = attrs.field(eq=False)


def _leaves(model: attrs.AttrsInstance, path: str) -> Iterator[tuple[str, _Leaf]]:
    """The fields of a model, and of those in it, that are not at their default; four deep."""
    private = private_fields(type(model))
    for field in attrs.fields(type(model)):
        value = getattr(model, field.name)
        below = f"{path}.{field.name}" if path else field.name
        if value == field.default:
            continue
        if _is_model(value):
            yield from _leaves(value, below)
        elif isinstance(value, tuple) and value and _is_model(value[0]):
            for index, member in enumerate(cast("tuple[attrs.AttrsInstance, ...]", value)):
                yield from _leaves(member, f"{below}[{index}]")
        else:
            yield below, _Leaf(value, field.name in private)


def _is_model(value: object) -> bool:
    return attrs.has(type(value)) and not isinstance(value, Extra)


def _reason(now: _Leaf | None) -> str:
    if now is None:
        return "has no place in this format"
    if now.private:
        return "cannot be held exactly"
    return f"cannot be held exactly; is read back as {shorten(now.value)}"
