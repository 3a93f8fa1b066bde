"""What promises, decides, announces or demands: the opener that governs a deed."""

from __future__ import annotations

from dataclasses import replace

from verbale.extract.commitment_words import words
from verbale.extract.scene import Clause
from verbale.morphology import VerbGroup, grammar, verb_group
from verbale.tokens import Tokens


def readings(tokens: Tokens, k: int, trigger: str, floor: int) -> list[tuple[str, str]]:
    """(lemma, tense) of an opener's form at token k, as accents and determiners allow."""
    known = words().openers[trigger].get(tokens.folded[k], ())
    if not known:
        return []
    word = tokens.words[k]
    accented = not word.rstrip("es")[-1:].isascii()
    noun = k > floor and tokens.folded[k - 1] in words().sets["noun_marks"]
    out = []
    for lemma, tense in known:
        told_apart = lemma.endswith("er") and not word.isupper() and tense in ("present", "participle")
        if told_apart and (tense == "participle") != accented:
            continue
        if tense == "present" and noun:
            continue
        out.append((lemma, tense))
    return out


def opener_before(
    tokens: Tokens, clause: Clause, i: int, trigger: str, *, direct: bool = False
) -> VerbGroup | None:
    """The nearest asserted verb of a trigger before token i, within reach and without a barrier between.

    `direct`: the deed is the verb's object, so no preposition may stand between them."""
    w = words()
    for k in range(i - 1, max(clause.first, i - w.reach[trigger]) - 1, -1):
        if tokens.folded[k] in w.sets["barriers"] or (direct and tokens.folded[k] in w.sets["bars"]):
            return None
        for lemma, tense in readings(tokens, k, trigger, clause.first):
            group = _split_group(tokens, k, verb_group(tokens, k, lemma, tense, clause.first), clause)
            if _asserted(tokens, clause, group) and (trigger, group.tense) != ("demand", "gerund"):
                return group if not direct or _is_object(tokens, k, i, lemma) else None
    return None


def _is_object(tokens: Tokens, verb: int, i: int, lemma: str) -> bool:
    """Is the noun at token i governed by no preposition of its own?"""
    w = words()
    if lemma in w.sets["of_verbs"]:
        return True
    ends = tuple(w.sets["infinitive_ends"])
    for j in range(verb + 1, i - 1):
        if tokens.folded[j] in w.sets["links"] and tokens.folded[j + 1].endswith(ends):
            return False
    k = i - 1
    while k > verb and tokens.folded[k] not in w.sets["determiners"] and i - k < 4:
        k -= 1
    if k == verb:
        return True
    if tokens.folded[k] in w.sets["contracted"]:
        return False
    return k - 1 <= verb or (
        tokens.folded[k] in w.sets["plain_articles"] and tokens.folded[k - 1] not in w.sets["governing"]
    )


def _split_group(tokens: Tokens, k: int, group: VerbGroup, clause: Clause) -> VerbGroup:
    """`a, pour sa part, annonce`: the auxiliary stands before an insertion between commas."""
    if group.tense != "participle" or tokens.folded[k - 1] != ",":
        return group
    for j in range(k - 2, max(clause.first, k - 12), -1):
        if tokens.folded[j] == ",":
            whole = tokens.folded[j - 1] in grammar().avoir
            return replace(group, first=j - 1, voice="active", tense="past") if whole else group
    return group


def _asserted(tokens: Tokens, clause: Clause, group: VerbGroup) -> bool:
    if group.negated or group.tense in ("conditional", "participle") or group.modal == "possible":
        return False
    if words().lists["hypothesis"].longest(tokens, max(clause.first, group.first - 3)):
        return False
    return group.voice == "reflexive" or not group.lemma.startswith("s'")


def fixed_before(tokens: Tokens, clause: Clause, end: int, trigger: str) -> VerbGroup | None:
    """A fixed phrase of a trigger that ends at token `end`."""
    for k in range(max(clause.first, end - 5), end + 1):
        found = words().phrases[trigger].longest(tokens, k)
        if found and found[0] == end + 1 and tokens.folded[k - 1] not in words().sets["negative"]:
            return VerbGroup(k, end + 1, str(found[1]), "active", "present")
    return None


def noun_before(tokens: Tokens, clause: Clause, k: int) -> VerbGroup | None:
    """`l'engagement de la France a construire`: a noun of promise before the link at token k."""
    w = words()
    for j in range(k - 1, max(clause.first, k - w.reach["pledge"]) - 1, -1):
        if tokens.folded[j] in w.sets["barriers"] or tokens.folded[j] == ",":
            return None
        if (
            tokens.folded[j] in w.sets["pledge.nouns"]
            and tokens.folded[max(clause.first, j - 1)] not in w.sets["negative"]
        ):
            return VerbGroup(j, j + 1, "promise", "noun", "present")
    return None


def is_reported(tokens: Tokens, clause: Clause, i: int, *, imperfect: bool) -> bool:
    """Does a past verb of saying with a `that` govern token i?"""
    w = words()
    for k in range(i - 1, clause.first - 1, -1):
        if tokens.folded[k] not in w.sets["that"]:
            continue
        for j in range(k - 1, max(clause.first, k - 14) - 1, -1):
            if tokens.folded[j] in w.sets["saying"]:
                return True
            for lemma, tense in readings(tokens, j, "reported", clause.first):
                if imperfect and lemma not in w.sets["imperfect_verbs"]:
                    continue
                group = verb_group(tokens, j, lemma, tense, clause.first)
                if group.tense in ("past", "gerund", "infinitive") and not group.negated:
                    return True
        return False
    return False


def is_hoped(tokens: Tokens, clause: Clause, i: int) -> bool:
    """Do hope, belief or doubt with a `that` govern token i?"""
    w = words()
    for k in range(i - 1, clause.first, -1):
        if tokens.folded[k] in w.sets["that"]:
            return bool(w.sets["hoping"].intersection(tokens.folded[max(clause.first, k - 4) : k]))
    return False


def is_first_person(tokens: Tokens, group: VerbGroup, clause: Clause) -> bool:
    """`nous allons`, `j'ai decide`: the subject is the one who speaks."""
    near = tokens.folded[max(clause.first, group.first - 3) : group.last]
    return bool(words().sets["first_person"].intersection(near))
