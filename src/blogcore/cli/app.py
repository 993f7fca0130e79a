"""The group of commands, and how every error becomes one line on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import TextIO, cast

import click

from blogcore import __version__
from blogcore._text.plain import one_line, scrub
from blogcore.cli.bulk import bulk
from blogcore.cli.check import check
from blogcore.cli.convert import convert
from blogcore.cli.infer import infer
from blogcore.cli.info import info
from blogcore.cli.posts import posts
from blogcore.cli.render import render
from blogcore.errors import BlogcoreError, UnknownNameError, ValidationError

__all__ = ["run"]

#: Most faults of one error that are printed; a broken file may have a million.
_MAX_FAULTS = 3


@click.group(
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 success; 1 problems, or an unusable file; 2 wrong usage.",
)
@click.version_option(__version__, prog_name="blogcore", message="%(prog)s %(version)s")
def cli() -> None:
    """Read blog exports, check and convert them, and print pages with threaded comments.

    FILE is a path, or "-" for standard input. The format is recognised by content.
    """


cli.add_command(render)
cli.add_command(posts)
cli.add_command(info)
cli.add_command(check)
cli.add_command(convert)
cli.add_command(bulk)
cli.add_command(infer)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. Errors are one line on stderr, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # UTF-8 in every locale
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        if cast("object", sys.stdout) is None:
            raise OSError("standard output is closed")
        code = _invoke(arguments)
        sys.stdout.flush()
    except click.UsageError as error:
        hint = f" (see {error.ctx.command_path} --help)" if error.ctx else ""
        return _fail(f"{error.format_message()}{hint}", 2)
    except click.FileError as error:
        return _fail(f"{error.ui_filename}: cannot be read: {error.message}", 1)
    except UnknownNameError as error:
        return _fail(str(error), 2)
    except ValidationError as error:
        more = len(error.faults) - _MAX_FAULTS
        message = "; ".join(map(str, error.faults[:_MAX_FAULTS]))
        return _fail(f"{message}; and {more} more" if more > 0 else message, 1)
    except BlogcoreError as error:
        return _fail(" ".join([str(error), *(f"({note})" for note in _notes(error))]), 1)
    except (click.Abort, KeyboardInterrupt):
        return _fail("interrupted", 130)
    except BrokenPipeError:
        _discard_output()
        return _fail("the output was closed before everything was written", 1)
    except OSError as error:
        if error.filename is None:
            _discard_output()
        name = error.filename or "the output"
        return _fail(f"{name} cannot be written: {(error.strerror or str(error)).lower()}", 1)
    except MemoryError:
        return _fail("there is not enough memory for this file", 1)
    return code


def _discard_output() -> None:
    """Discard buffered output, which Python would try to write again at exit."""
    stream = sys.stdout
    if isinstance(stream, TextIOWrapper):
        os.dup2(os.open(os.devnull, os.O_WRONLY), cast("TextIO", stream).fileno())


def _invoke(arguments: Sequence[str]) -> int:
    # Not ``cli.main``, which handles a closed pipe itself, without a message.
    try:
        with cli.make_context("blogcore", list(arguments)) as context:
            code: object = cli.invoke(context)
    except click.exceptions.Exit as exit:  # --help, --version
        return exit.exit_code
    return code if isinstance(code, int) else 0


def _notes(error: BaseException) -> list[str]:
    return list(getattr(error, "__notes__", ()))


def _fail(message: str, code: int) -> int:
    click.echo(f"blogcore: {one_line(scrub(message)[0])}", err=True)
    return code
