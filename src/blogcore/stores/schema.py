"""The tables, and the migrations from older versions."""

from __future__ import annotations

from collections.abc import Sequence

from blogcore.errors import StoreError
from blogcore.stores.database import Database, Session

__all__ = ["MIGRATIONS", "migrate"]

#: The statements of each version: the first creates the tables, later ones change them. Once
#: released, none is edited. ``{text}`` and ``{number}`` are the database's own types.
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
            duplicate_key {text} NOT NULL
        )
        """,
        # Comment counts and lists of visible discussions are read from this index alone.
        """
        CREATE INDEX blogcore_comments_visible
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
        "CREATE INDEX blogcore_comments_duplicate ON blogcore_comments (duplicate_key)",
        """
        CREATE TABLE blogcore_audit (
            comment_id {text} NOT NULL REFERENCES blogcore_comments (id),
            number {number} NOT NULL,
            action {text} NOT NULL,
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
    ("ALTER TABLE blogcore_comments ADD COLUMN inferred {number} NOT NULL DEFAULT 0",),
)


def migrate(database: Database, migrations: Sequence[Sequence[str]] = MIGRATIONS) -> None:
    """Create or update the tables in one transaction.

    If several programs open an old database at the same time, one of them does it.

    Args:
        database: The database to change.
        migrations: The statements of each version.

    Raises:
        StoreError: The tables are of a newer version.
    """
    with database.writing() as session:
        version = _version(database, session)
        if version > len(migrations):
            raise StoreError(
                database.location,
                f"has tables of version {version}, but this blogcore knows up to {len(migrations)}",
                "use the newer blogcore that made them",
            )
        for statements in migrations[version:]:
            for statement in statements:
                session.execute(statement.format_map(database.types))
        if version < len(migrations):
            session.execute("UPDATE blogcore_schema SET version = :new", [{"new": len(migrations)}])


def _version(database: Database, session: Session) -> int:
    """Return the version of the tables; 0 if there are none yet."""
    table = "CREATE TABLE IF NOT EXISTS blogcore_schema (version {number} NOT NULL)"
    session.execute(table.format_map(database.types))
    versions = session.select("SELECT version FROM blogcore_schema")
    if not versions:
        session.execute("INSERT INTO blogcore_schema (version) VALUES (0)")
        return 0
    return int(versions[0][0] or 0)
