"""How much a store reads: a page is not the whole thread, and a review not all that was said."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from attrs import evolve
from tests.stores.said import comment

from blogcore import Accepted, Comment, DiscussionPolicy, Post, Reply, ValidationError
from blogcore.orders import newest
from blogcore.stores.database import Session, SqlParameters, SqlRow
from blogcore.stores.sqlite import SqliteStore
from blogcore.stores.table_store import TableStore

SIZE = 3_000
NOW = datetime(2024, 6, 1, tzinfo=UTC)


class Counted:
    """A database that counts the queries, and the rows that they give."""

    def __init__(self, store: SqliteStore) -> None:
        self._inner = store._database
        self.location, self.types = self._inner.location, self._inner.types
        self.queries: list[int] = []

    @contextmanager
    def reading(self) -> Generator[Session]:
        with self._inner.reading() as session:
            yield _Counting(session, self.queries)

    @contextmanager
    def writing(self) -> Generator[Session]:
        with self._inner.writing() as session:
            yield _Counting(session, self.queries)

    def close(self) -> None:
        self._inner.close()


class _Counting:
    max_key_bytes = None

    def __init__(self, session: Session, queries: list[int]) -> None:
        self._session, self._queries = session, queries

    def select(self, sql: str, parameters: SqlParameters | None = None) -> list[SqlRow]:
        found = self._session.select(sql, parameters or {})
        self._queries.append(len(found))
        return found

    def execute(self, sql: str, many: Iterable[SqlParameters] = ({},)) -> None:
        sets = list(many)
        self._queries += [0] * len(sets)
        self._session.execute(sql, sets)


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Generator[tuple[TableStore, Counted]]:
    """A discussion in which every third comment is at top level, all of one person."""
    folder: Path = tmp_path_factory.mktemp("counted")
    with SqliteStore(folder / "comments.db") as store:
        store.add(*(said(number) for number in range(SIZE)))
        database = Counted(store)
        yield TableStore(database), database


def said(number: int) -> Comment:
    answers = f"c{number - 1}" if number % 3 else None
    made = comment(f"c{number}", f"I am {number}.", answers=answers)
    return evolve(made, published=NOW - timedelta(days=1, minutes=SIZE - number), ip="192.0.2.1")


def asked(database: Counted) -> list[int]:
    """How many rows each query gave since it was asked last."""
    queries, database.queries[:] = [*database.queries], []
    return queries


def test_a_thread_is_one_query(counted: tuple[TableStore, Counted]) -> None:
    store, database = counted
    asked(database)
    assert len(store.thread("1")) == SIZE
    assert asked(database) == [SIZE]


def test_a_page_is_read_alone(counted: tuple[TableStore, Counted]) -> None:
    store, database = counted
    asked(database)
    for number, order in ((1, newest), (17, newest)):
        assert len(store.page("1", number, 10, order=order)) == 30
        assert asked(database) == [1, 30]
    assert store.page_of("c1500", 10) == 51
    assert sum(asked(database)) == 3 + 1 + 1


def test_a_review_reads_a_handful(counted: tuple[TableStore, Counted]) -> None:
    store, database = counted
    asked(database)
    reply = Reply(
        name="Ida",
        email="ida@example.org",
        body="So it is.",
        in_reply_to="c1499",
        ip="192.0.2.1",
    )
    answer = store.submit(reply, post=Post(id="1"), policy=DiscussionPolicy(), now=NOW)
    assert isinstance(answer, Accepted)
    assert answer.comment.status == "approved"
    queries = asked(database)
    assert sum(queries) < 12
    assert len(queries) < 12


def test_lists_read_what_they_give(counted: tuple[TableStore, Counted]) -> None:
    store, database = counted
    asked(database)
    store.counts(["1", "2"])
    assert asked(database) == [1]
    assert len(store.latest(["1"], 10)) == 10
    assert max(asked(database)) <= 500
    assert store.queue(10) == ()
    assert asked(database) == [0]


def test_an_import_asks_for_the_ids_that_it_brings_in_a_few_queries(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "comments.db") as kept:
        kept.add(said(700))
        database = Counted(kept)
        store = TableStore(database)
        asked(database)
        with pytest.raises(ValidationError) as refusal:
            store.add(*(said(number) for number in range(1_200)))
        assert [fault.path for fault in refusal.value.faults] == ["[700].id"]
        assert asked(database) == [0, 1, 0]
        counts = store.counts(str(number) for number in range(1_200))
        assert asked(database) == [1, 0, 0]
        assert (len(counts), counts["1"]) == (1_200, 1)


PLANS: Mapping[str, str] = {
    "SELECT 1 FROM blogcore_comments WHERE duplicate_key = 'x'": "duplicate",
    "SELECT id FROM blogcore_comments WHERE ip = 'x' AND published <= 1"
    " ORDER BY published DESC LIMIT 1": "ip",
    "SELECT id FROM blogcore_comments WHERE email_key = 'x' AND published <= 1"
    " ORDER BY published DESC LIMIT 1": "email",
    "SELECT 1 FROM blogcore_comments WHERE post_id = '1' AND in_reply_to = 'x'": "parent",
    "SELECT id FROM blogcore_comments WHERE root_id = 'x'": "root",
    "SELECT DISTINCT root_id FROM blogcore_comments WHERE post_id = '1' AND status = 'approved'": (
        "shown"
    ),
    "SELECT id, post_id FROM blogcore_comments WHERE status = 'approved' AND published IS NOT NULL"
    " ORDER BY published DESC, id LIMIT 5": "time",
}


@pytest.mark.parametrize("sql", PLANS)
def test_no_question_is_answered_by_reading_every_row(
    counted: tuple[TableStore, Counted], sql: str
) -> None:
    _, database = counted
    with database.reading() as session:
        plan = " ".join(str(row[3]) for row in session.select(f"EXPLAIN QUERY PLAN {sql}"))
    assert f"blogcore_comments_{PLANS[sql]}" in plan
