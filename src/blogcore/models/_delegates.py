"""Methods of models whose work is done in a higher layer, and the modules that do it.

``blog.thread(…)`` is where users look for it, but threads are a layer above the models. These are
the only imports of blogcore that lead upwards; each happens when the method is called.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["DELEGATES", "delegate"]

#: Method → the module that does its work.
DELEGATES = {
    "Blog.thread": "blogcore.threads",
}


def delegate(method: str) -> Any:
    """Return the module that does the work of a method; imported at the first call.

    Args:
        method: A key of `DELEGATES`.
    """
    return import_module(DELEGATES[method])
