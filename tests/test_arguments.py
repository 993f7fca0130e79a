"""Checks of arguments: invalid values are refused with a message."""

from __future__ import annotations

from datetime import datetime

import pytest

from blogcore import ValidationError
from blogcore._arguments import require_aware, require_int


@pytest.mark.parametrize(
    ("value", "maximum", "fault"),
    [
        ("3", None, ("wrong_type", "must be a whole number, not '3'")),
        (True, None, ("wrong_type", "must be a whole number, not True")),
        (2.0, None, ("wrong_type", "must be a whole number, not 2.0")),
        (1, None, ("out_of_range", "must be 2 or more, not 1")),
        (1, 9, ("out_of_range", "must be 2 to 9, not 1")),
        (10, 9, ("out_of_range", "must be 2 to 9, not 10")),
    ],
)
def test_values_that_are_no_whole_number_in_range_are_refused(
    value: object, maximum: int | None, fault: tuple[str, str]
) -> None:
    with pytest.raises(ValidationError) as refusal:
        require_int("size", value, 2, maximum)
    [found] = refusal.value.faults
    assert (found.path, found.code, found.message) == ("size", *fault)


@pytest.mark.parametrize(("value", "maximum"), [(2, None), (2, 2), (9, 9), (10**30, None)])
def test_whole_numbers_in_range_are_accepted(value: int, maximum: int | None) -> None:
    require_int("size", value, 2, maximum)


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValidationError) as refusal:
        require_aware("now", datetime(2024, 5, 1))
    [found] = refusal.value.faults
    assert (found.path, found.code) == ("now", "naive_time")
    assert found.message == "has no time zone; give 2024-05-01 00:00:00 a tzinfo"
