"""Methods that are implemented in higher layers: one table lists them all."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

from blogcore import models
from blogcore.models._delegates import DELEGATES, delegate


@pytest.mark.parametrize("method", DELEGATES)
def test_every_delegate_names_a_method_and_a_module(method: str) -> None:
    class_name, name = method.split(".")
    assert callable(getattr(getattr(models, class_name), name))
    assert delegate(method) is import_module(DELEGATES[method])


def test_importing_models_loads_no_higher_layer() -> None:
    program = "import sys, blogcore.models; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    loaded = {name.split(".")[1] for name in done.stdout.split() if name.startswith("blogcore.")}
    assert loaded == {"_text", "_time", "errors", "models"}
