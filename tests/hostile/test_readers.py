"""Every file made to break readers, through every reader and by its content: refused, or read."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from tests.hostile.judgement import Watch, judge

from blogcore.formats import list_formats

_READERS = [info.name for info in list_formats() if info.readable]
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


@pytest.mark.parametrize("reader", [None, *_READERS])
def test_every_file_is_read_or_refused_with_a_typed_error_and_nothing_else_is_asked_for(
    reader: str | None, contents: dict[str, bytes]
) -> None:
    with Watch().watching() as reached:
        for name, data in contents.items():
            try:
                judge(data, reader)
            except AssertionError as error:
                error.add_note(name)
                raise
    assert reached == []
