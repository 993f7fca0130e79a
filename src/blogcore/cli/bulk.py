"""``blogcore bulk``: thread millions of comments in Parquet files, and create such files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from blogcore.cli.source import ReadOptions, iter_file, read_options

if TYPE_CHECKING:  # numpy and arro3 are loaded only where they are needed
    from blogcore.bulk import BulkOrder

__all__ = ["bulk"]


@click.group
def bulk() -> None:
    """Work with millions of comments in Parquet files."""


@bulk.command
@click.argument("source", metavar="IN")
@click.option("-o", "target", metavar="OUT", required=True, help="The Parquet file to write.")
@click.option("--order", type=click.Choice(["oldest", "newest"]), default="oldest")
@click.option("--id", metavar="COLUMN", default="id", help="Ids of comments.")
@click.option("--parent", metavar="COLUMN", default="in_reply_to", help="Ids of parents.")
@click.option("--published", metavar="COLUMN", default="published", help="Times.")
@click.option("--group", metavar="COLUMN", default="post_id", help="Ids of posts.")
@click.option("--updated", metavar="COLUMN", help="Times of changes; by default 'updated', if any.")
@click.option("--status", metavar="COLUMN", help="Statuses; by default 'status', if any.")
def thread(
    source: str,
    target: str,
    order: BulkOrder,
    id: str,
    parent: str,
    published: str,
    group: str,
    updated: str | None,
    status: str | None,
) -> None:
    """Write the threads of the comments in IN: their positions, depths, roots and anomalies.

    IN is a Parquet file or a folder of them. OUT has a row per comment, in the same order.
    """
    from blogcore.bulk import thread_parquet

    columns = {"id": id, "parent": parent, "published": published, "group": group}
    if updated is not None:
        columns["updated"] = updated
    if status is not None:
        columns["status"] = status
    try:
        count = thread_parquet(source, target, order=order, **columns)
    except FileNotFoundError as error:
        raise click.FileError(source, "no such file or directory") from error
    click.echo(f"{count} comments", err=True)


@bulk.command("from")
@click.argument("source", metavar="FILE")
@click.option("-o", "folder", metavar="FOLDER", required=True, help="Created if it is missing.")
@read_options
@click.option("--private", is_flag=True, help="Write e-mail addresses and other private fields.")
def from_(source: str, folder: str, reading: ReadOptions, private: bool) -> None:
    """Write the blog in FILE to comments.parquet, posts.parquet and other.jsonl in a folder."""
    from blogcore.bulk import blog_to_parquet

    counts = blog_to_parquet(iter_file(source, reading), folder, private=private)
    files = f"{counts.comments} comments, {counts.posts} posts, {counts.other} other items"
    click.echo(files, err=True)
