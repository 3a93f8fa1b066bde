"""From the reports of many articles to events: `fuse(documents, decisions) -> Fusion`.

Pure: the same documents and decisions, in any order, give the same events.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from verbale.acts import act_days
from verbale.fuse.cluster import clusters
from verbale.fuse.items import Item, items_of
from verbale.fuse.merge import merged
from verbale.records import Decision, Document, Event, Fusion, Reason

__all__ = ["event_id", "fuse"]


def event_id(report: str) -> str:
    """The id of the event whose smallest report id this is."""
    return "e" + report


def fuse(documents: Sequence[Document], decisions: Sequence[Decision] = ()) -> Fusion:
    """Join what several articles tell of one act. A report without an id goes by DOCUMENT/KIND/INDEX.

    A rejected report takes no part; a rejected event keeps its reports, and those that join them later,
    with `rejected` naming the decision. A value set on a report counts before reports are compared, one
    set on an event stands in place of what its reports say. What a person adds is a report as well."""
    items = items_of(documents, decisions)
    by_event = [d for d in decisions if d.level == "event" and d.action in ("reject", "set")]
    groups = clusters(items, must=[d.reports for d in by_event])
    return Fusion(tuple(_event(group, why, by_event) for group, why in groups))


def _event(items: Sequence[Item], reasons: Sequence[Reason], decisions: Sequence[Decision]) -> Event:
    kind, ids = items[0].kind, {i.id for i in items}
    mine = [d for d in decisions if ids & set(d.reports)]
    given: dict[str, Any] = {d.field: d.value for d in mine if d.action == "set" and d.field}
    fields, conflicts = merged(kind, items, given)
    first, last = _days(kind, fields, items)
    return Event(
        id=event_id(items[0].id),
        kind=kind,
        members=tuple(i.member for i in items),
        fields=fields,
        conflicts=conflicts,
        reasons=tuple(reasons),
        earliest=first.isoformat() if first else None,
        latest=last.isoformat() if last else None,
        confidence=max(i.confidence for i in items),
        decided={d.field: d.id for d in mine if d.action == "set" and d.field},
        rejected=next((d.id for d in mine if d.action == "reject"), None),
    )


def _days(kind: str, fields: dict[str, Any], items: Sequence[Item]) -> tuple[date | None, date | None]:
    told = sorted(i.published for i in items if i.published is not None)
    return act_days(kind, fields, date.fromordinal(told[0]).isoformat() if told else None)
