"""Connections must not cross a fork: the child and its parent would talk over one line."""

from __future__ import annotations

import os
from typing import Protocol
from weakref import WeakSet

__all__ = ["before_fork"]


class _Closes(Protocol):
    def close(self) -> None: ...


def before_fork(database: _Closes) -> None:
    """Have what is open closed before this process forks; both sides open their own again."""
    _open.add(database)


def _close() -> None:
    for database in tuple(_open):
        database.close()


_open: WeakSet[_Closes] = WeakSet()

if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(before=_close)
