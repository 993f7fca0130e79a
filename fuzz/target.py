"""What is done with each input: see `tests.hostile.judgement` for what counts as a finding."""

from __future__ import annotations

from tests.hostile.judgement import Watch, judge

# What is imported late is not instrumented.
from blogcore.formats import list_formats
from blogcore.formats.registry import find_format

__all__ = ["READERS", "Target"]

READERS = {info.name: find_format(info.name) for info in list_formats() if info.readable}


class Target:
    """Each input through readers, and through whichever its content asks for.

    Besides what `judge` finds, another exception, a warning, an answer that takes ten seconds or
    a gigabyte, a crash, a program that is started, a file that is opened, and a network that is
    asked are findings.
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names
        self._watch = Watch()

    def __call__(self, data: bytes) -> None:
        with self._watch.watching() as reached:
            self.try_once(data)
        assert not reached, f"reached for {reached}"

    def try_once(self, data: bytes) -> None:
        """As a call, whatever is opened: Python opens some of its own files when first asked."""
        for name in (None, *self._names):
            judge(data, name)
