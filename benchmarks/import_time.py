"""What `import blogcore` costs, beside `import attrs`, in milliseconds.

Each import runs in a fresh interpreter, the kinds taken in turn so that a busy moment of the
machine falls on all of them; the median of the differences to an empty interpreter is printed.
The promise: at most 15 ms more than attrs.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

ROUNDS = 41
PROMISE_MS = 15.0
PROGRAMS = {
    "nothing": "pass",
    "attrs": "import attrs",
    "blogcore": "import blogcore",
    "blogcore, models and threads": "from blogcore import Comment, Thread",
    "blogcore, load and render": "from blogcore import load, render",
}


def seconds(program: str) -> float:
    """How long a fresh interpreter takes for this program."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return time.perf_counter() - start


def main() -> int:
    """Print the table; 1 where the promise is broken, else 0."""
    for program in PROGRAMS.values():
        seconds(program)  # writes the .pyc files, so that no round pays for compiling
    rounds = [{name: seconds(program) for name, program in PROGRAMS.items()} for _ in range(ROUNDS)]
    cost = {
        name: 1000 * statistics.median(took[name] - took["nothing"] for took in rounds)
        for name in PROGRAMS
        if name != "nothing"
    }
    for name, ms in cost.items():
        print(f"import {name:30} {ms:7.1f} ms")
    more = cost["blogcore"] - cost["attrs"]
    print(f"blogcore over attrs: {more:+.1f} ms (promise: at most {PROMISE_MS:.0f} ms)")
    return 0 if more <= PROMISE_MS else 1


if __name__ == "__main__":
    sys.exit(main())
