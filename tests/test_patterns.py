"""Regular expressions mean the same on every Python that is supported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

import pytest

import blogcore

#: Escapes and character classes are skipped; what is left are the brackets of groups.
_TOKEN = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?P<\w+>|\(\?[>:=!<#a-zA-Z-]?|\(|\)", re.DOTALL
)
_POSSESSIVE = re.compile(r"(?:[*+?]|\{\d*,?\d*\})\+")


def modules() -> Iterator[ModuleType]:
    for module in walk_packages(blogcore.__path__, "blogcore."):
        if "django" not in module.name:  # needs settings
            yield import_module(module.name)


def has_captured_group_without_backtracking(pattern: str) -> bool:
    """Return whether a capturing group is in an atomic group or is repeated possessively."""
    open_groups: list[tuple[str, int]] = []
    captures: list[int] = []
    for token in _TOKEN.finditer(pattern):
        if token[0].startswith("("):
            open_groups.append((token[0], token.start()))
            if token[0] == "(" or token[0].startswith("(?P<"):
                captures.append(token.start())
        elif token[0] == ")":
            opening, start = open_groups.pop()
            atomic = opening == "(?>" or _POSSESSIVE.match(pattern, token.end())
            if atomic and any(start <= capture for capture in captures):
                return True
    return False


def test_no_capturing_group_is_repeated_possessively() -> None:
    """Pythons before 3.11.5 forget what such a group matched (CPython issue 101955)."""
    patterns = {
        f"{module.__name__}.{name}": value.pattern
        for module in modules()
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
    }
    assert len(patterns) > 80
    wrong = [
        name
        for name, pattern in patterns.items()
        if isinstance(pattern, str) and has_captured_group_without_backtracking(pattern)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "pattern", [r"(?:(a)b)*+", r"(?>x(a))", r"(?:(?:(a)|b)c){1,2}+", r"(?P<x>a)++", r"([)])?+"]
)
def test_such_a_group_is_found(pattern: str) -> None:
    assert has_captured_group_without_backtracking(pattern)


@pytest.mark.parametrize("pattern", [r"(a*+)(?:b++)", r"\((?:a)*+", r"[(]a++", r"(a)(?>b)"])
def test_other_groups_are_accepted(pattern: str) -> None:
    assert not has_captured_group_without_backtracking(pattern)
