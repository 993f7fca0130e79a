"""``blogcore info``: what there is in a file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import click
from attrs import asdict

from blogcore._text.plain import one_line
from blogcore.cli.source import load_file
from blogcore.cli.survey import discussions
from blogcore.formats import Loaded, Note

__all__ = ["info"]


@click.command
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def info(file: str, as_json: bool) -> None:
    """Tell what is in FILE: site, posts, comments, deepest thread, anomalies, notes."""
    loaded = load_file(file)
    facts = _facts(loaded)
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        for line in _lines(facts):
            click.echo(line)


def _facts(loaded: Loaded) -> dict[str, Any]:
    blog = loaded.blog
    threads = list(discussions(blog))
    deepest = max(threads, key=lambda thread: thread.levels, default=None)
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
        "anomalies": dict(Counter(odd.kind for thread in threads for odd in thread.anomalies)),
        "notes": [asdict(note) for note in loaded.notes],
        "notes_total": loaded.notes.total,
    }


def _lines(facts: dict[str, Any]) -> Iterator[str]:
    site, deepest = facts["site"], facts["deepest"]
    names = [one_line(site["title"]), one_line(site["tagline"])]
    yield " – ".join(filter(None, names)) or "(a site without a title)"
    rows = {
        "format": facts["format"],
        "address": one_line(site["url"] or "unknown"),
        "authors": str(facts["authors"]),
        "posts": _counted(facts["posts"]),
        "of which": _counted(facts["kinds"]),
        "comments": _counted(facts["comments"]),
        "pings": str(facts["pings"]),
        "deepest": deepest
        and "post {post}: levels {levels}, comments {comments}".format_map(
            deepest | {"post": one_line(deepest["post"])}
        ),
        "anomalies": _counted(facts["anomalies"]),
        "notes": str(facts["notes_total"]),
    }
    for name, value in rows.items():
        yield f"{name:10} {value or 'none'}"
    for note in facts["notes"]:
        yield f"  {one_line(str(Note(**note)))}"
    if facts["notes_total"] > len(facts["notes"]):
        yield f"  … and {facts['notes_total'] - len(facts['notes'])} more of the same sorts"


def _counted(counts: dict[str, int]) -> str:
    """As "16 (13 approved, 2 held, 1 spam)"."""
    if not counts:
        return "none"
    parts = ", ".join(f"{count} {name}" for name, count in counts.items())
    return f"{sum(counts.values())} ({parts})"
