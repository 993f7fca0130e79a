"""Exports of Commento."""

from __future__ import annotations

import re

from tests.corpus.driver import CorpusContract, Table

from blogcore import Author, Comment
from blogcore.formats import Item


def _expected(note: str) -> dict[str, int]:
    """Return the counts in a note of the manifest.

    A note is, for example, "Commento export v1: 3 comments, 2 commenters".
    """
    pairs = re.findall(r"(\d+) (comments|commenters)", note)
    return {what: int(count) for count, what in pairs}


def _found(items: list[Item]) -> dict[str, int]:
    return {
        "comments": sum(isinstance(item, Comment) for item in items),
        "commenters": sum(isinstance(item, Author) for item in items),
    }


class TestCommento(CorpusContract):
    table = Table(
        format="commento",
        files=("remark42/*commento*",),
        at_least=2,
        expected=_expected,
        found=_found,
    )
