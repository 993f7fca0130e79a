"""`import blogcore` is cheap, loads nothing else, and every public name exists."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import blogcore

OPTIONAL = (
    *("hypothesis", "justhtml", "markdown_it", "rich", "arro3", "click", "msgspec"),
    *("jinja2", "markupsafe", "django"),
)
PUBLIC_MODULES = (
    *("errors", "models", "threads", "orders", "viewers", "replies", "moderation", "forms"),
    *("formats", "renderers", "i18n", "stores", "frontend", "strategies", "testing"),
    *("jinja", "django"),
)


def loaded_by(program: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after a program."""
    report = f"{program}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", report], check=True, capture_output=True, text=True
    )
    return set(done.stdout.split())


def test_import_alone_loads_no_submodule_and_no_dependency() -> None:
    loaded = loaded_by("import blogcore")
    submodules = {name for name in loaded if name.startswith("blogcore.")}
    assert not submodules
    assert not loaded & {"attr", "attrs", "cattrs", "dateutil", *OPTIONAL}


def test_using_every_public_name_loads_no_extra() -> None:
    loaded = loaded_by("import blogcore\nfor name in blogcore.__all__: getattr(blogcore, name)")
    assert not loaded & set(OPTIONAL)
    assert "blogcore.cli" not in loaded


@pytest.mark.parametrize("name", blogcore.__all__)
def test_every_public_name_is_exported_by_its_module(name: str) -> None:
    module = import_module(blogcore._MODULES[name])
    assert getattr(blogcore, name) is getattr(module, name)
    assert name in module.__all__


def test_names_modules_and_typed_imports_agree() -> None:
    tree = ast.parse(Path(blogcore.__file__).read_text("utf-8"))
    typed = {
        alias.name: statement.module
        for block in tree.body
        if isinstance(block, ast.If)
        for statement in block.body
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
    }
    assert typed == blogcore._MODULES
    assert set(blogcore.__all__) == set(blogcore._MODULES)
    assert len(blogcore.__all__) == len(set(blogcore.__all__))


def test_dir_lists_the_public_names() -> None:
    assert set(dir(blogcore)) == {*blogcore.__all__, "__version__"}


def test_star_import_gives_the_public_names() -> None:
    names: dict[str, object] = {}
    exec("from blogcore import *", names)
    assert set(blogcore.__all__) <= set(names)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Weblog'"):
        blogcore.Weblog  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("name_of_module", PUBLIC_MODULES)
def test_every_public_module_has_a_docstring_and_the_names_in_its_all(name_of_module: str) -> None:
    module = import_module(f"blogcore.{name_of_module}")
    assert module.__doc__
    for name in module.__all__:
        assert hasattr(module, name)
