"""Who travels when a delegation does: its head, where the text names one."""

from __future__ import annotations

from verbale import data
from verbale.extract.roles import is_person
from verbale.extract.scene import Clause, Mention, Scene
from verbale.records import Entity
from verbale.text import fold
from verbale.tokens import Phrases

REACH = 30  # tokens between a delegation and its head: apart from a name its description may be long


@data.derived
def _cues() -> dict[str, Phrases]:
    pack = data.toml("packs/fr/visits.toml")["delegation"]
    return {k: Phrases((w, True) for w in pack[k]) for k in ("led", "head")}


@data.derived
def _nouns() -> frozenset[str]:
    return frozenset(fold(w) for w in data.toml("packs/fr/visits.toml")["delegation"]["nouns"])


def is_delegation(scene: Scene, mention: Mention) -> bool:
    """`une delegation du Senat`: a body whose first words say that it is sent."""
    return mention.actor.kind == "body" and bool(
        _nouns().intersection(scene.tokens.folded[mention.first : mention.first + 4])
    )


def head_of(scene: Scene, clause: Clause, mention: Mention) -> Entity | None:
    """The person named as head of a delegation: in its sentence, else the nearest other that names one."""
    found = _led(scene, clause, mention.last)
    if found:
        return found
    others = [c for c in scene.clauses if c is not clause]
    for other in sorted(others, key=lambda c: abs(c.number - clause.number)):
        for i in range(other.first, other.last):
            if _cues()["head"].longest(scene.tokens, i):
                found = _first_named(scene, other, i, mention.actor.country)
            elif scene.tokens.folded[i] in _nouns():
                found = _led(scene, other, i)
            if found and mention.actor.country in (None, found.country):
                return found
    return None


def _led(scene: Scene, clause: Clause, start: int) -> Entity | None:
    for i in range(start, min(clause.last, start + REACH)):
        cue = _cues()["led"].longest(scene.tokens, i)
        if cue:
            return _first_named(scene, clause, cue[0] - 1, None)
    return None


def _first_named(scene: Scene, clause: Clause, start: int, side: str | None) -> Entity | None:
    """The first person after a token, of that side where one is given."""
    for m in clause.mentions:
        entity = scene.entity(m) if m.first >= start and is_person(m) else None
        if entity and (side is None or entity.country in (None, side)):
            return entity
    return None
