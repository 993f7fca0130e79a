"""`blogcore.testing` needs an extra; without it, the error names the extra to install."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
sys.modules["hypothesis"] = None
try:
    import blogcore.testing
except ImportError as error:
    print(type(error).__name__, error)
"""


def test_without_the_extra_it_says_what_to_install() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True
    )
    message = "MissingExtraError hypothesis is not installed: pip install 'blogcore[testing]'"
    assert done.stdout.strip() == message
