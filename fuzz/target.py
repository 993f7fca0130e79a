"""What is done with each input, and what counts as a finding."""

from __future__ import annotations

import sys

# What is imported late is not instrumented.
import blogcore.formats._converter
import blogcore.formats.twins  # noqa: F401
from blogcore import BlogcoreError, FormatError, ValidationError
from blogcore.formats import dumps, formats, load, loads
from blogcore.formats.registry import find_format

__all__ = ["READERS", "Target"]

READERS = {info.name: find_format(info.name) for info in formats() if info.readable}
#: Only what claims to be ours is held to be valid; of others, nothing that is read may fail.
_VALIDATED = (None, "json", "jsonl")
_LONGEST_MESSAGE = 2_000
_PATHS = (sys.prefix, sys.base_prefix)


class Target:
    """Each input through readers, and through whichever its content asks for.

    A reader may give a blog, which then survives the native format, and which strict reading
    refuses where something was mended; or raise an error of the library that is no longer than a
    person reads. Anything else is a finding: another exception, a warning, an answer that takes ten
    seconds or a gigabyte, a crash, a program that is started, a file that is opened, or a network
    that is asked.
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names
        self._reached: list[str] = []

    def __call__(self, data: bytes) -> None:
        self.try_once(data)
        if self._reached:
            raise AssertionError(f"reached for {self._reached}")

    def try_once(self, data: bytes) -> None:
        """As a call, whatever is opened: Python opens some of its own files when first asked."""
        for name in (None, *self._names):
            try:
                loaded = load(data, format=name)
            except BlogcoreError as error:
                assert isinstance(error, FormatError) or name in _VALIDATED, error
                assert len(str(error)) <= _LONGEST_MESSAGE, error
            else:
                assert loads(dumps(loaded.blog, private=True)) == loaded.blog
                mended = any(note.severity != "info" for note in loaded.notes)
                assert mended == _is_refused(data, name), str(loaded.notes)

    def listen(self, event: str, arguments: tuple[object, ...]) -> None:
        """An audit hook (PEP 578)."""
        if event.startswith(("socket.", "subprocess.", "os.system", "urllib.")) or (
            event == "open" and not str(arguments[0]).startswith(_PATHS)
        ):
            self._reached.append(f"{event} {arguments}")


def _is_refused(data: bytes, name: str | None) -> bool:
    """By strict reading."""
    try:
        load(data, format=name, strict=True)
    except (FormatError, ValidationError):
        return True
    return False
