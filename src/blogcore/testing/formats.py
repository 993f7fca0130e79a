"""`FormatContract`: what every format promises, as tests that a plugin takes over."""

from __future__ import annotations

import io
import re
from typing import ClassVar, NoReturn, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from blogcore._text.plain import short_repr
from blogcore.errors import FormatError, ValidationError
from blogcore.formats import Format, Losses, Notes
from blogcore.formats.assemble import assemble, items_of
from blogcore.formats.privacy import without_private
from blogcore.models import Blog
from blogcore.strategies import blogs
from blogcore.testing._blogs import SECRET, secretive
from blogcore.testing._checked import SLOW
from blogcore.testing.losses import misreported

__all__ = ["FormatContract"]

_checked = settings(SLOW, max_examples=20)
#: A place in a file, of so many: what is drawn must not depend on what was written.
_LAST = 1_000
_PARTS = st.integers(0, _LAST)
_NAME = re.compile(r"[^@\s]+")
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")
_SUFFIX = re.compile(r"\.[^A-Z/\s]+")
#: How a file of another kind may begin; of a format that writes one of these for an empty blog,
#: that one is its own.
_OTHERS = (b"", b"\0", b"{}", b"[]", b"<html>", b"From nobody", b"\xff\xfe<\0", b"PK\x03\x04")


