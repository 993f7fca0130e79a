"""Regular expressions mean the same on every Python that is supported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

import pytest

import blogcore

parser: Any = import_module("re._parser")


def modules() -> Iterator[ModuleType]:
    for found in walk_packages(blogcore.__path__, "blogcore."):
        if "django" not in found.name:  # which asks for settings
            yield import_module(found.name)


def holds_group(pattern: Any, *, kept: bool = False) -> bool:
    """Whether a group stands in a part that is not gone back into."""
    for kind, value in pattern:
        if kind is parser.SUBPATTERN and value[0] is not None and kept:
            return True
        within = kept or kind in (parser.POSSESSIVE_REPEAT, parser.ATOMIC_GROUP)
        if any(holds_group(part, kept=within) for part in parts(value)):
            return True
    return False


def parts(value: Any) -> Iterator[Any]:
    """The patterns within an operation of a pattern."""
    if isinstance(value, parser.SubPattern):
        yield value
    elif isinstance(value, (tuple, list)):
        for inner in value:
            yield from parts(inner)


def test_no_group_is_repeated_for_good() -> None:
    """Pythons before 3.11.5 forget what such a group held (CPython's issue 101955)."""
    patterns = {
        f"{module.__name__}.{name}": value
        for module in modules()
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
    }
    assert len(patterns) > 100
    wrong = [
        name
        for name, value in patterns.items()
        if holds_group(parser.parse(value.pattern, value.flags))
    ]
    assert wrong == []


@pytest.mark.parametrize("pattern", [r"(?:(a)b)*+", r"(?>x(a))", r"(?:(?:(a)|b)c){1,2}+"])
def test_such_a_group_would_be_found(pattern: str) -> None:
    assert holds_group(parser.parse(pattern))
    assert not holds_group(parser.parse(r"(a*+)(?:b++)"))
