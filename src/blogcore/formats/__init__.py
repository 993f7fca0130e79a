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
from .io import Loaded, dump, iter_load, load
from .native import dumps, loads
from .registry import FormatInfo, formats

__all__ = [
    "Attachment",
    "Featured",
    "Format",
    "FormatInfo",
    "Item",
    "Loaded",
    "Loss",
    "Losses",
    "Note",
    "Notes",
    "Severity",
    "dump",
    "dumps",
    "formats",
    "iter_load",
    "load",
    "loads",
]
