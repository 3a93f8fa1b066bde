"""Between whom: the sides that the phrase, its act, the clause and at last the article give."""

from __future__ import annotations

from dataclasses import dataclass, field

from verbale.extract.instrument_names import item_side, items
from verbale.extract.instrument_pair import Pair, is_place, is_region, pair_of, side_of_mention
from verbale.extract.instrument_verbs import Reading
from verbale.extract.instruments import Phrase, words
from verbale.extract.roles import can_act, chain, chain_start, governed, objects, subject
from verbale.extract.scene import Clause, Mention, Scene
from verbale.morphology import VerbGroup
from verbale.records import Proof, Span

_MOST = 6  # parties kept of one instrument
_NAME = 5  # tokens after a company's description in which its name ends
_NEAR = 26  # tokens after the noun in which `between X and Y` is its own


@dataclass(slots=True)
class Sides:
    """Parties with their proofs; `own` of them come from the phrase or its act, the rest from farther off."""

    found: dict[str, Proof] = field(default_factory=dict)
    own: int = 0
    near: int = 0  # of the clause, own ones included
    act: int = 0  # who does it: subject, agent, owner
    outsider: bool = False  # who denounces is none of the parties
    closed: bool = False  # the text says who the other side is, and it is nobody known
    institution: bool = False  # a body, not the state, stands between or with

    def add(self, side: tuple[str, Proof] | None) -> None:
        if side and len(self.found) < _MOST and not is_region(side[0]):
            self.found.setdefault(*side)


def sides_of(scene: Scene, phrase: Phrase, reading: Reading | None, pair: Pair) -> Sides:
    """The parties of one mention of an instrument."""
    sides = Sides()
    if phrase.kind == "project" and (reading is None or reading.status == "in_force"):
        if reading:
            _backers(scene, phrase, reading, sides)
        return sides
    _adjectives(scene, phrase, sides)
    if not _between(scene, phrase, reading, pair, sides):
        _with(scene, phrase, reading, pair, sides)
        if reading:
            _act(scene, phrase, reading, pair, sides)
        elif scene.tokens.folded[phrase.left] in words().classes["their"]:
            _take(scene, _in_front(scene, phrase.clause, phrase.left), pair, sides)
    elif reading and reading.status == "ended" and reading.group:
        others = Sides()
        _actors(scene, phrase, reading, pair, others)
        sides.outsider = bool(others.found) and not set(others.found) & set(sides.found)
    _beneficiary(scene, phrase, reading, sides)
    sides.own = len(sides.found)
    if len(sides.found) < 2 and not sides.closed and not phrase.multilateral:
        _of_clause(scene, phrase, pair, sides)
    return sides


def _act(scene: Scene, phrase: Phrase, reading: Reading, pair: Pair, sides: Sides) -> None:
    before = len(sides.found)
    _actors(scene, phrase, reading, pair, sides)
    sides.act = len(sides.found) - before


def _backers(scene: Scene, phrase: Phrase, reading: Reading, sides: Sides) -> None:
    """Who pays for a project or runs it, and who has it: the press's own country, else one in the clause."""
    clause, home = phrase.clause, scene.analysis.home
    agents = [m for m in clause.mentions if m.first >= reading.first and m.preposition == "by" and can_act(m)]
    found = [n for m in agents for n in chain(scene, clause, m)]
    if reading.construction == "object" and reading.group:
        found = subject(scene, clause, reading.group)
    for m in found:
        side = side_of_mention(scene, m)
        if side and side[0] != home:
            sides.add(side)
    sides.own = sides.act = len(sides.found)
    if not sides.found:
        return
    if home:
        first = next(iter(sides.found.values()))
        sides.add((home, Proof(first.spans, "document", "home")))
        return
    for m in sorted(clause.mentions, key=lambda m: abs(m.first - phrase.first)):
        if len(sides.found) < 2 and m.actor.kind == "state":
            sides.add(side_of_mention(scene, m))


