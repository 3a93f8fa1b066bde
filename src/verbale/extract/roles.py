"""Who does what in a clause: subject, object, agent, partner: by position and preposition, no parser."""

from __future__ import annotations

from dataclasses import replace

from verbale import data
from verbale.extract.scene import Clause, Mention, Scene
from verbale.morphology import VerbGroup
from verbale.text import fold
from verbale.tokens import Phrases, Tokens

# Roles whose prepositions end in `de`, so that a list goes on with it: `en presence de X, de Y et de Z`.
LISTING = ("presence", "led", "chaired", "represented", "of")
OPENING = 9  # tokens before a noun in an adverbial that opens its sentence


@data.derived
def words() -> dict[str, frozenset[str]]:
    """The small word classes of clauses: conjunctions, relatives, breaks."""
    return {k: frozenset(fold(w) for w in v) for k, v in data.toml("packs/fr/clauses.toml")["words"].items()}


@data.derived
def _joints() -> Phrases:
    return Phrases((w, True) for w in data.toml("packs/fr/clauses.toml")["joints"])


@data.derived
def _accented() -> frozenset[str]:
    """Words of place that folding makes a conjunction: compared as they are written."""
    return frozenset(data.toml("packs/fr/clauses.toml")["place"]["where"])


def _gap(tokens: Tokens, a: Mention, b: Mention) -> list[str]:
    return tokens.folded[a.last : b.first]


def _joint(tokens: Tokens, a: Mention, b: Mention) -> str | None:
    """`and` or `comma` where two mentions are coordinated, else None."""
    gap = _gap(tokens, a, b)
    if _accented().intersection(tokens.words[a.last : b.first]):
        return None
    plain = [w for w in gap if w not in words()["fillers"]]
    if plain == [","] and not words()["and"].intersection(gap):
        listed = b.preposition == "of" and a.preposition in LISTING and is_person(b)
        alike = a.preposition == b.preposition or not b.preposition or listed or _shares_office(a, b)
        return "comma" if alike and is_person(a) == is_person(b) else None
    if set(plain) <= {","} and words()["and"].intersection(gap):
        return "and"
    rest = gap[1:] if gap and gap[0] == "," else gap
    phrase = _joints().longest(Tokens([0] * len(rest), [0] * len(rest), rest, rest), 0)
    return "and" if phrase and words()["fillers"].issuperset(rest[phrase[0] :]) else None


def _shares_office(a: Mention, b: Mention) -> bool:
    """`les ministres du Niger, du Mali et du Tchad`: one office said once for several holders."""
    office = b.actor.office_span
    return b.preposition == "of" and office is not None and office[0] < b.actor.start and is_person(a)


def chain(scene: Scene, clause: Clause, head: Mention) -> list[Mention]:
    """The mentions coordinated with `head`, itself first: `X, Y et Z`."""
    tokens, out = scene.tokens, [head]
    pending: list[Mention] = []
    last = head
    for mention in clause.mentions:
        if mention.first < head.last or mention.actor.kind == "pronoun":
            continue
        joint = _joint(tokens, last, mention)
        if joint is None:
            break
        if head.preposition in LISTING and mention.preposition == "of":
            mention = replace(mention, preposition=head.preposition)
        pending.append(mention)
        last = mention
        if joint == "and":
            out += pending
            pending = []
    return out


def chain_start(scene: Scene, clause: Clause, tail: Mention) -> Mention:
    """The first of the coordinated mentions that end with `tail`."""
    first = tail
    for mention in reversed(clause.mentions):
        joint = _joint(scene.tokens, mention, first) if mention.last <= first.first else None
        if joint == "and" or (joint == "comma" and mention.preposition == first.preposition):
            first = mention
        elif mention.last <= first.first:
            break
    return first


def is_person(mention: Mention) -> bool:
    return mention.actor.kind in ("person", "pronoun", "group")


def can_act(mention: Mention) -> bool:
    return mention.actor.kind in ("person", "pronoun", "group", "state", "organisation", "body")


def subject(scene: Scene, clause: Clause, group: VerbGroup, *, people_only: bool = False) -> list[Mention]:
    """The coordinated subjects of a verb group; empty when none stands in the clause."""
    tokens = scene.tokens
    w = words()
    before = [
        m
        for m in clause.mentions
        if m.last <= group.first and not (m.quoted and not scene.quoted[group.first])
    ]
    inverted = _inverted(scene, clause, group)
    if inverted:
        return inverted
    allowed = is_person if people_only else can_act
    relative = group.first > clause.first and tokens.folded[group.first - 1] in w["relative_subject"]
    for mention in reversed(before):
        if not allowed(mention):
            continue
        if relative and _gap_is_light(tokens.folded[mention.last : group.first - 1]):
            return [mention]
        apposed = mention.last == group.first - 1 and tokens.folded[mention.last] == ","
        if group.tense == "participle" and apposed:
            return [mention]
        if mention.preposition and mention.actor.kind != "pronoun":
            start = chain_start(scene, clause, mention)
            if start is mention or start.preposition:
                continue
            mention = start
        if _is_object(scene, clause, mention):
            continue
        start = chain_start(scene, clause, mention)
        return chain(scene, clause, start) if start is not mention else chain(scene, clause, mention)
    return []


