"""Meetings: mentions of the same talks gathered by people, sides, day and status, then their fields."""

from __future__ import annotations

from dataclasses import dataclass, field

from verbale.data import world
from verbale.extract.acts import Act
from verbale.extract.fields import (
    TOWNS,
    clash,
    country_of_place,
    date_around,
    date_proof,
    is_bygone,
    name_of,
    participant,
    place_proof,
    printed,
    settled_status,
    unique,
)
from verbale.extract.places import town_near
from verbale.extract.roles import words
from verbale.extract.scene import Scene
from verbale.extract.sectors import DIALOGUE, topics_near
from verbale.extract.tellings import Told, absent_partner, hosts_of_purpose, sessions, tell
from verbale.extract.visits import Stay, add_presence
from verbale.records import Date, Entity, Meeting, Proof, Span

NEAR = 3  # sentences within which `cette rencontre` takes up talks told before


@dataclass(slots=True)
class Talks:
    """A meeting in the making."""

    scene: Scene
    told: list[Told] = field(default_factory=list)
    stay: Stay | None = None  # the visit during which they were held
    goal: Stay | None = None  # where planned talks are told to be
    abroad: Stay | None = None  # a journey to a third country on which they were held

    @property
    def people(self) -> list[Entity]:
        return unique(p for t in self.told for p in t.people)

    @property
    def sides(self) -> dict[str, Proof]:
        out: dict[str, Proof] = {}
        for t in self.told:
            for code, proof in t.sides.items():
                out.setdefault(code, proof)
        return out

    @property
    def date(self) -> Date | None:
        dated = [t.date for t in self.told if t.date and not (t.date.value or "").endswith("/..")]
        days = [d for d in dated if d.value and len(d.value) >= 10]
        return next(iter(days or dated), None)

    @property
    def status(self) -> str:
        said = [t.act.status for t in self.told]
        return next((s for s in ("cancelled", "held", "planned") if s in said), "held")

    @property
    def form(self) -> str:
        said = [t.form for t in self.told]
        return next((f for f in ("call", "video", "summit") if f in said), "in_person")

    def report(self) -> Meeting:
        first = self.told[0]
        proofs: dict[str, Proof] = {}
        named = [(p, said) for p in self.people if p.name and (said := name_of(p))]
        for k, (_, said) in enumerate(named):
            proofs[f"people.{k}"] = said[1]
        sides = self.sides
        for k, proof in enumerate(sides.values()):
            proofs[f"sides.{k}"] = proof
        date = self.date
        value = date.value if date else None
        if date and date.value:
            proofs["date"] = date_proof(date)
        elif self.status == "held" and (near := self._day_around()):
            value = near.value
            proofs["date"] = Proof(date_proof(near).spans, "coreference", "day of the sentences before")
        elif (stay := self.stay or self.goal) and (day := stay.date) and day.value and len(day.value) == 10:
            value, proofs["date"] = day.value, Proof(date_proof(day).spans, "coreference", "day of the visit")
        status = settled_status(self.status, value, self.scene.analysis.published)
        place, country = self.where(proofs)
        if country is None and self.goal:
            country = self.goal.to
            proofs["country"] = Proof(self.goal.told[0].to_proof.spans, "coreference", "journey")
        clauses = [t.act.clause for t in self.told]
        if country and not place and (town := town_near(self.scene, country, clauses, value)):
            place, proofs["place"] = printed(self.scene, town), place_proof(town)
        trigger = self.scene.span(first.act.first, first.act.last)
        topics = self._topics()
        for k, (_, word) in enumerate(topics):
            proofs[f"topics.{k}"] = Proof((word,), "frame", "sector term")
        proofs["form"] = Proof((trigger,), "frame", first.act.rule)
        proofs["status"] = Proof((trigger,), "frame", first.act.rule)
        return Meeting(
            people=tuple(said[0] for _, said in named), sides=tuple(sides), date=value, place=place,
            country=country, form=self.form, status=status, topics=tuple(sector for sector, _ in topics),
            participants=tuple(x for p, _ in named if (x := participant(p))),
            anchor=trigger, rule=first.act.rule, confidence=0.6, proofs=proofs,
        )  # fmt: skip

    def _topics(self) -> list[tuple[str, Span]]:
        """The sectors that the sentences which tell of the talks name, each with its first word.

        Talks of which no field is told are political dialogue: measured, 80 of 93 were coded so."""
        found: dict[str, Span] = {}
        for told in self.told:
            trigger = self.scene.span(told.act.first, told.act.last)
            for sector, word in topics_near(self.scene.analysis, trigger.start, trigger.end):
                found.setdefault(sector, word)
        first = self.told[0].act
        return list(found.items()) or [(DIALOGUE, self.scene.span(first.first, first.last))]

    def _day_around(self) -> Date | None:
        people = {p.index for p in self.people}
        own = [t for t in self.told if len(t.sides) > 1]
        first = own[:2] if own and own[0].act.clause.sentence.is_title else own[:1]
        days = (
            date_around(self.scene, t.act.clause, people)
            for t in first
            if not is_bygone(self.scene, t.act.clause, t.act.first, t.act.last)
        )
        return next((d for d in days if d), None)

    def where(self, proofs: dict[str, Proof]) -> tuple[str | None, str | None]:
        """Locality and country: as the clauses say, else the host's, else where the visit goes."""
        if self.form in ("call", "video"):
            return None, None
        for t in self.told:
            found = country_of_place(t.place) if t.place else None
            if t.place and found:
                proofs["country"] = found[1]
                if t.place.place.kind in TOWNS:
                    proofs["place"] = place_proof(t.place)
                    return printed(self.scene, t.place), found[0]
                return None, found[0]
        for t in self.told:
            if t.host and t.host in self.sides:
                proofs["country"] = Proof(self.sides[t.host].spans, "coreference", "host")
                return None, t.host
        envoy = next((p for p in self.people if p.office == "ambassador" and p.country in self.sides), None)
        others = [code for code in self.sides if envoy and code != envoy.country and world.is_country(code)]
        if envoy and len(others) == 1:
            proofs["country"] = Proof(self.sides[others[0]].spans, "coreference", "post of the ambassador")
            return None, others[0]
        if self.stay and self.stay.to in self.sides:
            proofs["country"] = Proof(self.stay.told[0].to_proof.spans, "coreference", "visit")
            town = self.stay.place
            if town:
                proofs["place"] = place_proof(town)
                return printed(self.scene, town), self.stay.to
            return None, self.stay.to
        if self.abroad:
            proofs["country"] = Proof(self.abroad.told[0].to_proof.spans, "coreference", "journey")
            return None, self.abroad.to
        return None, None


