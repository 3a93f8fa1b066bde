"""What a record is about, off its codebook object: its days, countries, people and sectors.

Used by fusion and by the database's filters, so that both mean the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from verbale.edtf import Bounds, between, bounds

# An act without a field for its day is dated by its publication: a quote was said by then.
_START = {"visits": "start", "meetings": "date", "agreements": "date", "figures": "period"}
_START["commitments"] = "due"


def act_days(kind: str, fields: Mapping[str, Any], published: str | None = None) -> Bounds:
    """Earliest and latest day of the act: a visit's from start to end, a commitment's when it is due, a
    quote's publication. (None, None) where nothing dates it."""
    if kind == "quotes":
        return bounds(published)
    return between(fields.get(_START[kind]), fields.get("end"))


def _unique(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for v in values if v))


def _participants(fields: Mapping[str, Any], key: str) -> list[Any]:
    return [p.get(key) for p in fields.get("participants") or ()]


def countries_of(kind: str, fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The codes (or names of what has no code) that the act is between or about."""
    if kind == "visits":
        return _unique([fields.get("from"), fields.get("to")])
    if kind == "meetings":
        return _unique([*(fields.get("sides") or ()), *_participants(fields, "side")])
    if kind == "agreements":
        return _unique(fields.get("parties") or ())
    if kind == "figures":
        return _unique(fields.get("countries") or ())
    said = _participants(fields, "side")
    if kind == "commitments":
        return _unique([fields.get("by"), *(fields.get("to") or ()), *said])
    return _unique(said)


def people_of(kind: str, fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The names in the record: who travelled, met, spoke or promised."""
    named = {"visits": "traveller", "figures": "speaker", "quotes": "speaker", "commitments": "by"}
    own = [fields.get(named[kind])] if kind in named else fields.get("people") or ()
    return _unique([*own, *_participants(fields, "name")])


def sectors_of(kind: str, fields: Mapping[str, Any], of_article: Iterable[str] = ()) -> tuple[str, ...]:
    """A meeting's topics, an agreement's sectors; the other kinds have none of their own and take the
    article's (`of_article`)."""
    if kind == "meetings":
        return _unique(fields.get("topics") or ())
    if kind == "agreements":
        return _unique(fields.get("sectors") or ())
    return _unique(of_article)
