"""Visits: every mention of one journey gathered by traveller and destination, then its fields."""

from __future__ import annotations

from dataclasses import dataclass, field

from verbale import data
from verbale.extract.acts import Act
from verbale.extract.delegations import head_of, is_delegation
from verbale.extract.fields import (
    TOWNS,
    clash,
    country_of,
    country_of_place,
    date_around,
    date_proof,
    is_bygone,
    name_of,
    nearest_date,
    office_of,
    place_proof,
    printed,
    settled_status,
)
from verbale.extract.frames import Frame
from verbale.extract.placed import Pair
from verbale.extract.places import town_near
from verbale.extract.scene import Mention, PlaceMention, Scene
from verbale.extract.sites import find_sites
from verbale.extract.statuses import has_future, says
from verbale.extract.visit_days import Words, days_of, until_of
from verbale.records import Date, Entity, Proof, Visit
from verbale.tokens import Phrases

# Rank of offices: who heads a delegation of several from one side.
SENIOR = ("head_of_state", "royal", "head_of_government", "speaker_of_parliament", "foreign_minister",
          "minister", "head_of_organisation", "deputy_minister", "envoy", "military", "official")  # fmt: skip
_STAYING = ("ambassador",)


@dataclass(slots=True)
class Told:
    """One clause's word of a visit."""

    act: Act
    traveller: Mention
    to: str
    to_proof: Proof
    place: PlaceMention | None
    date: Date | None
    status: str


@dataclass(slots=True)
class Stay:
    """A visit in the making: what all clauses say of it."""

    scene: Scene
    entity: Entity
    to: str
    told: list[Told] = field(default_factory=list)
    is_main: bool = False  # the visit that the article is about: its first, and held

    @property
    def date(self) -> Date | None:
        """The date that the best clause gives: of a day before of a month, the first told."""
        dated = [t.date for t in self.told if t.date]
        days = [d for d in dated if d.value and len(d.value) >= 10]
        return next(iter(days or dated), None)

    @property
    def status(self) -> str:
        said = [t.status for t in self.told]
        for status in ("cancelled", "ongoing", "held"):
            if status in said:
                return status
        return "planned" if "planned" in said else "held"

    @property
    def place(self) -> PlaceMention | None:
        towns = [t.place for t in self.told if t.place and t.place.place.kind in TOWNS]
        return next((p for p in towns if p.place.country == self.to), None)

    def report(self) -> Visit:
        first = self.told[0]
        proofs: dict[str, Proof] = {}
        said = name_of(self.entity)
        traveller = said[0] if said else ""
        if said:
            proofs["traveller"] = said[1]
        office, proofs["office"] = office_of(self.entity)
        side = country_of(self.entity)
        if side:
            proofs["from"] = side[1]
        proofs["to"] = first.to_proof
        start, end = self._days(proofs)
        clauses = [t.act.clause for t in self.told]
        place, town = None, self.place or town_near(self.scene, self.to, clauses, start)
        if town:
            place, proofs["place"] = printed(self.scene, town), place_proof(town)
        sites = find_sites(self.scene, self.to) if self.status != "planned" and self.is_main else []
        proofs |= {f"sites.{k}": proof for k, (_, proof) in enumerate(sites)}
        kind, proof = self._kind()
        proofs["kind"] = proof
        trigger = self.scene.span(first.act.first, first.act.last)
        proofs["status"] = Proof((trigger,), "frame", first.act.rule)
        published = self.scene.analysis.published
        return Visit(
            traveller=traveller,
            office=office,
            from_=side[0] if side else None,
            to=self.to,
            place=place,
            start=start,
            end=end,
            kind=kind,
            status=settled_status(self.status, f"{start}/{end}" if start and end else start, published),
            sites=tuple(s for s, _ in sites),
            anchor=trigger,
            rule=first.act.rule,
            confidence=0.6,
            proofs=proofs,
        )

    def _days(self, proofs: dict[str, Proof]) -> tuple[str | None, str | None]:
        """First and last day: as the clauses say, with the length of the stay where they give it."""
        date = self.date
        if date is None and self.status in ("held", "ongoing"):
            act = self.told[0].act
            over = is_bygone(self.scene, act.clause, act.first, act.last)
            near = None if over else date_around(self.scene, act.clause, {self.entity.index})
            if near and near.value:
                proofs["start"] = Proof(date_proof(near).spans, "coreference", "day of the sentences before")
                return near.value, None
        words = [Words(t.act.clause, t.act.first, t.act.last, t.date) for t in self.told]
        dated = date is not None and date.value is not None
        start, end, found = (
            days_of(self.scene, date, words) if date and dated else until_of(self.scene, words)
        )
        proofs |= found
        return start, end

    def _kind(self) -> tuple[str, Proof]:
        """What the text calls the visit: state, official, working."""
        tokens = self.scene.tokens
        for told in self.told:
            for i in range(told.act.clause.first, told.act.clause.last):
                found = _kinds().longest(tokens, i)
                if found:
                    return str(found[1]), Proof((self.scene.span(i, found[0]),), None, "visit kind")
        trigger = self.scene.span(self.told[0].act.first, self.told[0].act.last)
        return "other", Proof((trigger,), "frame", "visit kind", 0.5)


@data.derived
def _kinds() -> Phrases:
    pack = data.toml("packs/fr/visits.toml")["kinds"]
    return Phrases((form, kind) for kind, forms in pack.items() for form in forms)


