"""Type checkers accept correct programs that use blogcore, and find the mistakes in others."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip(
    "mypy", reason="mypy is not installed: it comes with the dependency group types"
)

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
ERROR = re.compile(r"^.*?:(\d+): error: .*\[([a-z-]+)\]$", re.MULTILINE)


def errors(program: Path, cache: Path) -> set[tuple[int, str]]:
    """Return line and code of each error that mypy --strict finds in a program."""
    options = ["--strict", "--no-error-summary", "--no-pretty", "--config-file", ""]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, "--cache-dir", str(cache), str(program)],
        capture_output=True,
        text=True,
        check=False,
        cwd=cache,
        env={"MYPYPATH": str(ROOT / "src")},
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    found = {(int(line), code) for line, code in ERROR.findall(done.stdout)}
    assert bool(found) == bool(done.returncode), done.stdout + done.stderr
    return found


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mypy")


@pytest.mark.parametrize("program", sorted((HERE / "accepted").glob("*.py")), ids=lambda p: p.stem)
def test_a_correct_program_has_no_errors(program: Path, cache: Path) -> None:
    assert errors(program, cache) == set()


@pytest.mark.parametrize("program", sorted((HERE / "refused").glob("*.py")), ids=lambda p: p.stem)
def test_each_mistake_is_found_and_nothing_else(program: Path, cache: Path) -> None:
    expected = {
        (number, code)
        for number, line in enumerate(program.read_text("utf-8").splitlines(), start=1)
        for code in re.findall(r"# EXPECT ([a-z-]+)", line)
    }
    assert errors(program, cache) == expected
