"""The root element is found, also after other text."""

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
def test_the_first_element_with_a_known_name_is_the_root(head: bytes, name: str) -> None:
    assert find_root(head, _NAMES)[0] == name


def test_the_start_tag_is_returned() -> None:
    assert find_root(b"<rss version='2.0'><channel>", _NAMES)[1] == "<rss version='2.0'>"


def test_unterminated_markup_takes_linear_time() -> None:
    for unit in (b"<!--", b"<feed ", b"<a:", b"<?", b"<!-- -"):
        find_root(unit * 100_000, _NAMES)
