"""The record in Python: `verbale.open("x.db").visits(country="KAZ")` and the tables it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from html import escape
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, TypedDict, Unpack, overload

from verbale.errors import UsageError
from verbale.records import EXTRAS, FIELDS, KINDS
from verbale.store import ArticleRow, Coverage, Database, DecisionRow, EventRow, Hit, ReportRow, open_database

SHOWN = 30  # rows in a notebook or at a prompt
LONGEST = 200  # characters of a cell in a notebook

# What a column holds, where it is not text. The codebook's dates stay EDTF; earliest and latest are days.
_DAYS = ("earliest", "latest")
_NUMBERS = ("value", "high", "confidence")
_COUNTS = ("count", "witnesses")
_LISTS = ("people", "sides", "topics", "parties", "sectors", "countries", "outlets", "articles")
_STRUCTS: Mapping[str, tuple[str, ...]] = {
    "sites": ("name", "place", "date"),
    "participants": ("name", "office", "side"),
}


class Asked(TypedDict, total=False):
    """The filters, all optional. Countries are codes or names; dates EDTF, of the act; undated records
    come last and never drop out. `rejected=True` keeps what a person threw out."""

    country: str | None
    with_: str | None
    person: str | None
    sector: str | None
    since: str | None
    until: str | None
    min_confidence: float
    rejected: bool


def open_record(path: str | Path) -> Record:
    """The record kept in a database. Raises StoreError where there is none."""
    return Record(open_database(path, create=False))


class Record:
    """A database seen as tables of events, or with `reports=True` of what single articles say.

    `db` is the database itself. Usable in a `with` statement; else call `close()`."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def __enter__(self) -> Record:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        counts = self.db.coverage()
        events = ", ".join(f"{n} {kind}" for kind, n in counts.events.items())
        return f"<verbale record {self.db.name}: {counts.articles} articles; {events}>"

    def close(self) -> None:
        """Give the file back."""
        self.db.close()

    def visits(self, *, reports: bool = False, **asked: Unpack[Asked]) -> Table:
        """Officials who travelled to another country."""
        return self._table("visits", reports, asked)

    def meetings(self, *, reports: bool = False, **asked: Unpack[Asked]) -> Table:
        """Sides that talked."""
        return self._table("meetings", reports, asked)

    def agreements(self, *, reports: bool = False, **asked: Unpack[Asked]) -> Table:
        """Instruments and understandings."""
        return self._table("agreements", reports, asked)

    def figures(self, *, reports: bool = False, **asked: Unpack[Asked]) -> Table:
        """Quantities stated as fact."""
        return self._table("figures", reports, asked)

    def quotes(self, *, reports: bool = False, **asked: Unpack[Asked]) -> Table:
        """Direct speech, dated by its publication."""
        return self._table("quotes", reports, asked)

    def commitments(self, *, reports: bool = False, **asked: Unpack[Asked]) -> Table:
        """What someone said will be done, dated by when it is due."""
        return self._table("commitments", reports, asked)

    def search(self, words: str, *, limit: int = 50) -> list[Hit]:
        """Articles that hold all the words (stemmed, accents ignored; "..." for a phrase), best first."""
        return self.db.search(words, limit=limit)

    def find(self, id_: str) -> EventRow | ReportRow | ArticleRow | DecisionRow:
        """What has this id, or the one whose id begins so. Raises NotFoundError, UsageError."""
        return self.db.find(id_)

    def coverage(self, *, country: str | None = None, with_: str | None = None) -> Coverage:
        """What the database rests on."""
        return self.db.coverage(country=_code(country), with_=_code(with_))

    def _table(self, kind: str, reports: bool, asked: Asked) -> Table:
        filters: dict[str, Any] = {**asked}
        for name in ("country", "with_"):
            if filters.get(name):
                filters[name] = _code(filters[name])
        found = self.db.reports(kind, **filters) if reports else self.db.events(kind, **filters)
        return Table(kind, found, reports=reports)


def _code(country: str | None) -> str | None:
    """A country's code for its name; what names no country stands for itself."""
    from verbale.surfaces.countries import side

    return (side(country) or country) if country else None


