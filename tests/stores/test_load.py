"""Many processes write at once, some are killed: every stored comment is there exactly once."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGKILL

import pytest
from tests.stores.databases import on_each_database, postgresql, postgresql_url
from tests.stores.writers import POST, open_store, start_writer

from blogcore import Thread
from blogcore.stores import CommentStore
from blogcore.testing import assert_each_once, assert_reading_order

pytestmark = pytest.mark.slow

WRITERS = 8
#: Of all writers together; `benchmarks/store_load.py` posts 10,000.
REPLIES = int(os.environ.get("BLOGCORE_LOAD", "200"))


@contextmanager
def empty_location(database: str, folder: Path) -> Generator[str]:
    """Yield the path or URL of an empty database, on disk: these tests are about durability."""
    if database == "postgresql":
        with postgresql() as open_postgresql:
            open_postgresql().close()
            yield postgresql_url()
    else:
        path = folder / "comments.db"
        yield f"sqlite:///{path}" if database == "sql-sqlite" else str(path)


def assert_complete(store: CommentStore, expected: dict[str, str], *, at_most_more: int) -> None:
    """All expected comments are there, and few others; pages agree with the thread."""
    thread = store.thread(POST.id)
    names = {comment.id: comment.author.name for comment in thread.comments}
    assert expected.items() <= names.items()
    assert len(names) - len(expected) <= at_most_more
    assert thread.anomalies == ()
    assert_each_once(thread.comments, thread)
    assert_reading_order(thread)
    assert thread == Thread.from_comments(thread.comments)
    visible = thread.visible()
    for expected_page in visible.pages(20)[::5]:
        page = store.page(POST.id, expected_page.number, 20)
        assert page == expected_page
        assert page.total == expected_page.total
    assert store.counts([POST.id]) == {POST.id: len(names)}


@on_each_database
def test_eight_writers_at_once_lose_nothing(database: str, tmp_path: Path) -> None:
    with empty_location(database, tmp_path) as location:
        replies = REPLIES // WRITERS
        writers = [start_writer(location, number, replies) for number in range(WRITERS)]
        stored: dict[str, str] = {}
        for writer in writers:
            code, comments = writer.finish()
            assert code == 0
            stored |= comments
        assert len(stored) == replies * WRITERS
        with open_store(location) as store:
            assert_complete(store, stored, at_most_more=0)


@on_each_database
def test_stored_comments_survive_a_killed_writer(database: str, tmp_path: Path) -> None:
    """Each writer is killed (SIGKILL) while it works, some in the middle of a transaction."""
    with empty_location(database, tmp_path) as location:
        writers = [start_writer(location, number, 100_000) for number in range(WRITERS)]
        for number, writer in enumerate(writers):
            writer.wait_for(5 + number)
            writer.kill()
        stored: dict[str, str] = {}
        for writer in writers:
            code, comments = writer.finish()
            assert code == -SIGKILL
            stored |= comments
        assert len(stored) >= sum(5 + number for number in range(WRITERS))
        _, comments = start_writer(location, WRITERS, 3).finish()
        assert len(comments) == 3
        with open_store(location) as store:
            # A writer may be killed between its commit and its output.
            assert_complete(store, stored | comments, at_most_more=WRITERS)
