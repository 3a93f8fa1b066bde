"""Officials whom an article places abroad though no frame tells a journey: a small model over pairs.

A pair is a named official and a foreign state that a sentence names together. The features are abstract: how
the place is governed, what stands around it, which acts the sentence tells, who else travels there. The
weights, in packs/fr/placed.toml, are written by bench/fit_placed.py.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from verbale import data
from verbale.data import world
from verbale.extract.acts import Act
from verbale.extract.fields import TOWNS
from verbale.extract.roles import is_adverbial
from verbale.extract.scene import Clause, Mention, PlaceMention, Scene
from verbale.extract.statuses import has_future, says
from verbale.records import Entity
from verbale.text import fold
from verbale.tokens import Phrases

APART = 2  # sentences between an official and the place that an earlier one named
LOCAL = ("to", "in")
FAR = 30  # tokens beyond which an official and a place are far from each other, however far
LEADERS = ("head_of_state", "head_of_government", "foreign_minister")
MINOR = (None, "official", "parliamentarian", "other", "military", "business")


@dataclass(slots=True)
class Pair:
    """An official, a foreign state, and the sentence that brings them together."""

    entity: Entity
    to: str
    clause: Clause
    mention: Mention
    place: PlaceMention
    features: dict[str, float]


@data.derived
def _cues() -> Phrases:
    """Folded words and phrases → the classes that they belong to."""
    classes: dict[str, tuple[str, ...]] = {}
    for name, words in data.toml("packs/fr/placed.toml")["words"].items():
        for word in words:
            classes[fold(word)] = (*classes.get(fold(word), ()), name)
    return Phrases(classes.items())


def pairs(scene: Scene, acts: list[Act], known: set[tuple[int, str]]) -> list[Pair]:
    """The best sentence of every official and foreign state that no frame has told of; `known` are told."""
    best: dict[tuple[int, str], tuple[tuple[int, ...], Pair]] = {}
    for clause, mention, entity in _officials(scene):
        for place, back in _places(scene, clause):
            to = world.state_of(place.place.country)
            key = (entity.index, to or "")
            if to is None or to == entity.country or key in known or not world.is_country(to):
                continue
            rank = _rank(mention, place, back)
            if key not in best or rank < best[key][0]:
                best[key] = rank, Pair(entity, to, clause, mention, place, {})
    out = [pair for _, pair in best.values() if not _invites(scene, pair.clause)]
    for pair in out:
        pair.features = _features(scene, acts, pair, known)
    return out


def _officials(scene: Scene) -> Iterator[tuple[Clause, Mention, Entity]]:
    for clause in scene.clauses:
        for mention in clause.mentions:
            entity = scene.entity(mention) if mention.actor.kind in ("person", "pronoun") else None
            if entity and entity.name and entity.country and entity.office != "ambassador":
                yield clause, mention, entity


def _places(scene: Scene, clause: Clause) -> Iterator[tuple[PlaceMention, int]]:
    """The places of a sentence, and the towns that the sentences before put the scene in."""
    for place in clause.places:
        yield place, 0
    k = scene.clauses.index(clause)
    for back in range(1, APART + 1):
        if k - back >= 0:
            for place in scene.clauses[k - back].places:
                if place.place.kind in TOWNS and place.preposition in LOCAL:
                    yield place, back


def _rank(mention: Mention, place: PlaceMention, back: int) -> tuple[int, ...]:
    local = place.preposition in LOCAL
    town = place.place.kind in TOWNS
    kind = 0 if local and town else 1 if local else 2 if town else 3
    gap = mention.first - place.last if place.last <= mention.first else place.first - mention.last
    return (0 if back == 0 else 1, kind, back, abs(gap), mention.first)


@data.derived
def _never() -> Phrases:
    return Phrases((w, True) for w in data.toml("packs/fr/placed.toml")["never"]["words"])


def _invites(scene: Scene, clause: Clause) -> bool:
    """Does the sentence tell an invitation, and so perhaps nothing more?"""
    return any(_never().longest(scene.tokens, i) for i in range(clause.first, clause.last))


def _said(scene: Scene, clause: Clause) -> set[str]:
    """Which classes of words a sentence holds."""
    found = [_cues().longest(scene.tokens, i) for i in range(clause.first, clause.last)]
    return {name for hit in found if hit for name in cast(tuple[str, ...], hit[1])}


def _features(scene: Scene, acts: list[Act], pair: Pair, known: set[tuple[int, str]]) -> dict[str, float]:
    """What the model sees of a pair: how the place is governed, who and what stands around it."""
    clause, place, entity = pair.clause, pair.place, pair.entity
    apart = not clause.first <= place.first < clause.last
    town = place.place.kind in TOWNS
    local = place.preposition in LOCAL and not apart
    mine = [a for a in acts if a.clause is clause and a.status != "bare"]
    mine = [a for a in mine if any(scene.entity(m) is entity for m in a.everyone())]
    out = {
        "local town": float(local and town),
        "local country": float(local and not town),
        "of town": float(town and place.preposition == "of" and not apart),
        "apart": float(apart),
        "leader": float(entity.office in LEADERS),
        "minor": float(entity.office in MINOR),
        "journey act": float(any(a.frame.name in ("travel", "stay") for a in mine)),
        "act with host": float(any(_is_with_host(scene, a, pair.to) for a in mine)),
        "others go there": float(any(to == pair.to for _, to in known)),
        "home there": float(pair.to == scene.analysis.home),
        "future": float(has_future(scene.tokens, clause.first, clause.last)),
        "planned": float(says(scene.tokens, clause.first, clause.last, "planned")),
        "possible": float(says(scene.tokens, clause.first, clause.last, "possible")),
        **{f"says {name}": 1.0 for name in _said(scene, clause)},
    }
    if not apart:
        out |= _between(scene, pair)
    return {k: v for k, v in out.items() if v}


def _is_with_host(scene: Scene, act: Act, host: str) -> bool:
    """Does the act, no call, bring someone of the host together with the official?"""
    if act.frame.form in ("call", "video"):
        return False
    return any((e := scene.entity(m)) and e.country == host for m in act.everyone())


def _between(scene: Scene, pair: Pair) -> dict[str, float]:
    """How the place hangs in its sentence: what stands before it, and between it and the official."""
    tokens, clause, place, mention = scene.tokens, pair.clause, pair.place, pair.mention
    i = place.first - 1
    while i > clause.first and tokens.folded[i] in _light():
        i -= 1
    dated = any(tokens.at(d.start) <= i <= tokens.at(d.end) for d in clause.dates)
    a, b = (mention.last, place.first) if mention.last <= place.first else (place.last, mention.first)
    return {
        "after date": float(dated),
        "after comma": float(tokens.folded[i] == ","),
        "far": min(max(b - a, 0), FAR) / 10,
        "adverbial": float(a <= b and is_adverbial(scene, clause, a, b)),
    }


@data.derived
def _light() -> frozenset[str]:
    return frozenset(fold(w) for w in data.toml("packs/fr/clauses.toml")["place"]["fillers"])


def probability(features: dict[str, float]) -> float:
    """The chance that the pair is a visit."""
    weights = data.toml("packs/fr/placed.toml")["weights"]
    score = weights["intercept"] + sum(weights.get(k, 0.0) * v for k, v in features.items())
    return 1 / (1 + math.exp(-score))
