"""Both sides of what passes between two: money given, lent or traded, goods sold, people and things sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from verbale.data import derived, toml
from verbale.extract.figure_countries import (
    Geography,
    Named,
    attached_to,
    base_of,
    belongs_to_others,
    is_side,
)
from verbale.extract.figure_measures import kind_of
from verbale.extract.figure_place import Place, class_of
from verbale.records import Amount

PACK = "packs/fr/measures.toml"
_NEAR = 60  # code points behind a quantity in which "foreign" speaks of it
_LOCATIVE = 14  # code points before a name in which its preposition stands
_ABOUT = 3  # the states that a document is about


@dataclass(frozen=True, slots=True)
class _Rules:
    there: re.Pattern[str]
    just_before: re.Pattern[str]
    between: re.Pattern[str]
    between_and: re.Pattern[str]
    locative: re.Pattern[str]
    governed: re.Pattern[str]
    foreign: re.Pattern[str]
    passing: frozenset[str]


@derived
def _rules() -> _Rules:
    pack: dict[str, Any] = toml(PACK)["countries"]
    names = ("there", "just_before", "between", "between_and", "locative", "governed", "foreign")
    made = {k: re.compile(pack["patterns"][k].replace("\u2019", "'")) for k in names}
    return _Rules(**made, passing=frozenset(pack["passing"]))


def passes(place: Place) -> bool:
    """Is the quantity of a kind that goes from one side to another?"""
    return class_of(place.amount, place.measured) in _rules().passing


def both_sides(place: Place, geography: Geography) -> list[Named]:
    """The giver's and the taker's mentions, unordered; one where the text has no other."""
    inside = [n for n in place.inside(geography) if n.kind != "person"]
    if kind_of(place.amount) == "money":
        return _of_money(place, inside, geography)
    if attached := attached_to(place.low, place.amount, inside):
        return _completed(place, attached, inside, geography)
    if beside := _beside(place.low, place.amount, inside):
        giver = _subject(place, [n for n in inside if n.code != beside.code])
        return [giver, beside] if giver else [beside]
    return _between(place.low, inside) or _pair(place.amount, inside, geography)


def _of_money(place: Place, inside: list[Named], geography: Geography) -> list[Named]:
    sides = [n for n in inside if is_side(n.code)]
    if _rules().foreign.search(place.low[place.amount.end : place.amount.end + _NEAR]):
        return _nearest(sides, place.amount)[:1] or _here(geography)
    return _pair(place.amount, _between(place.low, sides) or sides, geography)


def _here(geography: Geography) -> list[Named]:
    """Where an unplaced quantity lies: at home if the document is about it, else where it mostly is."""
    states = [n for n in geography.main if is_side(n.code)]
    return [n for n in states[:_ABOUT] if n.code == geography.home] or states[:1]


def _subject(place: Place, inside: list[Named]) -> Named | None:
    """The last name before the quantity that no preposition governs and that no other quantity has."""
    for n in reversed(inside):
        left = place.low[max(place.sentence.start, n.start - _LOCATIVE) : n.start]
        free = n.end <= place.amount.start and n.kind != "demonym" and is_side(n.code)
        if free and not _rules().governed.search(left) and not belongs_to_others(place.low, n, place.others):
            return n
    return None


def _completed(place: Place, attached: list[Named], inside: list[Named], geography: Geography) -> list[Named]:
    """Those of the phrase, and where they are: a place of the sentence, else the document's other country."""
    if len(attached) > 1:
        return attached
    own = attached[0].code
    others = [
        n
        for n in inside
        if n.code != own and is_side(n.code) and not belongs_to_others(place.low, n, place.others)
    ]
    if others:
        return [attached[0], _nearest(others, place.amount)[0]]
    return attached + [n for n in geography.main if n.code != own and is_side(n.code)][:1]


def _beside(low: str, amount: Amount, inside: list[Named]) -> Named | None:
    """320 for Beijing, 54 km in Japan; Moscow of 6,375: the place right behind or before the quantity."""
    rules = _rules()
    for mention in inside:
        if mention.start >= amount.end and rules.there.fullmatch(low[amount.end : mention.start]):
            return mention
        elided = base_of(amount) == amount.number
        if (
            elided
            and mention.end <= amount.start
            and rules.just_before.fullmatch(low[mention.end : amount.start])
        ):
            return mention
    return None


def _between(low: str, inside: list[Named]) -> list[Named]:
    """Both of "between A and B"."""
    for first, second in pairwise(inside):
        opened = _rules().between.search(low[max(0, first.start - 12) : first.start])
        joined = _rules().between_and.fullmatch(low[first.end : second.start])
        if opened and joined and first.code != second.code:
            return [first, second]
    return []


def _nearest(mentions: list[Named], amount: Amount) -> list[Named]:
    """One mention of each code, the nearest first."""

    def gap(n: Named) -> int:
        return n.start - amount.end if n.start >= amount.end else amount.start - n.end

    best: dict[str, Named] = {}
    for mention in sorted(mentions, key=gap):
        best.setdefault(mention.code, mention)
    return list(best.values())


def _pair(amount: Amount, inside: list[Named], geography: Geography) -> list[Named]:
    """Two sides: those of the sentence, completed by the ones the document is most about."""
    chosen = _nearest([n for n in inside if is_side(n.code)], amount)[:2]
    for mention in geography.main:
        if len(chosen) >= 2:
            break
        if mention.code not in {n.code for n in chosen} and is_side(mention.code):
            chosen.append(mention)
    return chosen
