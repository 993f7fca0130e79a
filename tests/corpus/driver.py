"""Real files as test cases: one table per format, and the guarantees for every file.

A test module has `class TestNAME(CorpusContract): table = Table(…)`. The expected counts come from
the notes in the manifest of the corpus.
"""

from __future__ import annotations

import csv
import fnmatch
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import ClassVar

import pytest
from attrs import field, frozen

from blogcore import FormatError, dump, from_json, to_json
from blogcore.formats import Item, Notes, iter_load, load
from blogcore.formats.registry import find_format
from blogcore.testing.losses import misreported

__all__ = ["CorpusContract", "Table"]

Counts = Mapping[str, int]


@frozen(kw_only=True)
class Table:
    """The files of one format in the corpus, and the counts that must be read from them."""

    #: Name of the format that must be recognised.
    format: str
    #: Patterns of files, such as ``wxr/*.xml``; a pattern after "!" excludes files.
    files: tuple[str, ...]
    #: Minimal number of files, so that a pattern that matches nothing fails.
    at_least: int = 1
    #: Function from a note in the manifest to the counts in it.
    expected: Callable[[str], Counts]
    #: Function from the items of a file to the same counts.
    found: Callable[[list[Item]], Counts]
    #: Files that cannot be read, with a pattern for the reason in the error.
    refused: Mapping[str, str] = field(factory=dict[str, str])
    #: Files that cannot be recognised by their first bytes and need ``format=``.
    unrecognised: frozenset[str] = frozenset()

    def rows(self, corpus: Path) -> Iterator[tuple[Path, str]]:
        """Yield each file with its note in the manifest."""
        with (corpus / "MANIFEST.tsv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                if self._matches(row["file"]):
                    yield corpus / row["file"], row["note"]

    def readable(self, corpus: Path) -> list[tuple[Path, str]]:
        """Return the files that can be read, with their notes."""
        rows = [(file, note) for file, note in self.rows(corpus) if file.name not in self.refused]
        assert len(rows) >= self.at_least
        return rows

    def _matches(self, name: str) -> bool:
        included = [pattern for pattern in self.files if not pattern.startswith("!")]
        excluded = [pattern[1:] for pattern in self.files if pattern.startswith("!")]
        return any(fnmatch.fnmatchcase(name, pattern) for pattern in included) and not any(
            fnmatch.fnmatchcase(name, pattern) for pattern in excluded
        )


class CorpusContract:
    """The guarantees for every real file of a format."""

    table: ClassVar[Table]

    def test_counts_match_the_manifest(self, corpus: Path) -> None:
        for file, note in self.table.readable(corpus):
            expected = dict(self.table.expected(note))
            found = self.table.found(list(iter_load(file, format=self.table.format)))
            assert {key: found[key] for key in expected} == expected, file.name

    def test_files_are_recognised_by_content(self, corpus: Path) -> None:
        for file, _ in self.table.readable(corpus):
            if file.name not in self.table.unrecognised:
                assert load(file).format == self.table.format, file.name

    def test_unreadable_files_are_refused_with_the_reason(self, corpus: Path) -> None:
        names = {file.name: file for file, _ in self.table.rows(corpus)}
        for name, reason in self.table.refused.items():
            with pytest.raises(FormatError, match=reason):
                load(names[name], format=self.table.format)

    def test_strict_reading_refuses_exactly_the_files_that_need_repair(self, corpus: Path) -> None:
        for file, note in self.table.readable(corpus):
            notes = Notes(self.table.format)
            list(iter_load(file, format=self.table.format, notes=notes))
            repaired = any(entry.severity != "info" for entry in notes)
            assert repaired or "NOT WELL-FORMED" not in note, file.name
            if repaired:
                with pytest.raises(FormatError):
                    list(iter_load(file, format=self.table.format, strict=True))
            else:
                list(iter_load(file, format=self.table.format, strict=True))

    def test_blogs_are_read_back_equal_from_native_json(self, corpus: Path) -> None:
        for file, _ in self.table.readable(corpus):
            blog = load(file, format=self.table.format).blog
            assert from_json(to_json(blog, private=True)) == blog, file.name

    def test_short_reads_make_no_difference(self, corpus: Path) -> None:
        for file, _ in self.table.readable(corpus):
            data = file.read_bytes()
            assert self._read(BytesIO(data)) == self._read(_Trickle(data)), file.name

    def test_losses_of_written_files_are_exact(self, corpus: Path) -> None:
        if not find_format(self.table.format).writable:
            pytest.skip(f"{self.table.format} is not written")
        for file, _ in self.table.readable(corpus):
            blog = load(file, format=self.table.format).blog
            stream = BytesIO()
            losses = dump(blog, stream, format=self.table.format, private=True)
            again = load(stream.getvalue(), format=self.table.format).blog
            if losses.total == len(losses):
                assert misreported(blog, again, losses) == [], file.name

    def _read(self, stream: BytesIO) -> list[Item]:
        format = find_format(self.table.format)
        return list(format.read(stream, Notes(format.name)))


class _Trickle(BytesIO):
    """A stream whose reads return at most 97 bytes."""

    def read(self, limit: int | None = -1, /) -> bytes:
        return super().read(min(97, limit) if limit and limit > 0 else limit)
