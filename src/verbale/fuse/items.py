"""Reports made ready for comparison: names in one spelling, dates as day numbers."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from verbale import data
from verbale.acts import act_days
from verbale.codec import report_to_dict
from verbale.edtf import bounds
from verbale.fuse import weights
from verbale.names import fold, is_named, parts
from verbale.records import KINDS, Decision, Document, Member

Parts = tuple[str, ...]

FOLDED: Mapping[str, tuple[str, ...]] = {
    "visits": ("from", "to", "place", "traveller"),
    "meetings": ("country", "place"),
    "agreements": (),
    "figures": (),
    "quotes": ("text",),
    "commitments": ("by",),
}


@dataclass(slots=True, eq=False)
class Item:
    """One report. `days` are the act's first and last day (None: that side is not known), `window` the
    days in which it may lie, both as ordinals."""

    member: Member
    fields: dict[str, Any]
    confidence: float
    published: int | None
    days: tuple[int | None, int | None]
    window: tuple[float, float]
    anchor: tuple[int, int] = (0, 0)
    people: dict[Parts, str] = field(default_factory=dict)  # parts → as printed
    sides: dict[Parts, str] = field(default_factory=dict)  # parts → the side they stand for
    codes: frozenset[str] = frozenset()
    folded: dict[str, str] = field(default_factory=dict)  # single codes, the place and the words, folded
    label: frozenset[str] = frozenset()  # the words of a label that tell it apart, all words of a quote
    sums: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        return self.member.report

    @property
    def kind(self) -> str:
        return self.member.kind

    @property
    def dated(self) -> bool:
        return self.days != (None, None)


@data.derived
def _empty() -> frozenset[str]:
    return frozenset(data.toml("packs/fr/fusion.toml")["labels"]["empty"])


def content(text: str | None) -> frozenset[str]:
    """The words of a label that say which one it is, cut to six letters: plurals and genders agree."""
    words = fold(text or "").split()
    return frozenset(w[:6] for w in words if w not in _empty() and len(w) > 1 and not w.isdigit())


def sums(text: str | None) -> frozenset[str]:
    """The numbers printed in a label."""
    return frozenset(m.replace(",", ".") for m in re.findall(r"\d+(?:[.,]\d+)?", text or ""))


def _ordinal(text: str | None) -> int | None:
    first, last = bounds(text)
    day = last or first
    return day.toordinal() if day else None


def _window(
    kind: str, status: str | None, days: tuple[int | None, int | None], published: int | None
) -> tuple[float, float]:
    if kind in weights.TOLD_APART:
        half = weights.TOLD_APART[kind] / 2
        return (-math.inf, math.inf) if published is None else (published - half, published + half)
    if days != (None, None):
        slack = weights.VISIT_APART if kind == "visits" else 1
        low = -math.inf if days[0] is None else days[0] - slack
        return low, math.inf if days[1] is None else days[1] + slack
    if published is None:
        return -math.inf, math.inf
    table = weights.AGREEMENT_WINDOWS if kind == "agreements" else weights.WINDOWS
    before, after = table.get(status or "", weights.OTHER_WINDOW)
    return published - before, published + after


def _people(kind: str, fields: Mapping[str, Any]) -> dict[Parts, str]:
    names = {"visits": [fields.get("traveller")], "meetings": fields.get("people") or []}.get(kind)
    if names is None:
        names = [fields.get("speaker") or fields.get("by")]
    return {parts(n): n for n in names if n and is_named(n)}


_CODES = {"meetings": "sides", "agreements": "parties", "figures": "countries", "commitments": "to"}


def _codes(kind: str, fields: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(fold(n) for n in fields.get(_CODES.get(kind, "")) or () if n)


def item_of(member: Member, fields: dict[str, Any], published: str | None) -> Item:
    """One report's object, ready for comparison."""
    kind = member.kind
    first, last = (None, None) if kind == "quotes" else act_days(kind, fields)
    days = (first.toordinal() if first else None, last.toordinal() if last else None)
    told = _ordinal(published)
    text = fields.get("label")
    folded = {name: fold(fields.get(name) or "") for name in FOLDED[kind]}
    return Item(
        member=member,
        fields=fields,
        confidence=float(fields.get("confidence", 1.0)),
        published=told,
        days=days,
        window=_window(kind, fields.get("status"), days, told),
        anchor=tuple(fields.get("anchor") or (0, 0)),
        people=_people(kind, fields),
        codes=_codes(kind, fields),
        folded=folded,
        label=frozenset(folded["text"].split()) if kind == "quotes" else content(text),
        sums=sums(text),
    )


def items_of(documents: Sequence[Document], decisions: Sequence[Decision]) -> list[Item]:
    """All reports of the documents and those that decisions add, with the values that decisions set on
    single reports, less those that decisions reject; sorted by report id."""
    gone = {r for d in decisions if d.action == "reject" and d.level == "report" for r in d.reports}
    given: dict[str, dict[str, Any]] = {}
    for d in decisions:
        if d.action == "set" and d.level == "report" and d.field:
            for report in d.reports:
                given.setdefault(report, {})[d.field] = d.value
    found: list[Item] = []
    for document in documents:
        for kind in KINDS:
            for index, report in enumerate(getattr(document, kind)):
                name = report.id or f"{document.id}/{kind}/{index}"
                fields = {**report_to_dict(report), **given.get(name, {})}
                found.append(item_of(Member(document.id, kind, index, name), fields, document.published))
    for d in decisions:
        if d.action == "add" and d.record is not None:
            fields = {**d.record, **given.get(d.id, {})}
            found.append(item_of(Member(d.id, d.kind, 0, d.id), fields, None))
    kept = sorted((i for i in found if i.id not in gone), key=lambda i: i.member[::-1])
    _settle_sides(kept)
    return kept


def _settle_sides(items: Sequence[Item]) -> None:
    """For whom the people of meetings stand: what the report says, else what most reports say of the
    person, else, where one person and one side are left over, that side."""
    votes: dict[Parts, Counter[str]] = {}
    for item in items:
        fields = item.fields
        if item.kind == "visits" and fields.get("from"):
            for name in item.people:
                votes.setdefault(name, Counter())[item.folded["from"]] += 1
        for p in fields.get("participants") or ():
            if p.get("side") and is_named(p.get("name")):
                own = parts(p["name"])
                votes.setdefault(own, Counter())[fold(p["side"])] += 1
                if item.kind == "meetings":
                    item.sides.setdefault(own, fold(p["side"]))
    for item in items:
        if item.kind == "meetings":
            _fill_sides(item, votes)


def _fill_sides(item: Item, votes: Mapping[Parts, Counter[str]]) -> None:
    for name in item.people:
        known = votes.get(name)
        if name not in item.sides and known:
            side = min(known, key=lambda s: (-known[s], s))
            if side in item.codes:
                item.sides[name] = side
    left = [n for n in item.people if n not in item.sides]
    open_sides = sorted(item.codes - set(item.sides.values()))
    if len(left) == 1 and len(open_sides) == 1:
        item.sides[left[0]] = open_sides[0]