def _adjectives(scene: Scene, phrase: Phrase, sides: Sides) -> None:
    """`the Franco-Algerian partnership`, `a French loan`."""
    tokens = scene.tokens
    start, end = tokens.starts[phrase.first], tokens.ends[max(phrase.last, phrase.noun_end) - 1]
    for place in scene.analysis.places:
        if start <= place.start < end and place.kind in ("prefix", "demonym") and place.country:
            sides.add((place.country, Proof((Span(place.start, place.end),), "demonym", "adjective")))


def _take(scene: Scene, mentions: list[Mention], pair: Pair, sides: Sides) -> None:
    for m in mentions:
        side = _company(scene, m) or side_of_mention(scene, m)
        if side is None and m.actor.kind == "group":
            if not words().classes["both"].intersection(scene.tokens.folded[m.first : m.last]):
                continue
            for code, proof in _named_before(scene, m) or pair.sides:
                sides.add((code, Proof(proof.spans, "coreference", "group")))
        elif not is_place(m):
            sides.add(side)


def _named_before(scene: Scene, group: Mention) -> list[tuple[str, Proof]]:
    """`the two presidents`: the two sides named last, in this sentence or the two before it."""
    clause = scene.clause_of(group.first)
    if clause is None:
        return []
    k = scene.clauses.index(clause)
    found: dict[str, Proof] = {}
    near = [m for c in scene.clauses[max(k - 2, 0) : k + 1] for m in c.mentions if m.last <= group.first]
    for m in reversed(near):
        side = side_of_mention(scene, m)
        if side and not is_place(m) and m.preposition not in ("to", "in") and side[0] not in found:
            found = {side[0]: side[1], **found}
        if len(found) == 2:
            return list(found.items())
    return []


def _listed(
    scene: Scene, clause: Clause, first: int, last: int, pair: Pair, sides: Sides, most: int = 6
) -> None:
    """The parties that a list between two tokens names: actors, else companies and bodies by name."""
    head = next((m for m in clause.mentions if first <= m.first <= first + 1), None)
    if head and not _is_company(scene, head):
        found = chain(scene, clause, head)[:most]
        _take(scene, found, pair, sides)
        sides.institution |= any(_is_institution(m) for m in found)
        if len(found) < 2 <= most:
            _names_after(scene, clause, found[-1].last, last, sides)
        return
    for k, (start, end) in enumerate(items(scene.tokens, first, last)):
        if _is_both(scene, start, end):
            for code, proof in pair.sides:
                sides.add((code, Proof(proof.spans, "coreference", "group")))
            return
        own = [m for m in clause.mentions if start <= m.first < end and m.preposition != "of"]
        side = item_side(scene, clause, start, end) if not own or _is_company(scene, own[0]) else None
        sides.closed |= side is None and not own and most > 1 and _has_name(scene, start, end)
        if own and not (side and _is_company(scene, own[0])):
            _take(scene, own[:1], pair, sides)
            sides.institution |= _is_institution(own[0])
        else:
            sides.add(side)
            sides.institution |= side is not None or _is_local(scene, start, end)
        if k + 1 >= most:
            return


def _has_name(scene: Scene, first: int, last: int) -> bool:
    return any(scene.tokens.is_capital(i) for i in range(first, last))


def _is_both(scene: Scene, first: int, last: int) -> bool:
    """`between the States`, `between the parties`: the article's two sides."""
    said = scene.tokens.folded[first : min(last, first + 4)]
    return bool(words().classes["both_nouns"].intersection(said)) and said[0] in words().classes["plurals"]


def _names_after(scene: Scene, clause: Clause, first: int, last: int, sides: Sides) -> None:
    """`between the ministry and the company X`: a party by name beside an actor."""
    tokens = scene.tokens
    if first < last and tokens.folded[first] in words().classes["joints"]:
        start, end = next(items(tokens, first + 1, last), (0, 0))
        if start < end and not any(start <= m.first < end and m.preposition != "of" for m in clause.mentions):
            side = item_side(scene, clause, start, end)
            sides.add(side)
            sides.institution |= side is not None
            sides.closed |= side is None


