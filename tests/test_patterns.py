"""Regular expressions mean the same on every supported Python."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

import pytest

import blogcore

#: An escape, a comment, a character class, the start or the end of a group, or another character.
TOKEN = re.compile(
    r"(?P<other>\\.|\(\?#[^)]*\)|\[\^?\]?(?:\\.|[^]\\])*\])"
    r"|(?P<start>\((?:\?(?:P<\w+>|P[=>]|<?[=!]|>|\(\w+\)|[a-zA-Z-]*:?))?)"
    r"|(?P<end>\))(?P<possessive>(?:[*+?]|\{\d*,?\d*\})\+)?"
    r"|.",
    re.DOTALL,
)
#: White space, comments, and what looks like them, in a pattern with re.VERBOSE.
VERBOSE = re.compile(r"(\\.|\[\^?\]?(?:\\.|[^]\\])*\])|\s+|#[^\n]*", re.DOTALL)


def modules() -> Iterator[ModuleType]:
    for found in walk_packages(blogcore.__path__, "blogcore."):
        if "django" not in found.name:  # it needs settings
            yield import_module(found.name)


def captures_without_backtracking(pattern: str, flags: int = 0) -> bool:
    """Return whether a group captures inside an atomic group or a possessive repeat."""
    if flags & re.VERBOSE:
        pattern = VERBOSE.sub(r"\1", pattern)
    open_groups: list[tuple[bool, bool]] = []  # for each: is it atomic, does it capture anything
    for token in TOKEN.finditer(pattern):
        if token["start"]:
            opening = token["start"]
            open_groups.append((opening == "(?>", opening == "(" or opening.startswith("(?P<")))
        elif token["end"] and open_groups:
            atomic, captures = open_groups.pop()
            if captures and (atomic or token["possessive"]):
                return True
            if captures and open_groups:
                open_groups[-1] = (open_groups[-1][0], True)
    return False


def test_no_group_captures_inside_a_repeat_that_is_never_backtracked_into() -> None:
    """Pythons before 3.11.5 forget what such a group matched (CPython issue 101955)."""
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
        if captures_without_backtracking(
            value.pattern if isinstance(value.pattern, str) else value.pattern.decode("latin-1"),
            value.flags,
        )
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "pattern",
    [r"(?:(a)b)*+", r"(?>x(a))", r"(?:(?:(a)|b)c){1,2}+", r"(a)++", r"(?:[)(](?P<name>a)\))?+"],
)
def test_such_a_group_would_be_reported(pattern: str) -> None:
    assert captures_without_backtracking(pattern)


@pytest.mark.parametrize(
    "pattern", [r"(a*+)(?:b++)", r"(?:[(]a\()*+", r"(?:(?=a)b)++", r"(?:(?!a)(?:b))++", r"(a)+"]
)
def test_other_groups_are_not_reported(pattern: str) -> None:
    assert not captures_without_backtracking(pattern)


def test_comments_in_a_verbose_pattern_are_not_read() -> None:
    pattern = "(?: a  # not a (group)\n b )*+"
    assert not captures_without_backtracking(pattern, re.VERBOSE)
    assert captures_without_backtracking("(?: (a) # b\n )  *+", re.VERBOSE)
