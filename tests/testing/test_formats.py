"""The contract: ours keep it, and whoever breaks one promise fails that check and no other."""

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
    """The checks that a format fails, and what is said of it."""
    said: dict[str, str] = {}
    for check in CHECKS:
        try:
            getattr(contract(tested), check)()
        except AssertionError as error:
            said[check] = str(error)
    return said


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("name", OURS)
def test_ours_keep_every_promise(name: str, check: str) -> None:
    getattr(contract(find_format(name)), check)()


class Right:
    """The native lines under another name, which each wrong one changes in one place."""

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


class Shouting(Right):
    suffixes = (".RIGHT",)


class Greedy(Right):
    def sniff(self, head: bytes) -> bool:
        return not head or super().sniff(head)


class Grasping(Right):
    """Takes an empty list for its own, though it writes none."""

    def sniff(self, head: bytes) -> bool:
        return head == b"[]" or super().sniff(head)


class Fragile(Right):
    def sniff(self, head: bytes) -> bool:
        return head[0] == ord("{") and super().sniff(head)


class Blind(Right):
    def sniff(self, head: bytes) -> bool:
        return False


class Silent(Right):
    """Leaves the slugs of posts out and says nothing."""

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        told = (evolve(i, slug=None) if isinstance(i, Post) else i for i in items)
        super().write(told, stream, losses)


class Anxious(Right):
    """Reports what is there."""

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        losses.add("site", "title", "lost")
        super().write(items, stream, losses)


class Leaky(Right):
    """Writes what is private as a mark of its own, which its reader passes over."""

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        super().write(items, stream, losses)
        stream.write(b"# canary-7f3a9c@example.org\n")

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        lines = [line for line in stream.read().splitlines(True) if not line.startswith(b"# ")]
        return super().read(io.BytesIO(b"".join(lines)), notes)


class Fickle(Right):
    _count = itertools.count()

    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        super().write(items, stream, losses)
        stream.write(b"\n" * next(self._count))


class Hasty(Right):
    """Takes what one read gives for the whole file."""

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        return super().read(io.BytesIO(stream.read(1 << 30)), notes)


class Crashing(Right):
    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        data = stream.read()
        data.decode()
        return super().read(io.BytesIO(data), notes)


class Secretive(Right):
    """Mends files, and says so in notes of its own."""

    def read(self, stream: BinaryIO, notes: Notes) -> Iterator[Item]:
        own = Notes("right")
        try:
            yield from super().read(stream, own)
        except FormatError:
            if notes.strict:
                notes.strict = False
            notes.add("repaired", "", "", "", "the rest was left out")


class Closing(Right):
    def write(self, items: Iterable[Item], stream: BinaryIO, losses: Losses) -> None:
        super().write(items, stream, losses)
        stream.close()


@pytest.mark.shrinking
@pytest.mark.parametrize(
    ("wrong", "check", "how"),
    [
        (Shouting(), "test_it_says_what_it_is", "suffixes: '.RIGHT'"),
        (Greedy(), "test_it_looks_at_any_file_without_a_fault", "takes a file of another kind"),
        (Grasping(), "test_it_looks_at_any_file_without_a_fault", "sniff(b'[]') takes"),
        (Fragile(), "test_it_looks_at_any_file_without_a_fault", "raises IndexError"),
        (Blind(), "test_it_knows_what_it_wrote", "does not know what it wrote"),
        (
            Silent(),
            "test_what_is_lost_is_reported_and_nothing_else_is",
            "slug changed, which no loss says",
        ),
        (
            Anxious(),
            "test_what_is_lost_is_reported_and_nothing_else_is",
            "site: title is reported as lost and is there",
        ),
        (Leaky(), "test_nothing_private_leaves_unasked", "what is private is in the file"),
        (Fickle(), "test_the_same_blog_gives_the_same_bytes", "two files of one blog differ"),
        (Crashing(), "test_a_broken_file_is_an_error_of_ours", "raises UnicodeDecodeError"),
        (Secretive(), "test_strict_reading_refuses_what_is_mended", "lets"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Right) else "",
)
def test_a_wrong_format_fails_the_check_of_what_it_breaks(
    wrong: Format, check: str, how: str
) -> None:
    said = failed(wrong)
    assert list(said) == [check]
    assert how in said[check]


def test_a_format_that_takes_one_read_for_the_file_is_told() -> None:
    said = failed(Hasty())
    assert list(said) == ["test_how_a_stream_is_cut_makes_no_difference"]


def test_a_format_that_closes_what_it_writes_to_is_told() -> None:
    with pytest.raises(AssertionError, match="closes the stream"):
        contract(Closing()).test_nothing_private_leaves_unasked()


def test_the_right_one_keeps_every_promise() -> None:
    assert failed(Right()) == {}
