"""Every hostile file, with every reader and recognised by content: read or refused."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from tests.hostile.checks import AccessLog, check_reader

from blogcore.formats import list_formats

_READERS = [info.name for info in list_formats() if info.readable]
#: Larger files take long and are no more unusual.
_LARGEST = 200_000


@pytest.fixture(scope="module")
def contents(hostile: Path) -> dict[str, bytes]:
    """Return the files, and the content of those that are only compressed to save space."""
    found = {str(file): file.read_bytes() for file in sorted(hostile.rglob("*")) if file.is_file()}
    packed = [name for name in found if name.endswith(".gz") and "/archives/" not in name]
    found |= {f"{name} unpacked": gzip.decompress(found[name]) for name in packed}
    assert len(found) > 500
    return {name: data for name, data in found.items() if len(data) <= _LARGEST}


@pytest.mark.parametrize("reader", [None, *_READERS])
def test_every_file_is_read_or_refused_without_other_access(
    reader: str | None, contents: dict[str, bytes]
) -> None:
    with AccessLog().recording() as accesses:
        for name, data in contents.items():
            try:
                check_reader(data, reader)
            except AssertionError as error:
                error.add_note(name)
                raise
    assert accesses == []
