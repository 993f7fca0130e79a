"""Objects are read leniently: nothing raises, and every repair is noted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcore.formats import Notes
from blogcore.formats.json_objects import ObjectReader
from blogcore.models import Extra

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
_METHODS: list[Callable[[ObjectReader, str], object]] = [
    ObjectReader.text,
    ObjectReader.optional_text,
    ObjectReader.id,
    ObjectReader.integer,
    ObjectReader.count,
    ObjectReader.optional_count,
    ObjectReader.flag,
    ObjectReader.time,
    ObjectReader.texts,
    ObjectReader.nested,
    lambda members, key: list(members.nested_list(key)),
    lambda members, key: members.choice(key, {"a": "b"}, "", "c"),
]


def _members(value: object, notes: Notes | None = None) -> ObjectReader:
    notes = Notes("test") if notes is None else notes
    return ObjectReader({"key": value}, "$", notes, frozenset({"secret"}))


@pytest.mark.parametrize("index", range(len(_METHODS)))
@given(value=_VALUES)
def test_any_value_is_accepted_under_any_key(index: int, value: object) -> None:
    notes = Notes("test")
    members = _members(value, notes)
    _METHODS[index](members, "key")
    assert members.remaining("x:") == {}  # "key" counts as read
    Extra(_members(value).remaining("x:"))


@given(st.dictionaries(st.text(max_size=5), _VALUES, max_size=4))
def test_members_that_nothing_read_are_kept_or_noted(plain: dict[str, object]) -> None:
    notes = Notes("test")
    rest = ObjectReader(plain, "$", notes).remaining("x:")
    non_empty = [value for value in plain.values() if value not in (None, "", [], {})]
    assert len(rest) + notes.total >= len(non_empty) - (len(plain) - len(set(map(str, plain))))


@pytest.mark.parametrize(
    ("read", "value", "expected", "severity"),
    [
        (ObjectReader.text, "a\x00b", "ab", "repaired"),
        (ObjectReader.text, 7, "7", "repaired"),
        (ObjectReader.text, ["a"], "", "lost"),
        (ObjectReader.text, True, "", "lost"),
        (ObjectReader.text, None, "", None),
        (ObjectReader.id, 7, "7", None),
        (ObjectReader.id, 2**53 + 1, "9007199254740993", None),
        (ObjectReader.id, 7.0, "7", None),
        (ObjectReader.id, "07", "07", None),
        (ObjectReader.id, False, None, "lost"),
        (ObjectReader.integer, " -3 ", -3, "repaired"),
        (ObjectReader.integer, 1.5, 0, "lost"),
        (ObjectReader.integer, 3.0, 3, None),
        (ObjectReader.integer, True, 0, "lost"),
        (ObjectReader.integer, -(2**63), 0, "lost"),
        (ObjectReader.integer, float("inf"), 0, "lost"),
        (ObjectReader.count, -1, 0, "lost"),
        (ObjectReader.count, 2**63, 0, "lost"),
        (ObjectReader.flag, 1, True, "repaired"),
        (ObjectReader.flag, "no", False, "repaired"),
        (ObjectReader.flag, "maybe", None, "lost"),
        (ObjectReader.flag, None, None, None),
        (ObjectReader.texts, "a", ("a",), "repaired"),
        (ObjectReader.texts, ["a", None, 3, {}], ("a", "3"), "lost"),
        (ObjectReader.time, "2024-05-01T12:30:00Z", datetime(2024, 5, 1, 12, 30, tzinfo=UTC), None),
        (ObjectReader.time, 1714566600, datetime(2024, 5, 1, 12, 30, tzinfo=UTC), None),
        (ObjectReader.time, 1714566600000, datetime(2024, 5, 1, 12, 30, tzinfo=UTC), None),
        (ObjectReader.time, "0001-01-01T00:00:00Z", None, "info"),
        (ObjectReader.time, "yesterday", None, "lost"),
        (ObjectReader.time, 1e300, None, "lost"),
        (ObjectReader.time, float("nan"), None, "lost"),
        (ObjectReader.time, {}, None, "lost"),
    ],
)
def test_repairs_are_noted(
    read: Callable[[ObjectReader, str], object],
    value: object,
    expected: object,
    severity: str | None,
) -> None:
    notes = Notes("test")
    assert read(_members(value, notes), "key") == expected
    assert [note.severity for note in notes] == ([severity] if severity else [])
    assert all(note.where == "$" and note.field == "key" for note in notes)


def test_peek_removes_forbidden_characters() -> None:
    assert _members("a\x0bb").peek("key") == "ab"
    assert _members(["a"]).peek("key") == ""


def test_an_empty_list_is_an_object_without_members() -> None:
    notes = Notes("test")
    assert dict(_members([], notes).nested("key").members) == {}
    assert notes.total == 0


def test_private_values_are_not_shown() -> None:
    notes = Notes("test")
    members = ObjectReader(
        {"secret": ["canary"], "in": {"secret": 7}}, "$", notes, frozenset({"secret"})
    )
    members.text("secret")
    members.nested("in").text("secret")
    assert [note.value for note in notes] == ["…", "…"]


@pytest.mark.parametrize(
    "key", ["password", "passwordHash", "access_token", "session-key", "apiKey", "client_secret"]
)
def test_secrets_are_never_read(key: str) -> None:
    assert ObjectReader({key: "canary"}, "$", Notes("test")).remaining("x:") == {}


def test_a_missing_id_is_replaced_by_the_fallback_with_a_note() -> None:
    notes = Notes("test")
    assert ObjectReader({"id": 7}, "$", notes).id_or("id", "item-1") == "7"
    assert notes.total == 0
    assert ObjectReader({}, "$", notes).id_or("id", "item-1") == "item-1"
    assert [(note.severity, note.field) for note in notes] == [("repaired", "id")]


def test_an_avatar_that_reveals_an_e_mail_goes_to_extra() -> None:
    url = "https://www.gravatar.com/avatar/" + "0" * 32
    reader = ObjectReader(
        {"a": url, "b": "https://example.org/b.png", "c": "undefined"}, "$", Notes("")
    )
    assert reader.avatar("a", "x:") == (None, {"x:a": url})
    assert reader.avatar("b", "x:") == ("https://example.org/b.png", {})
    assert reader.avatar("c", "x:", absent=("undefined",)) == (None, {})
    assert reader.remaining("x:") == {}


def test_remaining_leaves_out_ignored_values() -> None:
    reader = ObjectReader({"a": 0, "b": False, "c": 1}, "$", Notes(""))
    assert reader.remaining("x:", ignore=("0", "false")) == {"x:c": "1"}
