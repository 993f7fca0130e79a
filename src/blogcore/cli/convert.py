"""``blogcore convert``: write a blog in another format, and report repairs and losses."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterable

import click
from attrs import asdict

from blogcore._text.plain import one_line
from blogcore.cli.output import print_json
from blogcore.cli.source import (
    ReadOptions,
    format_option_in_errors,
    load_file,
    read_options,
)
from blogcore.formats import Loss, dump

__all__ = ["convert"]

_INDEX = re.compile(r"\[[0-9]+\]")


@click.command
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT")
@read_options
@click.option("--to", metavar="FORMAT", help="Format of OUT; by default its suffix decides.")
@click.option("--private", is_flag=True, help="Write e-mail addresses and other private fields.")
@click.option("--strict", is_flag=True, help="Fail if anything but private fields is lost.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def convert(
    source: str,
    target: str,
    reading: ReadOptions,
    to: str | None,
    private: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """Write the blog in IN to OUT; "-" is standard input or output.

    Notes (what was repaired in reading) and losses (what OUT does not hold) are printed to standard
    error, or with --json to standard output.
    """
    if as_json and target == "-":
        raise click.UsageError("--json and OUT - would both write to standard output")
    if target == "-" and to is None:
        raise click.UsageError("standard output has no suffix: name the format with --to")
    if _is_same_file(source, target):
        raise click.UsageError("IN and OUT are one file: what OUT does not hold would be gone")
    loaded = load_file(source, reading)
    out = sys.stdout.buffer if target == "-" else target
    with format_option_in_errors("--to"):
        losses = dump(loaded.blog, out, format=to, private=private, strict=strict)
    if as_json:
        report = {
            "notes": [asdict(note) for note in loaded.notes],
            "notes_total": loaded.notes.total,
            "losses": [asdict(loss) for loss in losses],
            "losses_total": losses.total,
        }
        print_json(report)
        return
    notes = (f"{note.field}: {note.message} ({note.severity})" for note in loaded.notes)
    _print_counts("notes", notes, loaded.notes.total)
    lost = (f"{_INDEX.sub('', loss.field) or _item_kind(loss)}: {loss.reason}" for loss in losses)
    _print_counts("losses", lost, losses.total)


def _is_same_file(source: str, target: str) -> bool:
    try:
        return "-" not in (source, target) and os.path.samefile(source, target)
    except (OSError, ValueError):  # a file that does not exist, or an invalid path
        return False


def _item_kind(loss: Loss) -> str:
    """Return the kind of an item that is lost as a whole."""
    return loss.where.partition(" ")[0]


def _print_counts(title: str, kinds: Iterable[str], total: int) -> None:
    """Print how many entries there are of each kind, to standard error."""
    counts = Counter(kinds)
    if counts:
        click.echo(f"{title}:", err=True)
    for kind, count in counts.most_common():
        click.echo(f"{count:7}  {one_line(kind)}", err=True)
    if total > counts.total():
        click.echo(f"{total - counts.total():7}  more of the same kinds", err=True)
