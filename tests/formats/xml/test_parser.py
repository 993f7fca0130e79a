"""The parser: DOCTYPE, entities, depth and size are refused; names are by namespace."""

from __future__ import annotations

import pytest
from tests.formats.wxr.documents import (
    NAMESPACES,
    comment_xml,
    document,
    item_xml,
    post_xml,
    read,
)

from blogcore import FormatError
from blogcore.formats.xml import parser


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE rss>",
        '<!DOCTYPE rss SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE rss [<!ENTITY a "b">]>',
        '<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://example.org/"> %a;]>',
        '<!DOCTYPE rss [<!ATTLIST rss version CDATA "9">]>',
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_a_doctype_is_refused_with_line_and_column(doctype: str, codec: str) -> None:
    text = document(item_xml()).replace("<rss", f"{doctype}<rss").replace("UTF-8", codec, 1)
    with pytest.raises(FormatError, match="DOCTYPE") as caught:
        read(text.encode(codec))
    assert caught.value.place.startswith("line 2, column")


def test_a_doctype_before_the_declaration_is_refused() -> None:
    with pytest.raises(FormatError, match="DOCTYPE"):
        read('<!DOCTYPE rss [<!ENTITY a "b">]>' + document(item_xml()))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html><p>Log in", "HTML"),
        ("<html><body>Log in</body></html>", "HTML"),
        ("<HTML>", "HTML"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"/>', "Atom"),
        ("<catalog><book/></catalog>", "'catalog'"),
        ("<rss><channel><title>x</title></channel></rss>", "no WordPress export"),
        ("<rss><channel><item><title>x</title></item></channel></rss>", "no WordPress export"),
        (
            document(item_xml()).replace("wordpress.org/export/1.2/", "evil.example/"),
            "no WordPress",
        ),
        (
            document(item_xml()).replace('wp="http://', 'wp="http://evil.example/'),
            "no WordPress",
        ),
    ],
)
def test_errors_name_other_kinds_of_files(text: str, kind: str) -> None:
    with pytest.raises(FormatError, match=kind):
        read(text)


@pytest.mark.parametrize(
    "start", ["https://wordpress.org/export/1.2/", "http://wordpress.org/export/1.0/"]
)
def test_any_version_of_the_namespace_is_accepted(start: str) -> None:
    text = post_xml("<excerpt:encoded>E</excerpt:encoded>" + comment_xml())
    blog = read(text.replace("http://wordpress.org/export/1.2/", start)).blog
    assert blog.post("1").excerpt == "E"
    assert len(blog.comments) == 1


def test_any_prefix_is_accepted_for_a_namespace() -> None:
    text = (
        post_xml("<dc:creator>a</dc:creator>" + comment_xml())
        .replace("wp:", "q:")
        .replace("dc:", "z:")
    )
    loaded = read(text.replace("xmlns:wp", "xmlns:q").replace("xmlns:dc", "xmlns:z"))
    assert loaded.blog.post("1").authors[0].name == "a"
    assert len(loaded.blog.comments) == 1
    assert not list(loaded.notes)


def test_a_namespace_declaration_ends_with_its_element() -> None:
    inner = '<wp:x xmlns:wp="http://evil.example/"><wp:post_name>no</wp:post_name></wp:x>'
    blog = read(post_xml(inner + "<wp:post_name>yes</wp:post_name>")).blog
    assert blog.post("1").slug == "yes"


def test_foreign_elements_and_processing_instructions_are_ignored() -> None:
    fields = (
        '<x:title xmlns:x="http://example.org/">no</x:title><?php echo 1 ?>'
        '<title>yes</title><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="x"/>'
    )
    loaded = read(post_xml(fields))
    assert loaded.blog.post("1").title == "yes"
    assert not list(loaded.notes)


@pytest.mark.parametrize("prefix", ["wp", "dc", "content", "excerpt"])
def test_an_undeclared_known_prefix_has_its_usual_meaning(prefix: str) -> None:
    fields = (
        "<dc:creator>D</dc:creator><content:encoded>C</content:encoded>"
        "<excerpt:encoded>E</excerpt:encoded><wp:post_name>W</wp:post_name>"
    )
    [declaration] = [part for part in NAMESPACES.split() if part.startswith(f"xmlns:{prefix}=")]
    loaded = read(post_xml(fields).replace(declaration, ""))
    got = loaded.blog.post("1")
    assert (got.authors[0].name, got.body.text, got.excerpt, got.slug) == ("D", "C", "E", "W")
    assert [(note.severity, note.value) for note in loaded.notes] == [("repaired", f"'{prefix}'")]


def test_an_undeclared_unknown_prefix_is_left_out_and_noted_once() -> None:
    loaded = read(post_xml("<atom:link/><title>T</title><atom:title>no</atom:title>"))
    assert loaded.blog.post("1").title == "T"
    assert [note.value for note in loaded.notes] == ["'atom'"]


@pytest.mark.parametrize("root", ["channel", "item"])
def test_a_fragment_of_an_export_is_read_with_a_note(root: str) -> None:
    text = document(item_xml("<title>T</title>" + comment_xml()), version="")
    part = text[text.index(f"<{root}") : text.index(f"</{root}>")] + f"</{root}>"
    loaded = read(part)
    assert loaded.blog.post("1").title == "T"
    assert len(loaded.blog.comments) == 1
    assert {note.severity for note in loaded.notes} == {"repaired"}
    with pytest.raises(FormatError):
        read(part, strict=True)


def test_deep_nesting_is_refused() -> None:
    deep = parser.MAX_DEPTH + 5
    for count in (deep, 200_000):
        with pytest.raises(FormatError, match="nested deeper"):
            read(document(item_xml("<x>" * count + "</x>" * count)))
    fine = parser.MAX_DEPTH - 5
    assert read(document(item_xml("<x>" * fine + "</x>" * fine))).blog.posts


def test_a_record_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "MAX_RECORD", 100_000)
    with pytest.raises(FormatError, match="larger than"):
        read(post_xml("<category/>" * 200_000))
    with pytest.raises(FormatError, match="larger than"):
        read(post_xml(f"<title>{'x' * 3_000_000}</title>"))
    assert len(read(post_xml(comment_xml() * 2_000)).blog.comments) == 2_000


@pytest.mark.parametrize("between", ["<wp:postmeta/>", "x" * 100])
def test_the_size_of_an_item_without_its_comments_is_limited(
    monkeypatch: pytest.MonkeyPatch, between: str
) -> None:
    monkeypatch.setattr(parser, "MAX_RECORD", 100_000)
    with pytest.raises(FormatError, match="larger than"):
        read(post_xml((between + comment_xml()) * 5_000))


@pytest.mark.parametrize("size", [50, 400, 700])
def test_a_truncated_file_is_refused_with_its_line(size: int) -> None:
    text = document(item_xml("<title>T</title>" + comment_xml() * 10))
    with pytest.raises(FormatError, match="cut off") as caught:
        read(text[:size])
    assert caught.value.place.startswith("line ")


def test_text_that_is_not_well_formed_is_refused_with_line_and_column() -> None:
    with pytest.raises(FormatError, match="mismatched tag") as caught:
        read(document("\n<item></oops>"))
    assert caught.value.place.startswith("line 4, column 9")
