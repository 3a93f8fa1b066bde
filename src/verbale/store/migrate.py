"""The schema's number: a new database, an older one brought up to date, a newer one left alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, select

from verbale.errors import StoreError
from verbale.store import schema
from verbale.store.dialects import guarded, search_of, use_wal

# Steps from each schema number to the next: never edited once released.


def _count_writes(connection: Connection) -> None:
    """1 to 2: `writes` and `fused`; events are taken to be out of date."""
    connection.execute(
        schema.meta.insert(), [{"name": "writes", "value": "1"}, {"name": "fused", "value": "0"}]
    )


STEPS: Mapping[int, Callable[[Connection], None]] = {1: _count_writes}


def number_in_file(path: Path) -> int | None:
    """The schema number of a file, which is not changed; None for an empty one. Raises StoreError."""
    if path.is_dir():
        raise StoreError(f"{path} is a folder. Give the name of a database file.")
    if path.stat().st_size == 0:
        return None
    # SQLite leaves files beside a database that it only looks at, unless told that nobody else writes
    log = path.with_name(f"{path.name}-wal")
    is_busy = log.exists() and log.stat().st_size > 0
    uri = f"{path.absolute().as_uri()}?mode=ro{'' if is_busy else '&immutable=1'}"
    with guarded(str(path)), closing(sqlite3.connect(uri, uri=True, timeout=30)) as file:
        tables = {row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables:
            return None
        rows = (
            file.execute("SELECT value FROM meta WHERE name = 'schema'").fetchall()
            if "meta" in tables
            else []
        )
    return _number(rows[0][0] if rows else None, str(path))


def number_on_server(engine: Engine, name: str) -> int | None:
    with guarded(name), engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        if not tables:
            return None
        if "meta" not in tables:
            return _number(None, name)
        return _number(
            connection.scalar(select(schema.meta.c.value).where(schema.meta.c.name == "schema")), name
        )


def _number(value: object, name: str) -> int:
    if not str(value).isdigit():
        raise StoreError(f"{name} holds something else than Verbale's record. Choose another name with --db.")
    return int(str(value))


def refuse_newer(number: int | None, name: str) -> None:
    """Raises StoreError where a newer version made the database."""
    if number is not None and number > schema.SCHEMA:
        raise StoreError(
            f"{name} was made by a newer version of Verbale (schema {number}, this one knows "
            f"{schema.SCHEMA}): nothing was changed. Upgrade with: pip install --upgrade verbale."
        )


def create(engine: Engine, name: str) -> None:
    """All tables, in one transaction."""
    with guarded(name):
        use_wal(engine)
        with engine.connect().execution_options(writing=True) as connection, connection.begin():
            if "meta" in inspect(connection).get_table_names():  # another process was quicker
                named = schema.meta.c.name == "schema"
                refuse_newer(_number(connection.scalar(select(schema.meta.c.value).where(named)), name), name)
                return
            schema.metadata.create_all(connection)
            search_of(engine).make(connection)
            first = {"schema": str(schema.SCHEMA), "writes": "0", "fused": "0"}
            connection.execute(schema.meta.insert(), [{"name": n, "value": v} for n, v in first.items()])


def upgrade(engine: Engine, number: int, name: str, *, file: Path | None) -> None:
    """Bring an older schema up to date: first a copy of the file, then all steps in one transaction."""
    copy = backup(file, number) if file else None
    try:
        with (
            guarded(name),
            engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            for step in range(number, schema.SCHEMA):
                STEPS[step](connection)
            connection.execute(
                schema.meta.update().where(schema.meta.c.name == "schema").values(value=str(schema.SCHEMA))
            )
    except StoreError as error:
        kept = f" A copy of the file as it was is {copy}." if copy else ""
        raise StoreError(f"{error} It stays at schema {number}.{kept}") from error


def backup(file: Path, number: int) -> Path:
    """A copy of the database beside it, FILE.bak-NUMBER (then .2, .3: no older copy is overwritten)."""
    target = file.with_name(f"{file.name}.bak-{number}")
    count = 1
    while target.exists():
        count += 1
        target = file.with_name(f"{file.name}.bak-{number}.{count}")
    try:
        with (
            guarded(str(target)),
            closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
    except StoreError:
        target.unlink(missing_ok=True)
        raise
    return target
