"""Any vocabulary: names, attributes, base URLs, inline markup, fields of an element."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.xml.documents import FEED, NOTES, read, read_one

from blogcore import FormatError
from blogcore.formats import Notes
from blogcore.formats.xml import ElementReader
from blogcore.formats.xml.parser import MAX_DEPTH

_FEED = '<feed xmlns="http://example.org/feed">{}</feed>'


@pytest.mark.parametrize(
    "text",
    [
        '<feed xmlns="http://example.org/feed"><entry><id>1</id></entry></feed>',
        '<feed xmlns="https://www.example.org/feed/"><entry><id>1</id></entry></feed>',
        '<a:feed xmlns:a="http://example.org/feed"><a:entry><a:id>1</a:id></a:entry></a:feed>',
        "<feed><entry><id>1</id></entry></feed>",
    ],
)
def test_names_depend_on_the_namespace_and_not_on_the_prefix(text: str) -> None:
    entry = read_one(text)
    assert (entry.name, [child.name for child in entry.children]) == ("entry", ["id"])


def test_attributes_are_named_like_elements() -> None:
    entry = read_one(
        _FEED.format(
            '<entry xmlns:t="http://example.org/thread/1" xmlns:x="http://example.com/"'
            ' id="i" t:count="3" x:id="no" xml:lang="de"/>'
        )
    )
    assert entry.attributes == {"id": "i", "thr:count": "3", "xml:lang": "de"}


def test_a_foreign_default_namespace_inside_the_document_is_foreign() -> None:
    entry = read_one(
        _FEED.format(
            '<entry><svg xmlns="http://example.com/svg"><id>no</id></svg><id>1</id></entry>'
        )
    )
    assert [child.name for child in entry.children] == ["", "id"]


def test_an_unknown_default_namespace_of_the_root_is_accepted() -> None:
    note = read_one('<notes xmlns="http://example.com/x"><note><id>1</id></note></notes>', NOTES)
    assert note.children[0].name == "id"


def test_base_and_language_are_inherited_and_bases_are_resolved() -> None:
    entry = read_one(
        '<feed xml:base="http://a.example/x/" xml:lang="en">'
        '<entry xml:base="y/"><link/><title xml:lang="de"/></entry></feed>'
    )
    link, title = entry.children
    assert (link.base, link.language) == ("http://a.example/x/y/", "en")
    assert link.resolve_url("z") == "http://a.example/x/y/z"
    assert title.language == "de"
    assert read_one("<entry/>").resolve_url("z") == "z"


@pytest.mark.parametrize("base", ["http://[", "http://[::1", "//", "\u2028"])
def test_an_invalid_base_is_ignored(base: str) -> None:
    entry = read_one(f'<entry xml:base="{base}"><link xml:base="http://["/></entry>')
    assert isinstance(entry.resolve_url("http://[x"), str)


def test_inline_markup_is_kept_as_html_and_as_text() -> None:
    entry = read_one(
        '<entry xmlns:h="http://www.w3.org/1999/xhtml"><content type="xhtml">a &amp; '
        '<h:div h:class="no" class="x&quot;"><h:p/>b<![CDATA[<]]><h:br/></h:div></content></entry>'
    )
    [content] = entry.children
    assert content.markup == 'a &amp; <div class="x&quot;"><p></p>b&lt;<br></div>'
    assert content.text == "a & b<"
    assert not content.children


def test_white_space_between_children_is_no_text() -> None:
    entry = read_one("<entry>\n <id>1</id>\n <x>a <b>1</b>\n<b>2</b> c</x>\n</entry>")
    assert [(child.name, child.text) for child in entry.children] == [("id", "1"), ("x", "a  c")]


def test_text_without_elements_has_no_markup() -> None:
    [title] = read_one("<entry><title>a &lt;b></title></entry>").children
    assert (title.text, title.markup) == ("a <b>", "")


def test_links_in_inline_markup_are_absolute_if_there_is_a_base() -> None:
    entry = read_one(
        '<entry xml:base="http://a.example/x/"><content><div xml:base="y/"><a href="z">1</a></div>'
        '<img src="z"/></content></entry>'
    )
    markup = entry.children[0].markup
    assert 'href="http://a.example/x/y/z"' in markup
    assert 'src="http://a.example/x/z"' in markup


def test_elements_after_inline_markup_are_read() -> None:
    entry = read_one("<entry><content><p><b/></p></content><id>1</id></entry>")
    assert [(child.name, child.text) for child in entry.children] == [("content", ""), ("id", "1")]


def test_deeply_nested_inline_markup_is_refused() -> None:
    deep = "<b>" * MAX_DEPTH + "</b>" * MAX_DEPTH
    with pytest.raises(FormatError, match="nested deeper"):
        read(f"<entry><content>{deep}</content></entry>")


@pytest.mark.parametrize(("before", "behind"), [("`", "`"), ("\n", " `x\n"), ("", "\x00&x")])
def test_stray_text_around_the_document_is_left_out_and_noted(before: str, behind: str) -> None:
    text = f'{before}<?xml version="1.0"?><notes><note>1</note></notes>{behind}'
    elements, notes = read(text, NOTES)
    assert [element.text for element in elements] == ["1"]
    assert {note.severity for note in notes} == {"repaired"}
    assert sum("after the document" in note.message for note in notes) == 1


@pytest.mark.parametrize("behind", ["<notes/>", "x<b", "x" + " " * 3_000_000 + "<b>"])
def test_a_second_document_is_refused(behind: str) -> None:
    with pytest.raises(FormatError):
        read(f"<notes><note/></notes>{behind}", NOTES)


@pytest.mark.parametrize(
    ("tag", "attributes"),
    [
        ("<note id=247/>", {"id": "247"}),
        ("<note id=247>", {"id": "247"}),
        ("<note a='b=c d' id=2 x=\"y\" >", {"a": "b=c d", "id": "2", "x": "y"}),
        ("<note\n a='1'\n id=http://example.org/x >", {"a": "1", "id": "http://example.org/x"}),
    ],
)
def test_an_attribute_without_quotes_gets_them(tag: str, attributes: dict[str, str]) -> None:
    end = "" if tag.endswith("/>") else "</note>"
    [element], [note] = read(f"<notes>\n{tag}{end}</notes>", NOTES)
    assert element.attributes == attributes
    assert (note.severity, note.where, note.field) == ("repaired", "line 2", "note")


@given(st.text("ab=\"' x", max_size=20))
def test_quoted_attributes_are_unchanged(value: str) -> None:
    quoted = value.replace('"', "&quot;")
    note = read_one(f"<notes><note a=\"{quoted}\" b='1'>a=b {quoted}</note></notes>", NOTES)
    assert note.attributes == {"a": value, "b": "1"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<rss/>", "an RSS feed or WordPress export, no list of notes"),
        ("<disqus/>", "a Disqus export, no list"),
        ("<html/>", "HTML page"),
        ("<x/>", "another kind, no list of notes: it begins with 'x'"),
    ],
)
def test_errors_name_other_kinds_of_files(text: str, kind: str) -> None:
    with pytest.raises(FormatError, match=kind):
        read(text, NOTES)


def test_an_element_reader_returns_fields_and_the_remaining_ones() -> None:
    note = read_one(
        '<notes><note><a k="v"> 1 </a><b>2</b><c/><d>3</d><d>4</d></note></notes>', NOTES
    )
    record = ElementReader(note, Notes("test"), {"d"})
    assert (record.take("a"), record.take_exact("a"), record.take("none")) == ("1", " 1 ", "")
    element = record.element("a")
    assert element is not None
    assert element.attributes == {"k": "v"}
    assert [child.text for child in record.repeated("d")] == ["3", "4"]
    assert record.remaining() == {"b": "2"}
    assert record.has("c")


def test_a_repeated_field_is_noted() -> None:
    notes = Notes("test")
    record = ElementReader(read_one("<entry><id>1</id><id>2</id></entry>"), notes)
    assert record.take("id") == "1"
    assert [note.severity for note in notes] == ["lost"]


def test_the_root_tag_is_found_with_any_prefix() -> None:
    for text in ("<feed>", "<a:feed xmlns:a='x'>", "<entry\n", "<feed/>"):
        assert FEED.root_tag.match(text)
    assert not FEED.root_tag.match("<feeder>")
