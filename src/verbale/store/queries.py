"""From tables to rows: reports, events and articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import orjson
from sqlalchemy import ColumnElement, Connection, Row, Select, select

from verbale.acts import act_days
from verbale.codec import report_from_dict
from verbale.records import KINDS, Conflict, Document, Furniture, Reason
from verbale.store import schema
from verbale.store.events import chunks
from verbale.store.filters import Filters, conditions, matches
from verbale.store.rows import ArticleRow, DecisionRow, EventRow, ReadingRow, ReportRow, Witness

_R, _G, _A, _E = schema.report.c, schema.reading.c, schema.article.c, schema.event.c
JOINED = schema.report.join(schema.reading, _R.reading == _G.key).join(schema.article, _G.article == _A.key)
CURRENT = (_G.current.is_(True), _A.replaced_by.is_(None))
_PROOFS = ("evidence", "rules", "field_confidence")  # what fusion has no use for
_T = TypeVar("_T", EventRow, ReportRow)


def _select_reports() -> Select[Any]:
    return select(
        schema.report,
        _G.reader,
        _G.published,
        _G.current,
        _A.id.label("article"),
        _A.title,
        _A.outlet,
        _A.url,
        _A.replaced_by,
        schema.event_report.c.event,
        _E.rejected,
    ).select_from(
        JOINED.outerjoin(schema.event_report, schema.event_report.c.report == _R.id).outerjoin(
            schema.event, schema.event_report.c.event == _E.id
        )
    )


class Decided:
    """What decisions say of single reports."""

    def __init__(self, decisions: Sequence[DecisionRow]) -> None:
        self.rejected: dict[str, str] = {}
        self.set: dict[str, dict[str, tuple[Any, str]]] = {}
        self.added = {d.id: d for d in decisions if d.action == "add" and not d.withdrawn}
        for d in decisions:
            if d.level != "report" or d.withdrawn:
                continue
            for report in d.targets:
                if d.action == "reject":
                    self.rejected.setdefault(report, d.id)
                elif d.action == "set" and d.field:
                    self.set.setdefault(report, {})[d.field] = (d.value, d.id)


def in_order(rows: Iterable[_T], told: Callable[[_T], str | None]) -> list[_T]:
    """By day of the act, undated ones last, by publication and id where days are equal."""

    def key(row: _T) -> tuple[bool, str, str, str, str]:
        first = row.earliest or row.latest or ""
        return (not first, first, row.latest or "9999", told(row) or "9999", row.id)

    return sorted(rows, key=key)


# --- reports ---------------------------------------------------------------------------------


def reports(
    connection: Connection, kind: str, filters: Filters, decisions: Sequence[DecisionRow]
) -> list[ReportRow]:
    where = [_R.kind == kind, *CURRENT]
    where += conditions(connection, filters, schema.report, schema.report_link, "key")
    return _report_rows(connection, where, kind, filters, decisions)


def _report_rows(
    connection: Connection,
    where: Sequence[ColumnElement[bool]],
    kind: str,
    filters: Filters,
    decisions: Sequence[DecisionRow],
) -> list[ReportRow]:
    decided = Decided(decisions)
    rows = [report_row(row, decided) for row in connection.execute(_select_reports().where(*where))]
    for d in decided.added.values():
        row = added_row(connection, d, decided)
        if d.kind == kind and matches(filters, kind, row.fields, (row.earliest, row.latest)):
            rows.append(row)
    kept = (row for row in rows if filters.rejected or row.rejected is None)
    return in_order(kept, lambda row: row.published)


def report_row(row: Row[Any], decided: Decided) -> ReportRow:
    given = decided.set.get(row.id, {})
    return ReportRow(
        id=row.id,
        kind=row.kind,
        fields=orjson.loads(row.fields),
        confidence=row.confidence,
        earliest=row.earliest,
        latest=row.latest,
        article=row.article,
        title=row.title,
        outlet=row.outlet,
        url=row.url,
        published=row.published,
        reader=row.reader,
        event=row.event,
        current=row.current and row.replaced_by is None,
        decided={field: by for field, (_, by) in given.items()},
        set={field: value for field, (value, _) in given.items()},
        rejected=decided.rejected.get(row.id) or row.rejected,
    )


def added_row(connection: Connection, decision: DecisionRow, decided: Decided) -> ReportRow:
    """The record that a decision added, as a report without an article."""
    fields = dict(decision.record or {})
    first, last = act_days(decision.kind, fields)
    given = decided.set.get(decision.id, {})
    event = connection.execute(
        select(_E.id, _E.rejected)
        .join(schema.event_report, schema.event_report.c.event == _E.id)
        .where(schema.event_report.c.report == decision.id)
    ).first()
    return ReportRow(
        id=decision.id,
        kind=decision.kind,
        fields=fields,
        confidence=1.0,
        earliest=first.isoformat() if first else None,
        latest=last.isoformat() if last else None,
        article=None,
        title=None,
        outlet=None,
        url=None,
        published=None,
        reader=None,
        event=event.id if event else None,
        decided={field: by for field, (_, by) in given.items()},
        set={field: value for field, (value, _) in given.items()},
        rejected=decided.rejected.get(decision.id) or (event.rejected if event else None),
        decision=decision.id,
    )


def report_by_id(connection: Connection, name: str, decisions: Sequence[DecisionRow]) -> ReportRow | None:
    """The current report of that id, else the one of its newest reading."""
    decided = Decided(decisions)
    if name in decided.added:
        return added_row(connection, decided.added[name], decided)
    query = _select_reports().where(_R.id == name)
    row = connection.execute(query.order_by(_G.current.desc(), _R.key.desc())).first()
    return report_row(row, decided) if row else None


# --- events ----------------------------------------------------------------------------------


def events(
    connection: Connection, kind: str, filters: Filters, decisions: Sequence[DecisionRow]
) -> list[EventRow]:
    where = [_E.kind == kind, *conditions(connection, filters, schema.event, schema.event_link, "id")]
    if not filters.rejected:
        where.append(_E.rejected.is_(None))
    rows = connection.execute(select(schema.event).where(*where)).all()
    return in_order(_event_rows(connection, rows, decisions), lambda e: e.witnesses[0].published)


def event_by_id(connection: Connection, name: str, decisions: Sequence[DecisionRow]) -> EventRow | None:
    rows = connection.execute(select(schema.event).where(_E.id == name)).all()
    found = _event_rows(connection, rows, decisions)
    return found[0] if found else None


def _event_rows(
    connection: Connection, rows: Sequence[Row[Any]], decisions: Sequence[DecisionRow]
) -> list[EventRow]:
    names = [row.id for row in rows]
    witnesses = _witnesses(connection, names, Decided(decisions))
    aliases: dict[str, list[str]] = {}
    alias = schema.event_alias.c
    for some in chunks(names):
        for found in connection.execute(select(alias.alias, alias.event).where(alias.event.in_(some))):
            aliases.setdefault(found.event, []).append(found.alias)
    # an event whose last report went in a re-reading is no event any more, before fusion says so too
    return [_event_row(r, witnesses[r.id], sorted(aliases.get(r.id, []))) for r in rows if r.id in witnesses]


def _event_row(row: Row[Any], witnesses: list[Witness], aliases: list[str]) -> EventRow:
    body = orjson.loads(row.body)
    return EventRow(
        id=row.id,
        kind=row.kind,
        fields=body["fields"],
        witnesses=tuple(sorted(witnesses, key=lambda w: (w.published or "9999", w.outlet or "", w.report))),
        conflicts={
            k: tuple(Conflict(c["value"], tuple(c["reports"])) for c in v)
            for k, v in body["conflicts"].items()
        },
        earliest=row.earliest,
        latest=row.latest,
        confidence=row.confidence,
        decided=body["decided"],
        rejected=row.rejected,
        reasons=tuple(
            Reason(a, b, score, tuple((t, w) for t, w in tests)) for a, b, score, tests in body["reasons"]
        ),
        aliases=tuple(aliases),
    )


def _witnesses(connection: Connection, names: Sequence[str], decided: Decided) -> dict[str, list[Witness]]:
    found: dict[str, list[Witness]] = {}
    for some in chunks(names):
        query = _select_reports().where(schema.event_report.c.event.in_(some), *CURRENT)
        for row in connection.execute(query):
            found.setdefault(row.event, []).append(
                Witness(
                    report=row.id,
                    fields=orjson.loads(row.fields),
                    confidence=row.confidence,
                    article=row.article,
                    title=row.title,
                    outlet=row.outlet,
                    url=row.url,
                    published=row.published,
                )
            )
    own = schema.event_report.c
    for some in chunks(decided.added):
        for row in connection.execute(select(own.report, own.event).where(own.report.in_(some))):
            if row.event in names:
                added = decided.added[row.report]
                found.setdefault(row.event, []).append(
                    Witness(
                        report=row.report,
                        fields=added.record or {},
                        confidence=1.0,
                        article=None,
                        decision=row.report,
                    )
                )
    return found


# --- articles and documents ------------------------------------------------------------------


def article(connection: Connection, where: ColumnElement[bool]) -> ArticleRow | None:
    row = connection.execute(select(schema.article).where(where).order_by(_A.key.desc())).first()
    if row is None:
        return None
    readings = connection.execute(select(schema.reading).where(_G.article == row.key).order_by(_G.key)).all()
    ids: dict[int, list[str]] = {}
    told = select(_R.reading, _R.id).where(_R.reading.in_([r.key for r in readings]))
    for found in connection.execute(told.order_by(_R.key)):
        ids.setdefault(found.reading, []).append(found.id)
    now = next((r for r in reversed(readings) if r.current), None)
    body = orjson.loads(now.body) if now else {}
    return ArticleRow(
        id=row.id,
        caller_id=row.caller_id,
        title=row.title,
        text=row.text,
        outlet=row.outlet,
        url=row.url,
        published=now.published if now else row.published,
        language=now.language if now else None,
        relevant=now.relevant if now else None,
        sectors=tuple(body.get("sectors", ())),
        furniture=tuple(Furniture(**f) for f in body.get("furniture", ())),
        first_read=row.first_read,
        version=row.version,
        replaced_by=row.replaced_by,
        readings=tuple(
            ReadingRow(
                id=r.id,
                reader=r.reader,
                read_at=r.read_at,
                current=r.current,
                reports=len(ids.get(r.key, [])),
            )
            for r in readings
        ),
        reports=tuple(ids.get(now.key, ())) if now else (),
    )


def lists_of(told: dict[str, list[Any]]) -> dict[str, Any]:
    return {kind: tuple(told.get(kind, ())) for kind in KINDS}


def documents(connection: Connection) -> list[Document]:
    """The current readings as documents, without text and evidence; `id` is the article's own."""
    lists: dict[int, dict[str, list[Any]]] = {}
    query = select(_R.reading, _R.kind, _R.fields).select_from(JOINED).where(*CURRENT).order_by(_R.key)
    for row in connection.execute(query):
        fields = {k: v for k, v in orjson.loads(row.fields).items() if k not in _PROOFS}
        lists.setdefault(row.reading, {}).setdefault(row.kind, []).append(report_from_dict(row.kind, fields))
    heads = select(
        _G.key, _G.published, _G.language, _G.relevant, _G.body, _A.id, _A.title, _A.outlet, _A.url
    ).join(schema.article, _G.article == _A.key)
    found = []
    for head in connection.execute(heads.where(*CURRENT).order_by(_A.id)):
        told = lists.get(head.key, {})
        found.append(
            Document(
                id=head.id,
                published=head.published,
                language=head.language,
                relevant=head.relevant,
                sectors=tuple(orjson.loads(head.body)["sectors"]),
                text="",
                title=head.title,
                outlet=head.outlet,
                url=head.url,
                **lists_of(told),
            )
        )
    return found
