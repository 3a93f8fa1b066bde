"""Deeds told as a list: a sentence that promises, ends with a colon, and one deed a line."""

from __future__ import annotations

from verbale.extract.commitment_labels import Deed, is_vague, label_end, money_at
from verbale.extract.commitment_openers import is_first_person, opener_before
from verbale.extract.commitment_words import DeedNoun, has_need, words
from verbale.extract.scene import Clause, Scene
from verbale.morphology import VerbGroup


def list_deeds(scene: Scene) -> list[Deed]:
    """The deeds of every list that a promise or an announcement opens."""
    out: list[Deed] = []
    lead: tuple[Clause, str, VerbGroup] | None = None
    for clause in scene.clauses:
        first = _item(scene, clause)
        if lead and first is not None:
            deed = _deed(scene, clause, first, *lead)
            out += [deed] if deed else []
        else:
            lead = _lead(scene, clause)
    return out


def _lead(scene: Scene, clause: Clause) -> tuple[Clause, str, VerbGroup] | None:
    """`X s'engage a :`, `X a annonce les mesures suivantes :`"""
    if scene.tokens.folded[clause.last - 1] != ":":
        return None
    for trigger in ("pledge", "announce"):
        opener = opener_before(scene.tokens, clause, clause.last - 1, trigger)
        if opener:
            return clause, trigger, opener
    return None


def _item(scene: Scene, clause: Clause) -> int | None:
    """The token behind the bullet or number that opens a line of a list."""
    tokens, k = scene.tokens, clause.first
    if tokens.folded[k] in words().sets["bullets"]:
        k += 1
    elif k + 2 < clause.last and len(tokens.folded[k]) < 3 and tokens.folded[k + 1] in (".", ")", "-"):
        k += 2
    else:
        return None
    while k < clause.last - 1 and tokens.folded[k] in words().sets["plain_articles"]:
        k += 1
    return k


def _deed(scene: Scene, clause: Clause, i: int, lead: Clause, trigger: str, opener: VerbGroup) -> Deed | None:
    tokens, w = scene.tokens, words()
    noun = w.nouns.longest(tokens, i)
    after, kind, needs = i + 1, "", frozenset[str]()
    if noun and isinstance(noun[1], DeedNoun):
        after, kind, needs = noun[0], noun[1].kind, noun[1].needs
    elif money_at(scene, i, i + 1) == i:
        kind = "funding"
    else:
        reading = next(
            (r for r in w.verbs.get(tokens.folded[i], ()) if r.tense == "infinitive" and not r.rest), None
        )
        if reading is None:
            return None
        kind, needs = reading.kind, reading.needs
    if not has_need(tokens, needs, after, clause.last) or (
        kind != "funding" and is_vague(tokens, after, clause.last)
    ):
        return None
    last = max(label_end(tokens, after, clause.last, i), after)
    return Deed(clause, i, after, i, last, kind, trigger, opener, noun=noun is not None, lead=lead,
                first_person=is_first_person(tokens, opener, lead))  # fmt: skip
