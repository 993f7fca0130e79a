"""The whole format: recognised, streamed, and independent of how bytes arrive."""

from __future__ import annotations

import io
import random
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.wxr.documents import (
    NAMESPACES,
    comment_xml,
    document,
    item_xml,
    read,
    trickle,
)

from blogcore import Comment, FormatError, Post, from_json, to_json
from blogcore.formats import Format, Notes, iter_load, load
from blogcore.formats.registry import detect_format, find_format
from blogcore.formats.wordpress.wxr import WXR

_TEXT = document(
    item_xml("<title>é &mdash; & <![CDATA[a ]]> b]]></title>" + comment_xml() + comment_xml(id="8"))
    + item_xml("<title>T</title>", id="2"),
    "<wp:author><wp:author_login>ida</wp:author_login></wp:author>",
)


def test_the_registry_knows_the_format() -> None:
    assert isinstance(WXR, Format)
    assert find_format("wxr") is WXR


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_it_is_recognised_by_content(codec: str) -> None:
    data = document(item_xml()).replace("UTF-8", "UTF-16" if codec == "utf-16" else "UTF-8")
    assert detect_format(data.encode(codec)) is WXR
    assert load(data.encode(codec)).format == "wxr"


def test_other_rss_is_not_recognised() -> None:
    assert not WXR.sniff(b'<rss version="2.0"><channel/></rss>')


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_the_result_does_not_depend_on_the_size_of_reads(codec: str) -> None:
    data = _TEXT.replace("UTF-8", codec, 1).encode(codec)
    whole = list(WXR.read(io.BytesIO(data), Notes("wxr")))
    assert trickle(data, lambda: 1) == whole
    chance = random.Random(7)
    assert trickle(data, lambda: chance.randint(1, 99)) == whole


_DAMAGE = st.lists(
    st.tuples(
        st.integers(0, len(_TEXT.encode())),
        st.integers(0, 8),
        st.one_of(
            st.binary(max_size=3),
            st.sampled_from([b"<![CDATA[", b"]]>", b"<!--", b"<?", b"&", b"</", b"<item>", b'"']),
        ),
    ),
    max_size=4,
)


@given(_DAMAGE)
def test_a_damaged_file_is_read_or_refused_with_a_typed_error(
    damage: list[tuple[int, int, bytes]],
) -> None:
    data = _TEXT.encode()
    for start, length, put in damage:
        data = data[:start] + put + data[start + length :]
    try:
        blog = read(data).blog
    except FormatError:
        return
    assert from_json(to_json(blog, private=True)) == blog


_FIELDS = (
    "title link category dc:creator content:encoded excerpt:encoded wp:post_id wp:post_name "
    "wp:post_date wp:post_date_gmt wp:status wp:post_type wp:post_parent wp:comment_status "
    "wp:comment_id wp:comment_parent wp:comment_author wp:comment_author_email "
    "wp:comment_author_url wp:comment_author_IP wp:comment_agent wp:comment_date "
    "wp:comment_date_gmt wp:comment_content wp:comment_approved wp:comment_type wp:comment_user_id"
)
_VALUES = [
    *("", " ", "0", "1", "x\x01y", "\x85", "&#1;", "&#x85;", "&#xD800;", "&#xFFFF;", "\ufffe"),
    *("<![CDATA[\x00]]>", "<![CDATA[&#1;&amp;#1;]]>", "&amp;#1;", "&amp;#xD800;", "a\nb"),
    *("2024-05-01 12:30:00", "0001-01-01 00:00:00", "9999-12-31 23:59:59", "0000-00-00 00:00:00"),
    *("trash", "spam", "approve", "private", "inherit", "attachment", "page"),
]


@pytest.mark.parametrize("attribute", ["", ' blogcore:is=""', ' domain="" nicename="&#1;"'])
def test_any_field_is_read_as_valid_models(attribute: str) -> None:
    # The native format checks every field again.
    odd = [f"<{name}{attribute}>{value}</{name}>" for name in _FIELDS.split() for value in _VALUES]
    items = "".join(
        item_xml(field + comment_xml(field, id=f"{i}"), id=f"{i}") for i, field in enumerate(odd)
    )
    blog = read(document(items)).blog
    assert len(blog.comments) == len(odd)
    assert from_json(to_json(blog, private=True)) == blog


