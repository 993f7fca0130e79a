"""What ``import blogcore`` costs beside ``import attrs``, in milliseconds.

Each import runs in a fresh interpreter. The programs take turns, so that a busy moment of the
machine affects all of them; reported is the median of the differences to an empty interpreter.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from benchmarks._table import Row, report

ROUNDS = 41
MOST_OVER_ATTRS_MS = 15.0
PROGRAMS = {
    "nothing": "pass",
    "attrs": "import attrs",
    "blogcore": "import blogcore",
    "models and threads": "from blogcore import Comment, Thread",
    "load and render": "from blogcore import load, render",
}


def rows() -> list[Row]:
    """Return one row per import."""
    for program in PROGRAMS.values():
        seconds(program)  # writes the .pyc files, so that no round pays for compiling
    rounds = [{name: seconds(program) for name, program in PROGRAMS.items()} for _ in range(ROUNDS)]

    def cost(name: str, base: str) -> float:
        return 1000 * statistics.median(took[name] - took[base] for took in rounds)

    attrs = cost("attrs", "nothing")
    return [
        Row(
            "import blogcore, more than import attrs",
            cost("blogcore", "attrs"),
            bound=MOST_OVER_ATTRS_MS,
            unit="ms",
        ),
        *(
            Row(f"import of {name}", cost(name, "nothing"), attrs, unit="ms", note="import attrs")
            for name in ("models and threads", "load and render")
        ),
    ]


def seconds(program: str) -> float:
    """Return how long a fresh interpreter takes for a program."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(report(rows()))