class FormatContract:
    """The tests of a format: subclass it in a test module, and name the format.

    ::

        class TestTitles(FormatContract):
            format = TITLES

    pytest then collects one test for each promise; needs nothing but the extra ``testing``. What
    only a reader or only a writer can break is checked of formats that read or write. Where a
    promise is broken, the message says how, with the shortest example that was found. Real files
    of the format are for the plugin's own tests.
    """

    format: ClassVar[Format]

    def test_it_says_what_it_is(self) -> None:
        """Name, media types, suffixes and what it can do are there and well written."""
        format = self.format
        if not isinstance(cast("object", format), Format):
            broken(f"{format!r} lacks some of what a format has: see blogcore.formats.Format")
        for what, pattern, texts in (
            ("name", _NAME, (format.name,)),
            ("media_types", _MEDIA_TYPE, format.media_types),
            ("suffixes", _SUFFIX, format.suffixes),
            ("narrows", _NAME, format.narrows),
        ):
            for text in texts:
                if not pattern.fullmatch(text):
                    broken(f"{what}: {text!r} is not written like {pattern.pattern}")
        if not format.media_types:
            broken("media_types is empty")
        if not (format.readable or format.writable):
            broken("it neither reads nor writes")

    @_checked
    @given(head=st.binary(max_size=200) | st.sampled_from(_OTHERS))
    def test_it_looks_at_any_file_without_a_fault(self, head: bytes) -> None:
        """`sniff` says whether a beginning is of the format, and never raises.

        What `write` gives for an empty blog is of the format, whatever else may begin so.
        """
        try:
            known = self.format.sniff(head)
        except Exception as error:  # noqa: BLE001 - whatever comes is what is told
            broken(f"sniff({head!r}) raises {type(error).__name__}: {error}")
        if known and head in _OTHERS and head != self._empty():
            broken(f"sniff({head!r}) takes a file of another kind for its own")

    def test_it_knows_what_it_wrote(self) -> None:
        """`sniff` knows the beginning of a file that `write` wrote."""
        if self.format.writable:
            data, _ = self._written(secretive(), private=False)
            if not self.format.sniff(data[:8192]):
                broken(f"sniff does not know what it wrote: {short_repr(data)}")

    @_checked
    @given(blog=blogs())
    def test_what_is_lost_is_reported_and_nothing_else_is(self, blog: Blog) -> None:
        """What is read back differs from what was written by exactly the losses."""
        if not (self.format.readable and self.format.writable):
            return
        for private in (True, False):
            data, losses = self._written(blog, private=private)
            wrong = misreported(blog, self._read(data), losses)
            if wrong:
                broken("; ".join(wrong))

    def test_nothing_private_leaves_unasked(self) -> None:
        """Private fields are not in a file that was not to have them."""
        if self.format.writable:
            data, _ = self._written(secretive(), private=False)
            if SECRET.encode() in data.replace(b"\0", b""):
                broken("what is private is in the file though nobody asked for it")

    @_checked
    @given(blog=blogs())
    def test_the_same_blog_gives_the_same_bytes(self, blog: Blog) -> None:
        """Writing twice gives the same."""
        if self.format.writable:
            first, _ = self._written(blog, private=True)
            second, _ = self._written(blog, private=True)
            if first != second:
                broken(
                    f"two files of one blog differ: {short_repr(first)} and {short_repr(second)}"
                )

    @_checked
    @given(blog=blogs(), size=st.integers(1, 50))
    def test_how_a_stream_is_cut_makes_no_difference(self, blog: Blog, size: int) -> None:
        """A stream may give fewer bytes than were asked for."""
        if self.format.readable and self.format.writable:
            data, _ = self._written(blog, private=True)
            whole = self._read(data)
            try:
                same = self._read(_Trickle(data, size)) == whole
            except (FormatError, ValidationError):
                same = False
            if not same:
                broken(f"a stream that gives {size} bytes at a time is read as another blog")

    @_checked
    @given(blog=blogs(), data=st.data())
    def test_a_broken_file_is_an_error_of_ours(self, blog: Blog, data: st.DataObject) -> None:
        """A file that was cut or damaged is read, or refused with `FormatError`."""
        if not self.format.readable:
            return
        whole = self._written(blog, private=True)[0] if self.format.writable else b""
        at = len(whole) * data.draw(_PARTS) // _LAST
        damaged = whole[:at] + data.draw(st.binary(max_size=8))
        if data.draw(st.booleans()):
            damaged += whole[at + 1 :]
        try:
            self._read(damaged)
        except (FormatError, ValidationError):
            return
        except Exception as error:  # noqa: BLE001 - whatever comes is what is told
            broken(f"reading {short_repr(damaged)} raises {type(error).__name__}: {error}")

    @_checked
    @given(blog=blogs(), data=st.data())
    def test_strict_reading_refuses_what_is_mended(self, blog: Blog, data: st.DataObject) -> None:
        """Whatever is noted as repaired or lost raises where reading is strict."""
        if not (self.format.readable and self.format.writable):
            return
        whole, _ = self._written(blog, private=True)
        at = len(whole) * data.draw(_PARTS) // _LAST
        damaged = whole[:at] + data.draw(st.binary(max_size=3)) + whole[at:]
        notes = Notes(self.format.name)
        try:
            self._read(damaged, notes)
        except Exception:  # noqa: BLE001 - another check tells of it
            return
        if all(note.severity == "info" for note in notes):
            return
        try:
            self._read(damaged, Notes(self.format.name, strict=True))
        except (FormatError, ValidationError):
            return
        broken(f"strict reading lets {next(iter(notes))} pass; add notes to the notes given")

    def _written(self, blog: Blog, *, private: bool) -> tuple[bytes, Losses]:
        stream, losses = _Watched(), Losses()
        items = items_of(blog)
        self.format.write(items if private else without_private(items, losses), stream, losses)
        if stream.was_closed:
            broken("write closes the stream, which is its caller's")
        return stream.getvalue(), losses

    def _empty(self) -> bytes | None:
        """The file of an empty blog; None of a format that is not written."""
        return self._written(Blog(), private=False)[0].strip() if self.format.writable else None

    def _read(self, source: bytes | io.BytesIO, notes: Notes | None = None) -> Blog:
        stream = io.BytesIO(source) if isinstance(source, bytes) else source
        notes = Notes(self.format.name) if notes is None else notes
        return assemble(self.format.read(stream, notes), notes)


def broken(how: str) -> NoReturn:
    """The promise of this check is broken."""
    raise AssertionError(how)


class _Watched(io.BytesIO):
    """A stream that can be asked for its value though it was closed."""

    was_closed = False

    def close(self) -> None:
        self.was_closed = True


class _Trickle(io.BytesIO):
    """A stream that gives so many bytes at most, however many are asked for."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__(data)
        self._size = size

    def read(self, limit: int | None = -1, /) -> bytes:
        asked = -1 if limit is None else limit
        return super().read(self._size if 0 <= self._size < asked else asked)
