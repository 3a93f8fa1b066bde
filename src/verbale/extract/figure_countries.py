"""Which countries a quantity is about: those its sentence names, else those that the document is about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from verbale.data import world
from verbale.records import Amount, Analysis, Span

# Measures between two sides: one that gives, sells or invests, and one that receives.
BETWEEN = frozenset({"trade", "exports", "imports", "investment", "aid", "loan", "contract"})
_MOST = 5


class Named(NamedTuple):
    """A country or organisation named at a span. `how` as in Proof; `kind`: place, demonym, actor, person."""

    start: int
    end: int
    code: str
    how: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Geography:
    """All countries of a text in order, and those it is mostly about, most named first."""

    named: tuple[Named, ...]
    main: tuple[Named, ...]


def _demonyms(analysis: Analysis) -> list[Named]:
    """Free adjectives and nouns of nationality, also the two of compounds (russo-kazakh)."""
    known = Counter(p.country for p in analysis.places if p.country)
    prefixes = {world.fold(f.form).rstrip("-"): f.code for f in world.prefixes()}
    found = []
    tokens = analysis.tokens
    for start, folded in zip(tokens.starts, tokens.folded, strict=True):
        position = start
        for part in folded.split("-"):
            codes = world.countries_of_demonym(part)
            if part in prefixes and "-" in folded:
                codes = (prefixes[part],)
            fitting = [c for c in codes if known[c]] or list(codes)
            if codes and (len(codes) == 1 or len([c for c in codes if known[c]]) == 1):
                found.append(Named(position, position + len(part), fitting[0], "demonym", "demonym"))
            position += len(part) + 1
    return found


def survey(analysis: Analysis) -> Geography:
    """All that names a country in the text."""
    found = [
        Named(p.start, p.end, p.country, None if p.kind == "country" else "capital", "place")
        for p in analysis.places
        if p.country and world.is_country(p.country)
    ]
    found += _demonyms(analysis)
    for actor in analysis.actors:
        if actor.country is None or actor.kind not in ("state", "organisation", "body", "person"):
            continue
        kind = "person" if actor.kind == "person" else "actor"
        how = actor.country_how if actor.kind != "person" else "coreference"
        found.append(Named(actor.start, actor.end, actor.country, how, kind))
    found.sort(key=lambda n: (n.start, n.kind != "place", n.kind != "demonym", n.end))
    kept: list[Named] = []
    for named in found:
        if kept and named.start < kept[-1].end and named.code == kept[-1].code:
            continue
        kept.append(named)
    return Geography(tuple(kept), _main(kept, analysis))


def _main(named: list[Named], analysis: Analysis) -> tuple[Named, ...]:
    """One mention of each code, the most named first; the title and the first lines count double."""
    head = analysis.article.body_start + 400
    weight: Counter[str] = Counter()
    first: dict[str, Named] = {}
    for mention in named:
        weight[mention.code] += 2 if mention.start < head else 1
        first.setdefault(mention.code, mention)
    ranked = sorted(first.values(), key=lambda n: (-weight[n.code], n.start))
    return tuple(n for n in ranked if world.is_country(n.code) or n.code in world.organisations())


def countries_for(
    amount: Amount, measure: str, sentence: Span, geography: Geography, *, previous: Span | None = None
) -> list[Named]:
    """The mentions that name the countries of a quantity, in order of their roles."""
    inside = [n for n in geography.named if sentence.start <= n.start < sentence.end and n.kind != "person"]
    distinct = _nearest(inside, amount)
    if measure in BETWEEN:
        return _pair(distinct, geography)
    if distinct:
        return distinct[:2] if measure == "count" else distinct[:1]
    if previous is not None:
        before = [
            n for n in geography.named if previous.start <= n.start < previous.end and n.kind != "person"
        ]
        if before:
            return _nearest(before, amount)[:1]
    return list(geography.main[:1])


def _nearest(mentions: list[Named], amount: Amount) -> list[Named]:
    """One mention of each code, the nearest first."""

    def gap(n: Named) -> int:
        return n.start - amount.end if n.start >= amount.end else amount.start - n.end

    best: dict[str, Named] = {}
    for mention in sorted(mentions, key=gap):
        best.setdefault(mention.code, mention)
    return list(best.values())


def _pair(distinct: list[Named], geography: Geography) -> list[Named]:
    """Two sides: those of the sentence, completed by the one the document is most about."""
    chosen = sorted(distinct[:2], key=lambda n: n.start)
    for mention in geography.main:
        if len(chosen) >= 2:
            break
        if mention.code not in {n.code for n in chosen}:
            chosen.append(mention)
    return chosen
