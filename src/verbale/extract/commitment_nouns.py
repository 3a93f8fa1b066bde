"""Deeds to come told by nouns: announced, demanded, or said to be coming; sums announced or promised."""

from __future__ import annotations

from verbale.extract.commitment_labels import Deed, is_vague, label_end, money_at, object_kind, opens_later
from verbale.extract.commitment_openers import fixed_before, is_first_person, opener_before
from verbale.extract.commitment_things import things
from verbale.extract.commitment_words import DeedNoun, has_need, words
from verbale.extract.scene import Clause, Scene
from verbale.morphology import VerbGroup
from verbale.tokens import Tokens

QUANTITY = 5  # tokens between the number or article of a thing and its noun
LIST = 16  # tokens between the deeds of one list


def noun_deed(scene: Scene, clause: Clause, i: int, before: list[Deed]) -> Deed | None:
    """The deed that a noun at token i tells, if a construction promises it."""
    tokens, w = scene.tokens, words()
    found = w.nouns.longest(tokens, i)
    if found is None or found[0] > clause.last or not _is_noun(tokens, clause, i):
        return None
    after, noun = found[0], found[1]
    assert isinstance(noun, DeedNoun)
    if before and i < before[-1].last and tokens.folded[i - 1] not in w.sets["coordinators"]:
        return None  # inside another's label
    whole = after - i > 1  # `commission mixte` needs no complement
    if not has_need(tokens, noun.needs, after, clause.last, noun=True) or (
        not whole and is_vague(tokens, after, clause.last)
    ):
        return None
    last = max(label_end(tokens, after, clause.last, i), after)
    if last == after and not whole:
        return None
    trigger = _trigger(scene, clause, i, after, last, before)
    if trigger is None:
        return None
    kind = (
        object_kind(scene, noun.kind, tokens.folded[i], after, last, soft=False)
        if after == i + 1
        else noun.kind
    )
    return Deed(clause, i, after, i, last, kind, trigger[0], trigger[1], noun=True,
                first_person=is_first_person(tokens, trigger[1], clause))  # fmt: skip


def _is_noun(tokens: Tokens, clause: Clause, i: int) -> bool:
    """A determiner, a leading adjective or the opening of the sentence vouches for a noun."""
    return i == clause.first or tokens.folded[i - 1] in words().sets["determiners"]


def sum_deed(scene: Scene, clause: Clause, i: int) -> Deed | None:
    """`a annonce 100 millions d'euros`, `100 millions d'euros promis par X`."""
    tokens, w = scene.tokens, words()
    soon = tokens.folded[i] in w.sets["receiving"] and w.lists["near.modals"].longest(tokens, i - 1)
    if tokens.folded[i] in w.sets["benefits"] or soon:
        return _benefit(scene, clause, i)
    if not tokens.words[i][0].isdigit() and tokens.folded[i] not in w.sets["numerals"]:
        return None
    if money_at(scene, i, i + 1) != i:
        return None
    last = max(label_end(tokens, i + 1, clause.last, i), i + 1)
    after = next(
        (k for k in range(i + 1, min(last + 3, clause.last)) if w.lists["announce.sums"].longest(tokens, k)),
        None,
    )
    if after is not None:
        group = VerbGroup(after, after + 1, "announce", "passive", "past")
        return Deed(clause, i, i + 1, i, last, "funding", "announce", group, noun=True, passive=True)
    opener = opener_before(tokens, clause, i, "announce", direct=True)
    trigger = "announce" if opener else "engage"
    opener = opener or opener_before(tokens, clause, i, "engage")
    if opener is None or i - opener.last > 5:
        return None
    return Deed(clause, i, i + 1, i, last, "funding", trigger, opener, noun=True,
                first_person=is_first_person(tokens, opener, clause))  # fmt: skip


def thing_deed(scene: Scene, clause: Clause, i: int) -> Deed | None:
    """`a promis 20 ambulances`, `a annonce un hopital de campagne`: the thing itself behind the verb."""
    tokens, w = scene.tokens, words()
    found = things().heads.longest(tokens, i)
    noun = found or (w.nouns.longest(tokens, i) if tokens.folded[i - 1][0].isdigit() else None)
    if noun is None or noun[0] > clause.last or not (k := _quantity(tokens, clause, i)):
        return None
    opener = opener_before(tokens, clause, k, "announce", direct=True)
    if opener is None or opener.lemma not in w.sets["giving"] or opener.tense not in ("past", "present"):
        return None
    between = tokens.folded[opener.last : k]
    if opener.voice != "active" or any(x in w.sets["determiners"] or x == "," for x in between):
        return None
    last = max(label_end(tokens, noun[0], clause.last, i), noun[0])
    first = k if tokens.folded[k][0].isdigit() else i
    kind = str(found[1]) if found else str(getattr(noun[1], "kind", "other"))
    return Deed(clause, i, noun[0], first, last, kind, "announce", opener, noun=True,
                first_person=is_first_person(tokens, opener, clause))  # fmt: skip


