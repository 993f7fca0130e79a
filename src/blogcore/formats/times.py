"""Read times in files; the caller may state the zone of the site."""

from __future__ import annotations

from datetime import UTC, datetime

from blogcore._time.parse import ASSUMED_ZONE, parse_time
from blogcore.formats.reports import Notes, Severity

__all__ = ["STATE_ZONE", "read_time"]

#: The remedy in messages about a time without a zone.
STATE_ZONE = "timezone= states the zone of the site"


def read_time(text: str, notes: Notes) -> tuple[datetime | None, list[tuple[Severity, str]]]:
    """Return the time in a text, and a severity and message for each note about it.

    Args:
        text: The text; empty where there is none.
        notes: The notes of the reader, for the zone of the site if the caller stated it.

    Returns:
        The time, None if it is unknown; and the notes, which are not added to ``notes``.
    """
    parsed = parse_time(text, assume=notes.timezone)
    noted: list[tuple[Severity, str]] = []
    if parsed.value is None and parsed.problem:
        # A zero date means that there is none, so nothing is lost.
        severity: Severity = "info" if parsed.is_zero else "lost"
        needs_zone = not parsed.is_zero and parse_time(text, assume=UTC).value is not None
        remedy = f"; {STATE_ZONE}" if needs_zone else ""
        noted.append((severity, f"{parsed.problem}; the time is unknown{remedy}"))
    elif parsed.problem:
        is_stated = parsed.problem == ASSUMED_ZONE
        noted.append(("info" if is_stated else "repaired", parsed.problem))
    if parsed.remark:
        noted.append(("info", parsed.remark))
    return parsed.value, noted
