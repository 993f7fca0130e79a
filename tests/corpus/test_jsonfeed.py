"""JSON Feeds of both versions, valid and invalid."""

from __future__ import annotations

import io
import re
from pathlib import Path

from tests.corpus.driver import CorpusContract, Table

from blogcore import Post, dump
from blogcore.formats import Item, load


def _expected(note: str) -> dict[str, int]:
    """Return the counts in a note of the manifest.

    A note is, for example, "https://jsonfeed.org/version/1; 2 items; item keys […]".
    """
    found = re.search(r"(\d+) items", note)
    return {"items": int(found[1])} if found else {}


def _found(items: list[Item]) -> dict[str, int]:
    return {"items": sum(isinstance(item, Post) for item in items)}


class TestJsonFeed(CorpusContract):
    table = Table(
        format="jsonfeed",
        files=("jsonfeed/*",),
        at_least=15,
        expected=_expected,
        found=_found,
        refused={"mmcdole__gofeed__parser-json-invalid-invalid.json": "cut off"},
    )

    def test_a_feed_is_written_back_equal_without_losses(self, corpus: Path) -> None:
        for file, _ in self.table.readable(corpus):
            blog = load(file).blog
            stream = io.BytesIO()
            assert not list(dump(blog, stream, format="jsonfeed", private=True)), file.name
            assert load(stream.getvalue()).blog == blog, file.name

    def test_items_without_an_author_have_those_of_the_feed(self, corpus: Path) -> None:
        for file in (corpus / "jsonfeed").glob("snarfed__granary__*"):
            (post,) = load(file).blog.posts
            assert [author.name for author in post.authors] == ["Martin Smith"], file.name
