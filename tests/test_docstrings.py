"""Public docstrings name each parameter; each public field has a ``#:`` comment."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
import textwrap
from collections.abc import Iterator
from importlib import import_module
from types import FunctionType
from typing import Any

import pytest

import blogcore


def public_modules() -> Iterator[str]:
    """Yield blogcore and each package and module below it that users may import from."""
    yield "blogcore"
    for module in pkgutil.iter_modules(blogcore.__path__, "blogcore."):
        if not module.name.startswith("blogcore._") and module.name != "blogcore.sample":
            yield module.name


def public_objects() -> dict[str, Any]:
    """Return the functions and classes of this library that public modules list in ``__all__``."""
    found = {}
    for module_name in public_modules():
        module = import_module(module_name)
        for name in module.__all__:
            value = getattr(module, name)
            value = getattr(value, "__wrapped__", value)
            home = getattr(value, "__module__", None) or ""
            if home.startswith("blogcore") and (
                inspect.isclass(value) or inspect.isfunction(value)
            ):
                found[f"{home}.{value.__qualname__}"] = value
    return found


OBJECTS = public_objects()


def own_classes(kind: type) -> Iterator[type]:
    """Yield a class and its bases in this library, public or private."""
    return (base for base in kind.__mro__ if base.__module__.startswith("blogcore"))


def public_functions() -> dict[str, FunctionType]:
    """Return public functions, public methods of public classes, and hand-written ``__init__``."""
    found = {}
    for qualified_name, value in OBJECTS.items():
        if inspect.isfunction(value):
            found[qualified_name] = value
            continue
        for base in own_classes(value):
            for name, member in vars(base).items():
                function = inspect.unwrap(getattr(member, "__func__", member))
                if not inspect.isfunction(function) or name.startswith("test_"):
                    continue
                written = function.__name__ == "__init__" and not hasattr(base, "__attrs_attrs__")
                if not name.startswith("_") or written:
                    found[f"{base.__module__}.{function.__qualname__}"] = function
    return found


FUNCTIONS = public_functions()


def documented_parameters(docstring: str) -> set[str]:
    """Return the names in the ``Args:`` section of a docstring."""
    lines = inspect.cleandoc(docstring).splitlines()
    if "Args:" not in lines:
        return set()
    section = lines[lines.index("Args:") + 1 :]
    names = set()
    for line in section:
        if line and not line.startswith(" "):
            break
        if match := re.match(r" {4}(\w[\w, *]*):", line):
            names |= set(re.findall(r"\w+", match[1]))
        elif match := re.match(r" {4}\*{1,2}(\w+):", line):
            names.add(match[1])
    return names


@pytest.mark.parametrize("qualified_name", sorted(FUNCTIONS))
def test_each_parameter_of_a_public_function_is_documented(qualified_name: str) -> None:
    function = FUNCTIONS[qualified_name]
    parameters = {
        name
        for name in inspect.signature(function).parameters
        if name not in ("self", "cls") and not name.startswith("_")
    }
    is_constructor = function.__name__ == "__init__"
    # A method without a docstring has that of its base class.
    docstring = (function.__doc__ if is_constructor else inspect.getdoc(function)) or ""
    if is_constructor and "Args:" not in docstring:
        docstring = OBJECTS.get(qualified_name.removesuffix(".__init__"), function).__doc__ or ""
    assert documented_parameters(docstring) == parameters


def fields_without_comment(kind: type) -> Iterator[str]:
    """Yield the public annotated names in the body of a class that no ``#:`` comment describes."""
    source = textwrap.dedent(inspect.getsource(kind))
    lines = source.splitlines()
    body = ast.parse(source).body[0]
    assert isinstance(body, ast.ClassDef)
    for statement in body.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            name = statement.target.id
            own_lines = lines[statement.lineno - 1 : statement.end_lineno]
            line_above = lines[statement.lineno - 2].strip()
            documented = line_above.startswith("#:") or any("#:" in line for line in own_lines)
            if not name.startswith("_") and not documented:
                yield name


@pytest.mark.parametrize(
    "qualified_name", sorted(name for name, value in OBJECTS.items() if inspect.isclass(value))
)
def test_each_field_of_a_public_class_has_a_comment(qualified_name: str) -> None:
    assert {
        f"{base.__name__}.{name}"
        for base in own_classes(OBJECTS[qualified_name])
        for name in fields_without_comment(base)
    } == set()
