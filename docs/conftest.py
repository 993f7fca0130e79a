"""Run the Python in the documentation: every ``python`` block with a prompt is a doctest."""

from __future__ import annotations

from doctest import ELLIPSIS

from hypothesis import Phase, settings
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser

# What Hypothesis says in explanation of a failure takes it longer than all else; no page shows it.
settings.register_profile(
    "pages", settings(), phases=[phase for phase in Phase if phase is not Phase.explain]
)
settings.load_profile("pages")

# Configuration of Sphinx, which the tests do not install.
collect_ignore = ["conf.py"]

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS)],
    patterns=["*.md"],
).pytest()