def test_comments_are_yielded_before_their_post_and_before_the_end_of_the_file() -> None:
    items = iter_load(_TEXT[: _TEXT.index("<wp:post_id>2")].encode())
    first = [type(next(items)).__name__ for _ in range(5)]
    assert first == ["Site", "Author", "Comment", "Comment", "Post"]
    with pytest.raises(FormatError, match="cut off"):
        next(items)


def test_items_before_an_error_are_yielded() -> None:
    items = iter_load(document(item_xml() + item_xml("</oops>", id="2")).encode())
    assert [type(next(items)).__name__ for _ in range(2)] == ["Site", "Post"]
    with pytest.raises(FormatError, match="mismatched"):
        next(items)


def test_an_item_with_only_an_id_is_a_post() -> None:
    blog = read(document("<item><wp:post_id>1</wp:post_id></item>")).blog
    assert blog.posts == (Post(id="1", status="draft", body=blog.posts[0].body),)


@pytest.mark.parametrize("where", ["<item>", "<channel/><item>"])
def test_items_outside_of_a_channel_are_read_with_a_note(where: str) -> None:
    """RSS 1.0 and exports that were edited by hand have items outside of the channel."""
    loaded = read(
        f"<rss {NAMESPACES}>{where}<wp:post_id>1</wp:post_id>{comment_xml()}</item></rss>"
    )
    assert [item.id for item in loaded.blog.posts] == ["1"]
    assert [item.id for item in loaded.blog.comments] == ["7"]
    assert ("repaired", "item") in [(note.severity, note.field) for note in loaded.notes]


def test_rss_without_a_channel_and_without_items_is_refused() -> None:
    with pytest.raises(FormatError, match="no channel"):
        read(f"<rss {NAMESPACES}><title>A blog</title></rss>")


class _Endless(io.RawIOBase):
    """An export of any size, generated while it is read."""

    def __init__(self, size: int) -> None:
        head, tail = document().split("</channel>")
        self._pieces = self._generate(head, f"</channel>{tail}", size)
        self._rest = b""

    @staticmethod
    def _generate(head: str, tail: str, size: int) -> Iterator[bytes]:
        yield head.encode()
        words = f"<wp:comment_content><![CDATA[{'word ' * 400}]]></wp:comment_content>"
        many = "".join(comment_xml(words, id=str(number)) for number in range(5))
        body = f"<content:encoded><![CDATA[{'<p>word &amp; word</p>' * 100}]]></content:encoded>"
        made = 0
        while made < size:
            piece = item_xml(body + many, id=str(made)).encode()
            made += len(piece)
            yield piece
        yield tail.encode()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        self._rest = self._rest or next(self._pieces, b"")
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece


def _peak_memory(size: int) -> float:
    """Return the peak memory in MB while an export of ``size`` bytes is read."""
    comments = 0
    tracemalloc.start()
    try:
        for entry in iter_load(_Endless(size)):  # type: ignore[arg-type]
            comments += isinstance(entry, Comment)
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
        assert comments > size / 5_000


def test_memory_does_not_depend_on_the_size_of_the_file() -> None:
    small, large = _peak_memory(4_000_000), _peak_memory(30_000_000)
    assert large < 20
    assert large < small + 2


def test_memory_does_not_depend_on_the_comments_of_a_post() -> None:
    text = document(item_xml(comment_xml("<wp:comment_content>word</wp:comment_content>") * 20_000))
    data = io.BytesIO(text.encode())
    tracemalloc.start()
    try:
        assert sum(isinstance(entry, Comment) for entry in iter_load(data)) == 20_000
        assert tracemalloc.get_traced_memory()[1] < 20e6
    finally:
        tracemalloc.stop()
