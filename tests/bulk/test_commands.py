"""``blogcore bulk``: Parquet files from exports, and their threads."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from blogcore import load
from blogcore.bulk import read_parquet
from blogcore.cli.app import run

pytest.importorskip("pyarrow", reason="needs the extra parquet")

SAMPLE = str(files("blogcore") / "sample" / "blog.xml")


def test_from_export_to_threads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = tmp_path / "blog", tmp_path / "threads.parquet"
    blog = load(SAMPLE).blog
    assert run(["bulk", "from", SAMPLE, "-o", str(folder)]) == 0
    counts = f"{len(blog.comments)} comments, {len(blog.posts)} posts"
    assert capsys.readouterr().err.startswith(counts)
    assert run(["bulk", "thread", str(folder / "comments.parquet"), "-o", str(out)]) == 0
    assert capsys.readouterr().err == f"{len(blog.comments)} comments\n"
    table = read_parquet(out)
    depths: dict[Any, Any] = dict(
        zip(table["id"].to_pylist(), table["depth"].to_pylist(), strict=True)
    )
    for post in blog.posts:
        for node in blog.thread(post.id):
            assert depths[node.comment.id] == node.depth


def test_other_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["bulk", "from", SAMPLE, "-o", str(tmp_path)])
    source, out = str(tmp_path / "comments.parquet"), str(tmp_path / "out.parquet")
    options = ["--group", "kind", "--order", "newest", "--updated", "published"]
    assert run(["bulk", "thread", source, "-o", out, *options]) == 0
    assert set(read_parquet(out)["post_id"].to_pylist()) <= {"comment", "pingback", "trackback"}
    capsys.readouterr()
    assert run(["bulk", "thread", source, "-o", out, "--id", "key"]) == 1
    assert "key: is not among the columns" in capsys.readouterr().err


def test_files_that_cannot_be_read_or_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing, out = str(tmp_path / "missing"), str(tmp_path / "out.parquet")
    assert run(["bulk", "thread", missing, "-o", out]) == 1
    assert run(["bulk", "from", missing, "-o", str(tmp_path)]) == 1
    assert run(["bulk", "thread", SAMPLE, "-o", out]) == 1
    assert run(["bulk", "from", SAMPLE, "-o", f"{SAMPLE}/folder"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[:2] == [f"blogcore: {missing}: cannot be read: no such file or directory"] * 2
    assert "parquet:" in lines[2] and "cannot be written" in lines[3]
    assert len(lines) == 4
    assert list(tmp_path.glob("*.parquet")) == []
