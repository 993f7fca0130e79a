"""One comment as one line of a sketch, and back; see `blogcore.threads.sketch`."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import cast, get_args

from blogcore.models import Author, Body, Comment, CommentKind, CommentStatus

__all__ = ["format_line", "parse_line"]

#: The time of line 0; each later line is a minute later.
_START = datetime(2024, 5, 1, 9, tzinfo=UTC)
_STATUSES = get_args(CommentStatus)
_KINDS = get_args(CommentKind)
_LINE = re.compile(
    r"(?P<indent> *)(?:#(?P<id>[^ ]+) ?)?(?P<name>[^:(]*?)(?: ?\((?P<flags>[a-z, ]*)\))?"
    r"(?: ?:(?: (?P<text>.*))?)?"
)
_ESCAPED = re.compile(r"\\(?:(n)|(\\)|u([0-9a-f]{4})|U([0-9a-f]{8}))")


def format_line(comment: Comment, depth: int) -> str:
    """Return the line of a comment, indented by its depth."""
    flags = [flag for flag in (comment.status, comment.kind) if flag not in ("approved", "comment")]
    suffix = f" ({', '.join(flags)})" if flags else ""
    text = _escape(comment.body.text, "")
    id, name = _escape(comment.id, " "), _escape(comment.author.name, "#:(")
    return f"{'  ' * depth}#{id} {name}{suffix}:{text and ' '}{text}"


def parse_line(number: int, line: str) -> tuple[Comment, int] | None:
    """Return the comment of a line and its indentation; None if the syntax is wrong.

    Args:
        number: Number of the line; the comment's id, if the line has none, and its minute.
        line: The line.
    """
    match = _LINE.fullmatch(line)
    flags = [flag.strip() for flag in ((match and match["flags"]) or "").split(",")]
    if match is None or not {*flags} <= {*_STATUSES, *_KINDS, ""}:
        return None
    status = next((flag for flag in flags if flag in _STATUSES), "approved")
    kind = next((flag for flag in flags if flag in _KINDS), "comment")
    comment = Comment(
        id=_unescape(match["id"] or str(number)),
        post_id="1",
        author=Author(name=_unescape(match["name"].strip(" "))),
        body=Body(text=_unescape(match["text"] or "")),
        published=_START + timedelta(minutes=number),
        status=cast("CommentStatus", status),
        kind=cast("CommentKind", kind),
    )
    return comment, len(match["indent"])


def _escape(text: str, syntax: str) -> str:
    """Return the text as one visible line, without the characters that are syntax of a line."""
    if not syntax and text.isascii() and text.isprintable() and text == text.strip():
        return text.replace("\\", "\\\\")
    ends = {0, len(text) - 1}
    return "".join(
        f"\\u{ord(char):04x}"
        if char in syntax or (char == " " and index in ends)
        else _visible(char)
        for index, char in enumerate(text)
    )


def _visible(char: str) -> str:
    if char == "\\":
        return "\\\\"
    if char == "\n":
        return "\\n"
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def _unescape(text: str) -> str:
    return _ESCAPED.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    line_end, backslash, *codes = match.groups()
    if line_end or backslash:
        return "\n" if line_end else "\\"
    return chr(int(next(filter(None, codes)), 16))
