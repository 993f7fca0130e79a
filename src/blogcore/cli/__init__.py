"""The command ``blogcore``. It needs the extra ``cli``."""

from __future__ import annotations

import sys

from blogcore.errors import MissingExtraError

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit: 0 success, 1 problems, 2 wrong usage."""
    try:
        from blogcore.cli.app import run
    except ModuleNotFoundError as error:
        if error.name != "click":
            raise
        print(f"blogcore: {MissingExtraError('cli', 'click')}", file=sys.stderr)
        sys.exit(2)
    sys.exit(run(sys.argv[1:]))
