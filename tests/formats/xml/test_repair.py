"""Well-formed text passes unchanged; the rest is repaired with a note, or refused if strict."""

from __future__ import annotations

import sys
from xml.dom import minidom
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.wxr.documents import document, item_xml, post_xml, read

from blogcore import FormatError
from blogcore.formats import Note, Notes
from blogcore.formats.xml import repair

_TAGS = ["<a>", "</a>", "<b x='1'>", "</b>", "<c/>", "<", "<!", "<![CDA"]
_SECTIONS = ["<![CDATA[", "]]>", "]]", "]", ">", "<!--", "-->", "<?x ", "?>"]
_REFERENCES = ["&", "&amp;", "&#65;", "&#0;", "&#xD800;", "&mdash;", "&nope;", "&;", ";"]
_TEXTS = ["text", "\n", "\x01", "\ufffe", "é"]
_PIECES = st.lists(st.sampled_from([*_TAGS, *_SECTIONS, *_REFERENCES, *_TEXTS]))


def _repair(*pieces: str) -> tuple[str, list[Note]]:
    notes = Notes("wxr")
    text = "".join(repair.repair_text(pieces, notes))
    # How many control characters one note counts depends on the pieces.
    return text, [note for note in notes if "control" not in note.message]


@given(_PIECES)
def test_the_result_does_not_depend_on_the_pieces(pieces: list[str]) -> None:
    text = "".join(pieces)
    whole = _repair(text)
    assert _repair(*pieces) == whole
    assert _repair(*text) == whole
    half = len(text) // 2
    assert _repair(text[:half], text[half:]) == whole


_LEAVES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=12)


@st.composite
def _well_formed(draw: st.DrawFn) -> str:
    """A document that a serialiser wrote, with text and CDATA sections side by side."""
    made = minidom.Document()
    root = made.createElement("rss")
    made.appendChild(root)
    for leaf in draw(st.lists(_LEAVES, max_size=5)):
        child = made.createElement(draw(st.sampled_from(["title", "wp:post_id"])))
        child.setAttribute("of", draw(_LEAVES))
        child.appendChild(made.createTextNode(leaf))
        for part in draw(
            st.lists(st.sampled_from(["]]", "a]", "<b>&", "x", " > y", ""])).map(list)
        ):
            child.appendChild(made.createCDATASection(part))
            child.appendChild(made.createTextNode(draw(_LEAVES)))
        root.appendChild(child)
    return str(made.documentElement and made.documentElement.toxml())


@given(_well_formed())
def test_well_formed_text_is_unchanged(text: str) -> None:
    assert _repair(text) == (text, [])


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("<a>x & y</a>", "<a>x &amp; y</a>"),
        ("<a>?a=1&b=2&c;</a>", "<a>?a=1&amp;b=2&amp;c;</a>"),
        ("<a>&mdash;&nbsp;</a>", "<a>&#8212;&#160;</a>"),
        ("<a>&LT;b></a>", "<a>&#60;b></a>"),
        ("<a>&#0;&#xD800;&#x110000;&#99999999999;</a>", "<a>" + "&#xFFFD;" * 4 + "</a>"),
        ("<a>&#x1F600;&#65;&amp;</a>", "<a>&#x1F600;&#65;&amp;</a>"),
        ("<a b='x&y'/>", "<a b='x&amp;y'/>"),
        ("<a><![CDATA[x & y]]></a>", "<a><![CDATA[x & y]]></a>"),
        ("<!-- x & y --><a/>", "<!-- x & y --><a/>"),
        ("<a><![CDATA[x ]]> y]]></a>", "<a><![CDATA[x ]]]]><![CDATA[> y]]></a>"),
        ("<a><![CDATA[x]]><b>]]></a>", "<a><![CDATA[x]]]]><![CDATA[><b>]]></a>"),
        ("<a><![CDATA[x]]> y </a>", "<a><![CDATA[x]]> y </a>"),
        ("<a><![CDATA[x]]> <![CDATA[y]]></a>", "<a><![CDATA[x]]> <![CDATA[y]]></a>"),
        ("<a><![CDATA[]]]]><![CDATA[>]]></a>", "<a><![CDATA[]]]]><![CDATA[>]]></a>"),
        ("<a>x\x01\x0b\ufffey\x7f</a>", "<a>xy</a>"),
    ],
)
def test_errors_are_repaired(text: str, repaired: str) -> None:
    result, notes = _repair(text)
    assert result == repaired
    assert len(notes) <= 4
    ElementTree.fromstring(result)


@pytest.mark.parametrize(
    "before",
    [
        "\n\n",
        "<br />\n<b>Warning</b>: in <b>/srv/x.php</b><br />\n",
        "Deprecated: x in /srv/x.php\n",
    ],
)
def test_text_before_the_document_is_left_out_and_not_shown(before: str) -> None:
    loaded = read(before + post_xml("<title>T</title>"))
    assert loaded.blog.post("1").title == "T"
    [note] = loaded.notes
    assert note.severity == "repaired"
    assert "/srv" not in str(note)


def test_text_before_a_document_without_declaration_is_left_out() -> None:
    text = post_xml("<title>T</title>").partition("\n")[2]
    assert not list(read("  \n" + text).notes)
    assert len(read("Notice: x" + text).notes) == 1


def test_notes_name_line_and_field_and_hide_text_that_may_be_private() -> None:
    fields = "\n<title>A & B</title>\n<wp:post_password>x&secret;y</wp:post_password>\n"
    notes = list(read(post_xml(fields)).notes)
    assert [(note.where, note.field, note.value) for note in notes] == [
        ("line 4", "title", "'&'"),
        ("line 5", "wp:post_password", "'&'"),
    ]


def test_errors_after_repairs_name_the_line_of_the_file() -> None:
    text = "\n\n" + document("\n&&&<![CDATA[ ]]> ]]>\n</oops>")
    with pytest.raises(FormatError) as caught:
        read(text)
    line = text[: text.index("</oops>")].count("\n") + 1
    assert caught.value.place.startswith(f"line {line},")


@pytest.mark.parametrize("fields", ["<title>A & B</title>", "<title>\x01</title>"])
def test_strict_reading_refuses_text_that_needs_repair(fields: str) -> None:
    with pytest.raises(FormatError, match="strict"):
        read(post_xml(fields), strict=True)


def test_text_without_markup_is_refused() -> None:
    with pytest.raises(FormatError, match="not XML"):
        read("Error establishing a database connection")


def test_a_tag_without_end_is_refused_and_a_long_section_is_read() -> None:
    with pytest.raises(FormatError, match="longer than"):
        read(document(f'<item a="{"x" * 20_000_000}">'))
    big = f"<content:encoded><![CDATA[{'word ' * 4_000_000}]]></content:encoded>"
    assert len(read(document(item_xml(big))).blog.posts[0].body.text) == 20_000_000


def test_every_character_is_either_allowed_or_forbidden() -> None:
    characters = "".join(map(chr, range(sys.maxunicode + 1)))
    allowed = repair._FORBIDDEN.sub("", characters)
    assert repair._ALLOWED.fullmatch(allowed)
    forbidden = set(characters) - set(allowed)
    assert forbidden
    assert not any(repair._ALLOWED.fullmatch(character) for character in forbidden)
