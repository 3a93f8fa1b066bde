"""Who takes part beside subject and object: relatives, clitics, compound adjectives, pairs of names."""

from __future__ import annotations

from verbale.extract.roles import can_act, chain, chain_start, is_person, words
from verbale.extract.scene import Clause, Mention, Scene
from verbale.morphology import VerbGroup
from verbale.records import Place

GRANT_REACH = 14  # tokens between `l'audience que lui a accordee` and who granted it
ADJECTIVE_REACH = 5  # tokens between a noun and its compound adjective
LED_REACH = 12  # tokens between a delegation and who leads it
EARLIER = 2  # sentences back in which an object pronoun finds its person


def granted(scene: Scene, clause: Clause, start: int) -> list[Mention]:
    """`l'audience que lui a accordee X`, `l'entretien qu'elle a eu avec X`: the subject of the relative."""
    folded = scene.tokens.folded
    opens = next(
        (i for i in range(start, min(start + 4, clause.last)) if folded[i] in words()["object_relative"]),
        None,
    )
    if opens is None:
        return []
    for m in clause.mentions:
        if opens < m.first <= opens + GRANT_REACH and not m.preposition and can_act(m):
            return chain(scene, clause, m)
    return []


def relative_object(scene: Scene, clause: Clause, subject: list[Mention]) -> list[Mention]:
    """`X, que Y a recu`: the noun before the relative is the object."""
    if not subject:
        return []
    i = min(m.first for m in subject) - 1
    if i < clause.first or scene.tokens.folded[i] not in words()["object_relative"]:
        return []
    for m in reversed(clause.mentions):
        if m.last <= i and i - m.last <= 1 and can_act(m):
            return chain(scene, clause, chain_start(scene, clause, m))
        if m.last <= i:
            return []
    return []


def clitic_object(scene: Scene, clause: Clause, group: VerbGroup, subject: list[Mention]) -> list[Mention]:
    """`le president l'a recu`: the person whom this sentence or those before it were about."""
    if not words()["object_clitics"].intersection(scene.tokens.folded[group.first : group.last - 1]):
        return []
    doers = [scene.entity(m) for m in subject]
    sides = {e.country for e in doers if e}
    k = scene.clauses.index(clause)
    for earlier in [clause, *reversed(scene.clauses[max(0, k - EARLIER) : k])]:
        for m in earlier.mentions:
            entity = scene.entity(m)
            apart = entity and entity.country and entity.country not in sides
            if apart and m.last <= group.first and is_person(m) and not m.preposition:
                return [m]
    return []


def dative(scene: Scene, clause: Clause, first: int) -> list[Mention]:
    """`X lui a accorde une audience`: the person whom the sentences before were about, else the next one."""
    if not words()["datives"].intersection(scene.tokens.folded[max(clause.first, first - 5) : first]):
        return []
    granting = [
        e for m in clause.mentions if m.last <= first and (e := scene.entity(m)) and not m.preposition
    ]
    sides = {e.country for e in granting[-1:]}
    k = scene.clauses.index(clause)
    around = [*reversed(scene.clauses[max(0, k - EARLIER) : k]), *scene.clauses[k + 1 : k + 2]]
    for other in around:
        for m in other.mentions:
            entity = scene.entity(m)
            if (
                entity
                and entity.country
                and entity.country not in sides
                and is_person(m)
                and not m.preposition
            ):
                return [m]
    return []


def led_by(scene: Scene, clause: Clause, body: Mention) -> list[Mention]:
    """`une delegation chilienne, conduite par X`: who stands for a body, of its own side."""
    for m in clause.mentions:
        if m.first >= body.last:
            near = m.first - body.last <= LED_REACH and m.preposition in ("led", "represented")
            return chain(scene, clause, m) if near and is_person(m) else []
    return []


def adjective_pair(scene: Scene, clause: Clause, start: int) -> list[Place]:
    """`consultations politiques algero-finlandaises`: the two countries of a compound adjective."""
    tokens, found = scene.tokens, list[Place]()
    low, high = tokens.starts[start - 1], tokens.ends[min(start + ADJECTIVE_REACH, clause.last) - 1]
    for place in scene.analysis.places:
        if place.start >= high:
            break
        if place.start < low or not place.country:
            continue
        if place.kind == "prefix":
            found = [place]
        elif found and place.kind in ("demonym", "prefix") and place.start - found[-1].end <= 1:
            found.append(place)
            return found
    return []


def named_pair(scene: Scene, clause: Clause, start: int) -> list[Mention]:
    """`le sommet Egypte-Soudan-Ethiopie`: states or organisations joined by hyphens right after a noun."""
    out: list[Mention] = []
    for m in clause.mentions:
        if m.actor.kind not in ("state", "organisation") or m.first < start:
            continue
        gap = scene.tokens.folded[out[-1].last : m.first] if out else []
        if (not out and m.first - start <= 2 and not m.preposition) or (
            out and gap in (["-"], ["\u2013"], ["/"])
        ):
            out.append(m)
        else:
            break
    return out if len(out) > 1 else []
