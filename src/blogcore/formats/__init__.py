"""Bytes to models and back: one `load`, one `dump`, and a report of what was mended or left out."""

from __future__ import annotations

from .base import (
    Attachment,
    Featured,
    Format,
    Item,
    Loss,
    Losses,
    Note,
    Notes,
    Severity,
)

__all__ = [
    "Attachment",
    "Featured",
    "Format",
    "Item",
    "Loss",
    "Losses",
    "Note",
    "Notes",
    "Severity",
]