def gather_visits(scene: Scene, acts: list[Act]) -> list[Stay]:
    """The article's visits: mentions of one journey by the same traveller to the same country are one."""
    stays: list[Stay] = []
    for act in acts:
        if "visit" not in act.frame.yields or act.status == "bare":
            continue
        for entity, told in _told(scene, act):
            stay = next((s for s in stays if s.entity is entity and s.to == told.to and _one(s, told)), None)
            if stay is None:
                stay = Stay(scene, entity, told.to)
                stays.append(stay)
            stay.told.append(told)
    kept = _heads([s for s in stays if name_of(s.entity)])
    if main := next((s for s in kept if s.status != "planned"), None):
        main.is_main = True
    return kept


def _one(stay: Stay, told: Told) -> bool:
    """May this be the same journey? Plans and facts, and days far apart, are different ones."""
    planned = {t.status == "planned" for t in stay.told}
    if (told.status == "planned") not in planned:
        one_dated = (stay.date is None) != (told.date is None)
        return one_dated and told.act.clause is not stay.told[-1].act.clause
    return not _far(stay, told)


def _far(stay: Stay, told: Told) -> bool:
    """Are the two dated in different months?"""
    a, b = stay.date, told.date
    if a is None or b is None or not a.value or not b.value:
        return False
    return clash(a.value.partition("/")[0][:7], b.value.partition("/")[0][:7])


def _traveller(scene: Scene, act: Act, mention: Mention) -> Entity | None:
    """The person, or the head of the delegation."""
    entity = scene.entity(mention)
    if entity is None and is_delegation(scene, mention):
        entity = head_of(scene, act.clause, mention)
    return entity


def _told(scene: Scene, act: Act) -> list[tuple[Entity, Told]]:
    """What an act says of journeys: who went where."""
    out = []
    travellers = act.roles.get("traveller") or act.roles.get("guest") or []
    for mention in travellers:
        entity = _traveller(scene, act, mention)
        if entity is None or entity.office in _STAYING or (entity.indefinite and entity.office != "envoy"):
            continue
        goal = _goal(scene, act, entity)
        if goal is None or goal[0] == entity.country or entity.country is None:
            continue
        date = nearest_date(scene, act.clause, act.first, act.last, held=act.status == "held")
        status = act.status
        if status == "held" and says(scene.tokens, act.clause.first, act.clause.last, "ongoing"):
            status = "ongoing"
        out.append((entity, Told(act, mention, goal[0], goal[1], goal[2], date, status)))
        for stop in act.stops:
            country = country_of_place(stop)
            if country and country[0] not in (entity.country, goal[0]):
                out.append((entity, Told(act, mention, country[0], country[1], stop, None, status)))
    return out


def _goal(scene: Scene, act: Act, entity: Entity) -> tuple[str, Proof, PlaceMention | None] | None:
    """The country visited: where the clause says, else the host's."""
    if act.place:
        country = country_of_place(act.place)
        if country and country[0] != entity.country:
            return country[0], country[1], act.place
    for host in act.roles.get("host", []):
        person = scene.entity(host)
        side = country_of(person) if person else None
        if side and side[0] != entity.country:
            return side[0], Proof(side[1].spans, "coreference", "host"), None
    return None


def _heads(stays: list[Stay]) -> list[Stay]:
    """Officials of one side on one journey are one visit, coded to the senior."""
    out: list[Stay] = []
    for stay in stays:
        twin = next((s for s in out if _together(s, stay)), None)
        if twin is None:
            out.append(stay)
        elif _rank(stay.entity) < _rank(twin.entity):
            out[out.index(twin)] = stay
    return out


def add_presence(
    scene: Scene,
    stays: list[Stay],
    act: Act,
    mention: Mention,
    place: PlaceMention | None,
    to: tuple[str, Proof],
    date: Date | None,
) -> None:
    """Someone met in another country than their own has visited it (codebook 1, presence)."""
    entity = scene.entity(mention)
    if entity is None or entity.office in _STAYING or not entity.country or entity.country == to[0]:
        return
    if entity.office not in SENIOR or not name_of(entity) or not entity.name:
        return
    told = Told(act, mention, to[0], to[1], place, date, act.status)
    stay = next((s for s in stays if s.entity is entity and s.to == to[0] and _one(s, told)), None)
    if stay:
        stay.told.append(told)
        return
    known = [s for s in stays if s.entity is entity and s.to == to[0]]
    if any(not _far(s, told) for s in known):
        return  # talks to come during a stay that goes on are no second journey
    stay = Stay(scene, entity, to[0], [told])
    twin = next((s for s in stays if _together(s, stay)), None)
    if twin is None:
        stays.append(stay)


def add_placed(scene: Scene, stays: list[Stay], placed: list[Pair]) -> None:
    """The visits of officials whom the model finds placed abroad."""
    frame = Frame("placed", ("visit",))
    for pair in placed:
        clause, place = pair.clause, pair.place
        to = country_of_place(place)
        if to is None:
            continue
        at = place if clause.first <= place.first < clause.last else pair.mention
        act = Act(frame, clause, at.first, at.last, {"traveller": [pair.mention]}, place, rule="placed:pair")
        future = has_future(scene.tokens, clause.first, clause.last)
        act.status = "planned" if future or pair.features.get("planned") else "held"
        date = nearest_date(scene, clause, at.first, at.last, held=act.status == "held")
        stays.append(
            Stay(scene, pair.entity, pair.to, [Told(act, pair.mention, *to, place, date, act.status)])
        )


def _together(a: Stay, b: Stay) -> bool:
    same_clause = any(
        x.act.clause is y.act.clause and x.act.first == y.act.first for x in a.told for y in b.told
    )
    return a.to == b.to and a.entity.country == b.entity.country and same_clause


def _rank(entity: Entity) -> int:
    return SENIOR.index(entity.office) if entity.office in SENIOR else len(SENIOR)
