"""`st.from_type` finds the strategies, and nobody pays for that who does not ask."""

from __future__ import annotations

import json
import subprocess
import sys

import attrs
import pytest
from hypothesis import find, given
from hypothesis import strategies as st
from tests.models.kinds import public_models

from blogcore import Comment, Thread
from blogcore._hypothesis import register, strategy_for
from blogcore.strategies.registered import STRATEGIES

NEVER = ("blogcore.models", "blogcore.threads", "blogcore.strategies", "attrs", "attr", "cattrs")


def loaded_by(program: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after this program."""
    report = f"{program}\nimport json, sys\nprint(json.dumps(list(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", report], check=True, capture_output=True, text=True
    )
    return set(json.loads(done.stdout))


def test_importing_hypothesis_loads_no_model_and_no_strategy_of_ours() -> None:
    loaded = loaded_by("import hypothesis")
    assert "blogcore._hypothesis" in loaded
    assert not loaded & {*NEVER}
    ours = {name for name in loaded if name.startswith("blogcore")}
    assert ours == {"blogcore", "blogcore._hypothesis"}


def test_asking_for_another_type_loads_none_either() -> None:
    program = (
        "from hypothesis import strategies as st, find\nfind(st.from_type(int), lambda x: True)"
    )
    assert not loaded_by(program) & {*NEVER}


@pytest.mark.parametrize("first", ["hypothesis", "blogcore.models"])
def test_from_type_works_whichever_is_imported_first(first: str) -> None:
    program = f"""
import {first}
from blogcore import Comment, Thread
from hypothesis import find, strategies as st
assert isinstance(find(st.from_type(Thread), lambda it: len(it) == 2), Thread)
assert isinstance(find(st.from_type(tuple[Comment, Comment | None]), bool)[0], Comment)
"""
    assert "blogcore.strategies" in loaded_by(program)


def test_every_model_and_thread_is_registered() -> None:
    assert {*public_models(), Thread} <= STRATEGIES.keys()


@pytest.mark.parametrize("kind", STRATEGIES, ids=lambda kind: kind.__name__)
def test_from_type_gives_the_public_strategy(kind: type) -> None:
    @given(st.from_type(kind))
    def gives(value: object) -> None:
        assert isinstance(value, kind)

    gives()


def test_other_types_are_none_of_ours() -> None:
    for kind in (int, list[int], Comment | None, "Comment", attrs.Attribute, st.SearchStrategy):
        assert strategy_for(kind) is None


def test_without_the_table_of_hypothesis_the_types_are_registered_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from hypothesis.strategies._internal import types

    told: list[type] = []
    monkeypatch.delattr(types, "_global_extra_lookup")
    monkeypatch.setattr(st, "register_type_strategy", lambda kind, _: told.append(kind))
    register()
    assert told == list(STRATEGIES)


def test_what_somebody_registers_for_a_type_of_ours_counts() -> None:
    from hypothesis.strategies._internal import types

    mine = find(st.from_type(Comment), lambda _: True)
    st.register_type_strategy(Comment, st.just(mine))
    try:
        assert find(st.from_type(Comment), lambda _: True) is mine
    finally:
        del types._global_type_lookup[Comment]
