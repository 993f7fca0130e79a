"""Print JSON without characters that control a terminal."""

from __future__ import annotations

import json

import click

from blogcore._text.plain import printable

__all__ = ["print_json"]


def print_json(value: object) -> None:
    """Print a value as indented JSON; control and bidi characters are escaped.

    Args:
        value: Any value that `json.dumps` accepts.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2)
    # Control characters are only inside of strings, where JSON reads an escape as the character.
    click.echo("\n".join(map(printable, text.split("\n"))))
