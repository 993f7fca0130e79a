"""Atom feeds of two test suites, valid and invalid."""

from __future__ import annotations

import re
from pathlib import Path

from tests.corpus.driver import CorpusContract, Table

from blogcore import Comment, Post
from blogcore.formats import Item, load

#: Files whose notes in the manifest also count an entry inside a source.
WITHIN_A_SOURCE = (
    "w3c__feedvalidator__atom-4.2.11-missing-self.xml",
    "w3c__feedvalidator__atom-4.2.11-source-entry.xml",
)


def expected_entries(note: str) -> dict[str, int]:
    """Return the counts in a note of the manifest.

    A note is, for example, "2 entries/items, ns ['1.0']; {'in-reply-to': 1}; test says: …".
    """
    found = re.search(r"(\d+) entries/items", note)
    return {"entries": int(found[1])} if found else {}


def found_entries(items: list[Item]) -> dict[str, int]:
    """Count posts and comments, without posts that are built from their comments."""
    comments = [item for item in items if isinstance(item, Comment)]
    commented = {comment.post_id for comment in comments}
    posts = [
        item
        for item in items
        if isinstance(item, Post)
        and not (item.id in commented and item == Post(id=item.id, url=item.url, title=item.title))
    ]
    return {"entries": len(posts) + len(comments)}


class TestAtom(CorpusContract):
    table = Table(
        format="atom",
        files=(
            "atom/*",
            "atom-thr/*ext-thr-*",
            "rss/*namespace-atom*",
            "rss/*namespace-unknown-namespace*",
            *(f"!atom/{name}" for name in WITHIN_A_SOURCE),
        ),
        at_least=520,
        expected=expected_entries,
        found=found_entries,
    )

    def test_an_item_with_in_reply_to_is_a_comment(self, corpus: Path) -> None:
        seen = 0
        for file in (corpus / "atom-thr").glob("*ext-thr-*"):
            text = file.read_text()
            inside = text[text.find("<entry>") : text.find("<source>")]
            is_reply = "<entry>" in text and "<thr:in-reply-to" in inside
            assert bool(load(file).blog.comments) is is_reply, file.name
            seen += is_reply
        assert seen >= 5

    def test_an_entry_inside_a_source_is_not_an_entry_of_the_feed(self, corpus: Path) -> None:
        for name in WITHIN_A_SOURCE:
            loaded = load(corpus / "atom" / name)
            assert (loaded.format, len(loaded.blog.posts)) == ("atom", 1), name
