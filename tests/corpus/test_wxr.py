"""Real exports, and those of importers' tests: every record is read."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from tests.corpus.driver import CorpusContract, Table

from blogcore import Comment, FormatError, Post, dump, render_page, to_json
from blogcore.formats import Attachment, Item, iter_load, load


def _expected(note: str) -> dict[str, int]:
    """Return the counts in a note of the manifest.

    A note is, for example,
    "4 items {'post': 3, 'attachment': 1}; status {'publish': 3}; 2 comments".
    """
    own = note.partition("comments")[0]
    counted = {what: _number(rf"(\d+) {what}", note) for what in ("items", "comments", "replies")}
    kinds = {word: _number(rf"'{word}': (\d+)", own) for word in ("attachment", "publish")}
    return counted | kinds


def _number(pattern: str, note: str) -> int:
    found = re.search(pattern, note)
    return int(found[1]) if found else 0


def _found(items: list[Item]) -> dict[str, int]:
    posts = [item for item in items if isinstance(item, Post)]
    pictures = [item for item in items if isinstance(item, Attachment)]
    comments = [item for item in items if isinstance(item, Comment)]
    return {
        "items": len(posts) + len(pictures),
        "attachment": len(pictures),
        "publish": sum(post.is_public for post in posts),
        "comments": len(comments),
        "replies": sum(comment.in_reply_to is not None for comment in comments),
    }


class TestWxr(CorpusContract):
    table = Table(
        format="wxr",
        files=("wxr/*",),
        at_least=20,
        expected=_expected,
        found=_found,
        #: Fragments from the tests of importers, not whole exports.
        refused={
            "torchbox__wagtail-wordpress-import__test.xml": "another kind",
            "umputun__remark42__wordpress_test-2.xml": "cut off",
        },
    )

    def test_every_listed_author_is_read(self, corpus: Path) -> None:
        for file, note in self.table.readable(corpus):
            assert len(load(file).blog.authors) == _number(r"(\d+) wp:author", note), file.name

    def test_threads_are_as_deep_as_the_manifest_says(self, corpus: Path) -> None:
        for file, note in self.table.readable(corpus):
            depth = re.search(r"max depth (\d+)", note)
            if depth is not None:
                blog = load(file).blog
                deepest = max(blog.thread(post.id).stats.deepest for post in blog.posts)
                assert deepest + 1 == int(depth[1]), file.name

    def test_a_file_truncated_anywhere_is_refused(self, corpus: Path) -> None:
        for file, _ in self.table.readable(corpus):
            data = file.read_bytes()
            end = data.rindex(b"</")
            for size in range(0, end, max(1, end // 40)):
                with pytest.raises(FormatError):
                    list(iter_load(data[:size], format="wxr"))

    def test_private_addresses_are_in_no_written_file_or_page(self, corpus: Path) -> None:
        private = re.compile(
            r"<wp:(?:comment_author_email|comment_author_IP|author_email|author_login)>"
            r"\s*(?:<!\[CDATA\[)?\s*([^<\]]*[@.:][^<\]]*?)\s*[<\]]"
        )
        found: set[str] = set()
        for file, _ in self.table.readable(corpus):
            blog = load(file).blog
            written = to_json(blog).decode() + repr(blog.comments)
            pages = "".join(render_page(blog, post) for post in blog.posts)
            addresses = set(private.findall(file.read_text("utf-8", "replace")))
            assert not [
                address for address in addresses if address in written or address in pages
            ], file.name
            found |= addresses
        assert len(found) > 10

    def test_an_export_is_written_back_equal_without_losses(self, corpus: Path) -> None:
        for file, _ in self.table.readable(corpus):
            blog = load(file, format="wxr").blog
            stream = BytesIO()
            assert not list(dump(blog, stream, format="wxr", private=True)), file.name
            assert load(stream.getvalue()).blog == blog, file.name
