"""No file of one JSON format is recognised as another."""

from __future__ import annotations

from pathlib import Path

import pytest

from blogcore.formats.registry import HEAD_BYTES, find_format

#: The JSON formats of the files in each folder of the corpus.
_FORMATS_BY_FOLDER = {
    "wp-rest": {"wp-rest"},
    "jsonfeed": {"jsonfeed"},
    "remark42": {"remark42", "commento"},
    "isso": {"isso-json"},
}


@pytest.mark.parametrize(
    "name", ["wp-rest", "jsonfeed", "remark42", "commento", "isso", "isso-json", "json", "jsonl"]
)
def test_other_files_are_not_recognised(name: str, corpus: Path) -> None:
    format = find_format(name)
    seen = 0
    for file in sorted(corpus.glob("*/*")):
        with file.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
        seen += 1
        if format.sniff(head):
            assert name in _FORMATS_BY_FOLDER.get(file.parent.name, set()), file
    assert seen > 500
