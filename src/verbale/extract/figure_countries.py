"""What names a country in a text, and which of its names stand in the phrase of a quantity."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

from verbale.data import derived, toml, world
from verbale.records import Amount, Analysis, Span

PACK = "packs/fr/measures.toml"
_GUESSED = "document"  # how a country is known that no words beside the actor tell
_NAMING = ("state", "organisation", "body", "person")
_ADJECTIVES = ("demonym", "prefix")
_MOST = 5  # countries of one quantity: a list in its noun phrase
_HEAD = 400  # code points of the body that, with the title, say what the document is about


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
    home: str | None = None

    def within(self, span: Span) -> list[Named]:
        """What names a country between two positions."""
        return [n for n in self.named if span.start <= n.start < span.end]


@dataclass(frozen=True, slots=True)
class _Rules:
    attached: re.Pattern[str]
    listed: re.Pattern[str]
    there: re.Pattern[str]
    just_before: re.Pattern[str]
    union: re.Pattern[str]
    reserve: frozenset[str]


@derived
def _rules() -> _Rules:
    pack: dict[str, Any] = toml(PACK)["countries"]
    names = ("attached", "listed", "there", "just_before", "union")
    made = {k: re.compile(pack["patterns"][k].replace("\u2019", "'")) for k in names}
    return _Rules(**made, reserve=frozenset(pack["reserve"]))


# How a place proves its country, by its kind; a country's name says it itself.
_HOW = {"country": None, "demonym": "demonym", "prefix": "demonym", "metonym": "office_table"}


def survey(analysis: Analysis, low: str) -> Geography:
    """All that names a country in the text."""
    found = [
        Named(
            p.start,
            p.end,
            p.country,
            _HOW.get(p.kind, "capital"),
            "demonym" if p.kind in _ADJECTIVES else "place",
        )
        for p in analysis.places
        if p.country and world.is_country(p.country)
    ]
    for actor in analysis.actors:
        if actor.country is None or actor.country_how == _GUESSED or actor.kind not in _NAMING:
            continue
        kind = "person" if actor.kind == "person" else "actor"
        how = actor.country_how if actor.kind != "person" else "coreference"
        found.append(Named(actor.start, actor.end, actor.country, how, kind))
    if any(n.code == "EU" for n in found):
        found = [n._replace(code="EU") if n.code == "BEL" and n.how == "capital" else n for n in found]
        found += [Named(*m.span(), "EU", "demonym", "demonym") for m in _rules().union.finditer(low)]
    found.sort(key=lambda n: (n.start, n.kind != "place", n.kind != "demonym", n.end))
    kept: list[Named] = []
    for named in found:
        if kept and named.start < kept[-1].end and named.code == kept[-1].code:
            continue
        kept.append(named)
    return Geography(tuple(kept), _main(kept, analysis), analysis.home)


def _main(named: list[Named], analysis: Analysis) -> tuple[Named, ...]:
    """One mention of each code, the most named first; the title and the first lines count double."""
    head = analysis.article.body_start + _HEAD
    weight: Counter[str] = Counter()
    first: dict[str, Named] = {}
    for mention in named:
        weight[mention.code] += 2 if mention.start < head else 1
        first.setdefault(mention.code, mention)
    ranked = sorted(first.values(), key=lambda n: (-weight[n.code], n.start))
    return tuple(n for n in ranked if world.is_country(n.code) or n.code in world.organisations())


def within(mention: Named, span: Span | None) -> bool:
    return span is not None and span.start <= mention.start < span.end


def is_side(code: str) -> bool:
    """A state, the European Union, or an organisation that gives money."""
    body = world.organisations().get(code)
    return world.is_country(code) or code == "EU" or (body is not None and body.kind == "financial")


def own_currency(amount: Amount) -> Named | None:
    """The one state whose currency it is, if just one has it."""
    if amount.unit is None or amount.noun is None:
        return None
    states = [
        c.code for c in world.countries().values() if c.currency == amount.unit and c.un and not c.sovereign
    ]
    if len(states) != 1 or amount.unit in _rules().reserve:
        return None
    return Named(amount.noun.start, amount.noun.end, states[0], "frame", "currency")


def base_of(amount: Amount) -> Span:
    """The noun where it stands with its number, else the number alone."""
    noun = amount.noun
    return noun if noun and amount.start <= noun.start and noun.end <= amount.end else amount.number


def attached_to(low: str, amount: Amount, inside: list[Named]) -> list[Named]:
    """The countries in the noun phrase itself: 27 French companies, 35 officers of Chad and of Niger."""
    rules = _rules()
    base = base_of(amount)
    found: list[Named] = [n for n in inside if n.kind == "demonym" and within(n, base)]
    if found:
        return found
    reach = max(base.end, amount.number.end)
    for mention in inside:
        if mention.start < reach or len(found) >= _MOST:
            continue
        joins = rules.listed if found else rules.attached
        if not joins.fullmatch(low[reach : mention.start]) or (found and found[0].kind != mention.kind):
            break
        found.append(mention)
        reach = mention.end
    return found


def belongs_to_others(low: str, mention: Named, others: list[Amount]) -> bool:
    """Does the mention stand in the phrase of another quantity?"""
    rules = _rules()
    for other in others:
        base = base_of(other)
        if within(mention, base):
            return True
        behind = low[base.end : mention.start] if mention.start >= base.end else None
        if behind is not None and (rules.attached.fullmatch(behind) or rules.there.fullmatch(behind)):
            return True
        if base == other.number and rules.just_before.fullmatch(low[mention.end : other.start]):
            return True
    return False
