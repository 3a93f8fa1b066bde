"""The visits and meetings of those who attend the gatherings that an article reports (codebook, ruling 3)."""

from __future__ import annotations

from verbale.data import world
from verbale.extract.acts import Act
from verbale.extract.attendance import Attendance, attendances
from verbale.extract.fields import clash, country_of, country_of_place
from verbale.extract.frames import Frame
from verbale.extract.gatherings import Gathering, find_gatherings
from verbale.extract.meetings import Talks
from verbale.extract.scene import Mention, Scene
from verbale.extract.tellings import Told as Said
from verbale.extract.visits import SENIOR, Stay, Told
from verbale.records import Entity, Proof

_VISIT = Frame("gathering", ("visit",))
_MEETING = Frame("gathering", ("meeting",))
RULE = "gathering:attendance"


def add_assemblies(scene: Scene, stays: list[Stay], talks: list[Talks]) -> None:
    """Put the officials who attend gatherings to the article's visits and meetings."""
    gatherings = find_gatherings(scene)
    sure = attendances(scene, gatherings)
    for gathering in gatherings:
        there = [a for a in sure if a.gathering is gathering]
        for a in sorted(there, key=lambda a: (_rank(a.entity), a.mention.first)):
            _add_visit(scene, stays, a)
        there = [a for a in there if a.evidence != {"margin"}]
        if there and gathering.kind == "summit":
            _add_meeting(scene, talks, gathering, there)


def _rank(entity: Entity) -> int:
    return SENIOR.index(entity.office) if entity.office in SENIOR else len(SENIOR)


def _status(gathering: Gathering, scene: Scene, a: Attendance) -> str:
    """Planned while the sentence speaks of the future, or where the gathering's days are to come."""
    date, published = gathering.date, scene.analysis.published
    value = (date.value or "") if date else ""
    to_come = len(value) >= 10 and published is not None and value[:10] > published[:10]
    return "planned" if to_come or a.planned else "held"


def _add_visit(scene: Scene, stays: list[Stay], a: Attendance) -> None:
    place, entity, gathering = a.gathering.place, a.entity, a.gathering
    goal = country_of_place(place) if place else None
    if place is None or goal is None or goal[0] == entity.country or entity.office not in SENIOR:
        return
    if entity.country in gathering.sides and not world.is_country(entity.country or ""):
        return  # the head of the body that holds it
    told = Told(_act(_VISIT, scene, a), a.mention, *goal, place, gathering.date, _status(gathering, scene, a))
    days = gathering.date.value if gathering.date else None
    for stay in stays:
        same = stay.to == goal[0] and not clash(stay.date.value if stay.date else None, days)
        if same and stay.entity is entity:
            if stay.date is None and stay.status == told.status:
                stay.told.append(told)
            return
        if same and stay.entity.country == entity.country and _rank(stay.entity) <= _rank(entity):
            return
    stays.append(Stay(scene, entity, goal[0], [told]))


def _act(frame: Frame, scene: Scene, a: Attendance) -> Act:
    naming = a.gathering.naming_in(a.clause)
    at: Mention = a.mention
    first, last = (naming.first, naming.last) if naming else (at.first, at.last)
    act = Act(frame, a.clause, first, last, {"traveller": [at]}, a.gathering.place, rule=RULE)
    act.status = _status(a.gathering, scene, a)
    return act


def _add_meeting(scene: Scene, talks: list[Talks], gathering: Gathering, there: list[Attendance]) -> None:
    """The gathering as a meeting of its body and the states of those who attend."""
    people: list[Entity] = []
    sides: dict[str, Proof] = dict(gathering.sides)
    for a in there:
        side = country_of(a.entity)
        if side:
            people.append(a.entity)
            sides.setdefault(*side)
    if len(sides) < 2 or not people:
        return
    if not gathering.sides and (len(people) < 2 or any(_covers(t.people, people) for t in talks)):
        return
    act = _act(_MEETING, scene, there[0])
    said = Said(act, people, sides, gathering.date, gathering.place, None, "summit")
    same = [t for t in talks if _is_told(t, gathering, people, act.status)]
    if not same:
        talks.append(Talks(scene, [said]))
        return
    same[0].told.append(said)
    for other in same[1:]:
        same[0].told += other.told
        talks.remove(other)


def _covers(some: list[Entity], others: list[Entity]) -> bool:
    return all(any(p is q for q in some) for p in others)


def _is_told(talks: Talks, gathering: Gathering, people: list[Entity], status: str) -> bool:
    """Are these talks, that a frame told, the gathering itself?"""
    a, b = talks.date, gathering.date
    if talks.status not in (status, "held") or clash(a.value if a else None, b.value if b else None):
        return False
    if not gathering.sides:
        return len(talks.people) > 1 and _covers(people, talks.people)
    bodies = {code for code in gathering.sides if not world.is_country(code)}
    return talks.form == "summit" and bool(bodies & set(talks.sides))
