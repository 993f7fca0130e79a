"""`FormatContract`: the checks that every format must pass."""

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
from blogcore.models import Author, Blog, Body, Comment, Extra, Post, Site
from blogcore.strategies import blogs
from blogcore.testing._execution import SLOW_CHECK_SETTINGS
from blogcore.testing.losses import misreported

__all__ = ["FormatContract"]

_check = settings(SLOW_CHECK_SETTINGS, max_examples=20)
#: What `_secret_blog` has in every private field.
_SECRET = "canary-7f3a9c"
#: A position in a file, in thousandths of its length, which Hypothesis can draw before the file is
#: written.
_THOUSANDTHS = st.integers(0, 1_000)
_NAME = re.compile(r"[^@\s]+")
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")
_SUFFIX = re.compile(r"\.[^A-Z/\s]+")
#: Beginnings of files of other kinds. A format may recognise one of them only if it writes the
#: same bytes for an empty blog.
_OTHER_FILES = (
    b"",
    b"\0",
    b"{}",
    b"[]",
    b"<html>",
    b"From MAILER-DAEMON",
    b"\xff\xfe<\0",
    b"PK\x03\x04",
)


class FormatContract:
    """Checks of a format. Subclass it in a test module and name the format.

    ::

        class TestTitles(FormatContract):
            format = TITLES

    pytest collects one test for each check; only the extra ``testing`` is needed. Checks of reading
    or writing pass for a format that does not read or write. The message of a failed check names
    the cause, with the smallest example that was found. Test real files of the format separately.
    """

    #: The format to check.
    format: ClassVar[Format]

    def test_name_media_types_and_suffixes_are_valid(self) -> None:
        """Name, media types and suffixes are well-formed, and the format reads or writes."""
        format = self.format
        if not isinstance(cast("object", format), Format):
            _fail(f"{format!r} lacks an attribute or method of blogcore.formats.Format")
        for what, pattern, texts in (
            ("name", _NAME, (format.name,)),
            ("media_types", _MEDIA_TYPE, format.media_types),
            ("suffixes", _SUFFIX, format.suffixes),
            ("narrows", _NAME, format.narrows),
        ):
            for text in texts:
                if not pattern.fullmatch(text):
                    _fail(f"{what}: {text!r} does not match {pattern.pattern}")
        if not format.media_types:
            _fail("media_types is empty")
        if not (format.readable or format.writable):
            _fail("the format neither reads nor writes")

    @_check
    @given(head=st.binary(max_size=200) | st.sampled_from(_OTHER_FILES))
    def test_sniff_takes_any_bytes_and_refuses_other_formats(self, head: bytes) -> None:
        """`sniff` never raises, and does not recognise the beginning of other kinds of files."""
        try:
            recognised = self.format.sniff(head)
        except Exception as error:  # noqa: BLE001 - reported as a failed check
            _fail(f"sniff({head!r}) raises {type(error).__name__}: {error}")
        if recognised and head in _OTHER_FILES and head != self._empty():
            _fail(f"sniff({head!r}) recognises a file of another kind")

    def test_sniff_recognises_written_files(self) -> None:
        """`sniff` recognises a file that `write` wrote."""
        if self.format.writable:
            data, _ = self._written(_secret_blog(), private=False)
            if not self.format.sniff(data[:8192]):
                _fail(f"sniff does not recognise a written file: {short_repr(data)}")

    @_check
    @given(blog=blogs())
    def test_losses_are_reported_exactly(self, blog: Blog) -> None:
        """The losses are exactly the differences between the written blog and the one read back."""
        if not (self.format.readable and self.format.writable):
            return
        for private in (True, False):
            data, losses = self._written(blog, private=private)
            wrong = misreported(blog, self._read(data), losses)
            if wrong:
                _fail("; ".join(wrong))

    def test_private_fields_are_written_only_on_request(self) -> None:
        """Private fields are not in a file that was written without ``private=True``."""
        if self.format.writable:
            data, _ = self._written(_secret_blog(), private=False)
            if _SECRET.encode() in data.replace(b"\0", b""):
                _fail("a private field is in a file that was written without private=True")

    @_check
    @given(blog=blogs())
    def test_the_same_blog_is_written_as_the_same_bytes(self, blog: Blog) -> None:
        """Writing a blog twice gives the same bytes."""
        if self.format.writable:
            first, _ = self._written(blog, private=True)
            second, _ = self._written(blog, private=True)
            if first != second:
                _fail(f"two files of one blog differ: {short_repr(first)} and {short_repr(second)}")

    @_check
    @given(blog=blogs(), size=st.integers(1, 50))
    def test_short_reads_make_no_difference(self, blog: Blog, size: int) -> None:
        """A stream may return fewer bytes than requested."""
        if self.format.readable and self.format.writable:
            data, _ = self._written(blog, private=True)
            whole = self._read(data)
            try:
                same = self._read(_ShortReads(data, size)) == whole
            except (FormatError, ValidationError):
                same = False
            if not same:
                _fail(f"reading {size} bytes at a time gives another blog")

    @_check
    @given(blog=blogs(), data=st.data())
    def test_damaged_files_raise_no_other_errors(self, blog: Blog, data: st.DataObject) -> None:
        """A truncated or damaged file is read, or refused with `FormatError`."""
        if not self.format.readable:
            return
        whole = self._written(blog, private=True)[0] if self.format.writable else b""
        at = len(whole) * data.draw(_THOUSANDTHS) // 1_000
        damaged = whole[:at] + data.draw(st.binary(max_size=8))
        if data.draw(st.booleans()):
            damaged += whole[at + 1 :]
        try:
            self._read(damaged)
        except (FormatError, ValidationError):
            return
        except Exception as error:  # noqa: BLE001 - reported as a failed check
            _fail(f"reading {short_repr(damaged)} raises {type(error).__name__}: {error}")

    @_check
    @given(blog=blogs(), data=st.data())
    def test_strict_reading_refuses_repairs(self, blog: Blog, data: st.DataObject) -> None:
        """A file that is read with repairs or losses is refused when reading is strict."""
        if not (self.format.readable and self.format.writable):
            return
        whole, _ = self._written(blog, private=True)
        at = len(whole) * data.draw(_THOUSANDTHS) // 1_000
        damaged = whole[:at] + data.draw(st.binary(max_size=3)) + whole[at:]
        notes = Notes(self.format.name)
        try:
            self._read(damaged, notes)
        except Exception:  # noqa: BLE001 - another check reports it
            return
        if all(note.severity == "info" for note in notes):
            return
        try:
            self._read(damaged, Notes(self.format.name, strict=True))
        except (FormatError, ValidationError):
            return
        _fail(f"strict reading accepts {next(iter(notes))}; add notes to the Notes that read gets")

    def _written(self, blog: Blog, *, private: bool) -> tuple[bytes, Losses]:
        stream, losses = _Stream(), Losses()
        items = items_of(blog)
        self.format.write(items if private else without_private(items, losses), stream, losses)
        if stream.was_closed:
            _fail("write closes the stream, which belongs to the caller")
        return stream.getvalue(), losses

    def _empty(self) -> bytes | None:
        """Return the file of an empty blog; None if the format does not write."""
        return self._written(Blog(), private=False)[0].strip() if self.format.writable else None

    def _read(self, source: bytes | io.BytesIO, notes: Notes | None = None) -> Blog:
        stream = io.BytesIO(source) if isinstance(source, bytes) else source
        notes = Notes(self.format.name) if notes is None else notes
        return assemble(self.format.read(stream, notes), notes)


