"""Broken feeds, and well-formed ones compared with the other readers."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.corpus import test_rss
from tests.corpus.driver import CorpusContract, Table
from tests.corpus.test_atom import WITHIN_A_SOURCE, expected_entries, found_entries

from blogcore import Blog, FormatError
from blogcore.formats import load

_EMPTY = "kurtmckee__feedparser__illformed-rss_empty_document.xml"


class TestWildFeed(CorpusContract):
    table = Table(
        format="wild-feed",
        files=tuple(f"rss/{name}" for name in test_rss.TestRss.table.refused),
        at_least=9,
        expected=expected_entries,
        found=found_entries,
        refused={_EMPTY: "finds no feed"},
    )

    def test_files_are_recognised_by_content(self, corpus: Path) -> None:
        """No file is recognised: this format is used only by name."""
        for file, _ in self.table.readable(corpus):
            with pytest.raises(FormatError):
                load(file)

    def test_an_error_of_markup_suggests_wild_feed(self, corpus: Path) -> None:
        for file, _ in self.table.readable(corpus):
            with pytest.raises(FormatError, match=r"format='wild-feed'.*blogcore\[feeds\]"):
                load(file, format="rss")


def test_well_formed_feeds_are_read_as_by_the_other_readers(corpus: Path) -> None:
    seen = 0
    folders = ("atom", "atom-thr", "rss")
    for file in sorted(file for folder in folders for file in (corpus / folder).iterdir()):
        try:
            own = load(file).blog
        except FormatError:
            continue
        if file.name not in WITHIN_A_SOURCE:  # it counts the entry in the source
            assert _outline(load(file, format="wild-feed").blog) == _outline(own), file.name
            seen += 1
    assert seen > 800


def _outline(blog: Blog) -> tuple[int, int]:
    return len(blog.posts), len(blog.comments)
