"""What one clause tells of talks: who took part, for which sides, when, where and how."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from verbale import data
from verbale.extract.acts import Act
from verbale.extract.fields import country_of, country_of_place, nearest_date, side_of, unique
from verbale.extract.partners import led_by
from verbale.extract.roles import is_person, words
from verbale.extract.scene import Mention, PlaceMention, Scene
from verbale.records import Date, Entity, Proof, Span
from verbale.tokens import Phrases

LISTED = 4  # sentences after the one that tells of new ambassadors in which they are named
BESIDE = 2  # tokens between talks and the word for a summit that they are


@dataclass(slots=True)
class Told:
    """One clause's word of a meeting."""

    act: Act
    people: list[Entity]
    sides: dict[str, Proof]
    date: Date | None
    place: PlaceMention | None
    host: str | None
    form: str


def sessions(scene: Scene, act: Act) -> list[list[Mention]]:
    """The participants of each of the talks that one clause tells.

    `a recu l'ambassadeur du Chili et celui du Gabon`, `s'est entretenu tour a tour avec X, Y et Z`: who
    receives or talks met each of the others by himself.
    """
    everyone = act.everyone()
    if several := act.frame.extra.get("several"):
        listed = several.intersection(scene.tokens.folded[act.clause.first : act.clause.last])
        alone = len({_side(scene, m) for m in everyone}) < 2
        return (_each(scene, act) if listed and alone else []) or [everyone]
    if not act.frame.extra.get("by_turns") or any(m.preposition == "between" for m in everyone):
        return [everyone]
    before = [m for m in everyone if m.first < act.first]
    after = [m for m in everyone if m.first >= act.last and m.preposition not in ("presence", "represented")]
    for one, many in ((before, after), (after, before)):
        own, others = {_side(scene, m) for m in one}, [_side(scene, m) for m in many]
        apart = len(own) == 1 and None not in own and not own & set(others)
        if apart and len(many) > 1 and all(is_person(m) for m in many) and _by_turns(scene, act, many):
            return [[*one, *theirs] for theirs in _groups(scene, many, others)]
    return [everyone]


def _each(scene: Scene, act: Act) -> list[list[Mention]]:
    """`Les nouveaux ambassadeurs ont presente leurs lettres de creance a X. Il s'agit de A, de B`."""
    hosts = _hosts(scene, act) or [m for m in act.everyone() if not m.preposition]
    own = {_side(scene, m) for m in hosts}
    if len(own) != 1 or None in own:
        return []
    guests: dict[str, Mention] = {}
    k = scene.clauses.index(act.clause)
    for clause in scene.clauses[k : k + LISTED + 1]:
        for m in clause.mentions:
            entity = scene.entity(m)
            envoy = entity and entity.name and entity.office in ("ambassador", None)
            if envoy and entity and entity.country and entity.country not in own:
                guests.setdefault(entity.country, m)
    return [[*hosts, guest] for guest in guests.values()]


def _groups(scene: Scene, many: list[Mention], sides: list[str | None]) -> list[list[Mention]]:
    """People met together: those of one side, unless a `then` stands between them."""
    out: list[list[Mention]] = []
    for k, mention in enumerate(many):
        gap = scene.tokens.folded[many[k - 1].last : mention.first] if k else []
        if not k or words()["then"].intersection(gap) or (sides[k] and sides[k] != sides[k - 1]):
            out.append([])
        out[-1].append(mention)
    return out


def _side(scene: Scene, mention: Mention) -> str | None:
    entity = scene.entity(mention)
    return entity.country if entity else mention.actor.country


def _by_turns(scene: Scene, act: Act, many: list[Mention]) -> bool:
    """Is it told, by a word, a plural of talks or the frame itself, that the talks were several?"""
    folded = scene.tokens.folded
    if act.frame.extra["by_turns"] == frozenset({"yes"}):
        return True
    near = folded[max(act.clause.first, act.first - 12) : many[-1].last]
    said = " ".join(near)
    return any(w in said for w in act.frame.extra["by_turns"])


def tell(scene: Scene, act: Act, mentions: list[Mention], earlier: list[list[Entity]]) -> Told | None:
    people: list[Entity] = []
    sides: dict[str, Proof] = {}
    if "people_only" in act.frame.extra and not _two_named(scene, act):
        return None
    if "summit" in act.frame.extra and not _convened(scene, act, sides):
        return None
    if mentions and not any(is_person(m) for m in mentions) and not _states_met(scene, act, mentions):
        return None
    for mention in mentions:
        if _is_pair(scene, mention):
            for entity, proof in (
                _pair(scene, mention, earlier) or _last_two(scene, mention) or _next_two(scene, mention)
            ):
                people.append(entity)
                if entity.country:
                    sides.setdefault(entity.country, proof)
            continue
        _add(scene, mention, people, sides)
        if mention.actor.kind in ("body", "organisation"):
            for leader in led_by(scene, act.clause, mention):
                _add(scene, leader, people, sides)
    for adjective in act.pair:
        if adjective.country:
            span = Span(adjective.start, adjective.end)
            sides.setdefault(adjective.country, Proof((span,), "demonym", "side"))
    _open_side(scene, act, people, sides)
    hosts = [e.country for m in _hosts(scene, act) if (e := scene.entity(m)) and e.country]
    date = nearest_date(scene, act.clause, act.first, act.last, held=act.status == "held")
    form = act.frame.form or _form(scene, act)
    place = act.place or _place_before(scene, act)
    return Told(act, unique(people), sides, date, place, hosts[0] if hosts else None, form)