def gather_meetings(scene: Scene, acts: list[Act], stays: list[Stay]) -> list[Talks]:
    """The article's meetings: mentions that agree in people, sides, day and status are one."""
    out: list[Talks] = []
    for act in acts:
        if act.status == "bare" or not ("meeting" in act.frame.yields or _meets_on_the_way(scene, act)):
            continue
        for mentions in sessions(scene, act):
            told = tell(scene, act, mentions, [t.people for t in out])
            if told is not None:
                _gather(scene, told, out)
    for talks in out:
        talks.stay = _stay_of(talks, stays)
        talks.goal = _goal_of(talks, stays)
        talks.abroad = _journey_of(talks, stays)
    for talks in out:
        _presence(scene, talks, stays)
    return out


def _gather(scene: Scene, told: Told, out: list[Talks]) -> None:
    """Put one clause's word to the talks that it is about, or to new ones."""
    act = told.act
    if "adds_only" in act.frame.extra:
        if talks := _taken_up(scene, act, told, out):
            talks.told.append(told)
        return
    if len(told.sides) == 1:
        absent_partner(scene, act, told)
        hosts_of_purpose(scene, act, told)
    if len(told.sides) < 2:
        near = out and act.clause.number - out[-1].told[-1].act.clause.number <= NEAR
        if near and _points_back(scene, act) and not (set(told.sides) - set(out[-1].sides)):
            out[-1].told.append(told)
        return
    talks = next((t for t in out if _same(t, told)), None) or _taken_up(scene, act, told, out)
    if talks is None:
        talks = Talks(scene)
        out.append(talks)
    talks.told.append(told)