def is_adverbial(
    scene: Scene, clause: Clause, first: int, last: int, more: frozenset[str] = frozenset()
) -> bool:
    """Do only dates, places, their prepositions and the given words stand between two tokens?"""
    tokens = scene.tokens
    covered = {i for p in clause.places for i in range(p.first, p.last)}
    for d in clause.dates:
        covered |= set(range(tokens.at(d.start), tokens.at(d.end)))
    light = words()["adverbial"] | more
    return all(i in covered or tokens.folded[i] in light for i in range(first, last))


def w_opens(lead: list[str]) -> bool:
    """`avant d'arriver`, `apres avoir recu`: an infinitive that opens the sentence."""
    return bool(lead) and bool(words()["opens"].intersection(lead))


def _gap_is_light(gap: list[str]) -> bool:
    return len(gap) <= 1 or (gap[0] in (",", "(") and len(gap) <= 12 and gap[-1] in (",", ")"))


def _is_object(scene: Scene, clause: Clause, mention: Mention) -> bool:
    """Does a verb that already has its subject stand right before the mention?"""
    i = mention.first - 1
    if i < clause.first:
        return False
    verb = next((k for k in range(i, max(clause.first, i - 8) - 1, -1) if _is_verb(scene, k)), i)
    if verb < i and is_adverbial(scene, clause, verb + 1, mention.first):
        i = verb  # "a recu lundi a Helsinki la ministre"
    word = scene.tokens.folded[i]
    if word in words()["and"] or word in (",", ";", ":", "(", "-", "–"):
        return False
    earlier = any(m.last <= i and not m.preposition and can_act(m) for m in clause.mentions)
    return earlier and (word in _participles() or word in words()["object_openers"])


def _is_verb(scene: Scene, i: int) -> bool:
    word = scene.tokens.folded[i]
    return word in _participles() or word in words()["object_openers"]


@data.derived
def _participles() -> frozenset[str]:
    from verbale.extract.frames import verb_forms  # frames are read from data; avoids a cycle at import

    return frozenset(f for f, readings in verb_forms().items() if any(t != "gerund" for _, t in readings))


def _inverted(scene: Scene, clause: Clause, group: VerbGroup) -> list[Mention]:
    """`Recu par Y, X a ...`: a participle that opens the clause has its subject after the comma."""
    opens = group.first > clause.first or group.tense == "gerund"
    if group.voice == "noun" and opens and _opens_clause(scene, clause, group):
        return _after_comma(scene, clause, group)
    if group.voice == "noun" or group.tense not in ("participle", "gerund", "infinitive", "past"):
        return []
    lead = scene.tokens.folded[clause.first : group.first]
    if len(lead) > 2 or (group.tense in ("infinitive", "past") and not w_opens(lead)):
        return []
    return _after_comma(scene, clause, group)


def _opens_clause(scene: Scene, clause: Clause, group: VerbGroup) -> bool:
    """`Interroge a l'issue d'un entretien avec Y, X`: nobody who could act stands before the noun."""
    if len(scene.tokens.folded[clause.first : group.first]) == 1 and _is_determiner(scene, clause.first):
        return False  # `L'audience s'est deroulee`: the noun is itself the subject
    if group.first - clause.first <= 4:
        return True
    before = any(can_act(m) for m in clause.mentions if m.first < group.first)
    return group.first - clause.first <= OPENING and not before


def _is_determiner(scene: Scene, i: int) -> bool:
    return scene.tokens.folded[i] in words()["anaphoric"]


def _after_comma(scene: Scene, clause: Clause, group: VerbGroup) -> list[Mention]:
    comma_seen = False
    for i in range(group.last, clause.last):
        if scene.tokens.folded[i] == ",":
            comma_seen = True
        if comma_seen:
            for m in clause.mentions:
                if m.first >= i and not m.preposition and is_person(m):
                    return chain(scene, clause, m)
            return []
    return []


def governed(
    scene: Scene, clause: Clause, start: int, roles: tuple[str, ...], *, reach: int = 25
) -> list[Mention]:
    """The mentions after token `start` under one of the prepositions, with those coordinated to them."""
    for mention in clause.mentions:
        if mention.first < start or mention.first - start > reach:
            continue
        if mention.preposition in roles and can_act(mention):
            return chain(scene, clause, mention)
    return []


def objects(scene: Scene, clause: Clause, start: int, *, reach: int = 14) -> list[Mention]:
    """The direct objects after token `start`: mentions without a preposition, adverbials skipped."""
    for mention in clause.mentions:
        if mention.first < start:
            continue
        if mention.first - start > reach:
            return []
        if mention.actor.kind == "pronoun":
            return []
        if mention.preposition == "" and can_act(mention):
            return chain(scene, clause, mention)
        if is_person(mention) and mention.preposition in ("by", "with"):
            return []
    return []


def between(scene: Scene, clause: Clause, start: int, *, reach: int = 12) -> list[Mention]:
    """`entre X et Y`: the coordinated mentions after the first `entre` that follows token `start`."""
    for mention in clause.mentions:
        if mention.first >= start and mention.first - start <= reach and mention.preposition == "between":
            return chain(scene, clause, mention)
    return []