def _states_met(scene: Scene, act: Act, mentions: list[Mention]) -> bool:
    """Do states or bodies meet as such: `entre X et Y`, `X et Y ont tenu`, `franco-malien`?

    Mentions gathered from elsewhere in a clause without a person prove no talks."""
    if act.pair or act.frame.name not in ("talks", "meet", "attend", "gather"):
        return True
    if "summit" in act.frame.extra:
        return False
    own = [m for m in mentions if m.preposition in ("", "with")]
    if any(m.preposition == "between" for m in mentions) or len({_side(scene, m) for m in own} - {None}) > 1:
        return True
    return any(m.actor.kind == "body" for m in mentions)


def _hosts(scene: Scene, act: Act) -> list[Mention]:
    """Who is called upon or grants an audience: `rend visite a X`, `X accorde une audience a Y`."""
    if "host" in act.roles:
        return act.roles["host"]
    said = " ".join(scene.tokens.folded[act.first : act.last])
    everyone = act.everyone()
    called = [m for m in everyone if m.preposition == "to"]
    if any(said.startswith(w) for w in act.frame.extra.get("calls_on", ())):
        return called or [m for m in everyone if m.preposition in ("by", "with")]
    if said in act.frame.extra.get("granted", ()):
        return [m for m in everyone if m.preposition == "by" or (called and not m.preposition)]
    return []


def _place_before(scene: Scene, act: Act) -> PlaceMention | None:
    """`Il s'y est entretenu avec`: the place that the sentences before name last."""
    if not words()["there"].intersection(
        scene.tokens.folded[max(act.clause.first, act.first - 1) : act.last]
    ):
        return None
    k = scene.clauses.index(act.clause)
    for clause in reversed(scene.clauses[max(0, k - 2) : k]):
        local = [p for p in clause.places if p.preposition in ("to", "in")]
        if local:
            return local[-1]
    return None


def _two_named(scene: Scene, act: Act) -> bool:
    """People of two sides, each with a name or an office."""
    entities = [e for m in act.everyone() if m.actor.kind in ("person", "pronoun") and (e := scene.entity(m))]
    return len({e.country for e in entities if e.country}) >= 2


def _convened(scene: Scene, act: Act, sides: dict[str, Proof]) -> bool:
    """A summit and the organisation that holds it: only such a gathering is a meeting by itself."""
    window = range(act.first, min(act.clause.last, act.last + 8))
    if not act.frame.extra["summit"].intersection(scene.tokens.folded[i] for i in window):
        return False
    for mention in act.clause.mentions:
        if mention.actor.kind == "organisation" and act.first <= mention.first < act.last + 8:
            side = side_of(mention)
            if side:
                sides.setdefault(*side)
    return bool(sides)


def _add(scene: Scene, mention: Mention, people: list[Entity], sides: dict[str, Proof]) -> None:
    entity = scene.entity(mention)
    if entity:
        people.append(entity)
        side = country_of(entity)
        if side:
            sides.setdefault(*side)
        return
    body = _body_before(scene, mention) if mention.actor.kind == "pronoun" else mention
    if body and body.actor.kind in ("state", "organisation", "body", "group"):
        side = side_of(body)
        if side:
            sides.setdefault(*side)


def _body_before(scene: Scene, pronoun: Mention) -> Mention | None:
    """`La mission du FMI est arrivee. Elle a eu`: the body that the sentence before is about."""
    before = scene.clause_of(pronoun.first)
    k = scene.clauses.index(before) if before else 0
    subjects = [m for m in scene.clauses[k - 1].mentions if k and m.preposition in ("", "of")]
    first = subjects[0] if subjects else None
    return first if first and first.actor.kind in ("body", "organisation") else None


