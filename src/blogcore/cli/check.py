"""``blogcore check``: whether anything in a file had to be repaired, or does not hang together."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click

from blogcore._text.plain import one_line, short_repr
from blogcore.cli.source import load_file
from blogcore.cli.survey import anomalies_of, homeless
from blogcore.formats import Loaded

__all__ = ["check"]


@click.command
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def check(file: str, as_json: bool) -> int:
    """List the problems of FILE; exit code 1 where there are any."""
    problems = list(_problems(load_file(file)))
    if as_json:
        found = [{"kind": kind, "problem": problem} for kind, problem in problems]
        click.echo(json.dumps({"problems": found}, ensure_ascii=False, indent=2))
        return 1 if problems else 0
    for _, problem in problems:
        click.echo(one_line(problem))
    click.echo(f"blogcore: {len(problems) or 'no'} problem{'s' * (len(problems) != 1)}", err=True)
    return 1 if problems else 0


def _problems(loaded: Loaded) -> Iterator[tuple[str, str]]:
    """Each with its kind: what was mended or lost in reading, then what does not hang together."""
    mended = [note for note in loaded.notes if note.severity != "info"]
    for note in mended:
        yield note.severity, str(note)
    rest = loaded.notes.total - len(loaded.notes)
    if rest and mended:  # where every sort that is listed is mere information, so is the rest
        yield "more", f"… and {rest} more notes of the same sorts"
    for odd in anomalies_of(loaded.blog):
        yield odd.kind, str(odd)
    for post_id, count in homeless(loaded.blog).items():
        yield "homeless", f"post {short_repr(post_id)} is not there; comments on it: {count}"
