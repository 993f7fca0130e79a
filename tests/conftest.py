"""What all tests share: how hard Hypothesis looks, and where the outside files lie."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

# "ci" gives the same examples on every machine and every day, so that a red run is a real change.
# What explains a failure takes Hypothesis longer than all else, and no test reads it.
settings.register_profile(
    "ci",
    phases=[phase for phase in Phase if phase is not Phase.explain],
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow],
)
# "brief" asks all that "ci" asks, of fewer examples: for a second and third Python.
settings.register_profile("brief", settings.get_profile("ci"), max_examples=20)
# "search" looks for new failures: HYPOTHESIS_PROFILE=search make test
settings.register_profile("search", deadline=None, max_examples=2000)
# "mutants" only tells right from wrong, as soon as it can: `make mutants` runs it for each mutant.
settings.register_profile(
    "mutants",
    settings.get_profile("ci"),
    max_examples=15,
    phases=[Phase.explicit, Phase.generate],
    report_multiple_bugs=False,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests go first: else one process is at them when the others are done."""
    marks = ("million", "browser", "shrinking")
    slow = {item.path for item in items if any(map(item.get_closest_marker, marks))}
    items.sort(key=lambda item: item.path not in slow)


def _folder(variable: str) -> Path:
    """The folder that an environment variable names; the test is skipped where there is none."""
    value = os.environ.get(variable)
    if not value:
        pytest.skip(f"{variable} is not set: it names a folder of files that are not shipped here")
    folder = Path(value).resolve()
    if not folder.is_dir():
        pytest.fail(f"{variable} names {value!r}, which is not a folder")
    return folder


@pytest.fixture(scope="session")
def corpus() -> Path:
    """A folder of files that real blogs and platforms wrote."""
    return _folder("BLOGCORE_CORPUS")


@pytest.fixture(scope="session")
def hostile() -> Path:
    """A folder of files made to break readers; its MANIFEST.tsv says what must happen."""
    return _folder("BLOGCORE_HOSTILE")
