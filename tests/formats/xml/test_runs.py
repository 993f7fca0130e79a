"""The fast road of XML: a file means the same with it and without it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.wxr.documents import comment, document, item
from tests.formats.xml.documents import NOTES

from blogcore import FormatError
from blogcore.formats import Note, Notes
from blogcore.formats.wxr.dialect import WXR_DIALECT
from blogcore.formats.xml import Dialect, Element
from blogcore.formats.xml.decode import decoded
from blogcore.formats.xml.elements import parsed
from blogcore.formats.xml.mend import mended
from blogcore.formats.xml.runs import Runs

Outcome = tuple[list[object], list[Note], str]


def _read(data: bytes, dialect: Dialect, runs: Runs | None) -> Outcome:
    notes = Notes("test")
    found: list[object] = []
    refused = ""
    text = mended(decoded(io.BytesIO(data), dialect, notes), dialect, notes, runs)
    try:
        found += map(_facts, parsed(text, dialect, notes, runs))
    except FormatError as error:
        refused = error.reason
    return found, list(notes), refused


def _facts(element: Element) -> object:
    """All that an element says; blanks between elements say nothing."""
    text = element.text if not element.children else element.text.split()
    children = [_facts(child) for child in element.children]
    attributes = dict(element.attributes)
    return element.name, element.line, attributes, text, children, element.early, element.language


def _same(data: bytes, dialect: Dialect) -> bool:
    slow = _read(data, dialect, None)
    for runs in (Runs(), Runs(dialect.early), Runs(dialect.early, dialect.parted)):
        fast = _read(data, dialect, runs)
        assert (fast[0], fast[2]) == (slow[0], slow[2])
        # How far is looked behind the place where a document is refused is a matter of pieces.
        noted = len(fast[1]) if slow[2] else None
        assert fast[1] == slow[1][:noted]
    return bool(slow[0])


_PIECES = [
    *("<a>1</a>", "<b><![CDATA[<x>]]></b>", "<c/>", "<d></d>", '<e k="v">2</e>', "<f k='v'>3</f>"),
    *('<g k="1" k="2">4</g>', "<h>&amp;</h>", "<i>&</i>", "<j>a\rb</j>", "<k>a]]>b</k>", "\n", " "),
    *("<l><a>5</a>\n<b>6</b></l>", "<m>", "</m>", "<n><![CDATA[a]]></n> b]]></n>", "text", "]]>"),
    *(
        "<!-- -->",
        "<?x?>",
        "<?run 1?>",
        "<x:o>7</x:o>",
        '<p xml:lang="de"><q>8</q></p>',
        "\x01",
    ),
    *("<r>\n\n9</r>", '<s xmlns="urn:x"><a>1</a></s>', "<note><a>1</a></note>", "<t>a</u>"),
]


@given(st.lists(st.sampled_from(_PIECES), max_size=12), st.booleans())
def test_a_document_means_the_same_on_either_road(pieces: list[str], nested: bool) -> None:
    inside = "".join(pieces)
    inside = f"<note>{inside}</note>" if nested else inside
    _same(f"<!-- --><notes>{inside}\n<note>last</note></notes>".encode(), NOTES)


_OF_COMMENTS = [
    *("<wp:comment>", "</wp:comment>", "<a>1</a>", "\n", "<b><![CDATA[</wp:comment>]]></b>"),
    *("<wp:commentmeta><k>k</k>\n<v>v</v></wp:commentmeta>", "<wp:post_id>1</wp:post_id>"),
    *(
        '<g k="1" k="2">4</g>',
        '<e k="v">2</e>',
        "<x:o>7</x:o>",
        "<c/>",
        "text",
        "<item>",
        "</item>",
    ),
]


@given(st.lists(st.sampled_from(_OF_COMMENTS), max_size=12), st.booleans())
def test_comments_mean_the_same_on_either_road(pieces: list[str], is_whole: bool) -> None:
    inside = "".join(pieces)
    inside = f"<wp:comment>{inside}</wp:comment>" if is_whole else inside
    _same(document(item(f"{inside}\n<wp:comment><a>2</a></wp:comment>")).encode(), WXR_DIALECT)


@given(st.lists(st.lists(st.sampled_from(_OF_COMMENTS), max_size=4), max_size=5))
def test_comments_that_begin_alike_mean_the_same_on_either_road(ends: list[list[str]]) -> None:
    lead = "\n<a>1</a>\n<b><![CDATA[2\n]]></b>\n"
    comments = [f"<wp:comment>{lead}{''.join(end)}</wp:comment>\n" for end in ([], *ends)]
    _same(document(item("".join(comments))).encode(), WXR_DIALECT)


@pytest.mark.parametrize("around", ["channel", ""])
def test_what_lies_outside_of_its_part_is_noted_on_either_road(around: str) -> None:
    items = "<item><title>T</title></item>\n<item><title>T</title></item>"
    inside = f"<channel>{items}</channel>" if around else items
    data = f'<!-- --><rss xmlns:wp="http://wordpress.org/export/1.2/">{inside}</rss>'.encode()
    _same(data, WXR_DIALECT)
    assert bool(_read(data, WXR_DIALECT, Runs())[1]) is not bool(around)


@given(st.lists(st.sampled_from(_PIECES), max_size=12))
def test_an_export_means_the_same_on_either_road(pieces: list[str]) -> None:
    fields = "".join(pieces)
    _same(document(item(fields + comment(fields)) + item(comment())).encode(), WXR_DIALECT)


def test_real_exports_mean_the_same_on_either_road(corpus: Path) -> None:
    assert sum(_same(file.read_bytes(), WXR_DIALECT) for file in _exports(corpus)) > 20


def _exports(corpus: Path) -> Iterator[Path]:
    yield from sorted((corpus / "wxr").iterdir())


def test_a_plain_export_takes_it() -> None:
    runs = Runs()
    kept = 0
    for _ in range(100):
        end, lines, stub = runs.keep("<a>1</a>\n<b><c>2</c></b>x", 0)
        kept += bool(stub)
        assert (end, lines, stub.count("\n")) == (24, 1, 1)
    assert kept == 100


def test_a_row_behind_the_end_of_the_document_is_refused() -> None:
    data = b"<!-- --><notes><note>1</note></notes><a>1</a>"
    for runs in (Runs(), None):
        assert _read(data, NOTES, runs)[2]


@pytest.mark.parametrize("size", [10_000, 100_000])
def test_a_long_row_is_handed_over_in_parts(size: int) -> None:
    text = "<a>1</a>" * size
    end, _, _ = Runs().keep(text, 0)
    assert end <= 8 * 256
