"""In which order a quantity's countries stand: who gives, sells, sends or comes from there first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from verbale.data import derived, toml, world
from verbale.extract.figure_choice import choose, role_of
from verbale.extract.figure_countries import Geography, Named, attached_to
from verbale.extract.figure_pairs import both_sides, passes
from verbale.extract.figure_place import Place

PACK = "packs/fr/measures.toml"
_FIRST, _EITHER, _LAST = 0, 1, 2
_DOERS = ("subject<", "and<")
_TAKERS = ("to<", "to>", "in<", "in>", "there", "dateline")
_SOURCES = ("by<", "by>", "from<", "from>")
_GIFTS = ("aid", "loan", "investment", "contract")
_HEADS = ("count", "population")
_UNDIRECTED = ("trade", "share", "growth")


@dataclass(frozen=True, slots=True)
class _Rules:
    takes: re.Pattern[str]
    donors: frozenset[str]
    providers: frozenset[str]


@derived
def _rules() -> _Rules:
    pack: dict[str, Any] = toml(PACK)["countries"]
    takes = re.compile(pack["marks"]["takes"].replace("\u2019", "'"))
    return _Rules(takes, frozenset(pack["donors"]), frozenset(pack["providers"]))


def ordered(place: Place, geography: Geography) -> list[Named]:
    """The mentions that prove whose the quantity is, the giver's or sender's first."""
    chosen = both_sides(place, geography) if passes(place) else choose(place, geography)
    if len(chosen) < 2:
        return chosen
    attached = attached_to(place.low, place.amount, chosen)
    first = {n.code: k for k, n in reversed(list(enumerate(geography.named)))}

    def key(n: Named) -> tuple[int, int, int]:
        inside = place.sentence.start <= n.start < place.sentence.end
        part = _part(place, n, role_of(place, n, attached)) if inside else _EITHER
        return part, _tier(place, n.code), n.start if inside else first[n.code]

    return sorted(chosen, key=key)


def _part(place: Place, mention: Named, role: str) -> int:
    """Does the sentence make it the giver, the taker or neither?"""
    measure = place.measured.measure
    if role in _TAKERS:
        return _LAST
    if role in _SOURCES:
        return _FIRST
    if role in _DOERS and measure not in _UNDIRECTED:
        takes = _rules().takes.search(place.low, mention.end, max(mention.end, place.amount.start))
        return _LAST if takes else _FIRST
    if role == "phrase" and measure in _HEADS:
        return _FIRST
    return _FIRST if role == "adjective>" and measure in _GIFTS else _EITHER


def _tier(place: Place, code: str) -> int:
    """Who gives by habit: members of the donors' committee and organisations, other providers, the rest."""
    if place.measured.measure in ("share", "growth", "population"):
        return 0
    if code in _rules().donors or not world.is_country(code):
        return 0
    return 1 if code in _rules().providers else 2
