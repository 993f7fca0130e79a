"""Models are values: immutable, equal if their fields are equal, pickled without loss."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.models.kinds import FIELDS, MODELS, Model, hint, make

from blogcore import Author, Blog, Body, Comment, Image, Post, Site
from blogcore.models import Extra
from blogcore.strategies import (
    authors,
    blogs,
    bodies,
    comments,
    dates,
    extras,
    images,
    policies,
    posts,
    sites,
    texts,
)

any_model: st.SearchStrategy[Any] = st.one_of(
    authors(), blogs(), bodies(), comments(), images(), policies(), posts(), sites()
)
MADRID = ZoneInfo("Europe/Madrid")


def at(**fields: Any) -> Comment:
    value = make(Comment, **fields)
    assert isinstance(value, Comment)
    return value


# --- frozen ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("model", "name"), FIELDS)
def test_a_field_cannot_be_set_or_deleted(model: Model, name: str) -> None:
    value = make(model)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, name, getattr(value, name))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        delattr(value, name)


@pytest.mark.parametrize("model", MODELS)
def test_a_model_has_no_other_attributes(model: Model) -> None:
    value = make(model)
    assert not hasattr(value, "__dict__")
    with pytest.raises(AttributeError):
        value.nickname = "x"


@pytest.mark.parametrize("model", MODELS)
def test_defaults_are_valid_values(model: Model) -> None:
    value = make(model)
    given_out = {field.name: getattr(value, field.name) for field in attrs.fields(model)}
    assert model(**given_out) == value


# --- compared, hashed, copied ----------------------------------------------------------------


@given(any_model)
def test_models_with_equal_fields_are_equal(value: Any) -> None:
    same = attrs.evolve(value)
    assert same is not value
    assert same == value
    assert hash(same) == hash(value)
    assert repr(same) == repr(value)


@given(any_model)
def test_models_survive_pickling_and_copying(value: Any) -> None:
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        same = pickle.loads(pickle.dumps(value, protocol))
        assert same == value
        assert hash(same) == hash(value)
        assert attrs.asdict(same) == attrs.asdict(value)
    for same in (copy.copy(value), copy.deepcopy(value)):
        assert same == value
        assert type(same) is type(value)


@given(st.lists(any_model, max_size=6))
def test_models_are_hashable(values: list[Any]) -> None:
    assert all(value in set(values) for value in values)


def test_models_of_different_classes_differ() -> None:
    values = [make(model) for model in MODELS]
    assert len(set(values)) == len(values)
    assert [values.index(value) for value in values] == list(range(len(values)))


@pytest.mark.parametrize(("model", "name"), FIELDS)
def test_every_field_is_compared(model: Model, name: str) -> None:
    [field] = [field for field in attrs.fields(model) if field.name == name]
    assert field.eq
    assert field.hash in (None, True)
    assert field.init
    assert field.kw_only


@given(comments(), texts())
def test_evolve_validates_and_leaves_the_original_unchanged(comment: Comment, words: str) -> None:
    before = attrs.asdict(comment)
    changed = attrs.evolve(comment, body=Body(text=words))
    assert changed.body.text == words
    assert attrs.evolve(changed, body=comment.body) == comment
    assert attrs.asdict(comment) == before
    with pytest.raises(ValueError):
        attrs.evolve(comment, id="")


@given(any_model)
def test_repr_begins_with_the_class(value: Any) -> None:
    assert repr(value).startswith(f"{type(value).__name__}(")


# --- lists become tuples ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "name"),
    [case for case in FIELDS if str(hint(*case)).startswith("tuple")],
)
@pytest.mark.parametrize("collection", [list, tuple, iter, lambda given: (it for it in given)])
def test_any_collection_is_stored_as_a_tuple(model: Model, name: str, collection: Any) -> None:
    members: dict[str, list[object]] = {
        "authors": [Author(name="a"), Author(name="b")],
        "posts": [Post(id="1")],
        "comments": [make(Comment)],
        "images": [Image(url="u")],
    }
    values = members.get(name, ["b", "a", "b"])
    held = getattr(make(model, **{name: collection(values)}), name)
    assert held == tuple(values)
    assert type(held) is tuple


def test_later_changes_of_a_list_change_no_model() -> None:
    tags = ["a"]
    post = Post(id="1", tags=tags)
    tags.append("b")
    assert post.tags == ("a",)


# --- extra -----------------------------------------------------------------------------------


@given(st.dictionaries(texts(min_size=1), texts() | st.lists(texts(), max_size=3)), st.data())
def test_extra_is_a_mapping_in_the_order_of_its_keys(
    values: dict[str, str | list[str]], data: st.DataObject
) -> None:
    extra = Extra(values)
    turned = Extra(dict(data.draw(st.permutations(list(values.items())))))
    assert isinstance(extra, Mapping)
    assert list(extra) == sorted(values)
    assert len(extra) == len(values)
    for key, value in values.items():
        assert extra[key] == (value if isinstance(value, str) else tuple(value))
    assert turned == extra
    assert hash(turned) == hash(extra)
    assert list(turned.items()) == list(extra.items())
    assert repr(turned) == repr(extra)


@given(extras())
def test_extra_survives_pickling_and_copying(extra: Extra) -> None:
    for same in (
        pickle.loads(pickle.dumps(extra)),
        copy.copy(extra),
        copy.deepcopy(extra),
        Extra(extra),
        Extra(dict(extra)),
    ):
        assert same == extra
        assert hash(same) == hash(extra)


def test_extra_cannot_be_changed() -> None:
    given_values = {"k": ["v"]}
    extra = Extra(given_values)
    given_values["k"].append("w")
    given_values["l"] = []
    assert dict(extra) == {"k": ("v",)}
    with pytest.raises(TypeError):
        extra["k"] = "w"  # type: ignore[index]
    with pytest.raises(TypeError):
        del extra["k"]  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        extra.more = "w"  # type: ignore[attr-defined]


def test_extra_supports_the_mapping_methods() -> None:
    extra = Extra({"b": "2", "a": ("1", "1")})
    assert list(extra.items()) == [("a", ("1", "1")), ("b", "2")]
    assert "a" in extra
    assert "c" not in extra
    assert extra.get("c") is None
    with pytest.raises(KeyError):
        extra["c"]
    assert not Extra()
    assert Extra() == Extra({}) == Extra(None)
    assert Extra({"a": ()}) != Extra()
    assert Extra({"a": "1"}) != Extra({"a": ("1",)})


def test_a_mapping_becomes_an_extra() -> None:
    assert Site(extra={"k": "v"}).extra == Extra({"k": "v"})
    extra = Extra({"k": "v"})
    assert Site(extra=extra).extra is extra


# --- times -----------------------------------------------------------------------------------


@given(dates())
def test_times_keep_their_instant_and_wall_clock(value: datetime) -> None:
    held = at(published=value).published
    assert held is not None
    assert held.astimezone(UTC) == value.astimezone(UTC)
    assert held.replace(tzinfo=None) == value.replace(tzinfo=None)
    assert held.utcoffset() == value.utcoffset()


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    st.sampled_from(["Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]),
    st.sampled_from([0, 1]),
)
def test_times_in_zones_with_rules_get_a_fixed_offset(wall: datetime, zone: str, fold: int) -> None:
    value = wall.replace(tzinfo=ZoneInfo(zone), fold=fold)
    held = at(published=value).published
    assert held is not None
    assert type(held.tzinfo) is timezone
    assert held.fold == 0
    assert held.astimezone(UTC) == value.astimezone(UTC)
    assert datetime.fromisoformat(held.isoformat()) == held


def test_the_repeated_hour_gives_two_different_times() -> None:
    twice = datetime(2024, 10, 27, 2, 30, tzinfo=MADRID)
    first, second = at(published=twice), at(published=twice.replace(fold=1))
    assert [str(it.published) for it in (first, second)] == [
        "2024-10-27 02:30:00+02:00",
        "2024-10-27 02:30:00+01:00",
    ]
    assert first != second
    assert first.published is not None
    assert second.published is not None
    assert second.published - first.published == timedelta(hours=1)


@pytest.mark.parametrize("seconds", [1, -1, 37, 3599])
def test_an_offset_that_is_not_in_whole_minutes_becomes_utc(seconds: int) -> None:
    value = datetime(1890, 5, 1, 12, tzinfo=timezone(timedelta(seconds=seconds)))
    held = at(published=value).published
    assert held is not None
    assert held.astimezone(UTC) == value.astimezone(UTC)
    assert held.utcoffset() == timedelta(0)


def test_a_local_mean_time_becomes_utc() -> None:
    held = at(published=datetime(1880, 1, 1, 12, tzinfo=MADRID)).published
    assert str(held) == "1880-01-01 12:14:44+00:00"


@given(dates())
def test_times_of_one_instant_are_equal_and_hash_alike(value: datetime) -> None:
    here, there = at(published=value), at(published=value.astimezone(UTC))
    assert here == there
    assert hash(here) == hash(there)


@pytest.mark.parametrize("value", [datetime.min, datetime.max])
def test_the_first_and_last_instants_are_valid(value: datetime) -> None:
    assert at(published=value.replace(tzinfo=UTC)).published == value.replace(tzinfo=UTC)


def test_times_of_every_model_are_normalised() -> None:
    for model, name in FIELDS:
        if "datetime" in str(hint(model, name)):
            held = getattr(make(model, **{name: datetime(2024, 7, 1, tzinfo=MADRID)}), name)
            assert held.tzinfo == timezone(timedelta(hours=2))


class _Zone(tzinfo):
    """A user-defined zone whose offset is a day minus a minute."""

    def utcoffset(self, _: datetime | None) -> timedelta:
        return timedelta(hours=23, minutes=59)

    def dst(self, _: datetime | None) -> timedelta:
        return timedelta(0)

    def tzname(self, _: datetime | None) -> str:
        return "own"


def test_user_defined_zones_are_replaced_by_fixed_offsets() -> None:
    held = at(published=datetime(2024, 5, 1, tzinfo=_Zone())).published
    assert held is not None
    assert held.tzinfo == timezone(timedelta(hours=23, minutes=59))
    assert type(held.tzinfo) is timezone


# --- the same everywhere ---------------------------------------------------------------------


def test_the_repr_of_extra_does_not_depend_on_the_process() -> None:
    program = "from blogcore.models import Extra; print(Extra(dict.fromkeys('dcba', 'v')), end='')"
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            text=True,
        )
        assert done.stdout == "Extra(<a, b, c, d>)"


@given(blogs())
def test_blogs_of_equal_parts_are_equal(value: Blog) -> None:
    parts = {field.name: list_or_self(getattr(value, field.name)) for field in attrs.fields(Blog)}
    assert Blog(**parts) == value


def list_or_self(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
