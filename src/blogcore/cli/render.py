"""``blogcore render``: print the page of a post, with its threaded comments."""

from __future__ import annotations

import shutil
import sys
from collections import Counter

import click

from blogcore._text.plain import one_line
from blogcore.cli.source import ReadOptions, load_file, read_options
from blogcore.errors import FormatError
from blogcore.formats.files import replace_file
from blogcore.models import Blog, Post
from blogcore.renderers import Context, render_page

__all__ = ["render"]

#: Characters per write.
_CHUNK = 1 << 14


@click.command
@click.argument("file")
@read_options
@click.option("--post", metavar="ID|SLUG", help="The post; by default the one with most comments.")
@click.option("--as", "name", default="text", show_default=True, help="Name of the renderer.")
@click.option("-o", "--output", metavar="OUT", help="Write to a file.")
@click.option("--bylines/--no-bylines", default=True, help="Show author and date of each comment.")
def render(
    file: str,
    reading: ReadOptions,
    post: str | None,
    name: str,
    output: str | None,
    bylines: bool,
) -> None:
    """Print the page of a post of FILE, with its threaded comments."""
    blog = load_file(file, reading).blog
    chosen = _most_discussed(blog) if post is None else blog.post(post)
    page = render_page(blog, chosen, name, bylines=bylines, context=Context(width=_width(output)))
    if output in (None, "-"):
        # In chunks: with PYTHONUNBUFFERED, one large write to a closed pipe raises nothing.
        for start in range(0, len(page), _CHUNK):
            # `color` keeps the escape sequences of the renderer.
            click.echo(page[start : start + _CHUNK], nl=False, color=True)
    else:
        with replace_file(output) as stream:
            stream.write(page.encode())
    if post is None and len(blog.posts) > 1:  # after the page, because a failure is one line only
        title = f"post {one_line(chosen.id)} “{one_line(chosen.title)}”"
        click.echo(f"blogcore: {title}; --post takes another", err=True)


def _width(output: str | None) -> int | None:
    """Return the columns of the terminal; None if the output is not a terminal."""
    is_terminal = output in (None, "-") and sys.stdout.isatty()
    return shutil.get_terminal_size().columns if is_terminal else None


def _most_discussed(blog: Blog) -> Post:
    """Return the public post with most approved comments, the first of equals."""
    if not blog.posts:
        raise FormatError("", "", "there is no post in this file")
    counts = Counter(comment.post_id for comment in blog.comments if comment.status == "approved")
    public = [post for post in blog.posts if post.is_public and post.kind != "other"]
    return max(public or blog.posts, key=lambda post: counts[post.id])