def _open_side(scene: Scene, act: Act, people: list[Entity], sides: dict[str, Proof]) -> None:
    """One side, and officials or a body whose country nothing tells: of the press's own state, of the
    country where they met, or of the ambassador's post."""
    if len(sides) != 1:
        return
    stateless = [p for p in people if p.country is None and p.office not in ("other", "business")]
    named = next((p for p in stateless if p.name), None)
    bodies = [m for m in act.everyone() if m.actor.kind == "body" and m.actor.country is None]
    home = scene.analysis.home
    if home and home not in sides and named:
        sides[home] = Proof((named.name_span,) if named.name_span else (), "document", "home")
        return
    if not any(p.office for p in stateless) and not bodies:
        return
    for place in (act.place, _post(scene, act)):
        found = country_of_place(place) if place else None
        if found and found[0] not in sides:
            sides[found[0]] = Proof(found[1].spans, "coreference", "country of the talks")
            return


def _post(scene: Scene, act: Act) -> PlaceMention | None:
    """Where an ambassador who takes part resides: `l'ambassadeur du Togo a Rabat`."""
    envoys = [m for m in act.everyone() if m.actor.office == "ambassador"]
    for place in act.clause.places:
        for m in envoys:
            if place.preposition in ("to", "in") and m.first < place.first <= m.last + 2:
                return place
    return None


def absent_partner(scene: Scene, act: Act, told: Told) -> None:
    """`les echanges avec Y`: the other party is the subject of the sentences before."""
    if act.frame.name != "talks" or not any(m.preposition == "with" for m in act.everyone()):
        return
    for mention in reversed([m for m in scene.mentions if m.last <= act.first]):
        entity = scene.entity(mention)
        if entity and entity.country and not mention.preposition and entity.office not in (None, "other"):
            if entity.country not in told.sides:
                told.people.append(entity)
                told.sides[entity.country] = Proof(entity.country_spans, "coreference", "subject before")
            return


def hosts_of_purpose(scene: Scene, act: Act, told: Told) -> None:
    """`se rend a Alger pour discuter de`: the authorities of the place are the other side (ruling 5)."""
    i = act.first - 1
    while i > act.clause.first and scene.tokens.folded[i] in words()["purpose_fillers"]:
        i -= 1
    if act.frame.name not in ("meet", "talks") or scene.tokens.folded[i] not in words()["purpose"]:
        return
    for place in act.clause.places:
        found = country_of_place(place) if place.preposition in ("to", "in") else None
        if found and found[0] not in told.sides:
            told.sides[found[0]] = Proof(found[1].spans, "coreference", "purpose of the journey")
            return


def _is_pair(scene: Scene, mention: Mention) -> bool:
    """`les deux ministres`, `ils`: several people whom the mention itself does not tell."""
    actor = mention.actor
    loose = actor.kind == "pronoun" and actor.plural and scene.entity(mention) is None
    return (actor.kind == "group" and actor.country is None) or loose


def _pair(scene: Scene, group: Mention, earlier: list[list[Entity]]) -> list[tuple[Entity, Proof]]:
    """Who `the two presidents` are: those of the talks told last, one of each side."""
    count = _count(scene, group)
    for people in reversed(earlier):
        one_each = {p.country: p for p in reversed(people) if p.country}
        if len(one_each) == count:
            return [(p, Proof(p.country_spans, "coreference", "group")) for p in reversed(one_each.values())]
    return []


def _last_two(scene: Scene, group: Mention) -> list[tuple[Entity, Proof]]:
    """The last two people of two countries named before the group."""
    before = reversed([m for m in scene.mentions if m.last <= group.first])
    return _first_of(scene, before, _count(scene, group))[::-1]


def _next_two(scene: Scene, group: Mention) -> list[tuple[Entity, Proof]]:
    """The first two people of two countries named after a group that opens an article."""
    after = (m for m in scene.mentions if m.first >= group.last)
    return _first_of(scene, after, _count(scene, group))


def _count(scene: Scene, group: Mention) -> int:
    """How many a group is said to be: `les trois dirigeants`; two where nothing tells."""
    counts = data.toml("packs/fr/meetings.toml")["counts"]
    return next((counts[w] for w in scene.tokens.folded[group.first : group.last] if w in counts), 2)


def _first_of(scene: Scene, mentions: Iterable[Mention], count: int) -> list[tuple[Entity, Proof]]:
    """The first people of so many countries; none when they are fewer."""
    found: list[Entity] = []
    for mention in mentions:
        entity = scene.entity(mention)
        if entity and entity.name and entity.country and all(entity.country != e.country for e in found):
            found.append(entity)
        if len(found) == count:
            return [(e, Proof(e.country_spans, "coreference", "group")) for e in found]
    return []


def _form(scene: Scene, act: Act) -> str:
    """How they met, from the words of the sentence; a summit only where it is itself what is told."""
    for i in range(act.clause.first, act.clause.last):
        found = _forms().longest(scene.tokens, i)
        if found and (found[1] != "summit" or (i < act.last + BESIDE and act.first < found[0] + BESIDE)):
            return str(found[1])
    return "in_person"


@data.derived
def _forms() -> Phrases:
    pack = data.toml("packs/fr/meetings.toml")["forms"]
    return Phrases((word, form) for form, words in pack.items() for word in words)
