"""Invalid values: every field, every code, all faults at once, no private value in a message."""

from __future__ import annotations

import pickle
from datetime import datetime

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.models.kinds import (
    BEFORE_YEAR_1_IN_UTC,
    FIELDS,
    MODELS,
    NAMES,
    Model,
    bad_values,
    make,
    public_models,
)

from blogcore import BlogcoreError, Fault, ValidationError
from blogcore.models import Author, Blog, Body, Comment, Extra, Post, Site, private_fields

CODES = {
    "wrong_type",
    "naive_time",
    "no_utc",
    "control_character",
    "surrogate",
    "empty",
    "not_one_of",
    "out_of_range",
}

#: Each field of each model with each value that it must refuse.
CASES = [
    pytest.param(model, name, value, f"{name}{path}", code, id=f"{model.__name__}.{name}-{code}")
    for model, name in FIELDS
    for value, path, code in bad_values(model, name)
]


def faults_of(model: Model, **fields: object) -> tuple[Fault, ...]:
    with pytest.raises(ValidationError) as refusal:
        make(model, **fields)
    return refusal.value.faults


def test_every_model_is_in_these_tests() -> None:
    assert set(MODELS) == public_models()


def test_every_code_is_in_these_tests() -> None:
    assert {case.values[4] for case in CASES} == CODES


@pytest.mark.parametrize(("model", "name", "value", "path", "code"), CASES)
def test_every_field_refuses_invalid_values(
    model: Model, name: str, value: object, path: str, code: str
) -> None:
    assert [(fault.path, fault.code) for fault in faults_of(model, **{name: value})] == [
        (path, code)
    ]


@pytest.mark.parametrize(("model", "name", "value", "path", "code"), CASES)
def test_a_message_is_one_short_line(
    model: Model, name: str, value: object, path: str, code: str
) -> None:
    [fault] = faults_of(model, **{name: value})
    assert fault.message.isprintable()
    assert len(fault.message) <= 160
    assert str(fault) == f"{path}: {fault.message}"


@pytest.mark.parametrize(("model", "name"), FIELDS)
def test_only_ids_must_not_be_empty(model: Model, name: str) -> None:
    codes = {code for _, _, code in bad_values(model, name)}
    if {"surrogate", "control_character"} <= codes and (model, name) not in NAMES:
        try:
            make(model, **{name: ""})
        except ValidationError as refusal:
            assert "empty" not in {fault.code for fault in refusal.faults}


@pytest.mark.parametrize("model", MODELS)
def test_all_faults_are_reported_at_once_in_field_order(model: Model) -> None:
    names = [field.name for field in attrs.fields(model)]
    bad = {name: list(bad_values(model, name))[-1] for name in names}
    faults = faults_of(model, **{name: value for name, (value, _, _) in bad.items()})
    assert [fault.path for fault in faults] == [f"{name}{bad[name][1]}" for name in names]
    assert [fault.code for fault in faults] == [bad[name][2] for name in names]


def test_the_message_has_every_fault() -> None:
    with pytest.raises(ValidationError) as refusal:
        Author(name="\x00", url="\ud800")
    first, second = refusal.value.faults
    assert str(refusal.value) == f"{first}; {second}"


# --- paths -----------------------------------------------------------------------------------


def test_faults_of_tuple_members_have_an_index() -> None:
    good = make(Comment)
    faults = faults_of(Blog, comments=[good, "x", good, 7])
    assert [(fault.path, fault.code) for fault in faults] == [
        ("comments[1]", "wrong_type"),
        ("comments[3]", "wrong_type"),
    ]


def test_faults_of_extra_name_the_key() -> None:
    faults = faults_of(Site, extra={"wp:a": "\x00", "wp:b": ("fine", 7)})
    assert [fault.path for fault in faults] == ["extra['wp:a']", "extra['wp:b'][1]"]


@pytest.mark.parametrize(
    ("path", "prefix", "whole"),
    [
        ("author.email", "comments[3]", "comments[3].author.email"),
        ("[3]", "comments", "comments[3]"),
        ("", "comments[3]", "comments[3]"),
        ("email", "", "email"),
        ("extra['wp:a']", "site", "site.extra['wp:a']"),
    ],
)
def test_under_prefixes_the_path_of_a_fault(path: str, prefix: str, whole: str) -> None:
    fault = Fault(path, "empty", "must not be empty")
    assert fault.under(prefix) == Fault(whole, "empty", "must not be empty")
    assert ValidationError([fault, fault]).under(prefix).faults == (fault.under(prefix),) * 2


def test_paths_of_deeper_faults_are_joined_step_by_step() -> None:
    [fault] = faults_of(Author, name="x", email=7)
    assert fault.under("author").under("[3]").under("comments").path == "comments[3].author.email"


