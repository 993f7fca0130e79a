"""Files made to break JSON readers: each is read or refused with a typed error, by both codecs."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.codecs import both_codecs

from blogcore import (
    Author,
    Body,
    Comment,
    FormatError,
    Image,
    Post,
    Site,
    ValidationError,
    from_json,
    load,
    to_json,
)
from blogcore._text.plain import find_forbidden
from blogcore.formats.json_codec import Codec, parse
from blogcore.formats.native.documents import Model, read_document
from blogcore.models import Extra


def _suite(hostile: Path, prefix: str) -> list[Path]:
    files = sorted((hostile / "json" / "JSONTestSuite").rglob(f"{prefix}_*.json"))
    assert len(files) > 30
    return files


@both_codecs
def test_invalid_json_is_refused_with_its_position(hostile: Path, codec: Codec) -> None:
    for file in _suite(hostile, "n"):
        with pytest.raises(FormatError) as caught:
            parse(file.read_bytes(), codec=codec)
        assert caught.value.place, file.name


@both_codecs
def test_valid_json_is_parsed_but_refused_as_a_native_document(hostile: Path, codec: Codec) -> None:
    for file in _suite(hostile, "y"):
        data = file.read_bytes()
        try:
            value = parse(data, codec=codec)
        except FormatError as error:
            assert "twice" in error.reason, (file.name, error)
        else:
            assert value == json.loads(data), file.name
        with pytest.raises(FormatError):
            read_document(data, codec=codec)


@both_codecs
def test_implementation_defined_json_is_refused_with_a_typed_error(
    hostile: Path, codec: Codec
) -> None:
    for file in _suite(hostile, "i"):
        with pytest.raises(FormatError):
            read_document(file.read_bytes(), codec=codec)


@both_codecs
def test_hostile_documents_are_refused_with_a_typed_error(hostile: Path, codec: Codec) -> None:
    files = sorted((hostile / "json" / "own").iterdir())
    assert files
    for file in files:
        data = file.read_bytes()
        data = gzip.decompress(data) if file.suffix == ".gz" else data
        with pytest.raises(FormatError):
            read_document(data, codec=codec)
        with pytest.raises(FormatError):
            load(file, format="json", force=True)


@both_codecs
def test_hostile_values_in_a_native_document_are_refused(hostile: Path, codec: Codec) -> None:
    # Each file is the comment of an otherwise valid native document.
    for file in sorted((hostile / "json" / "own").glob("*.json")):
        content = file.read_bytes().removeprefix(b"\xef\xbb\xbf")
        with pytest.raises((FormatError, ValidationError)):
            read_document(b'{"blogcore":1,"blog":{"comments":[' + content + b"]}}", codec=codec)


def test_archives_are_refused_and_never_opened(hostile: Path) -> None:
    for file in sorted((hostile / "archives").iterdir()):
        with pytest.raises(FormatError):
            load(file)


#: Functions that fill every text field of a model with one string.
_FILL_MODEL: tuple[Callable[[str], Model], ...] = (
    lambda text: Site(**_all_text(Site, text)),
    lambda text: Author(**_all_text(Author, text)),
    lambda text: Image(**_all_text(Image, text)),
    lambda text: Post(**_all_text(Post, text), tags=(text, text), categories=(text,)),
    lambda text: Comment(
        **_all_text(Comment, text), author=Author(**_all_text(Author, text)), body=Body(text=text)
    ),
    lambda text: Body(text=text),
)


def _all_text(model: type[attrs.AttrsInstance], text: str) -> dict[str, Any]:
    filled: dict[str, Any] = {
        field.name: text
        for field in attrs.fields(attrs.resolve_types(model))
        if field.type in (str, str | None)
    }
    return {**filled, "extra": Extra({f"k{text}": text, "several": (text, text)})}


def _survives_or_is_refused(text: str) -> None:
    for filled in _FILL_MODEL:
        try:
            model = filled(text)
        except ValidationError as error:
            assert {fault.code for fault in error.faults} <= {
                "control_character",
                "surrogate",
                "empty",
                "wrong_type",
            }
        else:
            assert from_json(to_json(model, private=True)) == model


def test_naughty_strings_round_trip_in_every_text_field(hostile: Path) -> None:
    strings = json.loads((hostile / "naughty" / "blns.json").read_text("utf-8"))
    assert len(strings) > 400
    for text in strings:
        _survives_or_is_refused(text)


def test_unusual_unicode_round_trips_or_is_refused_as_expected(hostile: Path) -> None:
    lines = (hostile / "text" / "unicode_and_markup.jsonl").read_text("utf-8").splitlines()
    assert len(lines) > 50
    for line in lines:
        row = json.loads(line)
        recipe = row["text"]
        text = recipe if isinstance(recipe, str) else recipe["unit"] * recipe["repeat"]
        _survives_or_is_refused(text)
        document = json.dumps({"blogcore": 1, "body": {"text": text}})
        if find_forbidden(text) is not None:
            with pytest.raises(ValidationError):
                from_json(document)
        else:
            assert from_json(document) == Body(text=text)


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'[{"a":[', b'{"blogcore":1,"blog":['])
@both_codecs
def test_nesting_is_refused_before_anything_recurses(codec: Codec, opening: bytes) -> None:
    with pytest.raises(FormatError, match="nested deeper") as caught:
        parse(opening * 200_000, codec=codec)
    assert caught.value.place.startswith("line 1, column ")


def test_a_blog_of_hostile_names_shows_no_private_value_in_its_faults() -> None:
    canary = "canary@example.org"
    document = {
        "comments": [
            {"id": "1", "post_id": "1", "body": {}, "author": {"name": "A", "email": [canary]}},
            {"id": "2", "post_id": "1", "body": {}, "author": canary, "ip": {canary: 1}},
            {"id": "3", "post_id": "1", "body": {}, "author": {"name": "A"}, "extra": [canary]},
            {"id": "4", "post_id": "1", "body": canary, "author": {}, "user_agent": f"{canary}\0"},
        ]
    }
    with pytest.raises(ValidationError) as caught:
        from_json(json.dumps({"blogcore": 1, "blog": document}))
    assert canary not in str(caught.value)
    assert [fault.path for fault in caught.value.faults] == [
        "comments[0].author.email",
        "comments[1].author",
        "comments[1].ip",
        "comments[2].extra",
        "comments[3].author.name",
        "comments[3].body",
        "comments[3].user_agent",
    ]
