"""Feeds that our own readers refuse, by feedparser; and those that they read, read alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.corpus import test_rss
from tests.corpus.driver import CorpusPromises, Table
from tests.corpus.test_atom import WITHIN_A_SOURCE, entries_found, entries_said

from blogcore import Blog, FormatError
from blogcore.formats import load

_EMPTY = "kurtmckee__feedparser__illformed-rss_empty_document.xml"


class TestWildFeed(CorpusPromises):
    table = Table(
        format="wild-feed",
        files=tuple(f"rss/{name}" for name in test_rss.TestRss.table.refused),
        at_least=9,
        expected=entries_said,
        found=entries_found,
        refused={_EMPTY: "finds no feed"},
    )

    def test_content_says_which_format_it_is(self, corpus: Path) -> None:
        """That it is of another one, or of none: this one is only read where it is asked for."""
        for file, _ in self.table.readable(corpus):
            with pytest.raises(FormatError):
                load(file)

    def test_the_error_of_our_own_reader_names_the_way_out(self, corpus: Path) -> None:
        for file, _ in self.table.readable(corpus):
            with pytest.raises(FormatError, match=r"format='wild-feed'.*blogcore\[feeds\]"):
                load(file, format="rss")


def test_what_our_own_readers_read_too_is_read_alike(corpus: Path) -> None:
    seen = 0
    folders = ("atom", "atom-thr", "rss")
    for file in sorted(file for folder in folders for file in (corpus / folder).iterdir()):
        try:
            own = load(file).blog
        except FormatError:
            continue
        if file.name not in WITHIN_A_SOURCE:  # it counts as those notes do
            assert _outline(load(file, format="wild-feed").blog) == _outline(own), file.name
            seen += 1
    assert seen > 800


def _outline(blog: Blog) -> tuple[int, int]:
    return len(blog.posts), len(blog.comments)
