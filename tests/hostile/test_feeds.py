"""Hostile feeds: read or refused with a short error."""

from __future__ import annotations

import io
import json
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.formats.feeds.rules import atom_faults, rss_faults
from tests.markup import calls

from blogcore import Blog, FormatError, dump, load

_RULES = {"atom": atom_faults, "rss": rss_faults}


def _feeds(hostile: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted((hostile / "feeds").glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield row["file"], b64decode(row["b64"])
    for folder in ("feeds/illformed", "atom"):
        for file in sorted((hostile / folder).iterdir()):
            yield file.name, file.read_bytes()


def _read(data: bytes, format: str, *, strict: bool = False) -> Blog | None:
    try:
        return load(data, format=format, strict=strict, force=True).blog
    except FormatError as error:
        assert len(str(error)) < 400
        return None


def test_every_feed_is_refused_or_read_and_written_as_a_valid_feed(
    hostile: Path,
) -> None:
    read = 0
    for name, data in _feeds(hostile):
        for format in _RULES:
            _read(data, format, strict=True)
            blog = _read(data, format)
            if blog is None:
                continue
            read += 1
            for other, faults in _RULES.items():
                stream = io.BytesIO()
                dump(blog, stream, format=other, private=True)
                assert faults(stream.getvalue()) == [], name
    assert read > 1200


def test_comments_in_loops_orphans_and_duplicates_are_all_kept(hostile: Path) -> None:
    blog = load(hostile / "atom" / "thr_loops.xml").blog
    assert [comment.id for comment in blog.comments] == ["a", "b", "c", "d", "e", "f", "a"]
    pages = dict.fromkeys(comment.post_id for comment in blog.comments)
    kinds = {anomaly.kind for id in pages for anomaly in blog.thread(id).anomalies}
    assert kinds == {
        "self_parent",
        "duplicate_conflict",
    }  # one of the two comments "a" is in no cycle
    assert sum(len(blog.thread(id)) for id in pages) == 6


def test_bases_that_are_no_web_address_are_ignored(hostile: Path) -> None:
    (post,) = load(hostile / "atom" / "xml_base_tricks.xml").blog.posts
    assert post.url == "alert(1)"


def test_addresses_with_bad_schemes_are_not_written(hostile: Path) -> None:
    blog = load(hostile / "atom" / "xhtml_script.xml").blog
    assert blog.posts[0].title == "t"
    for format in _RULES:
        stream = io.BytesIO()
        dump(blog, stream, format=format, private=True)
        assert b"javascript:" not in stream.getvalue()


@pytest.mark.parametrize("format", _RULES)
def test_nothing_private_is_in_a_feed(format: str, hostile: Path) -> None:
    forbidden: dict[str, str] = json.loads((hostile / "privacy" / "FORBIDDEN.json").read_text())
    blog = load(hostile / "privacy" / "wxr_canary.xml").blog
    stream = io.BytesIO()
    dump(blog, stream, format=format)
    text = stream.getvalue().decode().lower()
    assert "visible-7f3a" in text
    assert [name for name, value in forbidden.items() if value.lower() in text] == []


@pytest.mark.parametrize(
    "around",
    [
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id>{}</entry></feed>',
        '<rss version="2.0"><channel><item><guid>1</guid>{}</item></channel></rss>',
    ],
)
@pytest.mark.parametrize(
    "unit",
    [
        "<link href='#c1'/>",
        "<author><name>a</name></author>",
        "<author>a@b (",
        "<author>&lt;a@b (</author>",
        "<title>&lt;div</title>",
        "<content type='xhtml'><div>",
        "<content type='html'>&amp;lt;p&amp;gt;</content>",
        "<description>&lt;div&gt;</description>",
        "<category term='x'/>",
        "<enclosure url='a' type='image/png'/>",
    ],
)
def test_reading_is_linear_for_inputs_that_slow_readers_down(around: str, unit: str) -> None:
    """The test would take minutes if a pattern were quadratic."""
    format = "atom" if "Atom" in around else "rss"
    once, twice, many = (around.format(unit * times) for times in (200, 400, 20_000))
    _read(many.encode(), format)  # fills caches: imports and compiled patterns

    def read(text: str) -> str:
        return str(_read(text.encode(), format))

    assert calls(read, twice) <= 2.5 * calls(read, once) + 200
