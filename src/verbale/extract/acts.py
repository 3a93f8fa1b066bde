"""Acts as clauses tell them: frames applied at their triggers, before anything is gathered or dated."""

from __future__ import annotations

from dataclasses import dataclass, field

from verbale.extract.delegations import is_delegation
from verbale.extract.frames import Frame, also_opened, frame_nouns, frames, frames_of_verb, verb_forms
from verbale.extract.partners import (
    adjective_pair,
    clitic_object,
    dative,
    granted,
    named_pair,
    relative_object,
)
from verbale.extract.places import place_of, stops_after
from verbale.extract.roles import (
    between,
    chain,
    governed,
    is_adverbial,
    is_person,
    objects,
    subject,
    words,
)
from verbale.extract.scene import Clause, Mention, PlaceMention, Scene
from verbale.extract.statuses import classes, status_of_group, status_of_noun
from verbale.morphology import VerbGroup, verb_group
from verbale.records import Place
from verbale.tokens import Tokens


@dataclass(slots=True)
class Act:
    """One clause's word of an act: who, in which roles, where, and how far it is asserted."""

    frame: Frame
    clause: Clause
    first: int  # tokens of the trigger
    last: int
    roles: dict[str, list[Mention]] = field(default_factory=dict)
    place: PlaceMention | None = None
    stops: list[PlaceMention] = field(
        default_factory=list
    )  # further destinations: "a Rome, a Paris et au Caire"
    pair: list[Place] = field(default_factory=list)  # of a compound adjective: "franco-malien"
    status: str = "held"
    rule: str = ""
    cues: tuple[str, ...] = ()

    def everyone(self) -> list[Mention]:
        out: list[Mention] = []
        for mentions in self.roles.values():
            out += [m for m in mentions if m not in out]
        return out


def find_acts(scene: Scene) -> list[Act]:
    """Every act that a frame reads in the article, in order of position."""
    out: list[Act] = []
    for clause in scene.clauses:
        i = clause.first
        while i < clause.last:
            noun = frame_nouns().longest(scene.tokens, i)
            if noun and noun[1] == "":
                i = noun[0]
                continue
            if noun and not _is_verb(scene, clause, i, noun[0]) and not _is_name(scene, clause, i):
                frame = frames()[str(noun[1])]
                if not scene.quoted[i] or "visit" in frame.yields:
                    for opened in (frame, *also_opened(scene.tokens.folded[i : noun[0]])):
                        out += _noun_acts(scene, clause, i, noun[0], opened)
                i = noun[0]
                continue
            readings = _written(scene.tokens.words[i], verb_forms().get(scene.tokens.folded[i], []))
            if readings and not _is_noun(scene.tokens, i, clause.first, readings):
                out += _verb_acts(scene, clause, i, readings)
            i += 1
    return out


def _is_verb(scene: Scene, clause: Clause, i: int, after: int) -> bool:
    """`X rencontre Y`, `a rencontr\u00e9`: a word that could be a noun, where a verb must stand."""
    tokens = scene.tokens
    if after - i > 1:
        return False
    if tokens.words[i].endswith("\u00e9"):
        return True
    if tokens.folded[i] not in verb_forms():
        return False
    follows = any(m.last == i and not m.preposition for m in clause.mentions)
    return follows or (i > clause.first and tokens.folded[i - 1] in classes()["before_verb"])


def _is_name(scene: Scene, clause: Clause, i: int) -> bool:
    """Part of a place's name: `La Réunion`."""
    return any(p.first <= i < p.last for p in clause.places) and scene.tokens.is_capital(i)


def _is_noun(tokens: Tokens, i: int, floor: int, readings: list[tuple[str, str]]) -> bool:
    """A present form after an article or possessive is a noun: `la rencontre`, `sa visite`."""
    if i <= floor or any(tense != "present" for _, tense in readings):
        return False
    return tokens.folded[i - 1] in classes()["determiners"]