class Table(Sequence[Any]):
    """Rows of one kind (`EventRow`, or `ReportRow` if `is_reports`) that show themselves and convert."""

    def __init__(self, kind: str, rows: Sequence[EventRow | ReportRow], *, reports: bool) -> None:
        if kind not in KINDS:
            raise UsageError(f"there is no kind {kind!r}: one of {', '.join(KINDS)}.")
        self.kind = kind
        self.rows: tuple[EventRow | ReportRow, ...] = tuple(rows)
        self.is_reports = reports

    @overload
    def __getitem__(self, index: int) -> EventRow | ReportRow: ...

    @overload
    def __getitem__(self, index: slice) -> Table: ...

    def __getitem__(self, index: int | slice) -> EventRow | ReportRow | Table:
        if isinstance(index, slice):
            return Table(self.kind, self.rows[index], reports=self.is_reports)
        return self.rows[index]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[EventRow | ReportRow]:
        return iter(self.rows)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns: id, the codebook's fields, the act's days, confidence and sources."""
        fields = (*FIELDS[self.kind], *EXTRAS[self.kind])
        sources = (
            ("article", "title", "outlet", "published", "url", "event")
            if self.is_reports
            else ("witnesses", "articles", "outlets")
        )
        return ("id", *fields, *_DAYS, "confidence", *sources)

    def records(self) -> list[dict[str, Any]]:
        """The rows as dicts over `columns`: lists and dicts inside, days as `datetime.date`."""
        return [self._record(row) for row in self.rows]

    def _record(self, row: EventRow | ReportRow) -> dict[str, Any]:
        fields = {**row.fields, **(row.set if isinstance(row, ReportRow) else {})}
        named: dict[str, Any] = {
            **fields,
            "id": row.id,
            "confidence": round(row.confidence, 3),
            **{day: _day(getattr(row, day)) for day in _DAYS},
        }
        if isinstance(row, ReportRow):
            for name in ("article", "title", "outlet", "published", "url", "event"):
                named[name] = getattr(row, name)
        else:
            named["witnesses"] = len(row.witnesses)
            named["articles"] = list(dict.fromkeys(w.article for w in row.witnesses if w.article))
            named["outlets"] = list(dict.fromkeys(w.outlet for w in row.witnesses if w.outlet))
        return {name: self._typed(name, named.get(name)) for name in self.columns}

    def _holds(self, name: str) -> str:
        """What a column holds: text, list, number, count, day or struct."""
        if name in _LISTS or (self.kind == "commitments" and name == "to"):
            return "list"
        if name in _STRUCTS:
            return "struct"
        return (
            "number"
            if name in _NUMBERS
            else "count"
            if name in _COUNTS
            else "day"
            if name in _DAYS
            else "text"
        )

    def _typed(self, name: str, value: Any) -> Any:
        holds = self._holds(name)
        if holds in ("list", "struct"):
            return list(value or ())
        return float(value) if holds == "number" and value is not None else value

    # --- out ---------------------------------------------------------------------------------

    def to_arrow(self) -> Any:
        """A `pyarrow.Table`. Raises UsageError where pyarrow is not installed."""
        arrow = _library("pyarrow")
        text = arrow.string()
        types: dict[str, Callable[[str], Any]] = {
            "text": lambda _: text,
            "list": lambda _: arrow.list_(text),
            "number": lambda _: arrow.float64(),
            "count": lambda _: arrow.int64(),
            "day": lambda _: arrow.date32(),
            "struct": lambda name: arrow.list_(arrow.struct([(part, text) for part in _STRUCTS[name]])),
        }
        schema = arrow.schema([(name, types[self._holds(name)](name)) for name in self.columns])
        return arrow.Table.from_pylist(self.records(), schema=schema)

    def to_pandas(self) -> Any:
        """A `pandas.DataFrame`: days as timestamps, lists as Python lists. Raises UsageError where pandas
        is not installed."""
        pandas = _library("pandas")
        frame = pandas.DataFrame(self.records(), columns=list(self.columns))
        for name in self.columns:
            holds = self._holds(name)
            if holds == "day":
                # seconds reach back beyond 1677, where nanoseconds end
                frame[name] = pandas.Series([r[name] for r in self.records()], dtype="datetime64[s]")
            elif holds in ("number", "count"):
                frame[name] = frame[name].astype("float64" if holds == "number" else "Int64")
        return frame

    def to_polars(self) -> Any:
        """A `polars.DataFrame`. Raises UsageError where polars is not installed."""
        polars = _library("polars")
        text = polars.String
        types: dict[str, Callable[[str], Any]] = {
            "text": lambda _: text,
            "list": lambda _: polars.List(text),
            "number": lambda _: polars.Float64,
            "count": lambda _: polars.Int64,
            "day": lambda _: polars.Date,
            "struct": lambda name: polars.List(polars.Struct(dict.fromkeys(_STRUCTS[name], text))),
        }
        schema = {name: types[self._holds(name)](name) for name in self.columns}
        return polars.DataFrame(self.records(), schema=schema, orient="row")

    def to_csv(self, path: str | Path | None = None) -> str:
        """CSV, as `verbale show --format csv`; written to `path` too if given. No cell can run as a
        formula."""
        return self._out("csv", path)

    def to_json(self, path: str | Path | None = None) -> str:
        """JSON with witnesses and evidence, as `verbale show --format json`; written to `path` if given."""
        return self._out("json", path)

    def _out(self, form: str, path: str | Path | None) -> str:
        from verbale.surfaces.show import render

        said = render(self.kind, self.rows, form, reports=self.is_reports)  # type: ignore[arg-type]
        if path is not None:
            Path(path).write_text(said, encoding="utf-8", newline="")
        return said

    def __repr__(self) -> str:
        from verbale.surfaces.show import render

        if not self.rows:
            return f"no {self.kind}"
        shown = render(self.kind, self.rows[:SHOWN], "table", reports=self.is_reports)  # type: ignore[arg-type]
        left = len(self.rows) - SHOWN
        return shown.rstrip() + (f"\n({left} more)" if left > 0 else "")

    def _repr_html_(self) -> str:
        """A table for notebooks: everything escaped, the first rows, columns that say something."""
        records = [self._record(row) for row in self.rows[:SHOWN]]
        used = [c for c in self.columns if c != "event" and any(r[c] not in (None, []) for r in records)]
        head = "".join(f"<th>{escape(c)}</th>" for c in used)
        body = "".join(f"<tr>{''.join(f'<td>{_html(r[c])}</td>' for c in used)}</tr>" for r in records)
        count = f"{len(self.rows)} {escape(self.kind)}" + (
            f", {SHOWN} of them shown" if len(self.rows) > SHOWN else ""
        )
        return f"<table><caption>{count}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _html(value: Any) -> str:
    return escape(_short(_plain(value)))


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(str(v) for v in value.values() if v is not None)
    if isinstance(value, list):
        return "; ".join(_plain(v) for v in value)
    if isinstance(value, float) and value == int(value):
        return f"{int(value):,}"
    return "" if value is None else str(value)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "\u2026"


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise UsageError(f"{name} is not installed. Install it with: pip install verbale[tables]") from error
