"""Real files as test cases: one table a format, and the promises that hold for every file.

A test module of a format says `class TestNAME(CorpusPromises): table = Table(…)`; what the
manifest's note on a file says of it is what must come out.
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

__all__ = ["CorpusPromises", "Table"]

Counts = Mapping[str, int]


@frozen(kw_only=True)
class Table:
    """What a format must make of the files of the corpus that are of it."""

    #: Name of the format that their content must say.
    format: str
    #: Which files, as in ``wxr/*.xml``; what a pattern with "!" before it matches is not meant.
    files: tuple[str, ...]
    #: How many there are at least, so that no pattern silently finds nothing.
    at_least: int = 1
    #: What a note of the manifest says, as numbers; only what it says.
    expected: Callable[[str], Counts]
    #: The same numbers of the items of a file.
    found: Callable[[list[Item]], Counts]
    #: Files that cannot be read, by name, with a part of the reason.
    refused: Mapping[str, str] = field(factory=dict[str, str])
    #: Files that only ``format=`` can name: their beginning does not say what they are.
    unrecognised: frozenset[str] = frozenset()

    def rows(self, corpus: Path) -> Iterator[tuple[Path, str]]:
        """Each file with what the manifest says of it."""
        with (corpus / "MANIFEST.tsv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                if self._is_ours(row["file"]):
                    yield corpus / row["file"], row["note"]

    def readable(self, corpus: Path) -> list[tuple[Path, str]]:
        """The files that can be read."""
        rows = [(file, note) for file, note in self.rows(corpus) if file.name not in self.refused]
        assert len(rows) >= self.at_least
        return rows

    def _is_ours(self, name: str) -> bool:
        wanted = [pattern for pattern in self.files if not pattern.startswith("!")]
        unwanted = [pattern[1:] for pattern in self.files if pattern.startswith("!")]
        return any(fnmatch.fnmatchcase(name, pattern) for pattern in wanted) and not any(
            fnmatch.fnmatchcase(name, pattern) for pattern in unwanted
        )


class CorpusPromises:
    """What holds for every real file of a format."""

    table: ClassVar[Table]

    def test_all_that_the_manifest_counts_is_there(self, corpus: Path) -> None:
        for file, note in self.table.readable(corpus):
            expected = dict(self.table.expected(note))
            found = self.table.found(list(iter_load(file, format=self.table.format)))
            assert {key: found[key] for key in expected} == expected, file.name

    def test_content_says_which_format_it_is(self, corpus: Path) -> None:
        for file, _ in self.table.readable(corpus):
            if file.name not in self.table.unrecognised:
                assert load(file).format == self.table.format, file.name

    def test_what_cannot_be_read_is_refused_with_the_reason(self, corpus: Path) -> None:
        names = {file.name: file for file, _ in self.table.rows(corpus)}
        for name, reason in self.table.refused.items():
            with pytest.raises(FormatError, match=reason):
                load(names[name], format=self.table.format)

    def test_strict_reading_refuses_exactly_what_is_mended(self, corpus: Path) -> None:
        for file, note in self.table.readable(corpus):
            notes = Notes(self.table.format)
            list(iter_load(file, format=self.table.format, notes=notes))
            mended = any(entry.severity != "info" for entry in notes)
            assert mended or "NOT WELL-FORMED" not in note, file.name
            if mended:
                with pytest.raises(FormatError):
                    list(iter_load(file, format=self.table.format, strict=True))
            else:
                list(iter_load(file, format=self.table.format, strict=True))

    def test_what_is_read_survives_the_native_format(self, corpus: Path) -> None:
        for file, _ in self.table.readable(corpus):
            blog = load(file, format=self.table.format).blog
            assert from_json(to_json(blog, private=True)) == blog, file.name

    def test_where_the_bytes_are_cut_makes_no_difference(self, corpus: Path) -> None:
        for file, _ in self.table.readable(corpus):
            data = file.read_bytes()
            assert self._read(BytesIO(data)) == self._read(_Trickle(data)), file.name

    def test_what_is_written_again_has_lost_what_is_reported_and_nothing_else(
        self, corpus: Path
    ) -> None:
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
    """A stream that gives 97 bytes at most, however many are asked for."""

    def read(self, limit: int | None = -1, /) -> bytes:
        return super().read(min(97, limit) if limit and limit > 0 else limit)
