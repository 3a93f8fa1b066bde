"""Deeds to come told by verbs: futures, infinitives behind a promise, conditionals in reported speech."""

from __future__ import annotations

from verbale.extract.commitment_labels import (
    Deed,
    is_told_before,
    is_vague,
    label_end,
    money_at,
    object_kind,
    object_start,
)
from verbale.extract.commitment_nouns import noun_deed, sum_deed, thing_deed
from verbale.extract.commitment_openers import (
    fixed_before,
    is_first_person,
    is_hoped,
    is_reported,
    noun_before,
    opener_before,
)
from verbale.extract.commitment_things import any_verb, phrase_start, thing_kind
from verbale.extract.commitment_words import DeedNoun, DeedVerb, has_need, is_light, words
from verbale.extract.scene import Clause, Scene
from verbale.morphology import VerbGroup, verb_group
from verbale.tokens import Tokens

DUE = ("opening", "other")  # kinds of which an obligation tells what is planned


def find_deeds(scene: Scene) -> list[Deed]:
    """All deeds to come in an article, in order."""
    out: list[Deed] = []
    for clause in scene.clauses:
        here: list[Deed] = []
        i = clause.first
        while i < clause.last:
            deed = (
                _verb(scene, clause, i, here)
                or noun_deed(scene, clause, i, here)
                or sum_deed(scene, clause, i)
                or thing_deed(scene, clause, i)
            )
            if deed:
                here.append(deed)
            i = deed.after if deed else i + 1
        out += here
    return out


def _verb(scene: Scene, clause: Clause, i: int, before: list[Deed]) -> Deed | None:
    tokens = scene.tokens
    for reading in (*words().verbs.get(tokens.folded[i], ()), *any_verb(scene, clause, i)):
        after = _rest(tokens, i + 1, reading.rest, clause.last)
        if after is None:
            continue
        group = verb_group(tokens, i, reading.lemma, reading.tense, clause.first)
        opens = reading.kind == "opening" and _opens_itself(tokens, clause, group)
        if group.negated or (group.voice == "reflexive" and not reading.lemma.startswith("s") and not opens):
            continue
        found = _trigger(scene, clause, i, reading, group, before)
        passive = group.voice == "passive" or reading.birth or opens
        if (
            found
            and _is_deed(scene, clause, reading, found, after, passive)
            and not _has_noun(before, found[1].first)
        ):
            return _deed(scene, clause, i, after, reading, found, passive)
    return None


def _opens_itself(tokens: Tokens, clause: Clause, group: VerbGroup) -> bool:
    """`un bureau s'ouvrira`: a thing before a reflexive verb in the future."""
    if group.voice != "reflexive" or group.tense != "future":
        return False
    return thing_kind(tokens, phrase_start(tokens, clause, group.first), group.first) is not None


def _is_deed(
    scene: Scene, clause: Clause, reading: DeedVerb, found: tuple[str, VerbGroup], after: int, passive: bool
) -> bool:
    """Is the verb's object (in the passive its subject) definite enough for the construction?"""
    tokens, (trigger, opener) = scene.tokens, found
    promised = trigger == "pledge" and opener.voice != "noun" and " " not in opener.lemma
    if reading.soft and not promised and not _is_concrete(scene, clause, after):
        return False
    if trigger == "pledge":
        if opener.voice == "noun" and (reading.soft or reading.kind == "policy"):
            return False
        if reading.lemma in words().sets["told_done"]:
            return False
    start = phrase_start(tokens, clause, opener.first) if passive else object_start(scene, clause, after)
    if trigger != "demand" and not _has_need(tokens, reading, start, clause.last):
        return False
    return is_told_before(tokens, opener) or not is_vague(tokens, start, clause.last)


def _has_need(tokens: Tokens, reading: DeedVerb, start: int, end: int) -> bool:
    """Does a word that makes a deed of the verb stand in its object, or is a thing its object?"""
    return has_need(tokens, reading.needs, start, end) or thing_kind(tokens, start, end) is not None


def _is_concrete(scene: Scene, clause: Clause, after: int) -> bool:
    """Does a sum, a count or another deed stand in the object of a soft verb?"""
    tokens, w = scene.tokens, words()
    if money_at(scene, after, min(clause.last, after + w.reach["sum"])) is not None:
        return True
    if thing_kind(tokens, object_start(scene, clause, after), clause.last):
        return True
    for k in range(after, min(clause.last, after + w.reach["needs"])):
        if tokens.folded[k] in w.sets["barriers"]:
            return False
        if tokens.folded[k].isdigit() and k - after < 3:
            return True
        noun = w.nouns.longest(tokens, k)
        if (
            noun
            and k > after
            and isinstance(noun[1], DeedNoun)
            and not noun[1].needs
            and noun[1].kind != "policy"
        ):
            return not is_vague(tokens, noun[0], clause.last)
    return False


def _has_noun(before: list[Deed], first: int) -> bool:
    """Is the verb's subject a deed that is read already: `des sanctions frapperont`?"""
    return (
        bool(before) and before[-1].noun and before[-1].trigger == "coming" and first - before[-1].last <= 1
    )


