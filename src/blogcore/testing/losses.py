"""Check that a writer reports exactly the losses of the file that it wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

import attrs

from blogcore.formats import Loss
from blogcore.formats.losses import pair_members
from blogcore.models import Blog

__all__ = ["misreported"]


def misreported(before: Blog, after: Blog, losses: Iterable[Loss]) -> list[str]:
    """Return the faults of a loss report, in words; an empty list if the report is exact.

    Every difference between the blogs must be reported, and every reported field must differ.
    Linear in the size of the blogs.

    Args:
        before: The blog that was written.
        after: The blog that was read back.
        losses: The losses that the writer reported.
    """
    reported: dict[str, set[str]] = {}
    for loss in losses:
        reported.setdefault(loss.where, set()).add(loss.field)
    confirmed: dict[str, set[str]] = {}
    wrong: list[str] = []
    for where, written, read in pair_members(before, after):
        fields = reported.get(where, set())
        if written is None or read is None:
            confirmed.setdefault(where, set()).update(fields, [""])
            if "" not in fields:
                what = "is not in the file" if read is None else "is only in the file"
                wrong.append(f"{where}: {what}, which no loss reports")
            continue
        mine, theirs = _plain(written), _plain(read)
        changed = {
            field
            for field in fields
            if field and _value_at(mine, field) != _value_at(theirs, field)
        }
        confirmed.setdefault(where, set()).update(changed)
        if "" in fields:
            continue
        for field in changed:
            _set_none(mine, field)
            _set_none(theirs, field)
        wrong += [
            f"{where}: {path} changed, which no loss reports"
            for path in _unequal_fields(mine, theirs)
        ]
    for where, fields in reported.items():
        for field in sorted(fields - confirmed.get(where, set())):
            wrong.append(f"{where}: {field or 'all of it'} is reported as lost but is in the file")
    return wrong


# --- models as nested dicts and lists ---------------------------------------------------------

_MISSING = object()


def _plain(value: object) -> object:
    if attrs.has(type(value)):
        fields = attrs.fields(cast("type[attrs.AttrsInstance]", type(value)))
        return {field.name: _plain(getattr(value, field.name)) for field in fields}
    if isinstance(value, tuple):
        return [_plain(member) for member in cast("tuple[object, ...]", value)]
    return value


def _steps(path: str) -> list[str | int]:
    """Split a path: ``images[0].alt`` gives a name, an index and a name."""
    parts = path.replace("[", ".").replace("]", "").split(".")
    return [int(part) if part.isdecimal() else part for part in parts]


def _value_at(plain: object, path: str) -> object:
    value: object = plain
    for step in _steps(path):
        try:
            value = cast("dict[str | int, object]", value)[step]
        except (KeyError, IndexError, TypeError):
            return _MISSING
    return value


def _set_none(plain: object, path: str) -> None:
    *parents, last = _steps(path)
    holder = plain
    for step in parents:
        try:
            holder = cast("dict[str | int, object]", holder)[step]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(holder, dict) or _has(holder, last):
        cast("dict[str | int, object]", holder)[last] = None


def _has(holder: object, index: str | int) -> bool:
    members = cast("list[object]", holder)
    return isinstance(holder, list) and isinstance(index, int) and index < len(members)


def _unequal_fields(left: object, right: object) -> Iterator[str]:
    """Yield the names of the fields that still differ."""
    mine, theirs = cast("dict[str, object]", left), cast("dict[str, object]", right)
    return (name for name in mine if mine[name] != theirs[name])
