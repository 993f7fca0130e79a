"""How a reader is judged, whatever it is given: by the tests of hostile files, and by `fuzz`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from blogcore import BlogcoreError, FormatError, ValidationError, from_json, load, to_json

__all__ = ["Watch", "judge"]

#: Only what claims to be ours is held to be valid; of others, nothing that is read may fail.
_VALIDATED = (None, "json", "jsonl")
_LONGEST_MESSAGE = 2_000
_OUTSIDE = ("socket.", "subprocess.", "os.system", "urllib.")


def judge(data: bytes, reader: str | None) -> None:
    """Read an input with a reader, or with that which its content asks for.

    It may give a blog, which then survives the native format, and which strict reading refuses
    where something was mended; or raise an error of the library that is no longer than a person
    reads. Raises `AssertionError` for anything else that is not an exception itself.
    """
    try:
        loaded = load(data, format=reader)
    except BlogcoreError as error:
        assert isinstance(error, FormatError) or reader in _VALIDATED, error
        assert 0 < len(str(error)) <= _LONGEST_MESSAGE, error
        assert _is_refused(data, reader), error
    else:
        assert from_json(to_json(loaded.blog, private=True)) == loaded.blog
        mended = any(note.severity != "info" for note in loaded.notes)
        assert mended == _is_refused(data, reader), str(loaded.notes)


def _is_refused(data: bytes, reader: str | None) -> bool:
    """By strict reading."""
    try:
        load(data, format=reader, strict=True)
    except (FormatError, ValidationError):
        return True
    return False


class Watch:
    """The files, addresses and programs that are asked for (PEP 578); Python's own do not count."""

    def __init__(self) -> None:
        self.reached: list[str] = []
        self._is_watching = False
        sys.addaudithook(self._hear)

    @contextmanager
    def watching(self) -> Iterator[list[str]]:
        """While this runs, what is asked for is listed; a hook itself can never be taken back."""
        self._is_watching = True
        try:
            yield self.reached
        finally:
            self._is_watching = False

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self._is_watching:
            return
        if event.startswith(_OUTSIDE) or (event == "open" and not _is_pythons(str(arguments[0]))):
            self.reached.append(f"{event} {arguments}")


def _is_pythons(path: str) -> bool:
    return path.startswith((sys.prefix, sys.base_prefix)) or path.endswith((".py", ".pyc"))
