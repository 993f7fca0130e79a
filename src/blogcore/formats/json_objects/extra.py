"""JSON values that no field holds: kept as text in ``extra``, and restored from there.

A string is kept as it is and a list of strings as a tuple; any other value as its JSON. A string
that looks like such JSON is kept as JSON too, so that both directions are exact inverses.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from typing import cast

from blogcore._text.plain import find_forbidden
from blogcore.models import ExtraValue

__all__ = ["from_extra_value", "restore_members", "to_extra_value"]


def to_extra_value(value: object) -> ExtraValue | None:
    """Return how ``extra`` keeps a JSON value; None where no text can hold it.

    Args:
        value: A JSON value.

    >>> to_extra_value("a"), to_extra_value(["a", "b"])
    ('a', ('a', 'b'))
    >>> to_extra_value({"n": 1}), to_extra_value("1")
    ('{"n":1}', '"1"')
    """
    if _is_string_list(value):
        strings = tuple(cast("list[str]", value))
        return strings if all(find_forbidden(text) is None for text in strings) else None
    text = value if isinstance(value, str) and not _is_json(value) else _to_json(value)
    return text if text is not None and find_forbidden(text) is None else None


def from_extra_value(value: ExtraValue) -> object:
    """Return the JSON value that ``extra`` keeps.

    Args:
        value: A value of ``extra``.

    >>> from_extra_value('{"n":1}'), from_extra_value("1"), from_extra_value('"1"')
    ({'n': 1}, 1, '1')
    """
    if isinstance(value, tuple):
        return list(value)
    return json.loads(value) if _is_json(value) else value


def restore_members(
    extra: Mapping[str, ExtraValue], prefix: str, known: Iterable[str] = ()
) -> dict[str, object]:
    """Return the members that ``extra`` keeps for a format.

    Args:
        extra: The extra of a model.
        prefix: Prefix of the format, such as "jsonfeed:".
        known: Keys that the object has already; they are left out.
    """
    keys = {key: key.removeprefix(prefix) for key in extra if key.startswith(prefix)}
    excluded = {*known, ""}
    return {
        name: from_extra_value(extra[key]) for key, name in keys.items() if name not in excluded
    }


def _is_string_list(value: object) -> bool:
    members = cast("list[object]", value)
    return isinstance(value, list) and all(isinstance(member, str) for member in members)


def _is_json(text: str) -> bool:
    """Return whether a text is exactly what `_to_json` returns for some value."""
    if not text[:1] or text[0] not in '{["-0123456789tfn':
        return False
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return _to_json(value) == text


def _to_json(value: object) -> str | None:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except (ValueError, RecursionError):  # 1e999 within a list
        return None