def _secret_blog() -> Blog:
    """Return a blog with `_SECRET` in every private field."""
    keys = ("wp:postmeta:k", "wp:commentmeta:k", "wp:author_first_name", "x:y")
    extra = Extra(dict.fromkeys(keys, _SECRET))
    author = Author(name="Ida", id="ida", email=f"{_SECRET}@example.org", extra=extra)
    comment = Comment(
        id="1",
        post_id="1",
        author=author,
        body=Body(text="B", media_type="text/html"),
        ip=f"{_SECRET}.1",
        user_agent=f"{_SECRET}/2",
        extra=extra,
    )
    post = Post(id="1", title="P", authors=[author], extra=extra)
    return Blog(
        site=Site(title="S", extra=extra), authors=[author], posts=[post], comments=[comment]
    )


def _fail(cause: str) -> NoReturn:
    raise AssertionError(cause)


class _Stream(io.BytesIO):
    """A stream that ignores `close` and remembers it."""

    was_closed = False

    def close(self) -> None:
        self.was_closed = True


class _ShortReads(io.BytesIO):
    """A stream that returns at most ``size`` bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__(data)
        self._size = size

    def read(self, limit: int | None = -1, /) -> bytes:
        requested = -1 if limit is None else limit
        return super().read(self._size if 0 <= self._size < requested else requested)
