"""``blogcore infer``: list who probably answers whom, and write the links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import click
from attrs import asdict, evolve, frozen

from blogcore._text.plain import excerpt, one_line
from blogcore.cli.output import print_json
from blogcore.cli.source import ReadOptions, load_file, read_options
from blogcore.cli.target import (
    check_target,
    print_losses,
    print_notes,
    private_option,
    to_option,
    write,
)
from blogcore.inference import InferredReply, infer_replies
from blogcore.inference.infer import sort_by_time
from blogcore.models import Blog, Comment, Post
from blogcore.threads import Thread

__all__ = ["infer"]

#: How many words of each text ``--review`` shows.
_EXCERPT_WORDS = 40


@click.command
@click.argument("file")
@read_options
@click.option("--post", metavar="ID|SLUG", help="The post; by default all posts.")
@click.option(
    "--at-least",
    type=click.FloatRange(0, 1),
    default=0.8,
    show_default=True,
    metavar="P",
    help="Leave out links that are less probable, from 0 to 1.",
)
@click.option("--apply", "apply_all", is_flag=True, help="Write the blog with these links to OUT.")
@click.option("--review", is_flag=True, help="Ask for each link; write the accepted ones to OUT.")
@click.option("-o", "--output", metavar="OUT", help='Where to write the blog; "-" is the output.')
@to_option
@private_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def infer(
    file: str,
    reading: ReadOptions,
    post: str | None,
    at_least: float,
    apply_all: bool,
    review: bool,
    output: str | None,
    to: str | None,
    private: bool,
    as_json: bool,
) -> None:
    """List which comments of FILE probably answer which, with the evidence.

    Only approved comments without a reply link are examined. With --apply or --review the blog is
    written to OUT; new links are marked as inferred if the format can hold such a mark.
    """
    _check_usage(file, apply_all, review, output, to, private, as_json)
    loaded = load_file(file, reading)
    blog = loaded.blog
    chosen = None if post is None else blog.post(post)
    found: Iterable[_Discussion] = _discussions(blog, chosen, at_least)
    found = list(_reviewed(found) if review else found)
    if as_json:
        print_json({"links": list(_as_data(found))})
    elif not review and output != "-":
        for line in _lines(found):
            click.echo(line)
    if output is not None:
        losses = write(_with_links(blog, found), output, to, private=private)
        if not as_json:
            print_notes(loaded)
            print_losses(losses)
    count = sum(len(discussion.links) for discussion in found)
    click.echo(f"blogcore: {count or 'no'} link{'s' * (count != 1)}", err=True)


def _check_usage(
    file: str,
    apply_all: bool,
    review: bool,
    output: str | None,
    to: str | None,
    private: bool,
    as_json: bool,
) -> None:
    """Refuse options that contradict each other."""
    if apply_all and review:
        raise click.UsageError("--apply takes every link, --review asks: use one of them")
    if output is None:
        for option, is_set in (("--apply", apply_all), ("--review", review)):
            if is_set:
                raise click.UsageError(f"{option} writes the blog: name the file with -o")
        for option, is_set in (("--to", to is not None), ("--private", private)):
            if is_set:
                raise click.UsageError(f"{option} is about OUT: use it with -o")
        return
    if not (apply_all or review):
        raise click.UsageError("-o needs --apply, or --review to choose the links")
    if review and file == "-":
        raise click.UsageError("--review reads answers from standard input: name a file")
    if review and as_json:
        raise click.UsageError("--review asks questions, so it prints no JSON")
    check_target(file, output, to, as_json)


@frozen
class _Discussion:
    """The thread of one post, and the links that were found in it."""

    post_id: str
    #: Title of the post; empty if it is unknown.
    title: str
    thread: Thread
    #: Number of each comment by id, counted by time as in the evidence.
    numbers: Mapping[str, int]
    #: Probable links, ordered by the time of the comment.
    links: Sequence[InferredReply]

    def label(self, id: str | None) -> str:
        """Return number, id and author of a comment: "#2 (17, Lien)"."""
        comment = self.thread[id or ""].comment
        known = filter(None, map(one_line, (comment.id, comment.author.name)))
        return f"#{self.numbers[comment.id]} ({', '.join(known)})"

    def words(self, id: str | None) -> str:
        """Return the first words of a comment."""
        return excerpt(one_line(self.thread[id or ""].comment.body.to_text()), _EXCERPT_WORDS)


def _discussions(blog: Blog, chosen: Post | None, at_least: float) -> Iterator[_Discussion]:
    """Yield the discussions, of one post or all posts, in which a link was found."""
    posts = {post.id: post for post in blog.posts}
    post_ids = dict.fromkeys(comment.post_id for comment in blog.comments)
    for post_id in post_ids if chosen is None else (chosen.id,):
        post = posts.get(post_id)
        thread = blog.thread(post_id)
        comments = [
            comment
            for comment in thread.comments
            if comment.status == "approved" and comment.kind == "comment"
        ]
        language = (post.language if post is not None else None) or blog.site.language
        links = [
            reply
            for reply in infer_replies(comments, post, language=language)
            if reply.parent_id is not None and reply.probability >= at_least
        ]
        if links:
            numbers = {c.id: number for number, c in enumerate(sort_by_time(comments), 1)}
            title = one_line(post.title) if post is not None else ""
            yield _Discussion(post_id, title, thread, numbers, links)


def _lines(discussions: Iterable[_Discussion]) -> Iterator[str]:
    """Yield the lines of the text output."""
    for discussion in discussions:
        yield _heading(discussion)
        for link in discussion.links:
            yield f"  {_sentence(discussion, link)}"


def _heading(discussion: _Discussion) -> str:
    title = f" “{discussion.title}”" if discussion.title else ""
    return f"post {one_line(discussion.post_id)}{title}"


def _sentence(discussion: _Discussion, link: InferredReply) -> str:
    """Return a link in words, with its probability and evidence."""
    pair = f"{discussion.label(link.comment_id)} answers {discussion.label(link.parent_id)}"
    probability = min(link.probability, 0.99)  # never "100 %", because no inferred link is certain
    return f"{pair}, {probability:.2f}: {one_line(link.explanation)}"


def _as_data(discussions: Iterable[_Discussion]) -> Iterator[dict[str, Any]]:
    """Yield each link as the JSON object that ``--json`` prints."""
    for discussion in discussions:
        for link in discussion.links:
            yield {"post_id": discussion.post_id, **asdict(link), "explanation": link.explanation}


def _reviewed(discussions: Iterable[_Discussion]) -> Iterator[_Discussion]:
    """Ask for each link on the terminal; yield the discussions with the accepted ones."""
    stopped = False
    for discussion in discussions:
        accepted: list[InferredReply] = []
        if not stopped:
            click.echo(_heading(discussion), err=True)
        for link in discussion.links if not stopped else ():
            click.echo(f"\n  {discussion.label(link.parent_id)}", err=True)
            click.echo(f"    {discussion.words(link.parent_id)}", err=True)
            click.echo(f"  {_sentence(discussion, link)}", err=True)
            click.echo(f"    {discussion.words(link.comment_id)}", err=True)
            answer = click.prompt(
                "  Link them? yes, no, or quit and write",
                type=click.Choice(("y", "n", "q")),
                err=True,
            )
            if answer == "q":
                stopped = True
                break
            if answer == "y":
                accepted.append(link)
        yield evolve(discussion, links=accepted)


def _with_links(blog: Blog, discussions: Iterable[_Discussion]) -> Blog:
    """Return the blog with the links of the discussions, marked as inferred."""
    parents: dict[tuple[str, str], str | None] = {}
    for discussion in discussions:
        thread = discussion.thread
        for comment in thread.with_inferred(discussion.links, at_least=0).comments:
            if comment.in_reply_to != thread[comment.id].comment.in_reply_to:
                parents[comment.post_id, comment.id] = comment.in_reply_to
    return evolve(blog, comments=[_with_link(comment, parents) for comment in blog.comments])


def _with_link(comment: Comment, parents: Mapping[tuple[str, str], str | None]) -> Comment:
    parent_id = parents.get((comment.post_id, comment.id))
    return comment if parent_id is None else evolve(comment, in_reply_to=parent_id, inferred=True)
