"""JSON on standard output, without characters that a terminal would act on."""

from __future__ import annotations

import json

import click

from blogcore._text.plain import printable

__all__ = ["print_json"]


def print_json(value: object) -> None:
    """Print a value as indented JSON; control and bidi characters are escaped.

    Args:
        value: What `json.dumps` takes.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2)
    # Within strings an escape means the same; the lines themselves are JSON's own.
    click.echo("\n".join(map(printable, text.split("\n"))))
