"""The JSON layer: one document in UTF-8, nothing ambiguous, the same from both codecs."""

from __future__ import annotations

import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.codecs import both_codecs

from blogcore import FormatError
from blogcore.formats.json_codec import DEPTH_LIMIT, STDLIB, Codec, encode, parse

_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | _TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXT, inner, max_size=4),
    max_leaves=12,
)


@both_codecs
@given(value=_VALUES)
def test_json_is_parsed_as_by_the_standard_library(codec: Codec, value: object) -> None:
    for text in (json.dumps(value), json.dumps(value, indent=2, ensure_ascii=False)):
        assert parse(text.encode(), codec=codec) == value


@both_codecs
@given(
    value=_VALUES,
    cut=st.integers(0, 200),
    more=st.sampled_from(["", "}", "]", '"', ",", "\\", "{", "[", "NaN"]),
)
def test_damaged_json_gives_the_same_value_or_error_with_both_codecs(
    codec: Codec, value: object, cut: int, more: str
) -> None:
    text = json.dumps(value)
    data = (text[:cut] + more + text[cut:]).encode()
    try:
        expected = parse(data, codec=STDLIB)
    except FormatError as error:
        with pytest.raises(FormatError) as caught:
            parse(data, codec=codec)
        assert str(caught.value) == str(error)
    else:
        assert parse(data, codec=codec) == expected


@both_codecs
@given(data=st.binary(max_size=40))
def test_any_bytes_are_json_or_a_format_error(codec: Codec, data: bytes) -> None:
    try:
        parse(data, codec=codec)
    except FormatError as error:
        assert error.format == "json"


@both_codecs
@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("[1,\n\n  NaN]", "line 3, column 3", "NaN is not JSON"),
        ('["NaN", -Infinity]', "line 1, column 9", "-Infinity is not JSON"),
        ("[" + "1" * 5000 + "]", "line 1, column 2", "5000 digits"),
        ('{"a":', "line 1, column 6", "cut off"),
        ('{"a":"b', "line 1, column 6", "cut off"),
        ("{}\n{}", "line 2, column 1", "more text after the end"),
        ("<!DOCTYPE html>", "line 1, column 1", "HTML"),
        ("callback({});", "line 1, column 1", "script"),
        (")]}',\n{}", "line 1, column 1", "script"),
        (" ", "line 1, column 1", "nothing here"),
        ('{"a" 1}', "line 1, column 6", "not JSON"),
        ('"a\tb"', "line 1, column 3", "not JSON"),
    ],
)
def test_errors_have_line_and_column(codec: Codec, text: str, place: str, reason: str) -> None:
    with pytest.raises(FormatError) as caught:
        parse(text.encode(), codec=codec)
    assert caught.value.place == place
    assert reason in caught.value.reason


@both_codecs
@pytest.mark.parametrize("text", ['{"a":1,\n "a":2}', '{"a":[1],"\\u0061":2}'])
def test_the_last_of_duplicate_keys_counts(codec: Codec, text: str) -> None:
    assert parse(text.encode(), codec=codec) == {"a": 2}


@both_codecs
def test_long_numbers_are_refused_even_without_pythons_limit(codec: Codec) -> None:
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        with pytest.raises(FormatError, match="digits"):
            parse(b"1" * 5000, codec=codec)
    finally:
        sys.set_int_max_str_digits(before)


@both_codecs
@given(depth=st.integers(1, 3 * DEPTH_LIMIT), kinds=st.lists(st.booleans(), min_size=1), text=_TEXT)
def test_nesting_is_counted_exactly_for_any_text(
    codec: Codec, depth: int, kinds: list[bool], text: str
) -> None:
    value: object = text + '[[{"\\'
    for level in range(depth):
        member: object = [value, text] if kinds[level % len(kinds)] else {text: value, "[": "\\"}
        value = member
    data = json.dumps(value).encode()
    if depth > DEPTH_LIMIT:
        with pytest.raises(FormatError, match="nested deeper"):
            parse(data, codec=codec)
    else:
        assert parse(data, codec=codec) == value


@pytest.mark.parametrize("tail", [b"", b"]" * 70, b'"' + b'\\"' * 200_000])
def test_the_error_is_at_the_first_bracket_that_is_too_deep(tail: bytes) -> None:
    data = b'{"a]": [\n' + b"[" * (DEPTH_LIMIT - 2) + b" {" + tail
    with pytest.raises(FormatError, match="nested deeper") as caught:
        parse(data)
    assert caught.value.place == f"line 2, column {DEPTH_LIMIT}"


@both_codecs
def test_subclasses_of_str_and_int_are_written_as_plain_values(codec: Codec) -> None:
    class Safe(str):
        def __str__(self) -> str:
            return "something else"

    class Count(int):
        def __repr__(self) -> str:
            return "many"

    assert encode({"a": [Safe("x"), Count(3)]}, codec=codec) == b'{"a":["x",3]}'
