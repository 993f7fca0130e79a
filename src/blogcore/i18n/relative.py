"""Relative times: the largest unit that fits between two times, counted by the calendar."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal, cast

from attrs import frozen
from dateutil.relativedelta import relativedelta

from blogcore.i18n.plurals import Plural

__all__ = ["RelativeTimes", "TimeUnit", "largest_unit"]

TimeUnit = Literal["year", "month", "week", "day", "hour", "minute"]


@frozen(kw_only=True)
class RelativeTimes:
    """A relative time in each unit, past ("3 years ago") or future ("in 3 years")."""

    #: Years.
    year: Plural
    #: Months.
    month: Plural
    #: Weeks.
    week: Plural
    #: Days.
    day: Plural
    #: Hours.
    hour: Plural
    #: Minutes.
    minute: Plural

    def in_unit(self, unit: TimeUnit) -> Plural:
        """Return the text for a unit.

        Args:
            unit: Name of the unit.
        """
        return cast("Plural", getattr(self, unit))


def largest_unit(earlier: datetime, later: datetime) -> tuple[int, TimeUnit] | None:
    """Return how many whole units lie between two times, in the largest unit that fits.

    Args:
        earlier: An aware time.
        later: An aware time, not before ``earlier``.

    Returns:
        The number of years; if there is none, of months, and so on; None for less than a minute.

    >>> largest_unit(datetime(2021, 5, 2, tzinfo=UTC), datetime(2024, 5, 1, tzinfo=UTC))
    (2, 'year')
    """
    between = relativedelta(later.astimezone(UTC), earlier.astimezone(UTC))
    counts: tuple[tuple[int, TimeUnit], ...] = (
        (between.years, "year"),
        (between.months, "month"),
        (between.days // 7, "week"),
        (between.days, "day"),
        (between.hours, "hour"),
        (between.minutes, "minute"),
    )
    return next(((count, unit) for count, unit in counts if count), None)
