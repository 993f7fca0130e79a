"""The first keys of a document."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcore.formats.json_objects import preview_object

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
_OBJECTS = st.dictionaries(st.text(max_size=5), _VALUES, max_size=4)


@given(_OBJECTS, st.booleans(), st.booleans())
def test_all_keys_of_the_first_object_are_visible(
    plain: dict[str, object], in_list: bool, escaped: bool
) -> None:
    document = [plain, {"other": 1}] if in_list else plain
    seen = preview_object(json.dumps(document, ensure_ascii=escaped).encode("utf-8", "replace"))
    assert seen is not None
    assert seen.in_list == in_list
    if escaped:
        assert list(seen.members) == list(plain)
        texts = {key: value for key, value in plain.items() if isinstance(value, str)}
        assert {key: seen.members[key] for key in texts} == texts


@given(_OBJECTS, st.integers(0, 60))
def test_a_preview_has_no_keys_that_the_object_lacks(plain: dict[str, object], size: int) -> None:
    seen = preview_object(json.dumps(plain).encode()[:size])
    assert seen is None or set(seen.members) <= set(plain)


@given(st.binary(max_size=40))
def test_any_bytes_can_be_previewed(head: bytes) -> None:
    preview_object(head)


@pytest.mark.parametrize("text", ["", "null", "3", '"{"', "[]", "[[{}]]", "<a>", "[3, {}]"])
def test_documents_that_begin_otherwise_have_no_preview(text: str) -> None:
    assert preview_object(text.encode()) is None


def test_keys_of_nested_objects_are_not_visible() -> None:
    seen = preview_object(b'{"a": {"b": 1}, "c": [{"d": 2}], "e"')
    assert seen is not None
    assert dict(seen.members) == {"a": "{", "c": "["}
