"""Between records and the codebook's JSON objects, both ways and without loss.

A field's evidence is a list of `[start, end]` where the words themselves say it, else
`{"how": CODE, "from": [spans]}`; elements of lists have keys of their own (`people.0`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verbale.records import (
    EXTRAS,
    FIELDS,
    KINDS,
    Document,
    Furniture,
    Participant,
    Proof,
    Report,
    Site,
    Span,
)

_TUPLES: dict[str, type[Any]] = {"sites": Site, "participants": Participant}


def value_of(report: Report, name: str) -> Any:
    """The value of a codebook field (`from` is stored as `from_`)."""
    return getattr(report, "from_" if name == "from" else name)


def kind_of(report: Report) -> str:
    """`visits`, `meetings`, …: the list a report stands in."""
    return next(kind for kind, cls in KINDS.items() if type(report) is cls)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [v._asdict() if hasattr(v, "_asdict") else v for v in value]
    return value


def _evidence(proof: Proof) -> Any:
    spans = [list(s) for s in proof.spans]
    return spans if proof.how is None else {"how": proof.how, "from": spans}


def report_to_dict(report: Report) -> dict[str, Any]:
    """The codebook's object of one report."""
    kind = kind_of(report)
    out: dict[str, Any] = {"id": report.id}
    out.update((name, _plain(value_of(report, name))) for name in (*FIELDS[kind], *EXTRAS[kind]))
    out["anchor"] = list(report.anchor)
    out["rule"] = report.rule
    out["confidence"] = round(report.confidence, 3)
    out["field_confidence"] = {k: round(p.confidence, 3) for k, p in report.proofs.items()}
    out["evidence"] = {k: _evidence(p) for k, p in report.proofs.items()}
    out["rules"] = {k: p.rule for k, p in report.proofs.items() if p.rule}
    return out


def _proofs(record: Mapping[str, Any]) -> dict[str, Proof]:
    proofs = {}
    for key, said in (record.get("evidence") or {}).items():
        how = said.get("how") if isinstance(said, dict) else None
        spans = said.get("from") or [] if isinstance(said, dict) else said
        proofs[key] = Proof(
            tuple(Span(*s) for s in spans),
            how,
            (record.get("rules") or {}).get(key, ""),
            (record.get("field_confidence") or {}).get(key, 1.0),
        )
    return proofs


def report_from_dict(kind: str, record: Mapping[str, Any]) -> Report:
    """A report from the codebook's object (hand-coded ones too: what they lack takes its default)."""
    values: dict[str, Any] = {}
    for name in (*FIELDS[kind], *EXTRAS[kind]):
        if name not in record:
            continue
        value = record[name]
        if name in _TUPLES:
            value = tuple(_TUPLES[name](**v) for v in value or ())
        elif isinstance(value, list):
            value = tuple(value)
        values["from_" if name == "from" else name] = value
    made: Report = KINDS[kind](
        **values,
        id=record.get("id") or "",
        anchor=Span(*(record.get("anchor") or (0, 0))),
        rule=record.get("rule") or "",
        confidence=record.get("confidence", 1.0),
        proofs=_proofs(record),
    )
    return made


def document_to_dict(document: Document) -> dict[str, Any]:
    """The object that `verbale read --json` prints for one article."""
    out: dict[str, Any] = {
        "id": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": document.published,
        "language": document.language,
        "relevant": document.relevant,
        "sectors": list(document.sectors),
    }
    for kind in KINDS:
        out[kind] = [report_to_dict(r) for r in getattr(document, kind)]
    out["furniture"] = [{"start": f.start, "end": f.end, "kind": f.kind} for f in document.furniture]
    out["evidence"] = {k: _evidence(p) for k, p in document.proofs.items()}
    out["text"] = document.text
    return out


def document_from_dict(record: Mapping[str, Any]) -> Document:
    """A document from its object, or from a hand-coded one."""
    lists: dict[str, Any] = {k: tuple(report_from_dict(k, r) for r in record.get(k) or ()) for k in KINDS}
    return Document(
        id=str(record["id"]),
        published=record.get("published"),
        language=record.get("language") or "fr",
        relevant=bool(record.get("relevant")),
        sectors=tuple(record.get("sectors") or ()),
        text=record.get("text") or "",
        title=record.get("title"),
        outlet=record.get("outlet"),
        url=record.get("url"),
        furniture=tuple(Furniture(**f) for f in record.get("furniture") or ()),
        proofs=_proofs(record),
        **lists,
    )
