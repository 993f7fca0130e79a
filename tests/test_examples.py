"""The code of an example in the documentation is the same as in the example."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_renderer_in_the_documentation_is_the_one_in_the_example() -> None:
    source = (ROOT / "examples/blogcore-irc/src/blogcore_irc/__init__.py").read_text("utf-8")
    shown = (ROOT / "docs/plugins.md").read_text("utf-8")
    (block,) = (b for b in re.findall(r"```python\n(.*?)```", shown, re.S) if "class Irc" in b)
    assert _enter(block) == _enter(source)


def _enter(source: str) -> str:
    """Return the body of the method that renders a comment."""
    renderer = next(
        part
        for part in ast.parse(source).body
        if isinstance(part, ast.ClassDef) and part.name == "Irc"
    )
    (enter,) = (part for part in renderer.body if getattr(part, "name", "") == "enter")
    return "\n".join(ast.unparse(statement) for statement in getattr(enter, "body", []))