def _quantity(tokens: Tokens, clause: Clause, i: int) -> int:
    """Where the phrase of the noun at token i opens: at a number or the article of a new thing, else 0."""
    sets, k = words().sets, i
    while k > clause.first and i - k < QUANTITY:
        word = tokens.folded[k - 1]
        held = word in things().before or word in sets["of"] or word in sets["some"]
        if not held and not word[0].isdigit():
            break
        k -= 1
    opens = tokens.folded[k] if k < i else ""
    return k if opens in sets["some"] or opens in sets["numerals"] or opens[:1].isdigit() else 0


def _benefit(scene: Scene, clause: Clause, i: int) -> Deed | None:
    """`X recevra 20 autobus de la part de Y`: what somebody is to get, told by its number."""
    tokens = scene.tokens
    near = range(i + 1, min(i + 1 + words().reach["sum"], clause.last))
    if not any(tokens.folded[k].isdigit() for k in near) or tokens.folded[i - 1] in words().sets["negative"]:
        return None
    last = max(label_end(tokens, i + 1, clause.last, i + 1), i + 2)
    group = VerbGroup(i, i + 1, "benefit", "active", "future")
    return Deed(clause, i, i + 1, i + 1, last, "funding", "coming", group, noun=True)


def _trigger(
    scene: Scene, clause: Clause, i: int, after: int, last: int, before: list[Deed]
) -> tuple[str, VerbGroup] | None:
    tokens, w = scene.tokens, words()
    itself = VerbGroup(i, after, "noun", "active", "present")
    opener = opener_before(tokens, clause, i, "announce", direct=True)
    if opener:
        return None if tokens.folded[i] in w.sets["told_done"] else ("announce", opener)
    for k in range(max(clause.first, i - 4), i):
        if fixed := fixed_before(tokens, clause, k, "announce"):
            return "announce", fixed
    if tokens.folded[i] in w.sets["leaving"] and (
        asked := opener_before(tokens, clause, i, "demand", direct=True)
    ):
        return "demand", asked
    if _is_coming(scene, clause, i, after, last):
        return "coming", itself
    if i - clause.first <= 3 and w.lists["coming.headlines"].longest(tokens, clause.first):
        return "coming", itself
    past = before[-1] if before and before[-1].noun else None
    if past and past.trigger == "announce" and 0 < i - past.last <= LIST and _is_next(tokens, past.last, i):
        return past.trigger, past.opener
    return None


def _is_next(tokens: Tokens, a: int, i: int) -> bool:
    """Is the noun at token i the next of a list: a comma or `et` before it, no verb since token a?"""
    sets, k = words().sets, i - 1
    if any(w in sets["finite"] or w in sets["barriers"] for w in tokens.folded[a:i]):
        return False
    while k > a and tokens.folded[k] in sets["plain_articles"]:
        k -= 1
    return tokens.folded[k] in sets["coordinators"] or (
        tokens.folded[k] in sets["of"] and tokens.folded[k - 1] in sets["coordinators"]
    )


def _is_coming(scene: Scene, clause: Clause, i: int, after: int, last: int) -> bool:
    """Do an adjective, a predicate or a date say that the deed is still to come?"""
    tokens, w = scene.tokens, words()
    if any(w.lists["refusals"].longest(tokens, k) for k in range(max(clause.first, i - 10), i)):
        return False
    if i > clause.first and w.lists["coming.before"].longest(tokens, i - 1):
        return True
    inside = range(after, min(last + 2, after + 4, clause.last))
    if any(w.lists["coming.inside"].longest(tokens, k) for k in inside):
        return True
    if any(w.lists["coming.inside_late"].longest(tokens, k) for k in range(last, min(last + 3, clause.last))):
        return True
    for k in range(last, min(last + 15, clause.last)):
        if w.lists["coming.predicates"].longest(tokens, k):
            return True
        if tokens.folded[k] in w.sets["barriers"] or tokens.folded[k] in w.sets["finite"]:
            break
    if any(w.lists["coming.heads"].longest(tokens, k) for k in range(max(clause.first, i - 6), i)):
        return True
    return opens_later(scene, clause, i, last + 3)
