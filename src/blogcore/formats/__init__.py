"""Bytes to models and back: one `load`, one `dump`, and a report of what was mended or left out."""

from __future__ import annotations

from blogcore.formats.base import (
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
from blogcore.formats.io import Loaded, dump, iter_load, load
from blogcore.formats.native import dumps, loads
from blogcore.formats.registry import FormatInfo, formats

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
