"""Parquet files: a blog as a folder of them, and the threads of the comments in one.

Needs the extra ``parquet``. A file appears only when it is complete.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from arro3.core import Schema, Table
from attrs import frozen

from blogcore.bulk.columns import BulkOrder, thread_columns
from blogcore.bulk.convert import (
    comments_schema,
    comments_to_arrow,
    posts_schema,
    posts_to_arrow,
)
from blogcore.errors import FormatError, MissingExtraError
from blogcore.formats import Item, dump
from blogcore.formats.assemble import items_of
from blogcore.formats.files import replace_file
from blogcore.models import Blog, Comment, Post

__all__ = [
    "ParquetCounts",
    "blog_to_parquet",
    "import_pyarrow",
    "read_parquet",
    "thread_parquet",
    "write_parquet",
]

#: Records that are converted and written at once.
_BATCH = 20_000


@frozen
class ParquetCounts:
    """How many records `blog_to_parquet` wrote to each file."""

    #: Rows of ``comments.parquet``.
    comments: int
    #: Rows of ``posts.parquet``.
    posts: int
    #: Items in ``other.jsonl``.
    other: int


def blog_to_parquet(
    blog: Blog | Iterable[Item], folder: str | os.PathLike[str], *, private: bool = False
) -> ParquetCounts:
    """Write a blog as ``comments.parquet``, ``posts.parquet`` and ``other.jsonl``.

    The last has the site, the authors and the image files, as native JSON Lines. Until everything
    is written, files that are already in the folder stay as they are. In constant memory:
    ``blog_to_parquet(iter_load("export.xml"), "folder")``.

    Args:
        blog: A blog, or items as `iter_load` yields them.
        folder: The folder; created if it is missing.
        private: Write private fields too.

    Raises:
        OSError: A file cannot be written.
        MissingExtraError: The extra ``parquet`` is not installed.
    """
    items = items_of(blog) if isinstance(blog, Blog) else iter(blog)
    import_pyarrow()
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    other = 0
    with (
        _batches(
            path / "comments.parquet", comments_schema(), comments_to_arrow, private
        ) as comments,
        _batches(path / "posts.parquet", posts_schema(), posts_to_arrow, private) as posts,
    ):

        def others() -> Iterator[Item]:
            nonlocal other
            for item in items:
                if isinstance(item, Comment):
                    comments.add(item)
                elif isinstance(item, Post):
                    posts.add(item)
                else:
                    other += 1
                    yield item

        dump(others(), path / "other.jsonl", format="jsonl", private=private)
    return ParquetCounts(comments.count, posts.count, other)


def thread_parquet(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    *,
    order: BulkOrder = "oldest",
    **columns: str,
) -> int:
    """Thread the comments of a Parquet file into another, and return how many there are.

    Args:
        source: A file or a folder of files, with the columns of `comments_to_arrow` or others.
        target: The file to write, with the columns of `thread_schema`.
        order: The order of siblings.
        columns: Names of columns, as for `thread_columns`. ``updated`` and ``status`` are used
            if the file has columns of these names.

    Raises:
        OSError: A file cannot be read or written.
        FormatError: The source is no Parquet file.
        ValidationError: As for `thread_columns`.
        MissingExtraError: The extra ``parquet`` is not installed.
    """
    known = _dataset(source).schema.names
    optional = {name: name for name in ("updated", "status") if name in known}
    names = {**optional, **columns}
    used = {
        "id": "id",
        "parent": "in_reply_to",
        "published": "published",
        "group": "post_id",
    } | names
    table = read_parquet(source, [name for name in known if name in used.values()])
    result = thread_columns(table, order=order, **names)
    write_parquet(result, target)
    return result.num_rows


def read_parquet(source: str | os.PathLike[str], columns: Sequence[str] | None = None) -> Table:
    """Return the content of a Parquet file, or of a folder of them.

    Args:
        source: Path of the file or folder.
        columns: The columns to read; None reads all.

    Raises:
        OSError: The file cannot be read.
        FormatError: It is no Parquet file.
        MissingExtraError: The extra ``parquet`` is not installed.
    """
    return Table.from_arrow(_dataset(source).to_table(columns=columns))


def write_parquet(table: Table, target: str | os.PathLike[str]) -> None:
    """Write a table to a Parquet file, which appears only when it is complete.

    Args:
        table: The table.
        target: Path of the file.

    Raises:
        OSError: The file cannot be written.
        MissingExtraError: The extra ``parquet`` is not installed.
    """
    pyarrow, parquet = import_pyarrow()
    with replace_file(target) as stream:
        parquet.write_table(pyarrow.table(table), stream, compression="zstd")


class _Batches:
    """A Parquet file that is written batch by batch."""

    def __init__(self, writer: Any, convert: Callable[[list[Any]], Table]) -> None:
        self._writer = writer
        self._convert = convert
        self._records: list[Comment | Post] = []
        self.count = 0

    def add(self, record: Comment | Post) -> None:
        self._records.append(record)
        self.count += 1
        if len(self._records) == _BATCH:
            self.flush()

    def flush(self) -> None:
        pyarrow, _ = import_pyarrow()
        self._writer.write_table(pyarrow.table(self._convert(self._records)))
        self._records.clear()


@contextmanager
def _batches(
    path: Path, schema: Schema, to_arrow: Callable[..., Table], private: bool
) -> Generator[_Batches]:
    pyarrow, parquet = import_pyarrow()
    with (
        replace_file(path) as stream,
        parquet.ParquetWriter(stream, pyarrow.schema(schema), compression="zstd") as writer,
    ):
        batches = _Batches(writer, lambda records: to_arrow(records, private=private))
        yield batches
        batches.flush()


def _dataset(source: str | os.PathLike[str]) -> Any:
    pyarrow, _ = import_pyarrow()
    try:
        return pyarrow.dataset.dataset(os.fspath(source), format="parquet")
    except pyarrow.ArrowInvalid as error:
        name, reason = os.fsdecode(source), str(error).partition(".")[0]
        raise FormatError("parquet", "", f"{name} cannot be read: {reason}") from error


def import_pyarrow() -> tuple[Any, Any]:
    """Return pyarrow and its module ``parquet``, or raise `MissingExtraError`."""
    try:
        pyarrow: Any = import_module("pyarrow")  # it has no types
        import_module("pyarrow.dataset")
        parquet: Any = import_module("pyarrow.parquet")
    except ImportError as error:
        raise MissingExtraError("parquet", "pyarrow") from error
    return pyarrow, parquet
