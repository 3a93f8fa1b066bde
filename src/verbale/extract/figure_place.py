"""Where a quantity stands in its article, and what kind of quantity it is as to whose it can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from verbale.data import derived, toml
from verbale.extract.figure_countries import Geography, Named, within
from verbale.extract.figure_measures import Measured, kind_of
from verbale.records import Amount, Span

PACK = "packs/fr/measures.toml"


@dataclass(frozen=True, slots=True)
class Place:
    """A quantity with its surroundings: `low` the whole text in lower case, `others` the other quantities of
    its sentence, `before` the sentence before in the paragraph, `body` where the body begins, `chain` whose
    the quantity before was if that stood in the same "sentence" or the "last" one (`chained`)."""

    low: str
    amount: Amount
    measured: Measured
    sentence: Span
    others: list[Amount]
    before: Span | None
    body: int
    chain: frozenset[str] = frozenset()
    chained: str = ""

    @property
    def said(self) -> str:
        """The sentence in lower case."""
        return self.low[self.sentence.start : self.sentence.end]

    def inside(self, geography: Geography) -> list[Named]:
        """What names a country in the sentence, apart from names of currencies."""
        money = [a for a in (self.amount, *self.others) if kind_of(a) == "money" and a.noun]
        return [n for n in geography.within(self.sentence) if not any(within(n, a.noun) for a in money)]


@derived
def _rules() -> dict[str, frozenset[str]]:
    pack: dict[str, Any] = toml(PACK)["countries"]
    return {k: frozenset(pack[k]) for k in ("own", "flows", "memberships", "abroad", "local")}


def class_of(amount: Amount, measured: Measured) -> str:
    """flow | own | percent | states | sent | population | local | measure | count."""
    rules, kind = _rules(), kind_of(amount)
    if kind == "percent":
        return "percent"
    if kind == "money":
        return "own" if measured.measure in rules["own"] else "flow"
    if measured.measure in rules["flows"]:
        return "flow"
    if amount.unit in rules["memberships"]:
        return "states"
    if amount.unit in rules["abroad"]:
        return "sent"
    if measured.measure == "population":
        return "population"
    if amount.unit in rules["local"]:
        return "local"
    return "measure" if measured.measure in ("other", "production") else "count"


def chain_of(places: Sequence[Place], k: int, sets: Sequence[frozenset[str]]) -> tuple[frozenset[str], str]:
    """Whose the quantity before was, if it stands in the same sentence or the one before."""
    if k == 0:
        return frozenset(), ""
    last, this = places[k - 1].sentence, places[k]
    if last == this.sentence:
        return sets[k - 1], "sentence"
    return (sets[k - 1], "last") if this.before == last else (frozenset(), "")
