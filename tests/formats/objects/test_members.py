"""Objects are read leniently: nothing raises, and what is not read as it is, is noted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcore import Extra, Notes
from blogcore.formats.objects import Members

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
_WAYS: list[Callable[[Members, str], object]] = [
    Members.text,
    Members.optional,
    Members.id,
    Members.number,
    Members.count,
    Members.maybe_count,
    Members.flag,
    Members.time,
    Members.texts,
    Members.inner,
    lambda members, key: list(members.inners(key)),
    lambda members, key: members.word(key, {"a": "b"}, "", "c"),
]


def _members(value: object, notes: Notes | None = None) -> Members:
    notes = Notes("test") if notes is None else notes
    return Members({"key": value}, "$", notes, frozenset({"secret"}))


@pytest.mark.parametrize("way", range(len(_WAYS)))
@given(value=_VALUES)
def test_any_value_may_lie_anywhere(way: int, value: object) -> None:
    notes = Notes("test")
    members = _members(value, notes)
    _WAYS[way](members, "key")
    assert members.rest("x:") == {}  # it was taken
    Extra(_members(value).rest("x:"))


@given(st.dictionaries(st.text(max_size=5), _VALUES, max_size=4))
def test_what_nobody_asked_for_is_kept_or_noted(plain: dict[str, object]) -> None:
    notes = Notes("test")
    rest = Members(plain, "$", notes).rest("x:")
    says = [value for value in plain.values() if value not in (None, "", [], {})]
    assert len(rest) + notes.total >= len(says) - (len(plain) - len(set(map(str, plain))))


@pytest.mark.parametrize(
    ("read", "value", "expected", "severity"),
    [
        (Members.text, "a\x00b", "ab", "repaired"),
        (Members.text, 7, "7", "repaired"),
        (Members.text, ["a"], "", "lost"),
        (Members.text, True, "", "lost"),
        (Members.text, None, "", None),
        (Members.id, 7, "7", None),
        (Members.id, 2**53 + 1, "9007199254740993", None),
        (Members.id, 7.0, "7", None),
        (Members.id, "07", "07", None),
        (Members.id, False, None, "lost"),
        (Members.number, " -3 ", -3, "repaired"),
        (Members.number, 1.5, 0, "lost"),
        (Members.number, 3.0, 3, None),
        (Members.number, True, 0, "lost"),
        (Members.number, -(2**63), 0, "lost"),
        (Members.number, float("inf"), 0, "lost"),
        (Members.count, -1, 0, "lost"),
        (Members.count, 2**63, 0, "lost"),
        (Members.flag, 1, True, "repaired"),
        (Members.flag, "no", False, "repaired"),
        (Members.flag, "maybe", None, "lost"),
        (Members.flag, None, None, None),
        (Members.texts, "a", ("a",), "repaired"),
        (Members.texts, ["a", None, 3, {}], ("a", "3"), "lost"),
        (Members.time, "2024-05-01T12:30:00Z", datetime(2024, 5, 1, 12, 30, tzinfo=UTC), None),
        (Members.time, 1714566600, datetime(2024, 5, 1, 12, 30, tzinfo=UTC), None),
        (Members.time, 1714566600000, datetime(2024, 5, 1, 12, 30, tzinfo=UTC), None),
        (Members.time, "0001-01-01T00:00:00Z", None, "info"),
        (Members.time, "yesterday", None, "lost"),
        (Members.time, 1e300, None, "lost"),
        (Members.time, float("nan"), None, "lost"),
        (Members.time, {}, None, "lost"),
    ],
)
def test_what_is_mended_is_noted(
    read: Callable[[Members, str], object], value: object, expected: object, severity: str | None
) -> None:
    notes = Notes("test")
    assert read(_members(value, notes), "key") == expected
    assert [note.severity for note in notes] == ([severity] if severity else [])
    assert all(note.where == "$" and note.field == "key" for note in notes)


def test_a_look_at_a_text_shows_none_that_no_model_holds() -> None:
    assert _members("a\x0bb").peek("key") == "ab"
    assert _members(["a"]).peek("key") == ""


def test_an_empty_list_is_an_object_without_members() -> None:
    notes = Notes("test")
    assert dict(_members([], notes).inner("key").plain) == {}
    assert notes.total == 0


def test_private_values_are_not_shown() -> None:
    notes = Notes("test")
    members = Members(
        {"secret": ["canary"], "in": {"secret": 7}}, "$", notes, frozenset({"secret"})
    )
    members.text("secret")
    members.inner("in").text("secret")
    assert [note.found for note in notes] == ["…", "…"]


@pytest.mark.parametrize(
    "key", ["password", "passwordHash", "access_token", "session-key", "apiKey", "client_secret"]
)
def test_secrets_are_never_read(key: str) -> None:
    assert Members({key: "canary"}, "$", Notes("test")).rest("x:") == {}
