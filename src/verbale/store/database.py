"""The database: its typed surface."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from verbale.records import Article, Decision, Document, Fusion
from verbale.store.rows import ArticleRow, Coverage, DecisionRow, EventRow, Hit, ReportRow

Fusing = Callable[[Sequence[Document], Sequence[Decision]], Fusion]


def open_database(path: str | Path, *, read_only: bool = False, create: bool = True) -> Database:
    """Open (or make) the database at `path`, or at a `postgresql+psycopg://` address.

    An older schema is upgraded after a copy to FILE.bak-SCHEMA. Raises StoreError: no such file (with
    `create=False` or `read_only=True`), no database of ours, made by a newer version, not writable."""
    raise NotImplementedError


class Database:
    """Filters, the same everywhere: `country` and `with_` (codes, or names of what has no code),
    `person` (any spelling), `sector`, `since` and `until` (EDTF, of the act; undated records come last
    and never drop out), `min_confidence`."""

    def __enter__(self) -> Database:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        raise NotImplementedError

    @contextmanager
    def saving(self) -> Iterator[Database]:
        """Group the saves inside: faster; each article is still stored whole or not at all."""
        raise NotImplementedError
        yield self

    def save(self, article: Article, document: Document, *, reader: str, read_at: str) -> str:
        """Store an article with its reading. "new": first seen; "same": nothing changed; "reread": a
        newer reader's reading (it becomes the current one), or a new version of the same address is "new"."""
        raise NotImplementedError

    def has(self, article: Article, reader: str) -> bool:
        """Whether this text was already read by this reader, so that reading can be skipped."""
        raise NotImplementedError

    def fuse(self, fusing: Fusing) -> Fusion:
        """Recompute all events with `verbale.fuse.fuse`: after a batch and after a decision."""
        raise NotImplementedError

    def documents(self) -> Iterator[Document]:
        """The current readings, as documents (without their text)."""
        raise NotImplementedError

    def reports(
        self,
        kind: str,
        *,
        country: str | None = None,
        with_: str | None = None,
        person: str | None = None,
        sector: str | None = None,
        since: str | None = None,
        until: str | None = None,
        min_confidence: float = 0.0,
        rejected: bool = False,
    ) -> list[ReportRow]:
        """What single articles say. `rejected=True` keeps those that a person threw out."""
        raise NotImplementedError

    def events(
        self,
        kind: str,
        *,
        country: str | None = None,
        with_: str | None = None,
        person: str | None = None,
        sector: str | None = None,
        since: str | None = None,
        until: str | None = None,
        min_confidence: float = 0.0,
        rejected: bool = False,
    ) -> list[EventRow]:
        """What we conclude from all articles; dated first, in order of the act."""
        raise NotImplementedError

    def find(self, id_: str) -> EventRow | ReportRow | ArticleRow | DecisionRow:
        """What has this id, or an id that begins so if only one does (at least 4 characters); an alias
        leads to its event; a caller's id to its article. Raises NotFoundError, UsageError (several)."""
        raise NotImplementedError

    def article(self, id_: str) -> ArticleRow:
        """An article by its own or its caller's id. Raises NotFoundError."""
        raise NotImplementedError

    def search(self, words: str, *, limit: int = 50) -> list[Hit]:
        """Articles that hold all the words (stemmed, accents ignored; "..." for a phrase), best first."""
        raise NotImplementedError

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
        """Write a decision: reject a record, set a field of one, add one. Call `fuse` afterwards.

        `target`: id of a report or event; for `add` the kind, with `record` the codebook's object.
        Raises NotFoundError, UsageError (no such field or action, empty `why`)."""
        raise NotImplementedError

    def decisions(self) -> list[DecisionRow]:
        """The ledger, oldest first."""
        raise NotImplementedError

    def stranded(self) -> list[DecisionRow]:
        """Decisions that no longer find their record."""
        raise NotImplementedError

    def coverage(self, *, country: str | None = None, with_: str | None = None) -> Coverage:
        """What the database rests on; with a country (and another): the articles with records of it."""
        raise NotImplementedError
