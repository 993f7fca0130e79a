"""The documented layers are the checked ones; tests follow the rule for private modules."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_table_in_contributing_lists_the_layers_of_the_import_contract() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = config["tool"]["importlinter"]["contracts"]
    [layers] = [contract["layers"] for contract in contracts if contract["type"] == "layers"]
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    table = text[text.index("| layer | packages") :].split("\n\n")[0]
    assert [set(re.findall(r"`(\w+)`", row.split("|")[2])) for row in table.splitlines()[2:]] == [
        set(re.findall(r"\w+", layer)) for layer in layers
    ]


def private_owners(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield the package around each private module of blogcore that a file imports."""
    for statement in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(statement, ast.ImportFrom) and statement.module:
            names = [f"{statement.module}.{alias.name}" for alias in statement.names]
        elif isinstance(statement, ast.Import):
            names = [alias.name for alias in statement.names]
        else:
            continue
        for name in names:
            package, _, private = name.partition("._")
            owner = tuple(package.split("."))
            module = Path(ROOT, "src", *owner, "_" + private.split(".")[0])
            if owner[0] == "blogcore" and (module.is_dir() or module.with_suffix(".py").is_file()):
                yield owner


def test_tests_import_private_modules_only_of_the_package_that_they_test() -> None:
    """A file in tests/formats/ may import `blogcore.formats._x`, but no `blogcore.stores._x`."""
    wrong = set()
    for path in (ROOT / "tests").rglob("*.py"):
        tested = ("blogcore", *path.parent.relative_to(ROOT / "tests").parts)
        package = tested[
            :2
        ]  # a test may be in the folder of a package that contains the tested one
        if any(owner[:2] != package[: len(owner)] for owner in private_owners(path)):
            wrong.add(path.relative_to(ROOT).as_posix())
    assert wrong == set()
