"""Every file made to break readers, through every reader and by its content: refused, or read."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from blogcore import BlogcoreError, FormatError, dumps, load, loads
from blogcore.formats import formats

_READERS = [info.name for info in formats() if info.readable]
#: Of what is ours, each fault is told; of others, no value that is read may be one.
_VALIDATED = (None, "json", "jsonl")
_LONGEST_MESSAGE = 2_000
#: What is larger is large, not odd: it takes time that must be worth it.
_LARGEST = 200_000


@pytest.fixture(scope="module")
def contents(hostile: Path) -> dict[str, bytes]:
    """The files, and what those hold that are packed only to be small."""
    found = {str(file): file.read_bytes() for file in sorted(hostile.rglob("*")) if file.is_file()}
    packed = [name for name in found if name.endswith(".gz") and "/archives/" not in name]
    found |= {f"{name} unpacked": gzip.decompress(found[name]) for name in packed}
    assert len(found) > 500
    return {name: data for name, data in found.items() if len(data) <= _LARGEST}


@pytest.fixture
def reached() -> Iterator[list[str]]:
    """The files, addresses and programs that were asked for while the test ran."""
    seen: list[str] = []
    listening = True

    def listen(event: str, arguments: tuple[object, ...]) -> None:
        if not listening:
            return
        is_python = event == "open" and str(arguments[0]).startswith((sys.prefix, sys.base_prefix))
        if event.startswith(("open", "socket.", "subprocess.", "os.system", "urllib.")) and not (
            is_python or str(arguments[0]).endswith((".py", ".pyc"))
        ):
            seen.append(f"{event} {arguments}")

    sys.addaudithook(listen)
    yield seen
    listening = False


@pytest.mark.parametrize("reader", [None, *_READERS])
def test_every_file_is_read_or_refused_with_a_typed_error_and_nothing_else_is_asked_for(
    reader: str | None, contents: dict[str, bytes], reached: list[str]
) -> None:
    for name, data in contents.items():
        for strict in (True, False):
            _read(name, data, reader, strict)
    assert reached == []


def _read(name: str, data: bytes, reader: str | None, strict: bool) -> None:
    try:
        blog = load(data, format=reader, strict=strict).blog
    except BlogcoreError as error:
        assert isinstance(error, FormatError) or reader in _VALIDATED, (name, error)
        assert 0 < len(str(error)) <= _LONGEST_MESSAGE, name
    else:
        assert loads(dumps(blog, private=True)) == blog, name
