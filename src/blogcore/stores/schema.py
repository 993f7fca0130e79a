"""The tables, and how those of an older version become those of this one."""

from __future__ import annotations

from collections.abc import Sequence

from blogcore.errors import StoreError
from blogcore.stores.database import Database, Session

__all__ = ["MIGRATIONS", "migrate"]

#: The first makes the tables; each later one changes them, and none is ever edited. In braces is
#: what databases name differently.
MIGRATIONS: Sequence[Sequence[str]] = (
    (
        """
        CREATE TABLE blogcore_comments (
            id {text} NOT NULL PRIMARY KEY,
            post_id {text} NOT NULL,
            in_reply_to {text},
            root_id {text} NOT NULL,
            status {text} NOT NULL,
            kind {text} NOT NULL,
            published {number},
            published_offset {number},
            updated {number},
            updated_offset {number},
            author_name {text} NOT NULL,
            author_id {text},
            author_email {text},
            author_url {text},
            author_avatar_url {text},
            author_bio {text} NOT NULL,
            author_slug {text},
            author_kind {text} NOT NULL,
            author_extra {text},
            body {text} NOT NULL,
            media_type {text} NOT NULL,
            likes {number} NOT NULL,
            dislikes {number} NOT NULL,
            url {text},
            ip {text},
            user_agent {text},
            extra {text},
            email_key {text},
            said_key {text} NOT NULL
        )
        """,
        # Headlines, and which discussions of a post show anything, are read of this index alone.
        """
        CREATE INDEX blogcore_comments_shown
        ON blogcore_comments (post_id, status, kind, root_id)
        """,
        "CREATE INDEX blogcore_comments_root ON blogcore_comments (root_id)",
        "CREATE INDEX blogcore_comments_parent ON blogcore_comments (post_id, in_reply_to)",
        """
        CREATE INDEX blogcore_comments_time
        ON blogcore_comments (status, published, id, post_id)
        """,
        "CREATE INDEX blogcore_comments_email ON blogcore_comments (email_key, published)",
        "CREATE INDEX blogcore_comments_ip ON blogcore_comments (ip, published)",
        "CREATE INDEX blogcore_comments_said ON blogcore_comments (said_key)",
        """
        CREATE TABLE blogcore_records (
            comment_id {text} NOT NULL REFERENCES blogcore_comments (id),
            number {number} NOT NULL,
            act {text} NOT NULL,
            before {text} NOT NULL,
            after {text} NOT NULL,
            done_by {text} NOT NULL,
            done_at {number} NOT NULL,
            done_offset {number} NOT NULL,
            reason {text} NOT NULL,
            PRIMARY KEY (comment_id, number)
        )
        """,
    ),
)


def migrate(database: Database, migrations: Sequence[Sequence[str]] = MIGRATIONS) -> None:
    """Bring the tables to the version that this code knows, in one transaction.

    Of several programs that open an old database at once, one does it. Raises `StoreError` for
    tables of a newer version.
    """
    with database.writing() as session:
        version = _version(database, session)
        if version > len(migrations):
            raise StoreError(
                database.place,
                f"has tables of version {version}, and this blogcore knows up to {len(migrations)}",
                "use the newer blogcore that made them",
            )
        for statements in migrations[version:]:
            for statement in statements:
                session.run(statement.format_map(database.types))
        if version < len(migrations):
            session.run("UPDATE blogcore_schema SET version = :now", [{"now": len(migrations)}])


def _version(database: Database, session: Session) -> int:
    """The version of the tables; 0 where there are none yet."""
    table = "CREATE TABLE IF NOT EXISTS blogcore_schema (version {number} NOT NULL)"
    session.run(table.format_map(database.types))
    versions = session.rows("SELECT version FROM blogcore_schema")
    if not versions:
        session.run("INSERT INTO blogcore_schema (version) VALUES (0)")
        return 0
    return int(versions[0][0] or 0)
