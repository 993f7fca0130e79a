"""No committed file names a path of one machine or is a corpus file; the Makefile's paths exist."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def tracked() -> list[Path]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git clone: committed files are unknown")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_no_committed_file_names_a_home_folder() -> None:
    homes = [bytes(word, "ascii") for word in ("/" + "root/", "/" + "home/", "/" + "work/")]
    named = [f for f in tracked() if any(home in f.read_bytes() for home in homes)]
    assert named == []


def test_no_committed_file_is_large() -> None:
    large = [(f, f.stat().st_size) for f in tracked() if f.stat().st_size > 400_000]
    assert large == []


def test_the_tests_that_the_makefile_names_exist() -> None:
    names = re.findall(r"\btests/[\w/.]+", (ROOT / "Makefile").read_text("utf-8"))
    assert [name for name in names if not (ROOT / name).exists()] == []
