"""Sketches: a thread as indented text, one line per comment, for tests and their messages."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from blogcore.errors import Fault, ValidationError
from blogcore.models import Comment
from blogcore.threads._sketch_line import format_line, parse_line
from blogcore.threads.thread import Thread

__all__ = ["side_by_side", "sketch", "thread_from_sketch"]

#: The maximal width of a column of `side_by_side`.
_MAX_WIDTH = 60
#: Equal lines that `side_by_side` shows around a difference.
_CONTEXT = 3


def sketch(thread: Thread) -> str:
    """Return the lines from which `thread_from_sketch` makes a thread like this one. Linear.

    They have names, text, statuses, kinds and the replies as the thread has them, no other field.

    Args:
        thread: Any thread.
    """
    entries = zip(thread.comments, thread.depths, strict=True)
    return "\n".join(format_line(comment, depth) for comment, depth in entries)


def thread_from_sketch(text: str) -> Thread:
    r"""Return the thread that indented lines describe. Linear.

    Args:
        text: Lines such as ``#id Name (held, pingback): Text``, of which all but the name are
            optional. A comment without id has the number of its line. A deeper indented line
            answers the line above it. ``\n`` is a line end, and ``\u202e`` a character by its
            number. Each comment is published a minute after the one before, about post "1".

    Raises:
        ValidationError: The syntax of some lines is wrong; it names each.

    >>> thread = thread_from_sketch('''
    ...     Ida: Which train?
    ...       Bo (held): The very last.
    ...     Cleo: Me too!
    ... ''')
    >>> [(node.number, node.comment.author.name) for node in thread]
    [('1', 'Ida'), ('1.1', 'Bo'), ('2', 'Cleo')]
    """
    faults: list[Fault] = []
    entries: list[tuple[Comment, int]] = []
    indents: list[int] = []
    lines = [line for line in text.expandtabs().split("\n") if line.strip(" ")]
    for number, line in enumerate(lines, 1):
        parsed = parse_line(number, line)
        if parsed is None:
            message = "must be like: #id Name (held, pingback): Words"
            faults.append(Fault(f"line {number}", "wrong_line", message))
            continue
        comment, indent = parsed
        while indents and indents[-1] >= indent:
            indents.pop()
        entries.append((comment, len(indents)))
        indents.append(indent)
    if faults:
        raise ValidationError(faults)
    return Thread.from_levels(entries)


def side_by_side(left: Thread, right: Thread) -> list[str]:
    """Return both sketches in two aligned columns, and below them what else differs.

    The sign between the columns is ``=`` for equal lines, ``!`` for different ones, ``<`` or ``>``
    for a line on one side only. Fields that no sketch has are named by the `Diff` of both. Of long
    threads only the lines around differences are shown.

    Args:
        left: The thread of the left column.
        right: The thread of the right column.
    """
    old, new = (sketch(thread).split("\n") if len(thread) else [] for thread in (left, right))
    width = min(max(map(len, old), default=0), _MAX_WIDTH)
    rows = [
        f"{_cut(a, width):{width}} {sign} {_cut(b, _MAX_WIDTH)}" for sign, a, b in _pairs(old, new)
    ]
    diff = str(left.diff(right)).split("\n")
    anomalies = {*map(str, left.anomalies)} ^ {*map(str, right.anomalies)}
    return [line.rstrip() for line in (*rows, *diff, *sorted(anomalies)) if line.strip()]


def _pairs(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    groups = SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_CONTEXT)
    for number, group in enumerate(groups):
        if number:
            yield "…", "…", "…"
        for kind, old_start, old_end, new_start, new_end in group:
            for a, b in zip_longest(old[old_start:old_end], new[new_start:new_end]):
                sign = "=" if kind == "equal" else "<" if b is None else "!"
                yield (">" if a is None else sign), a or "", b or ""


def _cut(line: str, width: int) -> str:
    return line if len(line) <= width else f"{line[: width - 1]}…"
