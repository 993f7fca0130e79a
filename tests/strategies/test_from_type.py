"""`st.from_type` finds the strategies of blogcore."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.models.kinds import public_models

from blogcore import Thread
from blogcore._hypothesis import STRATEGY_NAMES

REGISTERED = [getattr(import_module(module), name) for module, name in STRATEGY_NAMES]


def loaded_by(program: str) -> set[str]:
    """Return the modules that a new interpreter has loaded after this program."""
    report = f"{program}\nimport json, sys\nprint(json.dumps(list(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", report], check=True, capture_output=True, text=True
    )
    return set(json.loads(done.stdout))


def test_importing_hypothesis_loads_models_but_no_strategies() -> None:
    loaded = loaded_by("import hypothesis")
    assert "blogcore.models" in loaded
    assert not loaded & {"blogcore.strategies", "blogcore.formats", "blogcore.renderers", "cattrs"}


@pytest.mark.parametrize("first", ["hypothesis", "blogcore.models", "blogcore.strategies"])
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
    assert {*public_models(), Thread} <= {*REGISTERED}


@pytest.mark.parametrize("kind", REGISTERED, ids=lambda kind: kind.__name__)
def test_from_type_gives_values_of_the_class(kind: type) -> None:
    @given(st.from_type(kind))
    def gives(value: object) -> None:
        assert isinstance(value, kind)

    gives()
