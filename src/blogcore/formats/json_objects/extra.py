"""Values of JSON that no field holds, as they stand in `extra`: text, and back.

Text stands for itself and a list of texts for a tuple; everything else is its JSON. Text that would
be taken for such JSON is written as JSON too, so that each way is the other's inverse.
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
    """What `extra` holds of a value; None for what no text can hold.

    >>> to_extra_value("a"), to_extra_value(["a", "b"])
    ('a', ('a', 'b'))
    >>> to_extra_value({"n": 1}), to_extra_value("1")
    ('{"n":1}', '"1"')
    """
    if _are_texts(value):
        texts = tuple(cast("list[str]", value))
        return texts if all(find_forbidden(text) is None for text in texts) else None
    text = value if isinstance(value, str) and not _is_json(value) else _encoded(value)
    return text if text is not None and find_forbidden(text) is None else None


def from_extra_value(value: ExtraValue) -> object:
    """The value that `extra` holds.

    >>> from_extra_value('{"n":1}'), from_extra_value("1"), from_extra_value('"1"')
    ({'n': 1}, 1, '1')
    """
    if isinstance(value, tuple):
        return list(value)
    return json.loads(value) if _is_json(value) else value


def restore_members(
    extra: Mapping[str, ExtraValue], prefix: str, known: Iterable[str] = ()
) -> dict[str, object]:
    """The members that came out of an object of this format, those that it has itself excepted."""
    keys = {key: key.removeprefix(prefix) for key in extra if key.startswith(prefix)}
    own = {*known, ""}
    return {name: from_extra_value(extra[key]) for key, name in keys.items() if name not in own}


def _are_texts(value: object) -> bool:
    members = cast("list[object]", value)
    return isinstance(value, list) and all(isinstance(member, str) for member in members)


def _is_json(text: str) -> bool:
    """Whether a text is exactly what `_encoded` writes for some value."""
    if not text[:1] or text[0] not in '{["-0123456789tfn':
        return False
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return _encoded(value) == text


def _encoded(value: object) -> str | None:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except (ValueError, RecursionError):  # 1e999 within a list
        return None
