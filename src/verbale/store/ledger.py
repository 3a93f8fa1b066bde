"""The ledger of decisions, and how each finds its reports again after a re-reading.

A decision is anchored in reports: article, kind, anchor span, the words quoted there and the fields that
say which act it is. It holds for the current report with the same id; failing that (the reader anchors the
record elsewhere, or the page has a new text) for the one report of the article's newest version and of its
kind whose anchor meets the old one, or the same words, and that agrees in the fields that name the act.
None or several: it is stranded, and listed as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, Row, select

from verbale.ids import decision_id
from verbale.names import fold, is_named, same_person
from verbale.records import Decision
from verbale.store import schema
from verbale.store.rows import DecisionRow

IDENTITY: Mapping[str, tuple[str, ...]] = {
    "visits": ("traveller", "to"),
    "meetings": ("people", "sides"),
    "agreements": ("label",),
    "figures": ("value",),
    "quotes": ("text",),
    "commitments": ("label",),
}

_CURRENT = (schema.reading.c.current.is_(True), schema.article.c.replaced_by.is_(None))
_REPORTS = schema.report.join(schema.reading, schema.report.c.reading == schema.reading.c.key).join(
    schema.article, schema.reading.c.article == schema.article.c.key
)


def anchors_of(connection: Connection, reports: Sequence[str]) -> list[dict[str, Any]]:
    """The anchors of current reports (or of records that decisions added), by id."""
    r, a = schema.report.c, schema.article.c
    rows = connection.execute(
        select(r.id, r.kind, r.fields, a.id.label("article"), a.text)
        .select_from(_REPORTS)
        .where(r.id.in_(reports), *_CURRENT)
    )
    found = {}
    for row in rows:
        fields = orjson.loads(row.fields)
        start, end = fields["anchor"]
        found[row.id] = {
            "report": row.id,
            "article": row.article,
            "kind": row.kind,
            "anchor": [start, end],
            "words": row.text[start:end],
            "told": {name: fields.get(name) for name in IDENTITY[row.kind]},
        }
    return [found.get(name, {"report": name, "decision": name}) for name in reports]


def write(connection: Connection, said: Mapping[str, Any], anchors: list[dict[str, Any]]) -> str:
    """Add a row to the ledger; its id."""
    d = schema.decision.c
    count = len(connection.execute(select(d.key)).all())
    value, record = (None if said[k] is None else _json(said[k]) for k in ("value", "record"))
    parts = (said["action"], said["target"], said["field"], value, record, said["who"], said["when"])
    name = decision_id(str(count), *(str(p or "") for p in parts))
    connection.execute(
        schema.decision.insert().values(
            id=name,
            action=said["action"],
            level=said["level"],
            kind=said["kind"],
            target=said["target"],
            field=said["field"],
            value=value,
            record=record,
            who=said["who"],
            said_at=said["when"],
            why=said["why"],
            anchors=_json(anchors),
        )
    )
    return name


def plain(value: Any) -> Any:
    """Tuples and named tuples as JSON knows them."""
    if hasattr(value, "_asdict"):
        return {k: plain(v) for k, v in value._asdict().items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return {k: plain(v) for k, v in value.items()} if isinstance(value, dict) else value


def _json(value: Any) -> str:
    return orjson.dumps(plain(value)).decode()


def load(connection: Connection) -> list[DecisionRow]:
    """All decisions, oldest first, each with the reports it holds for now."""
    rows = connection.execute(select(schema.decision).order_by(schema.decision.c.key)).all()
    anchors = {row.id: orjson.loads(row.anchors) for row in rows}
    withdrawn = {row.target: row.id for row in rows if row.action == "withdraw"}
    added = {row.id for row in rows if row.action == "add" and row.id not in withdrawn}
    wanted = [anchor["report"] for several in anchors.values() for anchor in several]
    current = _current(connection, wanted) | added
    return [_row(connection, row, anchors[row.id], current, withdrawn.get(row.id)) for row in rows]


def _row(
    connection: Connection,
    row: Row[Any],
    anchors: list[dict[str, Any]],
    current: set[str],
    withdrawn: str | None,
) -> DecisionRow:
    held = (_held(connection, anchor, current) for anchor in anchors)
    targets = tuple(dict.fromkeys(r for r in held if r))
    return DecisionRow(
        id=row.id,
        action=row.action,
        level=row.level,
        kind=row.kind,
        target=row.target,
        field=row.field,
        value=orjson.loads(row.value) if row.value else None,
        record=orjson.loads(row.record) if row.record else None,
        why=row.why,
        who=row.who,
        when=row.said_at,
        targets=targets,
        stranded=row.action in ("reject", "set") and not targets and withdrawn is None,
        words=tuple(a["words"] for a in anchors if a.get("words")),
        articles=tuple(dict.fromkeys(a["article"] for a in anchors if a.get("article"))),
        withdrawn=withdrawn,
    )


def _current(connection: Connection, reports: Sequence[str]) -> set[str]:
    """Which of these reports are of a current reading of an article's newest version."""
    found: set[str] = set()
    for start in range(0, len(reports), 500):
        some = reports[start : start + 500]
        rows = connection.execute(
            select(schema.report.c.id).select_from(_REPORTS).where(schema.report.c.id.in_(some), *_CURRENT)
        )
        found.update(row.id for row in rows)
    return found


