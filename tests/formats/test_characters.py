"""U+0080 to U+009F in every format: windows-1252, UTF-8 encoded twice, or a loss."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcore import load
from blogcore._text.plain import find_forbidden
from blogcore.formats import Loaded
from blogcore.formats.characters import repair_encoding


def _twice(text: str) -> str:
    return text.encode().decode("latin-1")


def _load(format: str, text: str) -> Loaded:
    value = json.dumps(text)
    documents = {
        "wxr": '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2'
        f"</wp:wxr_version><item><wp:post_id>1</wp:post_id><title>{text}</title>"
        "<wp:status>publish</wp:status></item></channel></rss>",
        "rss": f"<rss><channel><item><guid>1</guid><title><![CDATA[{text}]]></title></item>"
        "</channel></rss>",
        "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id>'
        f'<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{text}</div></title>'
        "</entry></feed>",
        "jsonfeed": '{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": '
        f'[{{"id": "1", "title": {value}, "content_text": "x"}}]}}',
        "wp-rest": f'[{{"id": 1, "title": {{"rendered": {value}}}, "content": {{"rendered": ""}}, '
        '"link": "https://example.org/1"}]',
    }
    return load(documents[format].encode(), format=format)


@pytest.mark.parametrize("format", ["wxr", "rss", "atom", "jsonfeed", "wp-rest"])
@pytest.mark.parametrize(
    ("text", "title", "severity"),
    [
        ("l\x92\xe9t\xe9 \x96 \x80 5", "l’été – € 5", "repaired"),
        (_twice("l’été – 雪"), "l’été – 雪", "repaired"),
        ("a\x81b\x9dc", "abc", "lost"),
        ("\u96ea \x93so\x94", "雪 “so”", "repaired"),
    ],
)
def test_a_wrong_encoding_is_repaired_or_lost(
    format: str, text: str, title: str, severity: str
) -> None:
    loaded = _load(format, text)
    assert loaded.blog.posts[0].title == title
    notes = [note for note in loaded.notes if "xhtml" not in note.message]
    assert severity in [note.severity for note in notes]
    assert all(note.where for note in notes)


def test_references_to_windows_1252_are_the_characters_of_html() -> None:
    assert _load("wxr", "It&#146;s &#x96; so").blog.posts[0].title == "It’s – so"


def test_attributes_are_repaired() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title>T</title>'
        '<category term="l\x92\xe9t\xe9"/></entry></feed>'
    )
    assert load(feed.encode()).blog.posts[0].categories == ("l’été",)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_such_character_is_left_and_sound_text_is_unchanged(text: str) -> None:
    repaired, notes = repair_encoding(text)
    assert not any("\x80" <= character <= "\x9f" for character in repaired)
    assert bool(notes) == (repaired != text)
    if find_forbidden(text) is None:
        assert repaired == text
