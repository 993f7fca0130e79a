"""Each program is short and uses only public names."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

import flask_app
import starlette_app

import blogcore


@pytest.mark.parametrize("program", [flask_app, starlette_app])
def test_the_program_is_short_and_uses_public_names_only(program) -> None:
    source = Path(program.__file__).read_text(encoding="utf-8")
    assert len(source.splitlines()) < 200
    neighbours = {path.stem for path in Path(program.__file__).parent.glob("*.py")}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):  # one file is the whole program
            assert not neighbours & {getattr(node, "module", None), *(it.name for it in node.names)}
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("blogcore"):
            module = sys.modules[node.module]
            assert not {name.name for name in node.names} - set(module.__all__)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert node.value.id != "blogcore" or node.attr in blogcore.__all__
