"""Real responses of WordPress's REST API: every record is read, and written back equal."""

from __future__ import annotations

import io
import re
from pathlib import Path

from tests.corpus.driver import CorpusContract, Table

from blogcore import Author, Comment, Post, Site, dump
from blogcore.formats import Attachment, Item, load

#: Kinds of items by the names of records in the manifest, which has no name for terms.
_KINDS = {"post": "posts", "page": "posts", "cpt": "posts", "mycpt": "posts"} | {
    "attachment": "media",
    "user": "authors",
    "comment": "comments",
}


def _expected(note: str) -> dict[str, int]:
    """Return the counts in a note of the manifest.

    A note is, for example, "3 x comment; 1 with parent; embedded ['author']".
    Embedded records are not counted.
    """
    found = re.match(r"(\d+) x (\w+)", note)
    if found is None or "replies" in note:
        return {"posts": int(found[1])} if found else {}
    return {_KINDS[found[2]]: int(found[1])}


def _found(items: list[Item]) -> dict[str, int]:
    return {
        "posts": sum(isinstance(item, Post) for item in items),
        "media": sum(isinstance(item, (Attachment, Post)) for item in items),
        "authors": sum(isinstance(item, Author) for item in items),
        "comments": sum(isinstance(item, Comment) for item in items),
    }


class TestWpRest(CorpusContract):
    table = Table(
        format="wp-rest", files=("wp-rest/*",), at_least=40, expected=_expected, found=_found
    )

    def test_a_response_is_written_back_equal_without_losses(self, corpus: Path) -> None:
        for file, _ in self.table.readable(corpus):
            blog = load(file).blog
            stream = io.BytesIO()
            assert not list(dump(blog, stream, format="wp-rest", private=True)), file.name
            assert load(stream.getvalue(), format="wp-rest").blog == blog, file.name

    def test_embedded_comments_are_read(self, corpus: Path) -> None:
        for file, note in self.table.readable(corpus):
            if "posts-from-category-7.json" not in file.name and "'replies'" in note:
                (comment,) = load(file).blog.comments
                assert comment.published is not None, file.name

    def test_listed_terms_are_kept_in_the_extra_of_the_site(self, corpus: Path) -> None:
        for name, count in (("tags-list", 10), ("categories-list", 3), ("category-7", 1)):
            (file,) = (corpus / "wp-rest").glob(f"*mocks-{name}.json")
            site = load(file).blog.site
            assert isinstance(site, Site)
            assert sum(key.endswith(":term_id") for key in site.extra) == count

    def test_authors_that_a_plugin_stores_as_terms_are_read(self, corpus: Path) -> None:
        (file,) = (corpus / "wp-rest").glob("*co-authors-post.json")
        (post,) = load(file).blog.posts
        assert [author.name for author in post.authors] == ["Alice Smith", "Bob Jones"]