def _is_company(scene: Scene, m: Mention) -> bool:
    return bool(words().classes["companies"].intersection(scene.tokens.folded[m.first : m.last]))


def _company(scene: Scene, m: Mention) -> tuple[str, Proof] | None:
    """`the Emirati company X`: the company by its name, not its state."""
    clause = scene.clause_of(m.first)
    if clause is None or m.actor.kind != "body" or not _is_company(scene, m):
        return None
    return item_side(scene, clause, m.first, min(clause.last, m.last + _NAME))


def _is_local(scene: Scene, first: int, last: int) -> bool:
    return bool(words().classes["local"].intersection(scene.tokens.folded[first : min(first + 2, last)]))


def _is_institution(m: Mention) -> bool:
    return m.actor.kind == "body" or (m.actor.kind == "organisation" and m.actor.country is None)


def _between(scene: Scene, phrase: Phrase, reading: Reading | None, pair: Pair, sides: Sides) -> bool:
    """`between X and Y`, after the noun or after the noun of its act: is that told?"""
    clause, tokens = phrase.clause, scene.tokens
    starts = [phrase.noun_end]
    if reading and reading.construction in ("nominal", "opening", "talks"):
        starts.append(reading.last)
    for start in starts:
        for i in range(start, min(clause.last, start + _NEAR)):
            if tokens.folded[i] in words().classes["between"]:
                _listed(scene, clause, i + 1, clause.last, pair, sides)
                return len(sides.found) > 1
            if i > phrase.last and tokens.folded[i] in words().classes["barriers"]:
                break
    return False


def _with(scene: Scene, phrase: Phrase, reading: Reading | None, pair: Pair, sides: Sides) -> None:
    """`an agreement with X`, `signed with X`."""
    clause, tokens = phrase.clause, scene.tokens
    end = reading.last if reading and reading.last > phrase.last else phrase.last
    for i in range(phrase.noun_end, min(clause.last, end + 8)):
        if tokens.folded[i] in words().classes["with"]:
            before = len(sides.found)
            _listed(scene, clause, i + 1, clause.last, pair, sides, 1)
            if i <= phrase.last and len(sides.found) == before and i + 1 < clause.last:
                sides.closed |= tokens.folded[i + 1] in words().classes["several"]
            return


def _actors(scene: Scene, phrase: Phrase, reading: Reading, pair: Pair, sides: Sides) -> None:
    """Who signs, denounces, negotiates: the verb's subject or agent, and its partner."""
    clause, group = phrase.clause, reading.group
    if group is None:
        bound = words().classes["bound"].intersection(scene.tokens.folded[reading.first : reading.last])
        if reading.construction == "before" and (reading.status != "in_force" or bound):
            _take(scene, _in_front(scene, clause, reading.first), pair, sides)
        for m in clause.mentions:
            if (
                reading.last <= m.first <= reading.last + 1 < phrase.left
                and m.preposition == "of"
                and can_act(m)
            ):
                _take(scene, chain(scene, clause, m), pair, sides)
        for m in clause.mentions:
            if reading.last <= m.first < phrase.last + _NEAR and m.preposition == "by" and can_act(m):
                _take(scene, chain(scene, clause, m), pair, sides)
                return
        return
    if group.voice == "passive":
        _agents(scene, phrase, group, pair, sides)
        if phrase.kind == "contract":
            _take(scene, governed(scene, clause, group.last, ("to",), reach=8), pair, sides)
        return
    if reading.status == "announced" and reading.construction != "object":
        return
    if reading.construction == "subject":
        _take(scene, objects(scene, clause, group.last), pair, sides)
        _take(scene, governed(scene, clause, group.last, ("to",), reach=8), pair, sides)
        return
    _subject(scene, clause, group, pair, sides)
    if reading.status == "proposed":
        asked = [m for m in clause.mentions if m.preposition == "to" and m.first < phrase.first]
        _take(scene, asked, pair, sides)
    _take(scene, governed(scene, clause, group.last, ("with",), reach=30), pair, sides)


