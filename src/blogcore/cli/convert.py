"""``blogcore convert``: from one format to another, saying what was mended and what is lost."""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable

import click
from attrs import asdict

from blogcore._text.plain import one_line
from blogcore.cli.source import load_file
from blogcore.formats import Loss, dump

__all__ = ["convert"]


@click.command
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT")
@click.option(
    "--from", "source_format", metavar="FORMAT", help="The format of IN; else its content says it."
)
@click.option("--to", metavar="FORMAT", help="The format of OUT; else its suffix says it.")
@click.option("--private", is_flag=True, help="Write e-mail addresses and all that is private.")
@click.option("--strict", is_flag=True, help="Refuse to lose anything that is not private.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def convert(
    source: str,
    target: str,
    source_format: str | None,
    to: str | None,
    private: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """Write what is in IN to OUT; "-" is standard input or output.

    Notes (what was mended on the way in) and losses (what OUT does not hold) go to standard
    error, or with --json to standard output.
    """
    if as_json and target == "-":
        raise click.UsageError("--json and OUT - would both write to standard output")
    if target == "-" and to is None:
        raise click.UsageError("standard output has no suffix: name the format with --to")
    if _same_file(source, target):
        raise click.UsageError("IN and OUT are one file: what OUT does not hold would be gone")
    loaded = load_file(source, source_format)
    out = sys.stdout.buffer if target == "-" else target
    losses = dump(loaded.blog, out, format=to, private=private, strict=strict)
    if as_json:
        report = {
            "notes": [asdict(note) for note in loaded.notes],
            "notes_total": loaded.notes.total,
            "losses": [asdict(loss) for loss in losses],
            "losses_total": losses.total,
        }
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
        return
    notes = (f"{note.field}: {note.message} ({note.severity})" for note in loaded.notes)
    _tell("notes", notes, loaded.notes.total)
    lost = (f"{_FIGURES.sub('', loss.field) or _kind(loss)}: {loss.reason}" for loss in losses)
    _tell("losses", lost, losses.total)


def _same_file(source: str, target: str) -> bool:
    try:
        return "-" not in (source, target) and os.path.samefile(source, target)
    except (OSError, ValueError):  # one of them is not there, or is no path
        return False


def _kind(loss: Loss) -> str:
    """The kind of item that is lost as a whole."""
    return loss.where.partition(" ")[0]


_FIGURES = re.compile(r"\[[0-9]+\]")


def _tell(name: str, sorts: Iterable[str], total: int) -> None:
    """A short table on stderr: each sort of entry once, with how many there are of it."""
    counts = Counter(sorts)
    if counts:
        click.echo(f"{name}:", err=True)
    for sort, count in counts.most_common():
        click.echo(f"{count:7}  {one_line(sort)}", err=True)
    if total > counts.total():
        click.echo(f"{total - counts.total():7}  more of the same sorts", err=True)
