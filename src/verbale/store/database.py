"""The database: opening it, and the one surface that the rest of Verbale uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine

from verbale.errors import NotFoundError, StoreError, UsageError
from verbale.ontology import SECTORS
from verbale.records import KINDS, Article, Decision, Document, Fusion
from verbale.store import coverage, deciding, events, finding, ledger, migrate, queries, schema, writing
from verbale.store.dialects import guarded, is_server, search_of, server_engine, sqlite_engine
from verbale.store.filters import Filters
from verbale.store.rows import ArticleRow, Coverage, DecisionRow, EventRow, Hit, ReportRow

Fusing = Callable[[Sequence[Document], Sequence[Decision]], Fusion]


def open_database(path: str | Path, *, read_only: bool = False, create: bool = True) -> Database:
    """Open (or make) the database at `path`, or at a `postgresql+psycopg://` address.

    An older schema is upgraded after a copy to FILE.bak-SCHEMA. Raises StoreError: no such file (with
    `create=False` or `read_only=True`), no database of ours, made by a newer version, not writable."""
    if is_server(path):
        return _open_server(str(path), create=create and not read_only)
    file, name = Path(path), str(path)
    exists = file.exists()
    if not exists and (read_only or not create):
        raise StoreError(f"there is no database {name}. Make one with: verbale read PATH --db {name}")
    number = migrate.number_in_file(file) if exists else None
    migrate.refuse_newer(number, name)
    if read_only and number != schema.SCHEMA:
        was = "is empty" if number is None else f"has the older schema {number}"
        raise StoreError(f"{name} {was} and was opened for reading only. Open it for writing once.")
    if not exists and not file.absolute().parent.is_dir():
        raise StoreError(f"there is no folder {file.absolute().parent} for {file.name}. Make it first.")
    engine = sqlite_engine(file, read_only=read_only)
    return _prepared(engine, number, name, file=file)


def _open_server(address: str, *, create: bool) -> Database:
    engine = server_engine(address)
    name = engine.url.render_as_string(hide_password=True)
    number = migrate.number_on_server(engine, name)
    migrate.refuse_newer(number, name)
    if number is None and not create:
        raise StoreError(f"{name} is empty. Fill it with: verbale read PATH --db ADDRESS")
    return _prepared(engine, number, name, file=None)


def _prepared(engine: Engine, number: int | None, name: str, *, file: Path | None) -> Database:
    try:
        if number is None:
            migrate.create(engine, name)
        elif number < schema.SCHEMA:
            migrate.upgrade(engine, number, name, file=file)
    except StoreError:
        engine.dispose()
        raise
    return Database(engine, name)


class Database:
    """Filters, the same everywhere: `country` and `with_` (codes, or names of what has no code),
    `person` (any spelling), `sector`, `since` and `until` (EDTF, of the act; undated records come last
    and never drop out), `min_confidence`. A quote is dated by its publication, a commitment by when it is
    due; kinds without sectors of their own (visits, figures, quotes, commitments) take their articles'."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name
        self._search = search_of(engine)
        self._batch: Connection | None = None

    def __enter__(self) -> Database:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back. The database may not be used afterwards."""
        self.engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with guarded(self.name):
            if self._batch is not None:
                with self._batch.begin():
                    yield self._batch
            else:
                with self.engine.connect() as connection:
                    yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction: all of it or nothing."""
        with guarded(self.name):
            if self._batch is not None:
                with self._batch.begin():
                    yield self._batch
            else:
                with self.engine.connect().execution_options(writing=True) as connection, connection.begin():
                    yield connection

    @contextmanager
    def saving(self) -> Iterator[Database]:
        """Group the saves inside: they share one connection, which is faster. Each article is still a
        transaction of its own, so that whatever ends the batch loses none that was saved."""
        if self._batch is not None:
            raise StoreError(f"{self.name}: saving() is already under way.")
        with guarded(self.name), self.engine.connect().execution_options(writing=True) as connection:
            self._batch = connection
            try:
                yield self
            finally:
                self._batch = None

    def save(self, article: Article, document: Document, *, reader: str, read_at: str) -> str:
        """Store an article with its reading. "new": first seen, also a new text at a known address;
        "same": nothing changed; "reread": another reader's reading (or another publication day), which
        becomes the current one. Raises StoreError, and InputError for a text that no file can hold."""
        with self._writing() as connection:
            return writing.save(connection, self._search, article, document, reader=reader, read_at=read_at)

    def has(self, article: Article, reader: str) -> bool:
        """Whether this text, dated as here, was already read by this reader, so that reading can be
        skipped."""
        with self._reading() as connection:
            return writing.is_read(connection, article, reader)

    def fuse(self, fusing: Fusing) -> Fusion:
        """Recompute all events with `verbale.fuse.fuse`: after a batch and after a decision."""
        with self._reading() as connection:
            writes = _state(connection)["writes"]
            documents = queries.documents(connection)
            decisions = ledger.constraints(ledger.load(connection))
        fusion = fusing(documents, decisions)
        with self._writing() as connection:
            events.replace(connection, fusion, {d.id: d.sectors for d in documents})
            is_fused = schema.meta.c.name == "fused"
            connection.execute(schema.meta.update().where(is_fused).values(value=writes))
        return fusion

    def is_fused(self) -> bool:
        """Whether the events tell all that is stored: False after a batch or decision without `fuse`."""
        with self._reading() as connection:
            state = _state(connection)
        return state["fused"] == state["writes"]

    def documents(self) -> list[Document]:
        """The current readings of the newest versions, as documents without text and evidence, by id."""
        with self._reading() as connection:
            return queries.documents(connection)

    def reports(self, kind: str, **filters: Any) -> list[ReportRow]:
        """What single articles say, in order of the act. Filters: see the class; `rejected=True` keeps
        those that a person threw out. Filters look at what was read, before decisions."""
        asked = _filters(kind, filters)
        with self._reading() as connection:
            return queries.reports(connection, kind, asked, ledger.load(connection))

    def events(self, kind: str, **filters: Any) -> list[EventRow]:
        """What we conclude from all articles, in order of the act. Filters: see the class;
        `rejected=True` keeps those that a person threw out."""
        asked = _filters(kind, filters)
        with self._reading() as connection:
            return queries.events(connection, kind, asked, ledger.load(connection))

    def find(self, id_: str) -> EventRow | ReportRow | ArticleRow | DecisionRow:
        """What has this id, or an id that begins so if only one does (at least 4 characters); an alias
        leads to its event; a caller's id to its article. Raises NotFoundError, UsageError (several)."""
        with self._reading() as connection:
            return finding.find(connection, id_)

    def article(self, id_: str) -> ArticleRow:
        """An article by its own id or its caller's. Raises NotFoundError."""
        a = schema.article.c
        with self._reading() as connection:
            found = queries.article(connection, a.id == id_) or queries.article(
                connection, a.caller_id == id_
            )
        if found is None:
            raise NotFoundError(f"no article has the id {id_!r}. List them with: verbale coverage")
        return found

    def search(self, words: str, *, limit: int = 50) -> list[Hit]:
        """Articles that hold all the words (stemmed, accents ignored; "..." for a phrase), best first."""
        with self._reading() as connection:
            return finding.search(connection, self._search, words, limit)

    def decide(
        self,
        action: str,
        target: str,
        *,
        why: str,
        who: str,
        when: str,
        field: str | None = None,
        value: Any = None,
        record: dict[str, Any] | None = None,
    ) -> DecisionRow:
        """Write a decision: `reject` a record, `set` a field of one, `add` one, `withdraw` a decision.
        Call `fuse` afterwards.

        `target`: id of a report or event (for withdraw of a decision); for `add` the kind, with `record`
        the codebook's fields. Raises NotFoundError, UsageError (no such field or action, empty `why`)."""
        said = deciding.Said(
            action=action, target=target, why=why, who=who, when=when, field=field, value=value, record=record
        )
        with self._writing() as connection:
            name = deciding.decide(connection, said)
            writing.count_write(connection)
        return next(d for d in self.decisions() if d.id == name)

    def decisions(self) -> list[DecisionRow]:
        """The ledger, oldest first."""
        with self._reading() as connection:
            return ledger.load(connection)

    def stranded(self) -> list[DecisionRow]:
        """Decisions that no longer find their record."""
        return [d for d in self.decisions() if d.stranded]

    def coverage(self, *, country: str | None = None, with_: str | None = None) -> Coverage:
        """What the database rests on; with a country (and another): the articles and events of both."""
        with self._reading() as connection:
            codes = [c for c in (country, with_) if c]
            return coverage.coverage(connection, codes, ledger.load(connection))


def _state(connection: Connection) -> dict[str, str]:
    return {row.name: row.value for row in connection.execute(schema.meta.select())}


def _filters(kind: str, given: dict[str, Any]) -> Filters:
    if kind not in KINDS:
        raise UsageError(f"there is no kind {kind!r}: one of {', '.join(KINDS)}.")
    sector = given.get("sector")
    if sector is not None and sector not in SECTORS:
        raise UsageError(f"there is no sector {sector!r}: one of {', '.join(SECTORS)}.")
    try:
        return Filters(**given)
    except TypeError:
        known = ", ".join(Filters.__slots__)
        raise UsageError(f"no such filter: {', '.join(sorted(given))}. Known are {known}.") from None
