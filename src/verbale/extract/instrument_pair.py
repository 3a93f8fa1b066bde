"""The article's two sides, and whom a mention stands for: what an instrument's parties are filled up from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from verbale import data
from verbale.data import world
from verbale.extract.fields import country_of, side_of
from verbale.extract.instruments import PACK
from verbale.extract.scene import Mention, Scene
from verbale.records import Proof, Span


def is_region(code: str) -> bool:
    """A continent or a sea is no side (codebook, ruling 2)."""
    return code.isdigit() or code in _regions()


@data.derived
def _regions() -> frozenset[str]:
    known = frozenset(r.code for r in world.regions() if r.code and not world.is_country(r.code))
    return known - frozenset(world.organisations())


@data.derived
def _metonyms() -> dict[str, str]:
    return dict(data.toml(PACK)["metonyms"]["names"])


@dataclass(frozen=True, slots=True)
class Pair:
    """The article's two countries, for `the two countries` and for a side left unsaid."""

    sides: tuple[tuple[str, Proof], ...]


def pair_of(scene: Scene) -> Pair:
    """The sides most named; the press's own state where only one is named."""
    count: Counter[str] = Counter()
    first: dict[str, Proof] = {}
    body = scene.tokens.at(scene.analysis.article.body_start)
    for m in scene.mentions:
        side = side_of_mention(scene, m)
        if side is None or is_place(m) or _is_dateline(scene, m):
            continue
        guessed = side[1].how in ("office_table", "document", "default")
        count[side[0]] += 1 if guessed else 4 if m.first < body else 2
        first.setdefault(side[0], Proof(side[1].spans, "document", "pair"))
    for place in scene.analysis.places:
        if len(count) < 2 and place.country and place.country not in count:
            count[place.country] += 1
            first[place.country] = Proof((Span(place.start, place.end),), "demonym", "pair")
    home = scene.analysis.home
    if home and home in count and count[home] * 3 >= max(count.values()):
        count[home] += 1000
    ranked = [code for code, _ in sorted(count.items(), key=lambda cn: (-cn[1], cn[0]))][:2]
    if home and len(ranked) == 1 and home not in ranked:
        return Pair(
            ((ranked[0], first[ranked[0]]), (home, Proof(first[ranked[0]].spans, "document", "home")))
        )
    return Pair(tuple((code, first[code]) for code in ranked))


def _is_dateline(scene: Scene, m: Mention) -> bool:
    """`Tunis, 19 juin (TAP)`: where the news was written."""
    clause = scene.clause_of(m.first)
    after = scene.tokens.folded[m.last : m.last + 1]
    return bool(
        clause and clause.first == m.first and m.actor.country_how == "capital" and after in ([","], ["("])
    )


def side_of_mention(scene: Scene, m: Mention) -> tuple[str, Proof] | None:
    """Whom an actor stands for: its entity's country before its own words'."""
    other = _metonyms().get(scene.analysis.plain[m.actor.start : m.actor.end])
    if other:
        return other, Proof((Span(m.actor.start, m.actor.end),), "capital", "metonym")
    entity = scene.entity(m)
    if entity and entity.country:
        return country_of(entity)
    return None if m.actor.kind == "pronoun" else side_of(m)


def is_place(m: Mention) -> bool:
    """`signed in Tunis`: the town where it was done."""
    return m.actor.kind == "state" and m.preposition in ("to", "in") and m.actor.country_how == "capital"
