"""The sides of an article and of a promise: who is named most, whom a deed is for, who may be invited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from verbale import data
from verbale.data import world
from verbale.extract.commitment_labels import Deed
from verbale.extract.fields import side_of
from verbale.extract.roles import can_act, chain
from verbale.extract.scene import Clause, Mention, Scene
from verbale.records import Participant, Proof, Span

LEAD = 3  # sentences that open an article, its title among them
OFTEN = 3  # namings that make a side one of the two an article is about


@dataclass(frozen=True, slots=True)
class Maker:
    """A side that promises, the words that tell it, and the person, where one does."""

    side: str
    proof: Proof
    mention: Mention | None = None
    who: Participant | None = None


@dataclass(slots=True)
class Sides:
    """The sides a promise is made to, nearest first, and how far off the first one stands: 0 in the
    sentence, 1 in the one before or behind, 2 elsewhere in the article, 3 nowhere."""

    proofs: dict[str, Proof] = field(default_factory=dict)
    distance: int = 3


@data.derived
def _areas() -> frozenset[str]:
    """Codes of regions of the world: no sides."""
    return frozenset(f.code for f in world.regions() if f.code and not world.is_country(f.code))


def side(mention: Mention) -> tuple[str, Proof] | None:
    """The code that a mention stands for, regions of the world apart."""
    found = side_of(mention)
    return None if found is None or found[0] in _areas() else found


def maker(mention: Mention, how: str | None = None) -> Maker | None:
    """The maker that a mention is; `how` where the mention does not say so by itself."""
    found = side(mention)
    if found is None:
        return None
    proof = found[1] if how is None else Proof(found[1].spans, how, "maker")
    return Maker(found[0], proof, mention)


def _named(scene: Scene) -> tuple[Counter[str], dict[str, Mention]]:
    count: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for mention in scene.mentions:
        found = side(mention)
        if found and mention.actor.kind != "pronoun":
            count[found[0]] += 1
            first.setdefault(found[0], mention)
    return count, first


def main_sides(scene: Scene) -> list[Maker]:
    """The sides of the article by how often they are named, four at most."""
    count, first = _named(scene)
    ranked = sorted(count, key=lambda c: (-count[c], first[c].first))
    return [m for c in ranked[:4] if (m := maker(first[c], "document"))]


def is_bilateral(scene: Scene) -> bool:
    """Does the article name two sides again and again, and no third one nearly as often?"""
    ranked = [*sorted(_named(scene)[0].values(), reverse=True), 0, 0, 0]
    return ranked[1] >= OFTEN and ranked[2] * 2 <= ranked[1]


def sides_to(scene: Scene, deed: Deed, makers: Sequence[Maker]) -> Sides:
    """The other sides: in the label, then behind it, then in the sentence, then around it."""
    own, out, clause = {m.side for m in makers}, Sides(), deed.clause
    inside = [m for m in clause.mentions if deed.first <= m.first < deed.last + 2]
    behind = [m for m in clause.mentions if m.first >= deed.last + 2]
    before = [m for m in reversed(clause.mentions) if m.last <= deed.first]
    _add(out, inside, own, 0)
    if not out.proofs:
        _add_places(scene, out, scene.span(deed.first, deed.last), own)
    for mentions in (behind, before):
        if not out.proofs:
            _add(out, mentions, own, 0)
    if not out.proofs:
        _add_places(scene, out, Span(clause.sentence.start, clause.sentence.end), own)
    if not out.proofs and deed.lead:
        _add(out, deed.lead.mentions, own, 0)
    k = scene.clauses.index(clause)
    for near in scene.clauses[max(0, k - 1) : k] + scene.clauses[k + 1 : k + 2]:
        if not out.proofs:
            _add(out, near.mentions, own, 1)
    if not out.proofs:
        _add_far(scene, out, makers, own)
    return out


def lead_sides(scene: Scene) -> dict[str, Mention]:
    """The sides that the title and the first sentences name, then the country of the outlet."""
    out: dict[str, Mention] = {}
    for clause in scene.clauses[:LEAD]:
        for m in clause.mentions:
            if (found := side(m)) and m.actor.kind != "pronoun":
                out.setdefault(found[0], m)
    home = scene.analysis.home
    first = next((m for m in scene.mentions if home and (found := side(m)) and found[0] == home), None)
    return {**out, home: first} if home and first and home not in out else out


def side_of_lead(scene: Scene, makers: Sequence[Maker], sides: Sides) -> Sides:
    """The other side where the sentence of a promise names none: one that opens the article too."""
    lead, own = lead_sides(scene), {m.side for m in makers}
    if not own & set(lead):
        return Sides()
    near = [c for c in sides.proofs if c in lead] if sides.distance == 1 else []
    for code in near if own == {scene.analysis.home} else (*near, *lead):
        if code not in own and (other := maker(lead[code], "document")):
            return Sides({code: other.proof}, 1)
    return Sides()


def _add_far(scene: Scene, out: Sides, makers: Sequence[Maker], own: set[str]) -> None:
    """Several makers promise it to each other; else the other side named most."""
    if len(makers) > 1:
        out.proofs, out.distance = {makers[1].side: makers[1].proof}, 0
        return
    for other in main_sides(scene):
        if other.side not in own:
            out.proofs[other.side], out.distance = other.proof, 2
            return


def _add(out: Sides, mentions: Sequence[Mention], own: set[str], distance: int) -> None:
    for m in mentions:
        found = side(m)
        if found and found[0] not in own and len(out.proofs) < 2 and m.actor.kind != "pronoun":
            proof = found[1] if distance == 0 else Proof(found[1].spans, "document", "other side")
            out.proofs.setdefault(found[0], proof)
            out.distance = min(out.distance, distance)


def _add_places(scene: Scene, out: Sides, where: Span, own: set[str]) -> None:
    """The first country that a place or a nationality names there."""
    for place in scene.analysis.places:
        inside = where.start <= place.start < where.end
        if inside and place.country and place.country not in own | _areas() and not out.proofs:
            how = {"demonym": "demonym", "prefix": "demonym", "country": None}.get(place.kind, "capital")
            out.proofs[place.country] = Proof((Span(place.start, place.end),), how, "other side")
            out.distance = 0


def guests(scene: Scene, clause: Clause, start: int) -> list[Mention]:
    """The mentions that may be invited, with those coordinated to the first."""
    for m in clause.mentions:
        if m.first >= start and m.preposition in ("", "to", "of") and can_act(m):
            return chain(scene, clause, m)
    return []
