"""Whether the losses that a writer reports are exactly what its file has lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

import attrs

from blogcore.formats import Loss
from blogcore.formats.losses import pair_members
from blogcore.models import Blog

__all__ = ["misreported"]


def misreported(before: Blog, after: Blog, losses: Iterable[Loss]) -> list[str]:
    """What is wrong with a report of losses, in words; nothing where it is exact.

    ``before`` was written, ``after`` was read back. Every difference must be reported, and every
    report be a difference: a field that is named must have changed, and with all such fields
    left out the blogs must be equal. Linear in the blogs.
    """
    reported: dict[str, set[str]] = {}
    for loss in losses:
        reported.setdefault(loss.where, set()).add(loss.field)
    found: dict[str, set[str]] = {}
    wrong: list[str] = []
    for where, one, other in pair_members(before, after):
        fields = reported.get(where, set())
        if one is None or other is None:
            found.setdefault(where, set()).update(fields, [""])
            if "" not in fields:
                what = "is not in the file" if other is None else "is in the file alone"
                wrong.append(f"{where}: {what}, which no loss says")
            continue
        mine, theirs = _plain(one), _plain(other)
        changed = {field for field in fields if field and _at(mine, field) != _at(theirs, field)}
        found.setdefault(where, set()).update(changed)
        if "" in fields:
            continue
        for field in changed:
            _blank(mine, field)
            _blank(theirs, field)
        wrong += [f"{where}: {path} changed, which no loss says" for path in _unequal(mine, theirs)]
    for where, fields in reported.items():
        for field in sorted(fields - found.get(where, set())):
            wrong.append(f"{where}: {field or 'all of it'} is reported as lost and is there")
    return wrong


# --- models as nested dicts and lists ---------------------------------------------------------

_GONE = object()


def _plain(value: object) -> object:
    if attrs.has(type(value)):
        fields = attrs.fields(cast("type[attrs.AttrsInstance]", type(value)))
        return {field.name: _plain(getattr(value, field.name)) for field in fields}
    if isinstance(value, tuple):
        return [_plain(member) for member in cast("tuple[object, ...]", value)]
    return value


def _steps(path: str) -> list[str | int]:
    """``images[0].alt`` as a name, a number and a name."""
    parts = path.replace("[", ".").replace("]", "").split(".")
    return [int(part) if part.isdecimal() else part for part in parts]


def _at(plain: object, path: str) -> object:
    value: object = plain
    for step in _steps(path):
        try:
            value = cast("dict[str | int, object]", value)[step]
        except (KeyError, IndexError, TypeError):
            return _GONE
    return value


def _blank(plain: object, path: str) -> None:
    *above, last = _steps(path)
    holder = plain
    for step in above:
        try:
            holder = cast("dict[str | int, object]", holder)[step]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(holder, dict) or _has(holder, last):
        cast("dict[str | int, object]", holder)[last] = None


def _has(holder: object, index: str | int) -> bool:
    members = cast("list[object]", holder)
    return isinstance(holder, list) and isinstance(index, int) and index < len(members)


def _unequal(one: object, other: object) -> Iterator[str]:
    """The top fields that still differ."""
    mine, theirs = cast("dict[str, object]", one), cast("dict[str, object]", other)
    return (name for name in mine if mine[name] != theirs[name])