def _verb_acts(scene: Scene, clause: Clause, i: int, readings: list[tuple[str, str]]) -> list[Act]:
    out: list[Act] = []
    for lemma, tense in readings:
        group = verb_group(scene.tokens, i, lemma, tense, clause.first)
        if any(a.first == group.first for a in out):
            continue
        for frame in frames_of_verb()[lemma]:
            if scene.quoted[i] and "visit" not in frame.yields:
                continue
            act = _verb_act(scene, clause, group, frame)
            if act:
                out.append(act)
    return out


def _written(word: str, readings: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The readings that the accents allow: `arrive` is no participle, `arriv\u00e9` no present."""
    accented = word.rstrip("es").endswith("\u00e9") or word.endswith("\u00e9")
    if word.isupper() or not word.endswith(("e", "es", "\u00e9", "\u00e9s")):
        return readings
    kept = [r for r in readings if (r[1] == "participle") == accented or r[0][-2:] != "er"]
    return kept or readings


def _verb_act(scene: Scene, clause: Clause, group: VerbGroup, frame: Frame) -> Act | None:
    voice = group.voice if group.voice in frame.roles else "active"
    if group.lemma in frame.extra.get("reflexive_only", ()) and group.voice != "reflexive":
        return None
    if group.lemma in frame.extra.get("passive_only", ()) and group.voice != "passive":
        return None
    needs = frame.extra.get("needs")
    window = scene.tokens.folded[group.last : min(clause.last, group.last + 12)]
    if needs and not needs.intersection(window):
        town = "strict" not in frame.extra and any(
            p.place.kind in ("capital", "city") and group.last <= p.first <= group.last + 8
            for p in clause.places
        )
        if not town:
            return None
    if "next" in frame.extra["place"] and not _place_next(scene, clause, group, frame):
        return None
    clue = frame.extra.get("clue")
    if clue and not clue.intersection(scene.tokens.folded[clause.first : clause.last]):
        return None
    act = Act(frame, clause, group.first, group.last, rule=f"{frame.name}:{group.lemma}:{voice}")
    for role, sources in frame.roles.get(voice, {}).items():
        found = [m for s in sources for m in _source(scene, clause, group, s)]
        act.roles[role] = _unique(found)
    act.status = status_of_group(scene, clause, group)
    if group.lemma in frame.extra.get("planned", ()):
        act.status = "planned"
    return _checked(scene, act, group)


def _place_next(scene: Scene, clause: Clause, group: VerbGroup, frame: Frame) -> bool:
    """Does a place stand right after the verb, nothing but dates, adverbs and its preposition between?"""
    if group.lemma == "\u00eatre" and group.voice == "passive":  # "cet \u00e9t\u00e9": no auxiliary
        return False
    after = next((p for p in clause.places if p.first >= group.last), None)
    if after is None or after.first - group.last > 9 or after.preposition not in ("to", "in"):
        return False
    return is_adverbial(scene, clause, group.last, after.first, frame.extra.get("between", frozenset()))


def _noun_acts(scene: Scene, clause: Clause, i: int, after: int, frame: Frame) -> list[Act]:
    needs = frame.extra.get("needs")
    if needs and not needs.intersection(scene.tokens.folded[clause.first : clause.last]):
        return []
    said = " ".join(scene.tokens.folded[i:after])
    opens = said in frame.extra.get("opening", ())
    group = VerbGroup(i, after, frame.name, "noun", "gerund" if opens else "present")
    act = Act(frame, clause, i, after, rule=f"{frame.name}:noun")
    act.pair = adjective_pair(scene, clause, after)
    for role, sources in frame.roles.get("noun", {}).items():
        found: list[Mention] = []
        for s in sources:
            if s == "subject" and _has_owner(act, role, found, frame):
                continue
            got = between(scene, clause, after) if s == "between" else _source(scene, clause, group, s)
            found += got
            if s == "between" and got:
                break
        act.roles[role] = _unique(found)
    last = max((m.last for m in act.everyone() if m.first - after <= 12), default=after)
    act.status = status_of_noun(scene, clause, i, max(after, last - 4))
    if act.status == "held" and said in frame.extra.get("planned", ()):
        act.status = "planned"
    done = _checked(scene, act, group)
    return [done] if done else []


def _has_owner(act: Act, role: str, found: list[Mention], frame: Frame) -> bool:
    """A noun whose participants stand after it takes no subject from the clause."""
    if frame.count < 2:
        return bool(found)
    partners = [m for m in found if m.preposition == "with"]
    return len(found) >= 2 and len(partners) < len(found)


def _source(scene: Scene, clause: Clause, group: VerbGroup, source: str) -> list[Mention]:
    if source == "subject":
        return subject(scene, clause, group)
    if source == "object":
        return objects(scene, clause, group.last) or _object_before(scene, clause, group)
    if source == "granted":
        return granted(scene, clause, group.last)
    if source == "dative":
        return dative(scene, clause, group.first)
    if source == "pair":
        return named_pair(scene, clause, group.last)
    if source == "after":
        return _speaker_after(scene, clause, group)
    if source == "present":
        return _present(scene, clause)
    if source == "own":
        return _own(scene, clause, group.first)
    if source == "to":
        return _people_after(scene, clause, group.last, "to")
    if source == "to body":
        return [m for m in governed(scene, clause, group.last, ("to",)) if m.actor.kind in ("body", "state")]
    if source == "of":
        return [m for m in _of(scene, clause, group.last) if m.actor.country_how != "capital"]
    if source == "by all":
        agents = [m for m in clause.mentions if m.first >= group.last and m.preposition == "by"]
        return [m for agent in agents for m in chain(scene, clause, agent)]
    if source == "by":
        return governed(scene, clause, group.last, ("by", "led"))
    return governed(scene, clause, group.last, (source,))


def _object_before(scene: Scene, clause: Clause, group: VerbGroup) -> list[Mention]:
    """An object that stands before its verb: a relative's head, or a pronoun's person."""
    doers = subject(scene, clause, group)
    return relative_object(scene, clause, doers) or clitic_object(scene, clause, group, doers)


def _of(scene: Scene, clause: Clause, start: int) -> list[Mention]:
    """`la visite (officielle) de X`: adjectives may stand between."""
    for mention in clause.mentions:
        if mention.first >= start:
            near = mention.first - start <= 7
            if mention.preposition == "of" and near:
                return chain(scene, clause, mention)
            if is_person(mention):
                return []
    return []


def _own(scene: Scene, clause: Clause, first: int) -> list[Mention]:
    """`lors de sa visite`: the person named before the possessive, in this sentence or the one before."""
    near = scene.tokens.folded[max(clause.first, first - 3) : first]
    if not classes()["possessives"].intersection(near):
        return []
    before = [m for m in clause.mentions if m.last <= first and is_person(m) and scene.entity(m)]
    if classes()["plural_possessives"].intersection(near):
        k = scene.clauses.index(clause)
        pool = [m for c in scene.clauses[max(0, k - 1) : k] for m in c.mentions if not m.preposition]
        after = [m for m in clause.mentions if m.first > first]
        return _two(scene, [*reversed(before), *after, *reversed(pool)])
    sent = [m for m in clause.mentions if m.last <= first and not m.preposition and is_delegation(scene, m)]
    if sent and not any(m.first > sent[-1].last for m in before):
        return sent[-1:]
    if before:
        subjects = [m for m in before if not m.preposition]
        return [before[-1] if first - before[-1].last <= 12 else (subjects or before)[-1]]
    k = scene.clauses.index(clause)
    earlier = [m for m in scene.clauses[k - 1].mentions if is_person(m) and scene.entity(m)] if k else []
    subjects = [m for m in earlier if not m.preposition]
    return (subjects or earlier)[-1:]


def _people_after(scene: Scene, clause: Clause, start: int, role: str, reach: int = 18) -> list[Mention]:
    """The first people under a preposition after a token; places and bodies under it are passed over."""
    for m in clause.mentions:
        if start <= m.first <= start + reach and m.preposition == role and m.actor.kind == "person":
            return chain(scene, clause, m)
    return []


def _speaker_after(scene: Scene, clause: Clause, group: VerbGroup) -> list[Mention]:
    """`..., a declare (mardi a Tokyo) X`: the subject that follows its verb."""
    for m in clause.mentions:
        if m.first >= group.last and is_person(m) and not m.preposition:
            near = m.first - group.last <= 9
            return [m] if near and is_adverbial(scene, clause, group.last, m.first) else []
    return []


def _present(scene: Scene, clause: Clause) -> list[Mention]:
    """The people whom a sentence places at a gathering: those that no other preposition governs."""
    out = []
    for m in clause.mentions:
        entity = scene.entity(m)
        official = entity and entity.name and entity.office
        person = m.actor.kind in ("person", "pronoun") and not m.quoted
        if official and person and m.preposition in ("", "with", "presence"):
            out.append(m)
    return out


def _two(scene: Scene, mentions: list[Mention]) -> list[Mention]:
    """The first two people of two countries."""
    out: list[Mention] = []
    for m in mentions:
        entity = scene.entity(m)
        known = [e.country for o in out if (e := scene.entity(o))]
        if entity and entity.country and entity.country not in known and is_person(m):
            out.append(m)
        if len(out) == 2:
            return out
    return []


def _unique(mentions: list[Mention]) -> list[Mention]:
    out: list[Mention] = []
    for m in mentions:
        if m not in out:
            out.append(m)
    return out


def _checked(scene: Scene, act: Act, group: VerbGroup) -> Act | None:
    """The act when its frame's needs are met and it is asserted at all."""
    if any(not act.roles.get(r) for r in act.frame.required):
        return None
    said = " ".join(scene.tokens.folded[act.first : act.last]) if group.voice == "noun" else group.lemma
    people = 1 if group.voice == "noun" else 2
    if said in act.frame.extra.get("persons", ()) and not _has_people(act, people):
        return None
    few = act.frame.count and len(act.everyone()) < act.frame.count and not _stands_for_two(scene, act)
    of_purpose = group.tense == "infinitive" and act.status != "bare" and act.everyone()
    if few and not of_purpose and not _takes_up(scene, act):
        return None
    if act.status == "dropped":
        return None
    act.place = place_of(scene, act.clause, group, act.frame)
    if reach := _place_reach(act.frame):
        end = max([act.last, *(m.last for m in act.roles.get("traveller", ()))])
        if act.place is None or not 0 <= act.place.first - act.last <= reach + (end - act.last):
            return None
    if act.place and "visit" in act.frame.yields:
        act.stops = stops_after(scene, act.clause, act.place)
    return act


def _has_people(act: Act, count: int) -> bool:
    """Do people meet, not states? `le Mali entretient des relations avec Cuba`, `Paris a vu la fin de`."""
    everyone = act.everyone()
    return len([m for m in everyone if is_person(m)]) >= count or any(m.actor.plural for m in everyone)


def _takes_up(scene: Scene, act: Act) -> bool:
    """`cette audience, organisee mardi`: a noun that only adds to the talks told before."""
    before = scene.tokens.folded[act.first - 1] if act.first > act.clause.first else ""
    return "anaphoric" in act.frame.extra and before in words()["anaphoric"]


def _place_reach(frame: Frame) -> int:
    """Within how many tokens a frame's place must stand; 0 for no such need."""
    return {"named": 9, "near": 4, "next": 9}.get(next(iter(frame.extra.get("place", ())), ""), 0)


def _stands_for_two(scene: Scene, act: Act) -> bool:
    several = act.frame.extra.get("several", frozenset())
    if several.intersection(scene.tokens.folded[act.clause.first : act.clause.last]):
        return bool(act.everyone())
    return bool(act.pair) or any(m.actor.kind == "group" or m.actor.plural for m in act.everyone())
