"""Guarantees of every reader for any input, used by the tests of hostile files and by `fuzz`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from blogcore import BlogcoreError, FormatError, ValidationError, from_json, load, to_json

__all__ = ["AccessLog", "check_reader"]

#: Readers that may raise ValidationError; others convert invalid values.
_VALIDATED = (None, "json", "jsonl")
_MAX_MESSAGE = 2_000
_OUTSIDE = ("socket.", "subprocess.", "os.system", "urllib.")


def check_reader(data: bytes, reader: str | None) -> None:
    """Check that a reader reads an input, or refuses it with a short error of the library.

    A blog that was read survives native JSON; strict reading refuses the input exactly if
    something was repaired.

    Args:
        data: Any bytes.
        reader: Name of a format; None recognises it by content.

    Raises:
        AssertionError: A guarantee does not hold.
    """
    try:
        loaded = load(data, format=reader, force=reader is not None)
    except BlogcoreError as error:
        assert isinstance(error, FormatError) or reader in _VALIDATED, error
        assert 0 < len(str(error)) <= _MAX_MESSAGE, error
        assert _is_refused(data, reader), error
    else:
        assert from_json(to_json(loaded.blog, private=True)) == loaded.blog
        repaired = any(note.severity != "info" for note in loaded.notes)
        assert repaired == _is_refused(data, reader), str(loaded.notes)


def _is_refused(data: bytes, reader: str | None) -> bool:
    """Return whether strict reading refuses an input."""
    try:
        load(data, format=reader, strict=True, force=reader is not None)
    except (FormatError, ValidationError):
        return True
    return False


class AccessLog:
    """Records access to files, network and programs (PEP 578), except to Python's own files."""

    def __init__(self) -> None:
        self.entries: list[str] = []
        self._is_recording = False
        sys.addaudithook(self._record)

    @contextmanager
    def recording(self) -> Iterator[list[str]]:
        """Record access while the block runs; an audit hook itself cannot be removed."""
        self._is_recording = True
        try:
            yield self.entries
        finally:
            self._is_recording = False

    def _record(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self._is_recording:
            return
        if event.startswith(_OUTSIDE) or (
            event == "open" and not _is_python_file(str(arguments[0]))
        ):
            self.entries.append(f"{event} {arguments}")


def _is_python_file(path: str) -> bool:
    return path.startswith((sys.prefix, sys.base_prefix)) or path.endswith((".py", ".pyc"))
