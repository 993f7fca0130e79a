"""The native formats: one versioned JSON document, and JSON Lines for large blogs.

`documents` defines the document of each model, `files` the two file formats. Documents are read and
written through structs of msgspec where it is installed (`_structs`), else through cattrs
(`_converter`), which also words the faults of invalid documents.
"""

from __future__ import annotations

from blogcore.formats.native.documents import (
    Model,
    from_dict,
    from_json,
    jsonable,
    to_dict,
    to_json,
)
from blogcore.formats.native.files import JSON, JSONL, NativeJson, NativeJsonLines

__all__ = [
    "JSON",
    "JSONL",
    "Model",
    "NativeJson",
    "NativeJsonLines",
    "from_dict",
    "from_json",
    "jsonable",
    "to_dict",
    "to_json",
]
