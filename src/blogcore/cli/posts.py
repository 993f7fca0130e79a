"""``blogcore posts``: list the posts of a file, to choose one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import click

from blogcore._text.plain import one_line
from blogcore.cli.output import print_json
from blogcore.cli.source import ReadOptions, load_file, read_options
from blogcore.models import Blog, Post

__all__ = ["posts", "shown_status"]

_HEADER = ("id", "slug", "date", "status", "comments", "title")


@click.command
@click.argument("file")
@read_options
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def posts(file: str, reading: ReadOptions, as_json: bool) -> None:
    """List the posts of FILE: id, slug, date, status, number of approved comments, title."""
    rows = list(_rows(load_file(file, reading).blog))
    if as_json:
        print_json({"posts": [dict(zip(_HEADER, row, strict=True)) for row in rows]})
        return
    for line in _table(
        [_HEADER, *(tuple(str(cell) if cell != "" else "-" for cell in row) for row in rows)]
    ):
        click.echo(line)


def shown_status(post: Post) -> str:
    """Return the status of a post; "protected" for a published one that needs a password."""
    return "protected" if post.protected and post.status == "published" else post.status


def _rows(blog: Blog) -> Iterator[tuple[str, str, str, str, int, str]]:
    counts = Counter(comment.post_id for comment in blog.comments if comment.status == "approved")
    for post in blog.posts:
        date = post.published.date().isoformat() if post.published else ""
        slug, title = one_line(post.slug or ""), one_line(post.title)
        yield one_line(post.id), slug, date, shown_status(post), counts[post.id], title


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the rows as lines with aligned columns; the last column is not padded."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=False))
        yield "  ".join([*cells, row[-1]])
