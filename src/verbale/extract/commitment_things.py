"""Things that can be built, given, sent or imposed: what makes a deed of any verb that takes one."""

from __future__ import annotations

from dataclasses import dataclass

from verbale import data
from verbale.extract.commitment_labels import money_at, object_start
from verbale.extract.commitment_words import PACK, DeedNoun, DeedVerb, has_need, is_light, words
from verbale.extract.scene import Clause, Scene
from verbale.extract.statuses import has_future
from verbale.text import fold
from verbale.tokens import Phrases, Tokens

SHORTEST = 5  # letters of a form that may be read without its verb being listed
LEAD = 8  # tokens that may stand before the head of a phrase


@dataclass(frozen=True, slots=True)
class Things:
    heads: Phrases  # → kind of the deed
    before: frozenset[str]  # measures and adjectives that stand before a head
    barred: tuple[str, ...]  # how verbs begin that are no deeds
    being: frozenset[str]  # `to be` in the future
    participles: tuple[str, ...]  # how they end
    indirect: frozenset[str]  # what opens a phrase that is no object


@data.derived
def things() -> Things:
    """The nouns in use, by the kind of deed that they make."""
    pack = data.toml(PACK)["things"]
    classes = [c for c in pack.values() if isinstance(c, dict) and "kind" in c]
    return Things(
        heads=Phrases((w, c["kind"]) for c in classes for w in c["words"]),
        before=frozenset(fold(w) for w in (*pack["measures"], *pack["adjectives"])),
        barred=tuple(pack["barred"]["verbs"]),
        being=frozenset(pack["passive"]["being"]),
        participles=tuple(pack["passive"]["ends"]),
        indirect=frozenset(fold(w) for w in pack["barred"]["before"]),
    )


def thing_kind(tokens: Tokens, start: int, end: int) -> str | None:
    """The kind of deed that the head of a noun phrase makes, if it is a thing or a deed itself."""
    w, t = words(), things()
    for k in range(start, min(end, start + LEAD)):
        word = tokens.folded[k]
        found = t.heads.longest(tokens, k)
        if found:
            return str(found[1])
        noun = w.nouns.longest(tokens, k)
        if noun and isinstance(noun[1], DeedNoun):
            return noun[1].kind if has_need(tokens, noun[1].needs, noun[0], end, noun=True) else None
        leading = word in w.sets["articles"] or word in t.before or word[0].isdigit() or not word[0].isalnum()
        if word in w.sets["barriers"] or not leading:
            return None
    return None


def any_verb(scene: Scene, clause: Clause, i: int) -> tuple[DeedVerb, ...]:
    """The readings of a form whose verb is not listed: a deed by the sum or the thing that it takes."""
    tokens, w = scene.tokens, words()
    word = tokens.folded[i]
    if len(word) < SHORTEST or not tokens.words[i].islower():
        return ()
    future, infinitive = has_future(tokens, i, i + 1), word.endswith(tuple(w.sets["infinitive_ends"]))
    tense = "future" if future else "infinitive"
    if not future and not infinitive:
        return _any_passive(scene, clause, i)
    sum_behind = money_at(scene, i + 1, min(clause.last, i + 1 + w.reach["sum"])) is not None
    if sum_behind and not word.startswith(w.prefixes):
        return (DeedVerb("funding", word, tense),)
    if word in w.verbs or word.startswith(things().barred):
        return ()
    start = object_start(scene, clause, i + 1)
    direct = start < clause.last and tokens.folded[start] not in things().indirect
    kind = thing_kind(tokens, start, clause.last) if direct else None
    return (DeedVerb(kind, word, tense, any_verb=True),) if kind else ()


def _any_passive(scene: Scene, clause: Clause, i: int) -> tuple[DeedVerb, ...]:
    """`des equipements seront achemines`: a thing right before `to be` in the future, whatever follows."""
    tokens, w, t = scene.tokens, words(), things()
    word, k = tokens.folded[i], i - 1
    if word in w.verbs or word.startswith(t.barred) or not word.endswith(t.participles):
        return ()
    while k > clause.first and is_light(tokens.folded[k]):
        k -= 1
    if tokens.folded[k] not in t.being:
        return ()
    start = phrase_start(tokens, clause, k)
    kind = thing_kind(tokens, start, k)
    return (DeedVerb(kind, word, "participle", any_verb=True),) if kind else ()


def phrase_start(tokens: Tokens, clause: Clause, end: int) -> int:
    """Where the subject phrase before a passive verb starts: behind the last mark, without its article."""
    sets, k = words().sets, end
    while k > clause.first and (tokens.folded[k - 1] in sets["relative"] or is_light(tokens.folded[k - 1])):
        k -= 1
    if k - 1 > clause.first and tokens.folded[k - 1] == "," and tokens.folded[k] in sets["relative"]:
        k -= 1
    while k > clause.first and end - k < 10:
        word = tokens.folded[k - 1]
        stops = (
            word in sets["label.stops"] and tokens.words[k - 1] != "\u00e0"
        )  # the verb, not the preposition
        if not word[0].isalnum() or stops or word in sets["agents"]:
            break
        k -= 1
    while k < end - 1 and tokens.folded[k] in sets["label.trailing"]:
        k += 1
    return k
