"""Taking a decision: what it is said of, whether it can be said, and its anchors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from verbale.codec import report_from_dict, report_to_dict
from verbale.edtf import is_edtf
from verbale.errors import NotFoundError, UsageError
from verbale.ontology import DATES, REQUIRED, UNSAID, VALUES, fields_of, kind_named
from verbale.store import finding, ledger
from verbale.store.rows import DecisionRow, EventRow, ReportRow

# What a reading says of its own record, no field of it: not taken over from a record that a person adds.
_READERS = ("id", "anchor", "rule", "confidence", "field_confidence", "evidence", "rules")
ACTIONS = ("reject", "set", "add", "withdraw")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A decision as it was put; see Database.decide."""

    action: str
    target: str
    why: str
    who: str
    when: str
    field: str | None
    value: Any
    record: dict[str, Any] | None


def decide(connection: Connection, said: Said) -> str:
    """Check and write a decision; its id."""
    if said.action not in ACTIONS:
        raise UsageError(f"there is no decision {said.action!r}: one of {', '.join(ACTIONS)}.")
    if not said.why.strip():
        raise UsageError("say why: a decision without a reason helps nobody later.")
    row = {name: getattr(said, name) for name in Said.__slots__}
    if said.action == "add":
        row.update(_added(said), level="report", target=None)
        return ledger.write(connection, row, [])
    found = finding.find(connection, said.target)
    if said.action == "withdraw":
        row.update(_withdrawn(found))
        return ledger.write(connection, row, [])
    level, kind, reports = _held(found)
    if said.action == "set":
        row["value"] = checked(kind, said.field, said.value)
    row.update(level=level, kind=kind, target=found.id)
    return ledger.write(connection, row, ledger.anchors_of(connection, reports))


def _held(found: object) -> tuple[str, str, list[str]]:
    """Level, kind and reports of what was found. Raises UsageError for what no decision can be on."""
    if isinstance(found, EventRow):
        return "event", found.kind, [w.report for w in found.witnesses]
    if isinstance(found, ReportRow) and found.current:
        return "report", found.kind, [found.id]
    if isinstance(found, ReportRow):
        raise UsageError(f"{found.id} is of an older reading. Decide on the record that stands now.")
    if isinstance(found, DecisionRow) and found.action == "add" and not found.withdrawn:
        return "report", found.kind, [found.id]
    raise UsageError("that id is no visit, meeting or other record. Ids are shown by: verbale show visits")


def _withdrawn(found: object) -> dict[str, Any]:
    if not isinstance(found, DecisionRow) or found.action == "withdraw":
        raise UsageError("only a decision can be withdrawn. List them with: verbale decisions")
    if found.withdrawn:
        raise UsageError(f"{found.id} was withdrawn before, by {found.withdrawn}.")
    return {"level": found.level, "kind": found.kind, "target": found.id}


def _added(said: Said) -> dict[str, Any]:
    kind = kind_named(said.target)
    given = {k: v for k, v in (said.record or {}).items() if v is not None and k not in _READERS}
    missing = [name for name in REQUIRED[kind] if not given.get(name)]
    if missing:
        raise UsageError(f"a {kind[:-1]} needs {' and '.join(missing)}.")
    checks = {name: checked(kind, name, value) for name, value in given.items() if name != "participants"}
    try:
        record = report_to_dict(
            report_from_dict(kind, {**UNSAID[kind], **given, **checks, "confidence": 1.0})
        )
    except (TypeError, AttributeError) as error:
        raise UsageError(f"this is no {kind[:-1]}: {error}.") from error
    return {"kind": kind, "record": record}


def checked(kind: str, field: str | None, value: Any) -> Any:
    """A value for a field, as JSON. Raises UsageError where the codebook does not allow it."""
    if field not in fields_of(kind):
        raise UsageError(f"{kind} have no field {field!r}: one of {', '.join(fields_of(kind))}.")
    value = ledger.plain(value)
    default = report_to_dict(report_from_dict(kind, _blank(kind)))[field]
    if isinstance(default, list) != isinstance(value, list):
        raise UsageError(f"{field} takes {'a list' if isinstance(default, list) else 'one value'}.")
    allowed = VALUES[kind].get(field)
    bad = [v for v in (value if isinstance(value, list) else [value]) if allowed and v not in allowed]
    if bad and allowed:
        raise UsageError(f"{field} cannot be {bad[0]!r}: one of {', '.join(allowed)}.")
    if field in DATES and value is not None and not (isinstance(value, str) and is_edtf(value)):
        raise UsageError(
            f"{field}: {value!r} is no date. Write 2025-05-27, 2025-05, 2025 or 2025-05/2025-06."
        )
    if value in (None, "", []) and field in REQUIRED[kind]:
        raise UsageError(f"{field} cannot be empty.")
    return value


def _blank(kind: str) -> dict[str, Any]:
    """An empty record of a kind: what it takes to see which fields are lists."""
    required: dict[str, Any] = dict.fromkeys(REQUIRED[kind], "")
    lists: dict[str, Any] = {"meetings": {"sides": []}, "agreements": {"parties": []}}.get(kind, {})
    return {**UNSAID[kind], **required, **lists}


__all__ = ["ACTIONS", "NotFoundError", "Said", "checked", "decide"]