# --- messages --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "name", "value", "message"),
    [
        (Post, "title", 7, "must be text, not int 7"),
        (Post, "tags", "one, two", "must be a tuple, not str 'one, two'"),
        (Post, "sticky", 1, "must be True or False, not int 1"),
        (Post, "body", "words", "must be Body, not str 'words'"),
        (Comment, "likes", True, "must be a whole number, not bool True"),
        (Comment, "likes", -1, "must be 0 to 2**63-1, not -1"),
        (Comment, "id", "", "must not be empty"),
        (Comment, "published", "now", "must be an aware datetime, not str 'now'"),
        (
            Comment,
            "published",
            datetime(2024, 5, 1),
            "has no time zone; give 2024-05-01 00:00:00 a tzinfo",
        ),
        (
            Comment,
            "published",
            BEFORE_YEAR_1_IN_UTC,
            "0001-01-01 00:00:00+01:00 has no UTC value in the years 1–9999",
        ),
        (
            Comment,
            "status",
            "aproved",
            "must be one of approved, held, spam, trash, deleted, not 'aproved'; "
            "did you mean 'approved'?",
        ),
        (
            Body,
            "text",
            "ab\x1b[0m",
            "holds the control character U+001B at index 2; remove or replace it",
        ),
        (
            Body,
            "text",
            "\ud83d",
            "holds the lone surrogate U+D83D at index 0; remove or replace it",
        ),
    ],
)
def test_messages_say_what_is_valid(model: Model, name: str, value: object, message: str) -> None:
    assert [fault.message for fault in faults_of(model, **{name: value})] == [message]


class _WithoutRepr:
    def __repr__(self) -> str:
        raise RuntimeError("no")


@pytest.mark.parametrize(
    "value",
    [
        ["x" * 10**6],
        [*range(10**6)],
        10**5000,
        _WithoutRepr(),
        [[["deep"] * 3] * 3] * 3,
        "a\nb" * 100,
    ],
    ids=["long member", "long list", "huge number", "no repr", "nested", "lines"],
)
@pytest.mark.parametrize(("model", "name"), [(Post, "body"), (Comment, "author"), (Site, "extra")])
def test_values_are_shown_shortened(model: Model, name: str, value: object) -> None:
    for fault in faults_of(model, **{name: value}):
        assert len(fault.message) <= 120
        assert fault.message.isprintable()


@given(st.text() | st.binary() | st.integers() | st.floats() | st.lists(st.text()))
def test_any_value_is_stored_or_raises_one_validation_error(value: object) -> None:
    for model, name in FIELDS:
        try:
            make(model, **{name: value})
        except ValidationError as refusal:
            assert refusal.faults
            assert str(refusal).isprintable()


@pytest.mark.parametrize(
    ("model", "name"), [case for case in FIELDS if case[1] in private_fields(case[0])]
)
def test_private_values_are_never_in_messages(model: Model, name: str) -> None:
    class Canary:
        def __repr__(self) -> str:
            return "canary-4711"

    for value in (
        "canary-4711\x00",
        "canary-4711\ud800",
        b"canary-4711",
        ["canary-4711\x00"],
        [b"canary-4711"],
        {"k": "canary-4711\x00"},
        {"k": b"canary-4711"},
        {"k": ["canary-4711\x00", Canary()]},
        Canary(),
        [Canary()],
    ):
        with pytest.raises(ValidationError) as refusal:
            make(model, **{name: value})
        error = refusal.value
        for shown in (str(error), repr(error), repr(error.faults), repr(error.under("x"))):
            assert "canary" not in shown
            assert name in shown


# --- the error itself ------------------------------------------------------------------------


def test_validation_errors_are_value_errors_and_blogcore_errors() -> None:
    with pytest.raises(ValueError):
        make(Post, id="")
    with pytest.raises(BlogcoreError):
        make(Post, id="")


def test_validation_errors_can_be_pickled() -> None:
    error = ValidationError(faults_of(Author, name=7, url="\x00"))
    same = pickle.loads(pickle.dumps(error))
    assert type(same) is ValidationError
    assert same.faults == error.faults
    assert str(same) == str(error)


@pytest.mark.parametrize("model", MODELS)
def test_fields_are_keyword_only(model: Model) -> None:
    with pytest.raises(TypeError):
        model("x")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("values", "path", "code"),
    [
        ({"k": 7}, "['k']", "wrong_type"),
        ({"k": None}, "['k']", "wrong_type"),
        ({"k": {"a": "b"}}, "['k']", "wrong_type"),
        ({"k": ["fine", ["nested"]]}, "['k'][1]", "wrong_type"),
        ({7: "v"}, "[7]", "wrong_type"),
        ({"": "v"}, "['']", "wrong_type"),
        ({"a\x00": "v"}, "['a\\x00']", "control_character"),
        ({"a\x00": ("v",)}, "['a\\x00']", "control_character"),
        ({"a\ud800": ()}, "['a\\ud800']", "surrogate"),
        ({"k": "\ud800"}, "['k']", "surrogate"),
        ("text", "", "wrong_type"),
        (7, "", "wrong_type"),
    ],
)
def test_extra_refuses_values_that_are_not_text(values: object, path: str, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Extra(values)  # type: ignore[arg-type]
    assert [(fault.path, fault.code) for fault in refusal.value.faults] == [(path, code)]
