"""A store reads only the rows that it needs: those of a page, or of the rules of a review."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.factory import POST_ID, make_comment, make_post

from blogcore import Accepted, Author, Comment, DiscussionPolicy, Reply, ValidationError
from blogcore.orders import newest
from blogcore.stores.database import Session, SqlParameters, SqlRow
from blogcore.stores.sqlite import SqliteStore
from blogcore.stores.table_store import TableStore

SIZE = 3_000
NOW = datetime(2024, 6, 1, tzinfo=UTC)


class CountingDatabase:
    """A database that records the number of rows of each query."""

    def __init__(self, store: SqliteStore) -> None:
        self._inner = store._database
        self.location, self.types = self._inner.location, self._inner.types
        self.queries: list[int] = []

    @contextmanager
    def reading(self) -> Generator[Session]:
        with self._inner.reading() as session:
            yield CountingSession(session, self.queries)

    @contextmanager
    def writing(self) -> Generator[Session]:
        with self._inner.writing() as session:
            yield CountingSession(session, self.queries)

    def close(self) -> None:
        self._inner.close()


class CountingSession:
    max_key_bytes = None

    def __init__(self, session: Session, queries: list[int]) -> None:
        self._session, self._queries = session, queries

    def select(self, sql: str, parameters: SqlParameters | None = None) -> list[SqlRow]:
        rows = self._session.select(sql, parameters or {})
        self._queries.append(len(rows))
        return rows

    def execute(self, sql: str, many: Iterable[SqlParameters] = ({},)) -> None:
        batch = list(many)
        self._queries += [0] * len(batch)
        self._session.execute(sql, batch)


@pytest.fixture(scope="module")
def counted(
    tmp_path_factory: pytest.TempPathFactory,
) -> Generator[tuple[TableStore, CountingDatabase]]:
    """A discussion of one author in which every third comment is at top level."""
    folder: Path = tmp_path_factory.mktemp("counted")
    with SqliteStore(folder / "comments.db") as store:
        store.add(*(numbered_comment(number) for number in range(SIZE)))
        database = CountingDatabase(store)
        yield TableStore(database), database


def numbered_comment(number: int) -> Comment:
    return make_comment(
        f"c{number}",
        f"c{number - 1}" if number % 3 else None,
        author=Author(name="Ida", email="ida@example.org"),
        published=NOW - timedelta(days=1, minutes=SIZE - number),
        ip="192.0.2.1",
    )


def recorded(database: CountingDatabase) -> list[int]:
    """Return and forget the number of rows of each query."""
    queries, database.queries[:] = [*database.queries], []
    return queries


def test_a_thread_is_one_query(counted: tuple[TableStore, CountingDatabase]) -> None:
    store, database = counted
    recorded(database)
    assert len(store.thread(POST_ID)) == SIZE
    assert recorded(database) == [SIZE]


def test_only_the_comments_of_a_page_are_read(counted: tuple[TableStore, CountingDatabase]) -> None:
    store, database = counted
    recorded(database)
    for number, order in ((1, newest), (17, newest)):
        assert len(store.page(POST_ID, number, 10, order=order)) == 30
        assert recorded(database) == [1, 30]
    assert store.page_of("c1500", 10) == 51
    assert sum(recorded(database)) == 3 + 1 + 1


def test_a_review_reads_a_few_comments(counted: tuple[TableStore, CountingDatabase]) -> None:
    store, database = counted
    recorded(database)
    reply = Reply(
        name="Ida",
        email="ida@example.org",
        body="So it is.",
        in_reply_to="c1499",
        ip="192.0.2.1",
    )
    result = store.submit(reply, post=make_post(), policy=DiscussionPolicy(), now=NOW)
    assert isinstance(result, Accepted)
    assert result.comment.status == "approved"
    queries = recorded(database)
    assert sum(queries) < 12
    assert len(queries) < 12


def test_lists_read_only_what_they_return(counted: tuple[TableStore, CountingDatabase]) -> None:
    store, database = counted
    recorded(database)
    store.counts([POST_ID, "8"])
    assert recorded(database) == [1]
    assert len(store.latest([POST_ID], 10)) == 10
    assert max(recorded(database)) <= 500
    assert store.queue(10) == ()
    assert recorded(database) == [0]


def test_an_import_looks_up_its_ids_in_a_few_queries(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "comments.db") as original:
        original.add(numbered_comment(700))
        database = CountingDatabase(original)
        store = TableStore(database)
        recorded(database)
        with pytest.raises(ValidationError) as refusal:
            store.add(*(numbered_comment(number) for number in range(1_200)))
        assert [fault.path for fault in refusal.value.faults] == ["[700].id"]
        assert recorded(database) == [0, 1, 0]
        counts = store.counts(str(number) for number in range(1_200))
        assert recorded(database) == [1, 0, 0]
        assert (len(counts), counts[POST_ID]) == (1_200, 1)


PLANS: Mapping[str, str] = {
    "SELECT 1 FROM blogcore_comments WHERE duplicate_key = 'x'": "duplicate",
    "SELECT id FROM blogcore_comments WHERE ip = 'x' AND published <= 1"
    " ORDER BY published DESC LIMIT 1": "ip",
    "SELECT id FROM blogcore_comments WHERE email_key = 'x' AND published <= 1"
    " ORDER BY published DESC LIMIT 1": "email",
    "SELECT 1 FROM blogcore_comments WHERE post_id = '1' AND in_reply_to = 'x'": "parent",
    "SELECT id FROM blogcore_comments WHERE root_id = 'x'": "root",
    "SELECT DISTINCT root_id FROM blogcore_comments WHERE post_id = '1' AND status = 'approved'": (
        "visible"
    ),
    "SELECT id, post_id FROM blogcore_comments WHERE status = 'approved' AND published IS NOT NULL"
    " ORDER BY published DESC, id LIMIT 5": "time",
}


@pytest.mark.parametrize("sql", PLANS)
def test_every_query_uses_an_index(counted: tuple[TableStore, CountingDatabase], sql: str) -> None:
    _, database = counted
    with database.reading() as session:
        plan = " ".join(str(row[3]) for row in session.select(f"EXPLAIN QUERY PLAN {sql}"))
    assert f"blogcore_comments_{PLANS[sql]}" in plan
