"""Places where the tests keep comments: files, and the PostgreSQL that the environment names."""

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
    "PLACES",
    "Opened",
    "Place",
    "postgresql",
    "postgresql_url",
    "run",
    "scratch",
    "small_disk",
]

Opened: TypeAlias = Callable[[], CommentStore]
Place: TypeAlias = Callable[[], AbstractContextManager[Opened]]


def scratch() -> TemporaryDirectory[str]:
    """A folder in memory where there is one: most tests do not ask what a disk keeps."""
    memory = Path("/dev/shm")
    return TemporaryDirectory(dir=memory if memory.is_dir() else None)


@contextmanager
def sqlite() -> Generator[Opened]:
    with scratch() as folder:
        yield lambda: SqliteStore(Path(folder) / "comments.db")


@contextmanager
def sql_on_sqlite() -> Generator[Opened]:
    with scratch() as folder:
        yield lambda: SqlStore(f"sqlite:///{folder}/comments.db")


@contextmanager
def postgresql() -> Generator[Opened]:
    """The tables of a former test are emptied, which is quicker than to make them anew."""
    url = postgresql_url()
    SqlStore(url).close()
    run(url, "DELETE FROM blogcore_audit", "DELETE FROM blogcore_comments")
    yield lambda: SqlStore(url)


@cache
def postgresql_url() -> str:
    """A database of this process alone. The test is skipped where there is no server."""
    server = os.environ.get("BLOGCORE_POSTGRESQL")
    if not server:
        pytest.skip("BLOGCORE_POSTGRESQL is not set: it is the SQLAlchemy URL of a PostgreSQL")
    name = f"blogcore_test_{os.getpid()}"
    run(server, f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name} ENCODING 'UTF8'")
    atexit.register(run, server, f"DROP DATABASE {name} WITH (FORCE)")
    return make_url(server).set(database=name).render_as_string(hide_password=False)


@contextmanager
def small_disk(megabytes: int, owner: int | None = None) -> Generator[Path]:
    """A disk for itself, in memory; the test is skipped where none may be mounted."""
    user = os.getuid() if owner is None else owner
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        disk = Path(folder) / "disk"
        disk.mkdir()
        options = f"size={megabytes}m,uid={user},mode=700"
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)]
        if shutil.which("mount") is None or subprocess.run(command, capture_output=True).returncode:
            pytest.skip("no disk may be mounted here, as root may on Linux")
        try:
            yield disk
        finally:
            subprocess.run(["umount", str(disk)], check=True)


def run(url: str, *statements: str) -> None:
    """Run SQL as somebody else than a store, each statement for itself."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(sqlalchemy.text(statement))
    engine.dispose()


PLACES: dict[str, Place] = {
    "sqlite": sqlite,
    "sql-sqlite": sql_on_sqlite,
    "postgresql": postgresql,
}
