"""Disqus exports from the tests of importers."""

from __future__ import annotations

import re

from tests.corpus.driver import CorpusContract, Table

from blogcore import Comment, Post
from blogcore.formats import Item


def _expected(note: str) -> dict[str, int]:
    """Return the counts in a note of the manifest.

    A note is, for example,
    "2 threads (…, 1 deleted, 1 closed), 6 posts, …, 2 replies, …, 1 deleted, 1 spam".
    """
    threads, _, posts = note.partition(" posts,")
    numbers = {
        "threads": r"(\d+) threads",
        "deleted threads": r"(\d+) deleted",
        "closed": r"(\d+) closed",
        "posts": r"(\d+)$",
    }
    found = {key: _number(pattern, threads) for key, pattern in numbers.items()}
    for key in ("replies", "deleted", "spam"):
        found[key] = _number(rf"(\d+) {key}", posts)
    return found


def _number(pattern: str, text: str) -> int:
    found = re.search(pattern, text)
    assert found, (pattern, text)
    return int(found[1])


def _found(items: list[Item]) -> dict[str, int]:
    threads = [item for item in items if isinstance(item, Post)]
    posts = [item for item in items if isinstance(item, Comment)]
    return {
        "threads": len(threads),
        "deleted threads": sum(thread.status == "trash" for thread in threads),
        "closed": sum(not thread.comments_open for thread in threads),
        "posts": len(posts),
        "replies": sum(post.in_reply_to is not None for post in posts),
        "deleted": sum(post.status == "deleted" for post in posts),
        "spam": sum(post.status == "spam" for post in posts),
    }


class TestDisqus(CorpusContract):
    table = Table(
        format="disqus", files=("disqus/*",), at_least=4, expected=_expected, found=_found
    )