def _presence(scene: Scene, talks: Talks, stays: list[Stay]) -> None:
    """People who met in another country than their own have visited it."""
    if talks.form in ("call", "video") or talks.status == "cancelled":
        return
    proofs: dict[str, Proof] = {}
    _, country = talks.where(proofs)
    if country is None or "country" not in proofs:
        return
    for told in talks.told:
        for mention in told.act.everyone():
            if mention.actor.kind in ("person", "pronoun"):
                add_presence(
                    scene, stays, told.act, mention, told.place, (country, proofs["country"]), told.date
                )


def _meets_on_the_way(scene: Scene, act: Act) -> bool:
    """`s'est deplace a Rabat aux cotes du roi`: the host's own people go along."""
    goal = country_of_place(act.place) if act.place and act.frame.name in ("travel", "stay") else None
    companions = [m for m in act.roles.get("traveller", ()) if m.preposition in ("with", "presence")]
    if goal is None:
        return False
    return any((e := scene.entity(m)) and e.name and e.country == goal[0] for m in companions)


def _taken_up(scene: Scene, act: Act, told: Told, before: list[Talks]) -> Talks | None:
    """`La rencontre s'est deroulee en presence de X`: further people of talks told before, the last first."""
    if not before or not _points_back(scene, act):
        return None
    bystanders = [m for m in act.everyone() if m.preposition not in ("presence", "represented")]
    named = [e for m in bystanders if (e := scene.entity(m))]
    for talks in reversed(before if not bystanders else before[-1:]):
        known = all(any(e is p for p in talks.people) for e in named)
        dates = talks.date, told.date
        if not known or clash(*(d.value if d else None for d in dates)):
            continue
        if set(told.sides) <= set(talks.sides):
            return talks
    return None


def _points_back(scene: Scene, act: Act) -> bool:
    """`cette rencontre`, `la ceremonie`: a noun that takes up the talks told before."""
    i = act.first
    return i > act.clause.first and scene.tokens.folded[i - 1] in words()["anaphoric"]


def _same(talks: Talks, told: Told) -> bool:
    """One meeting: people of one contain the other's, sides too, same status, days that do not clash."""
    a, b = talks.date, told.date
    one_day = a is not None and b is not None and a.value == b.value
    if (talks.status == "planned") != (told.act.status == "planned") and not one_day:
        return False
    if a and b and clash(a.value, b.value):
        return False
    if (talks.form == "call") != (told.form == "call") and a and b:
        return False
    if _others(talks.people, told.people):
        return False
    x, y = set(talks.sides), set(told.sides)
    return x <= y or y <= x


def _others(ours: list[Entity], theirs: list[Entity]) -> bool:
    """Does a side have people in both tellings, and none in common?"""
    for side in {p.country for p in ours} & {p.country for p in theirs}:
        a, b = ({id(p) for p in people if p.country == side} for people in (ours, theirs))
        if not a & b:
            return True
    return False


def _stay_of(talks: Talks, stays: list[Stay]) -> Stay | None:
    """The visit during which the talks were held."""
    for stay in stays:
        shared = any(p is stay.entity for p in talks.people) and stay.to in talks.sides
        if shared and (stay.status == "planned") == (talks.status == "planned"):
            return stay
    return None


def _journey_of(talks: Talks, stays: list[Stay]) -> Stay | None:
    """The journey, to a country that is no side of theirs, on which one of the people met the others."""
    if talks.status == "cancelled" or talks.form in ("call", "video"):
        return None
    own = [s for s in stays if any(p is s.entity for p in talks.people)]
    if len({s.to for s in own}) != 1 or own[0].to in talks.sides:
        return None
    days = [d.value for d in (own[0].date, talks.date) if d]
    same = (own[0].status == "planned") == (talks.status == "planned")
    return own[0] if same and not (len(days) == 2 and clash(*days)) else None


def _goal_of(talks: Talks, stays: list[Stay]) -> Stay | None:
    """The journey to one of the sides on which people are to meet, also where it is under way."""
    if talks.form in ("call", "video") or talks.status != "planned":
        return None
    of_people = [s for s in stays if any(p is s.entity for p in talks.people)]
    date = talks.date.value if talks.date else None
    to_sides = [s for s in of_people if s.to in talks.sides]
    return next((s for s in to_sides if not clash(date, s.date.value if s.date else None)), None)
