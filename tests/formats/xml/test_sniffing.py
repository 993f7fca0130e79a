"""The root element is found whatever stands before it."""

from __future__ import annotations

import pytest

from blogcore.formats.xml.sniffing import find_root

_NAMES = ("feed", "rss")


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"<feed>", "feed"),
        (b"<feed/>", "feed"),
        (b'<a:feed\n xmlns:a="x"\n>', "feed"),
        (b'<feed xmlns="x" ', "feed"),
        (b"<br />\n<b>Warning</b>: in /x.php<feed>", "feed"),
        (b"<!-- <rss> --><?php <rss> ?><feed><rss>", "feed"),
        ("<rss>".encode("utf-16"), "rss"),
        (b"<feeds><feed-x>", ""),
        (b"<!-- <feed>", ""),
        (b"feed", ""),
        (b"", ""),
    ],
)
def test_the_first_element_of_a_name_is_the_root(head: bytes, name: str) -> None:
    assert find_root(head, _NAMES)[0] == name


def test_the_whole_tag_is_given() -> None:
    assert find_root(b"<rss version='2.0'><channel>", _NAMES)[1] == "<rss version='2.0'>"


def test_beginnings_without_end_take_no_long() -> None:
    for unit in (b"<!--", b"<feed ", b"<a:", b"<?", b"<!-- -"):
        find_root(unit * 100_000, _NAMES)
