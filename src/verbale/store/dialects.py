"""What SQLite and PostgreSQL do each in their own way: opening, transactions, text search, messages."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import NoSuchModuleError as NoDialect
from sqlalchemy.pool import QueuePool

from verbale.errors import StoreError

WAIT = 30.0  # seconds to wait for another process that writes
SERVER = "postgresql"


def is_server(path: str | Path) -> bool:
    return str(path).startswith((f"{SERVER}:", f"{SERVER}+"))


# --- opening ---------------------------------------------------------------------------------


def sqlite_engine(path: Path, *, read_only: bool) -> Engine:
    """An engine over one file. Write transactions take the lock when they begin, so that two processes
    wait for each other instead of failing half way."""
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"

    def connect() -> sqlite3.Connection:
        made = sqlite3.connect(uri, uri=True, timeout=WAIT, check_same_thread=False, isolation_level=None)
        made.execute("PRAGMA foreign_keys=ON")
        made.execute("PRAGMA synchronous=NORMAL")  # with WAL: a crash of the machine loses no older write
        return made

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def server_engine(address: str) -> Engine:
    try:
        return create_engine(address, pool_pre_ping=True)
    except (ModuleNotFoundError, NoDialect) as error:
        raise StoreError(
            f"no driver for {address.split('@')[-1]} ({error}). Install one: pip install 'verbale[postgres]'."
        ) from error


def use_wal(engine: Engine) -> None:
    """Readers go on while one process writes."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            if raw is not None:
                raw.cursor().execute("PRAGMA journal_mode=WAL")


# --- errors ----------------------------------------------------------------------------------

_ADVICE = (
    ("disk is full", "the disk is full. Free some space and run the same command again"),
    ("disk full", "the server's disk is full. Free some space and run the same command again"),
    ("disk i/o error", "the disk refused a read or write. Check that it has space and is in order"),
    ("locked", "another process has been writing to it. Try again when that has ended"),
    ("readonly", "it may not be written to. Check its permissions and those of its folder"),
    ("unable to open", "it cannot be opened. Check its permissions and those of its folder"),
    ("malformed", "the file is damaged. Go back to a copy (FILE.bak-…, or your own)"),
    ("not a database", "this is no database. Choose another name with --db"),
    ("connection", "the server does not answer. Check the address and that it is running"),
)


def explained(error: BaseException, name: str) -> str:
    """One line: what happened to the database of that name, and what to do. Nothing stored is lost: a
    transaction that fails is undone whole."""
    said = str(getattr(error, "orig", None) or error).strip()
    lower = said.lower()
    advice = next((a for key, a in _ADVICE if key in lower), None)
    if advice:
        return f"{name}: {advice}; what was stored before is kept ({said.splitlines()[0]})."
    return f"{name}: the database failed ({said}). What was stored before is kept."


@contextmanager
def guarded(name: str) -> Iterator[None]:
    """Every failure of the database as a StoreError that says what to do."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise StoreError(explained(error, name)) from error


# --- text search -----------------------------------------------------------------------------


class Search(Protocol):
    """An index of stemmed words, a title and a body an article. A query is a list of phrases."""

    def make(self, connection: Connection) -> None: ...

    def put(self, connection: Connection, key: int, title: str, body: str) -> None: ...

    def find(self, connection: Connection, phrases: Sequence[Sequence[str]], limit: int) -> list[int]: ...


class SqliteSearch:
    """FTS5 without a copy of the text; a word in the title weighs as much as four in the body."""

    def make(self, connection: Connection) -> None:
        connection.exec_driver_sql("CREATE VIRTUAL TABLE words USING fts5(title, body, content='')")

    def put(self, connection: Connection, key: int, title: str, body: str) -> None:
        connection.exec_driver_sql(
            "INSERT INTO words(rowid, title, body) VALUES (?, ?, ?)", (key, title, body)
        )

    def find(self, connection: Connection, phrases: Sequence[Sequence[str]], limit: int) -> list[int]:
        query = " AND ".join('"' + " ".join(phrase) + '"' for phrase in phrases)
        rows = connection.exec_driver_sql(
            "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words, 4.0, 1.0), rowid LIMIT ?",
            (query, limit),
        )
        return [int(row[0]) for row in rows]


class PostgresSearch:
    """The same words in a tsvector: our stems, so that both stores find the same articles."""

    def make(self, connection: Connection) -> None:
        connection.exec_driver_sql(
            "CREATE TABLE words (article INTEGER PRIMARY KEY REFERENCES article (key),"
            " found TSVECTOR NOT NULL)"
        )
        connection.exec_driver_sql("CREATE INDEX words_found ON words USING gin (found)")

    def put(self, connection: Connection, key: int, title: str, body: str) -> None:
        # a tsvector holds at most a megabyte: of a longer text the beginning is searched
        connection.execute(
            text(
                "INSERT INTO words VALUES (:key, setweight(to_tsvector('simple', :title), 'A')"
                " || to_tsvector('simple', :body))"
            ),
            {"key": key, "title": title, "body": body[:400_000]},
        )

    def find(self, connection: Connection, phrases: Sequence[Sequence[str]], limit: int) -> list[int]:
        query = " && ".join(f"phraseto_tsquery('simple', :p{n})" for n in range(len(phrases)))
        values: dict[str, Any] = {f"p{n}": " ".join(phrase) for n, phrase in enumerate(phrases)}
        rows = connection.execute(
            text(
                f"SELECT article FROM words, (SELECT {query} AS q) AS asked WHERE found @@ q"
                " ORDER BY ts_rank(found, q) DESC, article LIMIT :limit"
            ),
            {**values, "limit": limit},
        )
        return [int(row[0]) for row in rows]


def search_of(engine: Engine) -> Search:
    return SqliteSearch() if engine.dialect.name == "sqlite" else PostgresSearch()
