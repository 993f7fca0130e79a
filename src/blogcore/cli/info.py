"""``blogcore info``: summarise the content of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import click
from attrs import asdict, frozen

from blogcore._text.plain import one_line
from blogcore.cli.output import print_json
from blogcore.cli.source import ReadOptions, load_file, read_options, with_options_named
from blogcore.formats import Loaded, Note
from blogcore.models import Blog
from blogcore.threads import Anomaly

__all__ = ["Discussion", "discussions", "info"]


@click.command
@click.argument("file")
@read_options
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def info(file: str, reading: ReadOptions, as_json: bool) -> None:
    """Summarise FILE: site, posts, comments, deepest thread, anomalies, notes."""
    facts = _facts(load_file(file, reading))
    if as_json:
        print_json(facts)
    else:
        for line in _lines(facts):
            click.echo(line)


@frozen
class Discussion:
    """The thread of one post in numbers."""

    post_id: str
    #: Number of comments.
    comments: int
    #: Levels of replies; 1 if no comment answers another.
    levels: int
    anomalies: tuple[Anomaly, ...]


def discussions(blog: Blog) -> Iterator[Discussion]:
    """Yield the discussion of each post id that comments name, even if the post is missing."""
    for post_id in dict.fromkeys(comment.post_id for comment in blog.comments):
        thread = blog.thread(post_id)
        levels = thread.stats.deepest + 1
        yield Discussion(post_id, len(thread), levels, thread.anomalies)


def _facts(loaded: Loaded) -> dict[str, Any]:
    """Return the object that ``--json`` prints."""
    blog = loaded.blog
    threads = list(discussions(blog))
    deepest = max(threads, key=lambda thread: thread.levels, default=None)
    anomalies = Counter(anomaly.kind for thread in threads for anomaly in thread.anomalies)
    return {
        "format": loaded.format,
        "site": {"title": blog.site.title, "tagline": blog.site.tagline, "url": blog.site.url},
        "authors": len(blog.authors),
        "posts": dict(Counter(post.status for post in blog.posts)),
        "kinds": dict(Counter(post.kind for post in blog.posts)),
        "comments": dict(Counter(comment.status for comment in blog.comments)),
        "pings": sum(comment.kind != "comment" for comment in blog.comments),
        "deepest": deepest
        and {
            "post": deepest.post_id,
            "levels": deepest.levels,
            "comments": deepest.comments,
        },
        "anomalies": dict(anomalies),
        "notes": [asdict(note) for note in loaded.notes],
        "notes_total": loaded.notes.total,
    }


def _lines(facts: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of the text output."""
    site, deepest = facts["site"], facts["deepest"]
    names = [one_line(site["title"]), one_line(site["tagline"])]
    yield " – ".join(filter(None, names)) or "(a site without a title)"
    rows = {
        "format": facts["format"],
        "address": one_line(site["url"] or "unknown"),
        "authors": str(facts["authors"]),
        "posts": _format_counts(facts["posts"]),
        "of which": _format_counts(facts["kinds"]),
        "comments": _format_counts(facts["comments"]),
        "pings": str(facts["pings"]),
        "deepest": deepest
        and "post {post}: levels {levels}, comments {comments}".format_map(
            deepest | {"post": one_line(deepest["post"])}
        ),
        "anomalies": _format_counts(facts["anomalies"]),
        "notes": str(facts["notes_total"]),
    }
    for name, value in rows.items():
        yield f"{name:10} {value or 'none'}"
    for note in facts["notes"]:
        yield f"  {one_line(with_options_named(str(Note(**note))))}"
    if facts["notes_total"] > len(facts["notes"]):
        yield f"  … and {facts['notes_total'] - len(facts['notes'])} more of the same kinds"


def _format_counts(counts: dict[str, int]) -> str:
    """Return counts as text: "16 (13 approved, 2 held, 1 spam)"."""
    if not counts:
        return "none"
    parts = ", ".join(f"{count} {name}" for name, count in counts.items())
    return f"{sum(counts.values())} ({parts})"
