"""``blogcore convert``: write a blog in another format, and report repairs and losses."""

from __future__ import annotations

import click
from attrs import asdict

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

__all__ = ["convert"]


@click.command
@click.argument("source", metavar="IN")
@click.argument("target", metavar="OUT")
@read_options
@to_option
@private_option
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
    check_target(source, target, to, as_json)
    loaded = load_file(source, reading)
    losses = write(loaded.blog, target, to, private=private, strict=strict)
    if as_json:
        report = {
            "notes": [asdict(note) for note in loaded.notes],
            "notes_total": loaded.notes.total,
            "losses": [asdict(loss) for loss in losses],
            "losses_total": losses.total,
        }
        print_json(report)
        return
    print_notes(loaded)
    print_losses(losses)
