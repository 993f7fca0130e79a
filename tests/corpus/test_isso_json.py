"""Isso's generic JSON."""

from __future__ import annotations

import re
from pathlib import Path

from tests.corpus.driver import CorpusContract, Table

from blogcore import Post
from blogcore.formats import Item, load


def _expected(note: str) -> dict[str, int]:
    """Return the counts in a note of the manifest.

    A note is, for example, "list of 2".
    """
    found = re.search(r"list of (\d+)", note)
    return {"threads": int(found[1])} if found else {}


def _found(items: list[Item]) -> dict[str, int]:
    return {"threads": sum(isinstance(item, Post) for item in items)}


class TestIssoJson(CorpusContract):
    table = Table(format="isso-json", files=("isso/*.json",), expected=_expected, found=_found)

    def test_percent_encoded_titles_are_decoded(self, corpus: Path) -> None:
        for file, _ in self.table.readable(corpus):
            titles = [post.title for post in load(file).blog.posts]
            assert titles == ["Test post", "Nat & Miguel"]
