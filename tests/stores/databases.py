"""Databases for tests: files, and the PostgreSQL server that the environment names."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import pytest
import sqlalchemy
from sqlalchemy import create_engine, make_url

from blogcore.stores import CommentStore, SqliteStore, SqlStore

__all__ = [
    "DATABASES",
    "EmptyDatabase",
    "OpenStore",
    "on_each_database",
    "postgresql",
    "postgresql_url",
    "run_sql",
    "scratch",
    "small_disk",
]

#: Opens a store in a database; may be called several times.
OpenStore: TypeAlias = Callable[[], CommentStore]
#: Makes an empty database.
EmptyDatabase: TypeAlias = Callable[[], AbstractContextManager[OpenStore]]


def scratch() -> TemporaryDirectory[str]:
    """Return a new folder, in memory where possible: most tests do not depend on a disk."""
    memory = Path("/dev/shm")
    return TemporaryDirectory(dir=memory if memory.is_dir() else None)


@contextmanager
def sqlite() -> Generator[OpenStore]:
    with scratch() as folder:
        yield lambda: SqliteStore(Path(folder) / "comments.db")


@contextmanager
def sql_on_sqlite() -> Generator[OpenStore]:
    with scratch() as folder:
        yield lambda: SqlStore(f"sqlite:///{folder}/comments.db")


@contextmanager
def postgresql() -> Generator[OpenStore]:
    """Empty the tables of earlier tests, which is faster than to create them again."""
    url = postgresql_url()
    SqlStore(url).close()
    run_sql(url, "DELETE FROM blogcore_audit", "DELETE FROM blogcore_comments")
    yield lambda: SqlStore(url)


@cache
def postgresql_url() -> str:
    """Return the URL of a database for this process; skip the test if there is no server."""
    server = os.environ.get("BLOGCORE_POSTGRESQL")
    if not server:
        pytest.skip("BLOGCORE_POSTGRESQL is not set: it is the SQLAlchemy URL of a PostgreSQL")
    name = f"blogcore_test_{os.getpid()}"
    run_sql(server, f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name} ENCODING 'UTF8'")
    atexit.register(run_sql, server, f"DROP DATABASE {name} WITH (FORCE)")
    return make_url(server).set(database=name).render_as_string(hide_password=False)


@contextmanager
def small_disk(megabytes: int, owner: int | None = None) -> Generator[Path]:
    """Mount a small disk in memory; skip the test where this is not allowed."""
    user = os.getuid() if owner is None else owner
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        disk = Path(folder) / "disk"
        disk.mkdir()
        options = f"size={megabytes}m,uid={user},mode=700"
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)]
        if shutil.which("mount") is None or subprocess.run(command, capture_output=True).returncode:
            pytest.skip("mounting a disk needs root on Linux")
        try:
            yield disk
        finally:
            subprocess.run(["umount", str(disk)], check=True)


def run_sql(url: str, *statements: str) -> None:
    """Run statements over a connection of their own, each in its own transaction."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(sqlalchemy.text(statement))
    engine.dispose()


DATABASES: dict[str, EmptyDatabase] = {
    "sqlite": sqlite,
    "sql-sqlite": sql_on_sqlite,
    "postgresql": postgresql,
}

#: Runs a test with each database, by name.
on_each_database = pytest.mark.parametrize(
    "database", ["sqlite", "sql-sqlite", pytest.param("postgresql", marks=pytest.mark.server)]
)
