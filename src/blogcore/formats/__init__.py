"""Files and bytes to models and back, with a report of what was repaired, left out or lost."""

from __future__ import annotations

from blogcore.formats.base import Attachment, BaseFormat, Featured, Format, Item
from blogcore.formats.io import Loaded, dump, iter_load, load
from blogcore.formats.native import from_dict, from_json, jsonable, to_dict, to_json
from blogcore.formats.registry import FormatInfo, find_format, list_formats
from blogcore.formats.reports import Loss, Losses, Note, Notes, Severity

__all__ = [
    "Attachment",
    "BaseFormat",
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
    "find_format",
    "from_dict",
    "from_json",
    "iter_load",
    "jsonable",
    "list_formats",
    "load",
    "to_dict",
    "to_json",
]
