"""A thread as indented text, a line a comment, and back: for tests and their messages."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from blogcore.errors import Fault, ValidationError
from blogcore.models import Comment
from blogcore.threads.levels import thread_from_levels
from blogcore.threads.line import line, parsed
from blogcore.threads.thread import Thread

__all__ = ["side_by_side", "sketch", "thread_from_sketch"]


def thread_from_sketch(text: str) -> Thread:
    """The thread that indented lines show: who said it, and what was said.

    A line is ``#id Name (held, pingback): Words``, of which all but the name may be left out; a
    comment without an id has the number of its line. What is indented deeper answers the line
    above it. In words and names ``\\n`` is a line end, and ``\\u202e`` what cannot be seen. They
    were written a minute after each other, all about post "1". Linear.

    Raises `ValidationError` naming each line that cannot be.

    >>> thread = thread_from_sketch('''
    ...     Ida: Which train?
    ...       Bo (held): The very last.
    ...     Cleo: Me too!
    ... ''')
    >>> [(node.number, node.comment.author.name) for node in thread]
    [('1', 'Ida'), ('1.1', 'Bo'), ('2', 'Cleo')]
    """
    faults: list[Fault] = []
    found: list[tuple[Comment, int]] = []
    indents: list[int] = []
    lines = [row for row in text.expandtabs().split("\n") if row.strip(" ")]
    for number, row in enumerate(lines, 1):
        read = parsed(number, row)
        if read is None:
            message = "must be like: #id Name (held, pingback): Words"
            faults.append(Fault(f"line {number}", "wrong_line", message))
            continue
        comment, indent = read
        while indents and indents[-1] >= indent:
            indents.pop()
        found.append((comment, len(indents)))
        indents.append(indent)
    if faults:
        raise ValidationError(faults)
    return thread_from_levels(found)


def sketch(thread: Thread) -> str:
    """The lines of which `thread_from_sketch` makes a thread like this one.

    Names, words, statuses and kinds are in them, and who answers whom as the thread has it; no
    address and no other field. Linear.
    """
    rows = zip(thread.comments, thread.depths, strict=True)
    return "\n".join(line(comment, depth) for comment, depth in rows)


def side_by_side(left: Thread, right: Thread) -> list[str]:
    """Both sketches in two columns, aligned where they agree, and beneath what else differs.

    A row that is on both sides has ``=`` between, one that differs ``!``, and one that is on one
    side alone ``<`` or ``>``. Fields that no sketch has are named by the `Diff` of both. Of long
    threads the rows around differences are shown.
    """
    ours, theirs = (sketch(thread).split("\n") if len(thread) else [] for thread in (left, right))
    width = min(max(map(len, ours), default=0), _WIDEST)
    rows = [
        f"{_cut(a, width):{width}} {sign} {_cut(b, _WIDEST)}" for sign, a, b in _pairs(ours, theirs)
    ]
    told = [*rows, *str(left.diff(right)).split("\n")]
    odd = {*map(str, left.anomalies)} ^ {*map(str, right.anomalies)}
    return [line.rstrip() for line in (*told, *sorted(odd)) if line.strip()]


#: Columns for one side, and rows that agree shown before and after those that do not.
_WIDEST = 60
_AROUND = 3


def _pairs(ours: list[str], theirs: list[str]) -> Iterator[tuple[str, str, str]]:
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_grouped_opcodes(_AROUND)
    for number, block in enumerate(blocks):
        if number:
            yield "…", "…", "…"
        for kind, a, a_end, b, b_end in block:
            for one, other in zip_longest(ours[a:a_end], theirs[b:b_end]):
                sign = "=" if kind == "equal" else "<" if other is None else "!"
                yield (">" if one is None else sign), one or "", other or ""


def _cut(line: str, width: int) -> str:
    return line if len(line) <= width else f"{line[: width - 1]}…"
