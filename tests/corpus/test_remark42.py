"""Backups of Remark42 and responses of its API."""

from __future__ import annotations

import io
import re
from pathlib import Path

from tests.corpus.driver import CorpusContract, Table

from blogcore import Author, Comment, dump
from blogcore.formats import Item, load


def _expected(note: str) -> dict[str, int]:
    """Return the counts in a note of the manifest.

    A note is, for example,
    "backup v1: 2 users, 1 posts, 2 comment lines", or "12 comments, max depth 3".
    """
    counted = {
        "users": re.search(r"(\d+) users", note),
        "comments": re.search(r"(\d+) comment", note),
        "deleted": re.search(r"(\d+) deleted", note),
    }
    return {key: int(found[1]) for key, found in counted.items() if found}


def _found(items: list[Item]) -> dict[str, int]:
    comments = [item for item in items if isinstance(item, Comment)]
    return {
        "users": sum(isinstance(item, Author) for item in items),
        "comments": len(comments),
        "deleted": sum(comment.status == "deleted" for comment in comments),
    }


class TestRemark42(CorpusContract):
    table = Table(
        format="remark42",
        files=("remark42/*", "!remark42/*commento*"),
        at_least=4,
        expected=_expected,
        found=_found,
        refused={"umputun__remark42__native-backup-3.jsonl": "version 2 is not known"},
    )

    def test_a_backup_is_written_back_equal_without_losses(self, corpus: Path) -> None:
        for file, _ in self.table.readable(corpus):
            blog = load(file).blog
            stream = io.BytesIO()
            assert not list(dump(blog, stream, format="remark42", private=True)), file.name
            assert load(stream.getvalue()).blog == blog, file.name

    def test_depths_match_the_manifest(self, corpus: Path) -> None:
        for file, note in self.table.readable(corpus):
            depth = re.search(r"max depth (\d+)", note)
            if depth:
                blog = load(file).blog
                deepest = max(blog.thread(post.id).stats.deepest for post in blog.posts)
                assert deepest + 1 == int(depth[1]), file.name
