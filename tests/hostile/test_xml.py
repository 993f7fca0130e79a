"""Files made to break XML readers: each is read or refused as the manifest requires."""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.markup import calls

from blogcore import Blog, FormatError, load, to_json
from blogcore.formats import Loaded


def _outcomes(hostile: Path) -> dict[str, str]:
    """Return the required outcome of each file, from the manifest."""
    with (hostile / "MANIFEST.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["file"]: row["must"] for row in rows if row["file"].startswith("xml/")}


def _loaded(file: Path, *, strict: bool = False) -> Loaded:
    data = file.read_bytes()
    data = gzip.decompress(data) if file.suffix == ".gz" else data
    return load(data, format="wxr", strict=strict, force=True)


def _refused(file: Path) -> FormatError:
    with pytest.raises(FormatError) as caught:
        _loaded(file)
    return caught.value


def _load_repaired(file: Path) -> Loaded:
    """Load a file that needs repair, and check that strict reading refuses it."""
    loaded = _loaded(file)
    assert any(note.severity != "info" for note in loaded.notes), file.name
    with pytest.raises(FormatError):
        _loaded(file, strict=True)
    return loaded


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Yield the list of files and addresses opened while the test runs."""
    seen: list[str] = []
    listening = True

    def listen(event: str, arguments: tuple[object, ...]) -> None:
        if listening and event.startswith(("open", "socket.", "subprocess.", "urllib.")):
            seen.append(f"{event} {arguments}")

    sys.addaudithook(listen)
    yield seen
    listening = False


#: Reasons of refusal: a DOCTYPE, that of an HTML page, or an encoding that could hide one.
_DOCTYPE_REASONS = ("DOCTYPE", "HTML", "declares the encoding", "UTF-32", "not XML")


def test_a_doctype_is_refused_and_nothing_is_opened(hostile: Path, opened: list[str]) -> None:
    names = [name for name, must in _outcomes(hostile).items() if "before any expansion" in must]
    names += [name for name, must in _outcomes(hostile).items() if must.startswith("any DOCTYPE")]
    names = [name for name in names if "/simple" not in name] + ["xml/wxr_public_dtd_netscape.xml"]
    assert len(names) > 20
    contents = {name: (hostile / name).read_bytes() for name in names}
    for data in contents.values():  # so that modules are imported before the check
        with pytest.raises(FormatError):
            load(data)
    for warm in ("<warm/>".encode(codec) for codec in ("utf-8", "utf-16-le", "utf-16-be")):
        with pytest.raises(FormatError):
            load(warm, format="wxr", force=True)
    del opened[:]
    for name, data in contents.items():
        with pytest.raises(FormatError) as caught:
            load(data, format="wxr", force=True)
        assert any(word in caught.value.reason for word in _DOCTYPE_REASONS), (name, caught.value)
        with pytest.raises(FormatError):
            load(data)
    assert opened == []


def test_encodings_that_only_python_knows_are_refused(hostile: Path) -> None:
    names = [name for name in _outcomes(hostile) if "wxr_encoding_" in name]
    assert len(names) > 10
    for name in names:
        assert "declares the encoding" in _refused(hostile / name).reason


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("wxr_100k_deep.xml.gz", "another kind"),
        ("wxr_empty.xml", "empty"),
        ("wxr_html_login_page.xml", "HTML"),
        ("wxr_namespace_evil.xml", "no namespace under wordpress.org"),
        ("wxr_truncated.xml", "cut off"),
        ("wxr_double_decl.xml", "not at start"),
        ("wxr_comment_breakout.xml", "not well-formed"),
        ("defusedxml/simple.xml", "another kind"),
        ("defusedxml/simple-ns.xml", "another kind"),
    ],
)
def test_unreadable_files_are_refused_with_the_reason(
    hostile: Path, name: str, reason: str
) -> None:
    error = _refused(hostile / "xml" / name)
    assert reason in error.reason
    assert error.place


@pytest.mark.parametrize(
    "name",
    [
        "bom_utf8",
        "latin1_declared_utf8_bytes",
        "namespace_https",
        "php_serialized",
        "prefix_swap",
        "stylesheet_pi",
        "xinclude",
    ],
)
def test_well_formed_files_are_read_without_a_note(hostile: Path, name: str) -> None:
    loaded = _loaded(hostile / "xml" / f"wxr_{name}.xml", strict=True)
    assert [post.id for post in loaded.blog.posts] == ["1"]
    assert not list(loaded.notes)


def _first_title(blog: Blog) -> bool:
    return blog.posts[0].title == "post"


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("bad_charrefs", lambda blog: blog.site.title == "�" * 5),
        ("control_chars", lambda blog: len(blog.comments) == 1),
        ("leading_newline", _first_title),
        ("many_titles", _first_title),
        ("nested_items", lambda blog: [post.id for post in blog.posts] == ["1"]),
        ("nul_bytes", lambda blog: len(blog.posts) == 1),
        ("php_notice_before", lambda blog: len(blog.comments) == 1),
        ("raw_cdata_end", lambda blog: blog.posts[0].body.text == "a ]]> b"),
        ("raw_cdata_end", lambda blog: blog.comments[0].body.text == "code ]]> here"),
        ("utf8_declared_latin1_bytes", lambda blog: "�" in str(blog.posts[0])),
        ("hostile_comments", lambda blog: len(blog.comments) > 10),
    ],
)
def test_files_with_errors_are_repaired_or_refused_if_strict(
    hostile: Path, name: str, holds: Callable[[Blog], bool]
) -> None:
    loaded = _load_repaired(hostile / "xml" / f"wxr_{name}.xml")
    assert holds(loaded.blog)
    assert "/var/www" not in str(loaded.notes)


def test_serialised_values_are_kept_byte_for_byte(hostile: Path) -> None:
    file = hostile / "xml" / "wxr_php_serialized.xml"
    text = file.read_text("utf-8").replace("]]]]><![CDATA[>", "]]>")
    blog = _loaded(file).blog
    values = [
        value
        for extra in (blog.posts[0].extra, blog.comments[0].extra)
        for key, held in extra.items()
        if "meta:" in key
        for value in ((held,) if isinstance(held, str) else held)
    ]
    assert len(values) > 3
    assert all(value in text for value in values)


_EXPORT = (
    '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
    "<wp:wxr_version>1.2</wp:wxr_version><item><link>{}</link></item></channel></rss>"
)


def _read_or_refused(text: str) -> str:
    try:
        return str(load(text.encode(), format="wxr", force=True).blog)
    except FormatError as error:
        return str(error)


def test_amplifying_input_takes_linear_work(hostile: Path) -> None:
    """If a pattern or the parser were quadratic, which calls do not show, it would take minutes."""
    lines = (hostile / "amplifiers.jsonl").read_text("utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["kind"] in ("html", "xml", "xml_ns")]
    assert len(rows) > 20
    for row in rows:
        for around in ("{}", "<![CDATA[{}]]>", "<x a='{}'/>"):
            once, twice, many = (
                _EXPORT.format(
                    around.format(f"{row['prefix']}{row['unit'] * times}{row['suffix']}")
                )
                for times in (100, 200, min(int(row["repeat"]), 50_000))
            )
            assert calls(_read_or_refused, twice) <= 2.5 * calls(_read_or_refused, once) + 200
            _read_or_refused(many)


def test_nothing_private_is_in_the_public_blog_or_the_notes(hostile: Path) -> None:
    loaded = load(hostile / "privacy" / "wxr_canary.xml")
    forbidden: dict[str, str] = json.loads((hostile / "privacy" / "FORBIDDEN.json").read_text())
    assert len(loaded.blog.comments) > 5
    public = to_json(loaded.blog.public(), private=True).decode()
    shown = f"{public}\n{loaded.blog.public()!r}\n{loaded.notes}"
    assert "VISIBLE-7f3a" in shown
    assert [name for name, value in forbidden.items() if value in shown] == []
    exported = to_json(loaded.blog).decode()
    private = ("email", "ip", "ip6", "user_agent", "password", "token", "host", "meta", "email_md5")
    assert [name for name in private if forbidden[name] in exported] == []
    assert forbidden["password"] not in to_json(loaded.blog, private=True).decode()
