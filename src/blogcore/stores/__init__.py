"""Where comments are kept: in a SQLite file, or in PostgreSQL through SQLAlchemy.

`store` says what a frontend asks of any store. `tables` does it in SQL, `sqlite` and `sql` bring
that to a `database`, whose tables are those of `schema`. Beneath lie, by what they are about:
`comments`, `place`, `shown`, `lists`, `known`, `trail`; and `rows`, what a comment is in a table.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from blogcore.stores.sql import SqlStore
    from blogcore.stores.sqlite import SqliteStore
    from blogcore.stores.store import CommentStore

__all__ = ["CommentStore", "SqlStore", "SqliteStore"]

#: Each needs a driver that not everybody has.
_HOMES = {"CommentStore": ".store", "SqlStore": ".sql", "SqliteStore": ".sqlite"}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """The public name, imported at its first use."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_HOMES[name], __name__), name)
