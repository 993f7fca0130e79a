"""`FormatContract`: our formats pass, and each defect fails its check and no other."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import pytest
from attrs import evolve

from blogcore import FormatError, Post
from blogcore.formats import Format, Item, Losses, Notes, list_formats
from blogcore.formats.native import JSONL
from blogcore.formats.registry import find_format
from blogcore.testing import FormatContract

CHECKS = sorted(name for name in vars(FormatContract) if name.startswith("test_"))
OURS = [info.name for info in list_formats() if info.distribution == "blogcore" and info.readable]


def contract(tested: Format) -> FormatContract:
    class Contract(FormatContract):
        format = tested

    return Contract()


def failed(tested: Format) -> dict[str, str]:
    """Return the checks that a format fails, with their messages."""
    messages: dict[str, str] = {}
    for check in CHECKS:
        try:
            getattr(contract(tested), check)()
        except AssertionError as error:
            messages[check] = str(error)
    return messages


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("name", OURS)
def test_our_formats_pass_every_check(name: str, check: str) -> None:
    getattr(contract(find_format(name)), check)()


class Correct:
    """JSON lines under another name. Each defective format changes one thing."""

    name = "right"
    title = "Right"
    media_types: tuple[str, ...] = ("text/x-right",)
    suffixes: tuple[str, ...] = (".right",)
    narrows: tuple[str, ...] = ()
    readable = True
    writable = True
    _lines = JSONL

    def sniff(self, head: bytes) -> bool:
        return self._lines.sniff(head)

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        return self._lines.read(stream, notes)

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        self._lines.write(items, stream, losses)


class UpperCaseSuffix(Correct):
    suffixes = (".RIGHT",)


class RecognisesEmptyFile(Correct):
    def sniff(self, head: bytes) -> bool:
        return not head or super().sniff(head)


class RecognisesEmptyList(Correct):
    """Recognises an empty list, which it never writes."""

    def sniff(self, head: bytes) -> bool:
        return head == b"[]" or super().sniff(head)


class SniffRaises(Correct):
    def sniff(self, head: bytes) -> bool:
        return head[0] == ord("{") and super().sniff(head)


class RecognisesNothing(Correct):
    def sniff(self, head: bytes) -> bool:
        return False


class UnreportedLoss(Correct):
    """Leaves out the slugs of posts without a report."""

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        items = (evolve(i, slug=None) if isinstance(i, Post) else i for i in items)
        super().write(items, stream, losses)


class FalseLoss(Correct):
    """Reports the loss of a field that it keeps."""

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        losses.add("site", "title", "lost")
        super().write(items, stream, losses)


class WritesPrivateData(Correct):
    """Writes private data in a comment line, which its reader skips."""

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        super().write(items, stream, losses)
        stream.write(b"# canary-7f3a9c@example.org\n")

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        lines = [line for line in stream.read().splitlines(True) if not line.startswith(b"# ")]
        return super().read(io.BytesIO(b"".join(lines)), notes)


class DifferentEveryTime(Correct):
    _count = itertools.count()

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        super().write(items, stream, losses)
        stream.write(b"\n" * next(self._count))


class ReadsOnce(Correct):
    """Expects one read to return the whole file."""

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        return super().read(io.BytesIO(stream.read(1 << 30)), notes)


class ReadRaises(Correct):
    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        data = stream.read()
        data.decode()
        return super().read(io.BytesIO(data), notes)


class HidesRepairs(Correct):
    """Repairs files, and reports it in notes of its own."""

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        own = Notes("right")
        try:
            yield from super().read(stream, own)
        except FormatError:
            if notes.strict:
                notes.strict = False
            notes.add("repaired", "", "", "", "the rest was left out")


class ClosesStream(Correct):
    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        super().write(items, stream, losses)
        stream.close()


@pytest.mark.shrinking
@pytest.mark.parametrize(
    ("wrong", "check", "message"),
    [
        (UpperCaseSuffix(), "test_name_media_types_and_suffixes_are_valid", "suffixes: '.RIGHT'"),
        (
            RecognisesEmptyFile(),
            "test_sniff_takes_any_bytes_and_refuses_other_formats",
            "recognises a file of another kind",
        ),
        (
            RecognisesEmptyList(),
            "test_sniff_takes_any_bytes_and_refuses_other_formats",
            "sniff(b'[]') recognises",
        ),
        (
            SniffRaises(),
            "test_sniff_takes_any_bytes_and_refuses_other_formats",
            "raises IndexError",
        ),
        (
            RecognisesNothing(),
            "test_sniff_recognises_written_files",
            "does not recognise a written file",
        ),
        (
            UnreportedLoss(),
            "test_losses_are_reported_exactly",
            "slug changed, which no loss reports",
        ),
        (
            FalseLoss(),
            "test_losses_are_reported_exactly",
            "site: title is reported as lost but is in the file",
        ),
        (
            WritesPrivateData(),
            "test_private_fields_are_written_only_on_request",
            "a private field is in a file",
        ),
        (
            DifferentEveryTime(),
            "test_the_same_blog_is_written_as_the_same_bytes",
            "two files of one blog differ",
        ),
        (ReadRaises(), "test_damaged_files_raise_no_other_errors", "raises UnicodeDecodeError"),
        (HidesRepairs(), "test_strict_reading_refuses_repairs", "accepts"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Correct) else "",
)
def test_a_defect_fails_its_check_and_no_other(wrong: Format, check: str, message: str) -> None:
    messages = failed(wrong)
    assert list(messages) == [check]
    assert message in messages[check]


def test_a_format_that_expects_one_read_to_return_the_file_fails() -> None:
    messages = failed(ReadsOnce())
    assert list(messages) == ["test_short_reads_make_no_difference"]


def test_a_format_that_closes_the_stream_fails() -> None:
    with pytest.raises(AssertionError, match="closes the stream"):
        contract(ClosesStream()).test_private_fields_are_written_only_on_request()


def test_the_correct_format_passes_every_check() -> None:
    assert failed(Correct()) == {}
