"""Many who write at once, some of them killed: what was acknowledged is there, once and whole."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGKILL

import pytest
from tests.stores.places import postgresql, postgresql_url
from tests.stores.writers import POST, opened, started

from blogcore import Thread
from blogcore.stores import CommentStore
from blogcore.testing import assert_each_once, assert_reading_order

WRITERS = 8
#: In all; `benchmarks/store_load.py` posts 10,000.
REPLIES = int(os.environ.get("BLOGCORE_LOAD", "800"))

on_each_store = pytest.mark.parametrize(
    "kind", ["sqlite", "sql-sqlite", pytest.param("postgresql", marks=pytest.mark.server)]
)


@contextmanager
def place(kind: str, folder: Path) -> Generator[str]:
    """Where an empty store is: on the disk, for this is about what a disk keeps."""
    if kind == "postgresql":
        with postgresql() as make:
            make().close()
            yield postgresql_url()
    else:
        path = folder / "comments.db"
        yield f"sqlite:///{path}" if kind == "sql-sqlite" else str(path)


def assert_whole(store: CommentStore, kept: dict[str, str], *, more: int) -> None:
    """Everything that was acknowledged is there, and ``more`` at most besides; pages agree."""
    thread = store.thread(POST.id)
    names = {comment.id: comment.author.name for comment in thread.comments}
    assert kept.items() <= names.items()
    assert len(names) - len(kept) <= more
    assert thread.anomalies == ()
    assert_each_once(thread.comments, thread)
    assert_reading_order(thread)
    assert thread == Thread.from_comments(thread.comments)
    seen = thread.visible()
    for wanted in seen.pages(20)[::5]:
        page = store.page(POST.id, wanted.number, 20)
        assert page == wanted
        assert page.total == wanted.total
    assert store.counts([POST.id]) == {POST.id: len(names)}


@on_each_store
def test_of_eight_who_write_at_once_nobody_loses_anything(kind: str, tmp_path: Path) -> None:
    with place(kind, tmp_path) as where:
        each = REPLIES // WRITERS
        writers = [started(where, number, each) for number in range(WRITERS)]
        kept: dict[str, str] = {}
        for writer in writers:
            code, told = writer.end()
            assert code == 0
            kept |= told
        assert len(kept) == each * WRITERS
        with opened(where) as store:
            assert_whole(store, kept, more=0)


@on_each_store
def test_what_was_acknowledged_outlives_who_wrote_it(kind: str, tmp_path: Path) -> None:
    """Each writer is killed (SIGKILL) in the middle of its work, some in the middle of a write."""
    with place(kind, tmp_path) as where:
        writers = [started(where, number, 100_000) for number in range(WRITERS)]
        for number, writer in enumerate(writers):
            writer.listen(5 + number)
            writer.kill()
        kept: dict[str, str] = {}
        for writer in writers:
            code, told = writer.end()
            assert code == -SIGKILL
            kept |= told
        assert len(kept) >= sum(5 + number for number in range(WRITERS))
        _, told = started(where, WRITERS, 3).end()
        assert len(told) == 3
        with opened(where) as store:
            # A writer may have been killed after its commit and before it told of it.
            assert_whole(store, kept | told, more=WRITERS)
