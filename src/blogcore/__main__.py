"""``python -m blogcore`` is the command ``blogcore``."""

from __future__ import annotations

from blogcore.cli import main

if __name__ == "__main__":
    main()