def _rest(tokens: Tokens, i: int, rest: tuple[str, ...], end: int) -> int | None:
    """The token after the further words of a verb of several words, adverbs between."""
    for k in range(i, min(end, i + 4)):
        if tuple(tokens.folded[k : k + len(rest)]) == rest:
            return k + len(rest)
    return None


def _deed(
    scene: Scene,
    clause: Clause,
    i: int,
    after: int,
    reading: DeedVerb,
    found: tuple[str, VerbGroup],
    passive: bool,
) -> Deed:
    first, kind, tokens = i, reading.kind, scene.tokens
    start = object_start(scene, clause, after)
    if start > after and not passive:
        first = start
    last = max(label_end(tokens, start, clause.last, first), start + (first == start))
    if passive:
        first = phrase_start(tokens, clause, found[1].first)
    elif is_told_before(tokens, found[1]):
        last = found[1].first - 1
        first = phrase_start(tokens, clause, last)
    else:
        kind = object_kind(scene, kind, reading.lemma, start, max(last, start + 5), soft=reading.soft)
        if kind == "policy" and reading.lemma not in words().sets["unilateral"]:
            kind = thing_kind(tokens, start, clause.last) or kind
    if reading.lemma in words().sets["light"]:
        for k in range(after, min(after + 4, clause.last)):
            noun = words().nouns.longest(tokens, k)
            if noun and isinstance(noun[1], DeedNoun):
                first, kind, after = k, noun[1].kind, noun[0]
                last = max(label_end(tokens, after, clause.last, first), after)
                break
    deed = Deed(clause, i, after, first, last, kind, found[0], found[1], passive=passive)
    deed.first_person = reading.first_person or is_first_person(tokens, found[1], clause)
    return deed


def _trigger(
    scene: Scene, clause: Clause, i: int, reading: DeedVerb, group: VerbGroup, before: list[Deed]
) -> tuple[str, VerbGroup] | None:
    """The construction that makes a verb form a promise, and the group whose subject makes it."""
    tokens = scene.tokens
    twin = before[-1] if before and not before[-1].noun and not before[-1].passive else None
    follows = (
        twin is not None
        and group.first > clause.first
        and tokens.folded[group.first - 1] in words().sets["and"]
    )
    if twin and follows and (twin.trigger, group.tense) in (("future", "future"), ("reported", "past")):
        return twin.trigger, twin.opener
    if group.tense == "future":
        return None if is_hoped(tokens, clause, i) else ("future", group)
    if group.tense == "infinitive":
        return _infinitive(scene, clause, i, reading, group, before)
    if reading.tense in ("conditional", "imperfect") and group.voice != "passive":
        says = is_reported(tokens, clause, i, imperfect=reading.tense == "imperfect")
        return ("reported", group) if says else None
    if group.tense == "conditional":
        return ("reported", group) if is_reported(tokens, clause, i, imperfect=False) else None
    if reading.tense == "present" and group.first == i and reading.lemma in words().sets["leaving"]:
        asked = opener_before(tokens, clause, i, "demand")
        if asked and words().sets["that"].intersection(tokens.folded[asked.last : i]):
            return "demand", asked
    return None


def _infinitive(
    scene: Scene, clause: Clause, i: int, reading: DeedVerb, group: VerbGroup, before: list[Deed]
) -> tuple[str, VerbGroup] | None:
    tokens, w = scene.tokens, words()
    k = i - 1
    while k > clause.first and is_light(tokens.folded[k]):
        k -= 1
    itself = VerbGroup(k, i + 1, group.lemma, group.voice if group.voice == "passive" else "active", "future")
    if w.lists["near.modals"].longest(tokens, k):
        return "near", itself
    if (group.voice == "passive" or reading.kind in DUE) and w.lists["near.must"].longest(tokens, k):
        return "near", itself
    if fixed := fixed_before(tokens, clause, k, "pledge"):
        return "pledge", fixed
    if w.lists["reported.modals"].longest(tokens, k):
        return ("reported", itself) if is_reported(tokens, clause, k, imperfect=False) else None
    if tokens.folded[i] in w.sets["leaving"] and (asked := opener_before(tokens, clause, i, "demand")):
        return "demand", asked
    link = tokens.folded[k]
    last = before[-1] if before and not before[-1].noun else None
    listed = last is not None and last.trigger in ("pledge", "near") and i - last.after < 25
    if last and listed and link in w.sets["coordinators"]:
        return last.trigger, last.opener
    if link not in w.sets["links"]:
        return None
    if tokens.folded[i] in w.sets["leaving"] and (asked := fixed_before(tokens, clause, k, "demand")):
        return "demand", asked
    opener = opener_before(tokens, clause, k, "pledge")
    if opener and link in w.links[opener.lemma]:
        return "pledge", opener
    if noun := noun_before(tokens, clause, k):
        return "pledge", noun
    if last and listed and tokens.folded[k - 1] in w.sets["coordinators"]:
        return last.trigger, last.opener
    return None
