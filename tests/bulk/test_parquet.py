"""Parquet files: whole or not at all, and with the answers of `thread_columns`."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from tests.bulk.tables import rows_of
from tests.factory import make_blog, make_chain, make_comment

from blogcore import FormatError, iter_load, load
from blogcore.bulk import (
    ParquetCounts,
    blog_to_parquet,
    comments_from_arrow,
    comments_to_arrow,
    posts_from_arrow,
    read_parquet,
    thread_columns,
    thread_parquet,
    thread_schema,
    write_parquet,
)

pytest.importorskip("pyarrow", reason="needs the extra parquet")

SAMPLE = str(files("blogcore") / "sample" / "blog.json")


@pytest.mark.parametrize("stream", [False, True])
def test_a_blog_comes_back_from_its_folder(tmp_path: Path, stream: bool) -> None:
    blog = load(SAMPLE).blog
    counts = blog_to_parquet(iter_load(SAMPLE) if stream else blog, tmp_path, private=True)
    assert comments_from_arrow(read_parquet(tmp_path / "comments.parquet")) == list(blog.comments)
    assert posts_from_arrow(read_parquet(tmp_path / "posts.parquet")) == list(blog.posts)
    other = load(tmp_path / "other.jsonl").blog
    assert (other.site, other.authors) == (blog.site, blog.authors)
    assert counts == ParquetCounts(len(blog.comments), len(blog.posts), 1 + len(blog.authors))
    assert len(list(tmp_path.iterdir())) == 3


def test_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("blogcore.bulk.parquet._BATCH", 7)
    comments = make_chain(20)
    blog_to_parquet(make_blog(*comments), tmp_path)
    assert comments_from_arrow(read_parquet(tmp_path / "comments.parquet")) == comments


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_an_interrupted_run_leaves_the_old_files(
    tmp_path: Path, error: type[BaseException]
) -> None:
    blog_to_parquet(make_blog(make_comment("old")), tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    def interrupted() -> Iterator[Any]:
        yield make_comment("new")
        raise error

    with pytest.raises(error):
        blog_to_parquet(interrupted(), tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_threads_of_a_file(tmp_path: Path) -> None:
    comments = [*make_chain(9), make_comment("x", "gone", status="held")]
    table = comments_to_arrow(comments)
    write_parquet(table, tmp_path / "in.parquet")
    assert thread_parquet(tmp_path / "in.parquet", tmp_path / "out.parquet", order="newest") == 10
    result = read_parquet(tmp_path / "out.parquet")
    expected = thread_columns(table, updated="updated", status="status", order="newest")
    assert rows_of(result) == rows_of(expected)
    assert result.schema.names == thread_schema().names
    assert result.schema.metadata_str["blogcore:version"] == "1"


def test_a_file_that_is_no_parquet(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    path.write_text("id,post_id\n")
    with pytest.raises(FormatError, match=r"in\.parquet cannot be read"):
        thread_parquet(path, tmp_path / "out.parquet")
    with pytest.raises(FileNotFoundError):
        thread_parquet(tmp_path / "missing.parquet", tmp_path / "out.parquet")
    assert not (tmp_path / "out.parquet").exists()
