"""What the database rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, func, select

from verbale.edtf import bounds
from verbale.names import fold
from verbale.records import KINDS
from verbale.store import schema
from verbale.store.queries import CURRENT, JOINED
from verbale.store.rows import Coverage, DecisionRow

_R, _G, _A, _E = schema.report.c, schema.reading.c, schema.article.c, schema.event.c


def coverage(connection: Connection, codes: Sequence[str], decisions: Sequence[DecisionRow]) -> Coverage:
    """Counts over current readings; with codes, over the articles and events with records of them all."""
    rows = connection.execute(
        select(_G.key, _G.reader, _G.language, _G.published, _A.outlet)
        .join(schema.article, _G.article == _A.key)
        .where(*CURRENT, *_about(codes))
    ).all()
    told = connection.execute(
        select(_R.kind, func.count()).select_from(JOINED).where(*CURRENT, *_about(codes)).group_by(_R.kind)
    ).all()
    with_records = connection.scalar(
        select(func.count(_R.reading.distinct())).select_from(JOINED).where(*CURRENT, *_about(codes))
    )
    dates = [bounds(r.published) for r in rows]
    days = [d for b in dates if (d := b[0] or b[1])]
    kinds = {row[0]: row[1] for row in told}
    return Coverage(
        articles=len(rows),
        outlets=_by_number(r.outlet or "" for r in rows),
        first=min((r.published for r, b in zip(rows, dates, strict=True) if b[0]), default=None),
        last=max((r.published for r, b in zip(rows, dates, strict=True) if b[0]), default=None),
        undated=len(rows) - len(days),
        months=dict(sorted(Counter(d.isoformat()[:7] for d in days).items())),
        languages=_by_number(r.language for r in rows),
        readers=_by_number(r.reader for r in rows),
        readings=connection.scalar(select(func.count()).select_from(schema.reading)) or 0,
        reports={kind: kinds.get(kind, 0) for kind in KINDS},
        events=_events(connection, codes),
        decisions=len(decisions),
        stranded=sum(d.stranded for d in decisions),
        without_records=len(rows) - (with_records or 0),
    )


def _about(codes: Sequence[str]) -> list[ColumnElement[bool]]:
    """Readings that hold one report of all these countries together."""
    if not codes:
        return []
    link, report = schema.report_link.c, schema.report.alias()
    query = select(report.c.reading)
    for code in codes:
        some = select(link.report).where(link.role == "country", link.value == fold(code))
        query = query.where(report.c.key.in_(some))
    return [_G.key.in_(query)]


def _events(connection: Connection, codes: Sequence[str]) -> dict[str, int]:
    link = schema.event_link.c
    query = select(_E.kind, func.count()).where(_E.rejected.is_(None)).group_by(_E.kind)
    for code in codes:
        some = select(link.event).where(link.role == "country", link.value == fold(code))
        query = query.where(_E.id.in_(some))
    found = {row[0]: row[1] for row in connection.execute(query)}
    return {kind: found.get(kind, 0) for kind in KINDS}


def _by_number(values: Iterable[str]) -> Mapping[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda item: (-item[1], item[0])))