def _in_front(scene: Scene, clause: Clause, end: int) -> list[Mention]:
    """Who stands before a set phrase as its subject: the nearest without a preposition."""
    free = [m for m in clause.mentions if m.last <= end and not m.preposition and can_act(m)]
    return chain(scene, clause, chain_start(scene, clause, free[-1])) if free else []


def _agents(scene: Scene, phrase: Phrase, group: VerbGroup, pair: Pair, sides: Sides) -> None:
    """`signed by X and Y`: actors, else names."""
    clause, before = phrase.clause, len(sides.found)
    _take(scene, governed(scene, clause, group.last, ("by",)), pair, sides)
    if len(sides.found) > before:
        return
    for i in range(group.last, min(clause.last - 1, group.last + 8)):
        if scene.tokens.folded[i] in words().classes["by"]:
            _listed(scene, clause, i + 1, clause.last, pair, sides)
            return


def _subject(scene: Scene, clause: Clause, group: VerbGroup, pair: Pair, sides: Sides) -> None:
    """Who does it: the actors before the verb, else the names right before it."""
    found = subject(scene, clause, group)
    _take(scene, found, pair, sides)
    if not found:
        _named_subject(scene, clause, group, sides)
    elif len(found) == 1:
        _names_after(scene, clause, found[0].last, group.first, sides)


def _named_subject(scene: Scene, clause: Clause, group: VerbGroup, sides: Sides) -> None:
    """`the university of X and the company Y have signed`: names that end right before the verb."""
    tokens = scene.tokens
    first = group.first
    while first > max(clause.first, group.first - 14):
        word = tokens.folded[first - 1]
        if word in words().classes["barriers"] or word in words().classes["list_ends"]:
            break
        first -= 1
    for start, end in items(tokens, first, group.first):
        side = item_side(scene, clause, start, end, strict=True)
        sides.add(side)
        sides.institution |= side is not None


def _beneficiary(scene: Scene, phrase: Phrase, reading: Reading | None, sides: Sides) -> None:
    """`a loan to X`, `for the benefit of X`, `from X`."""
    if phrase.kind != "loan_or_grant":
        return
    clause = phrase.clause
    end = reading.last if reading and reading.last > phrase.last else phrase.last
    start = min(reading.last, phrase.noun_end) if reading else phrase.noun_end
    for m in clause.mentions:
        roles = ("to", "for") if m.first < phrase.noun_end else ("to", "for", "of")
        if start <= m.first < end + 14 and m.preposition in roles and not is_place(m):
            sides.add(side_of_mention(scene, m))


def _of_clause(scene: Scene, phrase: Phrase, pair: Pair, sides: Sides) -> None:
    """The actors of the clause, then the article's other side."""
    clause: Clause = phrase.clause
    inside = scene.quoted[phrase.first]
    where = ("in",) if phrase.kind in ("contract", "loan_or_grant") else ()
    for roles in (("", "by", "with", "between"), ("to", *where), ("of",)):
        for m in sorted(clause.mentions, key=lambda m: abs(m.first - phrase.first)):
            if len(sides.found) < 2 and m.preposition in roles and can_act(m) and not is_place(m):
                if scene.tokens.words[max(m.first - 1, 0)] == "(":
                    continue
                if m.actor.country_how == "capital" and phrase.first < m.first <= phrase.last:
                    continue
                if (
                    words()
                    .classes["auspices"]
                    .intersection(scene.tokens.folded[max(m.first - 3, 0) : m.first])
                ):
                    continue
                if m.quoted == inside:
                    sides.add(_company(scene, m) or side_of_mention(scene, m))
    _take(scene, [m for m in clause.mentions if m.actor.kind == "group"], pair, sides)
    sides.near = len(sides.found)
    for code, proof in pair.sides:
        if len(sides.found) < 2:
            sides.add((code, proof))


__all__ = ["Pair", "Sides", "pair_of", "side_of_mention", "sides_of", "words"]
