"""RSS of all versions; feeds with a DOCTYPE or cut off are refused."""

from __future__ import annotations

from pathlib import Path

from tests.corpus.driver import CorpusContract, Table
from tests.corpus.test_atom import expected_entries, found_entries

from blogcore import FormatError
from blogcore.formats import load
from blogcore.formats.registry import HEAD_BYTES, detect_format

_ILL, _WELL = "kurtmckee__feedparser__illformed-", "kurtmckee__feedparser__wellformed-"


class TestRss(CorpusContract):
    table = Table(
        format="rss",
        files=(
            "rss/*",
            "atom-thr/*rss-must*",
            "!rss/*namespace-atom*",
            "!rss/*namespace-unknown-namespace*",
        ),
        at_least=310,
        expected=expected_entries,
        found=found_entries,
        refused={
            "jekyll__jekyll-import__mocks-medium_feed.xml": "line 31.*not well-formed",
            f"{_ILL}aaa_illformed.xml": "cut off",
            f"{_ILL}always_strip_doctype.xml": "HTML",
            f"{_ILL}rdf_channel_empty_textinput.xml": "cut off",
            f"{_ILL}rss_empty_document.xml": "cut off",
            f"{_ILL}rss_incomplete_cdata.xml": "cut off",
            f"{_ILL}rss_item_link_corrupted_ampersands.xml": "cut off",
            f"{_WELL}rdf-doctype_contains_entity_decl.xml": "DOCTYPE",
            f"{_WELL}rss-entity_in_doctype.xml": "DOCTYPE",
            f"{_WELL}rss-rss_version_091_netscape.xml": "DOCTYPE",
        },
    )

    def test_a_feed_in_rdf_has_its_channel_and_its_items(self, corpus: Path) -> None:
        (file,) = (corpus / "rss").glob("rometools*slashdot.xml")
        blog = load(file, strict=False).blog
        assert (blog.site.title, blog.site.url) == ("Slashdot", "http://slashdot.org/")
        assert [post.authors[0].name for post in blog.posts][:2] == ["Zonk", "Zonk"]
        assert all(post.published and post.extra["slash:comments"] for post in blog.posts)


def test_other_files_are_not_recognised(corpus: Path) -> None:
    seen = 0
    for file in sorted(corpus.glob("*/*")):
        if file.parent.name in ("atom", "atom-thr", "rss"):
            continue
        with file.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
        try:
            found = detect_format(head).name
        except FormatError:
            found = ""
        assert found not in ("atom", "rss"), file
        seen += 1
    assert seen > 500
