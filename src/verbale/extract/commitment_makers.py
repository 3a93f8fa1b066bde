"""Who promises a deed: subjects, agents, nationalities in the phrase, the one who speaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from verbale.extract.commitment_labels import Deed, is_told_before
from verbale.extract.commitment_openers import readings
from verbale.extract.commitment_sides import Maker, is_bilateral, main_sides, maker, side
from verbale.extract.commitment_words import words
from verbale.extract.quotes import find_quotes
from verbale.extract.roles import can_act, is_person, subject
from verbale.extract.scene import Clause, Scene
from verbale.morphology import VerbGroup, verb_group
from verbale.records import Proof, Quote, Span

Finder = Callable[[], list[Maker]]
SAID = 10  # tokens from a verb of saying to its inverted subject
AT_ONCE = 3  # makers that one promise may have


@dataclass(slots=True)
class Speech:
    """The quotes of the article, read once and only when a promise in a quotation asks for them."""

    scene: Scene
    quotes: Sequence[Quote] | None = None

    def makers(self, deed: Deed) -> list[Maker]:
        """The side of the one who says the words of a deed."""
        if self.quotes is None:
            self.quotes = find_quotes(self.scene.analysis)
        at = self.scene.tokens.starts[deed.at]
        for quote in self.quotes:
            if any(s.start <= at < s.end for s in quote.proofs["text"].spans):
                who = quote.participants[0] if quote.participants else None
                proof = quote.proofs.get("speaker")
                if who and who.side and proof:
                    return [Maker(who.side, Proof(proof.spans, "coreference", "speaker"), None, who)]
        return []


def makers_of(scene: Scene, deed: Deed, speech: Speech) -> list[Maker]:
    """Who promises a deed: several only when several states are its coordinated subject."""
    if deed.first_person:
        return speech.makers(deed)
    barred = _guests(deed)
    for find in _finders(scene, deed, speech):
        found = [m for m in find() if m.side not in barred]
        if found:
            return found
    return []


def _guests(deed: Deed) -> frozenset[str]:
    """The sides of those to whom an invitation is handed: never its makers."""
    if deed.trigger != "invite" or not deed.noun:
        return frozenset()
    after = deed.opener.first
    codes = [m.actor.country for m in deed.clause.mentions if m.preposition == "to" and m.first >= after]
    return frozenset(code for code in codes[:1] if code)


def _finders(scene: Scene, deed: Deed, speech: Speech) -> list[Finder]:
    """The ways to find a maker that the construction allows, surest first."""
    told_in = deed.told_in
    agents: list[Finder] = [lambda: _agents(scene, deed), lambda: _helpers(scene, deed)]
    speaker: list[Finder] = [lambda: speech.makers(deed)] if scene.quoted[deed.at] else []
    earlier: list[Finder] = [lambda: _headline(scene, told_in), lambda: _earlier(scene, told_in, deed)]
    far: list[Finder] = [lambda: _one_of_two(scene, deed)] if deed.noun else []
    reporter: list[Finder] = [lambda: _reporters(scene, deed)]
    if deed.trigger == "coming":
        return agents + _in_phrase(scene, deed, deed.at, deed.last) + speaker + earlier + reporter + far
    if deed.passive and deed.trigger != "invite":
        inside = _in_phrase(scene, deed, deed.first, deed.opener.first)
        guest: list[Finder] = [lambda: _abroad(scene, _reporters(scene, deed))]
        return agents + (inside + guest if deed.kind == "policy" else guest + inside) + speaker + reporter
    if deed.opener.tense != "infinitive" and (bare := _bare_subject(scene, deed)):
        own: list[Finder] = [lambda: _own_country(scene, deed), lambda: _demonym(scene, *bare)]
        return [*agents, *own, lambda: _headline(scene, told_in), *reporter, *far]
    holders: list[Finder] = []
    if deed.opener.voice == "noun":
        holders = [lambda: _holder(deed), lambda: _demonym(scene, deed.opener.first, deed.at)]
    elif deed.trigger == "invite":
        holders = [lambda: _holder(deed)] if deed.noun else []
    subjects: list[Finder] = [lambda: _subjects(scene, deed), lambda: _subject_demonym(scene, deed)]
    return agents + holders + ([] if deed.passive else subjects) + speaker + earlier + far


def _in_phrase(scene: Scene, deed: Deed, first: int, last: int) -> list[Finder]:
    """Makers that the phrase of the deed itself names."""
    return [
        lambda: _demonym(scene, first, last),
        lambda: _owners(deed, first, last),
        lambda: _both(scene, deed),
    ]


# --- in the clause --------------------------------------------------------------------------


def _subjects(scene: Scene, deed: Deed) -> list[Maker]:
    group = deed.opener
    if deed.trigger == "reported" and (says := _reporter(scene, deed)):
        group = says
    if is_told_before(scene.tokens, group) and not deed.noun:
        found = [
            m for m in deed.clause.mentions if deed.after <= m.first <= deed.after + 1 and not m.preposition
        ]
    else:
        found = subject(scene, deed.told_in, group)
    if any(m.actor.kind == "group" and m.actor.country is None for m in found):
        return _pair(scene)
    sides: dict[str, Maker] = {}
    for mention in found:
        if made := maker(mention):
            sides.setdefault(made.side, made)
    states = [
        m for m in sides.values() if m.mention and m.mention.actor.kind in ("state", "organisation", "body")
    ]
    return states[:AT_ONCE] if len(states) > 1 else list(sides.values())[:1]


def _reporter(scene: Scene, deed: Deed) -> VerbGroup | None:
    """`X a annonce qu'il ...`: the pronoun right behind `that` is the one who says so."""
    tokens, k = scene.tokens, deed.opener.first
    pronoun = next((m for m in deed.told_in.mentions if m.last == k and m.actor.kind == "pronoun"), None)
    if pronoun is None or tokens.folded[pronoun.first - 1] not in words().sets["that"]:
        return None
    return VerbGroup(pronoun.first - 1, k, "say", "active", "past")


def _agents(scene: Scene, deed: Deed) -> list[Maker]:
    """`par la Finlande` behind a noun or a passive, `par une entreprise finlandaise`."""
    if not (deed.passive or deed.noun):
        return []
    end = min(deed.last + 8, deed.clause.last)
    for m in deed.clause.mentions:
        if m.preposition == "by" and deed.at < m.first <= end and (made := maker(m)):
            return [made]
    for k in range(deed.at, end):
        if scene.tokens.folded[k] in words().sets["agents"]:
            return _demonym(scene, k, k + 7)
    return []


def _helpers(scene: Scene, deed: Deed) -> list[Maker]:
    """`avec l'appui de l'Egypte`: who makes a nameless deed possible."""
    if not (deed.passive or deed.noun or deed.trigger == "invite"):
        return []
    for k in range(deed.first, min(deed.clause.last, deed.last + 14)):
        step = words().lists["helped"].longest(scene.tokens, k)
        if step is None:
            continue
        for m in deed.clause.mentions:
            if k < m.first <= step[0] + 1 and (made := maker(m)):
                return [made]
    return []


def _holder(deed: Deed) -> list[Maker]:
    """`la promesse de la France de ...`, `une invitation du roi`: whose promise it is."""
    limit = deed.opener.last + 3 if deed.trigger == "invite" else deed.at
    for m in deed.clause.mentions:
        if deed.opener.last <= m.first < limit and m.preposition == "of" and (made := maker(m)):
            return [made]
    return []


def _owners(deed: Deed, first: int, last: int) -> list[Maker]:
    """`le retour de l'ambassadeur algerien`: the side of an official or a body in the phrase."""
    for m in deed.clause.mentions:
        body = m.actor.kind in ("body", "organisation")
        if first < m.last <= last and (is_person(m) or body) and (made := maker(m)):
            return [made]
    return []


def _demonym(scene: Scene, first: int, last: int) -> list[Maker]:
    """The nationality that a phrase carries: `sanctions americaines`, `une banque algerienne`."""
    for place in scene.analysis.places:
        if place.kind == "demonym" and place.country and first <= scene.tokens.at(place.start) < last:
            return [Maker(place.country, Proof((Span(place.start, place.end),), "demonym", "maker"))]
    return []


def _subject_demonym(scene: Scene, deed: Deed) -> list[Maker]:
    """The nationality in a subject phrase that no mention covers: `plusieurs etablissements francais`."""
    return _demonym(scene, max(deed.told_in.first, deed.opener.first - 9), deed.opener.first)


def _bare_subject(scene: Scene, deed: Deed) -> tuple[int, int] | None:
    """Tokens of a subject phrase right before the verb that is no mention: `L'annexion mettra fin`."""
    tokens, sets = scene.tokens, words().sets
    end = k = deed.opener.first
    covered = {i for m in deed.told_in.mentions for i in range(m.first, m.last)}
    while k > deed.told_in.first and end - k < 10:
        word = tokens.folded[k - 1]
        if k - 1 in covered or not word[0].isalnum() or word in sets["finite"] or word in sets["that"]:
            return None
        governed = k - 2 >= deed.told_in.first and tokens.folded[k - 2] in sets["of"]
        if word in sets["plain_articles"] and not governed:
            return k - 1, end
        k -= 1
    return None


def _own_country(scene: Scene, deed: Deed) -> list[Maker]:
    """`son pays`: the country of the person who says so."""
    clause = deed.told_in
    for k in range(max(clause.first, deed.opener.first - 3), deed.opener.first):
        if words().lists["own_country"].longest(scene.tokens, k):
            people = [m for m in clause.mentions if m.last <= k and side(m) and not m.preposition]
            named = [m for m in [maker(people[-1], "coreference") if people else None] if m]
            return named or _headline(scene, clause) or _earlier(scene, clause, deed)
    return []


def _abroad(scene: Scene, makers: list[Maker]) -> list[Maker]:
    """Those that are not of the country of the outlet: what a guest announces, the guest's side does."""
    return [m for m in makers if scene.analysis.home and m.side != scene.analysis.home]


