"""`Target` reads each input and reports findings, which `tests.hostile.checks` defines."""

from __future__ import annotations

from tests.hostile.checks import AccessLog, check_reader

# Imported at the top, since `fuzz.__main__` instruments only what is imported with this module.
from blogcore.formats import list_formats
from blogcore.formats.registry import find_format

__all__ = ["READERS", "Target"]

READERS = {info.name: find_format(info.name) for info in list_formats() if info.readable}


class Target:
    """Read each input with the readers, and with the reader that its content selects.

    Findings are what `check_reader` finds, any other exception, a warning, a reading that takes
    ten seconds or a gigabyte, a crash, and access to programs, files or the network.
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names
        self._log = AccessLog()

    def __call__(self, data: bytes) -> None:
        with self._log.recording() as accesses:
            self.try_once(data)
        assert not accesses, f"access to {accesses}"

    def try_once(self, data: bytes) -> None:
        """Read an input without checks of access: Python opens some of its own files at first."""
        for name in (None, *self._names):
            check_reader(data, name)
