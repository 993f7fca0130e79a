"""From the JSON of a discussion to its HTML, beside Pydantic 2 with a dict tree and Jinja2.

The JSON is what `json.dumps` makes of plain dicts. Both programs read it into validated models,
thread the comments and show all of them with the same members: name, link of the author, time,
permalink, link to the parent, paragraphs, reply link.

Each measurement runs in a fresh process; the programs take turns. Times are CPU times of the whole
run, after a first run with few comments; memory is how much the resident set grows to its peak in
the first run.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import _pydantic_jinja
from benchmarks._documents import POST_ID, discussion
from benchmarks._table import Row, report

from blogcore import Blog, Comment, Context, Thread, from_json, render

#: Number of comments, and the bound of the time: ours / theirs.
BOUNDS = {1_000: 1.0, 10_000: 0.7, 100_000: 0.7}
MEMORY_BOUND = 1.3
_TURNS = 3
_SECONDS_PER_PROCESS = 2.0
_NOTE = "Pydantic 2 + dict tree + Jinja2 macro"


def blogcore(data: bytes) -> str:
    """Return the HTML of the comments, by blogcore."""
    blog = from_json(data)
    assert isinstance(blog, Blog)
    thread = Thread.from_comments(blog.comments, post_id=POST_ID)
    return render(thread, "html", Context(reply_url=_reply_url))


def _reply_url(comment: Comment | None) -> str:
    return "#respond" if comment is None else f"?reply={comment.id}#respond"


def pydantic_jinja(data: bytes) -> str:
    """Return the HTML of the comments, by Pydantic, a dict tree and Jinja2."""
    return _pydantic_jinja.page(_pydantic_jinja.tree(_pydantic_jinja.read(data)))


_PROGRAMS: dict[str, Callable[[bytes], str]] = {
    "blogcore": blogcore,
    "pydantic_jinja": pydantic_jinja,
}


def rows() -> Iterator[Row]:
    """Yield the time and the memory of each size."""
    for size, bound in BOUNDS.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "discussion.json")
            path.write_bytes(discussion(size))
            turns = [{name: _measure(name, path) for name in _PROGRAMS} for _ in range(_TURNS)]
        (time_, memory), (their_time, their_memory) = (
            [
                statistics.median(values)
                for values in zip(*(turn[name] for turn in turns), strict=True)
            ]
            for name in _PROGRAMS
        )
        yield Row(f"JSON → HTML, {size:,} comments", time_, their_time, bound=bound, note=_NOTE)
        yield Row(
            f"JSON → HTML, {size:,} comments: memory",
            memory,
            their_memory,
            bound=MEMORY_BOUND,
            unit="MB",
            note=_NOTE,
        )


def _measure(name: str, path: Path) -> tuple[float, float]:
    """Return seconds and megabytes of one program, measured in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.end_to_end", name, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def _child(name: str, path: str) -> None:
    """Measure one program, and print its seconds and megabytes."""
    program, data = _PROGRAMS[name], Path(path).read_bytes()
    program(discussion(10))  # imports, compiled validators and templates
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    times = [_seconds(program, data)]
    megabytes = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    while sum(times) < _SECONDS_PER_PROCESS:
        times.append(_seconds(program, data))
    print(statistics.median(times), megabytes)


def _seconds(program: Callable[[bytes], str], data: bytes) -> float:
    start = time.process_time()
    html = program(data)
    seconds = time.process_time() - start
    del html
    return seconds


if __name__ == "__main__":
    if len(sys.argv) == 3:
        _child(*sys.argv[1:])
    else:
        sys.exit(report(rows()))
