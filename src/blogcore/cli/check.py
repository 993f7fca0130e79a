"""``blogcore check``: list what had to be repaired in a file, and inconsistencies in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import click

from blogcore._text.plain import one_line, short_repr
from blogcore.cli.info import discussions
from blogcore.cli.output import print_json
from blogcore.cli.source import ReadOptions, load_file, read_options, with_options_named
from blogcore.formats import Loaded

__all__ = ["check"]


@click.command
@click.argument("file")
@read_options
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def check(file: str, reading: ReadOptions, as_json: bool) -> int:
    """List the problems of FILE; the exit code is 1 if there are any."""
    problems = list(_problems(load_file(file, reading)))
    if as_json:
        listed = [{"kind": kind, "problem": problem} for kind, problem in problems]
        print_json({"problems": listed})
        return 1 if problems else 0
    for _, problem in problems:
        click.echo(one_line(problem))
    click.echo(f"blogcore: {len(problems) or 'no'} problem{'s' * (len(problems) != 1)}", err=True)
    return 1 if problems else 0


def _problems(loaded: Loaded) -> Iterator[tuple[str, str]]:
    """Yield kind and text of each problem: notes of the reader, anomalies, missing posts."""
    notes = [note for note in loaded.notes if note.severity != "info"]
    for note in notes:
        yield note.severity, with_options_named(str(note))
    unlisted = loaded.notes.total - len(loaded.notes)
    if unlisted and notes:  # of the same kinds, so if all listed ones are "info", these are too
        yield "more", f"… and {unlisted} more notes of the same kinds"
    blog = loaded.blog
    for discussion in discussions(blog):
        for anomaly in discussion.anomalies:
            yield anomaly.kind, str(anomaly)
    post_ids = {post.id for post in blog.posts}
    missing = Counter(c.post_id for c in blog.comments if c.post_id not in post_ids)
    for post_id, count in missing.items():
        yield "missing_post", f"post {short_repr(post_id)} does not exist; comments on it: {count}"
