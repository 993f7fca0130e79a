"""The same rendering in another process, where hash seed, time zone and locale are others."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys

from blogcore.renderers import Context, Renderer
from blogcore.threads import Thread

__all__ = ["rendered_elsewhere"]

_NOT_THERE = 3
_PROGRAM = f"""
import pickle, sys
try:
    renderer, thread, context = pickle.load(sys.stdin.buffer)
except (ImportError, AttributeError):
    sys.exit({_NOT_THERE})
output = "".join(map(str, renderer().render(thread, context)))
sys.stdout.buffer.write(output.encode("utf-8", "surrogatepass"))
"""


def rendered_elsewhere(renderer: type[Renderer], thread: Thread, context: Context) -> str | None:
    """What comes out there; None where class or context cannot be imported by name there."""
    try:
        given = pickle.dumps((renderer, thread, context))
    except (pickle.PicklingError, AttributeError, TypeError):  # local classes and lambdas
        return None
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    odd = {"PYTHONHASHSEED": seed, "TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8"}
    path = {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        input=given,
        capture_output=True,
        env={**os.environ, **odd, **path},
        check=False,
    )
    if done.returncode == _NOT_THERE:
        return None
    if done.returncode:
        return f"an error: {done.stderr.decode(errors='replace').strip()[-500:]}"
    return done.stdout.decode("utf-8", "surrogatepass")