def _held(connection: Connection, anchor: Mapping[str, Any], current: set[str]) -> str | None:
    """The report that an anchor holds for now."""
    name: str = anchor["report"]
    if name in current:
        return name
    if "decision" in anchor:
        return None
    article = _newest(connection, anchor["article"])
    if article is None:
        return None
    r = schema.report.c
    rows = connection.execute(
        select(r.id, r.fields)
        .select_from(_REPORTS)
        .where(schema.article.c.id == article.id, r.kind == anchor["kind"], *_CURRENT)
    )
    reports = [(row.id, orjson.loads(row.fields)) for row in rows]
    places = _places(anchor, article)
    met = [
        other
        for other, fields in reports
        if any(s < fields["anchor"][1] and fields["anchor"][0] < e for s, e in places)
        and _akin(anchor["kind"], anchor["told"], fields)
    ]
    return met[0] if len(met) == 1 else None


def _newest(connection: Connection, name: str) -> Any:
    """The article of that id, or the newest version that took its place; None where it is not known."""
    a = schema.article.c
    seen: set[str] = set()
    while name not in seen:
        seen.add(name)
        row = connection.execute(select(a.id, a.text, a.replaced_by).where(a.id == name)).first()
        if row is None or row.replaced_by is None:
            return row
        name = row.replaced_by
    return None


def _places(anchor: Mapping[str, Any], article: Any) -> list[tuple[int, int]]:
    """Where the anchor is in the article's text: its own span, or wherever a new text has its words."""
    start, end = anchor["anchor"]
    if article.id == anchor["article"]:
        return [(start, end)]
    words, found, at = anchor["words"], [], -1
    while words and (at := article.text.find(words, at + 1)) >= 0:
        found.append((at, at + len(words)))
    return found


def _akin(kind: str, told: Mapping[str, Any], fields: Mapping[str, Any]) -> bool:
    """Whether every field that names the act agrees, as far as both give it, and one does."""
    both = [(told[n], fields[n]) for n in IDENTITY[kind] if told.get(n) and fields.get(n)]
    return bool(both) and all(_agrees(a, b) for a, b in both)


def _agrees(a: Any, b: Any) -> bool:
    if isinstance(a, list) and isinstance(b, list):
        shared = sum(any(_agrees(x, y) for y in b) for x in a)
        return shared * 2 > min(len(a), len(b))  # a host alone in common is another meeting
    if isinstance(a, str) and isinstance(b, str):
        if is_named(a) and is_named(b) and same_person(a, b):
            return True
        short, long = sorted((fold(a), fold(b)), key=len)
        return bool(short) and (short == long or (len(short) > 3 and short in long))
    return bool(a == b)


def constraints(rows: Iterable[DecisionRow]) -> list[Decision]:
    """The decisions that fusion must heed, in the order they were taken."""
    return [
        Decision(
            id=row.id,
            action=row.action,
            level=row.level,
            kind=row.kind,
            reports=row.targets,
            field=row.field,
            value=row.value,
            record=row.record,
        )
        for row in rows
        if row.withdrawn is None and row.action != "withdraw" and (row.action == "add" or row.targets)
    ]
