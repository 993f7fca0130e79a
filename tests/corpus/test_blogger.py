"""Exports of Blogger from the tests of converters."""

from __future__ import annotations

import re

from tests.corpus.driver import CorpusContract, Table

from blogcore import Comment, Post
from blogcore.formats import Item


def _expected(note: str) -> dict[str, int]:
    """Return the counts in a note of the manifest.

    A note is, for example, "5 entries {'post': 3, 'comment': 2}; …; 0 drafts",
    or, for a response of the API, "3 elements".
    """
    posts = re.search(r"'post': (\d+)|^(\d+) elements", note)
    assert posts is not None
    comments = re.search(r"'comment': (\d+)", note)
    counts = {
        "posts": int(posts[1] or posts[2]),
        "comments": int(comments[1]) if comments else 0,
    }
    drafts = re.search(r"(\d+) drafts", note)
    return counts | ({"drafts": int(drafts[1])} if drafts else {})


def _found(items: list[Item]) -> dict[str, int]:
    posts = [item for item in items if isinstance(item, Post)]
    return {
        "posts": len(posts),
        "comments": sum(isinstance(item, Comment) for item in items),
        "drafts": sum(post.status == "draft" for post in posts),
    }


class TestBlogger(CorpusContract):
    table = Table(
        format="blogger", files=("blogger/*",), at_least=4, expected=_expected, found=_found
    )
