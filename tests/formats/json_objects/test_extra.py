"""JSON values are kept as text in ``extra`` and restored."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcore._text.plain import find_forbidden
from blogcore.formats.json_objects import from_extra_value, restore_members, to_extra_value
from blogcore.models import Extra

_TEXTS = st.text(max_size=8) | st.sampled_from(["1", '"1"', "null", "[]", '{"a":1}', "1e5", "-"])
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(_VALUES)
def test_a_kept_value_is_restored_equal(value: object) -> None:
    kept = to_extra_value(value)
    if kept is not None:
        Extra({"key": kept})  # `Extra` accepts it
        assert json.dumps(from_extra_value(kept)) == json.dumps(value)


@given(_VALUES)
def test_only_values_that_text_cannot_hold_are_not_kept(value: object) -> None:
    if to_extra_value(value) is None:
        shown = json.dumps(value, ensure_ascii=False)
        assert find_forbidden(shown) is not None or "Infinity" in shown or "\\u" in shown


@given(_TEXTS)
def test_plain_text_is_kept_unchanged(text: str) -> None:
    if find_forbidden(text) is None and not text[:1].isdigit() and text[:1] not in '"-[{tfn':
        assert to_extra_value(text) == from_extra_value(text) == text


def test_infinite_numbers_are_not_kept() -> None:
    assert to_extra_value(float("inf")) is None
    assert to_extra_value({"a": [float("nan")]}) is None


def test_only_members_of_the_format_are_restored() -> None:
    extra = Extra({"x:a": "1", "x:b": ("p", "q"), "x:id": "7", "y:c": "c", "x:": "e"})
    assert restore_members(extra, "x:", {"id": 3}) == {"a": 1, "b": ["p", "q"]}


@pytest.mark.parametrize("value", [{}, [], ["a"], "", "text", 0, 1.5, None, True])
def test_simple_values_are_restored_equal(value: object) -> None:
    kept = to_extra_value(value)
    assert kept is not None
    assert from_extra_value(kept) == value
