"""Gatherings that an article reports: a summit, conference or ceremony with its body, place and days.

Mentions of one gathering, sentences apart, are brought together, so that what one sentence leaves out (where,
when, of which organisation) another gives.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from verbale import data
from verbale.extract.fields import TOWNS, clash, country_of_place, nearest_date, side_of
from verbale.extract.partners import adjective_pair, named_pair
from verbale.extract.scene import Clause, PlaceMention, Scene
from verbale.records import Date, Proof, Span
from verbale.text import fold
from verbale.tokens import Phrases

REACH = 9  # tokens after the noun in which its body stands: `le sommet des chefs d'Etat de la CEDEAO`
SOON = 3  # sentences within which a body and a place, told apart, are of one gathering
NEAR = 14  # tokens around the noun in which its place stands
LOCAL = ("to", "in")


@dataclass(frozen=True, slots=True)
class Naming:
    """One mention of a gathering: the noun, tokens `first` to `last`, and what stands with it."""

    clause: Clause
    first: int
    last: int
    kind: str  # summit | ceremony
    sides: dict[str, Proof]
    place: PlaceMention | None
    date: Date | None
    back: bool  # told as another one than the news's: `avant le sommet`, `le prochain sommet`


@dataclass(slots=True)
class Gathering:
    """A gathering in the making: its mentions, in order."""

    namings: list[Naming] = field(default_factory=list)
    stage: PlaceMention | None = None  # where the news is, of a gathering whose own words tell no place

    @property
    def kind(self) -> str:
        return "summit" if any(n.kind == "summit" for n in self.namings) else "ceremony"

    @property
    def sides(self) -> dict[str, Proof]:
        out: dict[str, Proof] = {}
        for n in self.namings:
            for code, proof in n.sides.items():
                out.setdefault(code, proof)
        return out

    @property
    def place(self) -> PlaceMention | None:
        places = [n.place for n in self.namings if n.place]
        return next((p for p in places if p.place.kind in TOWNS), next(iter(places), self.stage))

    @property
    def country(self) -> str | None:
        found = country_of_place(self.place) if self.place else None
        return found[0] if found else None

    @property
    def date(self) -> Date | None:
        """The days of the gathering: a stretch before a day before a month."""
        dated = [n.date for n in self.namings if n.date and n.date.value and not n.date.value.endswith("/..")]
        stretches = [d for d in dated if "/" in (d.value or "")]
        days = [d for d in dated if len(d.value or "") >= 10]
        return next(iter(stretches or days or dated), None)

    @property
    def is_titled(self) -> bool:
        return any(n.clause.sentence.is_title for n in self.namings)

    def is_news(self, scene: Scene) -> bool:
        """Does the title or the first sentences name it, as what goes on?"""
        return any(
            not n.back and (n.clause.sentence.is_title or n.clause.number in scene.lead) for n in self.namings
        )

    def naming_in(self, clause: Clause) -> Naming | None:
        return next((n for n in self.namings if n.clause is clause), None)


@data.derived
def _nouns() -> Phrases:
    pack = data.toml("packs/fr/gatherings.toml")
    named = [(noun, kind) for kind, nouns in pack["nouns"].items() for noun in nouns]
    return Phrases([*named, *((noun, "") for noun in pack["never"]["words"])])


@data.derived
def _taking_up(kind: str) -> frozenset[str]:
    """Determiners with which a noun of that kind takes up a gathering told before."""
    pack = data.toml("packs/fr/gatherings.toml")
    return frozenset(fold(w) for w in pack["demonstrative" if kind == "take_up" else "definite"]["words"])


@data.derived
def _hosts() -> frozenset[str]:
    return frozenset(fold(w) for w in data.toml("packs/fr/gatherings.toml")["words"]["hosts"])


@data.derived
def _back() -> frozenset[str]:
    return frozenset(fold(w) for w in data.toml("packs/fr/gatherings.toml")["words"]["back"])


def find_gatherings(scene: Scene) -> list[Gathering]:
    """The gatherings of an article that have a place, a body, or both, in order of their first mention."""
    out: list[Gathering] = []
    last: Gathering | None = None
    for naming in _namings(scene):
        if naming.kind == "take_up" or (not naming.sides and naming.place is None):
            before = scene.tokens.folded[naming.first - 1] if naming.first > naming.clause.first else ""
            if last is not None and before in _taking_up(naming.kind):
                last.namings.append(naming)
            elif naming.kind != "take_up" and naming.clause.sentence.is_title:
                last = Gathering([naming])
                out.append(last)
            continue
        same = [g for g in out if _is_same(g, naming)]
        if same:
            last = same[-1]
            last.namings.append(naming)
        else:
            last = Gathering([naming])
            out.append(last)
    for gathering in out:
        if gathering.place is None and gathering.is_news(scene):
            gathering.stage = _stage(scene)
    return out


def _stage(scene: Scene) -> PlaceMention | None:
    """Where the news is, by its title and first sentences: the first town that they put it in."""
    for clause in scene.clauses:
        if clause.sentence.is_title or clause.number in scene.lead:
            for p in clause.places:
                hosts = not p.preposition and _hosts().intersection(scene.tokens.folded[p.last : p.last + 4])
                if p.place.kind in TOWNS and (hosts or p.preposition in LOCAL) and country_of_place(p):
                    return p
    return None


def _is_same(gathering: Gathering, naming: Naming) -> bool:
    """May they be one? A body or place in common, and nothing told of both that differs."""
    ours, theirs = set(gathering.sides), set(naming.sides)
    if ours and theirs and not ours & theirs:
        return False
    place = country_of_place(naming.place) if naming.place else None
    if gathering.country and place and gathering.country != place[0]:
        return False
    a, b = gathering.date, naming.date
    if a and b and clash((a.value or "")[:7], (b.value or "")[:7]):
        return False
    if ours & theirs or (place and gathering.country) or (not ours and gathering.country is None):
        return True
    gap = naming.clause.number - gathering.namings[-1].clause.number
    return gap <= SOON and not (ours and theirs)


def _namings(scene: Scene) -> list[Naming]:
    out: list[Naming] = []
    for clause in scene.clauses:
        i = clause.first
        while i < clause.last:
            hit = _nouns().longest(scene.tokens, i)
            if not hit or scene.quoted[i]:
                i += 1
                continue
            if hit[1]:
                out.append(_naming(scene, clause, i, hit[0], str(hit[1])))
            i = hit[0]
    return out


def _naming(scene: Scene, clause: Clause, first: int, last: int, kind: str) -> Naming:
    sides: dict[str, Proof] = {}
    pair = adjective_pair(scene, clause, last)
    for place in pair:
        if place.country:
            sides.setdefault(place.country, Proof((Span(place.start, place.end),), "demonym", "side"))
    named = named_pair(scene, clause, last)
    body = next(
        (
            m
            for m in clause.mentions
            if m.actor.kind == "organisation"
            and first - 1 <= m.first < last + REACH
            and not _is_broken(scene, last, m.first)
        ),
        None,
    )
    for m in named or ([body] if body else []):
        side = side_of(m)
        if side:
            sides.setdefault(*side)
    back = _back().intersection(scene.tokens.folded[max(clause.first, first - 3) : first])
    after = _back().intersection(scene.tokens.folded[last : last + 1])
    where, date = _place(scene, clause, first, last), _date(scene, clause, first, last)
    return Naming(clause, first, last, kind, sides, where, date, bool(back or after))


def _date(scene: Scene, clause: Clause, first: int, last: int) -> Date | None:
    """The date that stands with the noun, a day or a month; none of the day of the report."""
    date = nearest_date(scene, clause, first, last, held=True)
    return date if date and date.value and len(date.value) >= 7 and "X" not in date.value else None


def _is_broken(scene: Scene, a: int, b: int) -> bool:
    return any(w in (",", ";", ":", ".") for w in scene.tokens.folded[a:b])


def _place(scene: Scene, clause: Clause, first: int, last: int) -> PlaceMention | None:
    """`le sommet de Tallinn`, `a Tallinn, ou se tient le sommet`: towns first, then the nearest."""
    found = []
    for p in clause.places:
        gap = p.first - last if p.first >= last else first - p.last
        town = p.place.kind in TOWNS
        of = p.preposition == "of" and town and 0 <= p.first - last <= 3
        hosts = not p.preposition and _hosts().intersection(scene.tokens.folded[p.last : p.last + 4])
        if gap <= NEAR and (of or hosts or p.preposition in LOCAL) and country_of_place(p):
            found.append((not (of or town), gap, p.first, p))
    return min(found)[3] if found else None
