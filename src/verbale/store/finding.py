"""Finding things by id and by words."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Column, Connection, select

from verbale.errors import NotFoundError, UsageError
from verbale.store import ledger, queries, schema
from verbale.store.dialects import Search
from verbale.store.rows import ArticleRow, DecisionRow, EventRow, Hit, ReportRow
from verbale.store.stems import first_found, phrases

SHORTEST = 4  # characters of an id that may stand for the whole
AROUND = 90  # characters of text shown on either side of a word found

_ALIAS = schema.event_alias.c


def find(connection: Connection, name: str) -> EventRow | ReportRow | ArticleRow | DecisionRow:
    """See Database.find."""
    decisions = ledger.load(connection)
    found = _exactly(connection, name, decisions)
    if found is None and len(name) >= SHORTEST:
        found = _beginning(connection, name, decisions)
    if found is None:
        raise NotFoundError(f"nothing has the id {name!r}. Ids are shown by: verbale show visits")
    return found


def _exactly(
    connection: Connection, name: str, decisions: Sequence[DecisionRow]
) -> EventRow | ReportRow | ArticleRow | DecisionRow | None:
    event = queries.event_by_id(connection, name, decisions)
    if event:
        return event
    alias = connection.execute(select(_ALIAS.event).where(_ALIAS.alias == name)).first()
    if alias and alias.event:
        return queries.event_by_id(connection, alias.event, decisions)
    if alias:
        raise NotFoundError(f"{name} was an event; no current reading tells it any more.")
    decision = next((d for d in decisions if d.id == name), None)
    if decision:
        return decision
    a = schema.article.c
    return (
        queries.report_by_id(connection, name, decisions)
        or queries.article(connection, a.id == name)
        or queries.article(connection, a.caller_id == name)
    )


def _beginning(
    connection: Connection, start: str, decisions: Sequence[DecisionRow]
) -> EventRow | ReportRow | ArticleRow | DecisionRow | None:
    ids: Sequence[Column[str]] = (schema.event.c.id, schema.report.c.id, schema.article.c.id)
    names = {d.id for d in decisions if d.id.startswith(start)}
    for column in ids:
        some = select(column).where(column.startswith(start, autoescape=True)).distinct().limit(10)
        names.update(connection.scalars(some))
    if not names:
        some = (
            select(_ALIAS.event).where(_ALIAS.alias.startswith(start, autoescape=True)).distinct().limit(10)
        )
        names.update(n for n in connection.scalars(some) if n)
    if len(names) > 1:
        shown = ", ".join(sorted(names)[:5])
        raise UsageError(f"{start!r} begins several ids: {shown}… Write more of the one you mean.")
    return _exactly(connection, names.pop(), decisions) if names else None


def search(connection: Connection, index: Search, words: str, limit: int) -> list[Hit]:
    """See Database.search."""
    wanted = phrases(words)
    if not wanted:
        return []
    keys = index.find(connection, wanted, limit)
    a, g = schema.article.c, schema.reading.c
    rows = connection.execute(
        select(schema.article, g.published.label("told"))
        .outerjoin(schema.reading, (g.article == a.key) & g.current.is_(True))
        .where(a.key.in_(keys), a.replaced_by.is_(None))
    )
    found = {row.key: row for row in rows}
    hits = []
    for key in keys:
        if key in found:
            row = found[key]
            start, end = first_found(row.text, wanted)
            hits.append(
                Hit(
                    article=row.id,
                    title=row.title,
                    outlet=row.outlet,
                    published=row.told or row.published,
                    url=row.url,
                    excerpt=_excerpt(row.text, start, end),
                    start=start,
                    end=end,
                )
            )
    return hits


def _excerpt(text: str, start: int, end: int) -> str:
    """The words around a place, cut between words, on one line."""
    low, high = max(0, start - AROUND), min(len(text), end + AROUND)
    if low:
        low = text.find(" ", low, start) + 1 or low
    if high < len(text):
        cut = text.rfind(" ", end, high)
        high = cut if cut > 0 else high
    cut_off = ("\u2026" if low else "", "\u2026" if high < len(text) else "")
    return cut_off[0] + " ".join(text[low:high].split()) + cut_off[1]
