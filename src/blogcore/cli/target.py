"""Write a blog to the target of a command, and report repairs and losses."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

import click

from blogcore._text.plain import one_line
from blogcore.cli.source import format_option_in_errors, with_options_named
from blogcore.formats import Loaded, Loss, Losses, dump
from blogcore.models import Blog

__all__ = ["check_target", "print_losses", "print_notes", "private_option", "to_option", "write"]

_INDEX = re.compile(r"\[[0-9]+\]")

_Command = TypeVar("_Command", bound=Callable[..., object])


def to_option(command: _Command) -> _Command:
    """Add ``--to`` to a command that writes a blog."""
    text = "Format of OUT; by default its suffix decides."
    return click.option("--to", metavar="FORMAT", help=text)(command)


def private_option(command: _Command) -> _Command:
    """Add ``--private`` to a command that writes a blog."""
    text = "Write e-mail addresses and other private fields."
    return click.option("--private", is_flag=True, help=text)(command)


def check_target(source: str, target: str, to: str | None, as_json: bool) -> None:
    """Refuse a target that cannot be written, before anything is read.

    Args:
        source: Path of the input; "-" for standard input.
        target: Path of the output; "-" for standard output.
        to: Name of the output's format, if it is given.
        as_json: Whether a report is written to standard output.

    Raises:
        click.UsageError: Both are one file, or standard output lacks a format or has another use.
    """
    if as_json and target == "-":
        raise click.UsageError("--json and OUT - would both write to standard output")
    if target == "-" and to is None:
        raise click.UsageError("standard output has no suffix: name the format with --to")
    if _is_same_file(source, target):
        raise click.UsageError("IN and OUT are one file: what OUT does not hold would be gone")


def write(
    blog: Blog, target: str, to: str | None, *, private: bool = False, strict: bool = False
) -> Losses:
    """Write a blog and return the losses: what the file does not hold.

    Args:
        blog: The blog.
        target: Path of the file; "-" for standard output.
        to: Name of the format; None: the suffix decides.
        private: Whether private fields are written.
        strict: Whether losses of other fields are an error.
    """
    out = sys.stdout.buffer if target == "-" else target
    with format_option_in_errors("--to"):
        return dump(blog, out, format=to, private=private, strict=strict)


def print_notes(loaded: Loaded) -> None:
    """Print to standard error how many notes of each kind the reader made."""
    notes = (f"{note.field}: {note.message} ({note.severity})" for note in loaded.notes)
    _print_counts("notes", map(with_options_named, notes), loaded.notes.total)


def print_losses(losses: Losses) -> None:
    """Print to standard error how many losses of each kind the writer reported."""
    lost = (f"{_INDEX.sub('', loss.field) or _item_kind(loss)}: {loss.reason}" for loss in losses)
    _print_counts("losses", lost, losses.total)


def _is_same_file(source: str, target: str) -> bool:
    try:
        return "-" not in (source, target) and os.path.samefile(source, target)
    except (OSError, ValueError):  # one does not exist, or is not a path
        return False


def _item_kind(loss: Loss) -> str:
    """Return the kind of the item of a loss, such as "comment"."""
    return loss.where.partition(" ")[0]


def _print_counts(title: str, kinds: Iterable[str], total: int) -> None:
    """Print to standard error how many entries of each kind there are."""
    counts = Counter(kinds)
    if counts:
        click.echo(f"{title}:", err=True)
    for kind, count in counts.most_common():
        click.echo(f"{count:7}  {one_line(kind)}", err=True)
    if total > counts.total():
        click.echo(f"{total - counts.total():7}  more of the same kinds", err=True)
