"""Who promises a deed, and to whom: subjects, agents, nationalities in the phrase, the one who speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from verbale import data
from verbale.data import world
from verbale.extract.commitment_labels import Deed
from verbale.extract.commitment_words import words
from verbale.extract.fields import side_of
from verbale.extract.quotes import find_quotes
from verbale.extract.roles import can_act, chain, is_person, subject
from verbale.extract.scene import Clause, Mention, Scene
from verbale.morphology import VerbGroup
from verbale.records import Participant, Proof, Quote, Span

OFTEN = 3  # namings that make a side one of the two an article is about


@dataclass(frozen=True, slots=True)
class Maker:
    """A side that promises, the words that tell it, and the person, where one does."""

    side: str
    proof: Proof
    mention: Mention | None = None
    who: Participant | None = None


@dataclass(slots=True)
class Speech:
    """The quotes of the article, read once and only when a promise in the first person asks for them."""

    scene: Scene
    quotes: Sequence[Quote] | None = None

    def maker(self, deed: Deed) -> Maker | None:
        """The side of the one who says the words of a deed."""
        if self.quotes is None:
            self.quotes = find_quotes(self.scene.analysis)
        at = self.scene.tokens.starts[deed.at]
        for quote in self.quotes:
            if any(s.start <= at < s.end for s in quote.proofs["text"].spans):
                who = quote.participants[0] if quote.participants else None
                proof = quote.proofs.get("speaker")
                if who and who.side and proof:
                    return Maker(who.side, Proof(proof.spans, "coreference", "speaker"), None, who)
        return None


def makers_of(scene: Scene, deed: Deed, speech: Speech) -> list[Maker]:
    """Who promises a deed: several only when several states are its coordinated subject."""
    clause, quoted = deed.clause, scene.quoted[deed.at]
    if deed.first_person:
        voice = speech.maker(deed)
        return [voice] if voice else []
    finders: list[Callable[[], list[Maker]]] = [lambda: _agents(scene, deed), lambda: _helpers(scene, deed)]
    if deed.trigger == "coming":
        finders += [lambda: _demonym(scene, clause, deed.at, deed.last), lambda: _owners(scene, deed),
                    lambda: _both(scene, deed)]  # fmt: skip
    elif deed.passive:
        finders += [
            lambda: _demonym(scene, clause, deed.first, deed.opener.first),
            lambda: _owners(scene, deed),
        ]
    elif deed.opener.voice == "noun":
        finders += [lambda: _holder(scene, deed), lambda: _demonym(scene, clause, deed.opener.first, deed.at),
                    lambda: _subjects(scene, deed)]  # fmt: skip
    elif bare := _bare_subject(scene, deed):
        own = _own_country(scene, deed) or _demonym(scene, clause, *bare)
        return own[:1]
    else:
        finders += [lambda: _subjects(scene, deed), lambda: _subject_demonym(scene, deed)]
    if quoted:
        finders.append(lambda: [m for m in [speech.maker(deed)] if m])
    if not deed.passive:
        finders.append(lambda: _earlier(scene, clause, deed))
    if deed.noun:
        finders.append(lambda: _pair(scene, deed) if is_bilateral(scene) else _first_of_two(scene, deed))
    for finder in finders:
        found = finder()
        if found:
            return found
    return []


@data.derived
def _areas() -> frozenset[str]:
    """Codes of regions of the world: no sides."""
    return frozenset(f.code for f in world.regions() if f.code and not world.is_country(f.code))


def _maker(scene: Scene, mention: Mention, how: str | None = None) -> Maker | None:
    side = side_of(mention)
    if side is None or side[0] in _areas():
        return None
    proof = side[1] if how is None else Proof(side[1].spans, how, "maker")
    return Maker(side[0], proof, mention)


def _subjects(scene: Scene, deed: Deed) -> list[Maker]:
    group = deed.opener
    if deed.trigger == "reported" and (says := _reporter(scene, deed)):
        group = says
    found = subject(scene, deed.clause, group)
    if any(m.actor.kind == "group" and m.actor.country is None for m in found):
        return _pair(scene, deed)
    made = [m for f in found if (m := _maker(scene, f))]
    sides: dict[str, Maker] = {}
    for m in made:
        sides.setdefault(m.side, m)
    states = [
        m for m in sides.values() if m.mention and m.mention.actor.kind in ("state", "organisation", "body")
    ]
    return states[:3] if len(states) > 1 else list(sides.values())[:1]


def _reporter(scene: Scene, deed: Deed) -> VerbGroup | None:
    """`X a annonce qu'il ...`: the pronoun right behind `that` is the one who says so."""
    tokens, k = scene.tokens, deed.opener.first
    pronoun = next((m for m in deed.clause.mentions if m.last == k and m.actor.kind == "pronoun"), None)
    if pronoun is None or tokens.folded[pronoun.first - 1] not in words().sets["that"]:
        return None
    return VerbGroup(pronoun.first - 1, k, "say", "active", "past")


def _both(scene: Scene, deed: Deed) -> list[Maker]:
    """`des deux pays` in the sentence of a deed that is coming."""
    groups = [m for m in deed.clause.mentions if m.actor.kind == "group" and m.actor.country is None]
    return _pair(scene, deed) if groups else []


def _pair(scene: Scene, deed: Deed) -> list[Maker]:
    """`les deux pays`: the two sides named most; the first of them stands for both."""
    return [m for m in [next(iter(main_sides(scene)), None)] if m]


def _first_of_two(scene: Scene, deed: Deed) -> list[Maker]:
    """Where the sentence names two states and no maker, the first stands for both."""
    made = [
        m
        for f in deed.clause.mentions
        if f.actor.kind in ("state", "body") and (m := _maker(scene, f, "document"))
    ]
    return made[:1] if len({m.side for m in made}) == 2 else []


def is_bilateral(scene: Scene) -> bool:
    """Does the article name two sides again and again, and no third one nearly as often?"""
    count: Counter[str] = Counter()
    for mention in scene.mentions:
        side = side_of(mention)
        if side and mention.actor.kind != "pronoun" and side[0] not in _areas():
            count[side[0]] += 1
    ranked = [*sorted(count.values(), reverse=True), 0, 0, 0]
    return ranked[1] >= OFTEN and ranked[2] * 2 <= ranked[1]


def main_sides(scene: Scene) -> list[Maker]:
    """The sides of the article by how often they are named."""
    count: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for mention in scene.mentions:
        side = side_of(mention)
        if side and mention.actor.kind != "pronoun":
            count[side[0]] += 1
            first.setdefault(side[0], mention)
    ranked = sorted(count, key=lambda c: (-count[c], first[c].first))
    return [m for c in ranked[:4] if (m := _maker(scene, first[c], "document"))]


def _agents(scene: Scene, deed: Deed) -> list[Maker]:
    """`par la Finlande` behind a noun or a passive."""
    if not (deed.passive or deed.noun):
        return []
    for m in deed.clause.mentions:
        if m.preposition == "by" and deed.at < m.first <= deed.last + 8 and (made := _maker(scene, m)):
            return [made]
    return []


def _holder(scene: Scene, deed: Deed) -> list[Maker]:
    """`l'engagement de la France a ...`: whose promise it is."""
    for m in deed.clause.mentions:
        if deed.opener.last <= m.first < deed.at and m.preposition == "of" and (made := _maker(scene, m)):
            return [made]
    return []


def _owners(scene: Scene, deed: Deed) -> list[Maker]:
    """`le retour de l'ambassadeur algerien`: the side of an official or a body in the phrase."""
    first, last = (deed.first, deed.opener.first) if deed.passive else (deed.at, deed.last)
    for m in deed.clause.mentions:
        body = m.actor.kind in ("body", "organisation")
        if first <= m.first < last and (is_person(m) or body) and (made := _maker(scene, m)):
            return [made]
    return []


def _helpers(scene: Scene, deed: Deed) -> list[Maker]:
    """`avec l'appui de l'Egypte`: who makes a nameless deed possible."""
    if not (deed.passive or deed.noun):
        return []
    tokens = scene.tokens
    for k in range(deed.first, min(deed.clause.last, deed.last + 14)):
        step = words().lists["helped"].longest(tokens, k)
        if step is None:
            continue
        for m in deed.clause.mentions:
            if k < m.first <= step[0] + 1 and (made := _maker(scene, m)):
                return [made]
    return []


def _demonym(scene: Scene, clause: Clause, first: int, last: int) -> list[Maker]:
    """The nationality that a phrase carries: `sanctions americaines`, `une banque algerienne`."""
    for place in scene.analysis.places:
        if place.kind == "demonym" and place.country and first <= scene.tokens.at(place.start) < last:
            return [Maker(place.country, Proof((Span(place.start, place.end),), "demonym", "maker"))]
    return []


def _bare_subject(scene: Scene, deed: Deed) -> tuple[int, int] | None:
    """Tokens of a subject phrase right before the verb that is no mention: `L'annexion mettra fin`."""
    tokens, sets = scene.tokens, words().sets
    end = k = deed.opener.first
    covered = {i for m in deed.clause.mentions for i in range(m.first, m.last)}
    while k > deed.clause.first and end - k < 10:
        word = tokens.folded[k - 1]
        if k - 1 in covered or not word[0].isalnum() or word in sets["finite"] or word in sets["that"]:
            return None
        if word in sets["plain_articles"] and (
            k - 2 < deed.clause.first or tokens.folded[k - 2] not in sets["of"]
        ):
            return (k - 1, end) if end - k >= 1 else None
        k -= 1
    return None


def _subject_demonym(scene: Scene, deed: Deed) -> list[Maker]:
    """The nationality in a subject phrase that no mention covers: `plusieurs etablissements francais`."""
    start = max(deed.clause.first, deed.opener.first - 9)
    return _demonym(scene, deed.clause, start, deed.opener.first)


def _own_country(scene: Scene, deed: Deed) -> list[Maker]:
    """`son pays`: the country of the person who says so."""
    tokens, clause = scene.tokens, deed.clause
    for k in range(max(clause.first, deed.opener.first - 3), deed.opener.first):
        if words().lists["own_country"].longest(tokens, k):
            people = [m for m in clause.mentions if m.last <= k and side_of(m) and not m.preposition]
            return [m for m in [_maker(scene, people[-1], "coreference") if people else None] if m]
    return []


def _earlier(scene: Scene, clause: Clause, deed: Deed) -> list[Maker]:
    """The last subject with a side before the deed, in this sentence or the one before."""
    k = scene.clauses.index(clause)
    for where in (clause, *scene.clauses[max(0, k - 1) : k]):
        for m in where.mentions:
            if (
                m.last <= deed.at
                and not m.preposition
                and can_act(m)
                and (made := _maker(scene, m, "coreference"))
            ):
                return [made]
    return []


@dataclass(slots=True)
class Sides:
    """The sides a promise is made to, nearest first, and how far off the first one stands: 0 in the
    sentence, 1 in the one before or behind, 2 elsewhere in the article."""

    proofs: dict[str, Proof] = field(default_factory=dict)
    distance: int = 3


def sides_to(scene: Scene, deed: Deed, makers: Sequence[Maker]) -> Sides:
    """The other sides: in the label, then behind it, then in the sentence, then around it."""
    own = {m.side for m in makers}
    out = Sides()
    clause = deed.clause
    inside = [m for m in clause.mentions if m.first >= deed.first and m.first < deed.last + 2]
    behind = [m for m in clause.mentions if m.first >= deed.last + 2]
    before = [m for m in reversed(clause.mentions) if m.last <= deed.first]
    for mentions in (inside, behind, before):
        for m in mentions:
            _add(out, m, own, 0)
        if out.proofs:
            return out
        if mentions is inside:
            _add_places(scene, out, scene.span(deed.first, deed.last), own)
            if out.proofs:
                return out
    _add_places(scene, out, Span(clause.sentence.start, clause.sentence.end), own)
    if out.proofs:
        return out
    k = scene.clauses.index(clause)
    for near in scene.clauses[max(0, k - 1) : k] + scene.clauses[k + 1 : k + 2]:
        for m in near.mentions:
            _add(out, m, own, 1)
        if out.proofs:
            return out
    if len(makers) > 1:  # they promise it to each other
        out.proofs, out.distance = {makers[1].side: makers[1].proof}, 0
        return out
    for maker in main_sides(scene):
        if maker.side not in own:
            out.proofs[maker.side], out.distance = maker.proof, 2
            break
    return out


def _add(out: Sides, m: Mention, own: set[str], distance: int) -> None:
    side = side_of(m)
    if side and side[0] not in own | _areas() and len(out.proofs) < 2 and m.actor.kind != "pronoun":
        proof = side[1] if distance == 0 else Proof(side[1].spans, "document", "other side")
        out.proofs.setdefault(side[0], proof)
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
