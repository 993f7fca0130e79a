"""Exports that real blogs and importers' tests hold: all that is in them comes out."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from blogcore import Comment, FormatError, Post, dumps, loads, render_page
from blogcore.formats import Attachment, Item, Notes, iter_load, load
from blogcore.formats.wxr import WXR

#: What cannot be read, and why. Both hold what the test of an importer needed and no more.
_REFUSED = {
    "torchbox__wagtail-wordpress-import__test.xml": "another kind",
    "umputun__remark42__wordpress_test-2.xml": "cut off",
}


def _files(corpus: Path) -> Iterator[tuple[Path, str]]:
    """Each export with what the manifest says of it."""
    with (corpus / "MANIFEST.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["file"].startswith("wxr/"):
                yield corpus / row["file"], row["note"]


def _readable(corpus: Path) -> list[tuple[Path, str]]:
    files = [(file, note) for file, note in _files(corpus) if file.name not in _REFUSED]
    assert len(files) > 20
    return files


def _counted(note: str, what: str) -> int:
    found = re.search(rf"(\d+) {what}", note)
    return int(found[1]) if found else 0


def _of_kind(note: str, word: str) -> int:
    found = re.search(rf"'{word}': (\d+)", note.partition("comments")[0])
    return int(found[1]) if found else 0


def test_every_item_comment_and_author_is_there(corpus: Path) -> None:
    for file, note in _readable(corpus):
        items = list(iter_load(file))
        counts = [sum(isinstance(item, kind) for item in items) for kind in (Post, Attachment)]
        assert sum(counts) == _counted(note, "items"), file.name
        assert counts[1] == _of_kind(note, "attachment"), file.name
        comments = [item for item in items if isinstance(item, Comment)]
        assert len(comments) == _counted(note, "comments"), file.name
        replies = [comment for comment in comments if comment.in_reply_to]
        assert len(replies) == _counted(note, "replies"), file.name
        published = [item for item in items if isinstance(item, Post) and item.is_public]
        assert len(published) == _of_kind(note, "publish"), file.name
        assert len(load(file).blog.authors) == _counted(note, "wp:author"), file.name


def test_what_is_cut_off_or_no_export_is_refused_with_its_place(corpus: Path) -> None:
    for name, reason in _REFUSED.items():
        with pytest.raises(FormatError, match=reason) as caught:
            list(iter_load(corpus / "wxr" / name, format="wxr"))
        assert caught.value.place.startswith("line ")


def test_strict_reading_refuses_exactly_what_is_mended(corpus: Path) -> None:
    for file, note in _readable(corpus):
        notes = Notes("wxr")
        list(iter_load(file, notes=notes))
        mended = any(entry.severity != "info" for entry in notes)
        assert mended or "NOT WELL-FORMED" not in note, file.name
        if mended:
            with pytest.raises(FormatError):
                list(iter_load(file, strict=True))
        else:
            list(iter_load(file, strict=True))


def test_comments_lie_in_threads_as_deep_as_the_manifest_says(corpus: Path) -> None:
    for file, note in _readable(corpus):
        depth = re.search(r"max depth (\d+)", note)
        if depth is None:
            continue
        blog = load(file).blog
        deepest = max(blog.thread(post.id).stats.deepest for post in blog.posts)
        assert deepest + 1 == int(depth[1]), file.name


def test_what_is_read_survives_the_native_format(corpus: Path) -> None:
    for file, _ in _readable(corpus):
        blog = load(file).blog
        assert loads(dumps(blog, private=True)) == blog, file.name


def test_no_address_of_a_private_field_is_in_what_is_written_or_shown(corpus: Path) -> None:
    private = re.compile(
        r"<wp:(?:comment_author_email|comment_author_IP|author_email|author_login)>"
        r"\s*(?:<!\[CDATA\[)?\s*([^<\]]*[@.:][^<\]]*?)\s*[<\]]"
    )
    found: set[str] = set()
    for file, _ in _readable(corpus):
        blog = load(file).blog
        written = dumps(blog).decode() + repr(blog.comments)
        pages = "".join(render_page(blog, post) for post in blog.posts)
        addresses = set(private.findall(file.read_text("utf-8", "replace")))
        assert not [value for value in addresses if value in written or value in pages], file.name
        found |= addresses
    assert len(found) > 10


def test_where_the_bytes_are_cut_makes_no_difference(corpus: Path) -> None:
    for file, _ in _readable(corpus):
        data = file.read_bytes()
        whole = list(WXR.read(BytesIO(data), Notes("wxr")))
        assert _read_by(data, 97) == whole, file.name


def _read_by(data: bytes, size: int) -> list[Item]:
    class Stream(BytesIO):
        def read(self, limit: int | None = -1, /) -> bytes:
            return super().read(min(size, limit or size))

    return list(WXR.read(Stream(data), Notes("wxr")))


def test_a_file_cut_anywhere_is_refused_or_was_whole(corpus: Path) -> None:
    for file, _ in _readable(corpus):
        data = file.read_bytes()
        end = data.rindex(b"</")
        for size in range(0, end, max(1, end // 40)):
            with pytest.raises(FormatError):
                list(iter_load(data[:size], format="wxr"))
