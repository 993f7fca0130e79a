"""Stores of comments: in a SQLite file, or in PostgreSQL through SQLAlchemy.

`protocol` is the interface, `sqlite` and `sql` the two stores. Both share `table_store`, which runs
the statements of `queries` and `changes` in a `database`; `schema` makes its tables, and `rows`
converts comments to rows and back.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blogcore.stores.protocol import CommentStore
    from blogcore.stores.sql import SqlStore
    from blogcore.stores.sqlite import SqliteStore

__all__ = ["CommentStore", "SqlStore", "SqliteStore"]

#: Imported at first use, because each needs a driver that may be missing.
_MODULES = {"CommentStore": ".protocol", "SqlStore": ".sql", "SqliteStore": ".sqlite"}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import a public name at its first use."""
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_MODULES[name], __name__), name)
