"""Shared by all tests: Hypothesis profiles, and the folders of files from outside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

# "ci" draws the same examples on every machine and every day, so that a red run is a real change.
# Without the phase that explains failures: it is slow, and no test reads its output.
settings.register_profile(
    "ci",
    phases=[phase for phase in Phase if phase is not Phase.explain],
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
# "brief" draws fewer examples: for `make test-fast` and for further versions of Python.
settings.register_profile("brief", settings.get_profile("ci"), max_examples=20)
# "search" looks for new failures: HYPOTHESIS_PROFILE=search make test
settings.register_profile("search", deadline=None, max_examples=2000)
# "mutants" does not shrink failures; `make mutants` runs it once per mutant.
settings.register_profile(
    "mutants",
    settings.get_profile("ci"),
    max_examples=15,
    phases=[Phase.explicit, Phase.generate],
    report_multiple_bugs=False,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

# Needs Ray and Spark: `make engines` runs it.
collect_ignore = ["bulk/engines.py"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run files with slow tests first, so that no worker starts one when the others are done."""
    marks = ("million", "browser", "shrinking", "slow")
    slow = {item.path for item in items if any(map(item.get_closest_marker, marks))}
    items.sort(key=lambda item: item.path not in slow)


def _folders(variable: str) -> list[Path]:
    """Return the folders that an environment variable names; skip the test if it is not set."""
    value = os.environ.get(variable)
    if not value:
        pytest.skip(f"{variable} is not set: it names a folder of files that are not shipped here")
    folders = [Path(name).resolve() for name in value.split(os.pathsep)]
    for folder in folders:
        if not folder.is_dir():
            pytest.fail(f"{variable} names {str(folder)!r}, which is not a folder")
    return folders


@pytest.fixture(scope="session")
def corpora() -> list[Path]:
    """The folders of files that real blogs and platforms wrote."""
    return _folders("BLOGCORE_CORPUS")


@pytest.fixture(scope="session")
def corpus(corpora: list[Path]) -> Path:
    """The first of these folders, which most tests of formats read."""
    return corpora[0]


@pytest.fixture(scope="session")
def hostile() -> Path:
    """A folder of files made to break readers; its MANIFEST.tsv says what must happen."""
    return _folders("BLOGCORE_HOSTILE")[0]


@pytest.fixture(scope="session")
def wordpress() -> Path:
    """A folder of stored texts with what WordPress makes of them."""
    return _folders("BLOGCORE_WORDPRESS")[0]
