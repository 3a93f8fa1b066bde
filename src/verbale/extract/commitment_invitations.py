"""Invitations: who bids whom, told as made and not yet honoured."""

from __future__ import annotations

from verbale.extract.commitment_labels import Deed, label_end
from verbale.extract.commitment_openers import readings
from verbale.extract.commitment_sides import guests, side
from verbale.extract.commitment_words import words
from verbale.extract.scene import Clause, Scene
from verbale.morphology import VerbGroup, verb_group


def find_invitations(scene: Scene) -> list[Deed]:
    """Every invitation of the article."""
    out = []
    for clause in scene.clauses:
        for i in range(clause.first, clause.last):
            deed = _verb(scene, clause, i) or _noun(scene, clause, i)
            if deed:
                out.append(deed)
    return out


def _verb(scene: Scene, clause: Clause, i: int) -> Deed | None:
    """`a invite X a ...`: the guest is named behind the verb, or its subject in the passive."""
    tokens, w = scene.tokens, words()
    if tokens.folded[i] in w.sets["invite.except"]:
        return None
    for lemma, tense in readings(tokens, i, "invite", clause.first):
        group = verb_group(tokens, i, lemma, tense, clause.first)
        if (
            group.negated
            or group.tense in ("conditional", "participle", "gerund")
            or group.modal == "possible"
        ):
            continue
        if group.tense == "infinitive" and tokens.folded[i - 1] not in w.sets["links"]:
            continue
        if _bids_otherwise(scene, clause, i):
            return None
        if w.lists["invite.barred_after"].longest(tokens, i + 1) or _leaves(scene, clause, i):
            return None
        passive = group.voice == "passive"
        clitic = w.sets["invite.to_whom"].intersection(tokens.folded[group.first : i])
        if not passive and not clitic and not guests(scene, clause, i + 1):
            return None
        if passive and not w.lists["invite.to_what"].longest(tokens, i + 1):
            return None
        last = label_end(tokens, i + 1, clause.last, i)
        return Deed(clause, i, i + 1, i, last, "invitation", "invite", group, passive=passive)
    return None


def _bids_otherwise(scene: Scene, clause: Clause, i: int) -> bool:
    """`invite X a faire preuve de retenue`: bidden to something else than to come."""
    tokens, sets = scene.tokens, words().sets
    for k in range(i + 1, min(i + 16, clause.last - 1)):
        if tokens.folded[k] in sets["invite.link"]:
            j = k + 1
            while j < clause.last - 1 and tokens.folded[j] in sets["adverbs"]:
                j += 1
            if tokens.folded[j].endswith(tuple(sets["infinitive_ends"])) and j - k < 4:
                return words().lists["invite.visiting"].longest(tokens, j) is None
    return False


def _leaves(scene: Scene, clause: Clause, i: int) -> bool:
    """Bidden to leave or withdraw: a demand, no invitation."""
    return bool(words().sets["leaving"].intersection(scene.tokens.folded[i : min(clause.last, i + 16)]))


def _noun(scene: Scene, clause: Clause, i: int) -> Deed | None:
    """`a remis une invitation a X`, `une invitation adressee a X`."""
    tokens, w = scene.tokens, words()
    found = w.lists["invite.nouns"].longest(tokens, i)
    if found is None:
        return None
    near = (x.lower() for x in tokens.words[max(clause.first, i - 3) : i])
    if w.sets["invite.barred_before"].intersection(near):
        return None
    given = [
        k
        for k in range(max(clause.first, i - 12), min(clause.last, found[0] + 4))
        if tokens.folded[k] in w.openers["give"]
    ]
    if not given:
        return None
    to = [m for m in guests(scene, clause, min(given[0], found[0])) if m.preposition == "to" and side(m)]
    if not to:
        return None
    at = found[0] - 1
    group = VerbGroup(given[0], found[0], "invite", "active", "past")
    last = label_end(tokens, found[0], clause.last, at)
    return Deed(clause, at, found[0], at, last, "invitation", "invite", group, noun=True)