def _reporters(scene: Scene, deed: Deed) -> list[Maker]:
    """The one who says so: `X a indique que`, `, a annonce X`."""
    tokens, clause, w = scene.tokens, deed.told_in, words()
    for k in range(clause.first, clause.last):
        inside = deed.first <= k < deed.last
        if inside or not readings(tokens, k, "reported", clause.first):
            continue
        for lemma, tense in readings(tokens, k, "reported", clause.first):
            group = verb_group(tokens, k, lemma, tense, clause.first)
            if group.negated or group.tense not in ("past", "present"):
                continue
            if k < deed.first and w.sets["that"].intersection(tokens.folded[k + 1 : deed.first]):
                found = subject(scene, clause, group)
            else:
                near = [m for m in clause.mentions if k < m.first <= k + SAID and not m.preposition]
                found = [m for m in near if can_act(m)] if k > deed.last else []
            made = [m for f in found[:1] if (m := maker(f, "coreference"))]
            if made:
                return made
    return []


def _headline(scene: Scene, clause: Clause) -> list[Maker]:
    """`Niger : la justice ordonne ...`: the state that opens the sentence."""
    first = clause.mentions[:1]
    opens = first and first[0].first <= clause.first + 1 and first[0].last < clause.last
    if opens and first[0].actor.kind == "state" and scene.tokens.folded[first[0].last] in (":", "."):
        return [m for m in [maker(first[0])] if m]
    return []


