"""How long ago: the widest unit that fits between two times, counted by the calendar."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from attrs import frozen
from dateutil.relativedelta import relativedelta

from blogcore.renderers.words.plurals import Plural

__all__ = ["Spans", "Unit", "span"]

Unit = Literal["year", "month", "week", "day", "hour", "minute"]


@frozen(kw_only=True)
class Spans:
    """What a language says of a length of time, for each unit: "3 years ago", or "in 3 years"."""

    year: Plural
    month: Plural
    week: Plural
    day: Plural
    hour: Plural
    minute: Plural

    def of(self, unit: Unit) -> Plural:
        """The forms for a unit."""
        spans: dict[Unit, Plural] = {
            "year": self.year,
            "month": self.month,
            "week": self.week,
            "day": self.day,
            "hour": self.hour,
            "minute": self.minute,
        }
        return spans[unit]


def span(earlier: datetime, later: datetime) -> tuple[int, Unit] | None:
    """The whole years between two times; if none the months, and so on; None under a minute.

    >>> span(datetime(2021, 5, 2, tzinfo=UTC), datetime(2024, 5, 1, tzinfo=UTC))
    (2, 'year')
    """
    between = relativedelta(later.astimezone(UTC), earlier.astimezone(UTC))
    counts: tuple[tuple[int, Unit], ...] = (
        (between.years, "year"),
        (between.months, "month"),
        (between.days // 7, "week"),
        (between.days, "day"),
        (between.hours, "hour"),
        (between.minutes, "minute"),
    )
    return next(((count, unit) for count, unit in counts if count), None)
