"""Set phrases around an instrument that tell its status without a verb of signing or ending."""

from __future__ import annotations

from verbale.extract.instrument_verbs import Reading, moods
from verbale.extract.instruments import Phrase, words
from verbale.extract.scene import Scene

_AROUND = (("worked", "negotiating"), ("expired", "ended"), ("standing", "in_force"))
_REACH = 14  # tokens after the noun phrase in which its predicate may stand
_TALKS = 16  # tokens before it in which the talks on it may be told


def told_after(scene: Scene, phrase: Phrase, found: Reading | None) -> Reading | None:
    """`an agreement ... is being negotiated`, `... has run out`: more than the construction found tells."""
    if found is not None and found.status not in ("in_force", "wish"):
        return None
    return _predicate(scene, phrase, ("worked", "expired"))


def told_around(scene: Scene, phrase: Phrase) -> Reading | None:
    """`a treaty in force`, `a future agreement`, `talks on an agreement`: told without a verb."""
    if phrase.prospective:
        cue = scene.span(phrase.left, phrase.first)
        return Reading("negotiating", "prospective", cue, phrase.left, phrase.first)
    return _talks(scene, phrase) or _standing(scene, phrase)


def _standing(scene: Scene, phrase: Phrase) -> Reading | None:
    tokens, clause = scene.tokens, phrase.clause
    last = max(phrase.last, phrase.noun_end)
    for i in range(max(clause.first, phrase.left - 10), min(clause.last, last + 6)):
        found = moods()["standing"].longest(tokens, i)
        if found:
            return Reading("in_force", "standing", scene.span(i, found[0]), i, found[0])
    return None


def _predicate(scene: Scene, phrase: Phrase, kinds: tuple[str, ...]) -> Reading | None:
    """A set phrase after the noun phrase, no other clause between."""
    tokens, last = scene.tokens, max(phrase.last, phrase.noun_end)
    for i in range(last, min(phrase.clause.last, last + _REACH)):
        if tokens.folded[i] in words().classes["barriers"]:
            return None
        for kind, status in _AROUND:
            found = moods()[kind].longest(tokens, i) if kind in kinds else None
            if found:
                return Reading(status, "predicate", scene.span(i, found[0]), i, found[0])
    return None


def _talks(scene: Scene, phrase: Phrase) -> Reading | None:
    """`the talks between X and Y on an agreement`."""
    tokens, floor = scene.tokens, phrase.clause.first
    near = range(max(floor, phrase.left - 4), phrase.first)
    if not any((p := moods()["matters"].longest(tokens, i)) and p[0] >= phrase.left for i in near):
        return None
    for i in range(phrase.left - 1, max(floor, phrase.left - _TALKS) - 1, -1):
        if tokens.folded[i] in words().classes["barriers"]:
            return None
        found = moods()["talking"].longest(tokens, i)
        if found:
            return Reading("negotiating", "talks", scene.span(i, found[0]), i, found[0])
    return None