# --- around it ------------------------------------------------------------------------------


def _earlier(scene: Scene, clause: Clause, deed: Deed) -> list[Maker]:
    """The first subject with a side before the deed, in this sentence or the one before."""
    k = scene.clauses.index(clause)
    for where in (clause, *scene.clauses[max(0, k - 1) : k]):
        for m in where.mentions:
            if m.last <= deed.at and not m.preposition and can_act(m) and (made := maker(m, "coreference")):
                return [made]
    return []


def _pair(scene: Scene, guests: frozenset[str] = frozenset()) -> list[Maker]:
    """`les deux pays`: of the two sides named most, the one that is not the press's own stands for both;
    an invitation is never its guest's."""
    two = main_sides(scene)[:2]
    hosts = [m for m in two if m.side not in guests] or two
    abroad = [m for m in hosts if m.side != scene.analysis.home]
    return (abroad or hosts)[:1]


def _both(scene: Scene, deed: Deed) -> list[Maker]:
    """`des deux pays` in the sentence of a deed that is coming."""
    groups = [m for m in deed.told_in.mentions if m.actor.kind == "group" and m.actor.country is None]
    return _pair(scene) if groups else []


def _one_of_two(scene: Scene, deed: Deed) -> list[Maker]:
    """Where two states are the article's, or the sentence's, and no maker is named, one stands for both."""
    if is_bilateral(scene):
        return _pair(scene, _guests(deed))
    states = [m for m in deed.told_in.mentions if m.actor.kind in ("state", "body")]
    made = [m for s in states if (m := maker(s, "document"))]
    return made[:1] if len({m.side for m in made}) == 2 else []
