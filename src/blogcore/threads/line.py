"""One comment as one line of text, all of it to be seen, and back; see `sketch`."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Protocol, cast, get_args

from blogcore.models import Author, Body, Comment, CommentKind, CommentStatus

__all__ = ["Printer", "line", "parsed"]


class Printer(Protocol):
    """What IPython and Hypothesis print with."""

    def text(self, obj: str, /) -> object:
        """Print this."""

    def break_(self) -> object:
        """Go on in the next line."""


#: When the first comment of a sketch was written; each other comes a minute later.
_START = datetime(2024, 5, 1, 9, tzinfo=UTC)
_STATUSES = get_args(CommentStatus)
_KINDS = get_args(CommentKind)
_LINE = re.compile(
    r"(?P<indent> *)(?:#(?P<id>[^ ]+) ?)?(?P<name>[^:(]*?)(?: ?\((?P<flags>[a-z, ]*)\))?"
    r"(?: ?:(?: (?P<words>.*))?)?"
)
_ESCAPED = re.compile(r"\\(?:(n)|(\\)|u([0-9a-f]{4})|U([0-9a-f]{8}))")


def line(comment: Comment, depth: int) -> str:
    """The line of a comment."""
    flags = [flag for flag in (comment.status, comment.kind) if flag not in ("approved", "comment")]
    told = f" ({', '.join(flags)})" if flags else ""
    words = _escaped(comment.body.text, "")
    id, name = _escaped(comment.id, " "), _escaped(comment.author.name, "#:(")
    return f"{'  ' * depth}#{id} {name}{told}:{words and ' '}{words}"


def parsed(number: int, text: str) -> tuple[Comment, int] | None:
    """The comment that a line is of, and how far it is indented; None where it is no such line."""
    match = _LINE.fullmatch(text)
    flags = [flag.strip() for flag in ((match and match["flags"]) or "").split(",")]
    if match is None or not {*flags} <= {*_STATUSES, *_KINDS, ""}:
        return None
    return _comment(number, match, flags), len(match["indent"])


def _comment(number: int, line: re.Match[str], flags: list[str]) -> Comment:
    status = next((flag for flag in flags if flag in _STATUSES), "approved")
    kind = next((flag for flag in flags if flag in _KINDS), "comment")
    return Comment(
        id=_unescaped(line["id"] or str(number)),
        post_id="1",
        author=Author(name=_unescaped(line["name"].strip(" "))),
        body=Body(text=_unescaped(line["words"] or "")),
        published=_START + timedelta(minutes=number),
        status=cast("CommentStatus", status),
        kind=cast("CommentKind", kind),
    )


def _escaped(text: str, marks: str) -> str:
    """The text in one line that shows all of it, without marks that mean something in a line."""
    if not marks and text.isascii() and text.isprintable() and text == text.strip():
        return text.replace("\\", "\\\\")
    ends = {0, len(text) - 1}
    return "".join(
        f"\\u{ord(one):04x}" if one in marks or (one == " " and at in ends) else _shown(one)
        for at, one in enumerate(text)
    )


def _shown(one: str) -> str:
    if one == "\\":
        return "\\\\"
    if one == "\n":
        return "\\n"
    if one.isprintable():
        return one
    return f"\\u{ord(one):04x}" if ord(one) < 0x10000 else f"\\U{ord(one):08x}"


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    line_end, backslash, *codes = found.groups()
    if line_end or backslash:
        return "\n" if line_end else "\\"
    return chr(int(next(filter(None, codes)), 16))
