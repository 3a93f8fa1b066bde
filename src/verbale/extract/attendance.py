"""Who attends the gatherings that an article reports, and which sentence says so.

A sentence counts that names the gathering, or one soon after where the gathering is the news. It must say by
a word that the official attends, comes or speaks, and put the scene nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from verbale import data
from verbale.extract.fields import TOWNS, country_of_place
from verbale.extract.gatherings import LOCAL, Gathering
from verbale.extract.scene import Clause, Mention, Scene
from verbale.extract.statuses import has_future, says
from verbale.records import Entity
from verbale.text import fold
from verbale.tokens import Phrases

NEAR = 2  # sentences after one that names the news's gathering in which the scene is still there
PRESENT = ("", "with", "presence", "represented", "led", "chaired")
RESIDENT = ("ambassador", "other", "business")
# What a sentence gives to think that someone is at a gathering: the surest first.
EVIDENCE = ("named attending", "attending", "within", "margin", "speaking", "saying")


@dataclass(slots=True)
class Attendance:
    """An official, a gathering, and the sentences that speak of the official: the best of them first."""

    entity: Entity
    gathering: Gathering
    clause: Clause
    mention: Mention
    evidence: frozenset[str]  # of all its sentences
    planned: bool


@data.derived
def _cues() -> Phrases:
    """Folded words and phrases → the classes that they belong to."""
    classes: dict[str, tuple[str, ...]] = {}
    for name, words in data.toml("packs/fr/gatherings.toml")["words"].items():
        for word in words:
            classes[fold(word)] = (*classes.get(fold(word), ()), name)
    return Phrases(classes.items())


def attendances(scene: Scene, gatherings: list[Gathering]) -> list[Attendance]:
    """The officials who attend each gathering that has a place or a body, in order of gathering and text."""
    where = [g for g in gatherings if g.country or g.sides]
    said = {c.number: _said(scene, c) for c in scene.clauses} if where else {}
    out = []
    for gathering in where:
        found: dict[int, list[tuple[str, Clause, Mention]]] = {}
        there = -NEAR - 1  # the last sentence that was at the gathering
        for clause in scene.clauses:
            naming = gathering.naming_in(clause)
            there = clause.number if naming and not naming.back else there
            near = clause.number - there <= NEAR
            for mention, entity in _officials(scene, clause):
                if word := _evidence(scene, gathering, clause, mention, said[clause.number], near):
                    found.setdefault(entity.index, []).append((word, clause, mention))
                    there = clause.number if word == "attending" else there
        out += [_attendance(scene, index, gathering, seen) for index, seen in found.items()]
    return out


def _attendance(
    scene: Scene, index: int, gathering: Gathering, seen: list[tuple[str, Clause, Mention]]
) -> Attendance:
    _, clause, mention = min(seen, key=lambda s: (EVIDENCE.index(s[0]), s[1].number))
    planned = has_future(scene.tokens, clause.first, clause.last)
    words = frozenset(word for word, _, _ in seen)
    return Attendance(scene.analysis.entities[index], gathering, clause, mention, words, planned)


def _officials(scene: Scene, clause: Clause) -> Iterator[tuple[Mention, Entity]]:
    for mention in clause.mentions:
        entity = scene.entity(mention) if mention.actor.kind in ("person", "pronoun") else None
        if entity is None or mention.quoted or mention.preposition not in PRESENT:
            continue
        if entity.name and entity.country and entity.office and entity.office not in RESIDENT:
            yield mention, entity


def _said(scene: Scene, clause: Clause) -> set[str]:
    """Which classes of words a sentence holds outside quotations."""
    hits = [_cues().longest(scene.tokens, i) for i in range(clause.first, clause.last) if not scene.quoted[i]]
    return {name for hit in hits if hit for name in cast(tuple[str, ...], hit[1])}


def _evidence(
    scene: Scene, gathering: Gathering, clause: Clause, mention: Mention, said: set[str], near: bool
) -> str:
    """What a sentence with the official says of their being at the gathering ("" for nothing)."""
    naming = gathering.naming_in(clause)
    if said & {"absent", "call"} or (naming and naming.back) or not (naming or near):
        return ""
    if _is_elsewhere(gathering, clause) or _is_instead(scene, clause, mention):
        return ""
    if says(scene.tokens, clause.first, clause.last, "possible"):
        return ""
    is_news = gathering.is_news(scene)
    if said & {"attends", "comes"} and (naming or is_news) and not (naming and "margin" in said):
        return "named attending" if naming else "attending"
    if naming and said & {"within", "margin"}:
        return "margin" if "margin" in said else "within"
    if not is_news or mention.preposition:
        return ""
    return "speaking" if "speaks" in said else "saying" if "says" in said and gathering.is_titled else ""


def _is_elsewhere(gathering: Gathering, clause: Clause) -> bool:
    """Does the sentence put its scene in towns of other countries only?"""
    towns = [p for p in clause.places if p.place.kind in TOWNS and p.preposition in LOCAL]
    codes = {c[0] for p in towns if (c := country_of_place(p))}
    return bool(codes) and gathering.country not in codes


def _is_instead(scene: Scene, clause: Clause, mention: Mention) -> bool:
    """`representant le president X`: X is not there."""
    words = data.toml("packs/fr/gatherings.toml")["instead"]["words"]
    before = " ".join(scene.tokens.folded[max(clause.first, mention.first - 4) : mention.first])
    return any(fold(w) in before for w in words)
