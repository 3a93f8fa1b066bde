"""How far an act is asserted: held, planned, cancelled, dropped, or bare where nothing says."""

from __future__ import annotations

import re

from verbale import data
from verbale.extract.scene import Clause, Scene
from verbale.morphology import VerbGroup
from verbale.text import fold
from verbale.tokens import Phrases, Tokens


@data.derived
def classes() -> dict[str, frozenset[str]]:
    """The word classes that tell nouns, verbs and purposes apart."""
    return {
        k: frozenset(fold(x) for x in v) for k, v in data.toml("packs/fr/clauses.toml")["classes"].items()
    }


@data.derived
def _modality() -> dict[str, Phrases]:
    pack = data.toml("packs/fr/modality.toml")
    return {k: Phrases((w, k) for w in v) for k, v in pack.items() if isinstance(v, list)}


@data.derived
def _tense_patterns() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    pack = data.toml("packs/fr/modality.toml")
    return (
        re.compile(pack["future"]),
        re.compile(pack["conditional"]),
        frozenset(fold(w) for w in pack["not_future"]),
    )


def says(tokens: Tokens, first: int, last: int, what: str) -> bool:
    """Does a word of that modality stand between two tokens?"""
    phrases = _modality()[what]
    return any((p := phrases.longest(tokens, i)) and p[0] <= last for i in range(first, last))


def has_future(tokens: Tokens, first: int, last: int) -> bool:
    """Does a word that ends like a future, and is no name, stand between two tokens?"""
    future, _, exceptions = _tense_patterns()
    return any(
        future.search(w) and w not in exceptions and len(w) > 3 and not _is_name(tokens, i)
        for i, w in enumerate(tokens.folded[first:last], first)
    )


def _is_name(tokens: Tokens, i: int) -> bool:
    """`Perera`: a capital, outside a line in capitals."""
    return tokens.is_capital(i) and not tokens.words[i].isupper()


def has_conditional(tokens: Tokens, first: int, last: int) -> bool:
    pattern = _tense_patterns()[1]
    return any(pattern.search(w) and len(w) > 5 for w in tokens.folded[first:last])


def status_of_group(scene: Scene, clause: Clause, group: VerbGroup) -> str:
    if group.modal == "possible" and says(scene.tokens, group.first, group.last, "cancelled"):
        return "cancelled"
    if group.negated or group.modal == "possible" or group.tense == "conditional":
        return "dropped" if group.modal != "planned" else "planned"
    if group.tense == "future" or group.modal == "planned":
        return "planned"
    if says(scene.tokens, max(clause.first, group.first - 6), group.first, "cancelled"):
        return "cancelled"
    if group.tense == "infinitive" and group.modal is None:
        future = has_future(scene.tokens, clause.first, group.first) or says(
            scene.tokens, clause.first, group.first, "planned"
        )
        purpose = group.first > clause.first and scene.tokens.folded[group.first - 1] in classes()["purpose"]
        return ("planned" if future else "held") if purpose else "bare"
    return "held"


def status_of_noun(scene: Scene, clause: Clause, i: int, after: int) -> str:
    tokens = scene.tokens
    near = max(clause.first, i - 6), min(clause.last, after + 10)
    if says(tokens, near[0], near[1], "cancelled"):
        return "cancelled"
    if says(tokens, max(clause.first, i - 5), i, "denied"):
        return "dropped"
    if classes()["settled"].intersection(tokens.folded[max(clause.first, i - 4) : i]):
        return "held"
    if has_future(tokens, *near) or says(tokens, near[0], near[1], "planned"):
        return "planned"
    if says(tokens, max(clause.first, i - 3), i, "possible"):
        return "dropped"
    if has_conditional(tokens, max(clause.first, i - 4), min(clause.last, after + 6)):
        return "dropped"
    return "held"
