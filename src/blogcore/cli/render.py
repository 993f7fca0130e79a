"""``blogcore render``: print the page of a post, with its threaded comments."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections import Counter

import click
from attrs import evolve

from blogcore._text.plain import excerpt, one_line
from blogcore.cli.posts import shown_status
from blogcore.cli.source import ReadOptions, load_file, read_options
from blogcore.errors import FormatError
from blogcore.formats.files import replace_file
from blogcore.i18n import get_words
from blogcore.models import Blog, Post
from blogcore.renderers import Context, render_page

__all__ = ["render"]

#: How many characters are written at a time.
_CHUNK = 1 << 14
#: How many posts, and words of a title, an error lists.
_MAX_LISTED = 5
_TITLE_WORDS = 6
#: Colours (ECMA-48) and links (OSC 8). No other text has escape characters.
_ESCAPES = re.compile("\x1b\\[[0-9;]*m|\x1b\\]8;[^\x1b]*\x1b\\\\")


@click.command
@click.argument("file")
@read_options
@click.option("--post", metavar="ID|SLUG", help="The post; by default the one with most comments.")
@click.option("--as", "name", default="text", show_default=True, help="Name of the renderer.")
@click.option("-o", "--output", metavar="OUT", help="Write to a file.")
@click.option(
    "--color/--no-color",
    default=None,
    help="Colours and links of --as terminal; by default if the output is a terminal.",
)
@click.option("--bylines/--no-bylines", default=True, help="Show author and date of each comment.")
@click.option("--language", metavar="TAG", help="Language of the page; by default the blog's.")
def render(
    file: str,
    reading: ReadOptions,
    post: str | None,
    name: str,
    output: str | None,
    color: bool | None,
    bylines: bool,
    language: str | None,
) -> None:
    """Print the page of a post of FILE, with its threaded comments."""
    blog = load_file(file, reading).blog
    chosen = _most_discussed(blog) if post is None else blog.post(post)
    context = Context(width=_width(output))
    if language is not None:
        context = evolve(context, words=get_words(language))
    page = render_page(blog, chosen, name, bylines=bylines, context=context)
    if not (_uses_color(output) if color is None else color):
        page = _ESCAPES.sub("", page)
    if output in (None, "-"):
        # In chunks: with PYTHONUNBUFFERED, one large write to a closed pipe raises nothing.
        for start in range(0, len(page), _CHUNK):
            # `color` keeps the escape sequences of the renderer.
            click.echo(page[start : start + _CHUNK], nl=False, color=True)
    else:
        with replace_file(output) as stream:
            stream.write(page.encode())
    if (
        post is None and len(blog.posts) > 1
    ):  # after the page, because a failure must print one line only
        title = f"post {one_line(chosen.id)} “{one_line(chosen.title)}”"
        click.echo(f"blogcore: {title}; --post takes another", err=True)


def _width(output: str | None) -> int | None:
    """Return the columns of the terminal; None if the output is not a terminal."""
    return shutil.get_terminal_size().columns if _is_terminal(output) else None


def _uses_color(output: str | None) -> bool:
    """Return whether the output is a terminal and NO_COLOR is not set (https://no-color.org)."""
    return _is_terminal(output) and not os.environ.get("NO_COLOR")


def _is_terminal(output: str | None) -> bool:
    return output in (None, "-") and sys.stdout.isatty()


def _most_discussed(blog: Blog) -> Post:
    """Return the public post with most approved comments, the first of equals."""
    if not blog.posts:
        raise FormatError("", "", "there is no post in this file")
    public = [post for post in blog.posts if post.is_public]
    if not public:
        listed = ", ".join(map(_describe, blog.posts[:_MAX_LISTED]))
        more = len(blog.posts) - _MAX_LISTED
        others = f" and {more} more (see blogcore posts)" if more > 0 else ""
        reason = f"no post in this file is public; choose one with --post: {listed}{others}"
        raise FormatError("", "", reason)
    counts = Counter(comment.post_id for comment in blog.comments if comment.status == "approved")
    usual = [post for post in public if post.kind != "other"]
    return max(usual or public, key=lambda post: counts[post.id])


def _describe(post: Post) -> str:
    return f"{post.id} ({shown_status(post)}) “{excerpt(one_line(post.title), _TITLE_WORDS)}”"
