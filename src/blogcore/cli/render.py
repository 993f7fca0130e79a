"""``blogcore render``: the page of a post, with its threaded comments."""

from __future__ import annotations

import shutil
import sys
from collections import Counter

import click

from blogcore._text.plain import one_line
from blogcore.cli.source import load_file
from blogcore.errors import FormatError
from blogcore.formats.files import replace_file
from blogcore.models import Blog, Post
from blogcore.renderers import Context, render_page

__all__ = ["render"]

_PIECE = 1 << 14


@click.command
@click.argument("file")
@click.option("--post", metavar="ID|SLUG", help="Which post; else the one with most comments.")
@click.option("--as", "name", default="text", show_default=True, help="Which renderer.")
@click.option("-o", "--output", metavar="OUT", help="Write a file, not standard output.")
@click.option("--bylines/--no-bylines", default=True, help="Author and date above each comment.")
def render(file: str, post: str | None, name: str, output: str | None, bylines: bool) -> None:
    """Print the page of a post of FILE, with its threaded comments."""
    blog = load_file(file).blog
    chosen = _most_discussed(blog) if post is None else blog.post(post)
    page = render_page(blog, chosen, name, bylines=bylines, context=Context(width=_width(output)))
    if output in (None, "-"):
        # In pieces: with PYTHONUNBUFFERED a single large write to a pipe that closes is not told.
        for at in range(0, len(page), _PIECE):
            click.echo(page[at : at + _PIECE], nl=False, color=True)  # as the renderer made it
    else:
        with replace_file(output) as stream:
            stream.write(page.encode())
    if post is None and len(blog.posts) > 1:  # behind the page: a failure is one line alone
        which = f"post {one_line(chosen.id)} “{one_line(chosen.title)}”"
        click.echo(f"blogcore: {which}; --post takes another", err=True)


def _width(output: str | None) -> int | None:
    """Columns of the terminal that shows it; None where none does."""
    shown = output in (None, "-") and sys.stdout.isatty()
    return shutil.get_terminal_size().columns if shown else None


def _most_discussed(blog: Blog) -> Post:
    """The public post with most approved comments, the first of equals."""
    if not blog.posts:
        raise FormatError("", "", "there is no post in this file")
    counts = Counter(comment.post_id for comment in blog.comments if comment.status == "approved")
    public = [post for post in blog.posts if post.is_public and post.kind != "other"]
    return max(public or blog.posts, key=lambda post: counts[post.id])
