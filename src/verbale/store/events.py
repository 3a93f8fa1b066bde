"""Keeping the events of a fusion: only what changed is written, and no id that was ever given is lost."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from sqlalchemy import Column, Connection, select

from verbale.records import Event, Fusion
from verbale.store import schema
from verbale.store.ledger import plain
from verbale.store.writing import links_of

CHUNK = 500  # ids in one statement


def chunks(names: Iterable[str]) -> Iterable[list[str]]:
    some = sorted(names)
    return (some[n : n + CHUNK] for n in range(0, len(some), CHUNK))


def _pairs(connection: Connection, key: Column[Any], value: Column[Any]) -> dict[str, Any]:
    return {row[0]: row[1] for row in connection.execute(select(key, value))}


def replace(connection: Connection, fusion: Fusion, sectors: Mapping[str, tuple[str, ...]]) -> None:
    """Make these the events. `sectors`: document id → its sectors, for kinds that have none of their own."""
    old = _pairs(connection, schema.event.c.id, schema.event.c.digest)
    members = _pairs(connection, schema.event_report.c.report, schema.event_report.c.event)
    rows = {event.id: _row(event, sectors) for event in fusion.events}
    new = {event.id: event for event in fusion.events}
    changed = [name for name, row in rows.items() if old.get(name) != row["digest"]]
    _delete(connection, [*(set(old) - set(new)), *(set(changed) & set(old))])
    if changed:
        connection.execute(schema.event.insert(), [rows[name] for name in changed])
        told = [{"report": m.report, "event": name} for name in changed for m in new[name].members]
        connection.execute(schema.event_report.insert(), told)
        links = [
            {"event": name, "role": role, "value": value}
            for name in changed
            for role, value in _links(new[name], sectors)
        ]
        if links:
            connection.execute(schema.event_link.insert(), links)
    _keep_aliases(connection, new, set(old), members)


def _links(event: Event, sectors: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    own = [s for m in event.members for s in sectors.get(m.document, ())]
    return links_of(event.kind, dict(event.fields), own)


def _row(event: Event, sectors: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    body = {
        "fields": plain(dict(event.fields)),
        "conflicts": {k: [plain(c) for c in v] for k, v in event.conflicts.items()},
        "reasons": [[r.a, r.b, r.score, r.tests] for r in event.reasons],
        "decided": dict(event.decided),
    }
    row = {
        "id": event.id,
        "kind": event.kind,
        "confidence": event.confidence,
        "earliest": event.earliest,
        "latest": event.latest,
        "rejected": event.rejected,
        "body": orjson.dumps(body).decode(),
    }
    said = [row, [m.report for m in event.members], _links(event, sectors)]
    return {**row, "digest": hashlib.sha256(orjson.dumps(said)).hexdigest()[:32]}


def _delete(connection: Connection, names: Iterable[str]) -> None:
    for some in chunks(names):
        connection.execute(schema.event_report.delete().where(schema.event_report.c.event.in_(some)))
        connection.execute(schema.event_link.delete().where(schema.event_link.c.event.in_(some)))
        connection.execute(schema.event.delete().where(schema.event.c.id.in_(some)))


def _keep_aliases(
    connection: Connection, new: Mapping[str, Event], old: set[str], members: Mapping[str, str]
) -> None:
    """Every id that an event ever had leads to the event that holds the report it is named after, else to
    the one that most of its last reports went to, else to none."""
    home = {m.report: event.id for event in new.values() for m in event.members}
    votes: dict[str, Counter[str]] = {}
    for report, was in members.items():
        if report in home:
            votes.setdefault(was, Counter())[home[report]] += 1
    heirs = {was: min(v, key=lambda e: (-v[e], e)) for was, v in votes.items()}
    known = _pairs(connection, schema.event_alias.c.alias, schema.event_alias.c.event)
    wanted: dict[str, str | None] = {}
    for name in {*known, *old} - set(new):
        before = known.get(name) or name
        wanted[name] = home.get(name[1:]) or (before if before in new else heirs.get(before))
    changed = {n: e for n, e in wanted.items() if n not in known or known[n] != e}
    alias = schema.event_alias
    for some in chunks({*changed, *(set(known) & set(new))}):
        connection.execute(alias.delete().where(alias.c.alias.in_(some)))
    if changed:
        connection.execute(alias.insert(), [{"alias": n, "event": e} for n, e in sorted(changed.items())])
