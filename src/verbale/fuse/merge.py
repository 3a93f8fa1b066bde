"""One event's fields from its reports: the value most of them give, the others beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from verbale.edtf import bounds, overlap
from verbale.fuse.items import Item, Parts
from verbale.names import fold, fullest, is_named, parts, same_parts, same_person
from verbale.records import EXTRAS, FIELDS, Conflict

Values = list[tuple[Item, Any]]
Merged = tuple[Any, tuple[Conflict, ...]]

NAMES = frozenset({"traveller", "speaker", "by"})
DATES = frozenset({"start", "end", "date", "period", "due"})
LISTS = frozenset({"sides", "topics", "parties", "sectors", "countries"})
# Said of everything that nobody says more of: no value against a real one.
VAGUE = frozenset({"other", "agreement"})
# What becomes of an act as papers follow it; a later stage is news, no contradiction.
STAGES = {
    "planned": 0, "proposed": 0, "negotiating": 1, "announced": 2, "ongoing": 3, "held": 4, "signed": 4,
    "in_force": 5, "open": 0, "done": 1,
}  # fmt: skip
FORSAKEN = frozenset({"cancelled", "ended", "dropped"})


def _key(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _tally(values: Values) -> list[tuple[Any, float, list[str]]]:
    """Each value with its weight (the sum of confidences) and reports, heaviest first, then by text."""
    found: dict[str, tuple[Any, list[Item]]] = {}
    for item, value in values:
        found.setdefault(_key(value), (value, []))[1].append(item)
    rows = [(v, sum(i.confidence for i in items), [i.id for i in items]) for v, items in found.values()]
    return sorted(rows, key=lambda r: (-round(r[1], 6), _key(r[0])))


def _against(rows: list[tuple[Any, float, list[str]]], agrees: Callable[[Any], bool]) -> tuple[Conflict, ...]:
    return tuple(Conflict(v, tuple(sorted(reports))) for v, _, reports in rows if not agrees(v))


def _plain(values: Values) -> Merged:
    rows = _tally(values)
    said = [r for r in rows if r[0] not in VAGUE] or rows
    best = said[0][0]
    return best, _against(said, lambda v: bool(v == best))


def _place(values: Values) -> Merged:
    rows = _tally(values)
    best = rows[0][0]
    return best, _against(rows, lambda v: fold(v) in fold(best) or fold(best) in fold(v))


def _name(values: Values) -> Merged:
    rows = _tally(values)
    named = [r for r in rows if is_named(r[0])] or rows
    first = named[0][0]
    best = fullest([r[0] for r in named if same_person(r[0], first)] or [first])
    unnamed_ok = is_named(best)
    return best, _against(rows, lambda v: same_person(v, best) or (unnamed_ok and not is_named(v)))


def _width(edtf: str) -> int:
    first, last = bounds(edtf)
    return (last - first).days if first and last else date.max.toordinal()


def _date(values: Values) -> Merged:
    """The value that most agree with; among those the narrowest."""
    rows = _tally(values)

    def backing(value: str) -> float:
        return round(sum(weight for v, weight, _ in rows if overlap(v, value)), 6)

    best = min((v for v, _, _ in rows), key=lambda v: (-backing(v), _width(v), v))
    return best, _against(rows, lambda v: overlap(v, best))


def _status(values: Values) -> Merged:
    """The furthest stage; against it a report that says called off, unless that is the latest word."""
    rows = _tally(values)
    off = [(i.published or 0, v) for i, v in values if v in FORSAKEN]
    on = [(i.published or 0, v) for i, v in values if v not in FORSAKEN]
    if off and (not on or max(off)[0] > max(on)[0]) and not any(STAGES.get(v, 0) >= 4 for _, v in on):
        best = max(off)[1]
        return best, ()
    stages = [v for _, v in on]
    best = min(stages, key=lambda v: (-STAGES.get(v, 0), v))
    return best, _against(rows, lambda v: v not in FORSAKEN)


def _together(values: Values) -> Merged:
    """All elements, those that most reports give first."""
    votes: dict[str, float] = {}
    order: dict[str, tuple[str, int]] = {}
    for item, several in values:
        for n, value in enumerate(dict.fromkeys(several)):
            votes[value] = votes.get(value, 0.0) + item.confidence
            order.setdefault(value, (item.id, n))
    return sorted(votes, key=lambda v: (-round(votes[v], 6), order[v])), ()


def _people(values: Values) -> Merged:
    """Each person once, under the fullest name."""
    groups: list[tuple[Parts, list[str], float]] = []
    flat = [(parts(name), name, item) for item, several in values for name in several]
    for key, name, item in sorted(flat, key=lambda f: (-len(f[0]), f[1], f[2].id)):
        for n, (other, names, weight) in enumerate(groups):
            if same_parts(key, other):
                groups[n] = (other, [*names, name], weight + item.confidence)
                break
        else:
            groups.append((key, [name], item.confidence))
    ranked = sorted(groups, key=lambda g: (-round(g[2], 6), fullest(g[1])))
    return [fullest(names) for _, names, _ in ranked], ()


def _records(values: Values, name: str = "name") -> Merged:
    """Sites and participants: each once, what one report leaves open filled from the next."""
    found: list[dict[str, Any]] = []
    for _, several in sorted(values, key=lambda v: (-v[0].confidence, v[0].id)):
        for one in several:
            same = next((f for f in found if _same_record(f[name], one[name])), None)
            if same is None:
                found.append(dict(one))
            else:
                same.update({k: v for k, v in one.items() if same.get(k) is None})
                same[name] = fullest([same[name], one[name]])
    return found, ()


def _same_record(a: str, b: str) -> bool:
    if is_named(a) and is_named(b):
        return same_person(a, b)
    return fold(a) == fold(b)


def _words(values: Values) -> Merged:
    """A label or quote as the surest report prints it; between equals the longest."""
    item_value = min(values, key=lambda v: (-v[0].confidence, -len(v[1]), v[0].id))
    return item_value[1], ()


def _choose(kind: str, name: str) -> Callable[[Values], Merged]:
    if name in ("sites", "participants"):
        return _records
    if name == "people":
        return _people
    if name in LISTS or (name == "to" and kind == "commitments"):
        return _together
    if name in DATES:
        return _date
    if name in NAMES:
        return _name
    if name in ("label", "text"):
        return _words
    return {"status": _status, "place": _place}.get(name, _plain)


def merged(
    kind: str, items: Sequence[Item], given: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, tuple[Conflict, ...]]]:
    """Fields and conflicts of an event; `given` are the values that a person set on it."""
    fields: dict[str, Any] = {}
    conflicts: dict[str, tuple[Conflict, ...]] = {}
    for name in (*FIELDS[kind], *EXTRAS[kind]):
        values = [(i, i.fields[name]) for i in items if i.fields.get(name) not in (None, [], ())]
        is_list = name in LISTS or name in ("people", "sites", "participants")
        empty: Any = [] if is_list or (name == "to" and kind == "commitments") else None
        value, against = _choose(kind, name)(values) if values else (empty, ())
        if name in given:
            value, against = given[name], ()
        fields[name] = value
        if against:
            conflicts[name] = against
    return fields, conflicts
